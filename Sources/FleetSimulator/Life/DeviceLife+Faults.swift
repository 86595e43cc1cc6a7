import EventCatalogue
import LedgerModel

extension DeviceLife {
    /// Whether the present is a time at which a fault can be told from ordinary life.
    func canShow(_ fault: PlantedFault, in fleet: Fleet) -> Bool {
        switch fault {
        case .retiredYetCompliant, .compliantUnregistered: false
        case .disagreement, .reportLag, .reportOnlyFailure, .promptFatigue: isCompliant == true
        default: isCompliant == true && next >= fleet.enforced
        }
    }

    /// Begins the script of a fault.
    mutating func plant(_ fault: PlantedFault, in fleet: Fleet) -> [SimulatedFact] {
        begin()
        address = .home
        switch fault {
        case .grantedWhileNonCompliant, .grantedDuringReport, .reportLag:
            running = fault
            verdict = false
            stage = .evaluated
            return report(in: fleet)
        case .promptFatigue:
            attempts = 6
            stage = .fatigued
            return misbehave(in: fleet)
        default:
            running = fault
            stage = .faulty
            return misbehave(in: fleet)
        }
    }

    /// The sign-in that shows a fault.
    mutating func misbehave(in fleet: Fleet) -> [SimulatedFact] {
        if stage == .fatigued {
            attempts -= 1
            guard attempts >= 0 else {
                let made = [signIn(in: fleet, .home, code: 0, factor: .fresh, fault: .promptFatigue)]
                rest()
                return made
            }
            let made = [signIn(in: fleet, .home, code: 500121, factor: .refused, fault: .promptFatigue)]
            go(.fatigued, after: 20...50)
            return made
        }
        let fault = running
        running = nil
        begin()
        let made: [SimulatedFact]
        switch fault {
        case .grantedWhileNonCompliant:
            made = [signIn(in: fleet, .mail, code: 0, factor: .claim, fault: fault)]
            attempts = 0
            go(.blocked, after: 300...3_600)
        case .grantedDuringReport:
            running = fault
            made = [signIn(in: fleet, .mail, code: 0, factor: .claim, fault: fault)]
            go(.completed, after: 200...500)
        case .disagreement:
            made = [signIn(in: fleet, .home, code: 0, factor: .claim, presents: false, fault: fault)]
            rest()
        case .falseBlock:
            made = [signIn(in: fleet, .mail, code: 53000, factor: .claim, fault: fault)]
            rest()
        case .grantedWithoutDevice:
            made = [signIn(in: fleet, .mail, code: 0, factor: .claim, namesDevice: false, fault: fault)]
            rest()
        default:
            made = [
                signIn(
                    in: fleet, .portal, code: 0, factor: .claim, namesDevice: false,
                    portal: .reportOnlyFailure, fault: fault)
            ]
            rest()
        }
        return made
    }

    /// Retirement, seen by the device manager and then by the directory.
    mutating func leave(in fleet: Fleet) -> [SimulatedFact] {
        switch stage {
        case .unenrolled:
            if pending.contains(.retiredYetCompliant) {
                let made = [fact(fleet, .report(.unenrolled), fault: .retiredYetCompliant)]
                stage = .over
                return made
            }
            let made = [fact(fleet, .report(.unenrolled))]
            go(.unregistered, after: 60...1_800)
            return made
        case .unregistered:
            begin()
            isRegistered = false
            isCompliant = nil
            isManaged = nil
            let made = [fact(fleet, .change(.deviceUnregistered))]
            go(.deleted, after: 1...20)
            return made
        default:
            let made = [fact(fleet, .change(.deviceDeleted))]
            if isResetting {
                isResetting = false
                registration += 1
                updates = 0
                go(.requested, after: 600...7_200)
            } else {
                stage = .over
            }
            return made
        }
    }

    /// The device is set back to its factory state: its old enrolment and registration end, new ones begin.
    mutating func reset(in fleet: Fleet) -> [SimulatedFact] {
        resets = .latest
        isResetting = true
        begin()
        let made = [fact(fleet, .report(.unenrolled))]
        go(.unregistered, after: 60...1_800)
        return made
    }
}
