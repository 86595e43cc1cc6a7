import FaultRecords

/// One row of the report: what all records of it add up to.
struct ReportRow: Codable, Hashable {
    /// What became of a row.
    enum Status: String, Codable {
        case good
        case failed
        /// Nothing was done, and the records say why.
        case skipped
        /// No record of it came.
        case notRun = "not run"
        /// Records of it came, and nobody expected them: the list of rows has to be mended.
        case unlisted
    }

    var row: String
    var part: FaultRecord.Part
    var fault = ""
    var expectation = ""
    var test: String
    var committed = 0
    var noticed: Int?
    var acknowledged = 0
    var lost = 0
    var silent = 0
    var failed = 0
    var seeds: String?
    var seconds = 0.0
    /// Records that were added up.
    var reports = 0
    var status = Status.notRun
    /// Why it is not good; for a row that is good, what of it was left out.
    var reason: String?

    /// A row of which nothing came.
    init(missing expected: ExpectedRow, reason: String?) {
        row = expected.row
        part = expected.part
        test = expected.test
        status = reason == nil ? .notRun : .skipped
        self.reason = reason
    }

    /// - Parameter records: all of one row; at least one.
    init?(_ records: [FaultRecord], isExpected: Bool) {
        guard let first = records.first else { return nil }
        row = first.row
        part = first.part
        fault = first.fault
        expectation = first.expectation
        test = first.test
        for record in records {
            committed += record.committed
            if let count = record.noticed { noticed = (noticed ?? 0) + count }
            acknowledged += record.acknowledged
            lost += record.lost
            silent += record.silent
            failed += record.failed
            seconds += record.seconds
        }
        reports = records.count
        seeds = SeedRanges.joined(records.compactMap(\.seeds))
        let skipped = records.compactMap(\.skipped)
        reason = skipped.isEmpty ? nil : Set(skipped).sorted().joined(separator: "; ")
        if let fault = badness {
            status = .failed
            reason = ([fault] + [reason].compactMap { $0 }).joined(separator: "; ")
        } else if committed == 0, !skipped.isEmpty {
            status = .skipped
        } else if committed == 0 {
            status = .failed
            reason = "nothing was committed"
        } else if !isExpected {
            status = .unlisted
            reason = "it is not among the expected rows"
        } else {
            status = .good
        }
    }

    /// What is bad about the numbers; nil where nothing is.
    private var badness: String? {
        var out: [String] = []
        if lost > 0 { out.append("\(lost) acknowledged events were lost") }
        if silent > 0 { out.append("\(silent) changes were silent") }
        if failed > 0 { out.append("\(failed) faults left what must not be") }
        if part == .sabotage, noticed == 0 { out.append("the sabotage went unnoticed") }
        return out.isEmpty ? nil : out.joined(separator: ", ")
    }
}

/// Ranges of seeds as records name them.
enum SeedRanges {
    /// `0..<100` and `100..<200` are `0..<200`; what is no range stays as it is.
    static func joined(_ texts: [String]) -> String? {
        var ranges: [Range<UInt64>] = []
        var others: [String] = []
        for text in texts {
            let ends = text.components(of: "..<").compactMap { UInt64($0) }
            if ends.count == 2, ends[0] <= ends[1] {
                ranges.append(ends[0]..<ends[1])
            } else if !others.contains(text) {
                others.append(text)
            }
        }
        var joined: [Range<UInt64>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        let all = joined.map { "\($0.lowerBound)..<\($0.upperBound)" } + others
        return all.isEmpty ? nil : all.joined(separator: ", ")
    }
}

extension String {
    /// The parts between a separator.
    fileprivate func components(of separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
