import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// What Microsoft's own records say of a partner's connection, as an administrator reads it.
struct ConnectionView {
    private let standing: ConnectionStanding?
    private let intervals: [Interval]
    private let heartbeats: [(at: Timestamp, position: GlobalPosition)]
    private let changes: [RecordedChange]
    private let reader: EvidenceReader
    private let instant: Timestamp
    private let kind: PartnerKind?

    /// - Parameters:
    ///   - connection: nil where they say nothing.
    ///   - kind: what the partner does, by its being set up.
    ///   - positions: of the events that name the connection, in whichever tenant.
    init(
        _ connection: ConnectionTimeline?, kind: PartnerKind?, _ positions: [GlobalPosition],
        _ instant: Timestamp, _ reader: EvidenceReader
    ) throws {
        self.reader = reader
        self.instant = instant
        guard let connection else {
            (standing, intervals, heartbeats, changes) = (nil, [], [], [])
            self.kind = kind
            return
        }
        standing = ConnectionStanding(connection, asOf: instant)
        self.kind = standing?.kind ?? kind
        intervals = connection.timeline.prefix(asOf: instant).intervals
            .sorted { ($0.from, $0.position) < ($1.from, $1.position) }
        heartbeats = connection.heartbeats(asOf: instant)
        let tenant = connection.tenant.tag
        changes = try positions.compactMap { position in
            let event = try reader.ledger.event(at: position)
            guard event.type == ConnectionEvents.changed.type, event.occurred.instant <= instant,
                event.tags.contains(tenant)
            else { return nil }
            return RecordedChange(event: event)
        }.sorted {
            ($0.event.occurred.instant, $0.event.position) < ($1.event.occurred.instant, $1.event.position)
        }
    }

    private var name: String? { reader.label(.targetName, among: standing?.sources ?? []) }

    /// What the event that says the state says beside it.
    private var plan: PublicDataView? {
        guard let state = standing?.state, let event = try? reader.ledger.event(at: state.position),
            event.type == ConnectionEvents.stateObserved.type
        else { return nil }
        return PublicDataView(event)
    }

    /// All parts that are known, each with what it is called and what it says.
    private var parts: [(name: String, value: String, state: RegionState)] {
        guard let standing else { return [] }
        var out: [(name: String, value: String, state: RegionState)] = []
        if let state = standing.state { out.append(("state", standing.stateText, state)) }
        if let state = standing.isConfigured {
            out.append(("configured", state.value.word(in: state.region), state))
        }
        for platform in Self.platforms {
            guard let state = standing.platform(platform) else { continue }
            out.append(("\(platform.word) set up", state.value.word(in: state.region), state))
        }
        for state in standing.assignments {
            let part = state.region.assignedPlatform.map { "\($0.word) assigned" } ?? "assigned"
            out.append((part, assigned(state), state))
        }
        return out
    }

    private static let platforms: [Platform] = [.iOS, .android, .macOS, .windows]

    private func assigned(_ state: RegionState) -> String {
        if state.value == .deleted { return state.value.word(in: state.region) }
        return reader.data(state.position).map { AssignmentWords(connection: $0).text }
            ?? state.value.word(in: state.region)
    }

    /// What is told of it first: what it is, and what is planned for its devices.
    func tellHead() {
        if let kind { Terminal.line("kind   \(kind.word)") }
        if let name { Terminal.line("name   \(Terminal.plain(name))") }
        guard standing != nil else {
            return Terminal.line("Microsoft's own records say nothing of it at this instant")
        }
        guard let plan else { return }
        if let type = plan[ConnectionEvents.appType] {
            let app = plan[ConnectionEvents.app].map { " \($0.guidText)" } ?? ""
            Terminal.line("app    \(type.word)\(app)")
        }
        let proof = standing?.state.map { " @\($0.position.value)" } ?? ""
        for (field, what) in [
            (ConnectionEvents.nonComplianceAt, "marked as not compliant"),
            (ConnectionEvents.removalAt, "removed"),
        ] {
            guard let at = plan[field] else { continue }
            Terminal.line(
                "its devices \(at <= instant ? "were to be" : "will be") \(what) at \(at), as Microsoft "
                    + "planned\(proof)")
        }
    }

    /// What Microsoft showed of it, part by part, and who changed it there.
    func tellParts() {
        guard standing != nil else { return }
        Terminal.line("")
        Terminal.table(
            ["part", "value", "since", "last seen", "proof"],
            parts.map { part in
                [
                    part.name, part.value, part.state.since.description,
                    part.state.confirmed?.description ?? "", "@\(part.state.position.value)",
                ]
            })
        Terminal.line("")
        if let first = heartbeats.first, let last = heartbeats.last {
            Terminal.line(
                "heartbeats \(heartbeats.count), first \(first.at) @\(first.position.value), last \(last.at) "
                    + "@\(last.position.value)")
        } else {
            Terminal.line("heartbeats none seen")
        }
        guard !changes.isEmpty else { return }
        Terminal.line("")
        Terminal.line("changed by people and applications")
        Terminal.table(
            ["occurred", "change", "by", "proof"],
            changes.map { change in
                let data = PublicDataView(change.event)
                return [
                    change.event.occurred.instant.description,
                    data[ConnectionEvents.change]?.word ?? "not said", change.actorText(reader),
                    "@\(change.event.position.value)",
                ]
            })
    }

