/// What one program, Probity's or another, says of one measurement; a JSON object on its standard output.
struct ProgramOutput: Codable, Hashable, Sendable {
    /// Microseconds of single operations.
    struct Latency: Codable, Hashable, Sendable {
        var count: Int
        var p50, p90, p99, p999, max: Double

        /// Nil of no values.
        init?(seconds: [Double]) {
            guard !seconds.isEmpty else { return nil }
            let sorted = seconds.sorted()
            func quantile(_ part: Double) -> Double {
                sorted[Swift.min(sorted.count - 1, Int(part * Double(sorted.count)))] * 1e6
            }
            count = sorted.count
            p50 = quantile(0.5)
            p90 = quantile(0.9)
            p99 = quantile(0.99)
            p999 = quantile(0.999)
            max = sorted[sorted.count - 1] * 1e6
        }
    }

    var name: String
    /// Events, or what else the mode counts.
    var events: Int
    /// Wall time, and processor time of user and system.
    var seconds, user, system: Double
    /// Bytes of records that went in or came out.
    var bytes: Int?
    /// What was written to files, and what of it stays there.
    var bytesWritten, storedBytes: Int?
    var syncs: Int?
    /// The largest resident anonymous memory that was seen.
    var anonymousKiB: Int?
    var latency: Latency?
    /// Of the result of a fold, and of the tree.
    var digest, root: String?
    var note: String?
    /// Further numbers by their names.
    var more: [String: Double]?

    var eventsPerSecond: Double { seconds > 0 ? Double(events) / seconds : 0 }
}
