import EventCatalogue
import FleetSimulator
import LedgerModel
import StrictJSON

/// What the companies of the scenarios tell, computed once for all tests.
enum ScenarioOutput {
    /// So many devices that each enrolment and each pilot device is there which the scenarios have.
    static let plan = SimulatedPlan(devices: 120, days: 8, seed: 21)

    static let events: [JSONValue] = {
        guard let all = try? plan.output(.all).events() else { return [] }
        let tenants = Set(truth("company").compactMap { $0["tenant"]?.string })
        return all.filter { tenants.contains($0["data"]?["tenant"]?.string ?? "") }
    }()

    private static let lines: [JSONValue] = {
        guard let output = try? plan.output(.all) else { return [] }
        // No format but the one with least is told of, which makes it quick.
        return output.simulation.truth(formats: .nanoMDM).compactMap { try? JSONDocument($0).root }
    }()

    static func truth(_ kind: String) -> [JSONValue] { lines.filter { $0["kind"]?.string == kind } }

    /// The tenant of a company.
    static func tenant(of scenario: Scenario) -> String {
        truth("company").first { $0["scenario"]?.string == scenario.word }?["tenant"]?.string ?? ""
    }

    /// The events of a company, of some types or of all.
    static func events(of scenario: Scenario, _ types: Set<String> = []) -> [JSONValue] {
        let tenant = tenant(of: scenario)
        return events.filter {
            $0["data"]?["tenant"]?.string == tenant
                && (types.isEmpty || types.contains($0["type"]?.string ?? ""))
        }
    }
}

/// A plan whose outputs are asked for with one scenario or another.
struct SimulatedPlan: Sendable {
    let devices: Int
    let days: Int
    let seed: UInt64

    func output(_ scenarios: ScenarioSelection) throws -> SimulatedOutput {
        try SimulatedOutput(devices: devices, days: days, seed: seed, scenarios: scenarios)
    }
}
