public import ComplianceLedger
import DurableIO
import GRDB
import LedgerModel
public import Merkle

/// What a rebuild did.
public struct RebuildReport: Hashable, Sendable {
    /// The file that counts now.
    public let path: String
    public let events: UInt64
    /// By the ledger's clock, in nanoseconds.
    public let duration: Int64
    public let digest: SHA256Digest
    /// Of the read model that it replaced, where that one was readable and had read as many events.
    public let previousDigest: SHA256Digest?
}

extension ProjectionStore {
    /// Makes the read models anew from the log, beside those that are there, and puts them in their place.
    ///
    /// Readers go on with what they have open. A crash leaves the old generation in force.
    /// - Throws: ``ProjectionError/Code/busy`` while a store is open for writing.
    public static func rebuild(
        of ledger: Ledger, keepsLabels: Bool = true, onTransaction: (ProjectionProgress) -> Void = { _ in }
    ) throws(ProjectionError) -> RebuildReport {
        let folder = ReadModelFolder(path: ledger.layout.readModels, files: ledger.environment.files)
        let start = ledger.environment.clock.now()
        try folder.makeFolder()
        let lock = try folder.lock()
        defer { lock.unlock() }
        let previous = previousDigest(of: ledger)
        let generation = try folder.makeFile()
        do throws(ProjectionError) {
            let queue = try make(generation, in: folder, ledger, ProjectionConnection.building)
            let store = ProjectionStore(
                folder: folder, generation: generation, database: queue, writer: queue, lock: nil)
            defer { store.close() }
            let projector = try Projector(
                store, eventsPerTransaction: Projector.mostEventsPerTransaction, keepsLabels: keepsLabels)
            try projector.catchUp(from: ledger, onTransaction: onTransaction)
            let progress = try store.progress()
            let digest = try store.digest()
            try onDatabase("finish a read model") {
                try queue.writeWithoutTransaction { database in
                    try database.execute(sql: "ANALYZE")
                    try database.execute(sql: "PRAGMA locking_mode = NORMAL")
                    try database.execute(sql: "PRAGMA journal_mode = WAL")
                }
            }
            store.close()
            try folder.synchronize(generation)
            try folder.makeCurrent(generation)
            try folder.removeAll(but: generation)
            return RebuildReport(
                path: folder.filePath(generation), events: progress.size.value,
                duration: max(0, ledger.environment.clock.now().nanoseconds - start.nanoseconds),
                digest: digest,
                previousDigest: previous?.size == progress.size ? previous?.digest : nil)
        } catch {
            folder.discard(generation)
            throw error
        }
    }

    /// The digest of what stands there; nil where it is not readable, which is no reason not to replace it.
    private static func previousDigest(of ledger: Ledger) -> (size: TreeSize, digest: SHA256Digest)? {
        guard let store = try? open(of: ledger, for: .reading) else { return nil }
        defer { store.close() }
        guard let progress = try? store.progress(), let digest = try? store.digest() else { return nil }
        return (progress.size, digest)
    }

    /// Folds the log from its bytes, without the tables, and compares every state, row and decision with
    /// them; then every table as a whole, and what SQLite finds wrong with its file.
    ///
    /// The log is folded as far as the tables had read it. Not compared, as the log does not decide it: names
    /// out of private records, how many events exactly the log held when it was last looked at, and SQLite's
    /// statistics. Cost: two passes over the log and over the file, the memory of a
    /// ``ComplianceState/LedgerFold``, and a name for each tenant and subject.
    public func verify(against ledger: Ledger) throws(ProjectionError) -> VerificationReport {
        let operation = "compare the read model with the log"
        let found = try onDatabase(operation) {
            try database.read { database -> VerificationReport? in
                guard let progress = try ProjectionProgress.read(database) else { return nil }
                var verification = Verification(ledger, progress)
                try verification.readLog()
                return try verification.compare(database)
            }
        }
        guard let found else {
            throw ProjectionError(.corrupt, operation, "it does not say how far it has read")
        }
        return found
    }

    /// Drops all names that were copied out of private records.
    public func dropLabels() throws(ProjectionError) {
        guard let writer else {
            throw ProjectionError(.readOnly, "drop names", "the store is open for reading")
        }
        try onDatabase("drop names") {
            try writer.write { database in
                try database.execute(sql: "DELETE FROM device_label")
                try database.execute(sql: "DELETE FROM user_label")
            }
        }
    }
}
