import EventCatalogue
import LedgerModel

/// One thing that happens in a company of a scenario; an event says it, and no export.
struct ScenarioStep: Sendable {
    let time: Timestamp
    /// When it is told where that is later: its source was down.
    var toldAt: Timestamp?
    let definition: EventDefinition
    let tenant: TenantProfile
    let correlation: Bits128
    let note: ScenarioNote?
    /// The rule that the step breaks, where that was asked for.
    let violation: PlantedViolation?
    /// Writes what the event says beyond its tenant.
    let fill: @Sendable (inout CloudEvent) -> Void

    /// The instant by which facts are ordered.
    var emitted: Timestamp { toldAt ?? time }
}

/// What a step changes of what is true, for the answer sheet.
enum ScenarioNote: Sendable {
    /// How a partner's connection stands for a platform.
    case connection(partner: Bits128, product: ManagerProduct, platform: Platform, state: ConnectionStanding)
    case installation(Bits128, product: ManagerProduct, isConnected: Bool?, isReporting: Bool?)
    case enrolment(EnrolmentRecord)
    case pilot(PilotDevice, PilotChange)
}

/// How a partner's connection stands for a platform.
enum ConnectionStanding: String, Sendable {
    case added, enabled, suspended, rejected, terminated, removed
}

/// What is true of a pilot device from a step on.
enum PilotChange: Sendable {
    case enrolled(ManagerProduct)
    case ended(String)
    case registered(Bits128)
    case unregistered
    case managed(Bool)
    case evaluated(Bool)
    case observed(Bool)
    /// What the directory held of it is gone.
    case deleted
}
