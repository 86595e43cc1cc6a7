public import LedgerModel

/// An instant as people write it: RFC 3339, a date, `-30d`, or `@N`.
public enum TimeExpression: Hashable, Sendable {
    case instant(Timestamp)
    /// So many seconds before now.
    case ago(seconds: Int64)
    case position(GlobalPosition)

    /// Reads one. A bare date is that day's last instant, UTC. Units: `s`, `m`, `h`, `d`, `w`.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "@") {
            guard let number = UInt64(text.dropFirst()) else { return nil }
            self = .position(GlobalPosition(number))
        } else if bytes.first == UInt8(ascii: "-") {
            guard let unit = bytes.last, let seconds = Self.seconds[unit],
                let count = Int64(text.dropFirst().dropLast()), count >= 0
            else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: seconds)
            guard !overflow else { return nil }
            self = .ago(seconds: product)
        } else if bytes.count == 10, let start = Timestamp(rfc3339: bytes + Array("T00:00:00Z".utf8)) {
            self = .instant(start.adding(seconds: 86_400).adding(nanoseconds: -1))
        } else if let instant = Timestamp(rfc3339: bytes) {
            self = .instant(instant)
        } else {
            return nil
        }
    }

    private static let seconds: [UInt8: Int64] = [
        UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3_600, UInt8(ascii: "d"): 86_400,
        UInt8(ascii: "w"): 604_800,
    ]
}

/// The two clocks of a question, resolved.
public struct ResolvedTimes: Hashable, Sendable {
    /// When it happened.
    public var asOf: Timestamp
    /// When the ledger had learned it.
    public var knownAt: Timestamp
    /// The prefix of the log that was known then.
    public var prefix: TreeSize
    /// How much the log holds now.
    public var size: TreeSize
    /// Whether the last recorded time stands for now, as the clock is behind it.
    public var isClockBehind = false

    /// Whether the question is about all that is known.
    public var isNow: Bool { prefix == size }
}
