import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import Foundation
import LedgerModel
import RecordFormat
import StrictJSON
import Testing

/// What a document says, as the events that carry it, and what the states make of them.
struct FactCase: CustomTestStringConvertible, Sendable {
    /// The numbers of the document's statements that the events carry.
    let facts: [Int]
    let name: String
    /// See ``FactScript``.
    let events: String
    /// Lines that the states of the events have among theirs.
    let told: String

    init(_ facts: Int..., what name: String, _ events: String, told: String = "") {
        self.facts = facts
        self.name = name
        self.events = events
        self.told = told
    }

    var testDescription: String { name }

    /// Sends the events on their whole way, and holds what comes back to what was sent.
    func check() throws {
        let script = try FactScript(events)
        #expect(script.events.count == events.split(separator: "\n").count)
        for event in script.events { event.check() }
        let lines = try script.states()
        for line in told.split(separator: "\n") {
            #expect(
                lines.contains(String(line)), "not told: \(line)\ntold:\n\(lines.joined(separator: "\n"))")
        }
    }
}

/// Events in a few lines, appended to a ledger as whoever reports them does.
///
/// A line is `TIME TYPE MEMBERS`: `TIME` is `09:30`, of 1 March 2026, or RFC 3339; `MEMBERS` are those of the
/// event's data without braces, and `#A` in them is an id.
final class FactScript {
    let place: RemapLedger
    private(set) var events: [FactEvent] = []

    init(_ text: String) throws {
        place = try RemapLedger()
        for (index, line) in text.split(separator: "\n").enumerated() {
            events.append(try append(String(line), number: index))
        }
    }

    private func append(_ line: String, number: Int) throws -> FactEvent {
        let words = line.split(separator: " ", maxSplits: 2).map { String($0) }
        let time = words[0].count == 5 ? "2026-03-01T\(words[0]):00Z" : words[0]
        var members = words.count > 2 ? words[2] : ""
        for letter in "ABCDFGPSTU" {
            members = members.replacing("#\(letter)", with: Self.id(letter))
        }
        let data = #"{"tenant":"contoso"\#(members.isEmpty ? "" : ",")\#(members)}"#
        let text =
            #"{"specversion":"1.0","id":"\#(number)","source":"mdm:berlin","type":"\#(words[1])","#
            + #""time":"\#(time)","correlationid":"\#(FactScript.id("E"))","data":\#(data)}"#
        let submission = try CloudEventReader().read(JSONDocument(Array(text.utf8)).root).get()
        let receipt = try place.ledger.appendAndWait([submission])[0]
        let event = try place.ledger.event(at: GlobalPosition(receipt.positions.lowerBound))
        return FactEvent(
            event: event, given: data, personal: try place.ledger.privateRecord(of: event)?.personal ?? [])
    }

    /// Ids by their letters.
    static func id(_ letter: Character) -> String {
        let digits = String(letter.asciiValue ?? 0, radix: 16)
        return "000000\(digits)-0000-4000-8000-000000000001"
    }

    private static func letters(_ text: String) -> String {
        var text = text
        for letter in "ABCDFGPSTU" { text = text.replacing(id(letter), with: "#\(letter)") }
        return text
    }

    private static func clock(_ instant: Timestamp) -> String {
        let text = "\(instant)"
        return text.hasPrefix("2026-03-01T") ? String(text.dropFirst(11).prefix(5)) : text
    }

