/// Which of the ledger's stores a segment belongs to. All share one format.
public enum StoreKind: UInt8, Sendable, CaseIterable {
    /// The log: one record an event.
    case log = 0x4C
    /// Evidence and personal fields.
    case privateRecords = 0x50
    /// Persons, and devices known only by hardware ids.
    case identities = 0x49
    /// Input that was refused, and bytes that recovery cut.
    case quarantine = 0x51

    /// What the first eight bytes of a segment are: a byte that no text begins with, `PRB`, the kind, and the
    /// bytes that a transfer as text would change.
    public var magic: [UInt8] { [0x89, 0x50, 0x52, 0x42, rawValue, 0x0D, 0x0A, 0x1A] }

    /// How people call it.
    public var name: String {
        switch self {
        case .log: "log"
        case .privateRecords: "private records"
        case .identities: "identities"
        case .quarantine: "quarantine"
        }
    }
}
