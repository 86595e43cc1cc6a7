public import LedgerModel

/// Which service a source is, by the first word of its name; decides what its records are.
public enum SourceService: Hashable, Sendable {
    case entra
    case intune
    /// The Unified Audit Log.
    case unifiedAuditLog
    /// A device manager from outside.
    case deviceManager
    /// The ledger itself, which is no source of facts.
    case ledger
    /// Any other: whatever is appended under a name of its own.
    case other

    public init(_ source: SourceName) {
        guard case .token(let word)? = source.components.first else {
            self = .other
            return
        }
        switch word.description {
        case "entra": self = .entra
        case "intune": self = .intune
        case "ual": self = .unifiedAuditLog
        case "jamf", "workspace-one", "maas360", "ivanti", "fleet", "nanomdm":
            self = .deviceManager
        case "probity", "ledger": self = .ledger
        default: self = .other
        }
    }
}
