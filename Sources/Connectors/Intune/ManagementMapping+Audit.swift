import EventCatalogue
import LedgerModel

extension ManagementMapping {
    /// The events of an audit record of Intune: what was asked for or changed, where the record says that it
    /// succeeded; else one observation.
    ///
    /// That a device manager took a request says nothing of whether the device did as it was told.
    mutating func mapManagementAudit() throws(Rejection) {
        var personal = privateText()
        let audit = try ManagementAudit(record, &personal)
        switch audit.outcome {
        case .failure, .timeout, .clientError, .interrupted:
            observe(
                .deviceManagementAudit, .failedOperation, personal, about: about(audit),
                actor: audit.actor, outcome: audit.outcome)
            return
        default: break
        }
        guard let operation = audit.operation else {
            leaveUnmapped(
                .deviceManagementAudit, personal, about: about(audit), actor: audit.actor,
                outcome: audit.outcome)
            return
        }
        let definition: EventDefinition
        switch operation {
        case .retire: definition = ManagementEvents.retireRequested
        case .wipe: definition = ManagementEvents.wipeRequested
        case .delete: definition = ManagementEvents.deleteRequested
        case .policy(.created): definition = CompliancePolicyEvents.created
        case .policy(.deleted): definition = CompliancePolicyEvents.deleted
        case .policy(.assigned): definition = CompliancePolicyEvents.assigned
        case .policy: definition = CompliancePolicyEvents.changed
        case .partner: definition = ConnectionEvents.changed
        }
        guard audit.outcome == .success, !audit.targets.isEmpty else {
            observe(
                .deviceManagementAudit, .detailMissing, personal, about: about(audit),
                actor: audit.actor, outcome: audit.outcome)
            return
        }
        // Personal fields stand with the first event.
        var fields: PrivateText? = personal
        for target in audit.targets {
            var about = subject
            var data = PublicData()
            switch operation {
            case .retire, .wipe, .delete:
                let ids = DeviceIDs(
                    intune: target, entra: audit.targets.count == 1 ? audit.registration : nil)
                about.devices = ids.references
            case .policy: about.policies = [target]
            case .partner(let kind, let change):
                about.connection = target
                data.set(ConnectionEvents.partner, target)
                data.set(ConnectionEvents.kind, kind)
                data.set(ConnectionEvents.change, change)
            }
            emit(definition, about, actor: audit.actor, data: data, personal: fields)
            fields = nil
            mapState(audit, about)
        }
        switch operation {
        case .retire, .wipe, .delete:
            guard audit.targets.count == 1 else { return }
            bind(DeviceIDs(intune: audit.targets[0], entra: audit.registration))
        default: break
        }
    }

    /// How a partner stands since, where the record of what was done with it says so. That it is not known
    /// says nothing.
    private mutating func mapState(_ audit: ManagementAudit, _ about: EventSubject) {
        guard case .partner(let kind, _) = audit.operation, audit.targets.count == 1,
            let state = audit.partnerState, state != .unknown
        else { return }
        var seen = PublicData()
        seen.set(ConnectionEvents.partner, audit.targets[0])
        seen.set(ConnectionEvents.kind, kind)
        seen.set(ConnectionEvents.state, state)
        emit(ConnectionEvents.stateObserved, about, data: seen)
    }

    /// A subject for an observation, which names what an operation that is known was about.
    private func about(_ audit: ManagementAudit) -> EventSubject {
        var about = subject
        switch audit.operation {
        case .retire, .wipe, .delete: about.devices = audit.targets.prefix(1).map { .intune($0) }
        case .policy: about.policies = Array(audit.targets.prefix(1))
        case .partner: about.connection = audit.targets.first
        case nil: break
        }
        return about
    }
}
