import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import Projections
import StrictJSON

/// What is known of sources, from the read models where the question is about all that is known.
enum SourceListing {
    /// - Parameters:
    ///   - isAboutNow: whether all that was recorded is known in the question.
    ///   - instead: what is said to be done where the read models cannot answer.
    static func read(
        _ history: History, below prefix: TreeSize, isAboutNow: Bool, instead: String = "reading the log"
    ) throws -> [SourceRecords] {
        try ReadModels.find(about: history.ledger, isAboutNow: isAboutNow, instead: instead) {
            reading throws(ProjectionError) in
            try reading.sources()
        } otherwise: {
            let progress = ProgressBar("reading")
            let found = try history.coverage(below: prefix) { progress.show($0, of: prefix.value) }
            progress.end()
            return found
        }
    }
}

extension FeedCoverage {
    /// Members of an object that says when the feed was reporting.
    func write(_ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("feed")
        writer.string(feed.word)
        for (name, value) in [("contents", records), ("unplaced", unplaced)] {
            writer.key(name)
            writer.int64(value)
        }
        for (name, instant) in [
            ("first", first), ("last", last), ("cursor", cursor), ("lastRecorded", lastRecorded),
        ] {
            writer.key(name)
            if let instant { writer.string(instant.description) } else { writer.null() }
        }
        writer.key("rhythm")
        writer.string("\(rhythm)h")
        writer.key("gaps")
        writer.int64(Int64(gaps.count))
        writer.key("longestGap")
        if let longestGap { writer.string("\(longestGap.hours)h") } else { writer.null() }
        writer.key("silentSince")
        if let silentSince { writer.string(silentSince.description) } else { writer.null() }
        writer.endObject()
    }
}
