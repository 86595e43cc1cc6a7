// The short form, for a terminal.
extension BenchReport {
    var text: String {
        var lines = [
            run.machine,
            "\(run.size), \(Self.number(run.events)) events, \(run.rounds) rounds, \(run.seconds) s", verdict,
        ]
        lines += run.trouble.map { "trouble: \($0)" }
        for comparison in comparisons where comparison.contestants.contains(where: { $0.summary != nil }) {
            lines.append("")
            lines.append("\(comparison.title) (\(comparison.unit) a second)")
            for contestant in comparison.contestants {
                guard let summary = contestant.summary else { continue }
                let ratio = summary.ofLimit.map { Self.number($0) + " × limit" } ?? ""
                let noise = summary.quiet == 0 ? ", noisy" : ""
                lines.append(
                    "  " + Self.padded(contestant.name, 34) + Self.leading(Self.number(summary.rate), 12)
                        + "  "
                        + Self.padded(ratio, 14) + Self.leading(Self.number(summary.processorMicroseconds), 8)
                        + " µs of processor, \(summary.bottleneck)\(noise)")
            }
        }
        lines.append("")
        for agreement in agreements {
            lines.append(
                "\(agreement.what): \(agreement.agreeing.count) agree"
                    + (agreement.differing.isEmpty
                        ? "" : ", NOT: " + agreement.differing.joined(separator: ", ")))
        }
        lines += notMeasured.map { "not measured: \($0.name): \($0.reason)" }
        return lines.joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func leading(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}
