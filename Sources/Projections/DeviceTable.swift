import ComplianceState
import GRDB
import LedgerModel

/// The rows of `device`.
struct DeviceTable {
    private let replace: RawStatement
    private let delete: RawStatement

    /// The regions that have a column, in the order of the columns.
    static let regions: [Region] = [
        .enrolment, .broker, .registration, .management, .complianceEvaluated, .complianceReported,
        .complianceObserved, .managementSignalled, .platform, .trustType, .enabled, .ownership,
    ]

    /// The columns of ``regions``.
    static let columns: [Region: String] = [
        .enrolment: "enrolment", .broker: "broker", .registration: "registration", .management: "management",
        .complianceEvaluated: "evaluated", .complianceReported: "reported", .complianceObserved: "observed",
        .managementSignalled: "signalled", .platform: "platform", .trustType: "trust_type",
        .enabled: "enabled",
        .ownership: "ownership",
    ]

    init(_ database: Database) throws {
        replace = try RawStatement(
            database,
            """
            INSERT OR REPLACE INTO device (subject, tenant, first_seen, last_seen, enrolment, broker, registration,
                management, evaluated, reported, observed, signalled, platform, trust_type, enabled, ownership, owner)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        delete = try RawStatement(database, "DELETE FROM device WHERE subject = ?")
    }

    func write(_ row: DeviceSummary.Row, subject: Int64, tenant: Int64) throws {
        replace.bind(1, subject)
        replace.bind(2, tenant)
        replace.bind(3, row.firstSeen?.nanoseconds)
        replace.bind(4, row.lastSeen?.nanoseconds)
        for (index, value) in row.values.enumerated() { replace.bind(Int32(5 + index), Int64(value.code)) }
        replace.bind(Int32(5 + row.values.count), row.owner?.bits)
        try replace.run()
    }

    func remove(_ subject: Int64) throws {
        delete.bind(1, subject)
        try delete.run()
    }
}

extension DeviceSummary {
    /// A row's values, as they are read off a device's intervals.
    struct Row: Hashable {
        var firstSeen: Timestamp?
        var lastSeen: Timestamp?
        /// By ``DeviceTable/regions``.
        var values: [RegionValue]
        var owner: IdentityID?

        init(firstSeen: Timestamp?, lastSeen: Timestamp?, values: [RegionValue], owner: IdentityID?) {
            self.firstSeen = firstSeen
            self.lastSeen = lastSeen
            self.values = values
            self.owner = owner
        }

        /// What holds at an instant; the first and the last instant seen are those up to it.
        init(_ intervals: [Interval], asOf instant: Timestamp = .latest) {
            let snapshot = StateSnapshot(intervals: intervals, asOf: instant)
            let state = DeviceState(snapshot)
            let past = intervals.filter { $0.from <= instant }
            firstSeen = past.map(\.from).min()
            // What was concluded nobody said.
            lastSeen = past.filter { !$0.isInferred }.map { $0.confirmed <= instant ? $0.confirmed : $0.from }
                .max()
            values = DeviceTable.regions.map { snapshot[$0]?.value ?? .unknown }
            owner = state.owner
        }
    }
}
