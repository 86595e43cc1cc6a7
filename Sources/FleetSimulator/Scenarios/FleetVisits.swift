import EventCatalogue
import LedgerModel

/// What happens to people of the ordinary fleet beside the lives of their devices: the directory's logs have
/// it, and no device manager.
enum FleetVisits {
    /// The strands of a scenario, and when each begins.
    static func strands(of scenario: Scenario, in fleet: Fleet) -> [(ScenarioLife.Strand, Timestamp)] {
        []
    }

    /// The facts of a strand, in order of time.
    static func facts(
        of strand: ScenarioLife.Strand, number: Int, in fleet: Fleet
    ) -> [SimulatedFact] {
        []
    }
}
