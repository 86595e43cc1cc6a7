import EventCatalogue
import LedgerModel
import StrictJSON

extension UnifiedRecord {
    func change(_ change: DirectoryChange, _ json: inout JSONWriter) {
        let actor = actor(of: change)
        let targets = AuditRecord(context: context, change: change).targets
        json.member("UserKey", actor.key)
        json.member("UserType", actor.isService ? 4 : 0)
        json.member("Version", 1)
        json.member("Workload", "AzureActiveDirectory")
        if let target = targets.first { json.member("ObjectId", objectID(of: target)) }
        json.member("UserId", actor.name)
        json.member("AzureActiveDirectoryEventType", 1)
        pairs(
            "ExtendedProperties",
            [
                ("additionalDetails", details(change)),
                ("extendedAuditEventCategory", targets.first?.type ?? ""),
            ], &json)
        json.key("ModifiedProperties")
        json.beginArray()
        for property in targets.first?.properties ?? [] {
            json.beginObject()
            json.member("Name", property.name)
            json.member("NewValue", property.after.map(Self.shown) ?? "")
            json.member("OldValue", property.before.map(Self.shown) ?? "")
            json.endObject()
        }
        json.endArray()
        identities("Actor", actor.identities, &json)
        if let target = targets.first { identities("Target", entries(of: target), &json) }
        closing(&json)
    }

    /// Who made a change, as the log names it.
    struct Actor {
        let name: String
        let key: String
        let isService: Bool
        let identities: [(id: String, type: IdentityType)]

        init(person: PersonProfile) {
            name = person.userPrincipalName
            key = person.objectID.guidText
            isService = false
            identities = [
                (person.userPrincipalName, .principalName), ("User_\(person.objectID.guidText)", .other),
                (person.objectID.guidText, .other), ("User", .other),
            ]
        }

        init(service: String, principal: Bits128) {
            name = "ServicePrincipal_\(principal.guidText)"
            key = "Not Available"
            isService = true
            identities = [
                (service, .name), ("ServicePrincipal_\(principal.guidText)", .other),
                (principal.guidText, .other), ("ServicePrincipal", .other),
            ]
        }
    }

    func actor(of change: DirectoryChange) -> Actor {
        switch change.author {
        case .registrationService:
            Actor(service: "Device Registration Service", principal: tenant.registrationWriter)
        case .complianceService:
            Actor(service: "Intune Compliance Client Prod", principal: tenant.complianceWriter)
        case .administrator: Actor(person: tenant.administrator)
        case .owner: Actor(person: person)
        }
    }

    /// Type and id together; of a user the principal name.
    private func objectID(of target: AuditTarget) -> String {
        target.userPrincipalName ?? "\(target.type)_\(target.id.guidText)"
    }

    private func entries(of target: AuditTarget) -> [(id: String, type: IdentityType)] {
        var made: [(id: String, type: IdentityType)] = [
            ("\(target.type)_\(target.id.guidText)", .other), (target.id.guidText, .other),
            (target.type, .other),
        ]
        if let name = target.userPrincipalName {
            made.append((name, .principalName))
        } else if let name = target.name {
            made.append((name, .name))
        }
        return made
    }

    /// Only changes of the device object itself say its registration id here.
    private func details(_ change: DirectoryChange) -> String {
        var json = JSONWriter()
        json.beginObject()
        if change.category == .device, let device = context.device {
            json.member("DeviceId", device.entraDevice.guidText)
            json.member("DeviceOSType", device.directoryType)
            json.member("DeviceTrustType", device.directoryTrust)
        }
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// A value as this log shows it: a text bare, lists and objects indented with CR LF.
    private static func shown(_ value: String) -> String {
        guard let root = try? JSONDocument(Array(value.utf8)).root else { return value }
        if let text = root.string { return text }
        var json = JSONWriter(pretty: true)
        json.copy(root)
        var shown: [UInt8] = []
        for byte in json.bytes {
            // A line end within a text stands there escaped.
            if byte == 0x0A { shown.append(0x0D) }
            shown.append(byte)
        }
        return String(decoding: shown, as: UTF8.self)
    }
}
