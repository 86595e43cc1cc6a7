import ComplianceLedger
import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite struct QueryTests {
    private func observed(_ key: String, _ device: UInt64, _ isCompliant: Bool, at instant: Int64) -> Step {
        Step(key: key, ComplianceEvents.observed, at: seconds(instant), devices: [Step.device(device)]) {
            $0.set(ComplianceEvents.isCompliant, isCompliant)
        }
    }

    private var compliant: RegionValue { RegionValue(code: UInt16(RegionValue.Flag.yes.rawValue)) }
    private var nonCompliant: RegionValue { RegionValue(code: UInt16(RegionValue.Flag.no.rawValue)) }

    @Test("devices are listed as they stood at the instant asked for")
    func devicesAtAnInstant() throws {
        let fixture = try LedgerFixture()
        try fixture.append([
            observed("a", 1, true, at: 100), observed("b", 1, false, at: 200),
            observed("c", 2, true, at: 150),
        ])
        let store = try fixture.caughtUp()
        func keys(_ value: RegionValue, _ instant: Int64) throws -> [DeviceKey] {
            try store.devices(DeviceQuery(values: [.complianceObserved: [value]], asOf: seconds(instant)))
                .devices.map(\.key)
        }
        #expect(try keys(compliant, 99) == [])
        #expect(try keys(compliant, 100) == [entra(1)])
        #expect(try keys(compliant, 150) == [entra(1), entra(2)])
        #expect(try keys(compliant, 200) == [entra(2)])
        #expect(try keys(nonCompliant, 300) == [entra(1)])
        #expect(try keys(.unknown, 300) == [])
        let all = try store.devices(DeviceQuery(asOf: seconds(100)))
        #expect(all.devices.map(\.key) == [entra(1)])
        #expect(all.devices.first?[.complianceObserved] == compliant)
        #expect(all.devices.first?.lastSeen == seconds(100))
    }

    @Test("what is dated in the future shows from its instant")
    func future() throws {
        let fixture = try LedgerFixture()
        let now: Int64 = 2_000_000_000
        try fixture.append([
            observed("a", 1, true, at: now - 10), observed("b", 1, false, at: now + 1_000_000),
        ])
        let store = try fixture.caughtUp()
        func value(_ instant: Int64) throws -> RegionValue? {
            let query = DeviceQuery(
                values: [.complianceObserved: [compliant, nonCompliant]], asOf: seconds(instant))
            return try store.devices(query).devices.first?[.complianceObserved]
        }
        #expect(try value(now) == compliant)
        #expect(try value(now + 999_999) == compliant)
        #expect(try value(now + 1_000_000) == nonCompliant)
        let detail = try #require(try store.device(entra(1), asOf: seconds(now)))
        #expect(detail.state(asOf: seconds(now)).isCompliantObserved == true)
        #expect(detail.state(asOf: seconds(now + 2_000_000)).isCompliantObserved == false)
    }

    @Test("pages of devices join to the whole list", arguments: [1, 2, 5])
    func pages(limit: Int) throws {
        let fixture = try LedgerFixture()
        try fixture.append((1...7).map { observed("\($0)", $0, $0 % 2 == 0, at: Int64($0)) })
        let store = try fixture.caughtUp()
        var found: [DeviceKey] = []
        var cursor: DeviceCursor?
        repeat {
            let page = try store.devices(
                DeviceQuery(tenant: contoso, asOf: .latest, after: cursor, limit: limit))
            #expect(page.devices.count <= limit)
            found += page.devices.map(\.key)
            cursor = page.next
        } while cursor != nil
        #expect(found == (1...7).map { entra($0) })
        #expect(
            try store.devices(DeviceQuery(tenant: .name(Token(word: "other")), asOf: .latest)).devices.isEmpty
        )
    }

    @Test("a device is found by each of its ids, its serial number, its name, and its person")
    func byAnyName() throws {
        let fixture = try LedgerFixture()
        var personal = PersonalData()
        personal.add(.serialNumber, Array("C02XK".utf8))
        try fixture.append([
            .signIn(
                key: "a", at: seconds(10), device: Step.device(1), user: Step.person(1), isCompliant: true,
                deviceName: "Ann's phone", principalName: "ann@contoso.example", displayName: "Ann"),
            Step(
                key: "b", DeviceEvents.identityBound, at: seconds(20),
                devices: [Step.device(1), Step.object(1)]),
            Step(
                key: "c", DeviceEvents.enrolled, at: seconds(30), devices: [Step.object(1)],
                personal: personal),
            Step(key: "d", DeviceEvents.enrolled, at: seconds(30), devices: [Step.device(2)]),
        ])
        let store = try fixture.caughtUp()
        let object = Bits128(high: 2, low: 1)
        for text in [
            entra(1).text, entra(1).id.guidText, "entra-object/" + object.guidText, object.guidText, "C02XK",
            "Ann's phone", "ann@contoso.example",
        ] {
            let found = try store.devices(named: text, asOf: .latest)
            #expect(found.map(\.summary.key) == [entra(1)], "\(text)")
        }
        #expect(try store.devices(named: "nobody", asOf: .latest).isEmpty)
        let bySerial = try store.read { reading throws(ProjectionError) in
            try ["C02XK", "c02xk", "C02"].map { serial throws(ProjectionError) in
                try reading.devices(withSerial: serial).map { "\($0.kind.word)/\($0.id.guidText)" }
            }
        }
        #expect(bySerial == [["entra-object/" + object.guidText], ["entra-object/" + object.guidText], []])
        let detail = try #require(try store.device(entra(1), asOf: .latest))
        #expect(detail.summary.name == "Ann's phone")
        #expect(detail.serialNumbers == ["C02XK"])
        #expect(detail.keys.map(\.text) == [entra(1).text, "entra-object/" + object.guidText])
        let person = try #require(
            try store.users(UserQuery(principalName: "ann@contoso.example", asOf: .latest)).first)
        #expect(person.displayName == "Ann")
        #expect(person.granted == 1)
        #expect(person.lastGranted == seconds(10))
        #expect(try store.users(UserQuery(asOf: seconds(9))).first?.granted == 0)
    }

    @Test("the newest record that has a name gives it, in whatever order they come")
    func newestName() throws {
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let fixture = try LedgerFixture()
            let steps: [Step] = [
                .signIn(
                    key: "a", at: seconds(10), device: Step.device(1), user: Step.person(1), deviceName: "old"
                ),
                .signIn(
                    key: "b", at: seconds(30), device: Step.device(1), user: Step.person(1), deviceName: "new"
                ),
                .signIn(
                    key: "c", at: seconds(20), device: Step.device(1), user: Step.person(1),
                    deviceName: "between"),
            ]
            let store = try fixture.store()
            let projector = try Projector(store)
            for index in order {
                try fixture.append([
                    steps[index],
                    Step(key: "e\(index)", DeviceEvents.enrolled, at: seconds(5), devices: [Step.device(1)]),
                ])
                try projector.catchUp(from: fixture.ledger)
            }
            #expect(try store.device(entra(1), asOf: .latest)?.summary.name == "new", "\(order)")
        }
    }

    @Test("names stand in the tables for names alone, and can be dropped")
    func namesApart() throws {
        let fixture = try LedgerFixture()
        try fixture.append([
            .signIn(
                key: "a", at: seconds(10), device: Step.device(1), user: Step.person(1), isCompliant: true,
                deviceName: "secret-device", principalName: "secret-person@contoso.example",
                displayName: "secret-display")
        ])
        let store = try fixture.caughtUp()
        func tablesWithNames() throws -> [String] {
            try store.database.read { database in
                let tables = try String.fetchAll(
                    database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
                return try tables.filter { table in
                    try Row.fetchAll(database, sql: "SELECT * FROM \(table)").contains { row in
                        row.databaseValues.contains {
                            "\($0)".contains("secret") || "\($0)".contains("person1")
                        }
                    }
                }.sorted()
            }
        }
        #expect(try tablesWithNames() == ["device_label", "user_label"])
        let digest = try store.digest()
        try store.dropLabels()
        #expect(try tablesWithNames() == [])
        #expect(try store.digest() == digest)
        #expect(try store.device(entra(1), asOf: .latest)?.summary.name == nil)
        #expect(try store.users(UserQuery(asOf: .latest)).first?.principalName == nil)
    }

    @Test("decisions are found by tenant, device and person in a span of time")
    func decisions() throws {
        let fixture = try LedgerFixture()
        var steps: [Step] = []
        for number in 1...9 as ClosedRange<UInt64> {
            steps.append(
                .signIn(
                    key: "\(number)", at: seconds(Int64(number)), device: Step.device(number % 2),
                    user: Step.person(number % 3), code: number == 4 ? 53_000 : 0, isCompliant: true))
        }
        try fixture.append(steps)
        let store = try fixture.caughtUp()
        func times(_ query: DecisionQuery) throws -> [Int64] {
            try store.decisions(query).map { $0.occurred.nanoseconds / 1_000_000_000 }
        }
        #expect(try times(DecisionQuery(.tenant(contoso))) == Array(1...9))
        #expect(try times(DecisionQuery(.tenant(contoso), from: seconds(3), to: seconds(6))) == [3, 4, 5])
        #expect(try times(DecisionQuery(.device(entra(1)))) == [1, 3, 5, 7, 9])
        #expect(try times(DecisionQuery(.tenant(contoso), outcome: .denied)) == [4])
        let first = try store.decisions(DecisionQuery(.tenant(contoso), limit: 4))
        #expect(first.count == 4)
        #expect(try times(DecisionQuery(.tenant(contoso), after: first.last?.cursor)) == [5, 6, 7, 8, 9])
        let user = try #require(first.first?.user)
        #expect(try times(DecisionQuery(.user(user))) == [1, 4, 7])
        #expect(first.first?.policies.first?.controls == [.mfa])
        #expect(first.first?.deviceIsCompliant == true)
        #expect(first.first?.deviceIsManaged == nil)
    }

    @Test("tenants, policies and counts are what was recorded")
    func tenantsAndPolicies() throws {
        let fixture = try LedgerFixture()
        let policy = Bits128(high: 8, low: 1)
        try fixture.append([
            Step(key: "a", PolicyEvents.created, at: seconds(10), policy: policy) {
                $0.set(PolicyEvents.state, .reportOnly)
                $0.set(PolicyEvents.grantOperator, .any)
                $0.set(PolicyEvents.controls, [.mfa])
            },
            Step(key: "b", PolicyEvents.deleted, at: seconds(20), policy: policy),
            observed("c", 1, true, at: 5),
        ])
        let store = try fixture.caughtUp()
        let tenant = try #require(try store.tenants().first)
        #expect(tenant.tenant == contoso)
        #expect(tenant.events == 3)
        #expect(tenant.families == ["policy": 2, "compliance": 1])
        #expect(tenant.devices == 1)
        #expect(try store.policies(asOf: seconds(9)).isEmpty)
        #expect(try store.policies(asOf: seconds(10)).first?.content.controls == [.mfa])
        #expect(try store.policies(asOf: seconds(20)).first?.content.isDeleted == true)
        let counts = try store.counts()
        #expect(counts.policies == 1)
        #expect(counts.devices == 1)
        #expect(counts.progress.lag == 0)
    }
}
