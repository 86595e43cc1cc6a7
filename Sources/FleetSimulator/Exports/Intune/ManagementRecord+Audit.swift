import EventCatalogue
import LedgerModel
import StrictJSON

extension ManagementRecord {
    /// What an act was done to.
    private func target(of act: ManagementAct) -> (id: Bits128, name: String) {
        switch act {
        case .deviceRetired: (device?.intune ?? .zero, device?.name ?? "")
        case .partnerCreated, .partnerEnabled: (management.compliancePartner, TenantProfile.partnerName)
        case .policyCreated(let policy), .policyAssigned(let policy), .policyChanged(let policy):
            (management.id(of: policy), policy.title)
        }
    }

    /// A line of the audit log by Azure Monitor: names begin with capitals, and the instant is American.
    func audit(_ act: ManagementAct, turn: Int) -> [UInt8] {
        let target = target(of: act)
        let actor = tenant.administrator
        return Self.envelope(
            "AuditLogs", act.operation, result: "Success", tenant, fact.time,
            identity: actor.userPrincipalName, correlation: id(-1)
        ) { json in
            let civil = fact.time.civil
            json.member(
                "ActivityDate", "\(civil.month)/\(civil.day)/\(civil.year) " + SourceText.halfDay(civil))
            json.member("ActivityResultStatus", 1)
            json.member("ActivityType", act.kind.number)
            json.key("Actor")
            json.beginObject()
            json.member("ActorType", 1)
            json.member("Application", Self.portal)
            json.member("ApplicationName", Self.portalName)
            json.member("IsDelegatedAdmin", false)
            json.member("ObjectId", actor.objectID)
            json.member("PartnerTenantId", Bits128.zero)
            json.member("UPN", actor.userPrincipalName)
            json.texts("UserPermissions", ["*"])
            json.endObject()
            json.member("AdditionalDetails", "")
            json.member("AuditEventId", id(turn))
            json.member("Category", 5)
            json.texts("TargetDisplayNames", [target.name])
            json.texts("TargetObjectIds", [target.id.guidText])
            json.key("Targets")
            json.beginArray()
            json.beginObject()
            json.key("ModifiedProperties")
            json.beginArray()
            for property in properties(of: act) {
                json.beginObject()
                json.member("Name", property.name)
                if let before = property.before { json.member("Old", before) }
                json.member("New", property.after)
                json.endObject()
            }
            json.endArray()
            json.member("Name", target.name)
            json.endObject()
            json.endArray()
        }
    }

    /// The same event as Graph's object.
    func auditEvent(_ act: ManagementAct, turn: Int) -> [UInt8] {
        let target = target(of: act)
        let actor = tenant.administrator
        var json = JSONWriter()
        json.beginObject()
        json.member("id", id(turn))
        json.member("displayName", act.operation)
        json.member("componentName", "Devices")
        json.member("activity", nil)
        json.member("activityDateTime", SourceText.instant(fact.time))
        json.member("activityType", act.operation)
        json.member("activityOperationType", act.kind.word)
        json.member("activityResult", "Success")
        json.member("correlationId", id(-1))
        json.member("category", "Device")
        json.key("actor")
        json.beginObject()
        json.member("auditActorType", "ItPro")
        json.texts("userPermissions", ["*"])
        json.member("applicationId", Self.portal)
        json.member("applicationDisplayName", Self.portalName)
        json.member("userPrincipalName", actor.userPrincipalName)
        json.member("servicePrincipalName", nil)
        json.member("ipAddress", nil)
        json.member("userId", actor.objectID)
        json.endObject()
        json.key("resources")
        json.beginArray()
        json.beginObject()
        json.member("displayName", target.name)
        json.member("auditResourceType", act.operation.split(separator: " ").last.map(String.init))
        json.member("resourceId", target.id)
        json.key("modifiedProperties")
        json.beginArray()
        for property in properties(of: act) {
            json.beginObject()
            json.member("displayName", property.name)
            json.member("oldValue", property.before)
            json.member("newValue", property.after)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private func properties(of act: ManagementAct) -> [(name: String, before: String?, after: String)] {
        switch act {
        case .deviceRetired:
            device.map { [("AzureADDeviceId", nil, $0.entraDevice.guidText)] } ?? []
        case .partnerCreated: [("PartnerState", nil, "Unknown"), ("LastHeartbeatDateTime", nil, "<null>")]
        case .partnerEnabled: [("PartnerState", "Unknown", "Enabled")]
        case .policyCreated(let policy): [("DisplayName", nil, policy.title), ("Description", nil, "<null>")]
        case .policyAssigned: [("Target.GroupId", nil, tenant.group.guidText)]
        case .policyChanged: [("StorageRequireEncryption", "False", "True")]
        }
    }

    private static let portal = Bits128(high: 0x5926_FC8E_304E_4F59, low: 0x8BED_58CA_97CC_39A4)
    private static let portalName = "Microsoft Intune portal extension"
}
