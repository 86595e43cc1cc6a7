/// The rules for the bytes of a note, common to reading and signing.
enum NoteText {
    static func check(_ bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= SignedNote.maximumBytes else {
            throw .tooLong(found: bytes.count, limit: SignedNote.maximumBytes)
        }
        let control = bytes.firstIndex { $0 < 0x20 && $0 != UInt8(ascii: "\n") }
        if let control { throw .controlCharacter(offset: control) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        guard bytes.last == UInt8(ascii: "\n") else { throw .noFinalNewline }
    }
}
