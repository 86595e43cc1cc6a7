import Attestation
import DeterministicCBOR
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Synchronization

extension Ledger {
    /// Opens a ledger.
    ///
    /// Opening for writing finishes what a crash left: a torn tail goes to quarantine, a tail above the last
    /// checkpoint is written and synced once more, missing indexes and hashes are made again, and the records
    /// are held against the signed root. Damage to anything acknowledged is an error, and nothing is changed;
    /// the ledger can still be read.
    public static func open(
        _ path: String, for mode: Mode = .reading, in environment: LedgerEnvironment = .system
    ) throws(LedgerError) -> Ledger {
        let layout = LedgerLayout(root: path)
        try layout.requireFinished(files: environment.files)
        if mode == .writing { try layout.requireNoBackup(files: environment.files) }
        return switch mode {
        case .reading: try openForReading(layout, environment)
        case .writing: try openForWriting(layout, environment)
        }
    }

    private static func openForReading(
        _ layout: LedgerLayout, _ environment: LedgerEnvironment
    ) throws(LedgerError) -> Ledger {
        let opening = try LedgerOpening(layout: layout, environment: environment)
        let secret = try? LedgerKeys(layout: layout, files: environment.files, origin: opening.origin)
            .secret()
        let ends = try opening.readableEnds()
        let core = LedgerCore(
            layout: layout, environment: environment, origin: opening.origin, secret: secret,
            state: LedgerState(
                log: ends.log, privateRecords: ends.privateRecords, identities: ends.identities,
                tree: CompactRange(), index: LogIndex(opening.stores.log)))
        return Ledger(core: core, writer: nil, nil, lock: nil, recovery: nil)
    }

    private static func openForWriting(
        _ layout: LedgerLayout, _ environment: LedgerEnvironment
    ) throws(LedgerError) -> Ledger {
        let files = environment.files
        let opening = try LedgerOpening(layout: layout, environment: environment)
        try layout.requireOwn(files: files)
        let now = environment.clock.now()
        guard now > .earliest, now < .latest else { throw .clockOutOfRange }
        let lock: any DirectoryLock
        do throws(DurableIOError) { lock = try files.lock(layout.lock) } catch {
            throw error.code == .locked ? .locked(path: layout.root) : .storage(error)
        }
        do throws(LedgerError) {
            let keys = LedgerKeys(layout: layout, files: files, origin: opening.origin, isOwn: true)
            let signer = try keys.signer()
            let secret = try keys.secret()
            let found = try opening.find()
            try requireOwnFormat(found)
            try requireHighWater(found, opening.layout)
            // Whoever would be refused changes nothing: the records are held against the signed root first.
            if !found.isClean {
                _ = try LedgerTree(core: opening.core(found, secret)).load(
                    end: found.log.end, signed: found.published, isWriting: false)
            }
            try found.quarantine.settle()
            let recovery = try cut(found.torn, opening, telling: found.recovery)
            if !found.isClean { try rewrite(found, opening) }
            return try start(
                opening, found, telling: recovery, signer: signer, secret: secret, lock: lock)
        } catch {
            lock.unlock()
            throw error
        }
    }

    /// Nothing is mended, cut or written in a store that a newer program has written to.
    private static func requireOwnFormat(_ found: LedgerOpening.Found) throws(LedgerError) {
        let tails: [(StoreKind, StoreTail)] = [
            (.log, found.log), (.privateRecords, found.privateRecords), (.identities, found.identities),
            (.quarantine, found.quarantine.tail),
        ]
        try onStore { () throws(LogStoreError) in
            for (kind, tail) in tails { try tail.requireOwnFormat(of: kind) }
        }
    }

    /// `highwater` is durable before a checkpoint is: no crash leaves one without the other. Beside an older
    /// checkpoint its loss would hide that events were lost, and another history would be signed.
    private static func requireHighWater(
        _ found: LedgerOpening.Found, _ layout: LedgerLayout
    ) throws(LedgerError) {
        guard found.highWater == nil, let published = found.published, published.size > 0 else { return }
        throw .damagedFile(
            path: layout.highWater,
            reason: "it is missing, though a checkpoint over \(published.size) events was signed: whether "
                + "more were signed cannot be told without it")
    }

