public import LedgerModel

/// What stands in the identity table under a number: an entry, or what an erasure left of one.
public enum StoredIdentity: Hashable, Sendable {
    case entry(IdentityEntry)
    case erased(ErasedIdentity)

    /// Reads either.
    public init(_ bytes: UnsafeRawBufferPointer) throws(RecordError) {
        if let erased = ErasedIdentity(bytes) {
            self = .erased(erased)
        } else {
            self = .entry(try IdentityEntry(bytes))
        }
    }

    /// The random id, which stays.
    public var id: IdentityID {
        switch self {
        case .entry(let entry): entry.id
        case .erased(let erased): erased.id
        }
    }
}
