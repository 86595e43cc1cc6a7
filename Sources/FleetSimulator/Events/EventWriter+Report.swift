import EventCatalogue
import LedgerModel

extension EventWriter {
    /// What the device manager says.
    func report(_ report: ManagerReport) {
        guard let device else { return }
        func identify(_ event: inout CloudEvent) {
            event.device(intune: device.intune, serialNumber: device.serialNumber)
            event.user(person)
        }
        func verdict(_ isCompliant: Bool) -> ComplianceVerdict { isCompliant ? .compliant : .nonCompliant }
        switch report {
        case .enrollmentRequested:
            write(EnrollmentEvents.requested) { event in
                identify(&event)
                event.set(EnrollmentEvents.platform, device.platform)
            }
        case .enrollmentFailed:
            write(EnrollmentEvents.failed) { event in
                identify(&event)
                event.set(EnrollmentEvents.platform, device.platform)
                event.set(.failureReason, EnrollmentFailure(fact).reason)
            }
        case .enrolled:
            write(DeviceEvents.enrolled) { event in
                identify(&event)
                event.set(DeviceEvents.platform, device.platform)
                event.set(DeviceEvents.ownership, device.ownership)
                event.set(.deviceName, device.name)
                event.set(.modelName, device.model)
            }
        case .enrollmentCompleted:
            write(EnrollmentEvents.completed) { event in
                identify(&event)
                event.set(EnrollmentEvents.platform, device.platform)
            }
        case .brokerInstalled: write(DeviceEvents.brokerInstalled) { identify(&$0) }
        case .brokerSignedIn: write(DeviceEvents.brokerSignedIn) { identify(&$0) }
        case .identityBound:
            write(DeviceEvents.identityBound) { event in
                event.device(
                    entra: device.entraDevice, object: device.entraObject, intune: device.intune,
                    serialNumber: device.serialNumber)
                event.user(person)
                event.set(DeviceEvents.entraObject, device.entraObject)
                event.set(DeviceEvents.entraDevice, device.entraDevice)
                event.set(DeviceEvents.intuneDevice, device.intune)
            }
        case .managementSignalled:
            write(ComplianceEvents.managementSignalled) { event in
                identify(&event)
                event.set(ComplianceEvents.isManaged, true)
            }
        case .evaluated(let isCompliant):
            write(ComplianceEvents.evaluated) { event in
                identify(&event)
                event.set(ComplianceEvents.verdict, verdict(isCompliant))
                event.set(ComplianceEvents.policy, tenant.compliancePolicy)
            }
        case .sent(let isCompliant, let message): carried(ComplianceEvents.sent, isCompliant, message)
        case .accepted(let isCompliant, let message): carried(ComplianceEvents.accepted, isCompliant, message)
        case .completed(let isCompliant, let message):
            carried(ComplianceEvents.completed, isCompliant, message)
        case .retired:
            write(DeviceEvents.retired) { event in
                identify(&event)
                event.set(DeviceEvents.evidence, RemovalEvidence.observed)
            }
        case .wiped:
            write(DeviceEvents.wiped) { event in
                identify(&event)
                event.set(DeviceEvents.evidence, RemovalEvidence.observed)
            }
        case .unenrolled:
            write(DeviceEvents.unenrolled) { event in
                identify(&event)
                event.set(DeviceEvents.evidence, RemovalEvidence.observed)
            }
        }
        func carried(_ definition: EventDefinition, _ isCompliant: Bool, _ message: Bits128) {
            write(definition) { event in
                identify(&event)
                event.set(ComplianceEvents.verdict, verdict(isCompliant))
                event.set(ComplianceEvents.message, message)
            }
        }
    }
}
