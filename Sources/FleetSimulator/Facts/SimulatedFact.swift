public import LedgerModel

/// One thing that happened in the simulated fleet.
///
/// A fact names people and devices by their numbers in the fleet; its outputs write out who and what they
/// are.
public struct SimulatedFact: Sendable {
    /// When it happened.
    public let time: Timestamp
    /// Number of the tenant, from 0.
    public let tenant: Int
    /// Number of the device, from 0; nil where the fact is the tenant's.
    public let device: Int?
    /// The fault that it shows, where one was planted.
    public let fault: PlantedFault?
    let id: Bits128
    let correlation: Bits128
    let content: Content

    enum Content: Sendable {
        case signIn(SimulatedSignIn)
        case change(DirectoryChange)
        case report(ManagerReport)
    }
}
