import Attestation
import Testing

@Suite struct SignedNoteTests {
    static let line = "— log AAAAAAE=\n"

    static func note(_ text: String) throws -> SignedNote { try SignedNote(Array(text.utf8)) }

    @Test("the published note verifies, and is written as it was read")
    func publishedNote() throws {
        let note = try Self.note(Vectors.fooNote)
        let key = try NoteVerifier(verifierKey: Array(Vectors.fooVerifierKey.utf8))
        let verified = try note.verified(by: [key])
        #expect(verified.text == Array("This is an example message.\n".utf8))
        #expect(verified.signers == [key])
        #expect(note.bytes == Array(Vectors.fooNote.utf8))
    }

    @Test(
        "a text with empty lines is parted at the last one", arguments: ["\n", "a\n\nb\n", "a\n\n", "\n\n\n"])
    func emptyLines(text: String) throws {
        let signer = try testSigner("log", 1)
        let note = try SignedNote(text: Array(text.utf8), signedBy: [signer])
        let read = try SignedNote(note.bytes)
        #expect(read == note)
        #expect(read.text == Array(text.utf8))
        #expect(throws: Never.self) { try read.verified(by: [signer.verifier]) }
    }

    @Test("one flipped bit in the text or the signature is refused")
    func flippedBits() throws {
        let key = try NoteVerifier(verifierKey: Array(Vectors.fooVerifierKey.utf8))
        let bytes = Array(Vectors.fooNote.utf8)
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << UInt8(bit)
                #expect(throws: NoteError.self, "byte \(place), bit \(bit)") {
                    try SignedNote(changed).verified(by: [key])
                }
            }
        }
    }

    @Test(
        "a malformed note is refused with its reason",
        arguments: [
            ("", .noFinalNewline), ("text\n", .noSignatures), ("text\n\n", .noSignatures),
            ("text\n" + line, .noSignatures), ("\n" + line, .noSignatures),
            ("text\r\n\r\n" + line, .controlCharacter(offset: 4)),
            ("te\txt\n\n" + line, .controlCharacter(offset: 2)),
            ("te\0xt\n\n" + line, .controlCharacter(offset: 2)),
            ("text\n\n— log AAAAAAE=", .noFinalNewline),
            ("text\n\n— log AAAAAAE=\r\n", .controlCharacter(offset: 22)),
            ("text\n\n- log AAAAAAE=\n", .signatureLine(number: 1, .prefix)),
            ("text\n\n– log AAAAAAE=\n", .signatureLine(number: 1, .prefix)),
            ("text\n\n—log AAAAAAE=\n", .signatureLine(number: 1, .prefix)),
            ("text\n\n— logAAAAAAE=\n", .signatureLine(number: 1, .form)),
            ("text\n\n—  AAAAAAE=\n", .signatureLine(number: 1, .name)),
            ("text\n\n— l+g AAAAAAE=\n", .signatureLine(number: 1, .name)),
            ("text\n\n— log  AAAAAAE=\n", .signatureLine(number: 1, .base64)),
            ("text\n\n— log AAAAAAE= \n", .signatureLine(number: 1, .base64)),
            ("text\n\n— log AAAAAAE\n", .signatureLine(number: 1, .base64)),
            ("text\n\n— log AAAAAAF=\n", .signatureLine(number: 1, .base64)),
            ("text\n\n— log AAAAAA==\n", .signatureLine(number: 1, .tooShort)),
            ("text\n\n— log \n", .signatureLine(number: 1, .tooShort)),
            ("text\n\n" + line + "more\n", .signatureLine(number: 2, .prefix)),
        ] as [(String, NoteError)])
    func malformed(text: String, error: NoteError) {
        #expect(throws: error) { try Self.note(text) }
    }

    @Test("bytes that are not UTF-8 are refused, in the text and in the name")
    func notUTF8() {
        #expect(throws: NoteError.notUTF8) { try SignedNote([0xFF] + Array("\n\n\(Self.line)".utf8)) }
        #expect(throws: NoteError.notUTF8) {
            try SignedNote(Array("text\n\n— l".utf8) + [0xE2, 0x80] + Array("g AAAAAAE=\n".utf8))
        }
    }

    @Test("a note at the limit of size is read, one byte more is refused")
    func sizeLimit() throws {
        let limit = SignedNote.maximumBytes
        let fill = String(repeating: "x", count: limit - "\n\n\(Self.line)".utf8.count)
        #expect(try Self.note(fill + "\n\n" + Self.line).bytes.count == limit)
        #expect(throws: NoteError.tooLong(found: limit + 1, limit: limit)) {
            try Self.note("x" + fill + "\n\n" + Self.line)
        }
        let signer = try testSigner("log", 1)
        #expect(throws: NoteError.self) {
            try SignedNote(text: Array((fill + "\n").utf8), signedBy: [signer])
        }
    }

    @Test("a hundred signatures are read, one more is refused")
    func signatureLimit() throws {
        let limit = SignedNote.maximumSignatures
        let note = try Self.note("text\n\n" + String(repeating: Self.line, count: limit))
        #expect(note.signatures.count == limit)
        #expect(throws: NoteError.tooManySignatures(limit: limit)) {
            try Self.note("text\n\n" + String(repeating: Self.line, count: limit + 1))
        }
        #expect(throws: NoteError.tooManySignatures(limit: limit)) { try note.adding(note.signatures[0]) }
    }

    @Test("unknown keys are ignored, also those that share the name or the key id")
    func unknownKeys() throws {
        let text = Array("text\n".utf8)
        let known = try testSigner("log", 1)
        let sameName = try testSigner("log", 2)
        let note = try SignedNote(text: text, signedBy: [sameName, known])
        #expect(try note.verified(by: [known.verifier]).signers == [known.verifier])

        let good = try known.sign(text).line
        let otherName = replacing("— log", by: "— gol", in: String(decoding: good, as: UTF8.self))
        let both = try SignedNote(text + [0x0A] + otherName + good)
        #expect(try both.verified(by: [known.verifier]).signers == [known.verifier])

        let stranger = try SignedNote(text: text, signedBy: [sameName])
        #expect(throws: NoteError.noKnownSignature(known: 1, signatures: 1)) {
            try stranger.verified(by: [known.verifier])
        }
        #expect(throws: NoteError.noKnownSignature(known: 0, signatures: 2)) { try note.verified(by: []) }
    }

    @Test("one bad signature of a known key rejects the note, beside however many good ones")
    func badKnownSignature() throws {
        let text = Array("text\n".utf8)
        let known = try testSigner("log", 1)
        let other = try testSigner("other", 2)
        let note = try SignedNote(text: text, signedBy: [other])
        let bad = try note.adding(known.sign(Array("another text\n".utf8)))
        let error = NoteError.badSignature(name: known.name, keyID: known.keyID)
        #expect(throws: error) { try bad.verified(by: [other.verifier, known.verifier]) }
        #expect(throws: error) { try bad.adding(known.sign(text)).verified(by: [known.verifier]) }
        #expect(throws: Never.self) { try bad.verified(by: [other.verifier]) }
    }

    @Test("a signature of another length than its algorithm's is bad")
    func wrongSignatureLength() throws {
        let text = Array("text\n".utf8)
        let known = try testSigner("log", 1)
        let cosigner = try Cosigner(name: known.name, seed: [UInt8](repeating: 1, count: 32))
        let short = "— log " + Base64Text.keyID(known.keyID, bytes: [1]) + "\n"
        let shortCosignature = "— log " + Base64Text.keyID(cosigner.verifier.keyID, bytes: [1]) + "\n"
        for (line, verifier) in [(short, known.verifier), (shortCosignature, cosigner.verifier)] {
            let note = try SignedNote(text + [0x0A] + Array(line.utf8))
            #expect(throws: NoteError.badSignature(name: verifier.name, keyID: verifier.keyID)) {
                try note.verified(by: [verifier])
            }
        }
    }

    @Test("a key that signed twice counts once")
    func duplicates() throws {
        let text = Array("text\n".utf8)
        let known = try testSigner("log", 1)
        let note = try SignedNote(text: text, signedBy: [known, known, known])
        #expect(try SignedNote(note.bytes).verified(by: [known.verifier, known.verifier]).signers.count == 1)
    }
}
