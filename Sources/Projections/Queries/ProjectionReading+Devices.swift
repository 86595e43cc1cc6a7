public import ComplianceState
import GRDB
public import LedgerModel

extension ProjectionReading {
    /// Only a key that stands for a device has a row in `device`.
    static let devicePage = """
        SELECT key.subject, key.id_kind, key.id FROM subject AS key
        CROSS JOIN device ON device.subject = key.subject
        WHERE key.kind = 1 AND key.tenant = ?1 AND (key.id_kind, key.id) > (?2, ?3)
            AND device.first_seen <= ?4
        ORDER BY key.id_kind, key.id LIMIT ?5
        """

    /// Calls `body` with each device of which anything was known at an instant, by their keys.
    ///
    /// The state is the one that a fold of the log comes to, in the regions asked for; it has no others.
    /// Cost: a few steps in an index for each device and region. Memory: some thousand keys.
    public func forEachDevice(
        _ filter: SubjectFilter = .all, asOf instant: Timestamp, in regions: [Region],
        _ body: (DeviceKey, DeviceState) -> Void
    ) throws(ProjectionError) {
        let operation = "list devices"
        try onDatabase(operation) {
            var walk = try DeviceWalk(self, filter, asOf: instant, operation)
            let states = try DeviceStateReader(database, regions)
            while let (key, number) = try walk.next() {
                body(key, try states.state(of: number, asOf: instant))
            }
        }
    }
}

/// Walks through devices by their keys: the tenants' own orders, merged.
private struct DeviceWalk {
    private typealias Entry = (key: DeviceKey, number: Int64)

    /// The devices of one tenant, or those that a filter names, the next one last.
    private struct Run {
        let tenant: (number: Int64, key: TenantKey)?
        var entries: [Entry]
        var isRead = false
    }

    private let page: RawStatement
    private let perPage: Int64
    private let instant: Timestamp
    private let operation: String
    /// Those that have an entry left; the run of the smallest one last.
    private var runs: [Run] = []
    /// The devices that clauses of the filter leave out.
    private var excluded: Set<DeviceKey> = []

    /// How many keys are held, of all tenants together; of each at least the second number.
    private static let (held, heldOfEach): (Int, Int) = (8_192, 16)

    init(
        _ reading: ProjectionReading, _ filter: SubjectFilter, asOf instant: Timestamp, _ operation: String
    ) throws {
        self.instant = instant
        self.operation = operation
        page = try RawStatement(reading.database, ProjectionReading.devicePage)
        let tenants = try reading.tenantNumbers(operation)
        var whole: [(number: Int64, key: TenantKey)] = []
        var named: [Entry] = []
        for tenant in tenants {
            guard let clauses = filter.deviceClauses(in: tenant.key) else { continue }
            var wanted: [DeviceKey: Int64]?
            for clause in clauses {
                let found = try Self.find(clause.ids, tenant, asOf: instant, in: reading.database)
                if clause.isNegated {
                    excluded.formUnion(found.keys)
                } else {
                    wanted = wanted?.filter { found[$0.key] != nil } ?? found
                }
            }
            if let wanted {
                for (key, number) in wanted where !excluded.contains(key) { named.append((key, number)) }
            } else {
                whole.append(tenant)
            }
        }
        perPage = Int64(max(Self.heldOfEach, Self.held / max(whole.count, 1)))
        insert(Run(tenant: nil, entries: named.sorted { $0.key > $1.key }, isRead: true))
        for tenant in whole {
            var run = Run(tenant: tenant, entries: [])
            try fill(&run, after: nil)
            insert(run)
        }
    }

    mutating func next() throws -> (DeviceKey, Int64)? {
        while var run = runs.popLast(), let entry = run.entries.popLast() {
            if run.entries.isEmpty, !run.isRead { try fill(&run, after: entry.key) }
            insert(run)
            if !excluded.contains(entry.key) { return (entry.key, entry.number) }
        }
        return nil
    }

    private func fill(_ run: inout Run, after last: DeviceKey?) throws {
        guard let tenant = run.tenant else { return }
        page.bind(1, tenant.number)
        page.bind(2, Int64(last?.kind.rawValue ?? 0))
        page.bind(3, last?.id.bytes ?? [])
        page.bind(4, instant.nanoseconds)
        page.bind(5, perPage)
        while try page.step() {
            guard let kind = DeviceIDKind(rawValue: page.code(1)), let id = page.bits(2) else {
                page.reset()
                throw ProjectionReading.unreadable(operation)
            }
            run.entries.append((DeviceKey(tenant: tenant.key, kind: kind, id: id), page.integer(0)))
        }
        run.isRead = run.entries.count < perPage
        run.entries.reverse()
    }

