import LedgerModel
import Merkle
import StrictJSON

/// The files of one edition, taken apart: what stands beside the tables, and the tables' rows by kind.
struct ReferenceReading {
    private(set) var version: Int64 = 0
    private(set) var documents: [ReferenceDocument] = []
    let digest: SHA256Digest

    private var tables: [ReferenceKind: (file: String, rows: JSONValue)] = [:]
    /// The number of statements by document; nil for a document that has none numbered.
    private var facts: [String: Int?] = [:]
    private var ids: Set<String> = []

    init(_ files: [ReferenceFile]) throws(ReferenceDataFault) {
        let files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var hash = SHA256()
        for file in files { hash.update(file.bytes) }
        digest = hash.finalized()
        for file in files {
            let root = try Self.root(of: file)
            switch file.name {
            case "edition.json": try readEdition(root, file.name)
            case "documents.json": try readDocuments(root, file.name)
            default: try readTable(root, file.name)
            }
        }
        guard version > 0 else {
            throw ReferenceDataFault("edition.json", "version", expected: "a number from 1 on", found: "none")
        }
        for kind in ReferenceKind.allCases where tables[kind] == nil {
            throw ReferenceDataFault(kind.rawValue, "kind", expected: "a file", found: "none")
        }
    }

    /// Small files, so a flat bound is enough.
    private static func root(of file: ReferenceFile) throws(ReferenceDataFault) -> JSONValue {
        do throws(JSONSyntaxError) {
            return try JSONDocument(file.bytes, limits: JSONLimits(depth: 8, bytes: 1 << 20)).root
        } catch {
            throw ReferenceDataFault(
                file.name, "text", expected: "JSON", found: "\(error.code) at byte \(error.byteOffset)")
        }
    }

    private mutating func readEdition(_ root: JSONValue, _ file: String) throws(ReferenceDataFault) {
        var members = ReferenceMembers(root, place: file)
        guard try members.number("format") == 1 else {
            throw ReferenceDataFault(file, "format", expected: "1", found: "another format")
        }
        version = try members.number("version")
        try members.finish()
    }

    private mutating func readDocuments(_ root: JSONValue, _ file: String) throws(ReferenceDataFault) {
        for entry in try Self.list("documents", in: root, file) {
            var members = ReferenceMembers(entry, place: file)
            let key = try members.text("key")
            let count = try members.optionalNumber("facts")
            let document = ReferenceDocument(
                key: key, title: try members.text("title"), publisher: try members.text("publisher"),
                dated: try members.optionalText("dated"), facts: count.map { Int(clamping: $0) })
            try members.finish()
            guard !key.contains("."), document.facts != 0 else {
                throw ReferenceDataFault(
                    file, "key", expected: "a name without a dot, and statements from 1 on", found: key)
            }
            guard facts.updateValue(document.facts, forKey: key) == nil else {
                throw ReferenceDataFault(file, "key", expected: "each key once", found: key)
            }
            documents.append(document)
        }
    }

    private mutating func readTable(_ root: JSONValue, _ file: String) throws(ReferenceDataFault) {
        guard let kind = root["kind"]?.string.flatMap(ReferenceKind.init(rawValue:)) else {
            throw ReferenceDataFault(file, "kind", expected: "a kind of reference data", found: "another")
        }
        _ = try Self.list("rows", in: root, file)
        guard root.count == 2, let rows = root["rows"] else {
            throw ReferenceDataFault(file, "members", expected: "kind, rows", found: "\(root.count) members")
        }
        guard tables.updateValue((file, rows), forKey: kind) == nil else {
            throw ReferenceDataFault(file, "kind", expected: "each kind in one file", found: kind.rawValue)
        }
    }

    private static func list(
        _ name: StaticString, in root: JSONValue, _ file: String
    ) throws(ReferenceDataFault) -> JSONElements {
        guard let list = root[name]?.array, !list.isEmpty else {
            throw ReferenceDataFault(file, "\(name)", expected: "a list that is not empty", found: "none")
        }
        return list
    }
}

