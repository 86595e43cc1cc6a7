import EventCatalogue
import LedgerModel
import Merkle
import StrictJSON

/// Dated reference data as tables by kind, and as one object.
struct ReferenceView {
    private let data: ReferenceData
    private let tables: [(kind: ReferenceKind, lines: [ReferenceTable.Line])]
    private let asOf: Timestamp?

    /// - Parameters:
    ///   - kind: of this kind alone; nil for all.
    ///   - asOf: what was in force then; nil for all that ever was.
    init(_ data: ReferenceData, kind: ReferenceKind?, asOf: Timestamp?) {
        self.data = data
        self.asOf = asOf
        tables = data.tables.filter { kind == nil || $0.kind == kind }.map { table in
            (table.kind, table.lines.filter { line in asOf.map { line.period.contains($0) } ?? true })
        }
    }

    /// The documents that the rows cite.
    private var documents: [ReferenceDocument] {
        let cited = Set(tables.flatMap(\.lines).flatMap(\.sources).map(\.document))
        return data.documents.filter { cited.contains($0.key) }
    }

    // MARK: For people

    func print() {
        Terminal.line("reference data, edition \(data.version), SHA-256 \(data.digest.hex)")
        if let asOf { Terminal.line("in force at \(asOf)") }
        for (kind, lines) in tables {
            Terminal.line("")
            Terminal.line("\(kind.rawValue): \(kind.summary)")
            guard let first = lines.first else {
                Terminal.line("nothing")
                continue
            }
            var columns: [(name: String, cells: [String])] = [("id", lines.map(\.id))]
            for (index, cell) in first.cells.enumerated() {
                columns.append((cell.name, lines.map { $0.cells[index].cell?.text ?? "" }))
            }
            columns.append(("in force", lines.map { Self.text(of: $0.period) }))
            columns.append(("source", lines.map { Self.text(of: $0.sources) }))
            columns.append(("conflict", lines.map { $0.conflict ?? "" }))
            columns.append(("note", lines.map(\.note)))
            // A column in which no row has anything tells nothing.
            columns.removeAll { $0.cells.allSatisfy(\.isEmpty) }
            Terminal.table(
                columns.map { Self.heading($0.name) },
                lines.indices.map { row in columns.map { $0.cells[row].isEmpty ? "-" : $0.cells[row] } })
        }
        Terminal.line("")
        Terminal.line("documents: a source with a number is a statement of the document, counted from 1")
        Terminal.table(
            ["key", "title", "publisher", "dated", "statements"],
            documents.map { document in
                [
                    document.key, document.title, document.publisher, document.dated ?? "-",
                    document.facts.map(String.init) ?? "-",
                ]
            })
    }

    /// `extension id` of `extensionId`.
    private static func heading(_ name: String) -> String {
        var out = ""
        for character in name {
            if character.isUppercase { out += " " }
            out += character.lowercased()
        }
        return out
    }

    private static func text(of sources: [ReferenceSource]) -> String {
        sources.map(\.description).joined(separator: " ")
    }

    private static func text(of period: ReferencePeriod) -> String {
        switch (period.from, period.to) {
        case (nil, nil): "undated"
        case (let from?, nil): "from \(text(of: from))"
        case (nil, let to?): "before \(text(of: to))"
        case (let from?, let to?): "from \(text(of: from)), before \(text(of: to))"
        }
    }

    /// The date alone where a day begins.
    private static func text(of instant: Timestamp) -> String {
        let text = instant.description
        return text.hasSuffix("T00:00:00Z") ? String(text.dropLast(10)) : text
    }

    // MARK: As JSON

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("edition")
        writer.int64(data.version)
        Self.pair("digest", data.digest.hex, &writer)
        Self.pair("asOf", asOf?.description, &writer)
        writer.key("kinds")
        writer.beginObject()
        for (kind, lines) in tables {
            writer.key(kind.rawValue)
            writer.beginArray()
            for line in lines { Self.write(line, &writer) }
            writer.endArray()
        }
        writer.endObject()
        writer.key("documents")
        writer.beginArray()
        for document in documents {
            writer.beginObject()
            Self.pair("key", document.key, &writer)
            Self.pair("title", document.title, &writer)
            Self.pair("publisher", document.publisher, &writer)
            Self.pair("dated", document.dated, &writer)
            writer.key("statements")
            if let facts = document.facts { writer.int(facts) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ line: ReferenceTable.Line, _ writer: inout JSONWriter) {
        writer.beginObject()
        pair("id", line.id, &writer)
        for (name, cell) in line.cells {
            writer.key(name)
            switch cell {
            case .text(let text): writer.string(text)
            case .number(let number): writer.int64(number)
            case .flag(let flag): writer.bool(flag)
            case .words(let words): array(words, &writer)
            case nil: writer.null()
            }
        }
        pair("validFrom", line.period.from?.description, &writer)
        pair("validTo", line.period.to?.description, &writer)
        writer.key("sources")
        array(line.sources.map(\.description), &writer)
        pair("note", line.note.isEmpty ? nil : line.note, &writer)
        pair("conflict", line.conflict, &writer)
        writer.endObject()
    }

    private static func array(_ words: [String], _ writer: inout JSONWriter) {
        writer.beginArray()
        for word in words { writer.string(word) }
        writer.endArray()
    }

    private static func pair(_ key: String, _ value: String?, _ writer: inout JSONWriter) {
        writer.key(key)
        if let value { writer.string(value) } else { writer.null() }
    }
}
