import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import RecordFormat
import StrictJSON

/// Why parts of a device's state are what they are: for each the shortest chain of events behind it.
struct WhyView {
    let device: DeviceTimeline
    let state: DeviceState
    let aliases: [DeviceAlias]
    /// Those on access of the device, up to the instant asked for.
    let decisions: [AccessDecision]
    /// The ids that were asked for.
    let asked: [DeviceKey]
    let ledger: Ledger
    let sources: SourceNote

    /// What is asked about: a device's life, and the first witness of its compliance.
    private static let regions: [Region] = [
        .enrolment, .contact, .registration, .registrationAttempt, .management, .complianceEvaluated,
    ]

    /// A part of the state, and the history that it is the end of.
    private struct Part {
        let state: RegionState
        /// What it says, for people.
        let says: String
        /// By what its beginning is dated; nil for what was concluded.
        let dating: Dating?
        /// Whether it is a silence of which nothing can be concluded.
        let isOpen: Bool
        let intervals: [Interval]
        /// Where the directory's flag was seen, for what one place says of it.
        var witness: Witness?
        /// The steps of the last report, for what the directory was told.
        var report: [ComplianceWitnesses.Step] = []
    }

    /// One event of a chain.
    private struct Step {
        enum Part: String {
            /// Said what stood before.
            case before
            case began
            /// Said the value last.
            case lastSaid = "last said"
            /// Was heard last, before a silence fell due.
            case lastHeard = "last heard"
            case sent, accepted, completed, failed
            /// Joins two of the device's ids.
            case joins

            var word: String {
                switch self {
                case .lastSaid: "lastSaid"
                case .lastHeard: "lastHeard"
                default: rawValue
                }
            }

            init(_ stage: RegionValue.ReportStage) {
                switch stage {
                case .sent: self = .sent
                case .accepted: self = .accepted
                case .completed: self = .completed
                case .failed: self = .failed
                }
            }
        }

        let part: Part
        let event: RecordedEvent
        /// The value that the event says; which ids it joins.
        let says: String
        let source: String
    }

    private func chain(of part: Part) -> [Step] {
        let region = part.state
        var steps: [Step] = []
        func add(_ name: Step.Part, _ position: GlobalPosition, _ says: String) {
            guard let event = try? ledger.event(at: position) else { return }
            steps.append(
                Step(part: name, event: event, says: says, source: sources.witness(of: position)))
        }
        func addBefore(_ before: Interval) {
            let text = before.value.text(in: region.region)
            let isHeard = before.value.isHeard(in: region.region)
            guard !before.isInferred else {
                // Nobody said that it was silent: the event is the last that told of a contact.
                return add(
                    .before, lastHeard(before.position, region),
                    "\(heardText(before.position, region)); \(text) from \(before.from)")
            }
            add(
                .before, telling(before.confirmed, before.confirmedPosition, region),
                isHeard ? heardText(before.confirmedPosition, region) : text)
        }
        if region.isInferred {
            let rule = SilenceRule(code: region.detail)
            let setting = device.validity.setting(ofSilence: rule, due: region.since)
            let named = rule.map { rule in
                "; nothing for \(setting?.days ?? rule.days) days, by \(rule.name(of: setting))"
                    + (setting.map { ", as the tenant has set it @\($0.position.value)" } ?? "")
            }
            add(
                .lastHeard, lastHeard(region.position, region),
                heardText(region.position, region)
                    + (named ?? "; nothing since"))
        } else {
            let before = part.intervals.last { interval in
                interval.region == region.region && interval.endPosition == region.position
                    && interval.position != region.position
                    && (!region.region.hasTrackPerObject || interval.object == region.object)
            }
            if let before {
                addBefore(before)
            }
            let isHeard = region.value.isHeard(in: region.region)
            add(
                .began, telling(region.since, region.position, region),
                isHeard ? heardText(region.position, region) : part.says)
            if let last = region.confirmedPosition, let said = region.confirmed, last != region.position {
                add(
                    isHeard ? .lastHeard : .lastSaid, telling(said, last, region),
                    isHeard ? heardText(last, region) : part.says)
            }
        }
        for step in part.report where !steps.contains(where: { $0.event.position == step.position }) {
            add(Step.Part(step.stage), step.position, step.verdict?.word ?? "verdict not said")
        }
        steps.sort { left, right in
            (left.event.occurred.instant, left.event.position)
                < (right.event.occurred.instant, right.event.position)
        }
        if let event = try? ledger.event(at: region.position) {
            for bond in path(to: Set(event.tags)) { add(.joins, bond.position, bond.text) }
        }
        return steps
    }

