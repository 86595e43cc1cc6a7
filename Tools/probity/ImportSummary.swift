import ComplianceLedger
import StrictJSON

/// What an import counted: `read` = `recorded` + `duplicates` + `revisions` + `quarantined`.
struct ImportSummary: Sendable {
    var file = ""
    var source: String?
    var formats: Set<String> = []
    var read: UInt64 = 0
    var recorded: UInt64 = 0
    var duplicates: UInt64 = 0
    var revisions: UInt64 = 0
    var unmapped: UInt64 = 0
    var quarantined: UInt64 = 0
    var events: UInt64 = 0
    var firstPosition: UInt64?
    var lastPosition: UInt64?
    /// Those of the recorded whose fact nobody dates, so that they stand at the time of their recording.
    var undated: UInt64 = 0
    /// Why records were refused, by code and what was found.
    var reasons: [String: UInt64] = [:]
    /// Why the file, or the rest of it, could not be read.
    var error: String?

    mutating func note(_ receipt: AppendReceipt) {
        switch receipt.outcome {
        case .recorded, .corroborated:
            recorded += 1
            if receipt.isUnmapped { unmapped += 1 }
        case .revised, .remapped: revisions += 1
        case .duplicate: duplicates += 1
        }
        events += receipt.eventCount
        if receipt.eventCount > 0 {
            firstPosition = min(firstPosition ?? .max, receipt.positions.lowerBound)
            lastPosition = max(lastPosition ?? 0, receipt.positions.upperBound - 1)
        }
    }

    mutating func add(_ other: ImportSummary) {
        formats.formUnion(other.formats)
        read += other.read
        recorded += other.recorded
        duplicates += other.duplicates
        revisions += other.revisions
        unmapped += other.unmapped
        quarantined += other.quarantined
        events += other.events
        undated += other.undated
        if let first = other.firstPosition { firstPosition = min(firstPosition ?? .max, first) }
        if let last = other.lastPosition { lastPosition = max(lastPosition ?? 0, last) }
        for (reason, count) in other.reasons { reasons[reason, default: 0] += count }
        if source == nil {
            source = other.source
        } else if other.source != nil, other.source != source {
            source = "several"
        }
    }

    func write(_ writer: inout JSONWriter, file: Bool) {
        writer.beginObject()
        if file {
            writer.key("file")
            writer.string(self.file)
        }
        writer.key("source")
        if let source { writer.string(source) } else { writer.null() }
        writer.key("format")
        switch formats.count {
        case 0: writer.null()
        case 1: writer.string(formats.first ?? "")
        default: writer.string("mixed")
        }
        for (name, value) in [
            ("read", read), ("recorded", recorded), ("duplicates", duplicates), ("revisions", revisions),
            ("unmapped", unmapped), ("quarantined", quarantined), ("events", events), ("undated", undated),
        ] {
            writer.key(name)
            writer.uint64(value)
        }
        for (name, value) in [("firstPosition", firstPosition), ("lastPosition", lastPosition)] {
            writer.key(name)
            if let value { writer.uint64(value) } else { writer.null() }
        }
        writer.key("reasons")
        writer.beginObject()
        for (reason, count) in reasons.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            writer.key(reason)
            writer.uint64(count)
        }
        writer.endObject()
        if let error {
            writer.key("error")
            writer.string(error)
        }
        writer.endObject()
    }
}
