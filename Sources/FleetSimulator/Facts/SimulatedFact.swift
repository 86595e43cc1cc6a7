public import LedgerModel

/// One thing that happened in the simulated fleet.
///
/// A fact names people and devices by their numbers in the fleet; its outputs write out who and what they
/// are.
public struct SimulatedFact: Sendable {
    /// When it happened.
    public let time: Timestamp
    /// Number of the tenant, from 0; the companies of scenarios have none, and 0 stands for it.
    public let tenant: Int
    /// Number of the device, from 0; nil where the fact is the tenant's or a company's.
    public let device: Int?
    /// The fault that it shows, where one was planted.
    public let fault: PlantedFault?
    let id: Bits128
    let correlation: Bits128
    let content: Content
    /// Which of the device's registrations it belongs to, from 0.
    var registration = 0
    /// Whether it happens to a person of the fleet and tells nothing of the device by whose number it goes.
    var isAside = false

    /// A sequence of the fact's own for one purpose, so that every output agrees without asking another.
    func random(_ purpose: SeededRandom.Purpose, _ turn: Int = 0) -> SeededRandom {
        SeededRandom(seed: id.high ^ id.low, purpose, turn)
    }

    enum Content: Sendable {
        case signIn(SimulatedSignIn)
        case change(DirectoryChange)
        case report(ManagerReport)
        /// Of a scenario's company, which no export has.
        case step(ScenarioStep)
    }
}
