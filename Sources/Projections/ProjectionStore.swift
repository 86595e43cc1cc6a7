public import ComplianceLedger
import DurableIO
import GRDB
import LedgerModel
import Synchronization

/// The read models of one ledger: tables in SQLite that answer questions, and can be thrown away.
///
/// One process at a time has them open for writing, with one connection; any number reads, with a bounded
/// number of connections that cannot write. A reader goes on with the generation that it opened.
public final class ProjectionStore: Sendable {
    public enum Mode: Sendable { case reading, writing }

    /// Connections of a reading store.
    static let readerCount = 4

    let folder: ReadModelFolder
    let generation: ReadModelFolder.Generation
    let database: any DatabaseReader
    /// The one connection that writes; nil for a reading store.
    let writer: DatabaseQueue?
    private let lock: (any DirectoryLock)?
    private let isClosed = Mutex(false)

    init(
        folder: ReadModelFolder, generation: ReadModelFolder.Generation, database: any DatabaseReader,
        writer: DatabaseQueue?, lock: (any DirectoryLock)?
    ) {
        self.folder = folder
        self.generation = generation
        self.database = database
        self.writer = writer
        self.lock = lock
    }

    /// The file that is read, for a status.
    public var path: String { folder.filePath(generation) }

    /// Opens the read models of a ledger.
    ///
    /// Opening for writing always succeeds where files can be made: what is missing, not readable, of another
    /// ledger or of another revision is replaced by a new, empty generation.
    /// - Throws: for reading, ``ProjectionError/Code/missing``, `.outdated`, `.foreign` or `.corrupt`, each
    ///   of which
    ///   a rebuild mends; for writing, `.busy` where another process writes.
    public static func open(of ledger: Ledger, for mode: Mode) throws(ProjectionError) -> ProjectionStore {
        let folder = ReadModelFolder(path: ledger.layout.readModels, files: ledger.environment.files)
        return switch mode {
        case .reading: try openForReading(folder, ledger)
        case .writing: try openForWriting(folder, ledger)
        }
    }

    private static func openForReading(
        _ folder: ReadModelFolder, _ ledger: Ledger
    ) throws(ProjectionError) -> ProjectionStore {
        let operation = "open the read model"
        guard let generation = try folder.current(), try folder.exists(generation) else {
            throw ProjectionError(.missing, operation, "there is none")
        }
        let pool = try onDatabase(operation) {
            try DatabasePool(path: folder.filePath(generation), configuration: ProjectionConnection.reading)
        }
        let store = ProjectionStore(
            folder: folder, generation: generation, database: pool, writer: nil, lock: nil)
        if let reason = try reasonToReplace(pool, ledger, operation, isWriting: false) {
            store.close()
            throw reason
        }
        return store
    }

    private static func openForWriting(
        _ folder: ReadModelFolder, _ ledger: Ledger
    ) throws(ProjectionError) -> ProjectionStore {
        try folder.makeFolder()
        let lock = try folder.lock()
        do throws(ProjectionError) {
            if let generation = try folder.current(), try folder.exists(generation),
                let queue = try usable(folder.filePath(generation), ledger)
            {
                return ProjectionStore(
                    folder: folder, generation: generation, database: queue, writer: queue, lock: lock)
            }
            let generation = try folder.makeFile()
            let queue = try make(generation, in: folder, ledger, ProjectionConnection.writing)
            try folder.makeCurrent(generation)
            try folder.removeAll(but: generation)
            return ProjectionStore(
                folder: folder, generation: generation, database: queue, writer: queue, lock: lock)
        } catch {
            lock.unlock()
            throw error
        }
    }

    /// A connection to a file that can be written on; nil where a new one has to take its place.
    private static func usable(_ path: String, _ ledger: Ledger) throws(ProjectionError) -> DatabaseQueue? {
        let operation = "open the read model for writing"
        do throws(ProjectionError) {
            let queue = try onDatabase(operation) {
                try DatabaseQueue(path: path, configuration: ProjectionConnection.writing)
            }
            guard try reasonToReplace(queue, ledger, operation, isWriting: true) == nil else { return nil }
            try onDatabase(operation) { try queue.write { try ProjectionSchema.migrate($0) } }
            return queue
        } catch {
            switch error.code {
            case .corrupt, .statement: return nil
            default: throw error
            }
        }
    }

    /// Makes the tables of a new generation.
    static func make(
        _ generation: ReadModelFolder.Generation, in folder: ReadModelFolder, _ ledger: Ledger,
        _ configuration: Configuration
    ) throws(ProjectionError) -> DatabaseQueue {
        do throws(ProjectionError) {
            return try onDatabase("make a read model") {
                let queue = try DatabaseQueue(path: folder.filePath(generation), configuration: configuration)
                try queue.write { database in
                    try ProjectionSchema.migrate(database)
                    try ProjectionSchema.fill(database, ledger: ledger.origin.id)
                }
                return queue
            }
        } catch {
            folder.discard(generation)
            throw error
        }
    }

    /// Why a file is not this ledger's read model by this code; nil where it is.
    private static func reasonToReplace(
        _ database: any DatabaseReader, _ ledger: Ledger, _ operation: String, isWriting: Bool
    ) throws(ProjectionError) -> ProjectionError? {
        let progress = try onDatabase(operation) {
            try database.read { database in
                guard try database.tableExists("progress") else { return nil as ProjectionProgress? }
                return try ProjectionProgress.read(database)
            }
        }
        guard let progress else {
            return ProjectionError(.corrupt, operation, "it does not say how far it has read")
        }
        guard progress.ledger == ledger.origin.id else {
            return ProjectionError(.foreign, operation, "it was made from another ledger")
        }
        guard progress.revision == ProjectionProgress.currentRevision else {
            return ProjectionError(
                .outdated, operation,
                "it has revision \(progress.revision), expected \(ProjectionProgress.currentRevision)")
        }
        let size = ledger.size
        guard progress.size <= size else {
            // A reader's view of the ledger may be older than what a writer has since read from it.
            guard isWriting else { return nil }
            return ProjectionError(
                .foreign, operation, "it holds \(progress.size.value) events, and the ledger \(size.value)")
        }
        guard progress.size.value > 0 else { return nil }
        let last = try onLedger(operation) { () throws(LedgerError) in
            try ledger.event(at: GlobalPosition(progress.size.value - 1))
        }
        return last.id == progress.lastEvent
            ? nil : ProjectionError(.foreign, operation, "its last event is not the ledger's")
    }

    /// How far the rows go.
    public func progress() throws(ProjectionError) -> ProjectionProgress {
        let operation = "read how far the read model goes"
        let found = try onDatabase(operation) { try database.read { try ProjectionProgress.read($0) } }
        guard let found else { throw ProjectionError(.corrupt, operation, "it does not say") }
        return found
    }

    /// Lets the file go. A second call does nothing.
    public func close() {
        guard
            isClosed.withLock({ closed in
                defer { closed = true }
                return !closed
            })
        else { return }
        // Rows are durable by their transactions; a failure here loses nothing.
        try? database.close()
        lock?.unlock()
    }

    deinit { close() }
}
