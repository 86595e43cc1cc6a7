import EventCatalogue
import LedgerModel

extension RecordMapping {
    /// The events of a sign-in: the decision on access; what it shows of its device; the further factors.
    mutating func mapSignIn() throws(Rejection) {
        var personal = privateText()
        let signIn = try SignInRecord(record, &personal)
        setTwin(TwinKey.key(of: signIn, record))
        var about = subject
        about.devices = signIn.device.reference.map { [$0] } ?? []
        about.user = signIn.user
        about.app = signIn.app
        let actor: ActorReference? =
            signIn.user.map { .person($0) } ?? signIn.servicePrincipal.map { .servicePrincipal($0) }
        if let code = signIn.code {
            let decision = SignInDecision(code: code, status: signIn.status)
            var whole = about
            whole.policies = signIn.policiesConcerned
            emit(
                decision.definition, whole, actor: actor, data: signIn.accessData(basis: decision.basis),
                personal: personal)
        } else {
            // Conditional access may have been satisfied, but no code says that a token was given.
            var data = PublicData()
            data.set(RecordEvents.category, .signIn)
            data.set(RecordEvents.reason, .detailMissing)
            data.set(RecordEvents.outcome, signIn.outcome)
            emit(RecordEvents.observed, about, actor: actor, data: data, personal: personal)
        }
        emitDevice(signIn.device, about)
        emitFactors(signIn, about, actor: actor)
    }

    /// What a sign-in shows of its device, each thing only where it says it.
    private mutating func emitDevice(_ device: SignInDevice, _ about: EventSubject) {
        guard device.reference != nil else { return }
        let platform = device.platform == .unrecognised ? nil : device.platform
        if device.trustType != nil || platform != nil {
            var data = PublicData()
            data.set(DeviceEvents.platform, platform)
            data.set(DeviceEvents.trustType, device.trustType)
            data.set(DeviceEvents.witness, .signIn)
            emit(DeviceEvents.registrationObserved, about, actor: nil, data: data)
        }
        if let isManaged = device.isManaged {
            var data = PublicData()
            data.set(ComplianceEvents.witness, .signIn)
            data.set(ComplianceEvents.isManaged, isManaged)
            emit(ComplianceEvents.managementObserved, about, actor: nil, data: data)
        }
        if let isCompliant = device.isCompliant {
            var data = PublicData()
            data.set(ComplianceEvents.isCompliant, isCompliant)
            data.set(ComplianceEvents.witness, .signIn)
            emit(ComplianceEvents.observed, about, actor: nil, data: data)
        }
    }

    /// Challenges and refusals by the code; then the steps, in their order; then `mfaDetail`, where no step
    /// says more.
    private mutating func emitFactors(_ signIn: SignInRecord, _ about: EventSubject, actor: ActorReference?) {
        let code = signIn.code
        if let code {
            var data = PublicData()
            switch ResultClass(code: code) {
            case .challenge:
                data.set(AuthenticationEvents.errorCode, code)
                emit(AuthenticationEvents.challenged, about, actor: actor, data: data)
            case .externalControl:
                data.set(AuthenticationEvents.method, .externalProvider)
                data.set(AuthenticationEvents.errorCode, code)
                emit(AuthenticationEvents.challenged, about, actor: actor, data: data)
            default: break
            }
        }
        var isDenied = false
        var isSaid = false
        let needsSeveral: Bool? =
            switch signIn.requirement {
            case .multiFactor: true
            case .singleFactor: false
            default: nil
            }
        for step in signIn.steps {
            guard let definition = step.event(code: code, needsSeveral: needsSeveral) else { continue }
            let failed = definition.type == AuthenticationEvents.denied.type
            isDenied = isDenied || failed
            isSaid = true
            var personal = privateText()
            var data = PublicData()
            data.set(AuthenticationEvents.step, step.index)
            let method = personal.word(
                step.method, "authenticationMethod", as: AuthenticationMethod.self)
            data.set(AuthenticationEvents.method, method)
            data.set(
                AuthenticationEvents.requirement,
                personal.word(step.requirement, "authenticationStepRequirement"))
            data.set(AuthenticationEvents.errorCode, failed ? code : nil)
            if definition.type != AuthenticationEvents.satisfiedByClaim.type {
                data.set(AuthenticationEvents.channel, method.flatMap(FactorChannel.init(impliedBy:)))
            }
            personal.add(.methodDetail, step.methodDetail)
            emit(definition, about, actor: actor, data: data, personal: personal)
        }
        if let code, case .multifactor = ResultClass(code: code), !isDenied {
            var data = PublicData()
            data.set(AuthenticationEvents.errorCode, code)
            emit(AuthenticationEvents.denied, about, actor: actor, data: data)
        }
        if code == 0, !isSaid, let factor = signIn.factor {
            var personal = privateText()
            var data = PublicData()
            let method = personal.word(factor.method, "authMethod", as: AuthenticationMethod.self)
            let isClaim =
                method == .previouslySatisfied || signIn.statusDetail.map(SignInStep.speaksOfClaim) ?? false
            data.set(AuthenticationEvents.method, method)
            if !isClaim {
                data.set(AuthenticationEvents.channel, method.flatMap(FactorChannel.init(impliedBy:)))
            }
            personal.add(.methodDetail, factor.detail)
            emit(
                isClaim ? AuthenticationEvents.satisfiedByClaim : AuthenticationEvents.satisfied, about,
                actor: actor,
                data: data, personal: personal)
        }
    }
}

extension SignInRecord {
    /// The policies that were looked at and concern the sign-in, enforced ones first.
    fileprivate var policiesConcerned: [Bits128] {
        var enforced: [Bits128] = []
        var reported: [Bits128] = []
        for applied in policies {
            guard let policy = applied.policy else { continue }
            switch applied.result {
            case .success, .failure: enforced.append(policy)
            case .reportOnlySuccess, .reportOnlyFailure, .reportOnlyInterrupted: reported.append(policy)
            default: break
            }
        }
        return enforced + reported
    }

    fileprivate func accessData(basis: AccessBasis) -> PublicData {
        var data = PublicData()
        data.set(AccessEvents.errorCode, code)
        data.set(AccessEvents.status, status)
        data.set(AccessEvents.basis, basis)
        data.set(AccessEvents.app, app)
        data.set(AccessEvents.resource, resource)
        data.set(AccessEvents.clientApp, clientApp)
        data.set(AccessEvents.isInteractive, isInteractive)
        data.set(AccessEvents.kind, kind)
        data.set(AccessEvents.requirement, requirement)
        data.set(AccessEvents.authenticationProtocol, authenticationProtocol)
        data.set(AccessEvents.deviceIsCompliant, device.isCompliant)
        data.set(AccessEvents.deviceIsManaged, device.isManaged)
        data.set(AccessEvents.trustType, device.trustType)
        data.set(AccessEvents.policies, policies.isEmpty ? nil : policies)
        data.set(AccessEvents.policiesOmitted, policiesOmitted)
        data.set(AccessEvents.homeTenant, homeTenant)
        data.set(AccessEvents.resourceTenant, resourceTenant)
        data.set(AccessEvents.servicePrincipal, servicePrincipal)
        data.set(AccessEvents.platform, device.platform)
        data.set(AccessEvents.risk, risk)
        return data
    }
}
