/// A note whose known signatures were checked; made by ``SignedNote/verified(by:)`` alone.
public struct VerifiedNote: Hashable, Sendable {
    public let note: SignedNote
    /// The known keys that signed, each once, in the order of their first signatures; at least one.
    public let signers: [NoteVerifier]

    init(note: SignedNote, signers: [NoteVerifier]) {
        self.note = note
        self.signers = signers
    }

    /// The text with its final newline.
    public var text: [UInt8] { note.text }
}
