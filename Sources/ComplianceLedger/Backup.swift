import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle

/// A copy of a ledger that is consistent while a writer goes on.
///
/// It holds what cannot be made again: segments up to the ends of one moment, private records, identities,
/// quarantine, the small files, and the keys unless they are left out; no index, no stored hash, no read
/// model, no lock. It is audited as `verify` audits a ledger, and its root compared with that of the ledger,
/// before the manifest says that it is whole. Such a folder can be read like a ledger, and is never written
/// to.
public enum Backup {
    /// What is being done.
    public enum Stage: Sendable { case copying, verifying }

    /// What was made.
    public struct Report: Sendable {
        /// Events.
        public let size: UInt64
        /// The root over them, in base64.
        public let root: String
        public let epoch: UInt32
        /// Events below the signed note that was copied; nil where there is none.
        public let checkpointSize: UInt64?
        public let files: Int
        public let bytes: UInt64
        public let hasKeys: Bool
    }

    /// Makes a backup.
    ///
    /// A crash leaves a folder with the file `unfinished`, which is neither read as a ledger nor restored.
    /// - Parameters:
    ///   - path: the ledger's folder.
    ///   - target: a folder that is not there or empty.
    ///   - withKeys: whether key and secret are copied, too.
    ///   - progress: called now and then with bytes copied or events audited, and how many there are.
    /// - Throws: ``LedgerError/auditFailed(path:report:)`` where the copy is not good, which the ledger then
    ///   is not either; ``LedgerError/copyNotRead(path:cause:)`` where a call failed while it was checked.
    public static func run(
        of path: String, to target: String, withKeys: Bool = true, in environment: LedgerEnvironment,
        progress: (Stage, UInt64, UInt64) -> Void = { _, _, _ in }
    ) throws(LedgerError) -> Report {
        let files = environment.files
        let layout = LedgerLayout(root: path)
        try layout.requireFinished(files: files)
        let source = try BackupSource(layout, environment, withKeys: withKeys)
        let copy = LedgerCopy(layout: LedgerLayout(root: target), files: files)
        try copy.begin()
        var entries = try stores(source, copy) { progress(.copying, $0, $1) }
        for (path, bytes) in source.small { try copy.add(path, bytes) }
        for path in [.commit, .quarantineSize] + source.small.map(\.path) {
            if let entry = try entry(path, in: copy) { entries.append(entry) }
        }
        try copy.synchronizeFolders()
        let report = try Audit.run(copy: copy.layout, in: environment) { progress(.verifying, $0, $1) }
        try require(report, of: copy.layout, from: path, withKeys: withKeys)
        let head = try source.head()
        guard report.root.map({ $0.utf8.elementsEqual(head.root.base64.utf8) }) ?? (head.size == 0) else {
            throw .damagedBackup(
                path: target,
                reason: "its root is \(report.root ?? "not known"), that of the ledger \(head.root.base64)")
        }
        let manifest = BackupManifest(
            ledger: source.opening.origin.id, epoch: source.opening.origin.epoch, head: head,
            checkpoint: source.checkpoint?.bytes, entries: entries)
        try onFiles { () throws(DurableIOError) in
            try files.replaceAtomically(
                copy.layout.manifest, with: manifest.encoded, permissions: 0o600)
        }
        try copy.end()
        return Report(
            size: head.size, root: head.root.base64, epoch: manifest.epoch,
            checkpointSize: source.checkpoint?.head.size, files: entries.count, bytes: manifest.bytes,
            hasKeys: withKeys)
    }

