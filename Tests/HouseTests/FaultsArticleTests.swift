import FaultRecords
import Testing

@Suite("The article about faults")
struct FaultsArticleTests {
    private let article: Markdown
    private let switches: [String]
    private let sources: TestSources

    init() throws {
        article = Markdown(try Repository.text("Sources/Probity/Probity.docc/Faults.md"))
        let lines = Markdown(try Repository.text("Tests/DurabilitySimulation/Sabotage.swift")).lines
        switches = lines.compactMap { line in
            line.firstMatch(of: /^    case (\w+)$/).map { String($0.1) }
        }
        sources = try TestSources.ofTree.get()
    }

    @Test("its table has each sabotage once, with a test that is there and commits it")
    func sabotages() {
        #expect(!switches.isEmpty)
        let rows = Markdown.rows(article.section("## Sabotage"))
        #expect(rows.map { Self.word($0[0]) }.sorted() == switches.sorted())
        for row in rows {
            let (name, test) = (Self.word(row[0]), Self.word(row[2]))
            #expect(row.count == 3 && !row[1].isEmpty, "\(name)")
            guard let body = sources.body(of: test) else {
                Issue.record("\(name): there is no test \(test)")
                continue
            }
            #expect(body.contains { $0.contains(".\(name)") }, "\(name): \(test) does not commit it")
        }
    }

    @Test("each sabotage has its row in the report")
    func rows() {
        let expected = switches.map { name in
            "sabotage-"
                + name.reduce(into: "") { out, letter in
                    out += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
                }
        }
        let rows = ExpectedRow.all.filter { $0.part == .sabotage }
        #expect(rows.map(\.row).sorted() == expected.sorted())
        for row in rows {
            let isNamed = article.section("## Sabotage").contains { $0.contains("`\(row.test)`") }
            #expect(isNamed, "\(row.test) is not in the table")
        }
    }

    @Test("its parts are those of the report, and its options those of the script")
    func partsAndOptions() throws {
        let tables = article.section("## The report")
        let words = Markdown.rows(tables).map { Self.word($0[0]) }
        for part in FaultRecord.Part.allCases { #expect(words.contains(part.rawValue), "\(part)") }
        let script = try Repository.text("Tools/faults")
        let options = Set(
            script.matches(of: /^#   Tools\/faults (--[a-z-]+)/.anchorsMatchLineEndings()).map { $0.1 })
        let named = Set(words.compactMap { $0.firstMatch(of: /^--[a-z-]+[a-z]/).map { $0.0 } })
        #expect(options == named)
    }

    @Test("it says what remains ambiguous, and what is not tried")
    func limits() {
        #expect(article.section("## What remains ambiguous").count { $0.hasPrefix("- ") } > 3)
        #expect(article.section("## What is not tried").count { $0.hasPrefix("- ") } > 3)
    }

    /// What stands between backticks; the cell itself where nothing does.
    private static func word(_ cell: String) -> String {
        cell.firstMatch(of: /`([^`]+)`/).map { String($0.1) } ?? cell
    }
}
