import Testing

@Suite("The articles")
struct ArticleTests {
    private static let catalog = "Sources/Probity/Probity.docc/"

    @Test("the overview has a row for every module, on its floor")
    func overview() throws {
        let article = Markdown(try Repository.text(Self.catalog + "Overview.md"))
        var found: [String: Int] = [:]
        for row in Markdown.rows(article.section("## Floors")) {
            for name in row[1].split(separator: ",") {
                found[name.filter { $0 != "`" && $0 != " " }] = Int(row[0])
            }
        }
        #expect(found == Floors.floor.filter { !Floors.ofTests.contains($0.key) })
    }

    @Test(
        "the glossary has the vocabulary, each word once, in order",
        arguments: [
            [
                "source", "connector", "evidence", "private record", "coverage", "position", "stream", "tag",
                "record",
                "record key", "content tag", "segment", "block", "batch", "checkpoint", "torn tail",
                "identity",
                "quarantine", "replay", "projection", "as of", "known at", "road", "fold", "in force", "leaf",
            ]
        ])
    func glossary(_ vocabulary: [String]) throws {
        let article = Markdown(try Repository.text(Self.catalog + "Glossary.md"))
        let rows = Markdown.rows(article.section("## Words"))
        let words = rows.map { $0[0] }
        for word in vocabulary { #expect(words.contains(word), "\(word) is not explained") }
        #expect(words == words.sorted())
        #expect(Set(words).count == words.count)
        for row in rows { #expect(row.count == 2 && !row[1].isEmpty, "\(row[0]) means nothing") }
    }

    @Test("every link between articles leads to one")
    func links() throws {
        for path in Repository.files(below: ["Sources"]) where path.hasSuffix(".md") {
            let folder = path.split(separator: "/").prefix { !$0.hasSuffix(".docc") }.count + 1
            let catalog = path.split(separator: "/").prefix(folder).joined(separator: "/")
            let articles = Set(
                Repository.files(below: [catalog]).compactMap { file in
                    file.split(separator: "/").last.map { String($0.dropLast(3)) }
                })
            for match in try Repository.text(path).matches(of: /<doc:([^>]+)>/) {
                #expect(articles.contains(String(match.1)), "\(path): <doc:\(match.1)> leads nowhere")
            }
        }
    }

    @Test("every article has a title and an abstract, and decisions have their four parts")
    func shape() throws {
        let paths = Repository.files(below: ["Sources"]).filter { $0.hasSuffix(".md") }
        #expect(!paths.isEmpty)
        for path in paths {
            let article = Markdown(try Repository.text(path))
            #expect(article.lines.first?.hasPrefix("# ") == true, "\(path): no title")
            #expect(article.lines.count > 2 && !article.lines[2].isEmpty, "\(path): no abstract")
            guard path.contains("/Decisions/") else { continue }
            #expect(article.lines.contains { $0.hasPrefix("Status: ") }, "\(path): no status")
            for part in ["## Context", "## Decision", "## Consequences", "## Alternatives"] {
                #expect(!article.section(part).isEmpty, "\(path): no \(part)")
            }
        }
    }

    @Test("decisions are numbered without gaps, and the landing page lists each")
    func decisions() throws {
        let names = Repository.names(in: Self.catalog + "Decisions").map { String($0.dropLast(3)) }
        #expect(names.map { Int($0.prefix(4)) } == (1...max(names.count, 1)).map { $0 })
        let landing = try Repository.text(Self.catalog + "Probity.md")
        for name in names { #expect(landing.contains("<doc:\(name)>"), "\(name) is not listed") }
    }
}
