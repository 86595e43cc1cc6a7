import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

/// Records that name somebody or something only in appearance, or that two readers would read differently.
@Suite struct AmbiguousRecordTests {
    @Test(
        "a redacted id joins nobody",
        arguments: ["{PII Removed}", "{pii removed}", "PII Removed", "ffffffff-ffff-ffff-ffff-ffffffffffff"])
    func redactedDevice(id: String) throws {
        let read = try Records.submission(
            Records.signIn(device: "{\"deviceId\":\"\(id)\",\"isCompliant\":true,\"isManaged\":true}"))
        #expect(read.types == ["access.granted"])
        #expect(!read.events[0].tags.contains { $0.description.hasPrefix("device:") })
        #expect(read.data(AccessEvents.granted)[AccessEvents.deviceIsCompliant] == nil)
    }

    @Test("a redacted user principal name is nobody's")
    func redactedUser() throws {
        let record = Records.signIn()
            .replacing(Records.user, with: Records.zero)
            .replacing("Frodo@example.org", with: "{PII Removed}@example.org")
        let read = try Records.submission(record)
        #expect(read.identities.isEmpty)
        #expect(!read.events[0].tags.contains { $0.description.hasPrefix("user:") })
    }

    @Test("members that differ in case alone, and in their values, are refused")
    func differingCase() throws {
        let record = Records.azure(Records.signIn(), category: "SignInLogs")
        let other = record.replacing("\"Level\":4", with: "\"TenantID\":\"\(Records.otherTenant)\"")
        guard case .rejected(let rejection) = Records.result(other) else {
            Issue.record("two tenants by names that differ in case")
            return
        }
        #expect(rejection.code == "record.wrong_shape" && rejection.field == "TenantID")
        let same = record.replacing("\"Level\":4", with: "\"TenantID\":\"\(Records.tenant)\"")
        #expect(try Records.submission(same).types == ["access.granted"])
        // One that is null hides none, wherever it stands.
        for null in ["\"TENANTID\":null,\"time\"", "\"Properties\":null,\"time\""] {
            let nulled = record.replacing("\"time\"", with: null)
            #expect(try Records.submission(nulled).types == ["access.granted"])
        }
        let twice = record.replacing("\"Level\":4", with: "\"Properties\":{\"id\":\"other\"}")
        guard case .rejected = Records.result(twice) else {
            Issue.record("two records in one envelope")
            return
        }
    }

    @Test(
        "another log of Entra's is neither a sign-in nor an audit, by either road",
        arguments: [
            "MicrosoftServicePrincipalSignInLogs", "ADFSSignInLogs", "ProvisioningLogs", "RiskyUsers",
            "AzureADGraphActivityLogs", "SomeNewLogs", "UserRiskEvents",
        ])
    func otherLogs(name: String) throws {
        let inner = Records.audit("Update device", targets: Records.target("Device", id: Records.object))
        guard case .rejected(let rejection) = Records.result(Records.azure(inner, category: name)) else {
            Issue.record("azure monitor: \(name)")
            return
        }
        #expect(rejection.code == "record.not_a_source_record")
        guard name != "SomeNewLogs" else { return }
        for column in ["Type", "Category"] {
            let row = """
                {"TimeGenerated":"2026-03-01T08:00:00Z","\(column)":"AAD\(name)","UserId":"\(Records.user)",\
                "AppId":"\(Records.app)","ConditionalAccessStatus":"success","ResultType":"0","Id":"a",\
                "CreatedDateTime":"2026-03-01T08:00:00Z"}
                """
            guard case .rejected(let rejection) = Records.result(row) else {
                Issue.record("log analytics: \(name)")
                return
            }
            #expect(rejection.code == "record.not_a_source_record")
        }
    }
}
