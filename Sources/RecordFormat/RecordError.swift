public import DeterministicCBOR

/// Why bytes are not a record.
public enum RecordError: Error, Hashable, Sendable {
    case encoding(CBORError)
    case version(UInt64)
    case shape(element: String)
    case tooLarge(bytes: Int, limit: Int)

    /// Whether the bytes say that a newer program wrote them; they are then none of them damaged.
    public var isOfAnotherVersion: Bool { if case .version = self { true } else { false } }
}

extension RecordError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .encoding(let error): "not deterministic CBOR: \(error)"
        case .version(let version):
            "record format version \(version); this program knows \(RecordFormatVersion.current)"
        case .shape(let element): "element `\(element)` is not what a record holds there"
        case .tooLarge(let bytes, let limit): "\(bytes) bytes, at most \(limit) are allowed"
        }
    }
}
