import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite("One fact in two logs")
struct TwinKeyTests {
    private typealias Log = UnifiedAuditRecords

    private static let group = Log.ids(("Group_\(Records.group)", 2), ("Fellowship", 1))

    private static func target(_ type: String, _ id: String) -> String { Records.target(type, id: id) }

    /// Records of Entra's own log, and those of the same facts in the unified one.
    private static let pairs: [(entra: String, unified: String)] = [
        (
            Records.audit("Add device", targets: target("Device", Records.object)),
            Log.audit("Add device.")
        ),
        (
            Records.audit("Disable account", targets: target("User", Records.user.uppercased())),
            Log.audit("Disable account.", target: Log.person)
        ),
        (
            Records.audit("Delete group", targets: target("Group", Records.group)),
            Log.audit("Delete group.", target: group)
        ),
        (
            Records.audit(" delete GROUP ", targets: target("Group", Records.group), result: "failure"),
            Log.audit("Delete group.", target: nil, object: "Group_\(Records.group)", result: "Failure")
        ),
        (
            Records.azure(
                Records.audit("Update policy", targets: target("Policy", Records.policy)),
                category: "AuditLogs"),
            Log.audit("Update policy.", target: Log.ids(("Policy_\(Records.policy)", 2)))
        ),
        (Records.signIn(), Log.signIn()),
        (
            Records.azure(Records.signIn(code: "50126"), category: "SignInLogs"),
            Log.signIn("UserLoginFailed", error: "InvalidUserNameOrPassword")
        ),
        (Records.signIn(code: "53003", status: "failure"), Log.signIn("UserLoginFailed", code: "53003")),
    ]

    @Test(
        "the records of one fact have one key in both logs, and those of different facts have different ones")
    func equal() throws {
        var keys: Set<[UInt8]> = []
        for (entra, unified) in Self.pairs {
            let own = try #require(try Records.submission(entra).twin)
            #expect(try ManagementRecords.submission(entra).twin == own)
            #expect(try ManagementRecords.submission(unified).twin == own)
            keys.insert(own)
        }
        // The two deletions of one group in one second are not told apart.
        #expect(keys.count == Self.pairs.count - 1)
    }

    @Test("a key is made of these bytes")
    func bytes() throws {
        let key = try #require(try Records.submission(Self.pairs[0].entra).twin)
        func part(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
        let tenant = try #require(Records.context.tenant)
        let second = try #require(Timestamp(rfc3339: "2026-03-01T08:00:00Z")).nanoseconds / 1_000_000_000
        let wanted =
            part(Array("audit".utf8)) + part(tenant.tag.encoded) + part(Records.id(Records.flow).bytes)
            + part(Array("add device".utf8))
            + part((0..<8).map { UInt8(truncatingIfNeeded: second >> (56 - 8 * $0)) })
            + part(Records.id(Records.object).bytes)
        #expect(key == wanted)
    }

    @Test("rows of Log Analytics have the keys of the records that they show")
    func logAnalytics() throws {
        for cells in [LogAnalyticsRows.signIn, LogAnalyticsRows.audit] {
            let row = try Records.submission(LogAnalyticsRows.json(cells))
            let table = try Records.submission(LogAnalyticsRows.csv(cells))
            #expect(row.twin != nil && table.twin == row.twin)
        }
        let audit = Log.audit("Update device.")
        #expect(
            try ManagementRecords.submission(audit).twin
                == Records.submission(LogAnalyticsRows.json(LogAnalyticsRows.audit)).twin)
    }

    @Test("a fraction of the second makes no difference, before 1970 either")
    func fractions() throws {
        for (own, other, isSame) in [
            ("2026-03-01T08:00:00.9999999Z", "2026-03-01T08:00:00", true),
            ("2026-03-01T08:00:01.0000000Z", "2026-03-01T08:00:00", false),
            ("1969-12-31T23:59:58.5Z", "1969-12-31T23:59:58", true),
            ("1969-12-31T23:59:58.5Z", "1969-12-31T23:59:59", false),
        ] {
            let entra = Self.pairs[0].entra.replacing("2026-03-01T08:00:00.1234567Z", own)
            let unified = Self.pairs[0].unified.replacing("2026-03-01T08:00:00", other)
            let twin = try #require(try Records.submission(entra).twin)
            #expect((try ManagementRecords.submission(unified).twin == twin) == isSame)
        }
    }

    @Test("another tenant, flow, operation, code, second, target, user or application is another fact")
    func different() throws {
        let audit = Self.pairs[0].unified
        let signIn = Log.signIn(code: "0")
        for (record, from, to) in [
            (audit, Records.tenant, Records.otherTenant), (audit, Records.flow, Records.policy),
            (audit, "Add device.", "Add devices."),
            (audit, "08:00:00", "08:00:01"), (audit, Records.object, Records.group),
            (signIn, Records.tenant, Records.otherTenant), (signIn, Records.flow, Records.policy),
            (signIn, "\"ErrorNumber\":\"0\"", "\"ErrorNumber\":\"50140\""), (signIn, "08:00:00", "07:59:59"),
            (signIn, Records.user, Records.group), (signIn, Records.app, Records.group),
        ] {
            let other = record.replacing(from, to)
            #expect(other != record)
            let twin = try #require(try ManagementRecords.submission(record).twin)
            let changed = try #require(try ManagementRecords.submission(other).twin)
            #expect(twin != changed, "\(from)")
        }
    }

    @Test("a record that lacks a part has no key")
    func missing() throws {
        let zero = Records.zero
        for record in [
            Self.pairs[0].entra.replacing(Records.flow, zero),
            Self.pairs[0].entra.replacing(Records.object, zero),
            Self.pairs[0].entra.replacing(Records.flow, "flow"), Records.audit("Add device"),
            Self.pairs[0].entra.replacing("\"2026-03-01T08:00:00.1234567Z\"", "null"),
            Self.pairs[0].entra.replacing("\"Add device\"", "\" \""),
            Records.signIn().replacing(Records.user, "frodo"), Records.signIn().replacing(Records.app, zero),
            Records.signIn(code: "null"), Records.signIn().replacing(Records.flow, ""),
            Self.pairs[0].unified.replacing(Records.flow, zero), Log.audit("Add device.", target: nil),
            Log.audit("."), Log.signIn().replacing(Records.app, "app"), Log.signIn(code: "x"),
        ] {
            #expect(try ManagementRecords.submission(record).twin == nil, "\(record)")
        }
    }
}
