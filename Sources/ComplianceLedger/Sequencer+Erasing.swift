import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Synchronization

// Erasing: the event first, then the bytes, then the mark that says they are gone.
extension Sequencer {
    /// See ``Ledger/erase(_:ground:)``.
    func erase(_ ids: [IdentityID], ground: UInt8) throws(ErasureError) -> ErasureReceipt {
        if let failure { throw .failed(.poisoned(failure)) }
        let readModels = try beginErasure()
        defer {
            core.quarantineUse.endErasure()
            readModels?.unlock()
        }
        let found: (entries: [IdentityEntry], numbers: Set<UInt64>)
        let erased: ErasedNumbers
        do throws(LedgerError) {
            try takeBackIfDue()
            try finishErasures(isLocked: true)
        } catch {
            throw .failed(noted(error))
        }
        found = try entries(of: ids)
        guard !found.entries.isEmpty else {
            return ErasureReceipt(
                outcome: .alreadyErased, positions: 0..<0, records: 0, identities: 0, quarantined: 0)
        }
        do throws(LedgerError) {
            var search = ErasureSearch(core, entries: found.entries)
            var all = try search.run()
            all.identities = RangeSet(numbers: found.numbers)
            erased = all
        } catch {
            throw .failed(error)
        }
        let positions = try record(erased, subjects: found.numbers.count, ground: ground)
        do throws(LedgerError) { try finishErasures(isLocked: true) } catch {
            throw .unfinished(positions: positions, noted(error))
        }
        return ErasureReceipt(
            outcome: .erased, positions: positions, records: erased.records.count,
            identities: erased.identities.count, quarantined: erased.quarantined.count)
    }

    /// Sees to it that nobody else is at what an erasure writes anew.
    private func beginErasure() throws(ErasureError) -> (any DirectoryLock)? {
        guard core.quarantineUse.beginErasure() else { throw .inUse(path: core.layout.quarantine) }
        do throws(DurableIOError) { return try lockReadModels() } catch {
            core.quarantineUse.endErasure()
            throw error.code == .locked ? .inUse(path: core.layout.readModels) : .failed(.storage(error))
        }
    }

    /// The lock of whoever writes read models; nil where their folder is not there.
    private func lockReadModels() throws(DurableIOError) -> (any DirectoryLock)? {
        let files = core.environment.files
        guard try files.information(core.layout.readModels)?.kind == .directory else { return nil }
        return try files.lock(core.layout.readModels + "/lock")
    }

    /// The entries of ids that are not erased yet, and their numbers.
    private func entries(
        of ids: [IdentityID]
    ) throws(ErasureError) -> (entries: [IdentityEntry], numbers: Set<UInt64>) {
        let end = identityWriter.tail.end
        var entries: [IdentityEntry] = []
        var numbers: Set<UInt64> = []
        for id in ids {
            let result = core.state.withLock { state in
                Result { () throws(LedgerError) in
                    try state.identityTable.found(id, reader: core.identities, end: end)
                }
            }
            let found: (number: UInt64, stored: StoredIdentity)?
            do throws(LedgerError) { found = try result.get() } catch { throw .failed(error) }
            guard let found else { throw .unknownIdentity(id) }
            guard case .entry(let entry) = found.stored, numbers.insert(found.number).inserted else {
                continue
            }
            entries.append(entry)
        }
        return (entries, numbers)
    }

    /// Remembers a failure as every call of the writer does.
    private func noted(_ error: LedgerError) -> LedgerError {
        if error.isLackOfSpace {
            mustTakeBack = true
        } else if error.storage != nil {
            poison(after: error)
        }
        return error
    }

