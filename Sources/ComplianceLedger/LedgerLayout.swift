/// Which file of a ledger is where.
public struct LedgerLayout: Hashable, Sendable {
    public let root: String

    public init(root: String) { self.root = root }

    public var origin: String { root + "/origin" }
    public var key: String { root + "/key" }
    public var secret: String { root + "/secret" }
    public var lock: String { root + "/lock" }
    public var log: String { root + "/log" }
    public var hashes: String { root + "/log/hashes" }
    public var privateStores: String { root + "/private" }
    public var privateRecords: String { root + "/private/records" }
    public var identities: String { root + "/private/identities" }
    public var commit: String { root + "/commit" }
    public var highWater: String { root + "/highwater" }
    public var recovery: String { root + "/recovery" }
    public var restored: String { root + "/restored" }
    /// Below which position all erasures were carried out.
    public var erased: String { root + "/erased" }
    /// Only in a backup, written last.
    public var manifest: String { root + "/manifest" }
    /// Only in a copy that did not end.
    public var unfinished: String { root + "/unfinished" }
    public var checkpoint: String { root + "/checkpoint" }
    public var quarantine: String { root + "/quarantine" }
    public var lastVerification: String { root + "/last-verify" }
    public var readModels: String { root + "/read-models" }

    /// The folders that `init` makes, outermost first.
    public var folders: [String] {
        [log, hashes, privateStores, privateRecords, identities, quarantine, readModels]
    }
}
