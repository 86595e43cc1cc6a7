import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// A sign-in of a pilot device's user, with what it saw of the device.
    ///
    /// - Parameters:
    ///   - isRegistered: whether the sign-in names the device.
    ///   - isCompliant: the flag as it presents it.
    mutating func access(
        _ role: PilotRole, code: Int, isRegistered: Bool = true, isCompliant: Bool = true
    ) {
        let (device, tenant, policy) = (role.device, company.tenant.id, company.accessPolicy)
        let application = isRegistered ? KnownApplication.mail : .broker
        let result = SignInResult(code: code, at: clock, reference)
        wait(20...400)
        tell(result.definition) { event in
            if isRegistered { event.device(entra: device.entraDevice) }
            event.user(device.person)
            event.set(AccessEvents.errorCode, code)
            event.set(AccessEvents.status, result.status)
            event.set(AccessEvents.basis, result.basis)
            event.set(AccessEvents.app, application.id)
            event.set(AccessEvents.resource, application.resource)
            event.set(AccessEvents.clientApp, ClientApp.mobileAppsAndDesktopClients)
            event.set(AccessEvents.isInteractive, true)
            event.set(AccessEvents.kind, SignInKind.interactiveUser)
            if isRegistered {
                event.set(AccessEvents.deviceIsCompliant, isCompliant)
                event.set(AccessEvents.deviceIsManaged, true)
                event.set(AccessEvents.trustType, device.trust)
                event.set(
                    AccessEvents.policies,
                    [
                        AppliedPolicy(
                            policy: policy, result: result.status == .failure ? .failure : .success,
                            controls: [.compliantDevice])
                    ])
            }
            event.set(AccessEvents.homeTenant, tenant)
            event.set(AccessEvents.resourceTenant, tenant)
            event.set(AccessEvents.platform, device.platform)
        }
        guard isRegistered else { return }
        tell(DeviceEvents.registrationObserved) { event in
            event.device(entra: device.entraDevice)
            event.user(device.person)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.trustType, device.trust)
            event.set(DeviceEvents.witness, Witness.signIn)
        }
    }

    /// Each of the apps that the document names is tried.
    mutating func tryApps(_ role: PilotRole, isCompliant: Bool) {
        let device = role.device
        for app in [OfficeApp.outlook, .word, .excel, .powerPoint, .oneDrive] {
            wait(30...120)
            tell(AppEvents.tested) { event in
                device.identifyInDirectory(&event)
                event.set(AppEvents.platform, device.platform)
                event.set(AppEvents.office, app)
                event.set(AppEvents.result, isCompliant ? AppTestResult.opened : .refused)
                event.set(AppEvents.isExpected, true)
                event.set(AppEvents.deviceIsCompliant, isCompliant)
                if !isCompliant { event.set(AppEvents.errorCode, 53_000) }
            }
        }
    }

    /// What the user of a device that is not compliant is shown.
    mutating func refuseApp(_ role: PilotRole) {
        let device = role.device
        wait(1...3)
        tell(AppEvents.refused) { event in
            device.identifyInDirectory(&event)
            event.user(device.person)
            event.set(AppEvents.platform, device.platform)
            event.set(AppEvents.office, OfficeApp.outlook)
            event.set(AppEvents.errorCode, 53_000)
            event.set(AppEvents.deviceIsCompliant, false)
        }
    }
}
