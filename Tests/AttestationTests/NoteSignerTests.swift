import Attestation
import Testing

@Suite struct NoteSignerTests {
    @Test("the published private key gives the published public key, and is written as it was read")
    func publishedKey() throws {
        let signer = try Vectors.signer()
        #expect(signer.verifierKey == Vectors.logVerifierKey)
        #expect(signer.privateKey == Vectors.logPrivateKey)
        #expect(signer.verifier == (try Vectors.log()))
        #expect(signer.keyID == 0x33d7_b496)
    }

    @Test("signing reproduces the published checkpoint byte for byte")
    func publishedSignature() throws {
        let signature = try Vectors.signer().sign(Array(Vectors.checkpointText.utf8))
        #expect(signature.line == Array(Vectors.logLine.utf8))
    }

    @Test(
        "a seed of another length than 32 bytes is refused", arguments: [0, 31, 33, 64])
    func seedLength(count: Int) throws {
        let name = try #require(NoteName(text: "a"))
        #expect(throws: KeyTextError.length(found: count, expected: 32)) {
            try NoteSigner(name: name, seed: [UInt8](repeating: 1, count: count))
        }
    }

    @Test("a malformed private key is refused with its reason")
    func malformed() {
        func refused(_ part: String, by other: String, _ error: KeyTextError) {
            #expect(throws: error) {
                try NoteSigner(privateKey: replacing(part, by: other, in: Vectors.logPrivateKey))
            }
        }
        refused("PRIVATE", by: "SECRET", .form)
        refused("testdata+33d7b496+", by: "testdata+", .keyIDForm)
        refused("+example.com/log/testdata+", by: "+", .keyIDForm)
        refused("example.com", by: "example com", .name)
        refused("33d7b496", by: "33D7B496", .keyIDForm)
        refused("33d7b496", by: "33d7b49", .keyIDForm)
        refused("33d7b496", by: "33d7b497", .keyID(found: 0x33d7_b497, expected: 0x33d7_b496))
        refused("F3eg", by: "F3e", .base64)
        refused("F3eg", by: "", .length(found: 29, expected: 32))
        refused("+AeymY", by: "+BOymY", .algorithm(found: 4))
        refused("+AeymY", by: "+AuymY", .algorithm(found: 2))
        #expect(throws: KeyTextError.form) { try NoteSigner(privateKey: []) }
        #expect(throws: KeyTextError.form) { try NoteSigner(privateKey: Array("PRIVATE+KEY+a".utf8)) }
    }

    @Test("no description and no dump shows the seed")
    func seedStaysHidden() throws {
        let signer = try testSigner("log", 0xAB)
        var text = ""
        dump(signer, to: &text)
        for shown in [text, "\(signer)", String(reflecting: signer)] {
            #expect(shown.contains("log"))
            #expect(!shown.contains("171"))
            #expect(!shown.contains("abab"))
        }
    }

    @Test("a text that could not stand in a note is not signed")
    func refusedTexts() throws {
        let signer = try testSigner("log", 1)
        #expect(throws: NoteError.noFinalNewline) { try signer.sign(Array("no newline".utf8)) }
        #expect(throws: NoteError.noFinalNewline) { try signer.sign([]) }
        #expect(throws: NoteError.controlCharacter(offset: 1)) { try signer.sign(Array("a\r\n".utf8)) }
        #expect(throws: NoteError.notUTF8) { try signer.sign([0xFF, 0x0A]) }
    }
}