extension ReferenceReading {
    /// The rows of a kind, in the order of the file, checked by themselves and against one another.
    mutating func rows<Value: ReferenceValue>() throws(ReferenceDataFault) -> [ReferenceRow<Value>] {
        guard let table = tables[Value.kind] else { return [] }
        var rows: [ReferenceRow<Value>] = []
        for element in table.rows.elements { rows.append(try row(element, table.file)) }
        try Self.checkOverlaps(rows, table.file)
        return rows
    }

    private mutating func row<Value: ReferenceValue>(
        _ element: JSONValue, _ file: String
    ) throws(ReferenceDataFault) -> ReferenceRow<Value> {
        let place = element["id"]?.string.map { "\(file), \($0)" } ?? file
        guard element.isObject else {
            throw ReferenceDataFault(place, "rows", expected: "objects", found: "\(element.kind)")
        }
        var members = ReferenceMembers(element, place: place)
        let id = try members.text("id")
        guard ids.insert(id).inserted else {
            throw ReferenceDataFault(place, "id", expected: "each id once", found: id)
        }
        let value = try Value(&members)
        let period = ReferencePeriod(
            from: try Self.instant("validFrom", &members), to: try Self.instant("validTo", &members))
        guard !period.isEmpty else {
            throw ReferenceDataFault(place, "validTo", expected: "later than validFrom", found: "not later")
        }
        let row = ReferenceRow(
            id: id, value: value, period: period, sources: try sources(&members),
            note: try members.optionalText("note") ?? "", conflict: try members.optionalText("conflict"))
        try members.finish()
        return row
    }

    private static func instant(
        _ name: String, _ members: inout ReferenceMembers
    ) throws(ReferenceDataFault) -> Timestamp? {
        guard let text = try members.optionalText(name) else { return nil }
        guard let instant = Timestamp(rfc3339: text) else {
            throw ReferenceDataFault(members.place, name, expected: "RFC 3339", found: "another text")
        }
        return instant
    }

    private func sources(
        _ members: inout ReferenceMembers
    ) throws(ReferenceDataFault) -> [ReferenceSource] {
        var out: [ReferenceSource] = []
        for text in try members.texts("sources") {
            guard let source = ReferenceSource(text), let count = facts[source.document] else {
                throw ReferenceDataFault(members.place, "sources", expected: "a known document", found: text)
            }
            let isThere =
                count.map { count in source.fact.map { $0 <= count } ?? false } ?? (source.fact == nil)
            guard isThere, !out.contains(source) else {
                throw ReferenceDataFault(
                    members.place, "sources", expected: "a statement that the document has, once", found: text
                )
            }
            out.append(source)
        }
        guard !out.isEmpty else {
            throw ReferenceDataFault(members.place, "sources", expected: "at least one", found: "none")
        }
        return out
    }

    /// Rows of one key hold one after the other, but for those that share a conflict; a conflict has sides.
    private static func checkOverlaps<Value>(
        _ rows: [ReferenceRow<Value>], _ file: String
    ) throws(ReferenceDataFault) {
        for (key, group) in Dictionary(grouping: rows, by: \.value.key) {
            for (index, first) in group.enumerated() {
                for second in group[(index + 1)...]
                where first.period.overlaps(second.period) {
                    guard let conflict = first.conflict, second.conflict == conflict else {
                        throw ReferenceDataFault(
                            "\(file), \(second.id)", "validFrom",
                            expected: "a time of its own among rows of \(key.joined(separator: " "))",
                            found: "one that \(first.id) has, too")
                    }
                }
            }
        }
        for (conflict, group) in Dictionary(grouping: rows.filter { $0.conflict != nil }, by: \.conflict) {
            let isOne = group.count > 1 && Set(group.map(\.value.key)).count == 1
            guard isOne, let first = group.first else {
                throw ReferenceDataFault(
                    file, "conflict", expected: "two rows or more, of one key", found: conflict ?? "")
            }
            guard group.dropFirst().contains(where: { $0.period.overlaps(first.period) }) else {
                throw ReferenceDataFault(
                    file, "conflict", expected: "rows that hold at the same time", found: conflict ?? "")
            }
        }
    }
}
