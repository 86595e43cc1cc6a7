import ComplianceLedger
import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import Testing

@testable import Projections

/// Lists from the tables against the same lists from a fold of the log.
@Suite struct ListingTests {
    private static let regions: [Region] = [
        .platform, .enrolment, .registration, .management, .complianceEvaluated, .complianceReported,
        .complianceObserved, .contact,
    ]

    /// Before everything, amid it, at an event's very instant, and behind it.
    private static let instants: [Timestamp] =
        [0, 1_697_000_000, 1_699_000_000, 1_700_000_500, 1_700_007_919, 1_700_040_000, 1_700_090_000].map {
            seconds($0)
        } + [.latest]

    private struct DeviceLine: Equatable {
        let key: DeviceKey
        let values: [RegionValue?]
        let since: [Timestamp?]
        let positions: [GlobalPosition?]

        init(_ key: DeviceKey, _ state: DeviceState) {
            self.key = key
            values = ListingTests.regions.map { state[$0]?.value }
            since = ListingTests.regions.map { state[$0]?.since }
            positions = ListingTests.regions.map { state[$0]?.position }
        }
    }

    private func fold(_ fixture: LedgerFixture) throws -> LedgerFold {
        var fold = LedgerFold()
        try fixture.ledger.forEachRecord { view in
            fold.add(view)
            return true
        }
        return fold
    }

    private func filters(_ fold: LedgerFold) -> [SubjectFilter] {
        let devices = fold.devices().values.sorted { $0.key < $1.key }
        let people = fold.users().keys.sorted()
        var out: [SubjectFilter] = [.all, SubjectFilter(tags: []), SubjectFilter(tags: [contoso.tag])]
        out.append(SubjectFilter(tags: [TenantKey.name(Token(word: "other")).tag]))
        // A device by the last of its keys, and with another one.
        if let last = devices.last?.keys.last { out.append(SubjectFilter(tags: [last.tag])) }
        if let bound = devices.first(where: { $0.keys.count > 1 })?.keys.last, let first = devices.first {
            out.append(SubjectFilter(tags: [bound.tag, first.key.tag]))
        }
        out.append(SubjectFilter(tags: people.suffix(2).map(\.tag)))
        out += clauses(devices.compactMap(\.keys.last?.tag), people.map(\.tag))
        return out
    }

    /// Filters of several clauses, turned round and not.
    private func clauses(_ devices: [LedgerModel.Tag], _ people: [LedgerModel.Tag]) -> [SubjectFilter] {
        typealias Clause = (isNegated: Bool, tags: [LedgerModel.Tag])
        let nobody = TenantKey.name(Token(word: "other")).tag
        let some: [LedgerModel.Tag] = Array(devices.prefix(4)) + Array(people.prefix(4))
        let few: [LedgerModel.Tag] = Array(devices.prefix(2)) + Array(people.prefix(2))
        let last: [LedgerModel.Tag] = Array(devices.suffix(1)) + Array(people.suffix(1))
        let mixed: [LedgerModel.Tag] = [contoso.tag] + few
        let all: [[Clause]] = [
            [(true, [contoso.tag])], [(true, [nobody])], [(true, [])],
            [(false, [contoso.tag]), (false, some)],
            [(false, [nobody]), (false, some)], [(true, few)], [(false, some), (true, few)],
            [(false, some), (false, few + last)], [(false, mixed), (true, last)],
        ]
        return all.map { SubjectFilter(clauses: $0) }
    }

