import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat

/// Reads every stored byte and derives everything again: files, blocks, records, roots, evidence, identities.
///
/// Bounded by `commit` as it stands when the audit begins, so that it can run beside a writer.
public struct Audit {
    let layout: LedgerLayout
    let environment: LedgerEnvironment
    var report = AuditReport(size: .empty)
    /// What was signed, by the file that says so.
    var signed: [(size: UInt64, root: SHA256Digest, file: String)] = []
    /// Stores in which damage was found, and those of which something could not be read.
    var damaged: Set<StoreKind> = []
    var unreadable: Set<StoreKind> = []

    private init(_ layout: LedgerLayout, _ environment: LedgerEnvironment) {
        self.layout = layout
        self.environment = environment
    }

    /// Audits the ledger at a path.
    /// - Parameter progress: called now and then with events done and events in scope.
    /// - Throws: only where there is no ledger to look at.
    public static func run(
        _ path: String, in environment: LedgerEnvironment, progress: (UInt64, UInt64) -> Void = { _, _ in }
    ) throws(LedgerError) -> AuditReport {
        let layout = LedgerLayout(root: path)
        try layout.requireFinished(files: environment.files)
        return try run(copy: layout, in: environment, progress: progress)
    }

    /// The same for a folder that may be a copy that has not ended.
    static func run(
        copy layout: LedgerLayout, in environment: LedgerEnvironment, progress: (UInt64, UInt64) -> Void
    ) throws(LedgerError) -> AuditReport {
        var audit = Audit(layout, environment)
        try audit.everything(progress)
        return audit.report
    }

    /// Notes what an error means: proven damage, or that something could not be checked.
    mutating func note(_ error: LedgerError) {
        var isDamage = error.provesDamage
        // A small file that is larger than any was changed.
        if case .storage(let cause) = error, cause.code == .tooLarge { isDamage = true }
        note(isDamage ? .damage : .incomplete, "\(error)")
    }

    mutating func note(_ grade: AuditReport.Finding.Grade, _ text: String) {
        report.findings.append(AuditReport.Finding(grade: grade, text: text))
    }

    private mutating func everything(_ progress: (UInt64, UInt64) -> Void) throws(LedgerError) {
        let opening: LedgerOpening
        do throws(LedgerError) {
            opening = try LedgerOpening(layout: layout, environment: environment)
        } catch {
            if case .notALedger = error { throw error }
            note(error)
            return
        }
        epoch(opening)
        smallFiles(opening)
        defer { behindTheEnds(opening) }
        quarantine(opening)
        let ends: (log: CommitMark.End, privateRecords: CommitMark.End, identities: CommitMark.End)
        do throws(LedgerError) { ends = try opening.readableEnds() } catch {
            note(error)
            return
        }
        report.size = TreeSize(ends.log.count)
        for mark in signed where mark.size > ends.log.count {
            note(.damage, "\(mark.file): \(mark.size) events were signed, the log ends at \(ends.log.count)")
            damaged.insert(.log)
        }
        let digests = privateDigests(opening.stores.privateRecords, end: ends.privateRecords)
        identities(opening, end: ends.identities)
        let hashes = HashFiles(path: layout.hashes, files: environment.files)
        defer { hashes.close() }
        log(opening, end: ends.log, digests: digests, hashes: hashes, progress)
    }

    /// The digest of each private record up to the last that is there; nil for those that cannot be read.
    private mutating func privateDigests(_ store: StoreDirectory, end: CommitMark.End) -> [SHA256Digest?] {
        var digests: [SHA256Digest?] = []
        var undecodable: [(UInt64, RecordError)] = []
        var beyond: UInt64?
        walk(store, end: end) { block in
            for index in 0..<block.count {
                let number = block.header.first + UInt64(index)
                // A gap is at most what a segment can hold; a number far behind is a damaged header's.
                guard number < UInt64(digests.count) + Self.mostMissing else {
                    beyond = number
                    return
                }
                while digests.count <= Int(number) { digests.append(nil) }
                let record = block.record(index)
                digests[Int(number)] = SHA256.hash(of: record)
                do throws(RecordError) { _ = try PrivateRecord(record) } catch {
                    undecodable.append((number, error))
                }
            }
        }
        for (number, error) in undecodable { note(.damage, "private record \(number): \(error)") }
        if let beyond { note(.damage, "private record \(beyond): too many before it are missing") }
        report.privateRecords = end.count
        return digests
    }

