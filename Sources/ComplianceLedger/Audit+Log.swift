import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat

/// A block of a store as it is handed from the thread that reads to the one that checks.
struct AuditBlock: Sendable {
    var block: DecodedBlock
    /// Of each record.
    var hashes: [SHA256Digest]
    /// Records that are none, by their place in the block.
    var invalid: [Int: RecordError]
    /// What the block takes on disk.
    var byteCount: UInt64
}

extension Audit {
    /// The log itself: order, positions, versions, times, roots and cited evidence; where it is whole, what
    /// is derived from it.
    mutating func log(
        _ opening: LedgerOpening, end: CommitMark.End, digests: [SHA256Digest?], hashes: HashFiles,
        _ progress: (UInt64, UInt64) -> Void
    ) {
        let isEvidenceReadable = !unreadable.contains(.privateRecords)
        var checker = checker(opening, digests: digests, hashes: hashes)
        let before = report.findings.filter { $0.grade == .damage }.count
        var isWhole = walk(
            opening.stores.log, end: end, .log, hashing: { MerkleHash.leaf($0) },
            validating: { bytes, number throws(RecordError) in
                try RecordView.validate(bytes, at: GlobalPosition(number))
            }, progress
        ) { checker.check($0.block, leaves: $0.hashes, invalid: $0.invalid) }
        checker.finish()
        for finding in checker.findings {
            note(
                finding.grade, finding.text, file: layout.log,
                records: finding.position.map { $0..<($0 + 1) })
        }
        if checker.unlisted > 0 {
            note(
                checker.findings.allSatisfy { $0.grade == .incomplete } ? .incomplete : .damage,
                "\(checker.unlisted) more findings about records of the log", file: layout.log)
        }
        erasures(opening, end: end, told: checker.erasures, isLogWhole: isWhole)
        cover(checker, end: end, isWhole: isWhole, isEvidenceReadable: isEvidenceReadable)
        isWhole = isWhole && checker.findings.isEmpty
        guard isWhole else {
            for part in [.hashes, .indexes] as [AuditReport.Part] {
                report.cover(part, .not("the records that they are made of are not whole"))
            }
            return
        }
        for text in checker.unsignedRoots(end: end.count) { note(.damage, text, file: layout.log) }
        for number in checker.uncited.prefix(3) where isEvidenceReadable {
            note(
                .damage, "private record \(number): no event cites it", file: layout.privateRecords,
                records: UInt64(number)..<(UInt64(number) + 1))
        }
        report.root = checker.tree.root.base64
        if !checker.hashesAreWhole {
            guard report.findings.filter({ $0.grade == .damage }).count == before else {
                return report.cover(.hashes, .not("the records are not those that were signed"))
            }
            hashesAgain(opening, end: end, digests: digests)
        } else {
            report.cover(.hashes, .checked)
        }
        indexes(opening, end: end, progress)
    }

    /// What checks the log's records, one after the other.
    private func checker(
        _ opening: LedgerOpening, digests: [SHA256Digest?], hashes: HashFiles
    ) -> LogChecker {
        LogChecker(
            digests: digests, arePrivateRecordsReadable: !unreadable.contains(.privateRecords),
            signed: signed.map { ($0.size, $0.root, $0.file) }, hashes: hashes,
            source: ErasureEvent.source(of: opening.origin.id), secret: secret)
    }

    private mutating func cover(
        _ checker: LogChecker, end: CommitMark.End, isWhole: Bool, isEvidenceReadable: Bool
    ) {
        let read = checker.records - checker.unknown
        let some = "\(read) of \(end.count) events could be read"
        report.cover(.records, read == end.count ? .checked : read == 0 ? .not(some) : .partly(some))
        let reached = checker.rootsCompared
        if signed.isEmpty {
            report.cover(.roots, .not("nothing is signed yet"))
        } else if reached == signed.count {
            report.cover(.roots, .checked)
        } else {
            let reason = "\(reached) of \(signed.count) signed sizes are reached by whole records"
            report.cover(.roots, reached == 0 ? .not(reason) : .partly(reason))
        }
        if !isEvidenceReadable {
            report.cover(.evidence, .partly("some private records could not be read"))
        } else if read < end.count {
            report.cover(.evidence, read == 0 ? .not(some) : .partly(some))
        } else {
            report.cover(.evidence, .checked)
        }
    }

    /// Compares the stored hashes with the records once more while nobody writes: a writer stores them behind
    /// the records, and makes them anew when it opens.
    private mutating func hashesAgain(
        _ opening: LedgerOpening, end: CommitMark.End, digests: [SHA256Digest?]
    ) {
        let answer = whileNobodyWrites(opening) { () -> [AuditReport.Finding] in
            let hashes = HashFiles(path: layout.hashes, files: environment.files)
            defer { hashes.close() }
            var checker = checker(opening, digests: digests, hashes: hashes)
            // What it would tell of the records is told already.
            var again = self
            again.walk(
                opening.stores.log, end: end, nil, hashing: { MerkleHash.leaf($0) }, { _, _ in }
            ) { checker.check($0.block, leaves: $0.hashes, invalid: $0.invalid) }
            checker.finish()
            if checker.hashesAreWhole { return [] }
            return [
                AuditReport.Finding(
                    .disposable, "\(layout.hashes): the stored hashes are not those of the records",
                    file: layout.hashes)
            ]
        }
        switch answer {
        case .none: report.cover(.hashes, .partly("a writer is at work on them"))
        case .some(let findings):
            report.cover(.hashes, .checked)
            report.findings += findings
        }
    }

