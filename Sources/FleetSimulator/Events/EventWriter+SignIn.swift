import EventCatalogue
import LedgerModel

extension EventWriter {
    /// Access, then what the sign-in saw of the device, then further factors.
    func signIn(_ row: SimulatedSignIn) {
        let handling = Delivery(fact)
        write(definition(row)) { event in
            identify(row, &event)
            if row.namesDevice, let device {
                event.set(.deviceName, device.name)
            }
            event.set(AccessEvents.errorCode, row.errorCode)
            event.set(AccessEvents.status, row.status)
            event.set(AccessEvents.basis, basis(row))
            event.set(AccessEvents.app, row.application.id)
            event.set(AccessEvents.resource, row.application.resource)
            event.set(AccessEvents.clientApp, row.clientApp)
            event.set(AccessEvents.isInteractive, row.isInteractive)
            event.set(AccessEvents.kind, row.isInteractive ? SignInKind.interactiveUser : .nonInteractiveUser)
            event.set(AccessEvents.requirement, row.requirement)
            event.set(AccessEvents.authenticationProtocol, row.authenticationProtocol)
            event.set(AccessEvents.deviceIsCompliant, row.isCompliant)
            event.set(AccessEvents.deviceIsManaged, row.isManaged)
            event.set(AccessEvents.trustType, row.namesDevice ? device?.trust : nil)
            event.set(AccessEvents.policies, applied(row))
            event.set(AccessEvents.homeTenant, tenant.id)
            event.set(AccessEvents.resourceTenant, tenant.id)
            event.set(AccessEvents.platform, row.namesDevice ? device?.platform : nil)
            event.set(AccessEvents.risk, handling?.revision == .risk ? RiskLevel.low : RiskLevel.none)
            event.set(.ipAddress, fleet.text(of: row.address, person: person, tenant: tenant))
            event.set(.city, person.place.city)
            event.set(.country, person.place.country)
            event.set(.appName, row.application.title)
            event.set(.resourceName, row.application.resourceTitle)
            event.set(.policyNames, row.results.isEmpty ? [] : AccessPolicy.allCases.map(\.title))
            event.set(.failureReason, row.failureReason)
            event.set(.userAgent, device?.userAgent)
        }
        if row.namesDevice { sight(row) }
        factor(row)
    }

    private func definition(_ row: SimulatedSignIn) -> EventDefinition {
        switch row.errorCode {
        case 0: AccessEvents.granted
        case 50074, 50076: AccessEvents.interrupted
        default: result(row).definition
        }
    }

    private func basis(_ row: SimulatedSignIn) -> AccessBasis {
        switch row.errorCode {
        case 0: .granted
        case 50074, 50076, 500121: .multifactor
        default: result(row).basis
        }
    }

    private func result(_ row: SimulatedSignIn) -> SignInResult {
        SignInResult(code: row.errorCode, at: fact.time)
    }

    private func applied(_ row: SimulatedSignIn) -> [AppliedPolicy] {
        zip(AccessPolicy.allCases, row.results).map { policy, result in
            AppliedPolicy(
                policy: tenant.id(of: policy), result: result, controls: [policy.control],
                conditionsSatisfied: Int64(SignInRecord.conditionMask(result)))
        }
    }

    private func identify(_ row: SimulatedSignIn, _ event: inout CloudEvent) {
        if row.namesDevice, let device { event.device(entra: device.entraDevice) }
        event.user(person)
    }

    /// The directory's flags as the sign-in presented them.
    private func sight(_ row: SimulatedSignIn) {
        guard let device else { return }
        write(DeviceEvents.registrationObserved) { event in
            identify(row, &event)
            event.set(DeviceEvents.platform, device.platform)
            event.set(DeviceEvents.trustType, device.trust)
            event.set(DeviceEvents.witness, Witness.signIn)
        }
        if let isManaged = row.isManaged {
            write(ComplianceEvents.managementObserved) { event in
                identify(row, &event)
                event.set(ComplianceEvents.witness, Witness.signIn)
                event.set(ComplianceEvents.isManaged, isManaged)
            }
        }
        if let isCompliant = row.isCompliant {
            write(ComplianceEvents.observed) { event in
                identify(row, &event)
                event.set(ComplianceEvents.isCompliant, isCompliant)
                event.set(ComplianceEvents.witness, Witness.signIn)
            }
        }
    }

    private func factor(_ row: SimulatedSignIn) {
        let method = person.method
        let definition: EventDefinition
        switch row.errorCode {
        case 50074, 50076: definition = AuthenticationEvents.challenged
        default:
            switch row.factor {
            case .none where result(row).kind == .challenge: definition = AuthenticationEvents.challenged
            case .none: return
            case .claim: definition = AuthenticationEvents.satisfiedByClaim
            case .fresh: definition = AuthenticationEvents.satisfied
            case .refused: definition = AuthenticationEvents.denied
            }
        }
        write(definition) { event in
            identify(row, &event)
            if row.factor != .none {
                event.set(AuthenticationEvents.step, 1)
                event.set(
                    AuthenticationEvents.method, row.factor == .claim ? .previouslySatisfied : method)
                event.set(AuthenticationEvents.requirement, StepRequirement.multifactor)
            }
            if row.errorCode != 0 { event.set(AuthenticationEvents.errorCode, row.errorCode) }
            if row.factor == .fresh, method != .authenticatorApp { event.set(.methodDetail, person.phone) }
        }
    }
}
