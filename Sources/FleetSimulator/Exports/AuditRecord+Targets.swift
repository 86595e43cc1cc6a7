import EventCatalogue
import LedgerModel
import StrictJSON

extension AuditRecord {
    /// A changed property: its values are JSON texts.
    typealias Property = (name: String, before: String?, after: String?)

    func targets(_ json: inout JSONWriter) {
        switch change {
        case .deviceAdded, .managedChanged, .complianceChanged, .versionChanged, .nothingChanged,
            .deviceUnregistered, .deviceDeleted:
            guard let device = context.device else { return }
            target("Device", device.entraObject, device.name, properties(device), &json)
        case .ownerAdded, .userAdded:
            guard let device = context.device else { return }
            target(
                "User", context.person.objectID, nil,
                [
                    ("Device.ObjectID", nil, Self.quoted(device.entraObject.guidText)),
                    ("Device.DisplayName", nil, Self.quoted(device.name)),
                ], userPrincipalName: context.person.userPrincipalName, &json)
            target("Device", device.entraObject, device.name, [], &json)
        case .memberAdded:
            let tenant = context.tenant
            target(
                "User", context.person.objectID, nil,
                [
                    ("Group.ObjectID", nil, Self.quoted(tenant.group.guidText)),
                    ("Group.DisplayName", nil, Self.quoted(tenant.groupName)),
                ], userPrincipalName: context.person.userPrincipalName, &json)
            target("Group", tenant.group, nil, [], &json)
        case .licenceChanged, .licenceDetail, .methodRegistered, .phoneSet:
            target(
                "User", context.person.objectID, context.person.displayName, userProperties,
                userPrincipalName: context.person.userPrincipalName, &json)
        case .policyAdded(let policy):
            policyTarget(policy, before: nil, after: policy.firstState, &json)
        case .policyEnabled(let policy):
            policyTarget(policy, before: policy.firstState, after: .enabled, &json)
        case .principalAdded:
            target(
                "ServicePrincipal", context.tenant.partnerPrincipal, TenantProfile.partnerName,
                [("AppPrincipalId", nil, Self.list(context.tenant.partnerApp.guidText))], &json)
        case .consentGiven:
            target(
                "ServicePrincipal", context.tenant.partnerPrincipal, TenantProfile.partnerName,
                [
                    ("ConsentContext.IsAdminConsent", nil, Self.quoted("True")),
                    ("ConsentContext.OnBehalfOfAll", nil, Self.quoted("True")),
                ], &json)
        case .roleAssigned:
            target(
                "ServicePrincipal", context.tenant.partnerPrincipal, TenantProfile.partnerName,
                [("AppRole.Value", nil, Self.quoted("update_device_attributes"))], &json)
        }
    }

    private func properties(_ device: DeviceProfile) -> [Property] {
        switch change {
        case .deviceAdded:
            [
                ("DeviceId", "[]", Self.list(device.entraDevice.guidText)),
                ("DeviceOSType", "[]", Self.list(device.directoryType)),
                ("DeviceTrustType", "[]", Self.list(device.directoryTrust)),
                ("DisplayName", "[]", Self.list(device.name)),
            ]
        case .managedChanged(let isManaged):
            [
                ("IsManaged", nil, "[\(isManaged)]"),
                ("Included Updated Properties", nil, Self.quoted("IsManaged")),
            ]
        case .complianceChanged(let before, let after):
            [
                ("IsCompliant", before.map { "[\($0)]" }, "[\(after)]"),
                ("Included Updated Properties", nil, Self.quoted("IsCompliant")),
                ("TargetId.DeviceId", nil, Self.quoted(device.entraDevice.guidText)),
            ]
        case .versionChanged(let updates):
            [
                (
                    "DeviceOSVersion", Self.list(device.version(after: updates - 1)),
                    Self.list(device.version(after: updates))
                ),
                ("Included Updated Properties", nil, Self.quoted("DeviceOSVersion")),
            ]
        case .nothingChanged: [("Included Updated Properties", nil, Self.quoted(""))]
        default: [("TargetId.DeviceId", nil, Self.quoted(device.entraDevice.guidText))]
        }
    }

    private var userProperties: [Property] {
        switch change {
        case .licenceDetail:
            [
                (
                    "AssignedLicense", "[]",
                    Self.list("[SkuName=INTUNE_A, AccountId=\(context.tenant.id.guidText), DisabledPlans=[]]")
                ),
                ("Included Updated Properties", nil, Self.quoted("AssignedLicense")),
            ]
        case .phoneSet:
            [
                ("StrongAuthenticationUserDetails", "[]", phone),
                ("Included Updated Properties", nil, Self.quoted("StrongAuthenticationUserDetails")),
            ]
        default: []
        }
    }

    private var phone: String {
        var json = JSONWriter()
        json.beginArray()
        json.beginObject()
        json.member("PhoneNumber", context.person.phone)
        json.member("AlternativePhoneNumber", nil)
        json.endObject()
        json.endArray()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func policyTarget(
        _ policy: AccessPolicy, before: PolicyState?, after: PolicyState, _ json: inout JSONWriter
    ) {
        let value: Property = (
            "ConditionalAccessPolicy", before.map { text(policy, $0) }, text(policy, after)
        )
        target("Policy", context.tenant.id(of: policy), policy.title, [value], &json)
    }

    private func text(_ policy: AccessPolicy, _ state: PolicyState) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("id", context.tenant.id(of: policy))
        json.member("displayName", policy.title)
        json.member("createdDateTime", SourceText.instant(context.fleet.plan.start, zone: "+00:00"))
        json.member("state", state.word)
        json.key("conditions")
        json.beginObject()
        json.key("applications")
        json.beginObject()
        json.key("includeApplications")
        json.beginArray()
        for application in policy.applications { json.string(bytes: application.resource.guidBytes) }
        if policy.applications.isEmpty { json.string("All") }
        json.endArray()
        json.endObject()
        json.key("users")
        json.beginObject()
        json.key("includeUsers")
        json.beginArray()
        json.string("All")
        json.endArray()
        json.endObject()
        json.endObject()
        json.key("grantControls")
        json.beginObject()
        json.member("operator", GrantOperator.any.word)
        json.key("builtInControls")
        json.beginArray()
        json.string(policy.control.word)
        json.endArray()
        json.endObject()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func target(
        _ type: String, _ id: Bits128, _ name: String?, _ properties: [Property],
        userPrincipalName: String? = nil, _ json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("id", id)
        json.member("displayName", name)
        json.member("type", type)
        if let userPrincipalName { json.member("userPrincipalName", userPrincipalName) }
        json.key("modifiedProperties")
        json.beginArray()
        for property in properties {
            json.beginObject()
            json.member("displayName", property.name)
            json.member("oldValue", property.before)
            json.member("newValue", property.after)
            json.endObject()
        }
        json.endArray()
        if !context.isGraph {
            json.key("administrativeUnits")
            json.beginArray()
            json.endArray()
        }
        json.endObject()
    }

    /// A JSON text that is one string.
    static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// A JSON text that is a list of one string.
    static func list(_ text: String) -> String { "[" + quoted(text) + "]" }
}
