import ComplianceLedger
import Connectors
import Dispatch
import EventCatalogue
import LedgerModel
import StrictJSON

/// One file on its way into the ledger: split, read by the connector, appended in groups while the next ones
/// are being read, refused input kept.
final class ImportRun {
    private let ledger: Ledger
    private let quarantine: Quarantine
    private let context: ConnectorContext
    private let connector = VendorConnector()
    private(set) var summary = ImportSummary()
    /// The batches of which a record was met.
    private(set) var batches = BatchCheck()

    private var submissions: [Submission] = []
    /// One for each of `submissions`.
    private var origins: [ImportedRecord] = []
    /// Bytes of their evidence.
    private var groupEvidence = 0
    /// The sum of their ``LedgerModel/Submission/byteCount``.
    private var groupBytes = 0
    private var groupEvents = 0
    /// Groups that are being drafted, written or awaited, in the order in which they were sent.
    private var inFlight: [PendingGroup<ImportedRecord>] = []
    /// Hands groups to the writer one after the other: an append drafts its records on the thread that calls.
    private let sender = DispatchQueue(label: "probity.import.sender")
    /// Parts of an oversized record that has not ended.
    private var oversizedParts: UInt32 = 0

    private static let groupRecords = 1_000
    private static let groupEvidenceLimit = 4 << 20
    private static let groupEventLimit = 8_192
    private static let groupsInFlight = 2
    private static let chunkBytes = 1 << 20

    init(_ ledger: Ledger, quarantine: Quarantine, context: ConnectorContext) {
        self.ledger = ledger
        self.quarantine = quarantine
        self.context = context
    }

    /// Imports one file. Where it cannot be read to its end, what was read of it is recorded, and the summary
    /// has the error.
    func run(_ file: InputFile) throws -> ImportSummary {
        summary = ImportSummary(file: file.name)
        // Nothing is sent any more once this returns, whatever happened.
        defer { sender.sync {} }
        do {
            var splitter = InputSplitter()
            var isEmpty = true
            try file.forEachChunk(of: Self.chunkBytes) { chunk in
                isEmpty = false
                try take(splitter.consume(chunk), file.name)
            }
            try take(splitter.finish(), file.name)
            if isEmpty { Terminal.note("\(file.name) is empty") }
        } catch let error as ImportError {
            Terminal.note("\(error)")
            summary.error = "\(error)"
        }
        try send()
        try settle(downTo: 0)
        if let failure { throw failure }
        try quarantine.flush()
        return summary
    }

    /// Reads the records of a chunk on all processors, and goes on with what came of them in their order.
    private func take(_ items: [SplitItem], _ path: String) throws {
        let connector = self.connector
        let context = self.context
        var readings = mapOnAllProcessors(items) { item -> ReadingResult? in
            item.kind == .record ? connector.read(item.bytes, context) : nil
        }
        for index in items.indices { try take(items[index], readings[index].take(), path) }
    }

