import ComplianceLedger
import StrictJSON

/// What an append counted: `read` = `recorded` + `duplicates` + `refused`.
struct AppendSummary: Sendable {
    var read: UInt64 = 0
    var recorded: UInt64 = 0
    var duplicates: UInt64 = 0
    var refused: UInt64 = 0
    var events: UInt64 = 0
    var firstPosition: UInt64?
    var lastPosition: UInt64?
    /// Up to the last receipt.
    var taken = Duration.zero
    /// How long the read models took.
    var projecting = Duration.zero

    mutating func note(_ receipt: AppendReceipt) {
        if receipt.outcome == .duplicate { duplicates += 1 } else { recorded += 1 }
        events += receipt.eventCount
        guard receipt.eventCount > 0 else { return }
        firstPosition = min(firstPosition ?? .max, receipt.positions.lowerBound)
        lastPosition = max(lastPosition ?? 0, receipt.positions.upperBound - 1)
    }

    /// Writes the members of an object.
    func write(_ writer: inout JSONWriter) {
        for (name, value) in [
            ("read", read), ("recorded", recorded), ("duplicates", duplicates), ("refused", refused),
            ("events", events),
        ] {
            writer.key(name)
            writer.uint64(value)
        }
        for (name, value) in [("firstPosition", firstPosition), ("lastPosition", lastPosition)] {
            writer.key(name)
            if let value { writer.uint64(value) } else { writer.null() }
        }
        writer.key("milliseconds")
        writer.int64(Int64(taken / .milliseconds(1)))
        writer.key("projectingMilliseconds")
        writer.int64(Int64(projecting / .milliseconds(1)))
    }

    /// For people, on one line.
    var text: String {
        "\(recorded) recorded, \(duplicates) there already, \(refused) refused; "
            + "\(Int64(Double(read) / max(taken / .seconds(1), 0.000_001))) a second to the last receipt, "
            + "read models took \(Int64(projecting / .milliseconds(1))) ms"
    }
}
