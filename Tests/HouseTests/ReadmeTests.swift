import Testing

@Suite("The README")
struct ReadmeTests {
    private let readme: Markdown

    init() throws { readme = Markdown(try Repository.text("README.md")) }

    @Test("its sample is the one that is compiled")
    func sample() throws {
        let start = try #require(readme.lines.firstIndex(of: "<!-- sample:start -->"))
        let end = try #require(readme.lines.firstIndex(of: "<!-- sample:end -->"))
        try #require(start < end)
        let shown = readme.lines[(start + 1)..<end].filter { !$0.hasPrefix("```") }
        let compiled = Markdown(try Repository.text("Tests/ProbityTests/ReadmeSample.swift")).lines
        let opening = try #require(compiled.firstIndex { $0.hasPrefix("func readmeSample(") })
        let closing = try #require(compiled.firstIndex(of: "}"))
        let body = compiled[(opening + 1)..<closing].map {
            $0.hasPrefix("    ") ? String($0.dropFirst(4)) : $0
        }
        #expect(!body.isEmpty)
        #expect(Array(shown) == body)
    }

    @Test("its links lead to files that are there")
    func links() {
        var count = 0
        for line in readme.lines {
            for match in line.matches(of: /\]\(([^)#]+)\)/) where !match.1.hasPrefix("https://") {
                count += 1
                #expect(Repository.exists(String(match.1)), "\(match.1) is not there")
            }
        }
        #expect(count > 0)
    }

    @Test("its data directory names what the long table names")
    func dataDirectory() throws {
        let long = Markdown(try Repository.text("Sources/Probity/Probity.docc/DataDirectory.md"))
        let named = Set(Markdown.rows(readme.section("## The data directory")).flatMap { Self.names($0[0]) })
        let all = Set(Markdown.rows(long.section("## Overview")).flatMap { Self.names($0[0]) })
        #expect(!named.isEmpty)
        #expect(named == all.subtracting(["lock"]))
    }

    /// `key` and `secret` of "`key`, `secret`"; of a path, its first part.
    private static func names(_ cell: String) -> [String] {
        cell.matches(of: /`([^`]+)`/).compactMap { $0.1.split(separator: "/").first.map(String.init) }
    }
}