    private func take(_ item: SplitItem, _ reading: consuming ReadingResult?, _ path: String) throws {
        let place = SourceRecordPlace(
            file: path, byte: UInt64(item.offset), line: UInt64(item.line),
            element: item.element.map { UInt64($0) })
        switch item.kind {
        case .envelope: return
        case .malformed(let reason):
            guard !item.bytes.isEmpty else { return }
            refuse(
                code: reason.rawValue, field: nil, expected: reason.expected,
                found: reason.found ?? "\(item.bytes.count) bytes that are none", place, item.bytes)
        case .oversizedPiece(let isFirst, let isLast):
            if isFirst { oversizedParts = 0 }
            let code = item.pieceReason?.rawValue ?? "input.oversized"
            try quarantine.add(
                QuarantineEntry(
                    code: code,
                    expected: item.pieceReason?.expected ?? "at most \(Limits.inputRecordBytes) bytes",
                    found: item.pieceReason.map { $0.found ?? "bytes that are none" } ?? "more",
                    place: place, received: ledger.environment.clock.now(), bytes: item.bytes,
                    part: oversizedParts,
                    parts: isLast ? oversizedParts + 1 : .max))
            oversizedParts += 1
            if isLast { count(code) }
        case .record:
            switch consume reading {
            case nil: return
            case .rejected(let rejection):
                refuse(
                    code: rejection.code, field: rejection.field, expected: rejection.expected,
                    found: rejection.found,
                    place, item.bytes)
            case .submissions(var read):
                // Moved on, not copied: a copy would count the references of all their parts.
                read.reverse()
                while let submission = read.popLast() {
                    summary.read += 1
                    if summary.source == nil { summary.source = submission.source.description }
                    summary.formats.insert(Self.format(ofKey: submission.key))
                    let bytes = submission.byteCount
                    if groupBytes + bytes > PendingGroupLimits.bytes { try send() }
                    groupBytes += bytes
                    groupEvidence += submission.evidence?.count ?? 0
                    groupEvents += submission.events.count
                    let origin = ImportedRecord(submission, at: place)
                    submissions.append(submission)
                    origins.append(origin)
                    if submissions.count >= Self.groupRecords || groupEvidence >= Self.groupEvidenceLimit
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
        guard !submissions.isEmpty else { return }
        try settle(downTo: Self.groupsInFlight - 1)
        let waitingBytes = inFlight.reduce(0) { $0 + $1.byteCount }
        if waitingBytes + groupBytes > PendingGroupLimits.bytesInFlight { try settle(downTo: 0) }
        let pending = PendingGroup(submissions, origins, byteCount: groupBytes)
        pending.send(to: ledger, on: sender)
        inFlight.append(pending)
        submissions = []
        origins = []
        groupBytes = 0
        groupEvidence = 0
        groupEvents = 0
    }

    /// Waits for the oldest groups until at most `count` are in flight, and counts what became of them.
    private func settle(downTo count: Int) throws {
        while inFlight.count > count { try settle(inFlight.removeFirst()) }
    }

    private func settle(_ pending: PendingGroup<ImportedRecord>) throws {
        for (index, result) in pending.wait().enumerated() {
            switch result {
            case .success(let receipt):
                summary.note(receipt)
                let origin = pending.origins[index]
                if origin.isUndated, receipt.eventCount > 0 { summary.undated += 1 }
                if let batch = origin.batch { batches.note(batch) }
            case .failure(.failed(let cause)): throw cause
            case .failure(let error) where !error.concernsSubmission: throw error
            case .failure(let error):
                summary.read -= 1
                refuse(
                    code: "ledger.refused", field: nil, expected: "a record within the limits",
                    found: "\(error)",
                    pending.origins[index].place, pending.submissions[index].evidence ?? [])
            }
        }
    }
}

extension SplitReason {
    /// What should stand where a stream was refused for this reason.
    var expected: String {
        switch self {
        case .otherMembers: "no members beside a page's list"
        case .duplicateMember: "names that differ"
        case .csv, .gzip, .utf16, .binary: "JSON in UTF-8"
        case .cutRow: "as many cells as the header has columns"
        case .unexpectedByte, .truncated, .brackets, .byteOrderMark: "a JSON value"
        case .truncatedXML, .unexpectedText: "an XML document"
        case .unbalancedXML: "the end of the element that is open"
        }
    }

    /// What stands there instead, where the reason knows.
    var found: String? {
        switch self {
        case .otherMembers: "another member"
        case .duplicateMember: "a name for the second time"
        case .csv: "comma-separated values of no format that is read"
        case .cutRow: "too few bytes for so many"
        case .gzip: "compressed data: decompress it first"
        case .utf16: "UTF-16 or UTF-32: convert it first"
        case .binary: "bytes that are no text"
        case .truncatedXML: "the end of the input, or another document"
        case .unbalancedXML: "the end of another"
        case .unexpectedByte, .truncated, .brackets, .byteOrderMark, .unexpectedText: nil
        }
    }
}

extension ImportRun {
    /// The format of a submission: its key begins with the kind of record.
    static func format(ofKey key: [UInt8]) -> String {
        SourceFormat(recordKey: key)?.rawValue ?? "other"
    }
}