    /// Records what is to be erased, durably.
    private func record(
        _ erased: ErasedNumbers, subjects: Int, ground: UInt8
    ) throws(ErasureError) -> Range<UInt64> {
        let events = erased.parts().enumerated().map { part, numbers in
            ProposedEvent(
                type: ErasureEvent.type, schemaRevision: ErasureEvent.revision, occurred: .atReceipt,
                stream: ErasureEvent.stream, part: UInt32(part),
                data: ErasureEvent.data(
                    subjects: part == 0 ? subjects : 0, ground: ground, numbers, secret: secret))
        }
        let content = events.flatMap(\.data)
        let submission = Submission(
            source: ErasureEvent.source(of: core.origin.id),
            key: Array("erased ".utf8) + SHA256.hash(of: content).bytes, content: content,
            mappingRevision: MappingRevision(1),
            road: Token(word: "ledger"), isObserved: false, evidence: nil, events: events)
        let handover = Handover<Result<[AppendReceipt], AppendError>>()
        var append = PendingAppend([submission], if: [], reply: .whole { handover.bring($0) })
        append.drafted = DraftedAppend(
            append.submissions, append.weight, secret: secret, environment: core.environment, sideBySide)
        commit([append])
        do throws(AppendError) {
            guard let receipt = try handover.wait().get().first else { return 0..<0 }
            return receipt.positions
        } catch {
            if case .failed(let cause) = error { throw .failed(cause) }
            guard case .noSpace(let available, let reserve) = error else { throw .failed(.closed) }
            throw .failed(.noSpace(available: available, reserve: reserve))
        }
    }

    /// Carries out what an opening finds begun. Where a segment concerned is damaged, there is no space, or
    /// somebody writes read models, the ledger opens all the same, and the erasure stays to be carried out:
    /// `verify` says so.
    func finishErasuresAtOpening() throws(LedgerError) {
        do throws(LedgerError) { try finishErasures(isLocked: false) } catch {
            var isLeft = error.provesDamage || error.isLackOfSpace || error.storage?.code == .locked
            if case .store(.unknownFormat) = error { isLeft = true }
            guard isLeft else { throw error }
            if error.isLackOfSpace { mustTakeBack = true }
        }
    }

    /// Carries out every erasure that an event tells of and the mark does not. Idempotent.
    /// - Parameter isLocked: whether the caller holds the lock of the read models.
    private func finishErasures(isLocked: Bool) throws(LedgerError) {
        let ledger = core.origin.id
        let files = core.environment.files
        // Without it all are carried out again, which changes nothing.
        let through = (try? ErasureMark.read(core.layout, ledger: ledger, files: files))?.through ?? 0
        let source = ErasureEvent.source(of: ledger)
        var erased = ErasedNumbers()
        let candidates = try core.candidates { index throws(LogStoreError) in
            try index.records(label: LedgerLabels.type(ErasureEvent.type))
        }
        for number in candidates where number >= through && number < core.end.count {
            let event = try core.event(at: GlobalPosition(number))
            if let numbers = ErasureEvent.erased(event, by: source, secret: secret) {
                erased.formUnion(numbers)
            }
        }
        guard !erased.isEmpty else { return }
        let lock = isLocked ? nil : try onFiles { () throws(DurableIOError) in try lockReadModels() }
        defer { lock?.unlock() }
        let end = log.tail.end.count
        try confirmLock()
        try closeSegments(with: erased)
        try erase(erased.records, of: core.stores.privateRecords, below: privateWriter.tail.end) { _, bytes in
            guard ErasedRecord(bytes) == nil else { return nil }
            return ErasedRecord(digest: SHA256.hash(of: bytes).bytes)?.encoded
        }
        try erase(erased.identities, of: core.stores.identities, below: identityWriter.tail.end) { _, bytes in
            let stored = bytes.withUnsafeBytes { try? StoredIdentity($0) }
            guard case .entry(let entry) = stored else { return nil }
            return ErasedIdentity(kind: entry.kind, id: entry.id).encoded
        }
        core.privateRecords.forget()
        core.identities.forget()
        identities.removeAll()
        try eraseQuarantined(erased.quarantined)
        try removeReadModels()
        try ErasureMark(through: end).write(core.layout, ledger: ledger, files: files)
    }

