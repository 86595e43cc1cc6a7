import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat

/// Reads every stored byte and derives everything again: files, blocks, records, roots, evidence, identities.
///
/// Bounded by `commit` as it stands when the audit begins, so that it can run beside a writer. Blocks are
/// read, checked, decompressed and hashed on one thread, and their contents checked on another.
public struct Audit {
    let layout: LedgerLayout
    let environment: LedgerEnvironment
    /// Whether blocks are read on a thread of their own.
    let readsAhead: Bool
    var report = AuditReport(size: .empty)
    /// What was signed, by the file that says so.
    var signed: [(size: UInt64, root: SHA256Digest, file: String)] = []
    /// Stores in which damage was found, and those of which something could not be read.
    var damaged: Set<StoreKind> = []
    var unreadable: Set<StoreKind> = []
    var progress = AuditProgress()
    /// From which size on a segment is full.
    var segmentBytes: UInt64
    /// What was erased, as the stores hold it, and where erasures are known to have been carried out.
    var erased = ErasedNumbers()
    var erasureMark = ErasureMark(through: 0)
    /// The ledger's secret; nil where it cannot be read, which is told.
    var secret: LedgerSecret?

    private init(_ layout: LedgerLayout, _ environment: LedgerEnvironment, readsAhead: Bool) {
        self.layout = layout
        self.environment = environment
        self.readsAhead = readsAhead
        segmentBytes = environment.segmentBytes
    }

