import Foundation
import LogStore
import Testing

@testable import ComplianceLedger

@Suite("the article on the command line")
struct VerifyArticleTests {
    private static func article() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appendingPathComponent("Sources/Probity/Probity.docc/CommandLine.md")
        return String(decoding: try Data(contentsOf: path), as: UTF8.self)
    }

    @Test("has a row for every shape of damage, and names every part that verify may check")
    func words() throws {
        let article = try Self.article()
        let rows = article.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").first ?? "" }
        for word in DamageShape.words { #expect(rows.contains { $0.contains("`\(word)`") }, "\(word)") }
        for part in AuditReport.Part.allCases { #expect(article.contains("`\(part.rawValue)`"), "\(part)") }
    }
}
