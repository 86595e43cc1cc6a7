import FaultRecords
import Foundation
import Testing

@testable import fault_report

@Suite("The report of faults")
struct FaultReportTests {
    private static let run = FaultReport.Run(
        began: "2026-01-01T00:00:00Z", seconds: 1_234, machine: "a <machine>", commit: "abc", effort: "quick",
        only: nil, trouble: [])
    private static let expected = [
        ExpectedRow("one", .bytes, "ATests/one"), ExpectedRow("two", .calls, "ATests/two"),
        ExpectedRow("sabotage-x", .sabotage, "BTests/x"),
        ExpectedRow("fuzz-block", .parsers, "Tools/fuzz --only block"),
    ]

    private static func record(
        _ row: String, _ part: FaultRecord.Part = .bytes, _ change: (inout FaultRecord) -> Void = { _ in }
    ) -> FaultRecord {
        var record = FaultRecord(row, part, fault: "a & b", expectation: "<all>", test: "ATests/" + row)
        record.committed = 10
        change(&record)
        return record
    }

    private static let good = [
        record("one") { $0.acknowledged = 7 }, record("two", .calls),
        record("sabotage-x", .sabotage) { $0.noticed = 3 },
        record("fuzz-block", .parsers) { $0.committed = 99 },
    ]

    private static func report(
        _ records: [FaultRecord], skips: [FaultReport.Skip] = [], trouble: [String] = []
    ) -> FaultReport {
        var run = run
        run.trouble = trouble
        return FaultReport(records, expected: expected, skips: skips, run: run)
    }

    @Test("a run of which every row is good is good")
    func allGood() {
        let report = Self.report(Self.good)
        #expect(report.isGood)
        #expect(report.rows.map(\.status) == [.good, .good, .good, .good])
        #expect(report.summary.faults == 30)
        #expect(report.summary.fuzzExecutions == 99)
        #expect(report.summary.acknowledged == 7)
        #expect(report.summary.sabotagesCaught == 1 && report.summary.sabotages == 1)
    }

    @Test("parts of one row are added up, and their seeds joined")
    func addingUp() throws {
        let parts = [("100..<200", 2), ("0..<100", 3), ("300..<301", 0)].map { seeds, lost in
            Self.record("one") {
                $0.seeds = seeds
                $0.noticed = 4
                $0.acknowledged = 5
                $0.lost = lost
                $0.silent = 1
                $0.failed = lost
                $0.seconds = 0.5
            }
        }
        let row = try #require(ReportRow(parts, isExpected: true))
        #expect(row.committed == 30 && row.noticed == 12 && row.acknowledged == 15)
        #expect(row.lost == 5 && row.silent == 3 && row.failed == 5 && row.seconds == 1.5)
        #expect(row.seeds == "0..<200, 300..<301")
        #expect(row.reports == 3 && row.status == .failed)
    }

    @Test("one event lost, one silent change, or one fault that left what must not be, is not good")
    func badNumbers() {
        let changes: [(inout FaultRecord) -> Void] = [
            { $0.lost = 1 }, { $0.silent = 1 }, { $0.failed = 1 }, { $0.committed = 0 },
        ]
        for change in changes {
            var records = Self.good
            change(&records[0])
            let report = Self.report(records)
            #expect(!report.isGood)
            #expect(report.rows.first { $0.row == "one" }?.status == .failed)
            #expect(report.summary.failed == 1)
        }
    }

    @Test("a sabotage that nothing noticed is not good")
    func unnoticed() {
        var records = Self.good
        records[2].noticed = 0
        let report = Self.report(records)
        #expect(!report.isGood && report.summary.sabotagesCaught == 0)
    }

    @Test("a row of which nothing came is not run, and that is not good")
    func notRun() {
        let report = Self.report(Array(Self.good.dropFirst()))
        #expect(report.rows.first { $0.row == "one" }?.status == .notRun)
        #expect(!report.isGood && report.summary.notRun == 1)
        #expect(report.html.contains("not run") && report.text.contains("not run: one"))
        #expect(!Self.report([]).isGood)
    }

    @Test("what is skipped with a reason is shown with it, and is not bad")
    func skipped() {
        var records = Self.good
        records[0].committed = 0
        records[0].skipped = "no strace here"
        var report = Self.report(records)
        #expect(report.isGood && report.summary.skipped == 1)
        #expect(report.html.contains("no strace here"))
        report = Self.report(
            Array(Self.good.dropLast()),
            skips: [FaultReport.Skip(test: "Tools/fuzz", reason: "cannot be built")])
        #expect(report.isGood && report.summary.skipped == 1)
        #expect(report.rows.first { $0.row == "fuzz-block" }?.reason == "cannot be built")
        // Losses do not hide behind a skipped part.
        records[0].lost = 1
        #expect(!Self.report(records).isGood)
    }

    @Test("a row that nobody expected, and trouble besides the rows, are not good")
    func unlisted() {
        let report = Self.report(Self.good + [Self.record("three")])
        #expect(!report.isGood && report.summary.unlisted == 1)
        let trouble = Self.report(Self.good, trouble: ["the tests ended with status 1"])
        #expect(!trouble.isGood && trouble.html.contains("the tests ended with status 1"))
    }

    @Test("lines are read as records, and one that is none is told")
    func lines() throws {
        let line = String(decoding: try JSONEncoder().encode(Self.good[0]), as: UTF8.self)
        let (records, unreadable) = FaultReport.records(line + "\n\n{\"row\":\n" + line + "\n")
        #expect(records.count == 2 && records.first?.row == "one")
        #expect(unreadable == [3])
    }

    @Test("the page stands alone: nothing from outside, no script, and texts are escaped")
    func page() throws {
        let html = Self.report(Self.good).html
        for word in ["http:", "https:", "<script", "@import", "url(", "src="] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(
            html.contains("a &amp; b") && html.contains("&lt;all&gt;") && html.contains("a &lt;machine&gt;"))
        #expect(html.contains("prefers-color-scheme: dark") && html.contains("@media print"))
        #expect(html.contains("1,234 s"))
        #expect(FaultReport.number(1_234_567) == "1,234,567" && FaultReport.number(0) == "0")
        let again = try JSONDecoder().decode(FaultReport.self, from: Self.report(Self.good).json())
        #expect(again == Self.report(Self.good))
    }

    @Test("the tests to run are those of the rows, scripts left out")
    func filter() {
        #expect(FaultReportCommand.filter(Self.expected) == "[./](ATests/one|ATests/two|BTests/x)\\(")
        #expect(FaultReportCommand.filter([Self.expected[3]]) == "")
        #expect(Options(["--a", "1", "--b", "2", "--b", "3"])?.all("--b") == ["2", "3"])
        #expect(Options(["--a"]) == nil && Options(["a", "b"]) == nil)
    }
}
