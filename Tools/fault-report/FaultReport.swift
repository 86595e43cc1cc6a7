import FaultRecords
import Foundation

/// What a run of the tests of faults came to.
struct FaultReport: Codable, Hashable {
    /// How the run was made.
    struct Run: Codable, Hashable {
        /// When it began, in UTC.
        var began: String
        /// Seconds from its beginning to its end.
        var seconds: Int
        var machine: String
        /// The commit that was tested; with `+ changes` where the tree held others.
        var commit: String
        /// `quick` or `nightly`.
        var effort: String
        /// The rows that were asked for; nil for all.
        var only: String?
        /// What did not end well besides the rows: `the tests ended with status 1`.
        var trouble: [String]
    }

    struct Summary: Codable, Hashable {
        var rows: Int
        var good: Int
        var failed: Int
        var skipped: Int
        var notRun: Int
        var unlisted: Int
        /// Faults that were committed; what fuzzers ran is counted apart.
        var faults: Int
        var acknowledged: Int
        var lost: Int
        var silent: Int
        var sabotages: Int
        var sabotagesCaught: Int
        var fuzzExecutions: Int
    }

    var run: Run
    var isGood: Bool
    var summary: Summary
    /// By part, and there by name.
    var rows: [ReportRow]

    /// What is left out where a script could not run, and why.
    struct Skip {
        /// What the tests' names begin with: `Tools/fuzz`.
        var test: String
        var reason: String
    }

    init(
        _ records: [FaultRecord], expected: [ExpectedRow], skips: [Skip] = [], run: Run
    ) {
        var byRow = Dictionary(grouping: records, by: \.row)
        var rows: [ReportRow] = []
        for row in expected {
            let reason = skips.first { row.test.hasPrefix($0.test) }?.reason
            rows.append(
                ReportRow(byRow.removeValue(forKey: row.row) ?? [], isExpected: true)
                    ?? ReportRow(missing: row, reason: reason))
        }
        rows += byRow.values.compactMap { ReportRow($0, isExpected: false) }
        let parts = FaultRecord.Part.allCases
        func place(_ row: ReportRow) -> (Int, String) { (parts.firstIndex(of: row.part) ?? 0, row.row) }
        rows.sort { place($0) < place($1) }
        self.rows = rows
        self.run = run
        summary = Summary(rows)
        isGood =
            run.trouble.isEmpty && summary.failed == 0 && summary.notRun == 0 && summary.unlisted == 0
            && summary.good > 0
    }

    /// Reads lines of JSON, each a record. A line that is none is told, not passed over.
    static func records(_ lines: String) -> (records: [FaultRecord], unreadable: [Int]) {
        var records: [FaultRecord] = []
        var unreadable: [Int] = []
        let all = lines.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in all.enumerated() where !line.isEmpty {
            if let record = try? JSONDecoder().decode(FaultRecord.self, from: Data(line.utf8)) {
                records.append(record)
            } else {
                unreadable.append(index + 1)
            }
        }
        return (records, unreadable)
    }

    /// `faults.json`.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// What the terminal is told.
    var text: String {
        var lines: [String] = []
        for row in rows where row.status != .good {
            lines.append("\(row.status.rawValue): \(row.row): \(row.reason ?? "no record of it came")")
        }
        lines += run.trouble
        let run = summary.rows - summary.notRun - summary.skipped
        lines.append(
            "\(run) of \(summary.rows) rows run, \(summary.good) good, \(summary.failed) failed, "
                + "\(summary.skipped) skipped, \(summary.notRun) not run")
        lines.append(
            "\(summary.faults) faults committed, \(summary.acknowledged) events acknowledged, "
                + "\(summary.lost) lost, \(summary.silent) silent changes, "
                + "\(summary.sabotagesCaught) of \(summary.sabotages) sabotages caught, "
                + "\(summary.fuzzExecutions) fuzz executions")
        return lines.joined(separator: "\n")
    }
}

extension FaultReport.Summary {
    init(_ rows: [ReportRow]) {
        func count(_ status: ReportRow.Status) -> Int { rows.count { $0.status == status } }
        self.rows = rows.count
        good = count(.good)
        failed = count(.failed)
        skipped = count(.skipped)
        notRun = count(.notRun)
        unlisted = count(.unlisted)
        let isFuzz = { (row: ReportRow) in row.row.hasPrefix("fuzz-") }
        faults = rows.filter { !isFuzz($0) }.reduce(0) { $0 + $1.committed }
        acknowledged = rows.reduce(0) { $0 + $1.acknowledged }
        lost = rows.reduce(0) { $0 + $1.lost }
        silent = rows.reduce(0) { $0 + $1.silent }
        let sabotage = rows.filter { $0.part == .sabotage }
        sabotages = sabotage.count
        sabotagesCaught = sabotage.count { $0.status == .good && $0.noticed ?? 0 > 0 }
        fuzzExecutions = rows.filter(isFuzz).reduce(0) { $0 + $1.committed }
    }
}
