/// What every source file keeps to, and the exceptions with their reasons. The one place for both.
enum SourceRules {
    static let longestFile = 400
    static let widestLine = 110

    struct BannedWord {
        let pattern: String
        let reason: String
        /// Tools may.
        var isForSourcesOnly = false
    }

    nonisolated(unsafe) private static let banned: [(word: BannedWord, regex: Regex<Substring>)] = [
        (BannedWord(pattern: "try!", reason: "an error is handled or thrown"), /\btry!/),
        (BannedWord(pattern: "fatalError(", reason: "no input stops the program"), /\bfatalError\(/),
        (BannedWord(pattern: "Date()", reason: "the clock is handed in"), /\bDate\(\)/),
        (
            BannedWord(pattern: "print(", reason: "a library is silent", isForSourcesOnly: true),
            /(?:^|[^\w.])print\(/
        ),
    ]
    nonisolated(unsafe) private static let unfinished = /\b(?:TODO|FIXME|XXX)\b/
    nonisolated(unsafe) private static let drawer = /(?:Utils?|Helpers?|Common|Misc|Manager)$/
    nonisolated(unsafe) private static let declaration =
        /\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w*(?:Utils?|Helpers?|Common|Misc|Manager))\b/

    /// A line without any of these breaks no rule about words.
    private static let suspects =
        banned.map(\.word.pattern) + [
            "TODO", "FIXME", "XXX", "Util", "Helper", "Common", "Misc", "Manager", "@unchecked Sendable",
        ]

    /// A rule that a file need not keep to, and why.
    static let exceptions: [(path: String, rule: String, reason: String)] = [
        (
            "Sources/DeterministicCBOR/CBORDiagnostic.swift", "print(",
            "its own function, which writes into text"
        )
    ]

    /// What is wrong with a file, each as `path:line: what`.
    static func violations(of file: SourceFile) -> [String] {
        var out: [String] = []
        func note(_ line: Int?, _ rule: String, _ text: String) {
            if exceptions.contains(where: { $0.path == file.path && $0.rule == rule }) { return }
            out.append("\(file.path)\(line.map { ":\($0 + 1)" } ?? ""): \(text)")
        }
        if file.lines.count > longestFile {
            note(nil, "lines", "\(file.lines.count) lines, at most \(longestFile)")
        }
        if file.stem.contains(drawer) { note(nil, "name", "a file named so is a drawer") }
        for index in wideLines(of: file) {
            note(index, "columns", "\(file.lines[index].count) columns, at most \(widestLine)")
        }
        let isTool = !file.path.hasPrefix("Sources/")
        guard file.mentions(suspects) else { return out }
        for (index, line) in file.lines.enumerated() where suspects.contains(where: { line.contains($0) }) {
            if line.contains(unfinished) { note(index, "unfinished", "unfinished work is no comment") }
            let code = Self.code(line)
            if code.contains(declaration) { note(index, "name", "a type named so is a drawer") }
            for (word, regex) in banned where !(word.isForSourcesOnly && isTool) && code.contains(regex) {
                note(index, word.pattern, "\(word.pattern): \(word.reason)")
            }
            if code.contains("@unchecked Sendable") {
                let above = file.lines[max(0, index - 4)..<index]
                if !above.contains(where: { $0.contains("// SAFETY:") }) {
                    note(index, "safety", "@unchecked Sendable without a line that says why it is safe")
                }
            }
        }
        return out
    }

    /// Indexes of lines that are too wide. What stands in a literal of several lines is content, not code: a
    /// help text or a statement of SQL has its own form.
    static func wideLines(of file: SourceFile) -> [Int] {
        let hasLiterals = file.mentions(["\"\"\""])
        var isLiteral = false
        return file.lines.indices.filter { index in
            let line = file.lines[index]
            let wasLiteral = isLiteral
            if hasLiterals, line.ranges(of: "\"\"\"").count % 2 == 1 { isLiteral.toggle() }
            return !wasLiteral && line.utf8.count > widestLine && line.count > widestLine
                && !isOnlyText(line)
        }
    }

    /// Whether a line is one string literal, which breaking would only make harder to search for.
    private static func isOnlyText(_ line: String) -> Bool {
        let body = line.drop { $0 == " " || $0 == "+" }
        return body.first == "\"" && (body.last == "\"" || body.hasSuffix("\",") || body.hasSuffix("\")"))
    }

    /// The line without its comment.
    private static func code(_ line: String) -> String {
        var isText = false
        var previous: Character = " "
        for index in line.indices {
            let character = line[index]
            if character == "\"", previous != "\\" { isText.toggle() }
            if character == "/", previous == "/", !isText {
                return String(line[..<line.index(before: index)])
            }
            previous = character
        }
        return line
    }
}
