import Testing

@Suite("The article on the command line")
struct VerbTests {
    @Test("it has every verb of the command, and no other")
    func verbs() throws {
        let article = Markdown(try Repository.text("Sources/Probity/Probity.docc/CommandLine.md"))
        let rows = Markdown.rows(article.section("## Overview"))
        let shown = Set(rows.flatMap { row in row[0].matches(of: /`([a-z]+)/).map { String($0.1) } })
        let command = try Repository.text("Tools/probity/ProbityCommand.swift")
        let list = try #require(command.firstMatch(of: /subcommands: \[([^\]]+)\]/))
        let known = Set(list.1.matches(of: /([A-Z][A-Za-z]+)Command\.self/).map { $0.1.lowercased() })
        #expect(!known.isEmpty)
        #expect(shown == known)
    }
}
