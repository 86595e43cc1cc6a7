import LedgerModel

/// How long it is between two instants, for people and for programs.
struct DurationText {
    /// Whole seconds, rounded down; held at the ends of the range. Negative where the first is later.
    let seconds: Int64

    init(from first: Timestamp, to second: Timestamp) {
        let (distance, overflow) = second.nanoseconds.subtractingReportingOverflow(first.nanoseconds)
        let held = overflow ? (second < first ? Int64.min : .max) : distance
        seconds = held / 1_000_000_000 - (held % 1_000_000_000 < 0 ? 1 : 0)
    }

    /// The two largest units: `3d 4h`, `2h 5m`, `40s`.
    var text: String {
        guard seconds >= 0 else { return "in the future" }
        let units: [(String, Int64)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.1 }) else { return "0s" }
        let whole = seconds / units[first].1
        let rest = seconds % units[first].1
        guard first + 1 < units.count, rest >= units[first + 1].1 else { return "\(whole)\(units[first].0)" }
        return "\(whole)\(units[first].0) \(rest / units[first + 1].1)\(units[first + 1].0)"
    }
}