    /// What all states say of the events, a line each.
    func states() throws -> [String] {
        let history = History(place.ledger)
        let size = place.ledger.size
        let fold = try history.fold(below: size, decisions: .kept)
        var out: [String] = []
        func add(_ what: String, _ intervals: [Interval]) {
            for interval in intervals {
                let object = interval.object.map { Self.letters($0.guidText) } ?? ""
                let mark = object.hasPrefix("#") ? " of \(object)" : ""
                out.append(
                    "\(what)\(interval.region.word)\(mark) \(interval.value.word(in: interval.region)) "
                        + "at \(Self.clock(interval.from))")
            }
        }
        for timeline in fold.devices().values {
            add("device \(Self.letters(timeline.key.id.guidText)) ", timeline.intervals)
        }
        for timeline in fold.connections() { add("", timeline.timeline.intervals) }
        for timeline in fold.policies() { add("", timeline.timeline.intervals) }
        for timeline in fold.users().values { add("user ", timeline.timeline.intervals) }
        for tenant in fold.tenants().values {
            for application in tenant.applications { add("", application.timeline.intervals) }
            for subscription in tenant.subscriptions { add("", subscription.timeline.intervals) }
        }
        for decision in fold.decisions() {
            let device = decision.device.map { Self.letters($0.id.guidText) } ?? "no device"
            out.append("access \(decision.outcome) with \(device) at \(Self.clock(decision.occurred))")
        }
        out += try enrolments(history, size)
        return out
    }

    private func enrolments(_ history: History, _ size: TreeSize) throws -> [String] {
        let sessions = try history.enrolments(below: size).sessions(asOf: .latest)
        return sessions.flatMap { session in
            let found = EnrolmentAssessment(session)
            var lines = ["enrolment \(session.outcome.rawValue) with \(found.observed) factors"]
            lines += session.factors.map { factor in
                "factor \(factor.method?.word ?? "-") by \(factor.channel?.word ?? "-") of "
                    + "\(factor.askedBy?.word ?? "-") at \(Self.clock(factor.occurred))"
            }
            lines += session.redirects.map { "redirect at \(Self.clock($0.occurred))" }
            lines += found.required.map { "documented \($0.value.count) by \($0.id)" }
            return lines + found.deviations.map { "deviation \($0.kind.rawValue)" }
        }
    }
}

/// An event as it was sent, and as it came out of the ledger.
struct FactEvent {
    let event: RecordedEvent
    let given: String
    /// The personal part of its private record.
    let personal: [UInt8]

    private static let subjects: Set<String> = [
        "tenant", "device", "user", "app", "group", "connection", "policies", "actor",
    ]

    private static func object(_ text: String) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }

    /// Every public field comes back by the name and the word that it was sent by, and what is personal
    /// stands in the private record and nowhere else.
    func check() {
        guard let definition = EventCatalogue.definition(of: event.type) else {
            Issue.record("\(event.type) is no type of the catalogue")
            return
        }
        let given = Self.object(given)
        let fields = Set(definition.fields.map(\.name))
        #expect(given.count > 1 || fields.isEmpty, "\(event.type) says nothing")
        var writer = JSONWriter()
        writer.beginObject()
        PublicDataJSON.write(event, to: &writer)
        writer.endObject()
        let found = Self.object(String(decoding: writer.bytes, as: UTF8.self))
        let expected = given.filter { fields.contains($0.key) }
        #expect(
            NSDictionary(dictionary: found) == NSDictionary(dictionary: expected), "\(event.type): \(found)")
        for (name, value) in given where !fields.contains(name) && !Self.subjects.contains(name) {
            if name == "partner" { continue }
            let texts = (value as? [String]) ?? (value as? String).map { [$0] } ?? []
            #expect(!texts.isEmpty, "\(event.type): \(name) holds no text")
            for text in texts { checkIsPrivate(text, name) }
        }
    }

    private func checkIsPrivate(_ text: String, _ name: String) {
        let bytes = Array(text.utf8)
        #expect(PersonalField.allCases.contains { $0.name == name }, "\(name) is no field")
        #expect(Data(personal).range(of: Data(bytes)) != nil, "\(event.type): \(name) is not kept")
        #expect(Data(event.data).range(of: Data(bytes)) == nil, "\(event.type): \(name) is in the record")
        #expect(!event.tags.contains { Data($0.text).range(of: Data(bytes)) != nil }, "\(name) is a tag")
        #expect(Data(event.stream.text).range(of: Data(bytes)) == nil, "\(name) is in the stream")
    }
}
