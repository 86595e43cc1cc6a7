/// The floors of the house and what may come in from outside. The one place for both.
enum Floors {
    /// An arrow goes to a strictly lower floor.
    static let floor: [String: Int] = [
        "probity": 7, "probity-bench": 7,
        "Probity": 6,
        "Projections": 5,
        "ComplianceHistory": 4,
        "ComplianceLedger": 3, "ComplianceRules": 3,
        "LogStore": 2, "Connectors": 2, "ComplianceState": 2, "FleetSimulator": 2,
        "LogFormat": 1, "RecordFormat": 1, "Attestation": 1, "EventCatalogue": 1,
        "LedgerModel": 0, "DeterministicCBOR": 0, "StrictJSON": 0, "StrictCSV": 0, "StrictXML": 0,
        "Merkle": 0, "DurableIO": 0, "Migrations": 0,
        "CLZ4": 0, "CDigest": 0, "CChecksum": 0, "CAllocator": 0, "CByteScan": 0, "CExpat": 0,
        "CRename": 0,
        "fault-report": 1, "DurabilitySimulation": 1, "FaultRecords": 0,
    ]

    /// Modules that only tests use: a file system that forgets, and the report of what tests committed.
    static let ofTests: Set<String> = ["DurabilitySimulation", "FaultRecords", "fault-report"]

    /// Exceptions from strictly lower, with their reasons.
    static let levelArrows: Set<Arrow> = [
        // A binding of C is a leaf of the leaf that wraps it.
        Arrow("Merkle", "CDigest"), Arrow("StrictJSON", "CByteScan"), Arrow("StrictXML", "CExpat"),
        Arrow("DurableIO", "CRename"),
    ]

    /// Arrows that must never exist, by any way.
    static let forbidden: [(arrow: Arrow, reason: String)] = [
        (Arrow("ComplianceLedger", "EventCatalogue"), "the log does not know what an event means"),
        (Arrow("ComplianceHistory", "GRDB"), "the log is the truth, SQLite is disposable"),
        (Arrow("ComplianceLedger", "GRDB"), "the log is the truth, SQLite is disposable"),
        (Arrow("ComplianceState", "GRDB"), "the log is the truth, SQLite is disposable"),
        (Arrow("Connectors", "GRDB"), "the log is the truth, SQLite is disposable"),
        (Arrow("ComplianceHistory", "Projections"), "a replay must not ask what it is compared with"),
        (Arrow("Attestation", "LogFormat"), "who checks a proof needs no log"),
        (Arrow("Attestation", "LogStore"), "who checks a proof needs no log"),
    ]

    /// Modules of the toolchain and of packages: where each may be imported. Empty stands for everywhere.
    static let outside: [String: Set<String>] = [
        "Synchronization": [],
        // System calls; the clock and semaphores; the terminal.
        "Glibc": ["DurableIO", "ComplianceLedger", "probity", "probity-bench"],
        "Dispatch": ["probity", "probity-bench"],
        // GRDB's own signatures have its types; the terminal; JSON of what tests report.
        "Foundation": ["Projections", "probity", "fault-report", "probity-bench"],
        "GRDB": ["Projections"],
        "GRDBSQLite": ["Projections"],
        "ArgumentParser": ["probity"],
    ]
}

/// One module imports another.
struct Arrow: Hashable, Comparable, CustomStringConvertible {
    let from: String
    let to: String

    init(_ from: String, _ to: String) {
        self.from = from
        self.to = to
    }

    var description: String { "\(from) → \(to)" }

    static func < (left: Arrow, right: Arrow) -> Bool { (left.from, left.to) < (right.from, right.to) }
}
