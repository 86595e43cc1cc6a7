import EventCatalogue
import LedgerModel

extension EventWriter {
    /// What the directory's audit log says.
    func change(_ change: DirectoryChange) {
        switch change {
        case .deviceAdded, .ownerAdded, .userAdded, .managedChanged, .complianceChanged, .versionChanged,
            .deviceUnregistered, .deviceDeleted:
            if let device { deviceChange(change, device) }
        case .nothingChanged:
            observe(.device, .nothingChanged)
        case .phoneSet:
            write(RecordEvents.observed) { event in
                event.user(person)
                event.set(RecordEvents.category, RecordCategory.directoryAudit)
                event.set(RecordEvents.reason, ObservationReason.noMapping)
                event.set(RecordEvents.outcome, Outcome.success)
                event.set(RecordEvents.auditCategory, AuditCategory.userManagement)
                event.set(.phone, person.phone)
                event.set(.operation, change.title)
            }
        case .memberAdded, .memberRemoved:
            var definition = DirectoryEvents.memberAdded
            if case .memberRemoved = change { definition = DirectoryEvents.memberRemoved }
            write(definition) { event in
                event.user(person)
                event.group(tenant.group)
                event.set(DirectoryEvents.member, MemberKind.user)
                event.set(.groupName, tenant.groupName)
            }
        case .licenceChanged: observe(.userManagement, .detailMissing)
        case .licenceDetail, .licenceWithdrawn:
            write(DirectoryEvents.licenceChanged) { $0.user(person) }
        case .methodRegistered:
            write(AuthenticationEvents.methodRegistered) { event in
                event.user(person)
                event.set(AuthenticationEvents.method, person.method)
            }
        case .policyAdded, .policyEnabled: policyChange(change)
        case .principalAdded: partner(PartnerEvents.applicationAdded)
        case .consentGiven: partner(PartnerEvents.consentGranted)
        case .roleAssigned: partner(PartnerEvents.permissionGranted)
        }
    }

    private func deviceChange(_ change: DirectoryChange, _ device: DeviceProfile) {
        func identify(_ event: inout CloudEvent, user: Bool = false) {
            event.device(entra: device.entraDevice, object: device.entraObject)
            if user { event.user(person) }
            event.set(.deviceName, device.name)
        }
        switch change {
        case .deviceAdded:
            write(DeviceEvents.registered) { event in
                identify(&event)
                event.set(DeviceEvents.platform, device.platform)
                event.set(DeviceEvents.trustType, device.trust)
                event.set(DeviceEvents.reporter, Reporter.deviceRegistration)
            }
        case .ownerAdded, .userAdded:
            var relation = LinkRelation.user
            if case .ownerAdded = change { relation = .owner }
            write(DeviceEvents.userLinked) { event in
                identify(&event, user: true)
                event.set(DeviceEvents.relation, relation)
            }
        case .managedChanged(let isManaged):
            write(ComplianceEvents.managementObserved) { event in
                identify(&event)
                event.set(ComplianceEvents.witness, Witness.auditLog)
                event.set(ComplianceEvents.reporter, Reporter.intune)
                event.set(ComplianceEvents.isManaged, isManaged)
            }
        case .complianceChanged(let before, let after):
            write(ComplianceEvents.observed) { event in
                identify(&event)
                event.set(ComplianceEvents.isCompliant, after)
                event.set(ComplianceEvents.wasCompliant, before)
                event.set(ComplianceEvents.witness, Witness.auditLog)
                event.set(ComplianceEvents.reporter, Reporter.intune)
            }
        case .versionChanged:
            write(DeviceEvents.updated) { event in
                identify(&event)
                event.set(DeviceEvents.platform, device.platform)
                event.set(DeviceEvents.reporter, Reporter.deviceRegistration)
                event.set(DeviceEvents.properties, [DeviceProperty.deviceOSVersion])
            }
        case .deviceUnregistered: write(DeviceEvents.unregistered) { identify(&$0) }
        default: write(DeviceEvents.deleted) { identify(&$0) }
        }
    }

    private func observe(_ category: AuditCategory, _ reason: ObservationReason) {
        write(RecordEvents.observed) { event in
            if category == .device, let device {
                event.device(entra: device.entraDevice, object: device.entraObject)
            } else {
                event.user(person)
            }
            event.set(RecordEvents.category, RecordCategory.directoryAudit)
            event.set(RecordEvents.reason, reason)
            event.set(RecordEvents.outcome, Outcome.success)
            event.set(RecordEvents.auditCategory, category)
        }
    }

    private func policyChange(_ change: DirectoryChange) {
        switch change {
        case .policyAdded(let policy):
            write(PolicyEvents.created) { event in
                event.policy(tenant.id(of: policy))
                event.set(PolicyEvents.state, policy.firstState)
                event.set(PolicyEvents.grantOperator, GrantOperator.any)
                event.set(PolicyEvents.controls, [policy.control])
                event.set(.policyNames, policy.title)
                event.set(.actorName, person.userPrincipalName)
            }
        case .policyEnabled(let policy):
            write(PolicyEvents.changed) { event in
                event.policy(tenant.id(of: policy))
                event.set(PolicyEvents.state, PolicyState.enabled)
                event.set(PolicyEvents.stateBefore, policy.firstState)
                event.set(PolicyEvents.grantOperator, GrantOperator.any)
                event.set(PolicyEvents.controls, [policy.control])
                event.set(PolicyEvents.controlsBefore, [policy.control])
                event.set(PolicyEvents.operatorBefore, GrantOperator.any)
                event.set(.policyNames, policy.title)
                event.set(.actorName, person.userPrincipalName)
            }
        default: break
        }
    }

    private func partner(_ definition: EventDefinition) {
        write(definition) { event in
            event.app(tenant.partnerApp)
            event.set(PartnerEvents.principal, tenant.partnerPrincipal)
            event.set(.appName, TenantProfile.partnerName)
            event.set(.actorName, person.userPrincipalName)
        }
    }
}
