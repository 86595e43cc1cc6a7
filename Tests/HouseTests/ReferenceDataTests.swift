import Foundation
import Testing

@Suite("The reference data's files")
struct ReferenceDataTests {
    private static let folder = "Sources/EventCatalogue/Reference"
    private let files = Repository.names(in: folder)

    @Test("the files in the folder are those that the manifest embeds, in the order of their names")
    func embedded() throws {
        let target = Manifest(try Repository.text("Package.swift"))["EventCatalogue"]
        #expect(files.count > 2)
        #expect(target?.resources == files.map { "Reference/\($0)" })
    }

    @Test("each is read by the catalogue")
    func read() throws {
        let list = try Repository.text("Sources/EventCatalogue/ReferenceData/ReferenceFile.swift")
        for file in files { #expect(list.contains("name: \"\(file)\""), "\(file) is not read") }
    }

    @Test("each is ASCII with one row a line, and ends with a line's end")
    func shape() throws {
        for file in files {
            let text = try Repository.text(Self.folder + "/" + file)
            #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) }, "\(file)")
            #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"), "\(file)")
            let rows = text.split(separator: "\n").filter { $0.hasPrefix("{\"id\"") }.count
            #expect(rows == text.matches(of: /"id":/).count, "\(file)")
        }
    }

    @Test("the article has a row for each kind, with its file and its members")
    func article() throws {
        let article = Markdown(
            try Repository.text("Sources/EventCatalogue/EventCatalogue.docc/ReferenceData.md"))
        let rows = Markdown.rows(article.section("## Kinds"))
        var shown: Set<String> = []
        for row in rows {
            let file = row[1].filter { $0 != "`" }
            shown.insert(file)
            let data = Data(try Repository.text(Self.folder + "/" + file).utf8)
            let table = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect("`\(table["kind"] ?? "")`" == row[0], "\(file)")
            let own: Set = ["id", "validFrom", "validTo", "sources", "note", "conflict"]
            let used = Set((table["rows"] as? [[String: Any]] ?? []).flatMap(\.keys)).subtracting(own)
            let named = Set(row[2].matches(of: /`(\w+)`/).map { String($0.1) })
            #expect(!used.isEmpty && used.isSubset(of: named), "\(file): \(used.subtracting(named))")
        }
        #expect(shown == Set(files).subtracting(["edition.json", "documents.json"]))
        #expect(rows.count == shown.count)
    }

    @Test("the article names each conflict, and no other")
    func conflicts() throws {
        var used: Set<String> = []
        for file in files {
            let text = try Repository.text(Self.folder + "/" + file)
            for match in text.matches(of: /"conflict":"([^"]+)"/) { used.insert(String(match.1)) }
        }
        let article = Markdown(
            try Repository.text("Sources/EventCatalogue/EventCatalogue.docc/ReferenceData.md"))
        let rows = Markdown.rows(article.section("## Conflicts"))
        let named = rows.flatMap { row in row[0].matches(of: /`([^`]+)`/).map { String($0.1) } }
        #expect(!used.isEmpty && Set(named) == used && named.count == used.count)
    }
}
