import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// The broker where the platform has one, and the registration in the directory by it.
    mutating func register(_ role: PilotRole) {
        let device = role.device
        if let broker = device.broker(with: role.documented, at: clock, reference) {
            install(broker, role)
        }
        if device.platform == .macOS, role.partner.product == .jamfPro { runPolicy(role) }
        let path: JoinPath? =
            device.platform == .windows ? (device.number % 8 == 3 ? .settings : .outOfBox) : nil
        if role.story == .failsFirst { failRegistration(role, path) }
        wait(10...60)
        tell(DeviceStepEvents.registrationStarted) { event in
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceStepEvents.product, role.partner.product)
            event.set(DeviceStepEvents.path, path)
            event.set(DeviceStepEvents.trigger, Trigger.manual)
            event.set(DeviceStepEvents.account, role.account)
        }
        enterDirectory(role, path)
        wait(1...5)
        bind(device)
        if device.platform == .android {
            let (certificate, expires) = (digest(), clock.adding(seconds: 315_360_000))
            wait(5...30)
            tell(DeviceStepEvents.certificateInstalled) { event in
                device.identifyInDirectory(&event)
                event.set(DeviceEvents.platform, device.platform)
                event.set(DeviceStepEvents.expires, expires)
                event.set(DeviceStepEvents.certificate, certificate)
            }
        }
    }

    /// The directory takes the device in: computers of Windows join, all others register.
    private mutating func enterDirectory(_ role: PilotRole, _ path: JoinPath?) {
        let device = role.device
        let isHybrid = device.isHybrid
        wait(2...15)
        if device.platform == .windows {
            tell(
                isHybrid ? DeviceStepEvents.hybridJoined : DeviceStepEvents.joined,
                note: .pilot(device, .registered(device.entraDevice))
            ) { event in
                device.identifyInDirectory(&event)
                event.set(DeviceEvents.platform, device.platform)
                event.set(DeviceEvents.trustType, device.trust)
                event.set(DeviceEvents.reporter, isHybrid ? Reporter.directorySync : .deviceRegistration)
                event.set(DeviceStepEvents.path, path)
            }
        } else {
            tell(DeviceEvents.registered, note: .pilot(device, .registered(device.entraDevice))) { event in
                device.identifyInDirectory(&event)
                event.set(DeviceEvents.platform, device.platform)
                event.set(DeviceEvents.trustType, device.trust)
                event.set(DeviceEvents.reporter, Reporter.deviceRegistration)
            }
        }
        wait(1...3)
        link(device, .owner)
        tell(ManagementEvents.objectObserved) { event in
            device.identifyInDirectory(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.trustType, device.trust)
            event.set(DeviceEvents.witness, Witness.deviceObject)
            event.set(DeviceEvents.isEnabled, true)
        }
    }

    /// The manager's app stores the ids that the registration gave.
    mutating func bind(_ device: PilotDevice) {
        tell(DeviceEvents.identityBound) { event in
            event.device(
                entra: device.entraDevice, object: device.entraObject, intune: device.intune,
                serialNumber: device.serialNumber)
            event.user(device.person)
            event.set(DeviceEvents.entraObject, device.entraObject)
            event.set(DeviceEvents.entraDevice, device.entraDevice)
            event.set(DeviceEvents.intuneDevice, device.intune)
        }
    }

    mutating func link(_ device: PilotDevice, _ relation: LinkRelation) {
        tell(DeviceEvents.userLinked) { event in
            device.identifyInDirectory(&event)
            event.user(device.person)
            event.set(DeviceEvents.relation, relation)
        }
    }

    /// The broker comes on the device, by the manager or as its app leads there, and its user signs in to it.
    private mutating func install(_ broker: BrokerApp, _ role: PilotRole) {
        let (device, product, isGuided) = (role.device, role.partner.product, role.story == .isGuided)
        @Sendable func fill(_ event: inout CloudEvent) {
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.broker, broker)
            event.set(DeviceEvents.brokerVersion, VersionNumber(major: 6, minor: 8))
            event.set(DeviceEvents.isManaged, !isGuided)
            event.set(DeviceEvents.isGuided, isGuided)
        }
        if isGuided {
            access(role, code: 50_127, isRegistered: false)
            wait(10...40)
        } else {
            tell(AppEvents.installed) { event in
                device.identify(&event)
                event.set(AppEvents.platform, device.platform)
                event.set(AppEvents.broker, broker)
                event.set(AppEvents.product, product)
                event.set(AppEvents.isManaged, true)
            }
        }
        wait(5...60)
        tell(DeviceEvents.brokerInstalled) { fill(&$0) }
        wait(20...120)
        access(role, code: 50_074, isRegistered: false)
        wait(10...40)
        access(role, code: 0, isRegistered: false)
        tell(DeviceEvents.brokerSignedIn) { event in
            fill(&event)
            event.user(device.person)
        }
    }

    /// Jamf's way: an unknown computer's user is sent to a page, and a policy of Self Service registers it.
    private mutating func runPolicy(_ role: PilotRole) {
        let device = role.device
        let target: RedirectTarget = device.number % 2 == 0 ? .enrollmentPortal : .companyPortal
        wait(5...60)
        tell(DeviceStepEvents.redirected) { event in
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceStepEvents.product, ManagerProduct.jamfPro)
            event.set(DeviceStepEvents.target, target)
        }
        wait(10...60)
        tell(DeviceStepEvents.registrationPolicyRun) { event in
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceStepEvents.outcome, Outcome.success)
            event.set(DeviceStepEvents.product, ManagerProduct.jamfPro)
            event.set(DeviceStepEvents.trigger, Trigger.manual)
            event.set(DeviceStepEvents.account, role.account)
        }
    }

    /// The directory has no record of the device that it could take in.
    private mutating func failRegistration(_ role: PilotRole, _ path: JoinPath?) {
        let device = role.device
        wait(10...60)
        tell(DeviceStepEvents.registrationFailed) { event in
            device.identify(&event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(ManagementEvents.registration, RegistrationState.notRegisteredPendingEnrollment)
            event.set(DeviceStepEvents.product, role.partner.product)
            event.set(DeviceStepEvents.path, path)
            event.set(DeviceStepEvents.errorCode, 50_129)
        }
        access(role, code: 50_129, isRegistered: false)
        wait(300...900)
    }
}
