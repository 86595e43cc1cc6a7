/// The sources of the tests, as text: which suites and tests there are, and which rows of faults they report.
struct TestSources {
    private let files: [SourceFile]
    private let texts: [String]

    /// Those of this tree, read once.
    static let ofTree = Result { try TestSources() }

    private init() throws {
        // What only speaks of rows reports none.
        let ofReport = ["Tests/FaultRecords/", "Tests/FaultReportTests/", "Tests/HouseTests/"]
        files = try Repository.swiftFiles(below: ["Tests"]).filter { file in
            !ofReport.contains { file.path.hasPrefix($0) }
        }
        texts = files.map { $0.lines.joined(separator: "\n") }
    }

    init(texts: [String]) {
        files = texts.map { SourceFile(path: "Tests/Planted.swift", text: $0) }
        self.texts = texts
    }

    /// The lines of a test's body; nil where there is no such test.
    /// - Parameter name: `Suite/test`.
    func body(of name: String) -> [String]? {
        let parts = name.split(separator: "/")
        guard parts.count == 2 else { return nil }
        for file in files where file.mentions(["struct \(parts[0]) ", "extension \(parts[0]) "]) {
            guard let start = file.lines.firstIndex(where: { $0.contains("func \(parts[1])(") }) else {
                continue
            }
            let indent = file.lines[start].prefix { $0 == " " }
            let rest = file.lines[(start + 1)...]
            return Array(rest.prefix { $0 != indent + "}" })
        }
        return nil
    }

    /// A row that a test reports; its name may hold values: `calls-\(manner)`.
    struct Row {
        var name: String
        var part: String
        /// The named test; nil where it is not written out.
        var test: String?

        var isWrittenOut: Bool { !name.contains("\\(") }
    }

    /// The rows whose records are made with a name that stands in the source.
    var rows: [Row] {
        var out: [Row] = []
        for text in texts where text.contains("FaultRecord(") {
            for match in text.matches(of: /FaultRecord\(\s*"([^"]+)",\s*\.(\w+)/) {
                let rest = text[match.range.upperBound...].prefix(1_000)
                let end = rest.firstRange(of: "FaultRecord(")?.lowerBound ?? rest.endIndex
                let test = rest[..<end].firstMatch(of: /test:\s*"([^"]+)"/).map { String($0.1) }
                out.append(Row(name: String(match.1), part: String(match.2), test: test))
            }
        }
        return out
    }

    /// Whether a source that makes records holds a row's name, written out or with values in it, whoever it
    /// hands it to.
    func mayReport(_ row: String) -> Bool {
        for text in texts where text.contains("FaultRecord(") {
            for match in text.matches(of: Self.nameLiteral) where Self.matches(match.1, row) { return true }
        }
        return false
    }

    nonisolated(unsafe) private static let nameLiteral = /"([a-z0-9]+-(?:[a-z0-9-]|\\\([^)"]*\))*)"/

    /// Whether a row may be what a literal becomes.
    private static func matches(_ literal: Substring, _ row: String) -> Bool {
        var rest = row[...]
        let pieces = literal.split(separator: /\\\([^)]*\)/, omittingEmptySubsequences: false)
        for (index, piece) in pieces.enumerated() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece), index > 0 || range.lowerBound == rest.startIndex
            else { return false }
            rest = rest[range.upperBound...]
        }
        return pieces.last?.isEmpty == true || rest.isEmpty
    }
}
