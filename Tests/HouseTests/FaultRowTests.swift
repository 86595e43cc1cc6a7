import FaultRecords
import Testing

@Suite("The rows of the report of faults")
struct FaultRowTests {
    private let sources: TestSources

    init() throws { sources = try TestSources.ofTree.get() }

    @Test("each row that a test reports is expected, of its part and by its test")
    func reportedRows() {
        let rows = sources.rows
        #expect(!rows.isEmpty)
        for row in rows where row.isWrittenOut {
            guard let expected = ExpectedRow.all.first(where: { $0.row == row.name }) else {
                Issue.record(
                    "add to ExpectedRow.all: ExpectedRow(\"\(row.name)\", .\(row.part), \"\(row.test ?? "")\")"
                )
                continue
            }
            #expect(expected.part.rawValue == row.part, "\(row.name)")
            if let test = row.test, !test.contains("\\(") { #expect(expected.test == test, "\(row.name)") }
        }
    }

    @Test("each expected row is reported by a source, and its test exists")
    func expectedRows() {
        for row in ExpectedRow.all {
            if row.test.hasPrefix("Tools/") {
                let script = row.test.prefix { $0 != " " }
                #expect(Repository.exists(String(script)), "\(row.row): there is no \(script)")
                continue
            }
            #expect(sources.mayReport(row.row), "\(row.row): no source reports it")
            #expect(sources.body(of: row.test) != nil, "\(row.row): there is no test \(row.test)")
        }
    }

    @Test("each row is expected once, under a name in lower case with hyphens")
    func names() {
        let names = ExpectedRow.all.map(\.row)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(name)") }
    }

    @Test("rows are found in sources as they are written")
    func scanning() {
        let planted = TestSources(texts: [
            """
            @Suite struct PlantedTests {
                @Test func first() {
                    var one = FaultRecord(
                        "one-row", .bytes, fault: "a", expectation: "b",
                        test: "PlantedTests/first")
                    let two = FaultRecord("two-\\(kind)", .calls, fault: "a", expectation: "b", test: name)
                }
                @Test func second() { later("length-extremes-\\(name)", "is no row") }
            }
            """
        ])
        #expect(planted.rows.map(\.name) == ["one-row", "two-\\(kind)"])
        #expect(planted.rows.map(\.part) == ["bytes", "calls"])
        #expect(planted.rows.map(\.test) == ["PlantedTests/first", nil])
        for row in ["one-row", "two-write", "length-extremes-block"] { #expect(planted.mayReport(row)) }
        for row in ["one-row-more", "one", "three-write", "block"] { #expect(!planted.mayReport(row)) }
        #expect(planted.body(of: "PlantedTests/first")?.count == 4)
        #expect(planted.body(of: "PlantedTests/third") == nil)
        #expect(planted.body(of: "OtherTests/first") == nil)
    }
}
