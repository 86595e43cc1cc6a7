import EventCatalogue
import LedgerModel

extension RecordMapping {
    /// The events of a directory audit: what the operation did, where it is one that the ledger knows and the
    /// record says that it succeeded; else one observation.
    mutating func mapAudit() throws(Rejection) {
        var personal = privateText()
        let audit = try AuditRecord(record, &personal)
        setTwin(TwinKey.key(of: audit, record))
        switch audit.outcome {
        case .failure, .timeout, .clientError, .interrupted:
            observe(audit, .failedOperation, personal)
            return
        default: break
        }
        guard let operation = audit.operation else {
            leaveUnmapped(audit, personal)
            return
        }
        guard audit.outcome == .success else {
            observe(audit, .detailMissing, personal)
            return
        }
        switch operation {
        case .registerDevice, .updateDevice, .deleteDevice, .unregisterDevice, .disableDevice, .enableDevice,
            .secureDevice, .loseCompliance, .loseManagement:
            try mapDevice(operation, audit, personal)
        case .linkUser(let relation): mapLink(relation, isAdded: true, audit, personal)
        case .unlinkUser(let relation): mapLink(relation, isAdded: false, audit, personal)
        case .addMember: mapMembership(isAdded: true, audit, personal)
        case .removeMember: mapMembership(isAdded: false, audit, personal)
        case .changeLicence, .updateUser, .disableAccount, .enableAccount, .registerMethod, .removeMethod:
            mapUser(operation, audit, personal)
        case .consent, .addPrincipal, .removePrincipal, .grantPermission, .withdrawPermission:
            mapPartner(operation, audit, personal)
        case .createPolicy, .changePolicy, .deletePolicy, .changeMethods:
            try mapPolicy(operation, audit, personal)
        }
    }

    /// A record that is kept, and says no more than why.
    mutating func observe(
        _ audit: AuditRecord, _ reason: ObservationReason, _ personal: PrivateText,
        category: RecordCategory = .directoryAudit, unreadableFields: Int64? = nil
    ) {
        var about = subject
        about.user = audit.targets.first { $0.kind == .user }?.person
        about.devices = audit.targets.first { $0.kind == .device }?.guid.map { [.entraObject($0)] } ?? []
        about.group = audit.targets.first { $0.kind == .group }?.guid
        about.policies = audit.targets.first(where: \.isPolicy)?.guid.map { [$0] } ?? []
        var data = PublicData()
        data.set(RecordEvents.category, category)
        data.set(RecordEvents.reason, reason)
        data.set(RecordEvents.outcome, audit.outcome)
        data.set(RecordEvents.auditCategory, audit.category)
        data.set(RecordEvents.unreadableFields, unreadableFields)
        emit(RecordEvents.observed, about, actor: audit.actor, data: data, personal: personal)
    }

    /// An operation that nothing maps.
    mutating func leaveUnmapped(_ audit: AuditRecord, _ personal: PrivateText) {
        observe(audit, .noMapping, personal)
        markUnmapped()
    }
}
