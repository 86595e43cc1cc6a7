import EventCatalogue
import LedgerModel

extension DeviceLife {
    /// Enrolment, broker, registration and management, in the order in which the partner's workflow has them.
    mutating func onboard(in fleet: Fleet) -> [SimulatedFact] {
        let isFirst = !fleet.isSecond(device)
        switch stage {
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
}
