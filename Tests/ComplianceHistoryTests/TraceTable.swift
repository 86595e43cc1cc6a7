import ComplianceRules
import ComplianceState
import EventCatalogue
import Foundation
import LedgerModel

/// The rows of the articles on traceability: which statement of which document is carried by what, and proven
/// by which test.
///
/// A row is `| S000.1 | what it says | carriers | tests |`. Carriers and tests stand in back quotes, each a
/// kind and a name.
struct TraceTable {
    struct Row {
        var document: String
        var number: Int
        var text: String
        var carriers: [Reference]
        var tests: [Reference]
        var name: String { "\(document).\(number)" }
    }

    struct Reference: Hashable {
        var kind: String
        var name: String
    }

    private(set) var rows: [Row] = []
    /// What is wrong with the form of rows.
    private(set) var faults: [String] = []

    init(_ text: String) {
        for line in text.split(separator: "\n") where line.hasPrefix("|") {
            if line.hasPrefix("| Statement |") || line.hasPrefix("| --- |") { continue }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let id = cells.count == 6 ? cells[1].split(separator: ".") : []
            guard id.count == 2, let number = Int(id[1]), cells[0].isEmpty, cells[5].isEmpty else {
                faults.append("no row: \(line.prefix(40))")
                continue
            }
            let row = Row(
                document: String(id[0]), number: number, text: cells[2],
                carriers: references(cells[3], in: cells[1]), tests: references(cells[4], in: cells[1]))
            rows.append(row)
        }
    }

    /// The references of a cell, divided by commas.
    private mutating func references(_ cell: String, in row: String) -> [Reference] {
        var out: [Reference] = []
        for part in cell.split(separator: ",") {
            let text = part.trimmingCharacters(in: .whitespaces)
            let words = text.dropFirst().dropLast().split(separator: " ", omittingEmptySubsequences: false)
            guard text.hasPrefix("`"), text.hasSuffix("`"), words.count == 2, !words[1].isEmpty else {
                faults.append("\(row): no reference: \(text)")
                continue
            }
            out.append(Reference(kind: String(words[0]), name: String(words[1])))
        }
        return out
    }
}

/// What rows may name: the catalogue, the reference data, the rules, and the sources and tests of this tree.
struct TraceTargets {
    let sources: SourceNames

    /// What is wrong with a table; empty where every statement of every document is carried and proven.
    func faults(of table: TraceTable) -> [String] {
        var out = table.faults
        let documents = ReferenceData.current.documents.filter { $0.facts != nil }
        for document in documents {
            let numbers = table.rows.filter { $0.document == document.key }.map(\.number)
            let all = Array(1...Int(document.facts ?? 1))
            for number in all where !numbers.contains(number) {
                out.append("\(document.key).\(number): missing")
            }
            if Set(numbers).count == numbers.count, Set(numbers) == Set(all), numbers != all {
                out.append("\(document.key): not in order")
            }
            for number in Set(numbers) where numbers.filter({ $0 == number }).count > 1 {
                out.append("\(document.key).\(number): doubled")
            }
        }
        for row in table.rows {
            let last = documents.first { $0.key == row.document }?.facts ?? 0
            if row.number < 1 || row.number > last { out.append("\(row.name): unknown") }
            if row.text.count < 12 || row.text.count > 120 { out.append("\(row.name): text") }
            if table.rows.contains(where: { $0.text == row.text && $0.name != row.name }) {
                out.append("\(row.name): the same text as another's")
            }
            if row.carriers.isEmpty { out.append("\(row.name): no carrier") }
            if row.tests.isEmpty { out.append("\(row.name): no test") }
            out += row.carriers.filter { !isCarrier($0, of: row) }
                .map { "\(row.name): no such \($0.kind): \($0.name)" }
            out += row.tests.filter { !isTest($0, of: row) }
                .map { "\(row.name): no such \($0.kind): \($0.name)" }
        }
        return out
    }

    // MARK: - Carriers

    private func isCarrier(_ reference: TraceTable.Reference, of row: TraceTable.Row) -> Bool {
        let name = reference.name
        switch reference.kind {
        case "type": return definition(name) != nil
        case "field":
            let parts = name.split(separator: ".").map { String($0) }
            guard parts.count == 3 else { return false }
            return definition(parts[0] + "." + parts[1])?.fields.contains { $0.name == parts[2] } == true
        case "word":
            let parts = name.split(separator: ".").map { String($0) }
            guard parts.count == 2 else { return false }
            return EventCatalogue.enumerations.first { $0.name == parts[0] }
                .map { Self.words(of: $0).contains(parts[1]) } == true
        case "personal": return PersonalField.allCases.contains { $0.name == name }
        case "row": return isRow(name, of: row)
        case "rule": return CommandRule.allCases.contains { $0.id == name }
        case "region": return Region(word: name) != nil
        case "fold": return sources.has(name, in: ["Sources/ComplianceState", "Sources/ComplianceHistory"])
        case "check": return sources.has(name, in: ["Sources/EventCatalogue", "Sources/LedgerModel"])
        case "connector": return sources.has(name, in: ["Sources/Connectors"])
        case "projection": return sources.has(name, in: ["Sources/Projections", "Migrations"])
        case "view": return sources.has(name, in: ["Tools/probity"])
        default: return false
        }
    }

