import EventCatalogue
import LedgerModel

extension DeviceLife {
    /// Enrolment, broker, registration and management, in the order in which the partner's workflow has them.
    mutating func onboard(in fleet: Fleet) -> [SimulatedFact] {
        let isFirst = !fleet.isSecond(device) && registration == 0
        switch stage {
        case .tried, .enrollmentFailed: return attempt(in: fleet)
        case .requested:
            begin()
            let made = [fact(fleet, .report(.enrollmentRequested))]
            go(.enrolled, after: 120...600)
            return made
        case .enrolled:
            let made = [
                fact(fleet, .report(.enrolled)), fact(fleet, .report(.enrollmentCompleted)),
            ]
            go(isFirst ? .securityRegistered : .brokerInstalled, after: 60...300)
            return made
        case .securityRegistered:
            begin()
            var made = [fact(fleet, .change(.methodRegistered)), fact(fleet, .change(.phoneSet))]
            begin()
            made.append(fact(fleet, .change(.licenceChanged)))
            made.append(fact(fleet, .change(.licenceDetail)))
            go(.brokerInstalled, after: 60...900)
            return made
        case .brokerInstalled:
            begin()
            let made = [fact(fleet, .report(.brokerInstalled))]
            go(.brokerPrompted, after: 60...600)
            return made
        case .brokerPrompted:
            let made = [signIn(in: fleet, .broker, code: 50074, factor: .none, namesDevice: false)]
            go(.brokerSignedIn, after: 15...60)
            return made
        case .brokerSignedIn:
            let made = [
                signIn(in: fleet, .broker, code: 0, factor: .fresh, namesDevice: false),
                fact(fleet, .report(.brokerSignedIn)),
            ]
            go(pending.contains(.compliantUnregistered) ? .signalled : .registered, after: 5...30)
            return made
        case .registered:
            begin()
            isRegistered = true
            let made = [fact(fleet, .change(.deviceAdded)), fact(fleet, .report(.identityBound))]
            go(.owned, after: 1...5)
            return made
        case .owned:
            let made = [fact(fleet, .change(.ownerAdded)), fact(fleet, .change(.userAdded))]
            go(isFirst ? .grouped : .signalled, after: 30...300)
            return made
        case .grouped:
            begin()
            let made = [fact(fleet, .change(.memberAdded))]
            go(.signalled, after: 30...300)
            return made
        case .signalled:
            begin()
            let made = [fact(fleet, .report(.managementSignalled))]
            go(.managed, after: 20...120)
            return made
        default:
            isManaged = true
            let made = [fact(fleet, .change(.managedChanged(to: true)))]
            verdict = pending.contains(.compliantUnregistered) || !random.chance(150)
            go(.evaluated, after: 60...600)
            return made
        }
    }

    /// A first attempt to enrol, which fails. What follows goes as it would without it.
    private mutating func attempt(in fleet: Fleet) -> [SimulatedFact] {
        guard let attempt = FailedAttempt(fleet, device: device) else { return [] }
        correlation = attempt.correlation
        if stage == .tried {
            let made = [fact(fleet, .report(.enrollmentRequested), turn: -1)]
            stage = .enrollmentFailed
            next = next.adding(seconds: attempt.duration)
            return made
        }
        let made = [fact(fleet, .report(.enrollmentFailed), turn: -2)]
        stage = .requested
        next = begins
        return made
    }
}

/// An attempt to enrol that fails shortly before the one that succeeds; one device of twenty has one.
struct FailedAttempt {
    /// Seconds until it fails, and from then to the next attempt.
    let duration: Int64
    let pause: Int64
    let correlation: Bits128

    init?(_ fleet: Fleet, device: Int) {
        var random = SeededRandom(seed: fleet.plan.seed, .enrollment, device)
        guard random.chance(50) else { return nil }
        // Together shorter than what passes between the fleet's beginning and any device's.
        duration = Int64(random.int(60...300))
        pause = Int64(random.int(120...250))
        correlation = random.guid()
    }

    func time(before next: Timestamp) -> Timestamp { next.adding(seconds: -duration - pause) }
}