    func tellHistory(evidence: Bool) {
        guard standing != nil else { return }
        Terminal.line("")
        Terminal.line("history")
        Terminal.table(
            ["from", "to", "region", "value", "proof"],
            intervals.map { interval in
                [
                    interval.from.description, interval.to?.description ?? "", Self.region(interval),
                    interval.value.word(in: interval.region), "@\(interval.position.value)",
                ]
            })
        guard evidence else { return }
        for position in Set(parts.map(\.state.position)).sorted() {
            if let event = try? reader.ledger.event(at: position) {
                RecordedChange(event: event).tellEvidence(reader)
            }
        }
        for change in changes { change.tellEvidence(reader) }
    }

    private static func platform(_ interval: Interval) -> Platform? {
        guard interval.region == .connectionPlatform else { return interval.region.assignedPlatform }
        return interval.object.flatMap { UInt8(exactly: $0.low) }.flatMap { Platform(rawValue: $0) }
    }

    private static func region(_ interval: Interval) -> String {
        guard interval.region == .connectionPlatform, let platform = platform(interval) else {
            return interval.region.word
        }
        return "\(interval.region.word) \(platform.word)"
    }

    /// Writes its members into an object that has begun.
    func writeMembers(_ writer: inout JSONWriter, evidence: Bool) {
        func string(_ key: String, _ value: String?, _ writer: inout JSONWriter) {
            writer.key(key)
            if let value { writer.string(value) } else { writer.null() }
        }
        string("kind", kind?.word, &writer)
        string("name", name, &writer)
        string("state", standing?.stateText, &writer)
        string("appType", plan?[ConnectionEvents.appType]?.word, &writer)
        string("app", plan?[ConnectionEvents.app]?.guidText, &writer)
        string("nonComplianceAt", plan?[ConnectionEvents.nonComplianceAt]?.description, &writer)
        string("removalAt", plan?[ConnectionEvents.removalAt]?.description, &writer)
        writer.key("parts")
        writer.beginArray()
        for part in parts {
            writer.beginObject()
            string("region", part.state.region.word, &writer)
            let platform =
                part.state.region == .connectionPlatform
                ? part.state.object.flatMap { UInt8(exactly: $0.low) }.flatMap { Platform(rawValue: $0) }
                : part.state.region.assignedPlatform
            string("platform", platform?.word, &writer)
            string("value", part.state.value.word(in: part.state.region), &writer)
            if part.state.region.isAssignment, part.state.value != .deleted,
                let data = reader.data(part.state.position)
            {
                PublicDataJSON.write(
                    Self.assignments(data).encoded.bytes, of: ConnectionEvents.assignmentObserved, to: &writer
                )
            }
            part.state.writePlace(&writer)
            if evidence { reader.write(part.state.position, &writer) }
            writer.endObject()
        }
        writer.endArray()
        writer.key("heartbeats")
        writer.beginObject()
        writer.key("count")
        writer.int64(Int64(heartbeats.count))
        for (key, heartbeat) in [("first", heartbeats.first), ("last", heartbeats.last)] {
            string(key, heartbeat?.at.description, &writer)
            writer.key(key + "Position")
            if let heartbeat { writer.uint64(heartbeat.position.value) } else { writer.null() }
        }
        writer.endObject()
        writer.key("changes")
        writer.beginArray()
        for change in changes { change.write(&writer, reader, evidence: evidence) }
        writer.endArray()
        writer.key("history")
        writer.beginArray()
        for interval in intervals {
            writer.beginObject()
            string("region", interval.region.word, &writer)
            string("platform", Self.platform(interval)?.word, &writer)
            string("value", interval.value.word(in: interval.region), &writer)
            string("from", interval.from.description, &writer)
            string("to", interval.to?.description, &writer)
            writer.key("position")
            writer.uint64(interval.position.value)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func assignments(_ data: PublicDataView) -> PublicData {
        var said = PublicData()
        said.set(ConnectionEvents.allUsers, data[ConnectionEvents.allUsers])
        said.set(ConnectionEvents.allDevices, data[ConnectionEvents.allDevices])
        said.set(ConnectionEvents.groups, data[ConnectionEvents.groups])
        said.set(ConnectionEvents.excludedGroups, data[ConnectionEvents.excludedGroups])
        said.set(ConnectionEvents.others, data[ConnectionEvents.others])
        return said
    }
}
