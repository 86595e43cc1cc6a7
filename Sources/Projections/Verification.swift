import ComplianceLedger
import ComplianceState
import GRDB
import LedgerModel
import Merkle
import RecordFormat

/// Compares the tables with the log, which is folded from its bytes and without them.
struct Verification {
    let ledger: Ledger
    let progress: ProjectionProgress
    private(set) var fold = LedgerFold(decisions: .counted)
    private(set) var coverage = CoverageFold()
    private var inForce = InForce()
    private var expected = ContentDigest()
    private var found = ContentDigest()
    /// What the tables should hold, row by row.
    var rows = LogRows()
    var report: VerificationReport

    private var size: TreeSize { progress.size }

    init(_ ledger: Ledger, _ progress: ProjectionProgress) {
        self.ledger = ledger
        self.progress = progress
        let size = progress.size
        let none = ContentDigest().digest
        report = VerificationReport(size: size, digest: none, expectedDigest: none)
    }

    /// Folds the log up to the tables' progress.
    mutating func readLog() throws(ProjectionError) {
        try Self.forEachRecord(ledger, size) {
            fold.add($0)
            coverage.add($0)
            rows.read($0)
        }
        rows.rewind()
        inForce = fold.inForce()
    }

    mutating func compare(_ database: Database) throws -> VerificationReport {
        try checkFile(database)
        try compareStates(database)
        try compareUsers(database)
        try compareTenants(database)
        try compareDecisions(database)
        try compareSources(database)
        try compareTables(database)
        report.digest = found.digest
        report.expectedDigest = expected.digest
        return report
    }

    private static func forEachRecord(
        _ ledger: Ledger, _ size: TreeSize, _ body: (RecordView) -> Void
    ) throws(ProjectionError) {
        try onLedger("fold the log") { () throws(LedgerError) in
            try ledger.forEachRecord(below: size) { view in
                body(view)
                return true
            }
        }
    }

    private mutating func compareStates(_ database: Database) throws {
        var states: [Subject: [Interval]] = [:]
        let devices = try RawStatement(
            database,
            """
            SELECT first_seen, last_seen, enrolment, broker, registration, management, evaluated, reported, observed,
                signalled, platform, trust_type, enabled, ownership, owner FROM device WHERE subject = ?
            """)
        fold.forEachDevice { states[.device($0.key)] = $0.intervals }
        for (key, user) in fold.users() { states[.user(key)] = user.timeline.intervals }
        for (tenant, timeline) in fold.tenants() {
            for policy in timeline.policies {
                states[.policy(tenant, policy.policy)] = policy.timeline.intervals
            }
            for application in timeline.applications {
                states[.application(tenant, application.application)] = application.timeline.intervals
            }
            for connection in timeline.connections {
                states[.connection(tenant, connection.connection)] = connection.timeline.intervals
            }
            for subscription in timeline.subscriptions {
                states[.subscription(tenant, subscription.sku)] = subscription.timeline.intervals
            }
            if !timeline.unnamedApplications.intervals.isEmpty {
                states[.tenant(tenant)] = timeline.unnamedApplications.intervals
            }
        }
        for (subject, intervals) in states where subject.holdsState(intervals) {
            expected.add(subject, intervals)
            rows.add(subject, intervals)
        }
        try ProjectionStore.forEachState(database) { subject, number, intervals in
            found.add(subject, intervals)
            report.compared += 1
            guard let wanted = states.removeValue(forKey: subject) else {
                report.note(subject.text, "row", expected: nil, found: "\(intervals.count) intervals")
                return
            }
            compare(subject, wanted, intervals)
            guard case .device = subject else { return }
            devices.bind(1, number)
            guard try devices.step() else { return }
            let row = DeviceSummary.Row(
                firstSeen: devices.optionalTime(0), lastSeen: devices.optionalTime(1),
                values: DeviceTable.regions.indices.map {
                    RegionValue(code: UInt16(truncatingIfNeeded: devices.integer(Int32(2 + $0))))
                },
                owner: devices.bits(14).map { IdentityID($0) })
            devices.reset()
            if row != DeviceSummary.Row(wanted) {
                report.note(subject.text, "row", expected: "the row of its intervals", found: "another row")
            }
        }
        for (subject, intervals) in states where subject.holdsState(intervals) {
            report.note(subject.text, "row", expected: "\(intervals.count) intervals", found: nil)
        }
    }

    private mutating func compare(_ subject: Subject, _ wanted: [Interval], _ found: [Interval]) {
        guard wanted != found else { return }
        for index in 0..<max(wanted.count, found.count) {
            let one = index < wanted.count ? wanted[index] : nil
            let other = index < found.count ? found[index] : nil
            guard one != other, let region = (one ?? other)?.region else { continue }
            report.note(subject.text, region.word, expected: one?.text, found: other?.text)
        }
    }

