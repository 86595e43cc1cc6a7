import Connectors
import Foundation
import StrictCSV
import StrictJSON
import StrictXML
import Testing

@Suite("The table of refusals")
struct RefusalTableTests {
    /// Codes that no reader gives, but whoever puts input into the ledger.
    private static let others = ["input.oversized", "ledger.refused"]

    @Test("names each code that a refusal may have, once, and no other")
    func codes() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let article = root.appendingPathComponent("Sources/Probity/Probity.docc/SourceFormats.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let named = text.matches(of: /\n\| `([a-z]+\.[a-z0-9_]+)` (?=\|)/).map { String($0.1) }
            .filter { !Self.isType($0) }
        let codes = Set(
            Rejection.Code.allCases.map(\.rawValue) + SplitReason.allCases.map(\.rawValue)
                + JSONSyntaxError.Code.allCases.map(\.rawValue)
                + CSVSyntaxError.Code.allCases.map(\.rawValue)
                + XMLSyntaxError.Code.allCases.map(\.rawValue)
                + LineSyntaxError.Code.allCases.map(\.rawValue) + Self.others)
        #expect(Set(named) == codes)
        #expect(named.count == Set(named).count)
    }

    /// Rows of the tables of events begin with a type.
    private static func isType(_ name: String) -> Bool {
        ["csv.", "input.", "json.", "page.", "record.", "ledger.", "line.", "cef.", "xml."].allSatisfy {
            !name.hasPrefix($0)
        }
            || name == "record.observed"
    }
}
