/// Why a checkpoint was not read, not signed or not believed.
public enum CheckpointError: Error, Hashable, Sendable {
    /// The note around it was not read, not signed or not believed.
    case note(NoteError)
    /// Fewer lines than origin, size and root.
    case tooFewLines(found: Int, expected: Int)
    /// A line, counted from 1, is empty.
    case emptyLine(number: Int)
    /// The last line has no newline.
    case noFinalNewline
    /// The origin is not UTF-8 or has a control character.
    case origin
    /// The tree size is not a decimal number without leading zeros within 64 bits.
    case size
    /// The root is not the canonical base64 of 32 bytes.
    case root
    /// The tree has no leaves, and the root is not the hash of nothing.
    case emptyTreeRoot
    /// The checkpoint speaks of another log.
    case otherOrigin(found: Origin, expected: Origin)
    /// The log's own key has not signed.
    case notSignedByLog(NoteName)
    /// Fewer known witnesses have signed than were asked for.
    case tooFewCosignatures(found: Int, expected: Int)
}

extension CheckpointError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .note(let error): error.description
        case .tooFewLines(let found, let expected):
            "reading a checkpoint: \(found) lines found, at least \(expected) expected"
        case .emptyLine(let number): "reading a checkpoint: line \(number) is empty"
        case .noFinalNewline: "reading a checkpoint: no newline at the end"
        case .origin: "reading a checkpoint: the origin is not UTF-8 or has a control character"
        case .size: "reading a checkpoint: the size is not a decimal number within 64 bits"
        case .root: "reading a checkpoint: the root is not the base64 of 32 bytes"
        case .emptyTreeRoot: "reading a checkpoint: size 0, and the root is not the hash of nothing"
        case .otherOrigin(let found, let expected):
            "verifying a checkpoint: it is of \(found), expected is \(expected)"
        case .notSignedByLog(let name): "verifying a checkpoint: \(name) has not signed it"
        case .tooFewCosignatures(let found, let expected):
            "verifying a checkpoint: \(found) known witnesses signed, at least \(expected) expected"
        }
    }
}
