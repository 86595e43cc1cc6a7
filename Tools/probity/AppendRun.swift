import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import Dispatch
import EventCatalogue
import LedgerModel
import StrictJSON

/// CloudEvents on their way into the ledger: read on all processors while the writer commits the groups
/// before. What is refused goes to quarantine.
final class AppendRun {
    private let ledger: Ledger
    private let conditions: [AppendCondition]
    /// Whether events that break a rule are refused.
    private let isEnforced: Bool
    /// What was said of the rules; nil where none were enforced.
    private var enforced: EnforcedRefusal?
    private let reader = CloudEventReader()
    private(set) var summary = AppendSummary()
    private var receipts: ReceiptPrinter
    /// Opened when something is refused.
    private var quarantine: Quarantine?

    private var submissions: [Submission] = []
    private var origins: [EventOrigin] = []
    /// Bytes of their text.
    private var textBytes = 0
    /// The sum of their ``LedgerModel/Submission/byteCount``.
    private var byteCount = 0
    /// In the order in which they were sent.
    private var inFlight: [PendingGroup<EventOrigin>] = []
    /// Hands groups to the writer one after the other: an append drafts its records on the thread that calls.
    private let sender = DispatchQueue(label: "probity.append.sender")
    /// Parts of an oversized event that has not ended.
    private var oversizedParts: UInt32 = 0

    /// Whether the input is one append.
    private var isWhole: Bool { isEnforced || !conditions.isEmpty }
    /// The option that makes it one.
    private var wholeOption: String { isEnforced ? "--enforce" : "--expect" }

    private static let groupRecords = 4_096
    private static let groupTextLimit = 4 << 20
    private static let groupsInFlight = 2
    private static let chunkBytes = 1 << 20

    init(
        _ ledger: Ledger, conditions: [AppendCondition], isEnforced: Bool = false,
        receipts: ReceiptPrinter.Form
    ) {
        self.ledger = ledger
        self.conditions = conditions
        self.isEnforced = isEnforced
        self.receipts = ReceiptPrinter(receipts)
    }

    func run(_ file: InputFile) throws {
        defer {
            // Nothing is sent any more once this returns, whatever happened.
            sender.sync {}
            quarantine?.close()
        }
        do {
            try readAll(file)
            if isWhole { try appendWhole() } else { try send() }
            try settle(downTo: 0)
            try quarantine?.flush()
        } catch {
            // What was acknowledged and what was refused before is told and kept; the first error is the one.
            try? settle(downTo: 0)
            try? quarantine?.flush()
            throw error
        }
    }

    private func readAll(_ file: InputFile) throws {
        var splitter = RecordSplitter()
        try file.forEachChunk(of: Self.chunkBytes) { try take(splitter.consume($0), file.name) }
        try take(splitter.finish(), file.name)
    }

    /// All or nothing.
    private func appendWhole() throws {
        guard summary.refused == 0 else {
            Terminal.note(
                "nothing was recorded: with \(wholeOption) the input is one append, all or nothing")
            throw ExitCode(5)
        }
        let results =
            isEnforced
            ? try appendEnforced() : try ledger.appendAndWait(submissions, if: conditions)
        for (index, receipt) in results.enumerated() { take(receipt, submissions[index], origins[index]) }
    }

    /// Refuses what breaks a rule, and says so.
    private func appendEnforced() throws -> [AppendReceipt] {
        var told = EnforcedRefusal(submissions, origins)
        defer { enforced = told }
        do throws(EnforcingError) {
            let done = try ledger.appendAndWait(enforcing: submissions, if: conditions)
            told.undecided = done.undecided
            told.tellUndecided()
            return done.receipts
        } catch {
            switch error {
            case .refused(let commands):
                told.refused = commands
                told.tellRefused()
                // The whole input is.
                summary.refused = summary.read
                throw ExitCode(5)
            case .unbounded:
                Terminal.note("\(error)")
                throw ExitCode(5)
            case .append(let cause): throw cause
            case .reading(let cause): throw cause
            case .contended: throw error
            }
        }
    }

    /// Reads the events of a chunk on all processors, and goes on with what came of them in their order.
    private func take(_ items: [SplitItem], _ path: String) throws {
        let reader = self.reader
        let readings = mapOnAllProcessors(items) { item in
            item.kind == .record ? reader.read(item.bytes) : nil
        }
        for (item, reading) in zip(items, readings) { try take(item, reading, path) }
    }