    @Test("lists are those of a fold, at any instant and with any filter", arguments: [11, 12, 13, 14])
    func asFolded(seed: UInt64) throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: seed, count: 400))
        let store = try fixture.caughtUp(eventsPerTransaction: 97)
        let fold = try fold(fixture)
        var listed = 0
        for instant in Self.instants {
            for filter in filters(fold) {
                var wantedDevices: [DeviceLine] = []
                fold.forEachDevice { device in
                    guard device.facts.contains(where: { $0.occurred <= instant }),
                        filter.holds(deviceWith: device.keys)
                    else { return }
                    wantedDevices.append(DeviceLine(device.key, device.state(asOf: instant)))
                }
                let wantedUsers = fold.users().sorted { $0.key < $1.key }
                    .filter { filter.holds($0.key) }.compactMap { UserListing($0.value, asOf: instant) }
                var devices: [DeviceLine] = []
                var users: [UserListing] = []
                try store.read { reading throws(ProjectionError) in
                    try reading.forEachDevice(filter, asOf: instant, in: Self.regions.reversed()) {
                        devices.append(DeviceLine($0, $1))
                    }
                    try reading.forEachUser(filter, asOf: instant) { users.append($0) }
                }
                #expect(devices == wantedDevices, "\(instant)")
                #expect(users.map(\.key) == wantedUsers.map(\.key), "\(instant)")
                for (found, wanted) in zip(users, wantedUsers) {
                    #expect(found.nameSources.sorted() == wanted.nameSources.sorted(), "\(instant)")
                    #expect(found.last == wanted.last && found.devices == wanted.devices, "\(instant)")
                    #expect(
                        [found.granted, found.denied, found.interrupted]
                            == [wanted.granted, wanted.denied, wanted.interrupted], "\(instant)")
                    #expect(found.lastGranted == wanted.lastGranted, "\(instant)")
                    #expect(found.lastFactorSatisfied == wanted.lastFactorSatisfied, "\(instant)")
                }
                listed += devices.count + users.count
            }
        }
        #expect(listed > 40, "the lists are not empty")
    }

    @Test("tenants are counted as a fold counts them", arguments: [21, 22])
    func tenantsAsFolded(seed: UInt64) throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: seed, count: 300))
        let store = try fixture.caughtUp()
        let fold = try fold(fixture)
        let (key, tenant) = try #require(fold.tenants().first)
        let found = try #require(try store.tenants().first)
        #expect(found.tenant == key)
        #expect(found.events == tenant.counts.events)
        #expect(found.families == tenant.counts.families)
        #expect(found.firstOccurred == tenant.counts.firstOccurred)
        #expect(found.lastOccurred == tenant.counts.lastOccurred)
        #expect(found.devices == fold.devices().count)
        #expect(found.users == fold.users().count)
        #expect(found.policies == tenant.policies.count)
        #expect(found.applications == tenant.applications.count)
        #expect(found.policies > 0 && found.applications > 0)
        let applications = try store.read { reading throws(ProjectionError) in
            try reading.applications(of: key)
        }
        #expect(applications.map(\.application) == tenant.applications.map(\.application))
        #expect(applications.map(\.intervals) == tenant.applications.map(\.timeline.intervals))
    }

    @Test("which of several compliance policies spoke last is not read off a later confirmation")
    func confirmedLater() throws {
        let fixture = try LedgerFixture()
        func evaluated(_ key: String, _ policy: UInt64, _ isCompliant: Bool, at instant: Int64) -> Step {
            Step(key: key, ComplianceEvents.evaluated, at: seconds(instant), devices: [Step.device(1)]) {
                $0.set(ComplianceEvents.verdict, isCompliant ? .compliant : .nonCompliant)
                $0.set(ComplianceEvents.policy, Bits128(high: 5, low: policy))
            }
        }
        try fixture.append([
            evaluated("a", 1, true, at: 10), evaluated("b", 2, false, at: 20),
            evaluated("c", 1, true, at: 30), evaluated("d", 2, false, at: 100),
        ])
        let store = try fixture.caughtUp()
        func value(_ instant: Int64) throws -> ComplianceVerdict? {
            var found: ComplianceVerdict?
            try store.read { reading throws(ProjectionError) in
                try reading.forEachDevice(asOf: seconds(instant), in: [.complianceEvaluated]) {
                    found = $1.evaluated
                }
            }
            return found
        }
        #expect(try value(10) == .compliant)
        #expect(try value(20) == .nonCompliant)
        // Policy 2 was said again later; up to here policy 1 spoke last.
        #expect(try value(40) == .compliant)
        #expect(try value(100) == .nonCompliant)
    }

    @Test("what one look tells is of one moment, whatever is written meanwhile")
    func oneMoment() throws {
        let fixture = try LedgerFixture()
        try fixture.append([Step(key: "a", DeviceEvents.enrolled, at: seconds(1), devices: [Step.device(1)])])
        try fixture.caughtUp().close()
        let reader = try ProjectionStore.open(of: fixture.ledger, for: .reading)
        try fixture.append([Step(key: "b", DeviceEvents.enrolled, at: seconds(2), devices: [Step.device(2)])])
        func count(_ reading: ProjectionReading) throws(ProjectionError) -> Int {
            var count = 0
            try reading.forEachDevice(asOf: .latest, in: []) { _, _ in count += 1 }
            return count
        }
        try reader.read { reading throws(ProjectionError) in
            #expect(try count(reading) == 1)
            #expect(throws: Never.self) { try fixture.caughtUp().close() }
            #expect(try count(reading) == 1)
            #expect(reading.progress.size == TreeSize(1))
        }
        let after = try reader.read { reading throws(ProjectionError) in try count(reading) }
        #expect(after == 2)
    }

    @Test("lists walk along their indexes: nothing is scanned whole, and nothing is sorted")
    func plans() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 92, count: 50))
        let store = try fixture.caughtUp()
        for sql in [ProjectionReading.devicePage, ProjectionReading.userWalk + " ORDER BY person.id"] {
            let plan = try store.database.read { database in
                let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                statement.setUncheckedArguments([])
                return try Row.fetchAll(statement).map { $0["detail"] as String }
            }
            #expect(!plan.isEmpty)
            #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}
