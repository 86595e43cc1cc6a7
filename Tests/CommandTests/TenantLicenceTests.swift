import Foundation
import Testing

/// What a tenant has by the events of its being set up.
@Suite("a tenant's licences")
struct TenantLicenceTests {
    private static let sku = "11111111-0000-4000-8000-000000000001"
    private static let plan = "11111111-0000-4000-8000-000000000002"

    private static func line(_ id: Int, _ time: String, _ type: String, _ members: String) -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"desk:berlin","type":"\#(type)","#
            + #""time":"2026-03-01T\#(time):00Z","data":{"tenant":"contoso","sku":"\#(sku)",\#(members)}}"#
    }

    private static let events = [
        line(
            1, "08:00", "tenant.subscription_changed",
            #""change":"created","enabled":20,"includesIntune":true"#),
        line(2, "08:10", "tenant.licence_changed", #""plan":"\#(plan)","enabled":20,"consumed":1"#),
        line(
            3, "08:20", "user.licence_assigned",
            #""user":{"userPrincipalName":"kim@contoso.example"},"includesIntune":true"#),
        line(4, "08:30", "user.licence_assigned", #""user":{"userPrincipalName":"alex@contoso.example"}"#),
        line(5, "09:00", "user.licence_removed", #""user":{"userPrincipalName":"alex@contoso.example"}"#),
    ]

    @Test("each is told with the event that says so, as of an instant, from the read models and from the log")
    func told() throws {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/licences")
        shell.write("events", Self.events.joined(separator: "\n"))
        #expect(shell.probity("append", "events").status == 0)
        func licences(_ arguments: String...) throws -> [String: Any] {
            let run = shell.run(["show", "tenant", "contoso", "--json"] + arguments)
            let tenant = try #require(object(run)["tenant"] as? [String: Any], "\(run.errors)")
            return tenant["licencesTold"] as? [String: Any] ?? [:]
        }
        for more in [[], ["--known-at", "2200-01-01"]] {
            let now =
                more.isEmpty ? try licences() : try licences(more[0], more[1], "--as-of", "2026-03-02")
            #expect(now.number("people") == 1 && now.number("withIntune") == 1)
            let subscriptions = try #require(now["subscriptions"] as? [[String: Any]])
            try #require(subscriptions.count == 1)
            #expect(subscriptions[0]["sku"] as? String == Self.sku)
            #expect(subscriptions[0].number("enabled") == 20 && subscriptions[0].number("position") == 0)
            let plans = try #require(now["plans"] as? [[String: Any]])
            try #require(plans.count == 1)
            #expect(plans[0]["plan"] as? String == Self.plan)
            #expect(plans[0].number("consumed") == 1 && plans[0].number("position") == 1)
            let held = try #require(now["held"] as? [[String: Any]])
            try #require(held.count == 1)
            #expect(held[0].number("people") == 1 && held[0].number("position") == 4)
            #expect(held[0]["last"] as? String == "removed")
        }
        let early = try licences("--as-of", "2026-03-01T08:40:00Z")
        #expect(early.number("people") == 2)
        let none = try licences("--as-of", "2026-03-01T07:00:00Z")
        #expect(none.isEmpty)
        let text = shell.probity("show", "tenant", "contoso").text
        #expect(text.contains("LICENCE OF PEOPLE") && text.contains("@4"), "\(text)")
        #expect(!text.contains("kim") && !text.contains("alex"))
    }
}