    /// Begins new segments where a last one holds what is to be erased, and makes the mark that says so
    /// durable, in both copies: from then on nobody takes an end inside of a segment that is rewritten for
    /// that of its store.
    private func closeSegments(with erased: ErasedNumbers) throws(LedgerError) {
        func holds(_ numbers: RangeSet<UInt64>, _ writer: StoreWriter) -> Bool {
            Self.isLastSegment(of: writer.tail.end, holding: numbers)
        }
        let time = max(core.environment.clock.now(), lastRecorded)
        try onStore { () throws(LogStoreError) in
            // Readers, and whoever takes this writer back, know of a segment before a mark names it.
            if holds(erased.records, privateWriter) {
                try privateWriter.beginSegment(at: time)
                core.state.withLock { $0.privateRecords = privateWriter.tail.end }
            }
            if holds(erased.identities, identityWriter) {
                try identityWriter.beginSegment(at: time)
                core.state.withLock { $0.identities = identityWriter.tail.end }
            }
            try log.synchronize()
            try commitFile.writeTwice(
                CommitMark(
                    ledger: core.origin.id, sequence: 0, log: log.tail.end,
                    privateRecords: privateWriter.tail.end, identities: identityWriter.tail.end,
                    recorded: lastRecorded))
            try commitFile.synchronize()
        }
        isMarkDue = false
    }

    private static func isLastSegment(
        of end: CommitMark.End, holding numbers: RangeSet<UInt64>
    ) -> Bool {
        numbers.ranges.contains { $0.overlaps(end.segment..<max(end.segment, end.count)) }
    }

    /// Writes the segments anew that hold such numbers.
    private func erase(
        _ numbers: RangeSet<UInt64>, of store: StoreDirectory, below end: CommitMark.End,
        by replacement: (UInt64, [UInt8]) -> [UInt8]?
    ) throws(LedgerError) {
        let numbers = numbers.numbers(below: end.count)
        try onStore { () throws(LogStoreError) in
            let erasure = SegmentErasure(store)
            try erasure.removeLeftovers()
            let firsts = try store.segments()
            for (index, first) in firsts.enumerated() {
                let next = index + 1 < firsts.count ? firsts[index + 1] : end.count
                let own = numbers.filter { $0 >= first && $0 < next }
                if !own.isEmpty { try erasure.replace(own, inSegment: first, by: replacement) }
            }
        }
        // A rename of before a crash may not be durable yet.
        try onFiles { () throws(DurableIOError) in try store.files.synchronizeDirectory(store.path) }
    }

    private func eraseQuarantined(_ numbers: RangeSet<UInt64>) throws(LedgerError) {
        let store = core.stores.quarantine
        guard !numbers.isEmpty else { return try removeTorn(in: store) }
        let found = try QuarantineOpening(store)
        try found.settle()
        let writer = try onStore { () throws(LogStoreError) in
            try StoreWriter(store, tail: found.tail, epoch: core.origin.epoch)
        }
        defer { writer.close() }
        if Self.isLastSegment(of: writer.tail.end, holding: numbers) {
            let time = core.environment.clock.now()
            try onStore { () throws(LogStoreError) in try writer.beginSegment(at: time) }
        }
        // In any case: whoever began the last segment may have died before the mark named it.
        try QuarantineMark(end: writer.tail.end).write(store)
        try erase(numbers, of: store, below: writer.tail.end) { _, bytes in
            bytes.elementsEqual(QuarantineRecord.erased) ? nil : QuarantineRecord.erased
        }
        try removeTorn(in: store)
    }

    /// Removes bytes that were torn from the quarantine: whose they are nobody can tell.
    private func removeTorn(in store: StoreDirectory) throws(LedgerError) {
        try remove(in: store.path) { $0.utf8.suffix(5).elementsEqual(".torn".utf8) }
    }

    /// Removes all read models; whoever opens them makes them again.
    private func removeReadModels() throws(LedgerError) {
        let folder = core.layout.readModels
        let found = try onFiles { () throws(DurableIOError) in try core.environment.files.information(folder)
        }
        guard found?.kind == .directory else { return }
        // The name of the one that counts goes first.
        try remove(in: folder) { $0.utf8.elementsEqual("current".utf8) }
        try remove(in: folder) { !$0.utf8.elementsEqual("lock".utf8) }
    }

    private func remove(in folder: String, where isWanted: (String) -> Bool) throws(LedgerError) {
        let files = core.environment.files
        try onFiles { () throws(DurableIOError) in
            for name in try files.list(folder) where isWanted(name) { try files.remove(folder + "/" + name) }
            // Whoever removed others may have died before that was durable.
            try files.synchronizeDirectory(folder)
        }
    }
}
