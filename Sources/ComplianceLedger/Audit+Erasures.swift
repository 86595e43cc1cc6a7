import LedgerModel
import LogFormat
import LogStore
import RecordFormat

extension Audit {
    /// Holds what is erased against what events of the log say was erased: the one without the other is
    /// damage, or an erasure that has not ended.
    ///
    /// An event is durable before the first byte goes. So behind the end that this audit began with there may
    /// be one that says why bytes are gone; and a writer that has begun may not be through.
    ///
    /// - Parameters:
    ///   - told: what the ledger's own events below the end say, by their positions.
    ///   - isLogWhole: whether all events below the end were read.
    mutating func erasures(
        _ opening: LedgerOpening, end: CommitMark.End,
        told: [(position: UInt64, numbers: ErasedNumbers)], isLogWhole: Bool
    ) {
        var named = ErasedNumbers()
        for event in told { named.formUnion(event.numbers) }
        if !erased.subtracting(named).isEmpty { named.formUnion(laterErasures(opening, behind: end)) }
        let explained = erased.intersection(named)
        report.erasedRecords = explained.records.count
        report.erasedIdentities = explained.identities.count
        report.erasedQuarantined = explained.quarantined.count
        let unexplained = erased.subtracting(named)
        for part in parts(of: unexplained) {
            note(
                isLogWhole ? .damage : .incomplete,
                part.name + (part.numbers.count == 1 ? ": its bytes are" : ": their bytes are")
                    + " erased, and no event "
                    + (isLogWhole ? "says so" : "that can be read says so"),
                file: part.path, records: part.numbers)
        }
        for event in told { unfinished(event.position, event.numbers, opening) }
        if !told.isEmpty, secret == nil {
            report.cover(
                .evidence,
                .partly("without the secret nobody can say whether the ledger itself recorded the erasures"))
        }
    }

    /// Reads the mark of erasures and the ledger's secret, once each, and notes a call that fails.
    mutating func readWhatErasuresAreToldBy(_ opening: LedgerOpening) {
        do throws(LedgerError) {
            erasureMark = try ErasureMark.read(layout, ledger: opening.origin.id, files: environment.files)
        } catch {
            note(.incomplete, "\(error)", cause: error.failedCall)
        }
        do throws(LedgerError) {
            secret = try LedgerKeys(layout: layout, files: environment.files, origin: opening.origin).secret()
        } catch {
            // What else is wrong with it is told among the small files.
            if case .storage = error { note(.incomplete, "\(error)", cause: error.failedCall) }
        }
    }

    /// Notes what an event says was erased and is there.
    private mutating func unfinished(_ position: UInt64, _ numbers: ErasedNumbers, _ opening: LedgerOpening) {
        var left = numbers.subtracting(erased)
        // What is missing or not readable is told elsewhere.
        left.records.remove(contentsOf: report.privateRecords..<UInt64.max)
        left.identities.remove(contentsOf: report.identities..<UInt64.max)
        left.quarantined.remove(contentsOf: report.quarantined..<UInt64.max)
        for (kind, list) in [
            (StoreKind.privateRecords, \ErasedNumbers.records), (.identities, \.identities),
            (.quarantine, \.quarantined),
        ] where damaged.contains(kind) || unreadable.contains(kind) {
            left[keyPath: list] = RangeSet()
        }
        guard !left.isEmpty else { return }
        if position < erasureMark.through {
            for part in parts(of: left) {
                note(
                    .damage,
                    "\(part.name): the event at position \(position) says that its bytes were erased, and "
                        + "they are there again", file: part.path, records: part.numbers)
            }
            return
        }
        // Whoever was at it when the stores were read may be through by now.
        let ledger = opening.origin.id
        let mark =
            (try? ErasureMark.read(layout, ledger: ledger, files: environment.files)) ?? erasureMark
        guard position >= mark.through, !isBeingWritten else { return }
        note(
            .disposable,
            "the erasure that the event at position \(position) tells of has not ended: "
                + "\(left.records.count) private records, \(left.identities.count) identities and "
                + "\(left.quarantined.count) entries of the quarantine are left; the next opening for "
                + "writing erases them")
    }

    /// What events behind the end say that were recorded since this audit began.
    private func laterErasures(_ opening: LedgerOpening, behind end: CommitMark.End) -> ErasedNumbers {
        var out = ErasedNumbers()
        guard let later = try? opening.readableEnds().log, later.count > end.count else { return out }
        let source = ErasureEvent.source(of: opening.origin.id)
        let secret = secret
        let reader = StoreReader(opening.stores.log)
        try? reader.forEachBlock(from: end.count, end: later) { block in
            block.forEach { number, bytes in
                guard number >= end.count,
                    let event = try? RecordView(bytes, at: GlobalPosition(number)).event(),
                    let numbers = ErasureEvent.erased(event, by: source, secret: secret)
                else { return }
                out.formUnion(numbers)
            }
            return true
        }
        return out
    }

    /// Some of what is named, for people: runs, a few of each store.
    private func parts(
        of numbers: ErasedNumbers
    ) -> [(name: String, path: String, numbers: Range<UInt64>)] {
        let stores = [
            ("private record", layout.privateRecords, numbers.records),
            ("identity", layout.identities, numbers.identities),
            ("quarantine entry", layout.quarantine, numbers.quarantined),
        ]
        return stores.flatMap { name, path, numbers in
            numbers.ranges.prefix(Self.mostRuns).map { run in
                let last = run.count == 1 ? "" : " to \(run.upperBound - 1)"
                return ("\(name) \(run.lowerBound)\(last)", path, run)
            }
        }
    }

    private static let mostRuns = 20
}