    /// Puts torn bytes into quarantine, durably, says so in the `recovery` file, and only then cuts them.
    /// - Returns: what is to be told by events: `pending`, and what was cut from the log.
    private static func cut(
        _ torn: [TornTail], _ opening: LedgerOpening, telling pending: PendingRecovery
    ) throws(LedgerError) -> PendingRecovery {
        guard !torn.isEmpty else { return pending }
        var recovery = pending
        let clock = opening.environment.clock
        let quarantine = try Quarantine(opening.stores.quarantine, epoch: opening.origin.epoch, clock: clock)
        defer { quarantine.close() }
        for tail in torn {
            let store = opening.store(tail.store)
            var hash = SHA256()
            for part in tail.parts {
                let parts = max(1, (part.byteCount + TornPieces.pieceBytes - 1) / TornPieces.pieceBytes)
                var pieces = try onStore { () throws(LogStoreError) in try TornPieces(part, in: store) }
                for index in 0..<parts {
                    let piece: [UInt8]
                    do throws(LogStoreError) { piece = try pieces.next() ?? [] } catch { throw .store(error) }
                    hash.update(piece)
                    try quarantine.add(
                        QuarantineEntry(
                            code: "recovery.torn_tail", expected: "a whole batch",
                            found: "\(part.byteCount) bytes behind record \(tail.number)",
                            place: SourceRecordPlace(
                                file: store.segmentPath(part.segment), byte: part.byteOffset, line: 1),
                            received: clock.now(), bytes: piece, part: UInt32(index),
                            parts: UInt32(parts)))
                }
            }
            try quarantine.flush()
            if tail.store == .log, let part = tail.parts.first {
                recovery.add(
                    PendingRecovery.Cut(
                        number: tail.number, byteCount: tail.byteCount, segment: part.segment,
                        byteOffset: part.byteOffset, digest: hash.finalized()))
                try recovery.write(opening.layout, files: opening.environment.files)
            }
            try onStore { () throws(LogStoreError) in try StoreWriter.cut(tail, in: store) }
        }
        return recovery
    }

    /// Writes the tails above the last checkpoint once more, private records first.
    private static func rewrite(_ found: LedgerOpening.Found, _ opening: LedgerOpening) throws(LedgerError) {
        let signed = found.published?.size ?? 0
        var privateFrom: UInt64 = 0
        var identitiesFrom: UInt64 = 0
        if signed > 0 {
            let block = try onStore { () throws(LogStoreError) in
                try StoreReader(opening.stores.log).block(holding: signed - 1, end: found.log.end)
            }
            privateFrom = block.header.privateThrough
            identitiesFrom = block.header.identitiesThrough
        }
        try onStore { () throws(LogStoreError) in
            try StoreWriter.rewriteTail(
                of: opening.stores.privateRecords, from: privateFrom, to: found.privateRecords.end)
            try StoreWriter.rewriteTail(
                of: opening.stores.identities, from: identitiesFrom, to: found.identities.end)
            try StoreWriter.rewriteTail(of: opening.stores.log, from: signed, to: found.log.end)
        }
    }

    private static func start(
        _ opening: LedgerOpening, _ found: LedgerOpening.Found,
        telling recovery: PendingRecovery, signer: NoteSigner, secret: LedgerSecret, lock: any DirectoryLock
    ) throws(LedgerError) -> Ledger {
        let core = opening.core(found, secret)
        let loader = LedgerTree(core: core)
        let tree = try loader.load(end: found.log.end, signed: found.published, isWriting: true)
        var publisher = CheckpointPublisher(
            layout: opening.layout, environment: opening.environment, signer: signer,
            origin: opening.origin.checkpointOrigin, published: found.published)
        if let mark = found.highWater, mark.size > found.published?.size ?? 0 {
            // Signed but perhaps not published: that size goes out first, if the records have its root.
            guard try loader.agrees(with: mark.head, end: found.log.end) else {
                throw .rootMismatch(size: mark.size, file: opening.layout.highWater)
            }
            try onStore { () throws(LogStoreError) in try core.hashes.synchronize() }
            _ = try publisher.publish(mark.head, core)
        }
        let index = try LedgerIndexing(core: core).load(end: found.log.end, isWriting: true)
        var identities = IdentityTable()
        try identities.load(core.identities, end: found.identities.end)
        core.state.withLock { state in
            state.tree = tree
            state.index = index
            state.identityTable = identities
        }
        func writer(_ store: StoreDirectory, _ tail: StoreTail) throws(LogStoreError) -> StoreWriter {
            try StoreWriter(
                store, tail: tail, epoch: opening.origin.epoch, segmentBytes: opening.segmentBytes)
        }
        let sideBySide = SideBySide(helpers: opening.environment.helperThreads)
        let sequencer = try onStore { () throws(LogStoreError) in
            let commitFile = try CommitFile(path: opening.layout.commit, files: opening.environment.files)
            // All of it is durable by now: what lay above the last checkpoint was written once more.
            if !found.isMarkCurrent {
                try commitFile.writeTwice(
                    CommitMark(
                        ledger: opening.origin.id, sequence: 0, log: found.log.end,
                        privateRecords: found.privateRecords.end, identities: found.identities.end,
                        recorded: found.log.recorded))
                try commitFile.synchronize()
            }
            return Sequencer(
                core: core, secret: secret, log: try writer(opening.stores.log, found.log),
                privateWriter: try writer(opening.stores.privateRecords, found.privateRecords),
                identityWriter: try writer(opening.stores.identities, found.identities),
                commitFile: commitFile, publisher: publisher, lock: lock, sideBySide)
        }
        try sequencer.finishErasuresAtOpening()
        let bytesCut = found.torn.reduce(0) { $0 + $1.byteCount }
        let ledger = Ledger(
            core: core, writer: try WriterThread(sequencer), sideBySide, lock: lock,
            recovery: found.isClean ? nil : Recovery(bytesCut: bytesCut, tailRewritten: true))
        try ledger.tell(recovery)
        try ledger.tellRestores()
        return ledger
    }