    /// Audits the ledger at a path.
    /// - Parameter progress: called now and then with bytes read and bytes in scope, of all files.
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
        copy layout: LedgerLayout, in environment: LedgerEnvironment, readsAhead: Bool = true,
        progress: (UInt64, UInt64) -> Void = { _, _ in }
    ) throws(LedgerError) -> AuditReport {
        var audit = Audit(layout, environment, readsAhead: readsAhead)
        try audit.everything(progress)
        return audit.report
    }

    /// Notes what an error means: proven damage, or that something could not be checked.
    mutating func note(_ error: LedgerError, shape: DamageShape? = nil) {
        var isDamage = error.provesDamage
        var file: String?
        switch error {
        // A small file that is larger than any was changed.
        case .storage(let cause):
            if cause.code == .tooLarge { isDamage = true }
            file = cause.path
        case .damagedFile(let path, _), .file(let path, _), .store(.unknownFile(let path, _)): file = path
        default: break
        }
        note(
            isDamage ? .damage : .incomplete, "\(error)", shape: isDamage ? shape : nil, file: file,
            cause: error.failedCall)
    }

    mutating func note(
        _ grade: AuditReport.Finding.Grade, _ text: String, shape: DamageShape? = nil, file: String? = nil,
        byte: UInt64? = nil, records: Range<UInt64>? = nil, cause: DurableIOError? = nil
    ) {
        let looks = shape.map { $0 == .missing ? "" : "; it looks like \($0)" } ?? ""
        report.findings.append(
            AuditReport.Finding(
                grade, text + looks, shape: shape, file: file, byte: byte, records: records, cause: cause))
    }

    private mutating func everything(_ progress: (UInt64, UInt64) -> Void) throws(LedgerError) {
        let opening: LedgerOpening
        do throws(LedgerError) {
            opening = try LedgerOpening(layout: layout, environment: environment)
        } catch {
            if case .notALedger = error { throw error }
            report.cover(.origin, .not("\(error)"))
            return note(error)
        }
        epoch(opening)
        report.cover(.origin, .checked)
        segmentBytes = opening.segmentBytes
        self.progress = AuditProgress(opening.stores)
        // Before anything is read of what it speaks of.
        readWhatErasuresAreToldBy(opening)
        smallFiles(opening)
        defer { behindTheEnds(opening) }
        quarantine(opening, progress)
        let ends: (log: CommitMark.End, privateRecords: CommitMark.End, identities: CommitMark.End)
        do throws(LedgerError) { ends = try opening.readableEnds() } catch {
            for part in [.log, .records, .roots, .privateRecords, .evidence, .identities, .hashes, .indexes]
                as [AuditReport.Part]
            {
                report.cover(part, .not("nobody can say where it ends: \(error)"))
            }
            return note(error)
        }
        report.size = TreeSize(ends.log.count)
        for mark in signed where mark.size > ends.log.count {
            note(
                .damage, "\(mark.file): \(mark.size) events were signed, the log ends at \(ends.log.count)",
                shape: .rolledBack, file: layout.log, records: ends.log.count..<mark.size)
            damaged.insert(.log)
        }
        let digests = privateDigests(opening.stores.privateRecords, end: ends.privateRecords, progress)
        identities(opening, end: ends.identities, progress)
        let hashes = HashFiles(path: layout.hashes, files: environment.files)
        defer { hashes.close() }
        log(opening, end: ends.log, digests: digests, hashes: hashes, progress)
    }

    /// The digest of each private record up to the last that is there; nil for those that cannot be read.
    private mutating func privateDigests(
        _ store: StoreDirectory, end: CommitMark.End, _ progress: (UInt64, UInt64) -> Void
    ) -> [SHA256Digest?] {
        var digests: [SHA256Digest?] = []
        var undecodable: [(UInt64, RecordError)] = []
        var erased = ErasedNumbers()
        var beyond: UInt64?
        walk(store, end: end, .privateRecords, hashing: { SHA256.hash(of: $0) }, progress) { item in
            for index in 0..<item.block.count {
                let number = item.block.header.first + UInt64(index)
                // A gap is at most what a segment can hold; a number far behind is a damaged header's.
                guard number < UInt64(digests.count) + Self.mostMissing else {
                    beyond = number
                    return
                }
                while digests.count <= Int(number) { digests.append(nil) }
                let bytes = item.block.record(index)
                if let record = ErasedRecord(bytes) {
                    // It says of which record it stands in the place; the log says whether that is so.
                    digests[Int(number)] = SHA256Digest(bytes: record.digest)
                    erased.records.insert(number)
                    continue
                }
                digests[Int(number)] = item.hashes[index]
                do throws(RecordError) { _ = try PrivateRecord(bytes) } catch {
                    undecodable.append((number, error))
                }
            }
        }
        for (number, error) in undecodable {
            note(
                error.isOfAnotherVersion ? .incomplete : .damage, "private record \(number): \(error)",
                file: store.path,
                records: number..<(number + 1))
        }
        if let beyond { note(.damage, "private record \(beyond): too many before it are missing") }
        report.privateRecords = end.count
        self.erased.formUnion(erased)
        return digests
    }

    /// Private records that may be missing in a row and still be counted one by one.
    private static let mostMissing: UInt64 = 16 << 20

    private mutating func identities(
        _ opening: LedgerOpening, end: CommitMark.End, _ progress: (UInt64, UInt64) -> Void
    ) {
        let secret = secret
        var wrong: [(number: UInt64, text: String, grade: AuditReport.Finding.Grade)] = []
        var erased = RangeSet<UInt64>()
        let isWhole = walk(
            opening.stores.identities, end: end, secret == nil ? nil : .identities, progress
        ) { item in
            for index in 0..<item.block.count {
                let number = item.block.header.first + UInt64(index)
                let result = item.block.record(index).withUnsafeBytes { buffer in
                    Result { () throws(RecordError) in try StoredIdentity(buffer) }
                }
                switch result {
                case .success(.erased): erased.insert(number)
                case .failure(let error):
                    wrong.append((number, "\(error)", error.isOfAnotherVersion ? .incomplete : .damage))
                case .success(.entry(let entry)):
                    guard let secret,
                        let reference = IdentityReference(
                            kind: entry.kind, namespace: entry.namespace, value: entry.value)
                    else { continue }
                    if !secret.identityLookup(reference).bytes.elementsEqual(entry.lookup) {
                        wrong.append((number, "its value is not the one it is found by", .damage))
                    }
                }
            }
        }
        if secret == nil {
            let reason = "without the secret nobody can say whether each is found by its value"
            report.cover(.identities, isWhole ? .partly(reason) : .partly(reason + "; some cannot be read"))
        }
        for (number, text, grade) in wrong {
            note(
                grade, "identity \(number): \(text)", file: layout.identities,
                records: number..<(number + 1))
        }
        report.identities = end.count
        self.erased.identities = erased
    }
}
