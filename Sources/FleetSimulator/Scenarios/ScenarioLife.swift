import LedgerModel

/// One strand of a scenario, told step by step. What it holds is made when it begins and given up when it
/// ends, so that the memory is that of the strands that are under way.
struct ScenarioLife: Sendable {
    /// What the strand is about.
    enum Strand: Sendable {
        /// What the company's administrators do.
        case setup
        /// The nth enrolment by MaaS360's workflows.
        case enrolment(Int)
        /// An enrolment that breaks a rule.
        case violation(PlantedViolation)
        /// The life of the nth pilot device.
        case pilot(Int)
        /// The nth sign-in of a person of the ordinary fleet, in one of its tenants.
        case visit(Int, tenant: Int)
        /// What befalls a person of the ordinary fleet.
        case person(Int, tenant: Int)
    }

    let scenario: Scenario
    let strand: Strand
    /// Its place among all strands of the plan; names its facts.
    let number: Int
    /// When the next step is told.
    private(set) var next: Timestamp
    private(set) var isOver = false
    private var hasBegun = false
    private var steps: ArraySlice<SimulatedFact> = []

    init(_ scenario: Scenario, _ strand: Strand, number: Int, at start: Timestamp) {
        self.scenario = scenario
        self.strand = strand
        self.number = number
        next = start
    }

    /// All strands of a plan.
    static func all(of fleet: Fleet) -> [ScenarioLife] {
        var made: [ScenarioLife] = []
        func add(_ scenario: Scenario, _ strand: Strand, at start: Timestamp) {
            made.append(ScenarioLife(scenario, strand, number: made.count, at: start))
        }
        for scenario in fleet.plan.scenarios.scenarios {
            if scenario.hasCompany {
                add(scenario, .setup, at: fleet.plan.start)
                for (strand, start) in CompanyScripts(fleet.plan, scenario).pilots() {
                    add(scenario, strand, at: start)
                }
            } else {
                for (strand, start) in FleetVisits.strands(of: scenario, in: fleet) {
                    add(scenario, strand, at: start)
                }
            }
        }
        return made
    }

    /// What is told at ``next``; then sets the next instant, not before this one.
    mutating func step(in fleet: Fleet) -> [SimulatedFact] {
        if !hasBegun {
            hasBegun = true
            steps = ArraySlice(facts(in: fleet))
        } else if let fact = steps.popFirst() {
            defer { settle() }
            return [fact]
        }
        settle()
        return []
    }

    private mutating func settle() {
        if let first = steps.first {
            next = max(next, first.time)
        } else {
            isOver = true
            steps = []
        }
    }

    private func facts(in fleet: Fleet) -> [SimulatedFact] {
        switch strand {
        case .visit, .person: return FleetVisits.facts(of: strand, at: next, number: number, in: fleet)
        case .setup, .enrolment, .violation, .pilot:
            let steps = CompanyScripts(fleet.plan, scenario).steps(of: strand)
            return steps.enumerated().map { turn, step in
                var draw = SeededRandom(seed: fleet.plan.seed, .fact, -1_000_000 - number, turn)
                return SimulatedFact(
                    time: step.emitted, tenant: 0, device: nil, fault: nil, id: draw.guid(),
                    correlation: step.correlation, content: .step(step))
            }
        }
    }
}
