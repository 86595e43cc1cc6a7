import ComplianceHistory
import ComplianceRules
import EventCatalogue
import LedgerModel
import StrictJSON

/// What an enforcing append says: of the commands that it refused, and of the rules that nobody could decide.
struct EnforcedRefusal {
    var refused: [RefusedCommand] = []
    var undecided: [UndecidedCommand] = []
    /// Where each event of the input stood, and its own id.
    private let events: [(line: UInt64, id: [UInt8])]
    private let reference = ReferenceData.current

    /// More refused events than this are counted, not told one by one.
    private static let mostTold = 100

    init(_ submissions: [Submission], _ origins: [EventOrigin]) {
        events = zip(submissions, origins).map { ($1.place.line, $0.key) }
    }

    /// For people: each refused event with its rules, what stands, the way out and the sources.
    func tellRefused() {
        for command in refused.prefix(Self.mostTold) {
            for violation in command.violations {
                let line = events[command.submission].line
                Terminal.note(
                    "event \(command.submission + 1) (line \(line)), \(command.type), is refused by "
                        + "\(violation.rule.id): \(violation.rule.title)")
                for fact in violation.state { Terminal.note("  what stands: \(fact.text)") }
                Terminal.note("  way out: \(violation.wayOut)")
                for (title, sources) in byDocument(violation.sources) {
                    let places = sources.map(\.description).joined(separator: ", ")
                    Terminal.note("  source: \(title) (\(places))")
                }
            }
        }
        if refused.count > Self.mostTold {
            Terminal.note("and \(refused.count - Self.mostTold) more events are refused")
        }
        Terminal.note("nothing was recorded: with --enforce the input is one append, all or nothing")
    }

    /// For people: which rules were not decided, each with its reason once.
    func tellUndecided() {
        var counts: [(rule: UndecidedRule, events: Int)] = []
        for rule in undecided.flatMap(\.rules) {
            if let place = counts.firstIndex(where: { $0.rule == rule }) {
                counts[place].events += 1
            } else {
                counts.append((rule, 1))
            }
        }
        for (rule, events) in counts.sorted(by: { $0.rule.rule < $1.rule.rule }) {
            Terminal.note(
                "\(rule.rule.id) was not decided for \(events) event\(events == 1 ? "" : "s"): nothing says "
                    + rule.missing)
        }
    }

    /// Writes the members `violations` and `undecided`.
    func write(_ writer: inout JSONWriter) {
        writer.key("violations")
        writer.beginArray()
        for command in refused {
            for violation in command.violations { write(violation, of: command, &writer) }
        }
        writer.endArray()
        writer.key("undecided")
        writer.beginArray()
        for command in undecided {
            for rule in command.rules {
                writer.beginObject()
                writeEvent(command.submission, command.type, &writer)
                writer.key("rule")
                writer.string(rule.rule.id)
                writer.key("missing")
                writer.string(rule.missing)
                writer.endObject()
            }
        }
        writer.endArray()
    }

    private func write(
        _ violation: RuleViolation, of command: RefusedCommand, _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        writeEvent(command.submission, command.type, &writer)
        writer.key("rule")
        writer.string(violation.rule.id)
        writer.key("title")
        writer.string(violation.rule.title)
        writer.key("sources")
        writer.beginArray()
        for source in violation.sources {
            writer.beginObject()
            writer.key("document")
            writer.string(source.document)
            writer.key("fact")
            if let fact = source.fact { writer.int64(Int64(fact)) } else { writer.null() }
            writer.key("title")
            if let document = reference.document(of: source) {
                writer.string(document.title)
            } else {
                writer.null()
            }
            writer.endObject()
        }
        writer.endArray()
        writer.key("state")
        writer.beginArray()
        for fact in violation.state { write(fact, &writer) }
        writer.endArray()
        writer.key("wayOut")
        writer.string(violation.wayOut)
        writer.endObject()
    }

    /// A position of the ledger, or the event of the input; null both where no event says it.
    private func write(_ fact: StandingFact, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("what")
        writer.string(fact.what)
        writer.key("since")
        if let since = fact.since { writer.string(bytes: since.rfc3339) } else { writer.null() }
        writer.key("position")
        if case .position(let position)? = fact.place { writer.uint64(position.value) } else { writer.null() }
        writer.key("event")
        if case .submitted(let index)? = fact.place { writer.int64(Int64(index + 1)) } else { writer.null() }
        writer.endObject()
    }

    private func writeEvent(_ index: Int, _ type: EventType, _ writer: inout JSONWriter) {
        writer.key("event")
        writer.int64(Int64(index + 1))
        writer.key("line")
        writer.uint64(events[index].line)
        writer.key("id")
        writer.string(bytes: events[index].id)
        writer.key("type")
        writer.string(bytes: type.bytes)
    }

    /// The sources of each document, by its title, in the order in which documents come first.
    private func byDocument(_ sources: [ReferenceSource]) -> [(title: String, sources: [ReferenceSource])] {
        var out: [(title: String, sources: [ReferenceSource])] = []
        for source in sources {
            let title = reference.document(of: source)?.title ?? source.document
            if let place = out.firstIndex(where: { $0.sources[0].document == source.document }) {
                out[place].sources.append(source)
            } else {
                out.append((title, [source]))
            }
        }
        return out
    }
}