    private func definition(_ type: String) -> EventDefinition? {
        EventCatalogue.definitions.first { $0.type.description == type }
    }

    private static func words<E: CatalogueEnumeration>(of type: E.Type) -> [String] {
        E.allCases.filter { $0.rawValue != 0 }.map(\.word)
    }

    /// A row of the reference data that has the statement among its own sources.
    private func isRow(_ id: String, of row: TraceTable.Row) -> Bool {
        let line = ReferenceData.current.tables.flatMap(\.lines).first { $0.id == id }
        return line?.sources.contains { $0.description == row.name } == true
    }

    // MARK: - Tests

    /// The suites whose cases say which statements they are about, and these.
    static let told: [String: Set<String>] = [
        "MaaS360AccessFactTests.said": facts(MaaS360AccessFactTests.cases, of: "S000"),
        "MaaS360EnrolmentFactTests.said": facts(MaaS360EnrolmentFactTests.cases, of: "S001"),
        "MobileIronCoreFactTests.said": facts(MobileIronCoreFactTests.cases, of: "S002"),
        "WorkspaceOneFactTests.said": facts(WorkspaceOneFactTests.cases, of: "S003"),
        "JamfProFactTests.said": facts(JamfProFactTests.cases, of: "S004"),
        "FactRefusalTests.refused": Set(FactRefusalTests.cases.flatMap(\.facts)),
    ]

    private static func facts(_ cases: [FactCase], of document: String) -> Set<String> {
        Set(cases.flatMap(\.facts).map { "\(document).\($0)" })
    }

    private func isTest(_ reference: TraceTable.Reference, of row: TraceTable.Row) -> Bool {
        guard reference.kind == "test", sources.tests.contains(reference.name) else { return false }
        if let facts = Self.told[reference.name] { return facts.contains(row.name) }
        if reference.name == "ReferenceFactTests.row" {
            let named = row.carriers.filter { $0.kind == "row" }.map(\.name)
            let proven = Set(ReferenceFactTests.rows.map(\.id))
            return !named.isEmpty && named.allSatisfy { proven.contains($0) }
        }
        return true
    }
}

/// The names of types, files and tests in this tree.
struct SourceNames {
    /// `Suite.function` of each function that is a test.
    let tests: Set<String>
    /// By path.
    private let names: [String: Set<String>]

    init() throws {
        let root = Self.root
        var names: [String: Set<String>] = [:]
        for folder in ["Sources", "Tools", "Migrations"] {
            for path in try Self.files(below: folder) where path.hasSuffix(".swift") || path.hasSuffix(".sql")
            {
                let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
                var found: Set<String> = [
                    path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
                ]
                for line in text.split(separator: "\n") { Self.declared(line).map { _ = found.insert($0) } }
                names[path] = found
            }
        }
        self.names = names
        var tests: Set<String> = []
        for path in try Self.files(below: "Tests") where path.hasSuffix(".swift") {
            let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
            tests.formUnion(Self.tests(of: text))
        }
        self.tests = tests
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func files(below folder: String) throws -> [String] {
        let url = root.appendingPathComponent(folder)
        guard let found = FileManager.default.enumerator(atPath: url.path) else {
            throw CocoaError(.fileReadNoSuchFile)
        }
        return found.compactMap { $0 as? String }.map { folder + "/" + $0 }
    }

    /// The type that a line declares.
    private static func declared(_ line: Substring) -> String? {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        guard
            let place = words.firstIndex(where: {
                ["struct", "class", "enum", "actor", "protocol"].contains($0)
            }), place + 1 < words.count, line.first != "/", !line.contains("///")
        else { return nil }
        return String(words[place + 1])
    }

    /// Suites are declared without indentation; a test is the function behind its attribute.
    static func tests(of text: String) -> Set<String> {
        var out: Set<String> = []
        var suite: String?
        var isTest = false
        for line in text.split(separator: "\n") {
            if line.first != " ", let name = declared(line) ?? extended(line) { suite = name }
            if line.contains("@Test") { isTest = true }
            guard isTest, let range = line.range(of: "func ") else { continue }
            let name = line[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if let suite { out.insert("\(suite).\(name)") }
            isTest = false
        }
        return out
    }

    private static func extended(_ line: Substring) -> String? {
        guard line.hasPrefix("extension ") else { return nil }
        return String(line.dropFirst("extension ".count).prefix { $0.isLetter || $0.isNumber })
    }

    /// Whether a file or a type below one of the folders has the name.
    func has(_ name: String, in folders: [String]) -> Bool {
        names.contains { path, found in
            found.contains(name) && folders.contains { path.hasPrefix($0 + "/") }
        }
    }
}
