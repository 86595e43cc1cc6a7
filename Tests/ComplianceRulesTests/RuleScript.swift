import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import ComplianceRules

/// Events in a few lines, and what the rules say of the last ones.
///
/// A line is `TIME TYPE MEMBERS`: `TIME` is `09:30`, of 1 March 2026, or RFC 3339; `MEMBERS` are those of the
/// event's data without braces, and `#A` in them is an id. Lines that begin with `> ` are commands, judged
/// together in their order; the others stand in the ledger, from position 0 on.
struct RuleScript {
    private(set) var standing: [RuleEvent] = []
    private(set) var commands: [RuleEvent] = []

    init(_ text: String) throws {
        for line in text.split(separator: "\n") {
            let isCommand = line.hasPrefix("> ")
            let event = try Self.event(String(isCommand ? line.dropFirst(2) : line))
            if isCommand {
                commands.append(RuleEvent(event, submission: commands.count, now: Self.now))
            } else {
                standing.append(RuleEvent(Self.recorded(event, at: UInt64(standing.count))))
            }
        }
    }

    static let now = Timestamp(nanoseconds: 1_772_366_400_000_000_000)

    /// Ids by their letters.
    static func id(_ letter: Character) -> String {
        let digits = String(letter.asciiValue ?? 0, radix: 16)
        return "000000\(digits)-0000-4000-8000-000000000001"
    }

    static func event(_ line: String) throws -> ProposedEvent {
        let words = line.split(separator: " ", maxSplits: 2).map { String($0) }
        let time = words[0].count == 5 ? "2026-03-01T\(words[0]):00Z" : words[0]
        var members = words.count > 2 ? words[2] : ""
        for letter in "ABCDEFGST" {
            members = members.replacing("#\(letter)", with: id(letter))
        }
        let text =
            #"{"specversion":"1.0","id":"1","source":"mdm:berlin","type":"\#(words[1])","time":"\#(time)","#
            + #""data":{"tenant":"contoso"\#(members.isEmpty ? "" : ",")\#(members)}}"#
        let root = try JSONDocument(Array(text.utf8)).root
        return try CloudEventReader().read(root).get().events[0]
    }

    /// An event as a ledger would hold it.
    static func recorded(_ event: ProposedEvent, at position: UInt64) -> RecordedEvent {
        RecordedEvent(
            position: GlobalPosition(position), id: EventID(Bits128(high: 9, low: position)),
            recorded: now, occurred: event.occurred, type: event.type, schemaRevision: event.schemaRevision,
            stream: event.stream, streamVersion: StreamVersion(position), source: SourceName(.word("test")),
            recordKey: RecordKey(Bits128(high: 5, low: position)), contentTag: ContentTag(.zero),
            mappingRevision: MappingRevision(1), modified: nil, part: 0, actor: nil, tags: event.tags,
            correlation: nil, causation: nil, evidence: nil, data: event.data)
    }

    /// What stands.
    var state: RuleState {
        var state = RuleState(RuleScope(commands))
        for event in standing { state.add(event) }
        return state
    }

    func judged(by rules: CommandRules = CommandRules()) -> [RuleJudgement] {
        rules.judge(commands, against: state)
    }

    /// All that is said of the commands, word for word.
    func said() -> String {
        var out: [String] = []
        for (index, judgement) in judged().enumerated() {
            let head = commands.count > 1 ? "\(index + 1) " : ""
            for violation in judgement.violations {
                out.append("\(head)\(violation.rule.id) by \(violation.sources.map(\.description))")
                out += violation.state.map { "- \($0.text)" }
                out.append("> \(violation.wayOut)")
            }
            for rule in judgement.undecided { out.append("\(head)\(rule.rule.id)? \(rule.missing)") }
        }
        return out.joined(separator: "\n")
    }
}

/// What the rules say of a script.
struct RuleCase: CustomTestStringConvertible, Sendable {
    let name: String
    let script: String
    let said: String

    init(_ name: String, _ script: String, _ said: String) {
        self.name = name
        self.script = script
        self.said = said
    }

    var testDescription: String { name }
}
