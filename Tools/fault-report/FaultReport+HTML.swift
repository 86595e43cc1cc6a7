import FaultRecords
import Foundation

// The page for whoever reads the report: one file, no script, light or dark as the reader has it.
extension FaultReport {
    var html: String {
        let title = "Faults: " + (isGood ? "nothing lost, nothing silent" : "not good")
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <h1>Probity: report of all faults</h1>
            <p class="verdict \(isGood ? "good" : "failed")">\(verdict)</p>
            \(run.trouble.map { "<p class=\"failed\">\(Self.escaped($0))</p>" }.joined(separator: "\n"))
            <h2>Summary</h2>
            <table class="summary">
            <caption>What was done, and what came of it</caption>
            <tbody>
            \(summaryRows.map { Self.pair($0.0, $0.1) }.joined(separator: "\n"))
            </tbody>
            </table>
            \(FaultRecord.Part.allCases.map(section).joined(separator: "\n"))
            </main>
            </body>
            </html>

            """
    }

    private var verdict: String {
        isGood
            ? "Nothing acknowledged was lost, no change was silent, and every expected row was run or says "
                + "why not."
            : "Not good: see the rows that are marked failed, not run or unlisted."
    }

    private var summaryRows: [(String, String)] {
        let run = summary.rows - summary.notRun - summary.skipped
        return [
            ("Rows run", "\(Self.number(run)) of \(Self.number(summary.rows))"),
            ("Rows good", Self.number(summary.good)), ("Rows failed", Self.number(summary.failed)),
            ("Rows skipped, with the reason", Self.number(summary.skipped)),
            ("Rows not run", Self.number(summary.notRun)),
            ("Faults committed", Self.number(summary.faults)),
            ("Events acknowledged before", Self.number(summary.acknowledged)),
            ("Acknowledged events lost", Self.number(summary.lost)),
            ("Silent changes", Self.number(summary.silent)),
            ("Sabotages caught", "\(summary.sabotagesCaught) of \(summary.sabotages)"),
            ("Fuzz executions", Self.number(summary.fuzzExecutions)), ("Began", self.run.began),
            ("Took", "\(Self.number(self.run.seconds)) s"), ("Machine", self.run.machine),
            ("Commit", self.run.commit), ("Effort", self.run.effort),
            ("Rows asked for", self.run.only ?? "all"),
        ]
    }

    private func section(_ part: FaultRecord.Part) -> String {
        let rows = rows.filter { $0.part == part }
        guard !rows.isEmpty else { return "" }
        let head = [
            "Row", "Fault", "What has to hold", "Committed", "Noticed", "Acknowledged", "Lost", "Silent",
            "Failed", "Outcome",
        ]
        return """
            <h2 id="\(part.rawValue)">\(Self.name(part))</h2>
            <div class="wide">
            <table>
            <caption>\(Self.name(part)): \(rows.count) \(rows.count == 1 ? "row" : "rows")</caption>
            <thead>
            <tr>\(head.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr>
            </thead>
            <tbody>
            \(rows.map(Self.line).joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            """
    }

    private static func name(_ part: FaultRecord.Part) -> String {
        switch part {
        case .crashes: "Crashes and power cuts"
        case .calls: "Calls that fail"
        case .bytes: "Bytes that change"
        case .binary: "The real command"
        case .projections: "Read models"
        case .parsers: "Parsers"
        case .sabotage: "Sabotage: tests of the tests"
        }
    }

    private static func line(_ row: ReportRow) -> String {
        let isDone = row.status != .notRun && row.status != .skipped
        func count(_ value: Int?, isBad: Bool = false) -> String {
            let text = isDone ? value.map(number) ?? "" : ""
            return "<td class=\"number\(isBad && value ?? 0 > 0 ? " failed" : "")\">\(text)</td>"
        }
        let seeds = row.seeds.map { "<br><small>seeds \(escaped($0))</small>" } ?? ""
        let reason = row.reason.map { "<br><small>\(escaped($0))</small>" } ?? ""
        let style = row.status.rawValue.replacing(" ", with: "-")
        return "<tr><th scope=\"row\"><code>\(escaped(row.row))</code><br><small>\(escaped(row.test))</small>"
            + "\(seeds)</th><td>\(escaped(row.fault))</td><td>\(escaped(row.expectation))</td>"
            + count(row.committed) + count(row.noticed) + count(row.acknowledged)
            + count(row.lost, isBad: true) + count(row.silent, isBad: true) + count(row.failed, isBad: true)
            + "<td class=\"\(style)\">\(row.status.rawValue)\(reason)</td></tr>"
    }

    private static func pair(_ name: String, _ value: String) -> String {
        "<tr><th scope=\"row\">\(escaped(name))</th><td>\(escaped(value))</td></tr>"
    }

    /// `12,345`, whatever the machine's locale.
    static func number(_ value: Int) -> String {
        var out = ""
        for (index, digit) in String(value.magnitude).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { out.append(",") }
            out.append(digit)
        }
        return (value < 0 ? "-" : "") + String(out.reversed())
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static let style = """
        :root { color-scheme: light dark; --text: #1c1c1c; --page: #fff; --line: #bbb; --head: #f0f0f0;
          --good: #0a5d1f; --bad: #a40000; --open: #7a4d00; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e8e8e8; --page: #161616; --line: #555; --head: #262626;
            --good: #7ddb93; --bad: #ff9a94; --open: #f2c46d; } }
        body { font: 16px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); margin: 0; }
        main { max-width: 90rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
        .verdict { font-size: 1.1rem; font-weight: 600; border-left: .4rem solid; padding-left: .8rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; } table.summary { width: auto; }
        caption { text-align: left; padding: .3rem 0; }
        th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
        thead th { background: var(--head); } th[scope=row] { font-weight: 500; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .good { color: var(--good); } .failed { color: var(--bad); font-weight: 600; }
        .skipped, .not-run, .unlisted { color: var(--open); font-weight: 600; }
        code { overflow-wrap: anywhere; } small { overflow-wrap: anywhere; }
        @media print { body { font-size: 10pt; color: #000; background: #fff; } .wide { overflow: visible; }
          main { max-width: none; padding: 0; } tr { break-inside: avoid; } thead { display: table-header-group; } }
        """
}
