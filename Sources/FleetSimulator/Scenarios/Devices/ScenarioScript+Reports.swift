import EventCatalogue
import LedgerModel

extension ScenarioScript {
    mutating func signalManagement(_ role: PilotRole, _ isManaged: Bool) {
        let device = role.device
        wait(5...40)
        tell(ComplianceEvents.managementSignalled) { event in
            device.identify(&event)
            event.set(ComplianceEvents.isManaged, isManaged)
        }
        call(.management, role, verdict: nil, place: 0)
        wait(10...60)
        tell(ComplianceEvents.managementObserved, note: .pilot(device, .managed(isManaged))) { event in
            device.identifyInDirectory(&event)
            event.set(ComplianceEvents.witness, Witness.auditLog)
            event.set(ComplianceEvents.reporter, Reporter.intune)
            event.set(ComplianceEvents.isManaged, isManaged)
        }
    }

    /// A verdict on its way to the directory.
    ///
    /// - Parameters:
    ///   - lag: seconds from the answer that it was taken to its being carried out.
    ///   - failsFirst: whether it is refused once and sent again.
    ///   - violation: the rule that sending it breaks.
    mutating func report(
        _ role: PilotRole, _ isCompliant: Bool, reasons: [ComplianceReason] = [],
        lag: ClosedRange<Int> = 20...120, failsFirst: Bool = false, violation: PlantedViolation? = nil
    ) {
        evaluate(role, isCompliant, reasons)
        wait(5...60)
        if role.partner.product == .jamfPro {
            sendInventory(role, .scheduled)
            wait(lag)
            observe(role, isCompliant)
            return
        }
        if failsFirst {
            send(role, isCompliant, failing: true)
            wait(120...600)
        }
        send(role, isCompliant, lag: lag, violation: violation)
        wait(2...40)
        observe(role, isCompliant)
    }

    mutating func evaluate(_ role: PilotRole, _ isCompliant: Bool, _ reasons: [ComplianceReason]) {
        let (device, policy) = (role.device, company.policy)
        let verdict: ComplianceVerdict = isCompliant ? .compliant : .nonCompliant
        wait(10...90)
        tell(ComplianceEvents.evaluated, note: .pilot(device, .evaluated(isCompliant))) { event in
            device.identify(&event)
            event.set(ComplianceEvents.verdict, verdict)
            event.set(ComplianceEvents.policy, policy)
            if !reasons.isEmpty { event.set(ComplianceEvents.reasons, reasons) }
            event.set(
                ComplianceEvents.results, [PolicyVerdict(policy: policy, verdict: verdict, version: 2)])
            event.set(ComplianceEvents.policyVersion, 2)
            event.set(ComplianceEvents.evaluator, role.evaluator)
            event.set(ComplianceEvents.trigger, Trigger.checkIn)
        }
        if role.evaluator == .intune {
            wait(1...9)
            tell(VerdictEvents.observed) { event in
                device.identify(&event)
                event.set(ComplianceEvents.verdict, verdict)
                event.set(ComplianceEvents.witness, Witness.intune)
                event.set(ComplianceEvents.policy, policy)
            }
        }
    }

    private mutating func send(
        _ role: PilotRole, _ isCompliant: Bool, lag: ClosedRange<Int> = 20...120, failing: Bool = false,
        violation: PlantedViolation? = nil
    ) {
        let (device, message) = (role.device, random.guid())
        let verdict: ComplianceVerdict = isCompliant ? .compliant : .nonCompliant
        @Sendable func fill(_ event: inout CloudEvent) {
            device.identify(&event)
            event.set(ComplianceEvents.verdict, verdict)
            event.set(ComplianceEvents.message, message)
        }
        tell(ComplianceEvents.sent, violation: violation) { event in
            fill(&event)
            event.set(ComplianceEvents.evaluator, role.evaluator)
            event.set(ComplianceEvents.road, role.road)
            event.set(ComplianceEvents.trigger, Trigger.stateChange)
        }
        call(.compliance, role, verdict: verdict, place: 1)
        wait(1...9)
        if failing {
            tell(ComplianceEvents.failed) { event in
                fill(&event)
                event.set(ComplianceEvents.evaluator, role.evaluator)
                event.set(ComplianceEvents.road, role.road)
                event.set(ComplianceEvents.errorCode, 503)
            }
            return
        }
        tell(ComplianceEvents.accepted) { fill(&$0) }
        wait(lag)
        tell(ComplianceEvents.completed) { fill(&$0) }
    }

    /// The directory's flag as its log has it.
    mutating func observe(_ role: PilotRole, _ isCompliant: Bool) {
        let device = role.device
        tell(ComplianceEvents.observed, note: .pilot(device, .observed(isCompliant))) { event in
            device.identifyInDirectory(&event)
            event.set(ComplianceEvents.isCompliant, isCompliant)
            event.set(ComplianceEvents.witness, Witness.auditLog)
            event.set(ComplianceEvents.reporter, Reporter.intune)
        }
    }

    /// Workspace ONE keeps a log of what it asks of the directory for a device.
    private mutating func call(
        _ call: ReportCall, _ role: PilotRole, verdict: ComplianceVerdict?, place: Int
    ) {
        guard role.partner.product == .workspaceOne else { return }
        let device = role.device
        tell(ManagementEndEvents.called) { event in
            device.identify(&event)
            event.set(ComplianceEvents.verdict, verdict)
            event.set(ManagementEndEvents.product, ManagerProduct.workspaceOne)
            event.set(ManagementEndEvents.call, call)
            event.set(ManagementEndEvents.status, 202)
            event.set(ManagementEndEvents.outcome, Outcome.success)
            event.set(ManagementEndEvents.sequence, place)
        }
    }

    /// Jamf Pro sends what it knows of a computer and its user; another judges it.
    mutating func sendInventory(_ role: PilotRole, _ trigger: Trigger) {
        let (device, message) = (role.device, random.guid())
        tell(DeviceStepEvents.inventorySent) { event in
            device.identify(&event)
            event.user(device.person)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceStepEvents.outcome, Outcome.success)
            event.set(DeviceStepEvents.message, message)
            event.set(DeviceStepEvents.isRegistered, true)
            event.set(DeviceStepEvents.product, ManagerProduct.jamfPro)
            event.set(DeviceStepEvents.trigger, trigger)
            event.set(DeviceStepEvents.account, role.account)
        }
    }
}
