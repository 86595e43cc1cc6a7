import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// A pilot device from the licence of its user to its end.
    mutating func live(_ role: PilotRole) {
        equip(role)
        guard enrol(role) else { return }
        join(role)
    }

    /// What a person gets before their device can take part.
    mutating func equip(_ role: PilotRole) {
        let (device, product) = (role.device, role.partner.product)
        giveLicence(role)
        wait(1...20)
        setMembership(true, role)
        wait(5...60)
        tell(PeopleEvents.notified) { event in
            event.user(device.person)
            event.set(PeopleEvents.purpose, NotificationPurpose.enrollment)
            event.set(
                PeopleEvents.channel, product == .workspaceOne ? NotificationChannel.hub : .email)
            event.set(PeopleEvents.platform, device.platform)
            event.set(PeopleEvents.outcome, Outcome.success)
            event.set(PeopleEvents.product, product)
        }
    }

    mutating func giveLicence(_ role: PilotRole) {
        let (company, person) = (company, role.device.person)
        act(PeopleEvents.licenceAssigned) { event in
            event.user(person)
            event.set(PeopleEvents.sku, company.sku)
            event.set(PeopleEvents.plan, company.servicePlan)
            event.set(PeopleEvents.includesIntune, true)
            event.set(PeopleEvents.includesPremium, true)
        }
    }

    mutating func takeLicence(_ role: PilotRole) {
        let (company, person) = (company, role.device.person)
        act(PeopleEvents.licenceRemoved) { event in
            event.user(person)
            event.set(PeopleEvents.sku, company.sku)
            event.set(PeopleEvents.plan, company.servicePlan)
            event.set(PeopleEvents.includesIntune, true)
            event.set(PeopleEvents.includesPremium, true)
        }
    }

    mutating func setMembership(_ isMember: Bool, _ role: PilotRole) {
        let (group, person) = (company.groups[0], role.device.person)
        act(isMember ? DirectoryEvents.memberAdded : DirectoryEvents.memberRemoved) { event in
            event.user(person)
            event.group(group)
            event.set(DirectoryEvents.member, MemberKind.user)
        }
    }

    /// Whether the manager takes the device in.
    mutating func enrol(_ role: PilotRole) -> Bool {
        let (device, product, session) = (role.device, role.partner.product, random.guid())
        correlation = session
        @Sendable func fill(_ event: inout CloudEvent) {
            device.identify(&event)
            event.user(device.person)
            event.set(EnrollmentEvents.platform, device.platform)
            event.set(EnrollmentEvents.session, session)
            event.set(EnrollmentEvents.product, product)
        }
        let reason: EnrollmentReason =
            role.story == .registersAnew ? .replacement : device.number % 4 == 0 ? .remediation : .rollout
        wait(30...600)
        tell(EnrollmentEvents.requested) { event in
            fill(&event)
            event.set(EnrollmentEvents.reason, reason)
        }
        if device.platform == .linux {
            wait(5...60)
            tell(EnrollmentEvents.failed) { event in
                fill(&event)
                event.set(EnrollmentEvents.errorCode, 50_005)
                event.set(EnrollmentEvents.reason, reason)
            }
            access(role, code: 50_005, isRegistered: false)
            return false
        }
        wait(30...200)
        tell(EnrollmentEvents.completed) { event in
            fill(&event)
            event.set(EnrollmentEvents.reason, reason)
        }
        return true
    }

    /// The manager has the device; then broker, registration, first verdict, and what befalls it.
    ///
    /// - Parameter isLast: whether nothing else befalls it.
    mutating func join(_ role: PilotRole, isLast: Bool = false) {
        let (device, partner) = (role.device, role.partner)
        let reason: EnrollmentReason = device.number % 4 == 0 ? .remediation : .rollout
        tell(DeviceEvents.enrolled, note: .pilot(device, .enrolled(partner.product))) { event in
            device.identify(&event)
            event.user(device.person)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.ownership, device.ownership)
            event.set(DeviceEvents.product, partner.product)
            event.set(DeviceEvents.clientVersion, role.appVersion)
            event.set(DeviceEvents.osVersion, device.osVersion)
            event.set(DeviceEvents.reason, reason)
            event.set(DeviceStepEvents.account, role.account)
        }
        wait(20...90)
        takeInventory(role)
        register(role)
        signalManagement(role, true)
        // Windows goes by no road of MaaS360's.
        if partner.product != .maas360 || device.platform != .windows {
            report(role, true)
        }
        access(role, code: 0)
        if role.isEnrolled {
            endEarly(role)
        } else if !isLast {
            befall(role)
        }
    }

    /// What happens to a device that MaaS360 let in, within the part of the plan that it falls into.
    private mutating func endEarly(_ role: PilotRole) {
        guard role.device.platform != .windows else { return }
        switch role.story {
        case .isRetired, .isWiped: leave(role)
        case .drifts, .lags: drift(role)
        default: checkIn(role)
        }
    }

    mutating func takeInventory(_ role: PilotRole) {
        let (device, product, witness) = (role.device, role.partner.product, role.witness)
        tell(ManagementEvents.inventoryObserved) { event in
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.witness, witness)
            event.set(DeviceEvents.ownership, device.ownership)
            event.set(ManagementEvents.state, ManagementState.managed)
            event.set(ManagementEvents.agent, product == .jamfPro ? ManagementAgent.jamf : .mdm)
            event.set(
                ManagementEvents.registration, RegistrationState.notRegisteredPendingEnrollment)
        }
        wait(1...9)
        tell(DeviceStepEvents.inventoryUpdated) { event in
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.witness, witness)
            event.set(DeviceStepEvents.changes, 3)
            event.set(DeviceStepEvents.product, product)
            event.set(DeviceStepEvents.trigger, Trigger.checkIn)
            event.set(DeviceStepEvents.osVersion, device.osVersion)
        }
    }

    mutating func checkIn(_ role: PilotRole) {
        let (device, product, witness, time) = (role.device, role.partner.product, role.witness, clock)
        tell(DeviceStepEvents.checkedIn) { event in
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.witness, witness)
            event.set(ManagementEvents.lastContact, time)
            event.set(DeviceStepEvents.product, product)
            event.set(DeviceStepEvents.trigger, Trigger.scheduled)
            event.set(DeviceStepEvents.osVersion, device.osVersion)
        }
    }
}
