import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

/// That device managers are set up step by step, in the order of their documents.
struct OnboardingTests {
    /// A step by its type, and by members of its data that tell it from others of the type.
    typealias Step = (type: String, members: [(StaticString, String)])

    static func step(_ type: String, _ members: (StaticString, String)...) -> Step { (type, members) }

    @Test("MaaS360: the feature, partner by partner, the ids, consent at the second try, the scope")
    func maas360() throws {
        expectOrder(
            .maas360,
            [
                Self.step(
                    "partner.feature_enabled", ("feature", "conditionalAccess"), ("by", "vendorSupport")),
                Self.step("tenant.directory_sync_configured"), Self.step("tenant.directory_synced"),
                Self.step("tenant.administrator_signed_in", ("console", "intuneAdminCenter")),
                Self.step("partner.added", ("platform", "android"), ("outcome", "failure")),
                Self.step("partner.added", ("platform", "android"), ("outcome", "success")),
                Self.step("partner.assigned", ("platform", "android")),
                Self.step("partner.added", ("platform", "iOS"), ("outcome", "success")),
                Self.step("tenant.administrator_signed_in", ("console", "managerConsole")),
                Self.step("partner.configured", ("outcome", "failure")),
                Self.step("partner.configured", ("outcome", "success")),
                Self.step("partner.application_registered"), Self.step("partner.consent_requested"),
                Self.step("partner.consent_declined"), Self.step("partner.registration_failed"),
                Self.step("partner.consent_granted"), Self.step("partner.registration_completed"),
                Self.step("partner.enabled", ("platform", "android")),
                Self.step("tenant.mdm_authority_observed", ("displayed", "intune"), ("actual", "maas360")),
                Self.step("group.scope_changed", ("mode", "everybody")),
                Self.step("partner.notification_suppression_set"),
                Self.step("authentication.default_set", ("setting", "entra")),
                Self.step("authentication.workflow_enabled", ("workflow", "new"), ("by", "vendorSupport")),
                Self.step("group.scope_changed", ("mode", "groups")),
                Self.step("instance.gateway_address_changed"), Self.step("policy.named_location_changed"),
            ])
        let events = ScenarioOutput.events(of: .maas360, ["partner.application_registered"])
        #expect(events.first?["data"]?["publisherVerified"]?.bool == false)
    }

    @Test("Core: licences, the partner, the policy, the Cores, their compliance policy, and the end of all")
    func ivanti() throws {
        expectOrder(
            .ivanti,
            [
                Self.step("tenant.prerequisites_checked"), Self.step("tenant.licence_changed"),
                Self.step("tenant.administrator_signed_in", ("console", "azurePortal")),
                Self.step("partner.added", ("product", "ivantiEPMM"), ("outcome", "success")),
                Self.step("policy.access_policy_created"), Self.step("partner.configured"),
                Self.step("partner.consent_granted", ("product", "ivantiEPMM")),
                Self.step("instance.connected"), Self.step("instance.connected"),
                Self.step("policy.compliance_policy_created"),
                Self.step("instance.compliance_policy_enabled"),
                Self.step("compliance.sent", ("evaluator", "ivantiEPMM")),
                Self.step("instance.compliance_policy_disabled"),
                Self.step("instance.compliance_policy_disabled"),
                Self.step("instance.disconnected"), Self.step("instance.disconnected"),
                Self.step("partner.deprovisioned"), Self.step("partner.removed"),
                Self.step("partner.application_removed"),
                Self.step("partner.state_observed", ("state", "terminated")),
                Self.step("partner.added", ("product", "workspaceOne")),
                Self.step("partner.consent_granted", ("product", "workspaceOne")),
                Self.step("tenant.directory_synced", ("product", "workspaceOne")),
                Self.step("compliance.sent", ("evaluator", "workspaceOne")),
            ])
    }

    @Test("Workspace ONE: prerequisites, the directory's id, platforms, consent, Active, then Windows")
    func workspaceOne() throws {
        expectOrder(
            .workspaceOne,
            [
                Self.step("tenant.prerequisites_checked"), Self.step("instance.intelligence_opt_in_set"),
                Self.step("partner.configured"), Self.step("partner.added", ("platform", "android")),
                Self.step("partner.added", ("platform", "iOS")),
                Self.step("partner.added", ("platform", "macOS")),
                Self.step("partner.consent_requested"), Self.step("partner.application_added"),
                Self.step("partner.consent_granted"), Self.step("partner.registration_completed"),
                Self.step("partner.state_observed", ("state", "enabled")),
                Self.step("tenant.directory_synced", ("outcome", "failure")),
                Self.step("tenant.directory_synced", ("outcome", "success")),
                Self.step("app.sso_extension_assigned", ("platform", "iOS"), ("broker", "authenticator")),
                Self.step("app.sso_extension_assigned", ("platform", "macOS"), ("broker", "companyPortal")),
                Self.step("policy.access_policy_created"), Self.step("instance.identity_service_set"),
                Self.step("instance.mdm_app_added"), Self.step("instance.identity_mapping_set"),
                Self.step("instance.windows_compliance_set"), Self.step("instance.mdm_scope_set"),
                Self.step("policy.exclusion_attribute_tagged"),
                Self.step("policy.exclusion_filter_changed"), Self.step("group.scope_changed"),
                Self.step("tenant.directory_synced"),
            ])
    }