    /// Private records that may be missing in a row and still be counted one by one.
    private static let mostMissing: UInt64 = 16 << 20

    private mutating func identities(_ opening: LedgerOpening, end: CommitMark.End) {
        let secret = try? LedgerKeys(layout: layout, files: environment.files, origin: opening.origin)
            .secret()
        var wrong: [String] = []
        walk(opening.stores.identities, end: end) { block in
            for index in 0..<block.count {
                let number = block.header.first + UInt64(index)
                let result = block.record(index).withUnsafeBytes { buffer in
                    Result { () throws(RecordError) in try IdentityEntry(buffer) }
                }
                switch result {
                case .failure(let error): wrong.append("identity \(number): \(error)")
                case .success(let entry):
                    guard let secret,
                        let reference = IdentityReference(
                            kind: entry.kind, namespace: entry.namespace, value: entry.value)
                    else { continue }
                    if !secret.identityLookup(reference).bytes.elementsEqual(entry.lookup) {
                        wrong.append("identity \(number): its value is not the one it is found by")
                    }
                }
            }
        }
        for text in wrong { note(.damage, text) }
        report.identities = end.count
    }

    /// The log itself: order, positions, versions, times, roots and cited evidence; where it is whole, what
    /// is derived from it.
    private mutating func log(
        _ opening: LedgerOpening, end: CommitMark.End, digests: [SHA256Digest?], hashes: HashFiles,
        _ progress: (UInt64, UInt64) -> Void
    ) {
        var checker = LogChecker(
            digests: digests, arePrivateRecordsReadable: !unreadable.contains(.privateRecords),
            signed: signed.map { ($0.size, $0.root, $0.file) }, hashes: hashes)
        let before = report.findings.filter { $0.grade == .damage }.count
        var isWhole = walk(opening.stores.log, end: end) { block in
            checker.check(block)
            progress(block.header.first + UInt64(block.count), end.count)
        }
        checker.finish()
        for text in checker.findings { note(.damage, text) }
        isWhole = isWhole && checker.findings.isEmpty
        guard isWhole else { return }
        for text in checker.unsignedRoots(end: end.count) { note(.damage, text) }
        for number in checker.uncited.prefix(3) where !unreadable.contains(.privateRecords) {
            note(.damage, "private record \(number): no event cites it")
        }
        report.root = checker.tree.root.base64
        guard report.findings.filter({ $0.grade == .damage }).count == before else { return }
        if !checker.hashesAreWhole {
            note(.disposable, "\(layout.hashes): the stored hashes are not those of the records")
        }
        // A writer indexes a segment once it has begun the next one.
        if (try? LogIndex.isWhole(opening.stores.log, end: end)) != true, !isBeingWritten {
            note(.disposable, "\(layout.log): an index is missing or not whole")
        }
    }

    /// Reads a store block by block and goes on behind damage; false where some was found.
    @discardableResult
    mutating func walk(
        _ store: StoreDirectory, end: CommitMark.End, _ body: (DecodedBlock) -> Void
    ) -> Bool {
        var walker = StoreWalker(store, end: end)
        walker.run(body)
        report.segments += walker.segments
        report.bytes += walker.bytes
        for damage in walker.damages { note(.damage, "\(damage)") }
        for error in walker.unreadable { note(.incomplete, "\(error)") }
        if !walker.damages.isEmpty { damaged.insert(store.kind) }
        if !walker.unreadable.isEmpty { unreadable.insert(store.kind) }
        return walker.damages.isEmpty && walker.unreadable.isEmpty
    }
}
