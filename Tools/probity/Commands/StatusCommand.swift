import ArgumentParser
import Attestation
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import DurableIO
import LedgerModel
import LogStore
import Merkle
import StrictJSON

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Size, root, segments, read models, verification, recoveries, sources.",
        discussion: """
            EXAMPLES
              probity status
              probity status --json
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption

    /// What the last verification left, for people.
    private static func verification(_ bytes: [UInt8]) -> String {
        guard let root = try? JSONDocument(bytes).root, let time = root["time"]?.string,
            let size = root["size"]?.uint64, let status = root["status"]?.uint64,
            let findings = root["findings"]?.uint64
        else { return "not readable" }
        let result = status == 0 ? "good" : "not good (status \(status), \(findings) findings)"
        return Terminal.plain("\(time), \(size) events: \(result)")
    }

    /// What recoveries cut, for people.
    private func tell(_ recoveries: [LedgerRecovery]) {
        for recovery in recoveries {
            let told =
                recovery.position.map { "told at \($0.value), \(recovery.recorded?.description ?? "")" }
                ?? "not told yet; the next writing verb does"
            Terminal.line(
                "recovered   \(recovery.byteCount) bytes cut at byte \(recovery.byteOffset) of segment "
                    + "\(SegmentName.text(recovery.segment)), \(told)")
        }
    }

    private static func write(_ recoveries: [LedgerRecovery], _ writer: inout JSONWriter) {
        writer.beginArray()
        for recovery in recoveries {
            writer.beginObject()
            writer.key("position")
            if let position = recovery.position { writer.uint64(position.value) } else { writer.null() }
            writer.key("recorded")
            if let time = recovery.recorded { writer.string(time.description) } else { writer.null() }
            writer.key("bytes")
            writer.uint64(recovery.byteCount)
            writer.key("segment")
            writer.uint64(recovery.segment)
            writer.key("byte")
            writer.uint64(recovery.byteOffset)
            writer.key("digest")
            writer.string(recovery.digest)
            writer.endObject()
        }
        writer.endArray()
    }

    private func tell(_ sources: [SourceRecords], _ now: Timestamp) {
        guard !sources.isEmpty else { return }
        Terminal.line("")
        Terminal.table(
            ["source", "events", "first", "last", "last recorded"],
            sources.map { source in
                [
                    source.source.description, String(source.events), source.first.description,
                    source.last.description, source.lastRecorded.description,
                ]
            })
        let feeds = sources.flatMap { source in source.coverage(asOf: now).map { (source.source, $0) } }
        guard !feeds.isEmpty else { return }
        Terminal.line("")
        Terminal.table(
            ["source", "feed", "contents", "last", "rhythm", "gaps", "silent since"],
            feeds.map { source, feed in
                [
                    source.description, feed.feed.word, String(feed.records), feed.last?.description ?? "",
                    "\(feed.rhythm)h", String(feed.gaps.count), feed.silentSince?.description ?? "",
                ]
            })
    }

    func run() throws {
        try carryOut("reading the status of \(place.path)") {
            let ledger = try place.open()
            try noteClock(of: ledger)
            let head = try ledger.head()
            let files = try ledger.segmentFiles()
            let checkpoint = try ledger.publishedCheckpoint()
            let models = ReadModels.status(of: ledger)
            let history = History(ledger)
            let now = try history.resolve(asOf: nil, knownAt: nil).asOf
            let sources = try SourceListing.read(history, below: ledger.size, isAboutNow: true)
            let recoveries = try ledger.recoveries()
            let quarantined = try QuarantineView(ledger).open.count
            let verified = try ledger.environment.files.contents(
                of: ledger.layout.lastVerification, limit: 65_536)
            let bytes = files.reduce(0) { $0 + $1.bytes }
            if output.json {
                Terminal.json { writer in
                    writer.beginObject()
                    writer.key("origin")
                    writer.string(ledger.origin.name.description)
                    writer.key("verifierKey")
                    writer.string(ledger.origin.verifierKey)
                    writer.key("epoch")
                    writer.uint64(UInt64(ledger.origin.epoch))
                    writer.key("epochBegan")
                    if let began = ledger.origin.began { writer.uint64(began.size) } else { writer.null() }
                    writer.key("size")
                    writer.uint64(ledger.size.value)
                    writer.key("root")
                    writer.string(head.root.base64)
                    writer.key("segments")
                    writer.int64(Int64(files.count))
                    writer.key("bytes")
                    writer.uint64(bytes)
                    writer.key("checkpointSize")
                    if let checkpoint { writer.uint64(checkpoint.head.size) } else { writer.null() }
                    writer.key("quarantined")
                    writer.int64(Int64(quarantined))
                    writer.key("projections")
                    writer.beginArray()
                    for model in models {
                        writer.beginObject()
                        writer.key("name")
                        writer.string(model.name)
                        writer.key("position")
                        writer.uint64(model.position)
                        writer.key("lag")
                        writer.uint64(model.lag)
                        writer.endObject()
                    }
                    writer.endArray()
                    writer.key("sources")
                    writer.beginArray()
                    for source in sources {
                        writer.beginObject()
                        writer.key("source")
                        writer.string(source.source.description)
                        writer.key("events")
                        writer.int64(source.events)
                        writer.key("first")
                        writer.string(source.first.description)
                        writer.key("last")
                        writer.string(source.last.description)
                        writer.key("lastRecorded")
                        writer.string(source.lastRecorded.description)
                        writer.key("feeds")
                        writer.beginArray()
                        for feed in source.coverage(asOf: now) { feed.write(&writer) }
                        writer.endArray()
                        writer.endObject()
                    }
                    writer.endArray()
                    writer.key("recoveries")
                    Self.write(recoveries, &writer)
                    writer.key("lastVerification")
                    if let verified, let document = try? JSONDocument(verified) {
                        writer.value(document.root)
                    } else {
                        writer.null()
                    }
                    writer.endObject()
                }
                return
            }
            Terminal.line("origin      \(ledger.origin.name)")
            if let began = ledger.origin.began {
                Terminal.line("epoch       \(ledger.origin.epoch), began at position \(began.size)")
            }
            Terminal.line("size        \(ledger.size.value) events")
            Terminal.line("root        \(head.root.base64)")
            Terminal.line("checkpoint  \(checkpoint.map { "\($0.head.size) events" } ?? "none yet")")
            Terminal.line("segments    \(files.count), \(bytes) bytes")
            for model in models {
                Terminal.line("\(model.name)  at \(model.position), \(model.lag) behind")
                if let problem = model.problem { Terminal.note(problem) }
            }
            Terminal.line("quarantine  \(quarantined) open")
            Terminal.line("verified    \(verified.map(Self.verification) ?? "never")")
            tell(recoveries)
            tell(sources, now)
        }
    }
}