    @Test("Jamf by hand: the application, its secret, consent, the tests; and the end with its dates")
    func jamf() throws {
        expectOrder(
            .jamf,
            [
                Self.step("tenant.administrator_signed_in", ("console", "azurePortal")),
                Self.step("partner.application_registered"), Self.step("partner.secret_changed"),
                Self.step("partner.consent_declined"), Self.step("partner.consent_granted"),
                Self.step("partner.configured", ("connectionType", "manual"), ("outcome", "failure")),
                Self.step("partner.landing_page_set", ("page", "registration")),
                Self.step("partner.connection_tested", ("outcome", "failure")),
                Self.step("partner.configured", ("outcome", "success")),
                Self.step("partner.connection_tested", ("outcome", "success"), ("trigger", "saved")),
                Self.step("partner.enabled"), Self.step("partner.inventory_update_requested"),
                Self.step("partner.connection_tested", ("trigger", "manual")),
                Self.step("partner.suspended"), Self.step("partner.resumed"),
                Self.step("partner.secret_expired"), Self.step("partner.rejected"),
                Self.step("partner.state_observed", ("state", "rejected")),
                Self.step("partner.secret_changed", ("change", "changed")),
                Self.step("partner.state_observed", ("state", "enabled")),
                Self.step("partner.terminated"),
                Self.step("partner.state_observed", ("state", "terminated")),
                Self.step("compliance.observed"), Self.step("management.lost", ("end", "deleted")),
                Self.step("device.deleted"),
            ])
        let ended = try #require(ScenarioOutput.events(of: .jamf, ["partner.terminated"]).first?["data"])
        let marking = try #require(ended["nonComplianceAt"]?.string.flatMap { Timestamp(rfc3339: $0) })
        let removal = try #require(ended["removalAt"]?.string.flatMap { Timestamp(rfc3339: $0) })
        #expect(marking < removal)
        let marked = ScenarioOutput.events(of: .jamf, ["compliance.observed"]).filter {
            $0["data"]?["isCompliant"]?.bool == false && (time($0) ?? .earliest) >= marking
        }
        let removed = ScenarioOutput.events(of: .jamf, ["management.lost"])
        #expect(!marked.isEmpty && marked.count == removed.count)
        #expect(removed.allSatisfy { (time($0) ?? .earliest) >= removal })
    }

    @Test("Jamf by Cloud Connector: two consents for each installation, and a test that nobody asks for")
    func jamfCloud() throws {
        expectOrder(
            .jamfCloud,
            [
                Self.step("tenant.cloud_observed", ("cloud", "usGovernmentHigh")),
                Self.step("partner.consent_granted", ("role", "cloudConnector")),
                Self.step("partner.consent_granted", ("role", "userRegistration")),
                Self.step("partner.app_id_set"),
                Self.step("partner.configured", ("connectionType", "cloudConnector")),
                Self.step("partner.connection_tested", ("trigger", "automatic")),
                Self.step("instance.connected"), Self.step("partner.enabled"),
                Self.step("partner.consent_granted", ("role", "cloudConnector")),
                Self.step("partner.consent_granted", ("role", "userRegistration")),
                Self.step("instance.connected"),
            ])
        for type in ["partner.connection_tested", "partner.inventory_update_requested"] {
            #expect(
                !ScenarioOutput.events(of: .jamfCloud, [type]).contains {
                    $0["data"]?["trigger"]?.string == "manual"
                })
        }
    }

    /// Each step comes after the one before it.
    private func expectOrder(
        _ scenario: Scenario, _ steps: [Step], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var rest = ScenarioOutput.events(of: scenario)[...]
        for (place, step) in steps.enumerated() {
            let found = rest.firstIndex { event in
                event["type"]?.string == step.type
                    && step.members.allSatisfy { event["data"]?[$0.0]?.string == $0.1 }
            }
            guard let found else {
                Issue.record("step \(place): \(step.type)", sourceLocation: sourceLocation)
                return
            }
            rest = rest[(found + 1)...]
        }
    }

    private func time(_ event: JSONValue) -> Timestamp? {
        event["time"]?.string.flatMap { Timestamp(rfc3339: $0) }
    }
}
