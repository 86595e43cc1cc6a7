import ComplianceLedger
import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import Testing

@testable import Projections

/// Policies, connections and subscriptions from the tables against the same from a fold of the log.
@Suite struct ConfigurationTests {
    private static let partner = Bits128(high: 10, low: 1)
    private static let policy = Bits128(high: 9, low: 1)

    private func fold(_ fixture: LedgerFixture) throws -> LedgerFold {
        var fold = LedgerFold()
        try fixture.ledger.forEachRecord { view in
            fold.add(view)
            return true
        }
        return fold
    }

    @Test(
        "the tables and a fold give the same at any instant, whatever came again",
        arguments: [3, 4] as [UInt64])
    func sameAnswers(seed: UInt64) throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: seed, count: 500))
        let store = try fixture.caughtUp(eventsPerTransaction: 40)
        #expect(try store.verify(against: fixture.ledger).isGood)
        let fold = try fold(fixture)
        let tenants = fold.tenants().sorted { $0.key < $1.key }.map(\.value)
        var found = 0
        for instant in [0, 1_700_000_500, 1_700_020_000, 1_700_050_000, 1_700_090_000].map({ seconds($0) })
            + [.latest]
        {
            try store.read { reading throws(ProjectionError) in
                let policies = try reading.policyStandings(asOf: instant)
                #expect(policies == fold.policies().compactMap { PolicyStanding($0, asOf: instant) })
                let connections = try reading.connections(asOf: instant)
                #expect(
                    connections == fold.connections().compactMap { ConnectionStanding($0, asOf: instant) })
                let subscriptions = try reading.subscriptions(tenant: contoso, asOf: instant)
                #expect(
                    subscriptions
                        == tenants.flatMap(\.subscriptions).compactMap {
                            SubscriptionStanding($0, asOf: instant)
                        })
                found += policies.count + connections.count + subscriptions.count
            }
        }
        #expect(found > 20)
        try store.read { reading throws(ProjectionError) in
            for connection in fold.connections() {
                #expect(try reading.connectionTimelines(connection.connection) == [connection])
            }
            for policy in fold.policies() {
                #expect(try reading.policyTimelines(policy.policy) == [policy])
            }
            #expect(try reading.policyTimelines(Bits128(high: 77, low: 7)).isEmpty)
        }
    }

    @Test("a deletion that is known before what it ends is recorded, ends it all the same")
    func lateBeginning() throws {
        let fixture = try LedgerFixture()
        let steps = [
            Step(key: "b", ConnectionEvents.changed, at: seconds(20), connection: Self.partner) {
                $0.set(ConnectionEvents.kind, .complianceManagement)
                $0.set(ConnectionEvents.change, .deleted)
            },
            Step(key: "a", ConnectionEvents.stateObserved, at: seconds(10), connection: Self.partner) {
                $0.set(ConnectionEvents.kind, .complianceManagement)
                $0.set(ConnectionEvents.state, .enabled)
                $0.set(ConnectionEvents.iOS, true)
            },
        ]
        try fixture.append([steps[0]])
        let store = try fixture.caughtUp()
        try fixture.append([steps[1]])
        try Projector(store).catchUp(from: fixture.ledger)
        #expect(try store.verify(against: fixture.ledger).isGood)
        try store.database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM connection_history WHERE region = 'connection-platform' ORDER BY \"from\""
            )
            #expect(rows.map { $0["value"] as String } == ["yes", "deleted"])
            #expect(rows.map { $0["platform"] as String? } == ["iOS", "iOS"])
        }
    }

    @Test("views of what is configured speak in words, and NULL where nothing says it")
    func views() throws {
        let fixture = try LedgerFixture()
        let sku = Bits128(high: 11, low: 1)
        try fixture.append([
            Step(key: "a", ConnectionEvents.stateObserved, at: seconds(10), connection: Self.partner) {
                $0.set(ConnectionEvents.kind, .complianceManagement)
                $0.set(ConnectionEvents.state, .unresponsive)
                $0.set(ConnectionEvents.iOS, true)
                $0.set(ConnectionEvents.macOS, false)
            },
            Step(key: "b", ConnectionEvents.heartbeat, at: seconds(5), connection: Self.partner),
            Step(key: "c", ConnectionEvents.heartbeat, at: seconds(7), connection: Self.partner),
            Step(key: "d", CompliancePolicyEvents.observed, at: seconds(3), policy: Self.policy) {
                $0.set(CompliancePolicyEvents.version, 4)
                $0.set(CompliancePolicyEvents.platform, .android)
            },
            Step(
                key: "e", CompliancePolicyEvents.accessPolicyObserved, at: seconds(4),
                policy: Bits128(high: 8, low: 1)
            ) {
                $0.set(PolicyEvents.state, .reportOnly)
                $0.set(PolicyEvents.scope, PolicyScope())
            },
            Step(key: "f", SubscriptionEvents.observed, at: seconds(6)) {
                $0.set(SubscriptionEvents.sku, sku)
                $0.set(SubscriptionEvents.status, .warning)
            },
        ])
        let store = try fixture.caughtUp()
        try store.database.read { database in
            let connection = try #require(try Row.fetchOne(database, sql: "SELECT * FROM connections"))
            #expect(connection["tenant_id"] == tenantID.guidText)
            #expect(connection["connection_id"] == Self.partner.guidText)
            #expect(connection["kind"] == "complianceManagement" && connection["state"] == "unresponsive")
            #expect(connection["ios"] == "yes" && connection["macos"] == "no")
            #expect(
                (connection["windows"] as String?) == nil && (connection["is_configured"] as String?) == nil)
            #expect(connection["last_heartbeat"] == "1970-01-01T00:00:07.0000000Z")
            #expect(connection["state_since"] == "1970-01-01T00:00:10.0000000Z")
            #expect(connection["position"] == 0)
            let policy = try #require(try Row.fetchOne(database, sql: "SELECT * FROM compliance_policies"))
            #expect(policy["policy_id"] == Self.policy.guidText && policy["state"] == "present")
            #expect(policy["platform"] == "android" && (policy["to"] as String?) == nil)
            // A policy's scope and a compliance policy are no rows of the access policies.
            let policies = try Row.fetchAll(database, sql: "SELECT * FROM policies")
            #expect(policies.map { $0["state"] as String } == ["enabledForReportingButNotEnforced"])
            let scope = try #require(try Row.fetchOne(database, sql: "SELECT * FROM policy_scopes"))
            #expect(scope["state"] == "present" && scope["is_partial"] == 0)
            let licence = try #require(try Row.fetchOne(database, sql: "SELECT * FROM subscriptions"))
            #expect(licence["sku_id"] == sku.guidText && licence["status"] == "warning")
        }
    }

    @Test("a planted fault in what is configured is found")
    func plantedFault() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 5, count: 200))
        let store = try fixture.caughtUp()
        #expect(try store.verify(against: fixture.ledger).isGood)
        for kind in [6, 7] {
            let changed = try store.writer?.write { database in
                try database.execute(
                    sql: """
                        UPDATE interval SET detail = detail + 1
                        WHERE subject = (SELECT max(subject) FROM subject WHERE kind = \(kind))
                        """)
                return database.changesCount
            }
            #expect(changed ?? 0 > 0)
            let report = try store.verify(against: fixture.ledger)
            #expect(!report.isGood && report.digest != report.expectedDigest)
        }
    }
}
