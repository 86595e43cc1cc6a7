import ComplianceHistory
import StrictJSON

/// A listing in whichever form was asked for.
///
/// Rows are written as they come; those of a table, whose columns are as wide as they need, and those of a
/// JSON array for a terminal are held until the end.
struct Rows {
    enum Cell {
        case text(String)
        case number(UInt64)
        case signed(Int64)
        case flag(Bool)
        case none

        var plain: String {
            switch self {
            case .text(let text): text
            case .number(let number): String(number)
            case .signed(let number): String(number)
            case .flag(let flag): flag ? "yes" : "no"
            case .none: ""
            }
        }
    }

    private enum Form {
        case table(TextTable)
        case csv
        case lines
        /// An array, element by element.
        case elements
        case prettyArray(JSONWriter)
    }

    /// What stands around the rows where the answer is one JSON value.
    struct Answer {
        /// The name of the member that has the rows.
        let member: String
        let times: ResolvedTimes
    }

    private let names: [String]
    private let answer: Answer?
    private var form: Form
    private var output = BufferedOutput()
    private var count = 0
    /// How many of the rows to come are there already.
    private var toSkip = 0

    /// - Parameter answer: of a question about state; the rows of any other are an array.
    init(_ names: [String], _ format: FormatOptions.Format, of answer: Answer? = nil) {
        self.names = names
        self.answer = answer
        switch format {
        case .table: form = .table(TextTable(names))
        case .csv:
            form = .csv
            output.write(Terminal.csvLine(names).utf8)
        case .jsonl: form = .lines
        case .json where Terminal.isInteractive:
            var writer = JSONWriter(pretty: true)
            if let answer { Self.begin(answer, &writer) }
            writer.beginArray()
            form = .prettyArray(writer)
        case .json:
            form = .elements
            if let answer {
                // The rows come one by one behind what is known before them.
                var writer = JSONWriter(pretty: false)
                Self.begin(answer, &writer)
                output.write(writer.bytes)
            }
            output.write("[".utf8)
        }
    }

    mutating func add(_ row: [Cell]) {
        guard toSkip == 0 else {
            toSkip -= 1
            return
        }
        switch form {
        case .table(var table):
            // Held once only, so that adding does not copy what is there.
            form = .csv
            table.add(row.map(\.plain))
            form = .table(table)
        case .csv: output.write(Terminal.csvLine(row.map(\.plain)).utf8)
        case .lines:
            output.write(element(row))
            output.write("\n".utf8)
        case .elements:
            if count > 0 { output.write(",".utf8) }
            output.write(element(row))
        case .prettyArray(var writer):
            form = .csv
            object(row, &writer)
            form = .prettyArray(writer)
        }
        count += 1
    }

    /// Says that the same rows come again from the first one on, from a source that has all of them.
    mutating func restart() { toSkip = count }

    /// Writes what was held. Call once, behind the last row.
    mutating func end() {
        switch form {
        case .table(let table): table.write(to: &output)
        case .csv, .lines: break
        case .elements: output.write((answer == nil ? "]\n" : "]}\n").utf8)
        case .prettyArray(var writer):
            writer.endArray()
            if answer != nil { writer.endObject() }
            output.write(writer.bytes)
            output.write("\n".utf8)
        }
        output.flush()
    }

    private static func begin(_ answer: Answer, _ writer: inout JSONWriter) {
        writer.beginObject()
        answer.times.write(&writer)
        writer.key(answer.member)
    }

    private func element(_ row: [Cell]) -> [UInt8] {
        var writer = JSONWriter(pretty: false)
        object(row, &writer)
        return writer.bytes
    }

    private func object(_ row: [Cell], _ writer: inout JSONWriter) {
        writer.beginObject()
        for (name, cell) in zip(names, row) {
            writer.key(name)
            switch cell {
            case .text(let text): writer.string(text)
            case .number(let number): writer.uint64(number)
            case .signed(let number): writer.int64(number)
            case .flag(let flag): writer.bool(flag)
            case .none: writer.null()
            }
        }
        writer.endObject()
    }
}
