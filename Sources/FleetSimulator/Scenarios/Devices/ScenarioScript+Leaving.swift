import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// A device leaves its manager: it is retired, erased, or its user turns the management off.
    mutating func leave(_ role: PilotRole) {
        begin()
        switch role.story {
        case .isWiped: wipe(role)
        case .isUnenrolled: turnOff(role)
        default: retire(role)
        }
        removeBroker(role)
        unregister(role)
        let device = role.device
        wait(1...60)
        tell(DeviceEvents.deleted, note: .pilot(device, .deleted)) { device.identifyInDirectory(&$0) }
    }

    private mutating func retire(_ role: PilotRole) {
        let (device, product, witness) = (role.device, role.partner.product, role.witness)
        act(ManagementEvents.retireRequested) { device.identify(&$0) }
        wait(30...600)
        tell(DeviceStepEvents.retireConfirmed) { event in
            device.identify(&event)
            event.set(DeviceEvents.witness, witness)
            event.set(DeviceStepEvents.outcome, Outcome.success)
            event.set(DeviceStepEvents.product, product)
        }
        tell(DeviceEvents.retired, note: .pilot(device, .ended("retired"))) { event in
            device.identify(&event)
            event.set(DeviceEvents.evidence, RemovalEvidence.observed)
        }
        lose(role, .retired, .observed)
        wait(60...600)
        act(ManagementEvents.deleteRequested) { device.identify(&$0) }
    }

    private mutating func wipe(_ role: PilotRole) {
        let (device, product, witness) = (role.device, role.partner.product, role.witness)
        act(DeviceEvents.securityAction) { event in
            device.identify(&event)
            event.set(DeviceEvents.action, SecurityAction.lockRequested)
        }
        act(ManagementEvents.wipeRequested) { device.identify(&$0) }
        wait(30...600)
        tell(DeviceStepEvents.wipeConfirmed) { event in
            device.identify(&event)
            event.set(DeviceEvents.witness, witness)
            event.set(DeviceStepEvents.outcome, Outcome.success)
            event.set(DeviceStepEvents.product, product)
        }
        tell(DeviceEvents.wiped, note: .pilot(device, .ended("wiped"))) { event in
            device.identify(&event)
            event.set(DeviceEvents.evidence, RemovalEvidence.observed)
        }
        lose(role, .wiped, .observed)
    }

    /// Nobody is told; the manager concludes it.
    private mutating func turnOff(_ role: PilotRole) {
        let device = role.device
        tell(DeviceEvents.unenrolled, note: .pilot(device, .ended("unenrolled"))) { event in
            device.identify(&event)
            event.set(DeviceEvents.evidence, RemovalEvidence.inferred)
        }
        lose(role, .managementOff, .inferred)
    }

    /// The directory's log has that the device is managed no more.
    mutating func lose(_ role: PilotRole, _ end: ManagementEnd, _ evidence: RemovalEvidence) {
        let (device, product) = (role.device, role.partner.product)
        wait(30...300)
        tell(ComplianceEvents.managementObserved, note: .pilot(device, .managed(false))) { event in
            device.identifyInDirectory(&event)
            event.set(ComplianceEvents.witness, Witness.auditLog)
            event.set(ComplianceEvents.reporter, Reporter.intune)
            event.set(ComplianceEvents.isManaged, false)
            event.set(ComplianceEvents.wasManaged, true)
        }
        tell(ManagementEndEvents.lost) { event in
            device.identifyInDirectory(&event)
            event.set(ComplianceEvents.witness, Witness.auditLog)
            event.set(ComplianceEvents.reporter, Reporter.intune)
            event.set(ComplianceEvents.wasManaged, true)
            event.set(ManagementEndEvents.end, end)
            event.set(ManagementEndEvents.evidence, evidence)
            event.set(ManagementEndEvents.product, product)
        }
    }

    private mutating func removeBroker(_ role: PilotRole) {
        let (device, product) = (role.device, role.partner.product)
        guard let broker = device.broker(with: role.documented, at: clock, reference) else { return }
        wait(5...60)
        tell(AppEvents.removed) { event in
            device.identify(&event)
            event.set(AppEvents.platform, device.platform)
            event.set(AppEvents.broker, broker)
            event.set(AppEvents.product, product)
            event.set(AppEvents.isManaged, true)
        }
        tell(DeviceEvents.brokerRemoved) { event in
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.broker, broker)
        }
    }

    mutating func unregister(_ role: PilotRole) {
        let device = role.device
        wait(10...120)
        tell(DeviceEvents.unregistered, note: .pilot(device, .unregistered)) {
            device.identifyInDirectory(&$0)
        }
    }
}
