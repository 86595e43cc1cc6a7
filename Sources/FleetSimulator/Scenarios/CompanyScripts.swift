import LedgerModel

/// What happens in the companies, strand by strand.
struct CompanyScripts: Sendable {
    let plan: FleetPlan
    let company: Company

    init(_ plan: FleetPlan, _ scenario: Scenario) {
        self.plan = plan
        company = Company(plan, scenario)
    }

    /// The most pilot devices of a company, and the most enrolments by MaaS360's workflows.
    static let mostPilots = 60
    static let mostEnrolments = 120

    /// The strands of the company's devices, and when each begins.
    func pilots() -> [(ScenarioLife.Strand, Timestamp)] {
        switch company.scenario {
        case .maas360:
            (0..<min(plan.devices, Self.mostEnrolments)).map { number in
                (.enrolment(number), EnrolmentCell(plan, number).start(company, plan))
            }
                + plan.violations.violations.filter { $0.scenario == .maas360 }.map { violation in
                    (.violation(violation), EnrolmentCell(breaking: violation).start(company, plan))
                }
        default:
            (0..<max(PilotRole.least, min(plan.devices / 2, Self.mostPilots))).map { number in
                (.pilot(number), PilotRole(plan, company, number).start)
            }
        }
    }

    /// The steps of a strand, in the order in which they are told.
    func steps(of strand: ScenarioLife.Strand) -> [ScenarioStep] {
        switch strand {
        case .setup:
            var script = ScenarioScript(plan, company, number: 0, at: plan.start)
            switch company.scenario {
            case .maas360: script.setUpMaaS360()
            case .ivanti: script.setUpIvanti()
            case .workspaceOne: script.setUpWorkspaceOne()
            case .jamf: script.setUpJamf()
            default: script.setUpJamfCloud()
            }
            return script.finished()
        case .enrolment(let number): return steps(of: EnrolmentCell(plan, number))
        case .violation(let violation): return steps(of: EnrolmentCell(breaking: violation))
        case .pilot(let number):
            let role = PilotRole(plan, company, number)
            var script = ScenarioScript(plan, company, number: 1 + number, at: role.start)
            script.live(role)
            return script.finished()
        case .visit, .person: return []
        }
    }

    private func steps(of cell: EnrolmentCell) -> [ScenarioStep] {
        var script = ScenarioScript(
            plan, company, number: 1 + cell.number, at: cell.start(company, plan))
        script.enrol(cell)
        return script.finished()
    }
}
