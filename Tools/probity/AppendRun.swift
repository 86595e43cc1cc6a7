import ComplianceLedger
import Dispatch
import EventCatalogue
import Glibc
import LedgerModel
import StrictJSON

/// CloudEvents on their way into the ledger: read on this thread while the writer commits the group before.
final class AppendRun {
    private let ledger: Ledger
    private let conditions: [AppendCondition]
    private let prints: Bool
    private let reader = CloudEventReader()
    private(set) var refused: UInt64 = 0
    private var summary = ImportSummary()
    private var group: [(submission: Submission, place: SourceRecordPlace)] = []
    private var inFlight: PendingGroup?
    private let sender = DispatchQueue(label: "probity.append.sender")

    private static let groupRecords = 4_096

    init(_ ledger: Ledger, conditions: [AppendCondition], prints: Bool) {
        self.ledger = ledger
        self.conditions = conditions
        self.prints = prints
    }

    func run(_ path: String) throws {
        let descriptor = path.utf8.elementsEqual("-".utf8) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ImportError(path: path, errno: errno) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var splitter = RecordSplitter()
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw ImportError(path: path, errno: errno)
            }
            if count == 0 { break }
            let items = chunk.withUnsafeBytes {
                splitter.consume(UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
            try take(items, path)
        }
        try take(splitter.finish(), path)
        if conditions.isEmpty {
            try send()
            try settle()
        } else if refused == 0 {
            for receipt in try ledger.appendAndWait(group.map(\.submission), if: conditions) {
                settle(receipt)
            }
        } else {
            Terminal.note("nothing was recorded: with --expect the input is one append, all or nothing")
        }
    }

    /// What became of reading one event.
    private enum Reading: Sendable {
        case valid(Submission)
        case invalid(String)
    }

    /// Reads the events of a chunk on all processors, and goes on with what came of them in their order.
    private func take(_ items: [SplitItem], _ path: String) throws {
        let reader = self.reader
        let readings = mapOnAllProcessors(items) { item -> Reading? in
            guard item.kind == .record else { return nil }
            do {
                switch reader.read(try JSONDocument(item.bytes).root) {
                case .success(let submission): return .valid(submission)
                case .failure(let failures):
                    return .invalid(failures.failures.map(\.description).joined(separator: "; "))
                }
            } catch {
                return .invalid("\(error)")
            }
        }
        for (item, reading) in zip(items, readings) { try take(item, reading, path) }
    }

    private func take(_ item: SplitItem, _ reading: Reading?, _ path: String) throws {
        let place = SourceRecordPlace(
            file: path, byte: UInt64(item.offset), line: UInt64(item.line),
            element: item.element.map { UInt64($0) })
        switch item.kind {
        case .envelope: return
        case .malformed(let reason):
            guard !item.bytes.isEmpty else { return }
            refuse(
                place,
                "\(reason.rawValue): expected a JSON value, found \(item.bytes.count) bytes that are none")
        case .oversizedPiece(_, let isLast):
            if isLast {
                refuse(
                    place, "input.oversized: expected at most \(Limits.inputRecordBytes) bytes, found more")
            }
        case .record:
            switch reading {
            case nil: return
            case .invalid(let reason): refuse(place, reason)
            case .valid(let submission):
                summary.read += 1
                group.append((submission, place))
                if group.count >= Self.groupRecords, conditions.isEmpty { try send() }
            }
        }
    }

    private func refuse(_ place: SourceRecordPlace, _ reason: String) {
        refused += 1
        summary.read += 1
        Terminal.note("\(place.file), line \(place.line), byte \(place.byte): \(reason)")
    }

    private func send() throws {
        guard !group.isEmpty else { return }
        try settle()
        let pending = PendingGroup(group)
        pending.send(to: ledger, on: sender)
        inFlight = pending
        group.removeAll(keepingCapacity: true)
    }

    private func settle() throws {
        guard let pending = inFlight else { return }
        inFlight = nil
        for (result, entry) in zip(pending.wait(), pending.entries) {
            switch result {
            case .success(let receipt): settle(receipt)
            case .failure(.failed(let cause)): throw cause
            case .failure(let error):
                summary.read -= 1
                refuse(entry.place, "\(error)")
            }
        }
    }

    private func settle(_ receipt: AppendReceipt) {
        summary.note(receipt)
        guard prints, let id = receipt.eventIDs.first else { return }
        Terminal.line("\(receipt.outcome.rawValue) \(receipt.positions.lowerBound) \(id)")
    }

    func report(json: Bool, taken: Duration, projecting: Duration) {
        let seconds = taken / .seconds(1)
        if json {
            Terminal.json { writer in
                writer.beginObject()
                for (name, value) in [
                    ("read", summary.read), ("recorded", summary.recorded),
                    ("duplicates", summary.duplicates),
                    ("refused", refused), ("events", summary.events),
                ] {
                    writer.key(name)
                    writer.uint64(value)
                }
                for (name, value) in [
                    ("firstPosition", summary.firstPosition), ("lastPosition", summary.lastPosition),
                ] {
                    writer.key(name)
                    if let value { writer.uint64(value) } else { writer.null() }
                }
                writer.key("milliseconds")
                writer.int64(Int64(seconds * 1_000))
                writer.key("projectingMilliseconds")
                writer.int64(Int64(projecting / .milliseconds(1)))
                writer.endObject()
            }
        } else {
            Terminal.note(
                "\(summary.recorded) recorded, \(summary.duplicates) there already, \(refused) refused; "
                    + "\(Int64(Double(summary.read) / max(seconds, 0.000_001))) a second to the last receipt, "
                    + "read models took \(Int64(projecting / .milliseconds(1))) ms")
        }
    }
}
