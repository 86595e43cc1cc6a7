import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import EventCatalogue
import Glibc
import LedgerModel
import RecordFormat
import StrictJSON

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The events, newest last.",
        discussion: """
            EXAMPLES
              probity log device:4c299165-6e8f-4b45-a5ba-c5d250a707ff
              probity log type:access.* -type:access.granted since:-7d
              probity log tenant:72f988bf-86f1-41af-91ab-2d7cd011db47 --format jsonl
              probity log --follow

            A filter is a list of words name:value, all of which must hold; a name given twice means either; \
            `-` before a word turns it round. Put -- before a filter that begins with `-`.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: FormatOptions
    @Option(name: .long, help: "Only the events of this stream.")
    var stream: String?
    @Option(name: .long, parsing: .unconditional, help: "Only what the ledger had learned by then.")
    var knownAt: TimeExpression?
    @Option(name: .shortAndLong, help: "Only the last so many.")
    var number: Int?
    @Flag(name: .long, help: "Go on with new events as they come.")
    var follow = false
    @Argument(parsing: .allUnrecognized, help: "Words of the filter.")
    var filter: [String] = []

    func run() throws {
        try carryOut("reading the log of \(place.path)") {
            let words =
                filter.filter { !$0.utf8.elementsEqual("--".utf8) } + (stream.map { ["stream:\($0)"] } ?? [])
            var history = History(try place.open())
            let lookup = PersonLookup(history)
            let devices = DeviceTagLookup(history)
            let parsed = try EventFilter(
                words, in: history, devices: { text throws(LedgerError) in try devices.tags(text) },
                people: { name throws(LedgerError) in try lookup.tags(name) })
            let times = try history.resolve(asOf: nil, knownAt: knownAt)
            if knownAt != nil || times.isClockBehind { times.tell() }
            let lines = EventLines(output.chosen, isStreaming: follow)
            lines.begin()
            if let number, number >= 0 {
                var last: [RecordedEvent] = []
                // Without a filter the last ones stand at the end.
                let skipped =
                    parsed.isEmpty ? times.prefix.value - min(times.prefix.value, UInt64(number)) : 0
                try history.forEachEvent(parsed, from: GlobalPosition(skipped), below: times.prefix) {
                    event in
                    last.append(event)
                    if last.count / 2 > max(number, 1) { last.removeFirst(last.count - number) }
                    return true
                }
                for event in last.suffix(number) { lines.write(event) }
            } else {
                try history.forEachEvent(parsed, below: times.prefix) { event in
                    lines.write(event)
                    return true
                }
            }
            var seen = times.prefix
            while follow {
                usleep(300_000)
                history = History(try place.open())
                guard history.ledger.size > seen else { continue }
                let size = history.ledger.size
                try history.forEachEvent(parsed, from: seen.next, below: size) { event in
                    lines.write(event)
                    return true
                }
                seen = size
            }
            lines.end()
        }
    }
}

/// Writes events one by one, so that a log of any length takes no memory.
final class EventLines {
    private let format: FormatOptions.Format
    private var isFirst = true

    init(_ format: FormatOptions.Format, isStreaming: Bool) {
        self.format = isStreaming && format == .json ? .jsonl : format
    }

    func begin() {
        switch format {
        case .json: Terminal.write([UInt8(ascii: "[")])
        case .csv:
            Terminal.csv([
                "position", "occurred", "recorded", "type", "stream", "version", "source", "id", "data",
            ])
        case .table, .jsonl: break
        }
    }

    func write(_ event: RecordedEvent) {
        switch format {
        case .table:
            Terminal.line(
                Terminal.plain(
                    "\(event.position.value)  \(event.occurred.instant)  \(event.type)  "
                        + "\(event.stream)  \(data(event))"
                ))
        case .csv:
            Terminal.csv([
                String(event.position.value), event.occurred.instant.description, event.recorded.description,
                event.type.description, event.stream.description, String(event.streamVersion.value),
                event.source.description, event.id.description, data(event),
            ])
        case .jsonl: Terminal.jsonLine { EventJSON.write(event, to: &$0) }
        case .json:
            if !isFirst { Terminal.write([UInt8(ascii: ",")]) }
            Terminal.write([UInt8(ascii: "\n")])
            var writer = JSONWriter(pretty: false)
            EventJSON.write(event, to: &writer)
            Terminal.write(writer.bytes)
        }
        isFirst = false
    }

    func end() { if format == .json { Terminal.write(Array("\n]\n".utf8)) } }

    private func data(_ event: RecordedEvent) -> String {
        var writer = JSONWriter(pretty: false)
        writer.beginObject()
        PublicDataJSON.write(event, to: &writer)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
