import EventCatalogue
import LedgerModel

/// What happens to people of the ordinary fleet beside the lives of their devices: the directory's logs have
/// it, and no device manager.
enum FleetVisits {
    /// The codes with which a sign-in of a person ends, as the reference data have them. Those of a client's
    /// secret are no person's.
    static let codes: [Int] = ReferenceData.current.errorCodes.map { Int($0.value.code) }
        .filter { $0 != 0 && $0 != 7_000_215 && $0 != 7_000_222 }

    /// Grants that show what policies can do beyond success and failure.
    private static let grants: [[PolicyResult]] = [
        [.notEnabled, .success, .reportOnlyInterrupted], [.unknown, .success, .reportOnlySuccess],
        [.notApplied, .notApplied, .reportOnlyNotApplied],
    ]

    /// The most people of a tenant who leave the group, and who lose their licence.
    private static let mostPeople = 8

    /// The strands of a scenario, and when each begins.
    static func strands(of scenario: Scenario, in fleet: Fleet) -> [(ScenarioLife.Strand, Timestamp)] {
        let plan = fleet.plan
        return (0..<plan.tenants).filter { $0 < plan.devices }.flatMap { tenant in
            let count =
                scenario == .signIns
                ? codes.count + grants.count
                : min(mostPeople, max(2, plan.devices / plan.tenants / 10))
            return (0..<count).map { number in
                var random = SeededRandom(
                    seed: plan.seed, .visit, tenant * 1_000 + number, Int(scenario.rawValue))
                let start: Timestamp
                let strand: ScenarioLife.Strand
                if scenario == .signIns {
                    // Not before the policy for compliant devices counts.
                    start = fleet.enforced.adding(seconds: Int64(random.below(plan.days * 75_000)))
                    strand = .visit(number, tenant: tenant)
                } else {
                    // Whoever belongs to the fleet is in the group by then.
                    start = plan.start.adding(seconds: Int64(plan.days * (50_000 + random.below(8_000))))
                    strand = .person(number, tenant: tenant)
                }
                return (strand, start)
            }
        }
    }

    /// The facts of a strand, in order of time.
    static func facts(
        of strand: ScenarioLife.Strand, at start: Timestamp, number: Int, in fleet: Fleet
    ) -> [SimulatedFact] {
        switch strand {
        case .visit(let visit, let tenant): [signIn(visit, tenant, at: start, number: number, in: fleet)]
        case .person(let turn, let tenant): changes(turn, tenant, at: start, number: number, in: fleet)
        default: []
        }
    }

    private static func signIn(
        _ visit: Int, _ tenant: Int, at time: Timestamp, number: Int, in fleet: Fleet
    ) -> SimulatedFact {
        var random = SeededRandom(seed: fleet.plan.seed, .visit, tenant * 1_000 + visit, -1)
        let code = visit < codes.count ? codes[visit] : 0
        let kind = SignInResult(code: code, at: time).kind
        let isRefused = kind == .conditionalAccess || kind == .deviceAuthentication
        var row = SimulatedSignIn(
            application: isRefused ? .mail : .home, isInteractive: !isQuiet(code), errorCode: code,
            address: random.pick([.home, .mobile, .office]), factor: kind == .multifactor ? .refused : .none,
            namesDevice: false, isCompliant: nil, isManaged: nil, results: [])
        if code == 530_033 { row.flow = .deviceCode }
        if code == 530_035 { row.flow = .olderMail }
        row.results =
            switch kind {
            case .success: grants[(visit - codes.count) % grants.count]
            case .conditionalAccess, .deviceAuthentication: [.failure, .success, .reportOnlyFailure]
            case .challenge, .multifactor, .externalControl: [.notApplied, .failure, .reportOnlyNotApplied]
            case .interrupt: [.notApplied, .success, .reportOnlyNotApplied]
            case .authentication: []
            }
        if kind == .success { row.factor = .claim }
        return fact(time, tenant, person(random.next(), tenant, fleet), number, 0, .signIn(row), fleet)
    }

    /// Whether the sign-in is an application's with a token that it has, and nobody is there.
    private static func isQuiet(_ code: Int) -> Bool {
        [50_058, 50_133, 50_173, 70_008, 70_043, 700_082].contains(code)
    }

    /// Somebody leaves the group and comes back; every second one loses the licence for a while instead.
    private static func changes(
        _ turn: Int, _ tenant: Int, at leaves: Timestamp, number: Int, in fleet: Fleet
    ) -> [SimulatedFact] {
        var random = SeededRandom(seed: fleet.plan.seed, .visit, tenant * 1_000 + turn, -2)
        let comes = leaves.adding(seconds: Int64(fleet.plan.days * (2_000 + random.below(8_000))))
        let person = person(random.next(), tenant, fleet)
        let away: [DirectoryChange] = turn % 2 == 0 ? [.memberRemoved] : [.licenceChanged, .licenceWithdrawn]
        let back: [DirectoryChange] = turn % 2 == 0 ? [.memberAdded] : [.licenceChanged, .licenceDetail]
        return (away.map { (leaves, $0) } + back.map { (comes, $0) }).enumerated().map { place, change in
            fact(change.0, tenant, person, number, place, .change(change.1), fleet)
        }
    }

    /// A person of the tenant, by their first device.
    private static func person(_ draw: UInt64, _ tenant: Int, _ fleet: Fleet) -> Int {
        let count = (fleet.plan.devices - tenant - 1) / fleet.plan.tenants + 1
        return fleet.person(of: tenant + Int(draw % UInt64(count)) * fleet.plan.tenants)
    }

    private static func fact(
        _ time: Timestamp, _ tenant: Int, _ device: Int, _ number: Int, _ turn: Int,
        _ content: SimulatedFact.Content, _ fleet: Fleet
    ) -> SimulatedFact {
        var draw = SeededRandom(seed: fleet.plan.seed, .fact, -1_000_000 - number, turn)
        var correlation = SeededRandom(seed: fleet.plan.seed, .visit, number, -3)
        return SimulatedFact(
            time: time, tenant: tenant, device: device, fault: nil, id: draw.guid(),
            correlation: correlation.guid(), content: content, isAside: true)
    }
}
