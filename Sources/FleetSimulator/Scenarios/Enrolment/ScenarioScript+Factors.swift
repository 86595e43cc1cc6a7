import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// Entra asks for a further factor.
    mutating func challenge(
        _ visit: EnrolmentVisit, _ channel: FactorChannel, by asking: FactorProvider = .entra
    ) {
        wait(1...4)
        factor(visit, AuthenticationEvents.challenged, channel, asking, attempts: 0) { event in
            if asking == .entra { event.set(AuthenticationEvents.errorCode, 50_074) }
            event.set(
                AuthenticationEvents.offered,
                asking == .entra ? [FactorChannel.approval, .textMessage, .call] : [FactorChannel.email])
        }
    }

    /// Whether Entra's further factor was given.
    mutating func entraFactor(_ visit: inout EnrolmentVisit) -> Bool {
        switch visit.cell.story.factor {
        case .claimed:
            wait(1...3)
            tellClaim(visit)
            return true
        case .approved: return answer(&visit, .approval, AuthenticationEvents.satisfied)
        case .called: return answer(&visit, .call, AuthenticationEvents.satisfied)
        case .denied: return answer(&visit, .approval, AuthenticationEvents.denied)
        case .unanswered: return answer(&visit, .call, AuthenticationEvents.timedOut)
        case .fellBack:
            _ = answer(&visit, .approval, AuthenticationEvents.timedOut)
            return text(&visit, wrong: 0)
        case .texted(let wrong): return text(&visit, wrong: wrong)
        }
    }

    private mutating func answer(
        _ visit: inout EnrolmentVisit, _ channel: FactorChannel, _ definition: EventDefinition
    ) -> Bool {
        challenge(visit, channel)
        let isGiven = definition.type == AuthenticationEvents.satisfied.type
        let isLate = definition.type == AuthenticationEvents.timedOut.type
        wait(isLate ? 60...90 : 5...25)
        factor(visit, definition, channel, .entra, attempts: 1) { event in
            if !isGiven { event.set(AuthenticationEvents.errorCode, 500_121) }
        }
        if isGiven { visit.record.factors += 1 }
        return isGiven
    }

    private mutating func text(_ visit: inout EnrolmentVisit, wrong: Int) -> Bool {
        challenge(visit, .textMessage)
        refuse(visit, .textMessage, .entra, wrong)
        wait(6...25)
        factor(visit, AuthenticationEvents.codeVerified, .textMessage, .entra, attempts: wrong + 1) { _ in }
        visit.record.factors += 1
        return true
    }

    /// Whether the manager's own code, which comes by mail, was given.
    mutating func managerFactor(_ visit: inout EnrolmentVisit) -> Bool {
        challenge(visit, .email, by: .manager)
        if visit.cell.story.abandonedAt == .code { return false }
        let wrong = visit.cell.story.wrongCodes
        refuse(visit, .email, .manager, wrong)
        guard wrong < 3 else { return false }
        wait(15...60)
        factor(visit, AuthenticationEvents.codeVerified, .email, .manager, attempts: wrong + 1) { _ in }
        visit.record.factors += 1
        return true
    }

    /// Codes that are not the one that was sent.
    private mutating func refuse(
        _ visit: EnrolmentVisit, _ channel: FactorChannel, _ asking: FactorProvider, _ count: Int
    ) {
        guard count > 0 else { return }
        for attempt in 1...count {
            wait(8...25)
            factor(visit, AuthenticationEvents.codeRefused, channel, asking, attempts: attempt) { _ in }
        }
    }

    private mutating func tellClaim(_ visit: EnrolmentVisit) {
        tell(AuthenticationEvents.satisfiedByClaim) { event in
            visit.device.identify(&event)
            event.user(visit.device.person)
            event.set(AuthenticationEvents.step, 1)
            event.set(AuthenticationEvents.method, AuthenticationMethod.previouslySatisfied)
            event.set(AuthenticationEvents.requirement, StepRequirement.multifactor)
            event.set(AuthenticationEvents.askedBy, FactorProvider.entra)
            event.set(AuthenticationEvents.session, visit.record.session)
        }
    }

    private mutating func factor(
        _ visit: EnrolmentVisit, _ definition: EventDefinition, _ channel: FactorChannel,
        _ asking: FactorProvider, attempts: Int, _ fill: @escaping @Sendable (inout CloudEvent) -> Void
    ) {
        let isGiven =
            definition.type == AuthenticationEvents.satisfied.type
            || definition.type == AuthenticationEvents.codeVerified.type
        let violation = isGiven && visit.cell.breaks == .factorOrder ? visit.cell.breaks : nil
        tell(definition, violation: violation) { event in
            visit.device.identify(&event)
            event.user(visit.device.person)
            event.set(AuthenticationEvents.step, asking == .entra ? 1 : 2)
            event.set(AuthenticationEvents.method, channel.method)
            event.set(AuthenticationEvents.requirement, StepRequirement.multifactor)
            event.set(AuthenticationEvents.channel, channel)
            event.set(AuthenticationEvents.askedBy, asking)
            event.set(AuthenticationEvents.session, visit.record.session)
            event.set(AuthenticationEvents.attempts, attempts)
            fill(&event)
        }
    }
}

extension FactorChannel {
    /// By which method a factor of the channel is given here.
    fileprivate var method: AuthenticationMethod {
        switch self {
        case .textMessage: .textMessage
        case .call: .voiceCall
        case .email: .email
        default: .authenticatorApp
        }
    }
}