    /// Copies the segments, and writes the marks that say where they end.
    private static func stores(
        _ source: BackupSource, _ copy: LedgerCopy, _ progress: (UInt64, UInt64) -> Void
    ) throws(LedgerError) -> [BackupManifest.Entry] {
        let stores = source.opening.stores
        let parts: [(store: StoreDirectory, folder: String, end: CommitMark.End)] = [
            (stores.quarantine, "quarantine/", source.quarantineEnd),
            (stores.identities, "private/identities/", source.identities),
            (stores.privateRecords, "private/records/", source.privateRecords),
            (stores.log, "log/", source.log),
        ]
        var files: [(path: BackupPath, from: String, bytes: UInt64)] = []
        var ends: [CommitMark.End] = []
        for part in parts {
            let segments = try source.segments(of: part.store, end: part.end)
            for segment in segments {
                files.append(
                    (
                        BackupPath(segment: segment.first, in: part.folder),
                        part.store.segmentPath(segment.first), segment.bytes
                    ))
            }
            // A last segment that holds nothing is not taken, and the end is that of the one before.
            ends.append(
                CommitMark.End(
                    count: part.end.count, segment: segments.last?.first ?? 0,
                    byteOffset: segments.last?.bytes ?? 0))
        }
        files += try torn(source)
        let total = files.reduce(0) { $0 + $1.bytes }
        var done: UInt64 = 0
        var entries: [BackupManifest.Entry] = []
        for file in files {
            let digest = try copy.add(file.path, from: file.from, count: file.bytes) { bytes in
                done += bytes
                progress(done, total)
            }
            entries.append(BackupManifest.Entry(path: file.path, bytes: file.bytes, digest: digest))
        }
        let copied = LedgerStores(copy.layout, ledger: source.opening.origin.id, files: copy.files)
        try QuarantineMark(end: ends[0]).write(copied.quarantine)
        try onStore { () throws(LogStoreError) in
            let last = try StoreOpening(copied.log, published: ends[3].count).scan(from: ends[3]).tail
            let commit = try CommitFile(path: copy.layout.commit, files: copy.files)
            defer { commit.close() }
            try commit.writeTwice(
                CommitMark(
                    ledger: source.opening.origin.id, sequence: 0, log: ends[3], privateRecords: ends[2],
                    identities: ends[1], recorded: last.recorded))
            try commit.synchronize()
        }
        return entries
    }

    /// Batches of the quarantine that were torn and put aside.
    private static func torn(
        _ source: BackupSource
    ) throws(LedgerError) -> [(path: BackupPath, from: String, bytes: UInt64)] {
        let folder = source.layout.quarantine
        let files = source.opening.environment.files
        let names = try onFiles { () throws(DurableIOError) in try files.list(folder) }
        var out: [(path: BackupPath, from: String, bytes: UInt64)] = []
        for name in names where name.utf8.suffix(5).elementsEqual(".torn".utf8) {
            guard let path = BackupPath("quarantine/" + name) else { continue }
            let found = try onFiles { () throws(DurableIOError) in try files.information(folder + "/" + name)
            }
            guard let found, found.kind == .file else { continue }
            out.append((path, folder + "/" + name, found.size))
        }
        return out
    }

    /// What stands in a small file of the copy; nil where there is none.
    private static func entry(
        _ path: BackupPath, in copy: LedgerCopy
    ) throws(LedgerError) -> BackupManifest.Entry? {
        let bytes = try onFiles { () throws(DurableIOError) in
            try copy.files.contents(of: copy.layout.root + "/" + path.text, limit: 1 << 20)
        }
        return bytes.map {
            BackupManifest.Entry(path: path, bytes: UInt64($0.count), digest: SHA256.hash(of: $0))
        }
    }

    /// Refuses a copy of which the audit found more than that disposable files, or keys that were left out,
    /// are missing.
    static func require(
        _ report: AuditReport, of layout: LedgerLayout, from source: String, withKeys: Bool
    ) throws(LedgerError) {
        let grave = report.findings.filter { finding in
            finding.grade != .disposable
                && !(!withKeys && finding.grade == .incomplete
                    && [layout.key, layout.secret].contains { finding.text.utf8.starts(with: $0.utf8) })
        }
        guard let first = grave.first else { return }
        // A call that fails tells nothing of the bytes; with anything else among the findings it is not all.
        if let cause = first.cause, grave.allSatisfy({ $0.cause != nil }) {
            throw .copyNotRead(path: source, cause: cause)
        }
        throw .auditFailed(path: source, report: report)
    }
}
