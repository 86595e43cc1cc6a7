import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes a row of the directory's audit log as one of the two roads does.
struct AuditRecord {
    let context: RecordContext
    let change: DirectoryChange

    private var fact: SimulatedFact { context.fact }
    var person: PersonProfile { context.person }
    var tenant: TenantProfile { context.tenant }

    func write(_ json: inout JSONWriter) {
        json.beginObject()
        if !context.isGraph {
            json.member("tenantId", tenant.id)
            json.member("resultType", "")
            json.member("resultDescription", "")
            json.member("operationName", change.title)
            json.member("identity", "")
            json.member("tenantGeo", "EU")
        }
        json.member("id", context.id)
        json.member("category", change.category.word)
        json.member("correlationId", fact.correlation)
        json.member("result", "success")
        json.member("resultReason", "")
        json.member("activityDisplayName", change.title)
        json.member("activityDateTime", SourceText.instant(fact.time, zone: context.isGraph ? "Z" : "+00:00"))
        json.member("loggedByService", change.service)
        json.member("operationType", change.operation)
        if !context.isGraph { json.member("userAgent", nil) }
        json.key("initiatedBy")
        author(&json)
        json.key("targetResources")
        json.beginArray()
        for target in targets { write(target, &json) }
        json.endArray()
        json.key("additionalDetails")
        details(&json)
        json.endObject()
    }

    private func author(_ json: inout JSONWriter) {
        json.beginObject()
        let by: PersonProfile
        switch change.author {
        case .registrationService, .complianceService:
            let isRegistration = if case .registrationService = change.author { true } else { false }
            if context.isGraph { json.member("user", nil) }
            json.key("app")
            json.beginObject()
            json.member("appId", nil)
            json.member(
                "displayName",
                isRegistration ? "Device Registration Service" : "Intune Compliance Client Prod")
            json.member(
                "servicePrincipalId", isRegistration ? tenant.registrationWriter : tenant.complianceWriter)
            json.member("servicePrincipalName", nil)
            json.endObject()
            json.endObject()
            return
        case .administrator: by = tenant.administrator
        case .owner: by = person
        }
        json.key("user")
        json.beginObject()
        json.member("id", by.objectID)
        json.member("displayName", context.isGraph ? by.displayName : nil)
        json.member("userPrincipalName", by.userPrincipalName)
        json.member("ipAddress", tenant.officeAddress)
        json.key("roles")
        json.beginArray()
        json.endArray()
        json.endObject()
        if context.isGraph { json.member("app", nil) }
        json.endObject()
    }

    /// Only records about the device object itself say its registration id here.
    private func details(_ json: inout JSONWriter) {
        json.beginArray()
        if change.category == .device, let device = context.device {
            detail("DeviceId", device.entraDevice.guidText, &json)
            detail("DeviceOSType", device.directoryType, &json)
            detail("DeviceTrustType", device.directoryTrust, &json)
        }
        json.endArray()
    }

    private func detail(_ name: String, _ value: String, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("key", name)
        json.member("value", value)
        json.endObject()
    }
}
