import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// What happens to a pilot device after its first verdict, to the end of the company's story.
    mutating func befall(_ role: PilotRole) {
        let jitter = role.device.number % 20
        wait(until: company.at(330 + jitter))
        switch role.story {
        case .drifts, .isGuided, .failsFirst: drift(role)
        case .lags: lag(role)
        case .leavesGroup: leaveGroup(role)
        case .losesLicence:
            takeLicence(role)
            drift(role, reasons: [.userMissing]) { $0.giveLicence(role) }
        case .isUnheard: goUnheard(role)
        case .registersAnew: return end(registerAnew(role))
        case .isTested:
            tryApps(role, isCompliant: true)
            drift(role) { $0.tryApps(role, isCompliant: false) }
        case .isRetired, .isWiped, .isUnenrolled: checkIn(role)
        }
        end(role)
    }

    /// It falls out of compliance, is refused, is brought back.
    mutating func drift(
        _ role: PilotRole, reasons: [ComplianceReason] = [.osVersion],
        meanwhile: (inout ScenarioScript) -> Void = { _ in }
    ) {
        begin()
        wait(60...600)
        checkIn(role)
        report(role, false, reasons: reasons)
        access(role, code: 53_000, isCompliant: false)
        refuseApp(role)
        let (device, product) = (role.device, role.partner.product)
        wait(1...60)
        tell(PeopleEvents.notified) { event in
            event.user(device.person)
            event.set(PeopleEvents.purpose, NotificationPurpose.nonCompliance)
            event.set(PeopleEvents.channel, NotificationChannel.push)
            event.set(PeopleEvents.platform, device.platform)
            event.set(PeopleEvents.outcome, Outcome.success)
            event.set(PeopleEvents.product, product)
        }
        meanwhile(&self)
        wait(300...900)
        tell(DeviceEvents.updated) { event in
            device.identifyInDirectory(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.reporter, Reporter.deviceRegistration)
            event.set(DeviceEvents.properties, [DeviceProperty.deviceOSVersion])
        }
        checkIn(role)
        report(role, true)
        access(role, code: 0)
    }

    /// Its verdicts arrive late, and one is refused before.
    private mutating func lag(_ role: PilotRole) {
        let late = max(60, min(14_000, plan.days * 86_400 / 60))
        begin()
        report(role, false, reasons: [.passcode], lag: late...late + 60)
        access(role, code: 53_000, isCompliant: false)
        wait(60...600)
        report(role, true, failsFirst: role.partner.product != .jamfPro)
        access(role, code: 0)
    }

    /// Its user leaves the scope's group; the manager knows after the next sync, and the same on coming back.
    private mutating func leaveGroup(_ role: PilotRole) {
        begin()
        let person = role.device.person
        setMembership(false, role)
        wait(600...1_200)
        checkIn(role)
        access(role, code: 0)
        act(AuthenticationEvents.methodRemoved) { event in
            event.user(person)
            event.set(AuthenticationEvents.method, AuthenticationMethod.textMessage)
        }
        act(DirectoryEvents.accountDisabled) { $0.user(person) }
        access(role, code: 50_057)
        wait(until: company.at(400 + role.device.number % 20))
        act(DirectoryEvents.accountEnabled) { $0.user(person) }
        setMembership(true, role)
        wait(600...1_200)
        checkIn(role)
        report(role, true)
    }

    /// The manager's source is down; what happens meanwhile is told when it is back.
    private mutating func goUnheard(_ role: PilotRole) {
        begin()
        silentUntil = clock.adding(seconds: Int64(plan.days) * 86_400 / 50)
        for _ in 0..<3 {
            wait(60...300)
            checkIn(role)
        }
        evaluate(role, false, [.dataProtection])
        wait(60...120)
        evaluate(role, true, [])
        if let back = silentUntil { wait(until: back) }
        silentUntil = nil
        checkIn(role)
    }

    /// It registers anew and goes by another id in the directory; its user stays.
    private mutating func registerAnew(_ role: PilotRole) -> PilotRole {
        let (old, new, product) = (role.device, role.device.registeredAnew(), role.partner.product)
        begin()
        let relation = LinkRelation.owner
        tell(DeviceEvents.disabled) { old.identifyInDirectory(&$0) }
        wait(60...300)
        tell(DeviceEvents.enabled) { old.identifyInDirectory(&$0) }
        wait(60...300)
        tell(DeviceEvents.userUnlinked) { event in
            old.identifyInDirectory(&event)
            event.user(old.person)
            event.set(DeviceEvents.relation, relation)
        }
        unregister(role)
        wait(300...900)
        tell(DeviceEvents.registered, note: .pilot(new, .registered(new.entraDevice))) { event in
            new.identifyInDirectory(&event)
            event.set(DeviceEvents.platform, new.platform)
            event.set(DeviceEvents.trustType, new.trust)
            event.set(DeviceEvents.reporter, Reporter.deviceRegistration)
        }
        link(new, .owner)
        wait(1...9)
        tell(DeviceStepEvents.identityRebound) { event in
            new.identify(&event)
            event.user(new.person)
            event.set(DeviceEvents.entraObject, new.entraObject)
            event.set(DeviceEvents.entraDevice, new.entraDevice)
            event.set(DeviceEvents.intuneDevice, new.intune)
            event.set(DeviceStepEvents.entraDeviceBefore, old.entraDevice)
            event.set(DeviceStepEvents.userChanged, false)
            event.set(DeviceStepEvents.product, product)
        }
        wait(1...5)
        bind(new)
        let changed = role.with(new)
        signalManagement(changed, true)
        report(changed, true)
        return changed
    }

    /// How its part of the company's story ends.
    private mutating func end(_ role: PilotRole) {
        let jitter = role.device.number % 20
        switch company.scenario {
        case .ivanti: goOver(role, jitter)
        case .workspaceOne:
            if role.device.number == 0, plan.violations.contains(.sync) {
                wait(until: company.at(525))
                report(role, true, violation: .sync)
            }
            wait(until: company.at(600 + jitter))
            checkIn(role)
            report(role, true)
            wait(until: company.at(850 + jitter))
            if role.story == .isRetired || role.story == .isWiped || role.story == .isUnenrolled {
                leave(role)
            }
        case .jamf: outlive(role, jitter)
        default:
            wait(until: company.at(600 + jitter))
            checkIn(role)
            sendInventory(role, .scheduled)
            if role.story == .isRetired || role.story == .isUnenrolled { leave(role) }
        }
    }

    /// From the Cores to Workspace ONE: retired at the one, enrolled at the other.
    private mutating func goOver(_ role: PilotRole, _ jitter: Int) {
        wait(until: company.at(560 + jitter))
        leave(role)
        guard role.story != .isWiped, role.story != .isUnenrolled else { return }
        wait(until: company.at(650 + jitter))
        begin()
        let next = role.handedOver(to: company.heir)
        guard enrol(next) else { return }
        join(next, isLast: true)
        wait(until: company.at(800 + jitter))
        drift(next)
    }

    /// What becomes of a computer when Jamf's connection is ended: marked at one date, removed at another.
    private mutating func outlive(_ role: PilotRole, _ jitter: Int) {
        let device = role.device
        wait(until: company.at(Company.marking))
        wait(1...600)
        observe(role, false)
        access(role, code: 53_000, isCompliant: false)
        wait(until: company.at(Company.removal))
        lose(role, .deleted, .observed)
        wait(1...60)
        tell(DeviceEvents.deleted, note: .pilot(device, .deleted)) { device.identifyInDirectory(&$0) }
    }
}

extension PilotRole {
    /// The same role with the device as it is now.
    func with(_ device: PilotDevice) -> PilotRole { PilotRole(self, device: device) }
}
