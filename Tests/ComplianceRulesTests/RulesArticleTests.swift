import EventCatalogue
import Foundation
import Testing

@testable import ComplianceRules

/// The article on the rules, held to the engine.
@Suite("The article on enforced rules")
struct RulesArticleTests {
    private static func text(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// The rows of the first table below a heading, without its head.
    private static func rows(below heading: String) throws -> [String] {
        let lines = try text("Sources/Probity/Probity.docc/EnforcedRules.md")
            .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        guard let start = lines.firstIndex(of: heading) else { return [] }
        return Array(
            lines[start...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2))
    }

    @Test("its table has each rule with its title, sources, when it refuses and the way out, in order")
    func table() throws {
        let expected = CommandRule.allCases.map { rule in
            let sources = rule.sources.map(\.description).joined(separator: ", ")
            return "| `\(rule.id)` | \(rule.title) | \(sources) | \(rule.refusesWhen) | \(rule.wayOut) |"
        }
        let found = try Self.rows(below: "## The rules")
        #expect(found == expected, "the table should be:\n\(expected.joined(separator: "\n"))")
    }

    @Test("its table of what cannot be told has each rule, in order")
    func undecided() throws {
        let expected = CommandRule.allCases.map { "| `\($0.id)` | \($0.undecidedWhen) |" }
        let found = try Self.rows(below: "## What cannot be told")
        #expect(found == expected, "the table should be:\n\(expected.joined(separator: "\n"))")
    }

    @Test("it names the documents by their titles")
    func documents() throws {
        let article = try Self.text("Sources/Probity/Probity.docc/EnforcedRules.md")
        for key in Set(CommandRule.allCases.flatMap(\.sources).map(\.document)) {
            let document = ReferenceData.current.documents.first { $0.key == key }
            #expect(document.map { article.contains("| `\(key)` | \($0.title) |") } == true, "\(key)")
        }
    }

    @Test("its sample is the one that is compiled")
    func sample() throws {
        let article = try Self.text("Sources/Probity/Probity.docc/EnforcedRules.md")
        let code = try Self.text("Tests/ProbityTests/EnforcingSample.swift")
        let body = code.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { !$0.hasPrefix("func ") }.dropFirst().prefix { $0 != "}" }
            .map { String($0.dropFirst(4)) }.joined(separator: "\n")
        #expect(body.contains("append(enforcing:") && article.contains("```swift\n" + body + "\n```"))
    }
}
