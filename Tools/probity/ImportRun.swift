import ComplianceLedger
import Connectors
import Dispatch
import DurableIO
import EventCatalogue
import Glibc
import LedgerModel
import StrictJSON
import Synchronization

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
    /// Why records were refused, by code and what was found.
    var reasons: [String: UInt64] = [:]

    mutating func note(_ receipt: AppendReceipt) {
        switch receipt.outcome {
        case .recorded, .corroborated:
            recorded += 1
            if receipt.isUnmapped { unmapped += 1 }
        case .revised: revisions += 1
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
            ("unmapped", unmapped), ("quarantined", quarantined), ("events", events),
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
        writer.endObject()
    }
}

/// One file on its way into the ledger: split, read by the connector, appended in groups while the next ones
/// are being read, refused input kept.
final class ImportRun {
    private let ledger: Ledger
    private let quarantine: Quarantine
    private let context: ConnectorContext
    private let connector = EntraConnector()
    private(set) var summary = ImportSummary()

    private var group: [(submission: Submission, place: SourceRecordPlace)] = []
    private var groupBytes = 0
    private var groupEvents = 0
    /// Groups that are being drafted, written or awaited, in the order in which they were sent.
    private var inFlight: [PendingGroup] = []
    /// Hands groups to the writer one after the other: an append drafts its records on the thread that calls.
    private let sender = DispatchQueue(label: "probity.import.sender")
    /// Parts of an oversized record that has not ended.
    private var oversizedParts: UInt32 = 0

    private static let groupRecords = 1_000
    private static let groupByteLimit = 4 << 20
    private static let groupEventLimit = 8_192
    /// Groups are in flight together only within these bounds, so that the writer's queue holds them.
    private static let groupsInFlight = 2
    private static let bytesInFlight = 2 * groupByteLimit
    private static let chunkBytes = 1 << 20

    init(_ ledger: Ledger, quarantine: Quarantine, context: ConnectorContext) {
        self.ledger = ledger
        self.quarantine = quarantine
        self.context = context
    }

    /// Imports one file; `-` is standard input.
    func run(_ path: String) throws -> ImportSummary {
        summary = ImportSummary(file: path)
        let descriptor = path.utf8.elementsEqual("-".utf8) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ImportError(path: path, errno: errno) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        // Nothing is sent any more once this returns, whatever happened.
        defer { sender.sync {} }
        var splitter = RecordSplitter()
        var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
        var isEmpty = true
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw ImportError(path: path, errno: errno)
            }
            if count == 0 { break }
            isEmpty = false
            let items = chunk.withUnsafeBytes {
                splitter.consume(UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
            try take(items, path)
        }
        try take(splitter.finish(), path)
        if isEmpty { Terminal.note("\(path) is empty") }
        try send()
        try settle(downTo: 0)
        try quarantine.flush()
        return summary
    }

    /// Reads the records of a chunk on all processors, and goes on with what came of them in their order.
    private func take(_ items: [SplitItem], _ path: String) throws {
        let connector = self.connector
        let context = self.context
        let readings = mapOnAllProcessors(items) { item -> ReadingResult? in
            item.kind == .record ? connector.read(item.bytes, context) : nil
        }
        for (item, reading) in zip(items, readings) { try take(item, reading, path) }
    }

