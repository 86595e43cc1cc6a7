public import DeterministicCBOR

/// Why bytes are not a record.
public enum RecordError: Error, Hashable, Sendable {
    case encoding(CBORError)
    case version(UInt64)
    case shape(element: String)
    case tooLarge(bytes: Int, limit: Int)
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