    private mutating func indexes(
        _ opening: LedgerOpening, end: CommitMark.End, _ progress: (UInt64, UInt64) -> Void
    ) {
        var read = self.progress
        let isWhole = try? LogIndex.isWhole(opening.stores.log, end: end) { bytes in
            read.read(bytes)
            progress(read.done, read.total)
        }
        self.progress = read
        self.progress.end()
        progress(self.progress.done, self.progress.total)
        if isWhole == true { return report.cover(.indexes, .checked) }
        // A writer indexes a segment once it has begun the next one, and joins files that are there.
        let answer = whileNobodyWrites(opening) { () -> [AuditReport.Finding] in
            if (try? LogIndex.isWhole(opening.stores.log, end: end)) == true { return [] }
            return [
                AuditReport.Finding(
                    .disposable, "\(layout.log): an index is missing or not whole", file: layout.log)
            ]
        }
        switch answer {
        case .none: report.cover(.indexes, .partly("a writer is at work on them"))
        case .some(let findings):
            report.cover(.indexes, .checked)
            report.findings += findings
        }
    }

    /// Reads a store block by block and goes on behind damage; false where some was found.
    /// - Parameter part: what the store's blocks are a part of in the report; nil where the caller says so.
    @discardableResult
    mutating func walk(
        _ store: StoreDirectory, end: CommitMark.End, _ part: AuditReport.Part?,
        hashing hash: (@Sendable (UnsafeRawBufferPointer) -> SHA256Digest)? = nil,
        validating validate: (@Sendable (UnsafeRawBufferPointer, UInt64) throws(RecordError) -> Void)? = nil,
        _ progress: (UInt64, UInt64) -> Void, _ body: (AuditBlock) -> Void
    ) -> Bool {
        // The quarantine has the usual size in every ledger.
        let segmentBytes = store.kind == .quarantine ? environment.segmentBytes : segmentBytes
        let reading: ReadAhead<AuditBlock, StoreWalker>.Making = { hand in
            var walker = StoreWalker(store, end: end, segmentBytes: segmentBytes)
            walker.run { scanned, block in
                var hashes: [SHA256Digest] = []
                var invalid: [Int: RecordError] = [:]
                if let hash {
                    hashes.reserveCapacity(block.count)
                    block.forEach { _, record in hashes.append(hash(record)) }
                }
                if let validate {
                    block.forEach { number, record in
                        do throws(RecordError) { try validate(record, number) } catch {
                            invalid[Int(number - block.header.first)] = error
                        }
                    }
                }
                let byteCount = scanned.end - scanned.offset
                _ = hand(AuditBlock(block: block, hashes: hashes, invalid: invalid, byteCount: byteCount))
            }
            return walker
        }
        var read = self.progress
        func take(_ item: AuditBlock) -> Bool {
            body(item)
            read.read(item.byteCount)
            progress(read.done, read.total)
            return true
        }
        let isLong = readsAhead && end.count >= BlockReadAhead.fewestRecords
        let walker =
            isLong
            ? ReadAhead<AuditBlock, StoreWalker>.run(reading, weighing: { $0.block.raw.count }, take)
            : ReadAhead<AuditBlock, StoreWalker>.runHere(reading, take)
        self.progress = read
        guard let walker else { return false }
        report.segments += walker.segments
        report.bytes += walker.bytes
        for found in walker.found { note(found, in: store) }
        if walker.unlisted > 0 {
            note(.damage, "\(store.kind.name): \(walker.unlisted) more places of damage", file: store.path)
        }
        for error in walker.unreadable {
            note(.incomplete, "\(error)", file: store.path, cause: LedgerError.store(error).failedCall)
        }
        if !walker.found.isEmpty { damaged.insert(store.kind) }
        if !walker.unreadable.isEmpty { unreadable.insert(store.kind) }
        let isWhole = walker.found.isEmpty && walker.unreadable.isEmpty
        if let part {
            let reason = "\(walker.records) of \(end.count) records could be read"
            report.cover(part, isWhole ? .checked : walker.records == 0 ? .not(reason) : .partly(reason))
        }
        return isWhole
    }

    private mutating func note(_ found: StoreWalker.Found, in store: StoreDirectory) {
        let damage = found.damage
        let isFolder = damage.nature == .missingFolder
        let isFile = !isFolder && (found.shape != .missing || damage.nature == .order)
        let isTaken = found.shape == .missing && damage.nature == .order
        note(
            .damage, "\(damage)" + (isTaken ? "; it looks like \(found.shape)" : ""), shape: found.shape,
            file: isFolder ? store.path : store.segmentPath(damage.segment),
            byte: isFile ? damage.byteOffset : nil, records: found.records)
    }
}