    private mutating func compareUsers(_ database: Database) throws {
        var users = fold.users()
        for (key, user) in users {
            let state = user.state(asOf: .latest)
            let (tally, uses) = (UserTally(user, state), UserTally.uses(state))
            expected.add(key.tenant, tally, uses)
            rows.add(key, tally, uses)
        }
        try ProjectionStore.forEachUser(database) { key, tally, uses in
            found.add(key.tenant, tally, uses)
            report.compared += 1
            let name = Subject.user(key).text
            guard let user = users.removeValue(forKey: key) else {
                return report.note(name, "row", expected: nil, found: "a row")
            }
            let state = user.state(asOf: .latest)
            let wanted = UserTally(user, state)
            if wanted != tally { report.note(name, "row", expected: wanted.text, found: tally.text) }
            if UserTally.uses(state) != uses {
                report.note(
                    name, "devices", expected: "\(state.devices.count) devices",
                    found: "\(uses.count) devices")
            }
        }
        for key in users.keys { report.note(Subject.user(key).text, "row", expected: "a row", found: nil) }
    }

    private mutating func compareTenants(_ database: Database) throws {
        let tenants = fold.tenants()
        let statement = try RawStatement(
            database, "SELECT text, events, first_occurred, last_occurred FROM tenant WHERE events > 0")
        var rows: [TenantKey: [Int64]] = [:]
        while try statement.step() {
            guard let tenant = statement.text(0).flatMap(TenantKey.init(text:)) else { continue }
            rows[tenant] = [statement.integer(1), statement.integer(2), statement.integer(3)]
        }
        for key in Set(tenants.keys).union(rows.keys).sorted() {
            report.compared += 1
            let wanted = tenants[key].map {
                [
                    Int64($0.counts.events), $0.counts.firstOccurred.nanoseconds,
                    $0.counts.lastOccurred.nanoseconds,
                ]
            }
            guard wanted != rows[key] else { continue }
            report.note(
                key.text, "events", expected: wanted.map { "\($0[0])" }, found: rows[key].map { "\($0[0])" })
        }
    }

    private mutating func compareSources(_ database: Database) throws {
        var wanted: [SourceName: SourceRecords] = [:]
        for source in coverage.sources {
            expected.add(source)
            rows.add(source)
            wanted[source.source] = source
        }
        guard let standing = try CoverageTable(database).read() else {
            report.note("sources", "row", expected: "rows", found: "a row that is not readable")
            return
        }
        for row in standing {
            found.add(row)
            report.compared += 1
            guard let source = wanted.removeValue(forKey: row.source) else {
                report.note(row.source.description, "row", expected: nil, found: "\(row.events) events")
                continue
            }
            for difference in SourceDifference.between(source, row) {
                report.note(
                    row.source.description, difference.part, expected: difference.expected,
                    found: difference.found)
            }
        }
        for source in wanted.values {
            report.note(
                source.source.description, "row", expected: "\(source.events) events", found: nil)
        }
    }

    /// Walks rows and log side by side, both by position.
    private mutating func compareDecisions(_ database: Database) throws {
        let standings = try RawStatement(database, DecisionSummary.select + " ORDER BY d.position")
        var row = try Self.next(standings)
        var failure: (any Error)?
        try Self.forEachRecord(ledger, size) { view in
            guard failure == nil else { return }
            rows.readAgain(view)
            guard let decision = AccessDecision.extract(from: view) else { return }
            let isInForce = inForce.contains(
                decision.recordKey, contentTag: decision.contentTag, mapping: decision.mappingRevision)
            let wanted = DecisionSummary(decision, isInForce: isInForce)
            expected.add(wanted)
            rows.add(decision, isInForce: isInForce)
            report.compared += 1
            do {
                while let standing = row, standing.position < view.position {
                    noteStray(standing)
                    row = try Self.next(standings)
                }
                guard let standing = row, standing.position == view.position else {
                    report.note("\(view.position.value)", "decision", expected: "a row", found: nil)
                    return
                }
                found.add(standing)
                if standing != wanted {
                    report.note(
                        "\(view.position.value)", "decision", expected: wanted.text, found: standing.text)
                }
                row = try Self.next(standings)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        while let standing = row {
            noteStray(standing)
            row = try Self.next(standings)
        }
    }

    private mutating func noteStray(_ row: DecisionSummary) {
        found.add(row)
        report.note("\(row.position.value)", "decision", expected: nil, found: row.text)
    }

    private static func next(_ rows: RawStatement) throws -> DecisionSummary? {
        while try rows.step() { if let row = DecisionSummary(row: rows) { return row } }
        return nil
    }
}

extension Subject {
    /// Whether the tables have rows for it: a device or a person always, others only with intervals.
    fileprivate func holdsState(_ intervals: [Interval]) -> Bool {
        switch self {
        case .device, .user: true
        case .policy, .application, .connection, .subscription, .tenant: !intervals.isEmpty
        }
    }

    fileprivate var text: String { SubjectName(self).text }
}

extension Interval {
    fileprivate var text: String {
        "\(value.word(in: region)) from \(from) to \(to.map { "\($0)" } ?? "now on"), position \(position.value), "
            + "confirmed \(confirmed), said \(count) times"
    }
}

extension UserTally {
    fileprivate var text: String { "\(granted) granted, \(denied) denied, \(interrupted) interrupted" }
}

extension DecisionSummary {
    fileprivate var text: String {
        "\(outcome) at \(occurred), " + (isInForce ? "in force" : "superseded")
    }
}