    private func telling(
        _ instant: Timestamp, _ position: GlobalPosition, _ region: RegionState
    ) -> GlobalPosition {
        sources.telling(region, instant, position, of: device)
    }

    /// The earliest record that tells what was heard last before a silence.
    private func lastHeard(_ position: GlobalPosition, _ contact: RegionState) -> GlobalPosition {
        let fact = device.facts.first {
            $0.region == .contact && $0.position == position && $0.object == contact.object
        }
        return fact.map { telling($0.occurred, $0.position, contact) } ?? position
    }

    /// What an event tells of contact: a report may tell of one that was earlier than the report.
    private func heardText(_ position: GlobalPosition, _ contact: RegionState) -> String {
        let fact = device.facts.first {
            $0.region == .contact && $0.position == position && $0.object == contact.object
        }
        guard let fact, let isBound = fact.contactIsBound else { return contact.value.text(in: .contact) }
        return "heard \(fact.occurred)" + (isBound ? " at the latest" : "")
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

    private func part(
        _ state: RegionState, _ intervals: [Interval], by witness: Witness? = nil,
        report: [ComplianceWitnesses.Step] = []
    ) -> Part {
        let isOpen = sources.isOpen(state)
        return Part(
            state: state,
            says: isOpen ? "not determinable" : state.value.text(in: state.region),
            dating: state.isInferred
                ? nil
                : sources.dating(state.region, since: state.since, at: state.position, of: device),
            isOpen: isOpen, intervals: intervals, witness: witness, report: report)
    }

    private var parts: [Part] {
        var parts = Self.regions.flatMap { state.snapshot.tracks($0) }.map { part($0, device.intervals) }
        let witnesses = ComplianceWitnesses(
            device, asOf: state.snapshot.instant, decisions: decisions
        ) { position in
            (try? ledger.event(at: position))?.source
        }
        for reported in state.snapshot.tracks(.complianceReported) {
            parts.append(part(reported, device.intervals, report: witnesses.report?.steps ?? []))
        }
        for observed in state.snapshot.tracks(.complianceObserved) {
            parts.append(part(observed, device.intervals))
        }
        // Where several places show the flag, each has a chain of its own.
        let isShownAlready = state.snapshot[.complianceObserved] != nil
        guard witnesses.observed.count > (isShownAlready ? 1 : 0) else { return parts }
        return parts
            + witnesses.observed.map { account in
                part(account.state, account.intervals, by: account.witness)
            }
    }

    func tell() {
        let parts = parts
        Terminal.line("device \(device.key.text)  tenant \(device.key.tenant.text)")
        if parts.isEmpty { Terminal.line("nothing was known of its enrolment, registration or compliance") }
        for part in parts {
            let state = part.state
            Terminal.line("")
            Terminal.line(
                "\(state.region.word)\(part.witness.map { " by \($0.word)" } ?? "") is \(part.says) "
                    + "since \(state.since)\(part.dating?.suffix ?? " (fell due)")"
                    + (part.isOpen ? ", as its manager told of nothing up to then" : ""))
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
            let state = part.state
            writer.beginObject()
            writer.key("region")
            writer.string(state.region.word)
            writer.key("witness")
            if let witness = part.witness { writer.string(witness.word) } else { writer.null() }
            writer.key("value")
            writer.string(state.value.word(in: state.region))
            writer.key("object")
            if let object = state.namedObject { writer.string(object.guidText) } else { writer.null() }
            writer.key("since")
            writer.string(state.since.description)
            writer.key("datedBy")
            writer.string(part.dating?.rawValue ?? "rule")
            writer.key("isFirstSeen")
            writer.bool(part.dating == .firstSeen)
            writer.key("isInferred")
            writer.bool(state.isInferred)
            writer.key("isDeterminable")
            writer.bool(!part.isOpen)
            writer.key("rule")
            if state.region == .contact, let rule = SilenceRule(code: state.detail) {
                writer.string(
                    rule.name(
                        of: state.isInferred
                            ? device.validity.setting(ofSilence: rule, due: state.since) : nil))
            } else {
                writer.null()
            }
            writer.key("chain")
            writer.beginArray()
            for step in chain(of: part) { write(step, &writer) }
            writer.endArray()
            sources.write(state, of: self.state.snapshot, &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ step: Step, _ writer: inout JSONWriter) {
        writer.beginObject()
        for (name, text) in [
            ("step", step.part.word),
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
