import EventCatalogue
import Foundation
import Testing

/// The articles that say what carries each statement of the documents, held to the code and to the tests.
@Suite("The articles on traceability")
struct TraceabilityTests {
    private static let names = try? SourceNames()

    /// The articles that have rows, each with its document.
    private static let articles = [
        "TraceMaaS360Access": "S000", "TraceMaaS360Enrolment": "S001", "TraceMobileIronCore": "S002",
        "TraceWorkspaceOne": "S003", "TraceJamfPro": "S004",
    ]

    private static func article(_ name: String) throws -> String {
        try String(
            contentsOf: SourceNames.root.appendingPathComponent("Sources/Probity/Probity.docc/\(name).md"),
            encoding: .utf8)
    }

    private static func all() throws -> String {
        try articles.keys.sorted { (articles[$0] ?? "") < (articles[$1] ?? "") }.map { try article($0) }
            .joined(separator: "\n")
    }

    @Test("every statement of every document is carried by something that is there, and proven by a test")
    func complete() throws {
        let names = try #require(Self.names)
        let table = TraceTable(try Self.all())
        let faults = TraceTargets(sources: names).faults(of: table)
        #expect(faults.isEmpty, "\(faults.count) faults:\n\(faults.joined(separator: "\n"))")
        #expect(table.rows.count == 223)
    }

    @Test(
        "each article names its document by its title, and has its rows alone",
        arguments: articles.keys.sorted())
    func titles(_ name: String) throws {
        let key = Self.articles[name]
        let text = try Self.article(name)
        let document = try #require(ReferenceData.current.documents.first { $0.key == key })
        #expect(text.contains(document.title))
        let rows = TraceTable(text).rows
        #expect(!rows.isEmpty && rows.allSatisfy { $0.document == key })
        let overview = try Self.article("Traceability")
        #expect(
            overview.contains("| <doc:\(name)> | \(document.title) | `\(document.key)` | \(rows.count) |"),
            "the overview lacks | <doc:\(name)> | \(document.title) | `\(document.key)` | \(rows.count) |")
    }

    @Test("each statement that a suite's cases are about names the suite")
    func named() throws {
        let rows = TraceTable(try Self.all()).rows
        for (test, facts) in TraceTargets.told {
            for fact in facts.sorted() {
                let row = rows.first { $0.name == fact }
                #expect(row?.tests.contains { $0.name == test } == true, "\(fact) does not name \(test)")
            }
        }
    }

    /// A change of the rows, and the fault that it has to be told by.
    private static let planted: [(from: String, to: String, fault: String)] = [
        ("| S000.4 |", "| S000.3 |", "S000.4: missing"),
        ("| S000.4 |", "| S000.3 |", "S000.3: doubled"),
        ("| S002.39 |", "| S002.40 |", "S002.40: unknown"),
        ("| S001.29 |", "| S009.29 |", "S009.29: unknown"),
        ("`type partner.feature_enabled`", "`type partner.feature_disabled`", "no such type"),
        ("`field partner.configured.directory`", "`field partner.configured.folder`", "no such field"),
        ("`rule R46`", "`rule R460`", "no such rule"),
        ("`row extension-macos`", "`row extension-linux`", "no such row"),
        // A row that is there, and has another statement as its source.
        ("`row extension-macos`", "`row extension-ios`", "no such row"),
        ("`fold EnrolmentAssessment`", "`fold EnrolmentGuess`", "no such fold"),
        // A type that is there, and in another room.
        ("`fold EnrolmentAssessment`", "`fold CloudEventReader`", "no such fold"),
        ("`test PartnerRuleTests.said`", "`test PartnerRuleTests.unsaid`", "no such test"),
        ("`test PartnerRuleTests.said`", "`test PartnerRuleTests.cases`", "no such test"),
        ("`test PartnerRuleTests.said`", "`nothing`", "no reference"),
        ("`test PartnerRuleTests.said`", "`hope said`", "no such hope"),
        // A suite whose cases are about other statements.
        ("`test PartnerRuleTests.said`", "`test JamfProFactTests.said`", "no such test"),
    ]

    @Test("a planted fault is found, and named", arguments: planted.indices)
    func faults(_ index: Int) throws {
        let names = try #require(Self.names)
        let change = Self.planted[index]
        let text = try Self.all()
        let place = try #require(text.range(of: change.from), "\(change.from) is not there")
        let changed = text.replacingCharacters(in: place, with: change.to)
        let found = TraceTargets(sources: names).faults(of: TraceTable(changed))
        #expect(found.contains { $0.contains(change.fault) }, "\(found)")
    }

    @Test("a row that names nothing is a fault, and so is a test that only its name tells")
    func nothing() throws {
        let names = try #require(Self.names)
        let found = TraceTargets(sources: names).faults(
            of: TraceTable("| S000.1 | what the document says | | |\n| S000.2 | x | `rule R46` | |\n"))
        #expect(found.contains("S000.1: no carrier") && found.contains("S000.1: no test"))
        #expect(found.contains("S000.2: no test") && found.contains("S000.2: text"))
        #expect(SourceNames.tests(of: "struct A {\n    func b() {}\n    @Test func c() {}\n}") == ["A.c"])
    }
}