    /// Records what was cut, each cut once however often it is told, and removes the `recovery` file.
    private func tell(_ recovery: PendingRecovery) throws(LedgerError) {
        guard !recovery.cuts.isEmpty else { return }
        for cut in recovery.cuts {
            do throws(AppendError) { _ = try appendAndWait([submission(of: cut)]) } catch {
                // The file stays, and the next opening tells it.
                guard case .failed(let cause) = error else { return }
                throw cause
            }
        }
        try onFiles { () throws(DurableIOError) in
            try environment.files.remove(layout.recovery)
            try environment.files.synchronizeDirectory(layout.root)
        }
    }

    private func submission(of cut: PendingRecovery.Cut) -> Submission {
        var data: [UInt8] = []
        data.appendCBORHead(5, 4)
        data.appendCBOR(unsigned: 1)
        data.appendCBOR(signed: Int64(cut.byteCount))
        data.appendCBOR(unsigned: 2)
        data.appendCBOR(bytes: cut.digest.bytes)
        data.appendCBOR(unsigned: 3)
        data.appendCBOR(signed: Int64(clamping: cut.segment))
        data.appendCBOR(unsigned: 4)
        data.appendCBOR(signed: Int64(clamping: cut.byteOffset))
        let source = SourceName(.word("probity"), .id(origin.id.bits))
        return Submission(
            source: source, key: Array("recovered \(cut.number) ".utf8) + cut.digest.bytes,
            content: data,
            mappingRevision: MappingRevision(1), road: Token(word: "ledger"), isObserved: false,
            evidence: nil,
            events: [
                ProposedEvent(
                    type: EventType("ledger.recovered"), schemaRevision: SchemaRevision(1),
                    occurred: .atReceipt,
                    stream: StreamName(.word("ledger")), data: data)
            ])
    }
}

extension Ledger {
    /// Makes stored hashes and indexes again from the records, whatever is there.
    public func rebuildDisposables() throws(LedgerError) {
        guard let writer else { throw .readOnly }
        let handover = Handover<Result<Void, LedgerError>>()
        let isTaken = writer.run { sequencer in
            handover.bring(Result { () throws(LedgerError) in try sequencer.rebuildDisposables() })
        }
        guard isTaken else { throw .closed }
        try handover.wait().get()
    }
}

extension Sequencer {
    /// Makes stored hashes and indexes again from the records.
    func rebuildDisposables() throws(LedgerError) {
        try takeBackIfDue()
        let end = log.tail.end
        let files = core.environment.files
        try onStore { () throws(LogStoreError) in try core.hashes.removeAll() }
        let names = try onFiles { () throws(DurableIOError) in try files.list(core.layout.log) }
        try onFiles { () throws(DurableIOError) in
            for name in names where name.utf8.suffix(4).elementsEqual(".idx".utf8) {
                try files.remove(core.layout.log + "/" + name)
            }
        }
        let made = try LedgerTree(core: core).load(end: end, signed: publisher.published, isWriting: true)
        let index = try LedgerIndexing(core: core).load(end: end, isWriting: true)
        tree = made
        lateTiles = TileRuns()
        core.state.withLock { state in
            state.tree = made
            state.index = index
            state.index.writeOpen(byteEnd: end.byteOffset, closing: false)
        }
    }
}
