import EventCatalogue
import LedgerModel

extension DeviceLife {
    /// An ordinary day of a compliant device: it signs in, is updated, falls out of compliance, or leaves.
    mutating func live(in fleet: Fleet) -> [SimulatedFact] {
        if next >= retires {
            begin()
            isRetired = true
            let made = [fact(fleet, .report(isWiped(in: fleet) ? .wiped : .retired))]
            go(.unenrolled, after: 30...600)
            return made
        }
        if next >= silences {
            isSilent = true
            stage = .over
            return []
        }
        if let fault = pending.faults.first(where: { canShow($0, in: fleet) }) {
            pending.remove(fault)
            return plant(fault, in: fleet)
        }
        if next >= resets, pending.isEmpty { return reset(in: fleet) }
        begin()
        address = random.pick([.home, .mobile, .office, .office])
        switch random.below(1_000) {
        case ..<30:
            updates += 1
            let made = [fact(fleet, .change(.versionChanged(updates)))]
            rest()
            return made
        case ..<40:
            let made = [fact(fleet, .change(.nothingChanged))]
            rest()
            return made
        case ..<60:
            verdict = random.chance(300)
            stage = .evaluated
            return report(in: fleet)
        case ..<80:
            let made = [stranger(in: fleet)]
            rest()
            return made
        case ..<100:
            let made = [elsewhere(in: fleet)]
            rest()
            return made
        case ..<130:
            application = random.pick([.mail, .home])
            let made = [signIn(in: fleet, application, code: 50126, factor: .none)]
            go(.retrying, after: 10...60)
            return made
        case ..<140:
            application = .home
            let made = [signIn(in: fleet, application, code: 500121, factor: .refused)]
            rest()
            return made
        case ..<300:
            application = random.pick([.mail, .files, .chat, .home, .portal])
            let code = random.chance(500) ? 50074 : 50076
            let made = [signIn(in: fleet, application, code: code, factor: .none)]
            go(.prompted, after: 12...90)
            return made
        default:
            application = random.pick([.mail, .mail, .files, .chat, .home])
            let made = [
                signIn(in: fleet, application, code: 0, isInteractive: random.chance(350), factor: .claim)
            ]
            rest()
            return made
        }
    }

    /// The end of what an earlier sign-in began.
    mutating func resume(in fleet: Fleet) -> [SimulatedFact] {
        switch stage {
        case .prompted, .retrying:
            let made = [signIn(in: fleet, application, code: 0, factor: stage == .prompted ? .fresh : .claim)]
            rest()
            return made
        case .blocked where attempts > 0:
            attempts -= 1
            begin()
            address = random.pick([.home, .mobile, .office])
            application = random.pick([.mail, .files, .chat])
            let made = [signIn(in: fleet, application, code: 53000, factor: .claim)]
            go(.blocked, after: 120...5_400)
            return made
        default:
            verdict = true
            stage = .evaluated
            return report(in: fleet)
        }
    }

    /// Somebody who does not know the password.
    private mutating func stranger(in fleet: Fleet) -> SimulatedFact {
        address = .stranger(UInt8(random.below(Address.strangers)))
        return signIn(in: fleet, .home, code: 50126, factor: .none, namesDevice: false)
    }

    /// The owner, on a device that the directory does not know.
    private mutating func elsewhere(in fleet: Fleet) -> SimulatedFact {
        address = .mobile
        let isBlocked = next >= fleet.enforced && random.chance(500)
        return signIn(
            in: fleet, isBlocked ? .mail : .home, code: isBlocked ? 53003 : 0, factor: .claim,
            namesDevice: false)
    }

    /// A sign-in as it goes when every policy is held.
    mutating func signIn(
        in fleet: Fleet, _ application: KnownApplication, code: Int, isInteractive: Bool = true,
        factor: SimulatedSignIn.Factor, namesDevice: Bool = true, portal: PolicyResult = .reportOnlySuccess,
        presents flag: Bool? = nil, fault: PlantedFault? = nil
    ) -> SimulatedFact {
        let isEnforced = next >= fleet.enforced
        var results: [PolicyResult] = []
        if code != 50126 {
            let isBlocked = code == 53000 || code == 53003
            let compliance: PolicyResult =
                !application.needsCompliance
                ? (isEnforced ? .notApplied : .reportOnlyNotApplied)
                : isEnforced ? (isBlocked ? .failure : .success) : .reportOnlySuccess
            let wantsFactor = code == 50074 || code == 50076 || code == 500121
            results = [
                compliance, wantsFactor ? .failure : .success,
                application == .portal ? portal : .reportOnlyNotApplied,
            ]
        }
        let row = SimulatedSignIn(
            application: application, isInteractive: isInteractive, errorCode: code, address: address,
            factor: factor, namesDevice: namesDevice,
            isCompliant: namesDevice ? flag ?? isCompliant : nil, isManaged: namesDevice ? isManaged : nil,
            results: results)
        return fact(fleet, .signIn(row), fault: fault)
    }
}
