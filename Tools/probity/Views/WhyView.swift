import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import RecordFormat
import StrictJSON

/// Why parts of a device's state are what they are: for each the shortest chain of events behind it.
struct WhyView {
    let device: DeviceTimeline
    let state: DeviceState
    let aliases: [DeviceAlias]
    /// The ids that were asked for.
    let asked: [DeviceKey]
    let ledger: Ledger
    let sources: SourceNote

    /// What is asked about: a device's life, and the three witnesses of its compliance.
    private static let regions: [Region] = [
        .enrolment, .registration, .management, .complianceEvaluated, .complianceReported,
        .complianceObserved,
    ]

    /// One event of a chain.
    private struct Step {
        enum Part: String {
            /// Said what stood before.
            case before
            case began
            /// Said the value last.
            case lastSaid = "last said"
            /// Joins two of the device's ids.
            case joins
        }

        let part: Part
        let event: RecordedEvent
        /// The value that the event says; which ids it joins.
        let says: String
        let source: String
    }

    private func chain(of region: RegionState) -> [Step] {
        var steps: [Step] = []
        func add(_ part: Step.Part, _ position: GlobalPosition, _ says: String) {
            guard let event = try? ledger.event(at: position) else { return }
            steps.append(
                Step(part: part, event: event, says: says, source: sources.witness(of: position)))
        }
        let word = region.value.word(in: region.region)
        let before = device.intervals.last { interval in
            interval.region == region.region && interval.endPosition == region.position
        }
        if let before {
            add(.before, before.confirmedPosition, before.value.word(in: region.region))
        }
        add(.began, region.position, word)
        if let last = region.confirmedPosition, last != region.position { add(.lastSaid, last, word) }
        if let event = try? ledger.event(at: region.position) {
            for bond in path(to: Set(event.tags)) { add(.joins, bond.position, bond.text) }
        }
        return steps
    }

    private struct Joint {
        let position: GlobalPosition
        let text: String
    }

    /// The fewest records that join an id that was asked for with one of those that an event names; none
    /// where it names one that was asked for.
    private func path(to tags: Set<Tag>) -> [Joint] {
        let bonds = Dictionary(aliases.map { ($0.key, $0.bonds) }, uniquingKeysWith: { first, _ in first })
        var reached: [DeviceKey: [Joint]] = [:]
        for key in asked { reached[key] = [] }
        var open = asked
        var next = 0
        while next < open.count {
            let key = open[next]
            next += 1
            let way = reached[key] ?? []
            if tags.contains(key.tag) { return way }
            for bond in bonds[key] ?? [] where reached[bond.other] == nil {
                let joint = Joint(position: bond.position, text: "\(key.text) is \(bond.other.text)")
                reached[bond.other] = way + [joint]
                open.append(bond.other)
            }
        }
        return []
    }

    private var parts: [RegionState] { Self.regions.flatMap { state.snapshot.tracks($0) } }

    func tell() {
        Terminal.line("device \(device.key.text)  tenant \(device.key.tenant.text)")
        if parts.isEmpty { Terminal.line("nothing was known of its enrolment, registration or compliance") }
        for part in parts {
            Terminal.line("")
            Terminal.line(
                "\(part.region.word) is \(part.value.word(in: part.region)) since \(part.since)")
            Terminal.table(
                ["step", "occurred", "recorded", "event", "says", "source", "proof"],
                chain(of: part).map { step in
                    [
                        step.part.rawValue, step.event.occurred.instant.description,
                        step.event.recorded.description, step.event.type.description, step.says,
                        step.source, "@\(step.event.position.value)",
                    ]
                })
        }
        Terminal.line("")
        sources.tell(state.snapshot)
    }

    func write(_ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("device")
        writer.string(device.key.text)
        writer.key("tenant")
        writer.string(device.key.tenant.text)
        writer.key("parts")
        writer.beginArray()
        for part in parts {
            writer.beginObject()
            writer.key("region")
            writer.string(part.region.word)
            writer.key("value")
            writer.string(part.value.word(in: part.region))
            writer.key("object")
            if let object = part.object { writer.string(object.guidText) } else { writer.null() }
            writer.key("since")
            writer.string(part.since.description)
            writer.key("chain")
            writer.beginArray()
            for step in chain(of: part) { write(step, &writer) }
            writer.endArray()
            sources.write(part, of: state.snapshot, &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ step: Step, _ writer: inout JSONWriter) {
        writer.beginObject()
        for (name, text) in [
            ("step", step.part == .lastSaid ? "lastSaid" : step.part.rawValue),
            ("occurred", step.event.occurred.instant.description),
            ("recorded", step.event.recorded.description), ("type", step.event.type.description),
            ("says", step.says), ("source", step.event.source.description),
        ] {
            writer.key(name)
            writer.string(text)
        }
        writer.key("position")
        writer.uint64(step.event.position.value)
        writer.endObject()
    }
}
