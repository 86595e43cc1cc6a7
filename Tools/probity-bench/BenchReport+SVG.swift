extension BenchReport.Comparison {
    private typealias Report = BenchReport

    /// Bars of the rates, with what lies between the slowest and the fastest run; empty where none is to be
    /// compared.
    var bars: String {
        let shown = contestants.compactMap { contestant in contestant.summary.map { (contestant, $0) } }
        guard shown.count > 1, let largest = shown.map(\.1.largestRate).max(), largest > 0 else { return "" }
        let (left, right, row) = (260.0, 900.0, 26.0)
        func x(_ rate: Double) -> Double { left + (right - left) * rate / largest }
        var out = ""
        for (index, (contestant, summary)) in shown.enumerated() {
            let y = Double(index) * row + 4
            let middle = y + row / 2 - 2
            out +=
                "<text x=\"\(Self.text(left - 8))\" y=\"\(Self.text(middle + 4))\" text-anchor=\"end\">"
                + "\(Report.escaped(contestant.name))</text>"
                + "<rect class=\"\(contestant.role.rawValue)\" x=\"\(Self.text(left))\" y=\"\(Self.text(y))\" "
                + "width=\"\(Self.text(max(1, x(summary.rate) - left)))\" height=\"\(Self.text(row - 6))\"/>"
                + "<line class=\"whisker\" x1=\"\(Self.text(x(summary.leastRate)))\" "
                + "x2=\"\(Self.text(x(summary.largestRate)))\" y1=\"\(Self.text(middle))\" y2=\"\(Self.text(middle))\"/>"
                + "<text x=\"\(Self.text(x(summary.largestRate) + 6))\" y=\"\(Self.text(middle + 4))\">"
                + "\(Report.number(summary.rate))</text>"
        }
        let height = Double(shown.count) * row + 8
        return
            "<svg viewBox=\"0 0 1000 \(Self.text(height))\" width=\"1000\" height=\"\(Self.text(height))\" role=\"img\" "
            + "aria-label=\"\(Report.escaped(title)): \(Report.escaped(unit)) a second\">\(out)</svg>"
    }

    /// How long single operations took; empty where nobody measured them.
    var latencyTable: String {
        let shown = contestants.compactMap { contestant in
            contestant.summary?.latency.map { (contestant, $0) }
        }
        guard !shown.isEmpty else { return "" }
        let rows = shown.map { contestant, latency in
            "<tr><th scope=\"row\">\(Report.escaped(contestant.name))</th>"
                + [latency.p50, latency.p90, latency.p99, latency.p999, latency.max].map {
                    "<td class=\"number\">\(Report.number($0))</td>"
                }.joined() + "<td class=\"number\">\(Report.number(latency.count))</td></tr>"
        }
        return """
            <table class="narrow">
            <caption>Microseconds that one took: the run nearest to the median</caption>
            <thead><tr><th scope="col">Program</th><th scope="col">half within</th><th scope="col">90 %</th>
            <th scope="col">99 %</th><th scope="col">99.9 %</th><th scope="col">max</th><th scope="col">of</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            \(Self.curves(shown))
            """
    }

    /// Latencies on a logarithmic scale, one line for each program, a mark for each share.
    private static func curves(_ shown: [(BenchReport.Contestant, ProgramOutput.Latency)]) -> String {
        let values = shown.map { [$0.1.p50, $0.1.p90, $0.1.p99, $0.1.p999, $0.1.max].map { max($0, 0.1) } }
        guard let least = values.joined().min(), let largest = values.joined().max(), largest > least else {
            return ""
        }
        let (low, high) = (decade(below: least), decade(above: largest))
        let (left, right, row) = (260.0, 980.0, 24.0)
        func x(_ value: Double) -> Double {
            left + (right - left) * (logarithm(value) - low) / Swift.max(1, high - low)
        }
        var out = ""
        for (index, (contestant, _)) in shown.enumerated() {
            let y = Double(index) * row + 14
            out +=
                "<text x=\"\(text(left - 8))\" y=\"\(text(y + 4))\" text-anchor=\"end\">\(Report.escaped(contestant.name))</text>"
                + "<line class=\"whisker\" x1=\"\(text(x(values[index][0])))\" x2=\"\(text(x(values[index][4])))\" "
                + "y1=\"\(text(y))\" y2=\"\(text(y))\"/>"
                + values[index].map {
                    "<circle class=\"\(contestant.role.rawValue)\" cx=\"\(text(x($0)))\" cy=\"\(text(y))\" r=\"4\"/>"
                }.joined()
        }
        let bottom = Double(shown.count) * row + 20
        for power in Int(low)...Int(high) {
            let place = text(left + (right - left) * (Double(power) - low) / Swift.max(1, high - low))
            out += "<text x=\"\(place)\" y=\"\(text(bottom))\" text-anchor=\"middle\">\(label(power))</text>"
        }
        return
            "<svg viewBox=\"0 0 1000 \(text(bottom + 8))\" width=\"1000\" height=\"\(text(bottom + 8))\" role=\"img\" "
            + "aria-label=\"Latencies: half, 90, 99, 99.9 per cent and the largest\">\(out)</svg>"
    }

    private static func label(_ power: Int) -> String {
        ["0.1 µs", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s", "10 s"][
            Swift.min(Swift.max(power + 1, 0), 8)]
    }

    private static func decade(below value: Double) -> Double {
        Swift.max(-1, logarithm(value).rounded(.down))
    }
    private static func decade(above value: Double) -> Double { Swift.min(7, logarithm(value).rounded(.up)) }

    /// To the base of ten.
    private static func logarithm(_ value: Double) -> Double {
        var (left, power) = (value, 0.0)
        while left >= 10 {
            left /= 10
            power += 1
        }
        while left < 1 {
            left *= 10
            power -= 1
        }
        // Between 1 and 10: halving the interval is near enough for a drawing.
        var (step, part, root) = (0.5, 0.0, 10.0.squareRoot())
        for _ in 0..<20 {
            if left >= root {
                left /= root
                part += step
            }
            step /= 2
            root = root.squareRoot()
        }
        return power + part
    }

    private static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
