import EventCatalogue
import LedgerModel
import StrictJSON

extension RecordMapping {
    /// What was done to an application that a tenant lets in.
    ///
    /// A permission's first target is the resource that grants it; the application that holds it stands in
    /// the properties `ServicePrincipal.ObjectID` and `ServicePrincipal.AppId`. For the other operations the
    /// target is the application itself.
    mutating func mapPartner(_ operation: AuditOperation, _ audit: AuditRecord, _ personal: PrivateText) {
        let holder = audit.property("ServicePrincipal.ObjectID")
        let holderApp = audit.property("ServicePrincipal.AppId")
        let target = audit.target(.servicePrincipal, elseAt: 0)?.guid
        let definition: EventDefinition
        var principal = holder?.new.guid ?? holder?.old.guid
        var app = holderApp?.new.guid ?? holderApp?.old.guid
        var isPermission = false
        switch operation {
        case .consent: definition = PartnerEvents.consentGranted
        case .addPrincipal: definition = PartnerEvents.applicationAdded
        case .removePrincipal: definition = PartnerEvents.applicationRemoved
        case .grantPermission:
            definition = PartnerEvents.permissionGranted
            isPermission = true
        case .withdrawPermission:
            definition = PartnerEvents.permissionWithdrawn
            isPermission = true
        default: return
        }
        if !isPermission {
            if principal == nil { principal = target }
            if app == nil { app = audit.applicationID }
        } else if principal == nil, app == nil {
            // Who got the permission is not said; the resource did not.
            observe(audit, .detailMissing, personal)
            return
        }
        var about = subject
        about.app = app
        var data = PublicData()
        data.set(PartnerEvents.principal, principal)
        emit(definition, about, actor: audit.actor, data: data, personal: personal)
    }
}

extension AuditRecord {
    /// The application's id, where the record has it among its details or its target's properties.
    fileprivate var applicationID: Bits128? {
        for name: StaticString in ["AppId", "TargetId.ServicePrincipalNames", "ServicePrincipalNames"] {
            if let text = detail(name), let id = Bits128(guid: ASCII.trimmed(text)), id != .zero { return id }
            if let property = property(name) {
                for text in property.new.texts + property.old.texts {
                    // Names of service principals stand in one text, one behind the other.
                    for part in text.split(separator: UInt8(ascii: ";")) {
                        if let id = Bits128(guid: ASCII.trimmed(Array(part))), id != .zero { return id }
                    }
                }
            }
        }
        return nil
    }
}