    private mutating func insert(_ run: Run) {
        guard let key = run.entries.last?.key else { return }
        var low = 0
        var high = runs.count
        while low < high {
            let middle = low + (high - low) / 2
            if let other = runs[middle].entries.last?.key, key < other {
                low = middle + 1
            } else {
                high = middle
            }
        }
        runs.insert(run, at: low)
    }

    /// The devices that ids name, under whichever of their keys.
    private static func find(
        _ ids: Set<SubjectFilter.DeviceID>, _ tenant: (number: Int64, key: TenantKey),
        asOf instant: Timestamp, in database: Database
    ) throws -> [DeviceKey: Int64] {
        let find = try RawStatement(
            database,
            """
            SELECT main.subject, main.id_kind, main.id FROM subject AS key
            JOIN subject AS main ON main.subject = key.stands_for
            JOIN device ON device.subject = main.subject
            WHERE key.kind = 1 AND key.tenant = ? AND key.id_kind = ? AND key.id = ?
                AND device.first_seen <= ?
            """)
        var found: [DeviceKey: Int64] = [:]
        for id in ids {
            find.bind(1, tenant.number)
            find.bind(2, Int64(id.kind.rawValue))
            find.bind(3, id.id)
            find.bind(4, instant.nanoseconds)
            while try find.step() {
                guard let kind = DeviceIDKind(rawValue: find.code(1)), let main = find.bits(2) else {
                    continue
                }
                found[DeviceKey(tenant: tenant.key, kind: kind, id: main)] = find.integer(0)
            }
        }
        return found
    }
}

/// Reads what held for a device at an instant.
private struct DeviceStateReader {
    private let regions: [Region]
    private let last: RawStatement
    private let all: RawStatement
    private let aliases: RawStatement
    private let facts: FactTable
    private let inForce: InForce
    private let tenant: RawStatement
    private let validity: ValidityTable

    init(_ database: Database, _ regions: [Region]) throws {
        self.regions = regions.sorted { $0.rawValue < $1.rawValue }
        last = try RawStatement(
            database,
            """
            SELECT \(IntervalTable.columns) FROM interval
            WHERE subject = ? AND region = ? AND track = x'' AND from_time <= ? ORDER BY sequence DESC LIMIT 1
            """)
        all = try RawStatement(
            database,
            """
            SELECT \(IntervalTable.columns) FROM interval
            WHERE subject = ? AND region = ? AND from_time <= ? ORDER BY track, sequence
            """)
        aliases = try RawStatement(
            database, "SELECT subject FROM subject WHERE stands_for = ? AND stands_for <> subject")
        facts = try FactTable(database)
        inForce = try ContestedRecords(database).inForce
        tenant = try RawStatement(database, "SELECT tenant FROM subject WHERE subject = ?")
        validity = try ValidityTable(database, inForce: inForce)
    }

    func state(of number: Int64, asOf instant: Timestamp) throws -> DeviceState {
        var intervals: [Interval] = []
        for region in regions {
            let statement = region.hasTrackPerObject ? all : last
            statement.bind(1, number)
            statement.bind(2, Int64(region.rawValue))
            statement.bind(3, instant.nanoseconds)
            let start = intervals.count
            while try statement.step() {
                if let interval = IntervalTable.interval(statement) { intervals.append(interval) }
            }
            if Self.isOpen(intervals[start...], asOf: instant) {
                intervals.removeSubrange(start...)
                intervals += try fold(region, of: number, asOf: instant)
            }
        }
        return DeviceState(StateSnapshot(intervals: intervals, asOf: instant))
    }

    /// Whether rows leave open which of several tracks spoke last: one was said again after the instant, and
    /// when it was before is not known.
    private static func isOpen(_ intervals: ArraySlice<Interval>, asOf instant: Timestamp) -> Bool {
        guard let first = intervals.first, first.region.hasTrackPerObject,
            intervals.contains(where: { $0.object != first.object })
        else { return false }
        return intervals.contains { $0.confirmed > instant }
    }

    private func fold(_ region: Region, of number: Int64, asOf instant: Timestamp) throws -> [Interval] {
        var found: [Fact] = []
        try facts.read(number, region, into: &found)
        aliases.bind(1, number)
        while try aliases.step() { try facts.read(aliases.integer(0), region, into: &found) }
        tenant.bind(1, number)
        var periods = ValidityPeriods.none
        if region == .contact {
            while try tenant.step() { periods = try validity.periods(of: tenant.integer(0)) }
        }
        return Timeline(
            facts: inForce.filter(found).filter { $0.occurred <= instant }, validity: periods
        ).intervals
    }
}
