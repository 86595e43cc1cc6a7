import EventCatalogue
import LedgerModel

extension DeviceLife {
    /// A verdict on its way: evaluated, sent, accepted, completed, seen in the directory.
    mutating func report(in fleet: Fleet) -> [SimulatedFact] {
        switch stage {
        case .evaluated:
            begin()
            message = random.guid()
            let made = [fact(fleet, .report(.evaluated(isCompliant: verdict)))]
            go(.sent, after: 5...60)
            return made
        case .sent:
            let made = [fact(fleet, .report(.sent(isCompliant: verdict, message: message)))]
            go(.accepted, after: 1...10)
            return made
        case .accepted:
            let made = [fact(fleet, .report(.accepted(isCompliant: verdict, message: message)))]
            switch running {
            case .grantedDuringReport: go(.faulty, after: 2_000...2_400)
            case .reportLag: go(.completed, after: 16_000...20_000)
            default: go(.completed, after: 30...180)
            }
            return made
        case .completed:
            let fault = running == .reportLag ? running : nil
            let made = [
                fact(fleet, .report(.completed(isCompliant: verdict, message: message)), fault: fault)
            ]
            if running == .reportLag || running == .grantedDuringReport { running = nil }
            if isCompliant == verdict { rest() } else { go(.observed, after: 2...60) }
            return made
        default:
            let fault: PlantedFault? = !isRegistered && verdict ? .compliantUnregistered : nil
            let made = [
                fact(fleet, .change(.complianceChanged(from: isCompliant, to: verdict)), fault: fault)
            ]
            isCompliant = verdict
            if !isRegistered {
                stage = .over
            } else if running == .grantedWhileNonCompliant {
                go(.faulty, after: 3_700...9_000)
            } else if verdict {
                rest()
            } else {
                attempts = next < fleet.enforced ? 0 : random.int(1...3)
                go(.blocked, after: 300...7_200)
            }
            return made
        }
    }

    /// Goes on living after some hours.
    mutating func rest() {
        go(.living, after: 4 * 3_600...28 * 3_600)
        let hour = next.civil.hour
        if hour < 6 { next = next.adding(seconds: Int64(6 + random.below(4)) * 3_600) }
    }
}
