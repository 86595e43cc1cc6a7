public import LedgerModel

/// What became of an erasure.
public struct ErasureReceipt: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case erased
        /// All of the identities were erased before; nothing was recorded and nothing changed.
        case alreadyErased
    }

    public var outcome: Outcome
    /// The events that say so; empty where nothing was recorded.
    public var positions: Range<UInt64>
    /// How many private records, identities and entries of the quarantine were erased.
    public var records: Int
    public var identities: Int
    public var quarantined: Int
}

/// Why nothing was erased, or not yet all.
public enum ErasureError: Error, Sendable {
    /// The identity table never had this id. Nothing was changed.
    case unknownIdentity(IdentityID)
    /// Read models or the quarantine are open for writing. Nothing was changed.
    case inUse(path: String)
    /// The ledger failed before the erasure was recorded. No byte was erased.
    case failed(LedgerError)
    /// The erasure is recorded, by the events at these positions, and not all bytes are gone yet: the next
    /// opening for writing, or the next erasure, goes on with it.
    case unfinished(positions: Range<UInt64>, LedgerError)
}

extension ErasureError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownIdentity(let id): "the ledger never had an identity with the id \(id.bits)"
        case .inUse(let path): "\(path) is open for writing; an erasure writes it anew"
        case .failed(let error): "nothing was erased: \(error)"
        case .unfinished(let positions, let error):
            "the erasure that the event at position \(positions.lowerBound) tells of has not ended: "
                + "\(error); the next opening for writing goes on with it"
        }
    }
}
