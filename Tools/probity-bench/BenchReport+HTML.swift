// The page: one file, no script, light or dark as the reader has it.
extension BenchReport {
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Probity: benchmark</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <main>
        <h1>Probity: benchmark</h1>
        <p class="verdict \(isGood ? "good" : "failed")">\(Self.escaped(verdict))</p>
        \(run.trouble.map { "<p class=\"failed\">\(Self.escaped($0))</p>" }.joined(separator: "\n"))
        <h2>The run</h2>
        <table class="summary">
        <caption>Where and when it was measured</caption>
        <tbody>
        \(runRows.map(Self.pair).joined(separator: "\n"))
        </tbody>
        </table>
        <p>Numbers are medians of the quiet runs of each program, in a process of its own, taken in turn. A run is noisy
        where other processes kept more than \(Self.number(Sample.quietCores)) cores busy. Ratios are to the limit: the
        first program of C in a table.</p>
        \(comparisons.filter { !$0.isOfSeries }.map(section).joined(separator: "\n"))
        \(seriesSection)
        \(agreementSection)
        \(notMeasuredSection)
        </main>
        </body>
        </html>

        """
    }

    var verdict: String {
        var out: [String] = []
        if let partial = run.partial { out.append("Partial: \(partial). It shows what was measured before.") }
        if !run.trouble.isEmpty { out.append("Not everything went well: see below.") }
        if agreements.contains(where: { !$0.differing.isEmpty }) { out.append("Results differ: see below.") }
        if out.isEmpty { out.append("Everything that was asked for was measured, and all results agree.") }
        let samples = comparisons.flatMap(\.contestants).flatMap(\.samples)
        let noisy = samples.count(where: \.isNoisy)
        if noisy > 0 {
            out.append("\(Self.number(noisy)) of \(Self.number(samples.count)) runs were beside other load.")
        }
        return out.joined(separator: " ")
    }

    private var runRows: [(String, String)] {
        [
            ("Machine", run.machine), ("Commit", run.commit), ("Began", run.began),
            ("Took", "\(Self.number(run.seconds)) s"), ("Size", run.size),
            ("Events of the work", Self.number(run.events)), ("Seed", "\(run.seed)"),
            ("Rounds", "\(run.rounds)"),
        ]
            + works.map {
                (
                    "A work of \(Self.number($0.events)) events",
                    "\(Self.number($0.recordBytes / max(1, $0.events))) bytes a record, "
                        + "\(Self.number($0.devices)) devices, \($0.types.count) types"
                )
            }
    }

    private func section(_ comparison: Comparison) -> String {
        let head = [
            "Program", "\(comparison.unit) a second", "least to largest", "of the limit", "µs each",
            "µs of processor each", "MB a second", "bytes written each", "bytes kept each", "syncs per 1,000",
            "MiB of memory",
            "bound by", "runs",
        ]
        return """
            <h2 id="\(Self.escaped(comparison.id))">\(Self.escaped(comparison.title))</h2>
            <p>\(Self.escaped(comparison.about))</p>
            \(comparison.bars)
            <div class="wide">
            <table>
            <caption>\(Self.escaped(comparison.title))</caption>
            <thead>
            <tr>\(head.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined())</tr>
            </thead>
            <tbody>
            \(comparison.contestants.map { Self.line($0, comparison) }.joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            \(comparison.latencyTable)
            """
    }

    private static func line(_ contestant: Contestant, _ comparison: Comparison) -> String {
        let name =
            "<tr class=\"\(contestant.role.rawValue)\"><th scope=\"row\">\(escaped(contestant.name))<br>"
            + "<small>\(escaped(contestant.terms))</small></th>"
        guard let summary = contestant.summary else {
            return name + "<td colspan=\"12\" class=\"open\">not measured</td></tr>"
        }
        func cell(_ value: Double?) -> String {
            "<td class=\"number\">\(value.map { number($0) } ?? "")</td>"
        }
        let ratio = summary.ofLimit.map { number($0) + " ×" } ?? ""
        let runs =
            summary.quiet == summary.all
            ? "\(summary.all)"
            : summary.quiet == 0 ? "\(summary.all), all noisy" : "\(summary.quiet) of \(summary.all) quiet"
        return name + cell(summary.rate)
            + "<td class=\"number\">\(number(summary.leastRate)) to \(number(summary.largestRate))</td>"
            + "<td class=\"number\">\(ratio)</td>" + cell(summary.microseconds)
            + cell(summary.processorMicroseconds) + cell(summary.megabytes) + cell(summary.bytesWritten)
            + cell(summary.bytesStored)
            + cell(summary.syncsPerThousand) + cell(summary.anonymousMiB)
            + "<td>\(escaped(summary.bottleneck))</td><td class=\"\(summary.quiet == 0 ? "open" : "")\">\(runs)</td></tr>"
    }

    private var seriesSection: String {
        let rows = comparisons.filter { $0.isOfSeries && $0.contestants.contains { $0.summary != nil } }
            .sorted { $0.events < $1.events }
        guard !rows.isEmpty else { return "" }
        let names = rows[0].contestants.map(\.name)
        let lines = rows.map { row in
            "<tr><th scope=\"row\">\(Self.number(row.events))</th>"
                + row.contestants.map { contestant in
                    let summary = contestant.summary
                    return "<td class=\"number\">\(summary.map { Self.number($0.rate) } ?? "")</td>"
                        + "<td class=\"number\">\(summary.map { Self.number($0.processorMicroseconds) } ?? "")</td>"
                        + "<td class=\"number\">\(summary?.anonymousMiB.map { Self.number($0) } ?? "")</td>"
                }.joined() + "</tr>"
        }
        let head = names.map {
            "<th scope=\"col\">\(Self.escaped($0)): a second</th><th scope=\"col\">µs of processor</th>"
                + "<th scope=\"col\">MiB of memory</th>"
        }
        return """
            <h2 id="series">How the cost grows</h2>
            <p>Batches of 1,000, each synced, on works of different sizes.</p>
            <div class="wide">
            <table>
            <caption>Cost by the number of events</caption>
            <thead><tr><th scope="col">Events</th>\(head.joined())</tr></thead>
            <tbody>
            \(lines.joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            """
    }

    private var agreementSection: String {
        let rows = agreements.map { agreement in
            "<tr><th scope=\"row\">\(Self.escaped(agreement.what))</th>"
                + "<td><code>\(Self.escaped(agreement.value))</code></td>"
                + "<td>\(Self.escaped(agreement.agreeing.joined(separator: ", ")))</td>"
                + "<td class=\"\(agreement.differing.isEmpty ? "" : "failed")\">"
                + "\(Self.escaped(agreement.differing.isEmpty ? "nobody" : agreement.differing.joined(separator: ", ")))</td></tr>"
        }
        guard !rows.isEmpty else { return "" }
        return """
            <h2 id="agreement">What has to be the same</h2>
            <div class="wide">
            <table>
            <caption>Digests of results, by whom they were reached</caption>
            <thead><tr><th scope="col">Of</th><th scope="col">Digest</th><th scope="col">Reached by</th>
            <th scope="col">Missed by</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            """
    }

    private var notMeasuredSection: String {
        guard !notMeasured.isEmpty else { return "" }
        let rows = notMeasured.map {
            "<tr><th scope=\"row\">\(Self.escaped($0.name))</th><td>\(Self.escaped($0.reason))</td></tr>"
        }
        return """
            <h2 id="not-measured">Not measured</h2>
            <table>
            <caption>What is missing, with the reason</caption>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }

    private static func pair(_ row: (String, String)) -> String {
        "<tr><th scope=\"row\">\(escaped(row.0))</th><td>\(escaped(row.1))</td></tr>"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static let style = """
        :root { color-scheme: light dark; --text: #1c1c1c; --page: #fff; --line: #bbb; --head: #f0f0f0;
          --good: #0a5d1f; --bad: #a40000; --open: #7a4d00; --probity: #1f5fa8; --limit: #767676; --peer: #a2671a; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e8e8e8; --page: #161616; --line: #555; --head: #262626; --good: #7ddb93;
            --bad: #ff9a94; --open: #f2c46d; --probity: #7db3f0; --limit: #a8a8a8; --peer: #e0a95c; } }
        body { font: 16px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); margin: 0; }
        main { max-width: 90rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } p { max-width: 60rem; }
        .verdict { font-size: 1.1rem; font-weight: 600; border-left: .4rem solid; padding-left: .8rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; } table.summary, table.narrow { width: auto; }
        caption { text-align: left; padding: .3rem 0; }
        th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
        thead th { background: var(--head); } th[scope=row] { font-weight: 500; }
        tr.probity th[scope=row] { font-weight: 700; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .good { color: var(--good); } .failed { color: var(--bad); font-weight: 600; }
        .open { color: var(--open); font-weight: 600; }
        code { overflow-wrap: anywhere; } small { overflow-wrap: anywhere; }
        svg { max-width: 100%; height: auto; } svg text { fill: var(--text); font: 13px system-ui, sans-serif; }
        svg .probity { fill: var(--probity); } svg .limit { fill: var(--limit); } svg .peer { fill: var(--peer); }
        svg .whisker { stroke: var(--text); stroke-width: 1.5; }
        @media print { body { font-size: 10pt; color: #000; background: #fff; } .wide { overflow: visible; }
          main { max-width: none; padding: 0; } tr { break-inside: avoid; } thead { display: table-header-group; } }
        """
}
