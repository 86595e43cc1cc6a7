import EventCatalogue
import LedgerModel

/// The life of one device: a state machine whose every step happens at one instant.
///
/// A step gives the facts of its instant and names the next one, so that lives can be interleaved in order of
/// time with nothing kept but one small state per device.
struct DeviceLife: Sendable {
    enum Stage: UInt8, Sendable {
        case tried, enrollmentFailed, requested, enrolled, securityRegistered
        case brokerInstalled, brokerPrompted, brokerSignedIn
        case registered, owned, grouped, signalled, managed
        case evaluated, sent, accepted, completed, observed
        case living, prompted, retrying, blocked, faulty, fatigued
        case unenrolled, unregistered, deleted, over
    }

    let device: Int
    var random: SeededRandom
    var stage = Stage.requested
    /// When the next step happens.
    var next: Timestamp
    /// When it asks for the enrolment that succeeds.
    let begins: Timestamp
    let retires: Timestamp
    /// When it is set back to its factory state, to begin anew.
    var resets: Timestamp
    /// After when nothing is heard of it any more: it lies in a drawer, or is lost.
    let silences: Timestamp
    var isSilent = false
    /// How often it has registered anew.
    var registration = 0
    /// Whether it leaves to come back.
    var isResetting = false
    /// How many facts there were; names the next one.
    var facts = 0
    var pending: FaultSelection
    /// The fault whose script is playing.
    var running: PlantedFault?
    /// The device manager's latest verdict.
    var verdict = true
    /// The directory's flags; nil while unset.
    var isCompliant: Bool?
    var isManaged: Bool?
    var isRegistered = false
    var isRetired = false
    var attempts = 0
    var updates = 0
    var application = KnownApplication.broker
    var address = Address.home
    var correlation = Bits128.zero
    var message = Bits128.zero

    init(_ fleet: Fleet, device: Int) {
        self.device = device
        random = SeededRandom(seed: fleet.plan.seed, .life, device)
        pending = fleet.faults(of: device)
        let span = fleet.plan.days * 86_400
        begins = fleet.plan.start.adding(seconds: Int64(600 + random.below(span * 4 / 10)))
            .adding(nanoseconds: Int64(random.below(10_000_000)) * 100)
        next = begins
        let leaves = random.chance(80) || pending.contains(.retiredYetCompliant)
        retires =
            leaves
            ? fleet.plan.start.adding(seconds: Int64(span / 20 * 17 + random.below(span / 10))) : .latest
        if let attempt = FailedAttempt(fleet, device: device) {
            stage = .tried
            next = attempt.time(before: begins)
        }
        var reset = SeededRandom(seed: fleet.plan.seed, .reset, device)
        resets =
            reset.chance(20)
            ? fleet.plan.start.adding(seconds: Int64(span / 20 * 11 + reset.below(span / 10))) : .latest
        // What a fault's script needs, or a time of leaving, is not cut short.
        var silence = SeededRandom(seed: fleet.plan.seed, .silence, device)
        silences =
            silence.chance(40) && pending.isEmpty && !leaves && resets == .latest
            ? fleet.plan.start.adding(seconds: Int64(span / 2 + silence.below(span / 4))) : .latest
    }

    /// Whether the device is erased when it leaves; of Intune's, none is.
    func isWiped(in fleet: Fleet) -> Bool {
        var random = SeededRandom(seed: fleet.plan.seed, .ending, device)
        return random.chance(400) && fleet.product(of: device) != .intune
    }

    var isOver: Bool { stage == .over }

    /// What happens at ``next``; then sets the next instant, later than this one.
    mutating func step(in fleet: Fleet) -> [SimulatedFact] {
        switch stage {
        case .tried, .enrollmentFailed, .requested, .enrolled, .securityRegistered, .brokerInstalled,
            .brokerPrompted, .brokerSignedIn, .registered, .owned, .grouped, .signalled, .managed:
            onboard(in: fleet)
        case .evaluated, .sent, .accepted, .completed, .observed: report(in: fleet)
        case .living: live(in: fleet)
        case .prompted, .retrying, .blocked: resume(in: fleet)
        case .faulty, .fatigued: misbehave(in: fleet)
        case .unenrolled, .unregistered, .deleted: leave(in: fleet)
        case .over: []
        }
    }

    /// Goes on to a stage after a pause of some seconds and a fraction.
    mutating func go(_ stage: Stage, after seconds: ClosedRange<Int>) {
        self.stage = stage
        next = next.adding(seconds: Int64(random.int(seconds)))
            .adding(nanoseconds: Int64(1 + random.below(9_999_999)) * 100)
    }

    /// Begins a flow: its records share a correlation id.
    mutating func begin() { correlation = random.guid() }

    /// - Parameter turn: names the fact where it is none of those that are counted.
    mutating func fact(
        _ fleet: Fleet, _ content: SimulatedFact.Content, fault: PlantedFault? = nil, turn: Int? = nil
    ) -> SimulatedFact {
        if turn == nil { facts += 1 }
        var draw = SeededRandom(seed: fleet.plan.seed, .fact, device, turn ?? facts)
        return SimulatedFact(
            time: next, tenant: device % fleet.plan.tenants, device: device, fault: fault, id: draw.guid(),
            correlation: correlation, content: content, registration: registration)
    }
}
