import ComplianceRules
import EventCatalogue
import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

struct PlantedViolationTests {
    private static let companies = ScenarioSelection([.maas360, .ivanti, .workspaceOne, .jamf])

    @Test(
        "a planted violation is one for the rule of its name, and the truth names each event that breaks it",
        arguments: [PlantedViolation.allCases] + PlantedViolation.allCases.map { [$0] })
    func planted(violations: [PlantedViolation]) throws {
        let scenarios =
            violations.count > 1 ? Self.companies : ScenarioSelection(violations.map(\.scenario))
        let plan = try FleetPlan(
            devices: 14, days: 5, seed: 31, scenarios: scenarios, violations: ViolationSelection(violations))
        let simulation = FleetSimulation(plan)
        let lines = try simulation.truth(formats: .nanoMDM).compactMap { try JSONDocument($0).root }
        let told = Set(
            lines.filter { $0["kind"]?.string == "violation" }.compactMap { line -> String? in
                guard let rule = line["rule"]?.string, let event = line["event"]?.string else { return nil }
                return "\(rule) \(event)"
            })
        let tenants = Set(
            lines.filter { $0["kind"]?.string == "company" }.compactMap { $0["tenant"]?.string })
        let events = try simulation.events().map { try JSONDocument($0).root }
            .filter { tenants.contains($0["data"]?["tenant"]?.string ?? "") }
        let now = Timestamp(nanoseconds: 1_900_000_000_000_000_000)
        let commands = try events.enumerated().map { index, event in
            RuleEvent(try CloudEventReader().read(event).get().events[0], submission: index, now: now)
        }
        var found: Set<String> = []
        let judgements = CommandRules().judge(commands, against: RuleState(RuleScope(commands)))
        for (event, judgement) in zip(events, judgements) {
            for violation in judgement.violations {
                found.insert("\(violation.rule.id) \(event["id"]?.string ?? "")")
            }
        }
        #expect(found == told)
        #expect(Set(told.map { String($0.prefix { $0 != " " }) }) == Set(violations.map(\.id)))
    }

    @Test("none, all, and lists of ids are read; an unknown one lists the known ones")
    func reading() throws {
        #expect(try ViolationSelection(parsing: "none") == .none)
        #expect(try ViolationSelection(parsing: "all").violations == PlantedViolation.allCases)
        #expect(try ViolationSelection(parsing: "r46, R37").violations == [.factorCount, .installationAlone])
        let error = try #require(throws: ViolationSelectionError.self) {
            try ViolationSelection(parsing: "R37,secret")
        }
        #expect(error.known == PlantedViolation.allCases.map(\.id))
        #expect(error.description.contains("R49") && !error.description.contains("secret"))
    }
}