    private func take(_ item: SplitItem, _ reading: Result<Submission, Refusal>?, _ path: String) throws {
        let origin = EventOrigin(
            place: SourceRecordPlace(
                file: path, byte: UInt64(item.offset), line: UInt64(item.line),
                element: item.element.map { UInt64($0) }),
            bytes: item.bytes)
        switch item.kind {
        case .envelope:
            // The member that holds the list, and nothing else.
            if let root = try? JSONDocument(item.bytes).root, root.count == 1 { return }
            try refuse(
                Refusal(
                    code: Refusal.wrapped, expected: "a list of events with nothing beside it",
                    found: "other members"), origin)
        case .malformed(let reason):
            guard !item.bytes.isEmpty else { return }
            try refuse(
                Refusal(
                    code: reason.rawValue, expected: reason.expected,
                    found: reason.found ?? "\(item.bytes.count) bytes that are none"), origin)
        case .oversizedPiece(let isFirst, let isLast):
            if isFirst { oversizedParts = 0 }
            let refusal = Refusal(
                code: item.pieceReason?.rawValue ?? "input.oversized",
                expected: item.pieceReason?.expected ?? "at most \(Limits.inputRecordBytes) bytes",
                found: item.pieceReason.map { $0.found ?? "bytes that are none" } ?? "more")
            try keep(refusal, origin, part: oversizedParts, parts: isLast ? oversizedParts + 1 : .max)
            oversizedParts += 1
            if isLast { count(refusal, origin) }
        case .record:
            switch reading {
            case nil: return
            case .failure(let refusal): try refuse(refusal, origin)
            case .success(let submission): try take(submission, origin)
            }
        }
    }

    private func take(_ submission: Submission, _ origin: EventOrigin) throws {
        summary.read += 1
        let bytes = submission.byteCount
        if !isWhole {
            if byteCount + bytes > PendingGroupLimits.bytes { try send() }
            submissions.append(submission)
            origins.append(origin)
            byteCount += bytes
            textBytes += origin.bytes.count
            if submissions.count >= Self.groupRecords || textBytes >= Self.groupTextLimit { try send() }
        } else if summary.refused > 0 {
            // Nothing will be recorded; what is wrong with the rest is still told.
            submissions = []
            origins = []
        } else if submissions.count < Limits.eventsPerAppend, byteCount + bytes <= Limits.appendBytes {
            submissions.append(submission)
            origins.append(EventOrigin(place: origin.place, bytes: []))
            byteCount += bytes
        } else {
            Terminal.note(
                "with \(wholeOption) the input is one append, of at most \(Limits.eventsPerAppend) events "
                    + "and \(Limits.appendBytes) bytes; line \(origin.place.line) goes beyond")
            throw ExitCode(5)
        }
    }

    // MARK: - What is refused

    private func refuse(_ refusal: Refusal, _ origin: EventOrigin) throws {
        count(refusal, origin)
        try keep(refusal, origin)
    }

    private func count(_ refusal: Refusal, _ origin: EventOrigin) {
        summary.read += 1
        summary.refused += 1
        let place = origin.place
        Terminal.note("\(place.file), line \(place.line), byte \(place.byte): \(refusal.reason)")
    }

    /// Keeps input that was refused, unless nothing of it is to be kept.
    private func keep(
        _ refusal: Refusal, _ origin: EventOrigin, part: UInt32 = 0, parts: UInt32 = 1
    ) throws {
        guard !isWhole else { return }
        let quarantine = try self.quarantine ?? ledger.openQuarantine()
        self.quarantine = quarantine
        try quarantine.add(
            QuarantineEntry(
                code: refusal.code, field: refusal.field, expected: refusal.expected, found: refusal.found,
                place: origin.place, received: ledger.environment.clock.now(), bytes: origin.bytes,
                part: part, parts: parts))
    }

    // MARK: - What is recorded

    /// Hands the group to the writer, once there is room for it among those in flight.
    private func send() throws {
        guard !submissions.isEmpty else { return }
        try settle(downTo: Self.groupsInFlight - 1)
        let waiting = inFlight.reduce(0) { $0 + $1.byteCount }
        if waiting + byteCount > PendingGroupLimits.bytesInFlight { try settle(downTo: 0) }
        let group = PendingGroup(submissions, origins, byteCount: byteCount)
        group.send(to: ledger, on: sender)
        inFlight.append(group)
        submissions = []
        origins = []
        byteCount = 0
        textBytes = 0
    }

    /// Waits for the oldest groups until at most `count` are in flight, and says what became of them.
    private func settle(downTo count: Int) throws {
        while inFlight.count > count { try settle(inFlight.removeFirst()) }
    }

    private func settle(_ group: PendingGroup<EventOrigin>) throws {
        for (index, result) in group.wait().enumerated() {
            switch result {
            case .success(let receipt): take(receipt, group.submissions[index], group.origins[index])
            case .failure(.failed(let cause)): throw cause
            case .failure(let error) where !error.concernsSubmission: throw error
            case .failure(let error):
                summary.read -= 1
                try refuse(Refusal(error), group.origins[index])
            }
        }
        receipts.flush()
    }

    private func take(_ receipt: AppendReceipt, _ submission: Submission, _ origin: EventOrigin) {
        summary.note(receipt)
        receipts.add(receipt, at: origin.place, id: submission.key)
    }

    /// Prints the last receipts, and behind them, where they stand in an object, what was counted.
    func end(taken: Duration, projecting: Duration) {
        summary.taken = taken
        summary.projecting = projecting
        receipts.end { self.write(&$0) }
    }

    /// Writes the members of an object: what the rules said, where they were enforced, and what was counted.
    func write(_ writer: inout JSONWriter) {
        if isEnforced { (enforced ?? EnforcedRefusal([], [])).write(&writer) }
        summary.write(&writer)
    }
}

/// Where an event came from, for saying what became of it.
struct EventOrigin: Sendable {
    var place: SourceRecordPlace
    /// Its text.
    var bytes: [UInt8]
}
