import Foundation
import Testing

@Suite("what administrators configure")
struct ConfigurationTests {
    private static let tenant = "5a1d0c3e-0001-4000-8000-00000000a001"
    private static let policy = "5a1d0c3e-0009-4000-8000-00000000b001"
    private static let compliance = "5a1d0c3e-0009-4000-8000-00000000b002"
    private static let partner = "5a1d0c3e-0014-4000-8000-00000000fa01"
    private static let group = "5a1d0c3e-0006-4000-8000-00000000f001"
    private static let sku = "5a1d0c3e-0017-4000-8000-00000000ab01"
    private static let app = "5a1d0c3e-0007-4000-8000-00000000c001"

    private static func access(_ state: String, _ join: String, users: String) -> String {
        """
        {"id":"\(policy)","displayName":"Phones","state":"\(state)","conditions":{"applications":\
        {"includeApplications":["All"],"excludeApplications":["\(app)"]},"users":{\(users)}},\
        "grantControls":{"operator":"\(join)","builtInControls":["mfa","compliantDevice"]}}
        """
    }

    /// An audit of the directory that changes the policy.
    private static func audit(_ id: String, at time: String, from old: String, to new: String) -> String {
        func text(_ value: String) -> String {
            "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        return """
            {"id":"\(id)","category":"Policy","result":"success","activityDisplayName":\
            "Update conditional access policy","activityDateTime":"\(time)","loggedByService":"Conditional Access",\
            "initiatedBy":{"user":{"id":"5a1d0c3e-0005-4000-8000-00000000e001",\
            "userPrincipalName":"gandalf@example.org"}},"targetResources":[{"id":"\(policy)",\
            "displayName":"Phones","type":"Policy","modifiedProperties":[{"displayName":\
            "ConditionalAccessPolicy","oldValue":\(text(old)),"newValue":\(text(new))}]}]}
            """
    }

    private static func partner(_ state: String, heartbeat: String, more: String = "") -> String {
        """
        {"@odata.type":"#microsoft.graph.complianceManagementPartner","id":"\(partner)","displayName":"Jamf",\
        "partnerState":"\(state)","iosOnboarded":true,"macOsOnboarded":false,\
        "lastHeartbeatDateTime":"\(heartbeat)","iosEnrollmentAssignments":[{"target":{"@odata.type":\
        "#microsoft.graph.groupAssignmentTarget","groupId":"\(group)"}}]\(more)}
        """
    }

    /// A ledger that learned three readings of what is configured, and audits between them.
    private func ledger() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/configured")
        let everyone = "\"includeUsers\":[\"All\"]"
        let some = "\"includeGroups\":[\"\(Self.group)\"]"
        let before = Self.access("enabledForReportingButNotEnforced", "OR", users: everyone)
        let middle = Self.access("enabled", "OR", users: everyone)
        let after = Self.access("enabled", "OR", users: some)
        shell.write(
            "audits.jsonl",
            Self.audit("a-1", at: "2026-02-02T08:00:00Z", from: before, to: middle) + "\n"
                + Self.audit("a-2", at: "2026-02-04T08:00:00Z", from: middle, to: after) + "\n")
        shell.write(
            "changes.jsonl",
            """
            {"id":"5a1d0c3e-0018-4000-8000-00000000aa02","activityType":"terminate DeviceManagementPartner",\
            "activityOperationType":"Action","componentName":"Onboarding",\
            "activityDateTime":"2026-02-20T08:00:00Z","activityResult":"Success",\
            "actor":{"applicationId":"\(Self.app)"},"resources":[{"resourceId":"\(Self.partner)"}]}

            """)
        shell.write(
            "first.jsonl",
            [
                Self.partner("enabled", heartbeat: "2026-02-01T23:00:00Z"),
                """
                {"@odata.type":"#microsoft.graph.iosCompliancePolicy","id":"\(Self.compliance)","version":1,\
                "displayName":"Phones comply","lastModifiedDateTime":"2026-02-01T00:00:00Z",\
                "scheduledActionsForRule":[{"scheduledActionConfigurations":[\
                {"actionType":"block","gracePeriodHours":24},{"actionType":"notification","gracePeriodHours":0}]}],\
                "assignments":[{"target":{"@odata.type":"#microsoft.graph.allLicensedUsersAssignmentTarget"}}]}
                """,
                """
                {"id":"x","skuId":"\(Self.sku)","skuPartNumber":"EMS","capabilityStatus":"Enabled",\
                "consumedUnits":14,"prepaidUnits":{"enabled":25},"servicePlans":[\
                {"servicePlanName":"INTUNE_A","provisioningStatus":"Success"}]}
                """,
            ].joined(separator: "\n") + "\n")
        shell.write(
            "second.jsonl",
            Self.partner(
                "unresponsive", heartbeat: "2026-02-08T23:00:00Z",
                more: ",\"windowsEnrollmentAssignments\":[]") + "\n")
        func read(_ file: String, _ time: String) {
            let run = shell.probity(
                "import", "--tenant", Self.tenant, "--received-at", time, file)
            #expect(run.status == 0, "\(file): \(run.errors)")
        }
        read("first.jsonl", "2026-02-02T00:00:00Z")
        read("second.jsonl", "2026-02-09T00:00:00Z")
        read("audits.jsonl", "2026-02-10T00:00:00Z")
        read("changes.jsonl", "2026-02-21T00:00:00Z")
        return shell
    }

    /// Later than any event is recorded: all is known then, and the log is folded.
    private static let folding = ["--known-at", "2200-01-01"]

    private func rows(_ run: Run, _ member: String) -> [[String: Any]] {
        object(run)[member] as? [[String: Any]] ?? []
    }

    @Test("policies are listed with their kind, state, controls, scope and actions")
    func policies() throws {
        let shell = ledger()
        defer { shell.remove() }
        let run = shell.probity("list", "policies", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let found = rows(run, "policies")
        #expect(found.count == 2)
        let access = try #require(found.first { $0["kind"] as? String == "access" })
        #expect(access["policy"] as? String == Self.policy && access["tenant"] as? String == Self.tenant)
        #expect(access["name"] as? String == "Phones" && access["state"] as? String == "enabled")
        #expect(access["operator"] as? String == "any")
        #expect(access["controls"] as? String == "mfa+compliantDevice")
        #expect(access["applications"] as? String == "all except \(Self.app)")
        #expect(access["people"] as? String == "1 group")
        #expect(access["since"] as? String == "2026-02-02T08:00:00Z")
        let compliance = try #require(found.first { $0["kind"] as? String == "compliance" })
        #expect(compliance["name"] as? String == "Phones comply")
        #expect(compliance["state"] as? String == "present" && compliance["platform"] as? String == "iOS")
        #expect(compliance["blockAfterHours"] as? Int == 24)
        #expect(compliance["actions"] as? String == "notification after 0 h, block after 24 h")
        #expect(compliance["people"] as? String == "all users" && compliance["operator"] is NSNull)
        let earlier = rows(shell.probity("list", "policies", "--json", "--as-of", "2026-02-03"), "policies")
        #expect(earlier.first { $0["kind"] as? String == "access" }?["people"] as? String == "all users")
        #expect(
            rows(shell.probity("list", "policies", "--json", "policy:\(Self.policy)"), "policies").count == 1)
        #expect(
            rows(shell.probity("list", "policies", "--json", "--", "-tenant:\(Self.tenant)"), "policies")
                .isEmpty)
        let refused = shell.probity("list", "policies", "user:nobody")
        #expect(refused.status == 64 && refused.errors.contains("expected one of tenant, policy\n"))
    }

    @Test("connections are listed with their state, platforms, last heartbeat and assignments")
    func connections() throws {
        let shell = ledger()
        defer { shell.remove() }
        let found = rows(shell.probity("list", "connections", "--json"), "connections")
        let connection = try #require(found.first)
        #expect(found.count == 1 && connection["connection"] as? String == Self.partner)
        #expect(
            connection["name"] as? String == "Jamf" && connection["state"] as? String == "terminatedByAudit")
        #expect(connection["iOS"] as? Bool == true && connection["macOS"] as? Bool == false)
        #expect(connection["windows"] is NSNull)
        #expect(connection["lastHeartbeat"] as? String == "2026-02-08T23:00:00Z")
        #expect(connection["assigned"] as? String == "iOS: groups; windows: nobody")
        #expect(connection["since"] as? String == "2026-02-20T08:00:00Z")
        let earlier = rows(
            shell.probity("list", "connections", "--json", "--as-of", "2026-02-05"), "connections")
        #expect(earlier.first?["state"] as? String == "enabled")
        #expect(earlier.first?["kind"] as? String == "complianceManagement")
        #expect(earlier.first?["lastHeartbeat"] as? String == "2026-02-01T23:00:00Z")
        let log = shell.probity("log", "connection:\(Self.partner)", "--format", "jsonl")
        #expect(log.lines.count == 8, "\(log.text)")
    }

    @Test("lists and what is shown are the same bytes from the read models as from a fold of the log")
    func sameBytes() {
        let shell = ledger()
        defer { shell.remove() }
        for instant in ["2026-01-01", "2026-02-01", "2026-02-03", "2026-02-09", "2026-03-01", "@2"] {
            for arguments in [
                ["list", "policies", "--format", "csv"], ["list", "connections", "--format", "csv"],
                ["list", "policies"], ["list", "connections"], ["show", "policy", Self.policy],
                ["show", "policy", Self.compliance], ["show", "connection", Self.partner],
                ["show", "connection", Self.partner, "--evidence"], ["show", "tenant", Self.tenant],
            ] {
                let read = shell.run(arguments + ["--as-of", instant])
                let folded = shell.run(arguments + ["--as-of", instant] + Self.folding)
                #expect(
                    read.status == folded.status && read.output == folded.output, "\(arguments) \(instant)")
                #expect(!read.errors.contains("folding the log instead"), "\(read.errors)")
            }
        }
    }

    @Test("a policy is shown as it was last seen, and each change with who made it, before and after")
    func policy() throws {
        let shell = ledger()
        defer { shell.remove() }
        let text = shell.probity("show", "policy", Self.policy).text
        #expect(text.contains("kind   access") && text.contains("name   Phones"))
        #expect(text.contains("state enabledForReportingButNotEnforced -> enabled"), "\(text)")
        #expect(text.contains("people all users -> 1 group"), "\(text)")
        #expect(text.contains("gandalf@example.org"))
        #expect(!text.lowercased().contains(" now "))
        let found = rows(shell.probity("show", "policy", Self.policy, "--json"), "policies")
        let policy = try #require(found.first)
        let standing = try #require(policy["standing"] as? [String: Any])
        #expect(
            standing["operator"] as? String == "any"
                && standing["controls"] as? [String] == ["mfa", "compliantDevice"])
        let scope = try #require(standing["scope"] as? [String: Any])
        #expect(scope["groups"] as? [String] == [Self.group] && scope["allApplications"] as? Bool == true)
        #expect(scope["since"] as? String == "2026-02-04T08:00:00Z")
        let history = try #require(policy["history"] as? [[String: Any]])
        #expect(history.count == 2 && history.allSatisfy { $0["actorKind"] as? String == "user" })
        let data = try #require(history[0]["data"] as? [String: Any])
        #expect(data["stateBefore"] as? String == "enabledForReportingButNotEnforced")
        #expect((data["scopeBefore"] as? [String: Any])?["allUsers"] as? Bool == true)
        let compliance = shell.probity("show", "policy", Self.compliance).text
        #expect(compliance.contains("notification after 0 h, block after 24 h"), "\(compliance)")
        #expect(shell.probity("show", "policy", "x").status == 64)
        let missing = shell.probity("show", "policy", Self.group)
        #expect(missing.status == 1 && missing.errors.contains("hint: probity list policies"))
        #expect(
            shell.probity("show", "policy", Self.policy, "--evidence").text.contains(
                "evidence of policy.access"))
    }

    @Test("a connection is shown part by part, with heartbeats, changes and its whole history")
    func connection() throws {
        let shell = ledger()
        defer { shell.remove() }
        let text = shell.probity("show", "connection", Self.partner).text
        #expect(text.contains("heartbeats 2, first 2026-02-01T23:00:00Z"), "\(text)")
        #expect(text.contains("group \(Self.group)") && text.contains("terminatedByAudit"), "\(text)")
        let found = rows(shell.probity("show", "connection", Self.partner, "--json"), "connections")
        let connection = try #require(found.first)
        #expect(connection["state"] as? String == "terminatedByAudit")
        let parts = try #require(connection["parts"] as? [[String: Any]])
        let iOS = try #require(parts.first { $0["region"] as? String == "connection-assignment-ios" })
        #expect(iOS["groups"] as? [String] == [Self.group] && iOS["value"] as? String == "groups")
        #expect(iOS["since"] as? String == "2026-02-02T00:00:00Z")
        #expect(iOS["lastSeen"] as? String == "2026-02-09T00:00:00Z")
        let heartbeats = try #require(connection["heartbeats"] as? [String: Any])
        #expect(heartbeats["count"] as? Int == 2)
        let changes = try #require(connection["changes"] as? [[String: Any]])
        #expect(changes.count == 1 && changes[0]["actorKind"] as? String == "app")
        let history = try #require(connection["history"] as? [[String: Any]])
        let states = history.filter { $0["region"] as? String == "connection-state" }
        #expect(states.map { $0["value"] as? String } == ["enabled", "unresponsive", "terminatedByAudit"])
        #expect(shell.probity("show", "connection", "x").status == 64)
        let missing = shell.probity("show", "connection", Self.group)
        #expect(missing.status == 1 && missing.errors.contains("hint: probity list connections"))
    }

    @Test(
        "a tenant is shown with its compliance policies, connections and licences, and the read models agree")
    func tenant() throws {
        let shell = ledger()
        defer { shell.remove() }
        let tenant = try #require(
            object(shell.probity("show", "tenant", Self.tenant, "--json"))["tenant"] as? [String: Any])
        let licences = try #require(tenant["licences"] as? [[String: Any]])
        #expect(licences.count == 1 && licences[0]["enabled"] as? Int == 25)
        #expect(licences[0]["consumed"] as? Int == 14 && licences[0]["includesIntune"] as? Bool == true)
        #expect(licences[0]["name"] as? String == "EMS")
        #expect((tenant["connections"] as? [[String: Any]])?.first?["name"] as? String == "Jamf")
        let policies = try #require(tenant["compliancePolicies"] as? [[String: Any]])
        #expect(policies.count == 1 && (tenant["policies"] as? [[String: Any]])?.count == 1)
        let text = shell.probity("show", "tenant", Self.tenant).text
        #expect(
            text.contains("Intune") && text.contains("Jamf") && text.contains("block after 24 h"), "\(text)")
        #expect(shell.probity("replay").status == 0)
        #expect(shell.probity("verify").status == 0)
    }
}
