import EventCatalogue
import LedgerModel
import StrictJSON

/// What a change was made to, as a record of it lists it.
struct AuditTarget {
    /// A changed property: its values are JSON texts.
    typealias Property = (name: String, before: String?, after: String?)

    let type: String
    let id: Bits128
    var name: String?
    var userPrincipalName: String?
    var properties: [Property] = []
}

extension AuditRecord {
    /// The targets, in the order in which every log of the change has them.
    var targets: [AuditTarget] {
        switch change {
        case .deviceAdded, .managedChanged, .complianceChanged, .versionChanged, .nothingChanged,
            .deviceUnregistered, .deviceDeleted:
            context.device.map { [target($0, properties($0))] } ?? []
        case .ownerAdded, .userAdded:
            context.device.map { device in
                [
                    owner([
                        ("Device.ObjectID", nil, Self.quoted(device.entraObject.guidText)),
                        ("Device.DisplayName", nil, Self.quoted(device.name)),
                    ]), target(device, []),
                ]
            } ?? []
        case .memberAdded, .memberRemoved:
            [
                owner(group), AuditTarget(type: "Group", id: tenant.group),
            ]
        case .licenceChanged, .licenceDetail, .licenceWithdrawn, .methodRegistered, .phoneSet:
            [owner(userProperties, name: person.displayName)]
        case .policyAdded(let policy): [target(policy, before: nil, after: policy.firstState)]
        case .policyEnabled(let policy): [target(policy, before: policy.firstState, after: .enabled)]
        case .principalAdded: [partner([("AppPrincipalId", nil, Self.list(tenant.partnerApp.guidText))])]
        case .consentGiven:
            [
                partner([
                    ("ConsentContext.IsAdminConsent", nil, Self.quoted("True")),
                    ("ConsentContext.OnBehalfOfAll", nil, Self.quoted("True")),
                ])
            ]
        case .roleAssigned: [partner([("AppRole.Value", nil, Self.quoted("update_device_attributes"))])]
        }
    }

    /// The group that somebody comes into, or leaves.
    private var group: [AuditTarget.Property] {
        [("Group.ObjectID", tenant.group.guidText), ("Group.DisplayName", tenant.groupName)].map {
            name, text in
            if case .memberRemoved = change { return (name, Self.quoted(text), nil) }
            return (name, nil, Self.quoted(text))
        }
    }

    private func target(_ device: DeviceProfile, _ properties: [AuditTarget.Property]) -> AuditTarget {
        AuditTarget(type: "Device", id: device.entraObject, name: device.name, properties: properties)
    }

    private func owner(_ properties: [AuditTarget.Property], name: String? = nil) -> AuditTarget {
        AuditTarget(
            type: "User", id: person.objectID, name: name, userPrincipalName: person.userPrincipalName,
            properties: properties)
    }

    private func partner(_ properties: [AuditTarget.Property]) -> AuditTarget {
        AuditTarget(
            type: "ServicePrincipal", id: tenant.partnerPrincipal, name: TenantProfile.partnerName,
            properties: properties)
    }

    private func properties(_ device: DeviceProfile) -> [AuditTarget.Property] {
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

    private var userProperties: [AuditTarget.Property] {
        switch change {
        case .licenceDetail, .licenceWithdrawn:
            [
                licence,
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

    private var licence: AuditTarget.Property {
        let held = Self.list("[SkuName=INTUNE_A, AccountId=\(tenant.id.guidText), DisabledPlans=[]]")
        if case .licenceWithdrawn = change { return ("AssignedLicense", held, "[]") }
        return ("AssignedLicense", "[]", held)
    }

    private var phone: String {
        var json = JSONWriter()
        json.beginArray()
        json.beginObject()
        json.member("PhoneNumber", person.phone)
        json.member("AlternativePhoneNumber", nil)
        json.endObject()
        json.endArray()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func target(
        _ policy: AccessPolicy, before: PolicyState?, after: PolicyState
    ) -> AuditTarget {
        AuditTarget(
            type: "Policy", id: tenant.id(of: policy), name: policy.title,
            properties: [("ConditionalAccessPolicy", before.map { text(policy, $0) }, text(policy, after))])
    }

    private func text(_ policy: AccessPolicy, _ state: PolicyState) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("id", tenant.id(of: policy))
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

    func write(_ target: AuditTarget, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("id", target.id)
        json.member("displayName", target.name)
        json.member("type", target.type)
        if let name = target.userPrincipalName { json.member("userPrincipalName", name) }
        json.key("modifiedProperties")
        json.beginArray()
        for property in target.properties {
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