    private func take(_ item: SplitItem, _ reading: ReadingResult?, _ path: String) throws {
        let place = SourceRecordPlace(
            file: path, byte: UInt64(item.offset), line: UInt64(item.line),
            element: item.element.map { UInt64($0) })
        switch item.kind {
        case .envelope: return
        case .malformed(let reason):
            guard !item.bytes.isEmpty else { return }
            refuse(
                code: reason.rawValue, field: nil, expected: "a JSON value",
                found: "\(item.bytes.count) bytes that are none",
                place, item.bytes)
        case .oversizedPiece(let isFirst, let isLast):
            if isFirst { oversizedParts = 0 }
            try quarantine.add(
                QuarantineEntry(
                    code: "input.oversized", expected: "at most \(Limits.inputRecordBytes) bytes",
                    found: "more",
                    place: place, received: ledger.environment.clock.now(), bytes: item.bytes,
                    part: oversizedParts,
                    parts: isLast ? oversizedParts + 1 : .max))
            oversizedParts += 1
            if isLast { count("input.oversized") }
        case .record:
            switch reading {
            case nil: return
            case .rejected(let rejection):
                refuse(
                    code: rejection.code, field: rejection.field, expected: rejection.expected,
                    found: rejection.found,
                    place, item.bytes)
            case .submissions(let submissions):
                for submission in submissions {
                    summary.read += 1
                    if summary.source == nil { summary.source = submission.source.description }
                    summary.formats.insert(Self.format(of: submission))
                    group.append((submission, place))
                    groupBytes += submission.evidence?.count ?? 0
                    groupEvents += submission.events.count
                    if group.count >= Self.groupRecords || groupBytes >= Self.groupByteLimit
                        || groupEvents >= Self.groupEventLimit
                    {
                        try send()
                    }
                }
            }
        }
    }

    private func refuse(
        code: String, field: String?, expected: String, found: String, _ place: SourceRecordPlace,
        _ bytes: [UInt8]
    ) {
        do {
            try quarantine.add(
                QuarantineEntry(
                    code: code, field: field, expected: expected, found: found, place: place,
                    received: ledger.environment.clock.now(), bytes: bytes))
            // What is no JSON is summed up by its code; what is another record, by what it is.
            count(code.utf8.starts(with: "record.".utf8) ? "\(code): \(found)" : code)
        } catch {
            failure = error
        }
    }

    private var failure: (any Error)?

    private func count(_ reason: String) {
        summary.read += 1
        summary.quarantined += 1
        summary.reasons[reason, default: 0] += 1
    }

    /// Hands the group to the writer, once there is room for it among those in flight.
    private func send() throws {
        if let failure { throw failure }
        guard !group.isEmpty else { return }
        try settle(downTo: Self.groupsInFlight - 1)
        let waitingBytes = inFlight.reduce(0) { $0 + $1.bytes }
        if waitingBytes + groupBytes > Self.bytesInFlight { try settle(downTo: 0) }
        let pending = PendingGroup(group, bytes: groupBytes)
        pending.send(to: ledger, on: sender)
        inFlight.append(pending)
        group = []
        groupBytes = 0
        groupEvents = 0
    }

    /// Waits for the oldest groups until at most `count` are in flight, and counts what became of them.
    private func settle(downTo count: Int) throws {
        while inFlight.count > count { try settle(inFlight.removeFirst()) }
    }

    private func settle(_ pending: PendingGroup) throws {
        for (result, entry) in zip(pending.wait(), pending.entries) {
            switch result {
            case .success(let receipt): summary.note(receipt)
            case .failure(.failed(let cause)): throw cause
            case .failure(.overloaded(let seconds)): throw AppendError.overloaded(retryAfterSeconds: seconds)
            case .failure(let error):
                summary.read -= 1
                refuse(
                    code: "ledger.refused", field: nil, expected: "a record within the limits",
                    found: "\(error)",
                    entry.place, entry.submission.evidence ?? [])
            }
        }
    }
}

/// A file that could not be read.
struct ImportError: Error, CustomStringConvertible {
    let path: String
    let errno: Int32

    var description: String { "could not read \(path): \(String(cString: strerror(errno)))" }
}

extension ImportRun {
    private static let signInKey: [UInt8] = [0, 0, 0, 6] + Array("signIn".utf8)

    /// The format of a submission: its key begins with the kind of record.
    static func format(of submission: Submission) -> String {
        submission.key.starts(with: signInKey)
            ? SourceFormat.entraSignIn.rawValue : SourceFormat.entraAudit.rawValue
    }
}
