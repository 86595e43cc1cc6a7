public import Merkle

/// A checkpoint that its log has signed; made by verifying one or by signing one.
public struct VerifiedCheckpoint: Hashable, Sendable {
    public let checkpoint: Checkpoint
    /// The note, and the known keys that signed it: the log's among them.
    public let note: VerifiedNote

    init(checkpoint: Checkpoint, note: VerifiedNote) {
        self.checkpoint = checkpoint
        self.note = note
    }

    public var origin: Origin { checkpoint.origin }
    public var head: TreeHead { checkpoint.head }
    /// The signed note as it is published.
    public var bytes: [UInt8] { note.note.bytes }
    /// The same checkpoint, as one that has yet to be verified.
    public var unverified: UnverifiedCheckpoint { UnverifiedCheckpoint(self) }
}
