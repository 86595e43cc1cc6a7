import StrictJSON

/// A listing in whichever form was asked for.
final class Rows {
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

    private let names: [String]
    private var rows: [[Cell]] = []

    init(_ names: [String]) { self.names = names }

    func add(_ row: [Cell]) { rows.append(row) }

    func write(_ format: FormatOptions.Format) {
        switch format {
        case .table: Terminal.table(names, rows.map { $0.map(\.plain) })
        case .csv:
            Terminal.csv(names)
            for row in rows { Terminal.csv(row.map(\.plain)) }
        case .jsonl: for row in rows { Terminal.jsonLine { object(row, &$0) } }
        case .json:
            Terminal.json { writer in
                writer.beginArray()
                for row in rows { object(row, &writer) }
                writer.endArray()
            }
        }
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
