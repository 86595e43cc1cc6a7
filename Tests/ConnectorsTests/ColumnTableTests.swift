import Foundation
import Testing

@testable import Connectors

@Suite("The table of columns")
struct ColumnTableTests {
    @Test("names each column that is not the member of its name, and no other")
    func columns() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let article = root.appendingPathComponent("Sources/Probity/Probity.docc/SourceFormats.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\n## Log Analytics\n").dropFirst().first)
        let rows = section.components(separatedBy: "\n\n")[1].matches(of: /\n\| `(\w+)` \| (.*) \|/)
        let named = Dictionary(rows.map { (String($0.1), String($0.2)) }) { first, _ in first }
        for column in LogAnalyticsColumn.all {
            let name = "\(column.name)"
            let usual = name.prefix(1).lowercased() + name.dropFirst()
            let isUsual: Bool
            switch column.place {
            case .table, .category, .envelope: isUsual = false
            case .both, .signIn, .audit: isUsual = usual == "\(column.member)"
            }
            #expect((named[name] == nil) == isUsual, "\(name)")
            if !isUsual, column.place != .table {
                #expect(named[name]?.contains("`\(column.member)`") == true, "\(name)")
            }
        }
        #expect(Set(named.keys).isSubset(of: LogAnalyticsColumn.all.map { "\($0.name)" }))
    }
}
