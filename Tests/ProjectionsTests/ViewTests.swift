import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite struct ViewTests {
    @Test("views speak in words, GUIDs and RFC 3339")
    func views() throws {
        let fixture = try LedgerFixture()
        let instant = try #require(Timestamp(rfc3339: Array("2026-01-05T08:09:10.1234567Z".utf8)))
        let future = seconds(8_000_000_000)
        try fixture.append([
            .signIn(
                key: "a", at: instant, device: Step.device(1), user: Step.person(1), isCompliant: true,
                deviceName: "phone"),
            Step(key: "b", ComplianceEvents.observed, at: future, devices: [Step.device(1)]) {
                $0.set(ComplianceEvents.isCompliant, false)
            },
            Step(key: "c", ComplianceEvents.sent, at: instant, devices: [Step.device(1)]) {
                $0.set(ComplianceEvents.verdict, .compliant)
            },
        ])
        let store = try fixture.caughtUp()
        try store.database.read { database in
            let device = try #require(try Row.fetchOne(database, sql: "SELECT * FROM devices"))
            #expect(device["tenant_id"] == tenantID.guidText)
            #expect(device["device_id"] == entra(1).text)
            #expect(device["name"] == "phone")
            #expect(device["compliance_observed"] == "compliant")
            #expect(device["compliance_reported"] == "sent:compliant")
            #expect(device["enrolment"] == "unknown")
            #expect(device["first_seen"] == "2026-01-05T08:09:10.1234567Z")
            let history = try Row.fetchAll(
                database,
                sql: "SELECT * FROM device_history WHERE region = 'compliance-observed' ORDER BY position")
            #expect(history.map { $0["value"] as String } == ["compliant", "nonCompliant"])
            #expect(history[0]["to"] == "2223-07-06T14:13:20.0000000Z")
            #expect((history[1]["to"] as String?) == nil)
            let signIn = try #require(try Row.fetchOne(database, sql: "SELECT * FROM sign_ins"))
            #expect(signIn["outcome"] == "granted")
            #expect(signIn["is_compliant"] == 1)
            #expect((signIn["is_managed"] as Int?) == nil)
            #expect(signIn["application_id"] == Bits128(high: 7, low: 7).guidText)
            #expect(try Row.fetchAll(database, sql: "SELECT * FROM users").count == 1)
            #expect(try Row.fetchAll(database, sql: "SELECT * FROM tenants").count == 1)
            #expect(try Row.fetchAll(database, sql: "SELECT * FROM policies").isEmpty)
        }
    }

    @Test(
        "a view writes an instant as the ledger does",
        arguments: [-1, 0, 1_767_571_200_000_000_000, -62_000_000_100])
    func instants(nanoseconds: Int64) throws {
        let fixture = try LedgerFixture()
        let instant = Timestamp(nanoseconds: nanoseconds - nanoseconds % 100)
        try fixture.append([Step(key: "a", DeviceEvents.disabled, at: instant, devices: [Step.device(1)])])
        let store = try fixture.caughtUp()
        let text = try store.database.read { try String.fetchOne($0, sql: "SELECT first_seen FROM devices") }
        let read = try #require(text.flatMap { Timestamp(rfc3339: Array($0.utf8)) })
        #expect(read == instant)
    }
}
