import EventCatalogue
import LedgerModel

/// Steps being written down, one after another, with a clock of their own.
struct ScenarioScript: Sendable {
    let company: Company
    let plan: FleetPlan
    let reference = ReferenceData.current
    var random: SeededRandom
    /// When the next step happens.
    private(set) var clock: Timestamp
    var correlation: Bits128
    /// Until when the source is down, so that it tells what happens only then.
    var silentUntil: Timestamp?
    private(set) var steps: [ScenarioStep] = []

    init(_ plan: FleetPlan, _ company: Company, number: Int, at start: Timestamp) {
        self.plan = plan
        self.company = company
        random = SeededRandom(
            seed: plan.seed, .scenario, Int(company.scenario.rawValue) * 100_000 + number)
        clock = start
        correlation = random.guid()
    }

    /// Lets time pass, by some seconds and a fraction.
    mutating func wait(_ seconds: ClosedRange<Int>) {
        clock = clock.adding(seconds: Int64(random.int(seconds)))
            .adding(nanoseconds: Int64(1 + random.below(9_999_999)) * 100)
    }

    /// Goes on at an instant, or at once where that has passed.
    mutating func wait(until time: Timestamp) {
        if time > clock { clock = time }
        wait(1...20)
    }

    /// Begins something else: its steps share an id of their own.
    mutating func begin() { correlation = random.guid() }

    /// What happens now.
    mutating func tell(
        _ definition: EventDefinition, note: ScenarioNote? = nil, violation: PlantedViolation? = nil,
        _ fill: @escaping @Sendable (inout CloudEvent) -> Void
    ) {
        let toldAt = silentUntil.flatMap { $0 > clock ? $0 : nil }
        steps.append(
            ScenarioStep(
                time: clock, toldAt: toldAt, definition: definition, tenant: company.tenant,
                correlation: correlation, note: note, violation: violation, fill: fill))
    }

    /// What an administrator does now, some seconds after what was before.
    mutating func act(
        _ definition: EventDefinition, after pause: ClosedRange<Int> = 4...16, note: ScenarioNote? = nil,
        violation: PlantedViolation? = nil, _ fill: @escaping @Sendable (inout CloudEvent) -> Void
    ) {
        wait(pause)
        let administrator = company.administrator
        tell(definition, note: note, violation: violation) { event in
            event.actor(administrator)
            fill(&event)
        }
    }

    /// All steps in the order in which they are told.
    func finished() -> [ScenarioStep] {
        steps.enumerated().sorted { ($0.element.emitted, $0.offset) < ($1.element.emitted, $1.offset) }
            .map(\.element)
    }

    /// A digest of something that nobody has.
    mutating func digest() -> DigestValue {
        let bytes = (0..<4).flatMap { _ in
            let word = random.next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
        return DigestValue(bytes)!
    }
}
