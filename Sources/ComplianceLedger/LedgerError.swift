public import DurableIO
public import LedgerModel
public import LogStore
public import RecordFormat

/// Why a ledger could not do what was asked. Holds no payload.
public enum LedgerError: Error, Sendable {
    case storage(DurableIOError)
    case store(LogStoreError)
    /// There is no ledger at the path.
    case notALedger(path: String)
    /// Something is there already.
    case exists(path: String)
    /// What stands at the path is no folder; in words that follow "is".
    case occupied(path: String, what: String)
    case invalidOrigin(found: Int)
    /// The name is that of another ledger's epoch.
    case originNamesEpoch(name: String)
    case invalidSegmentBytes(found: UInt64)
    /// Another process writes.
    case locked(path: String)
    /// The ledger was opened for reading.
    case readOnly
    /// One of the small files is not what it must be.
    case file(path: String, reason: String)
    /// One of the small files was changed or lost, and that is proven.
    case damagedFile(path: String, reason: String)
    /// The log's root is not the one that was signed.
    case rootMismatch(size: UInt64, file: String)
    case record(position: UInt64, RecordError)
    case noSuchEvent(GlobalPosition, size: TreeSize)
    case signing(String)
    case insecure(path: String, reason: String)
    /// Others may read or write a folder of the ledger.
    case looseFolder(path: String, permissions: UInt32)
    /// Others may write to a file of the ledger.
    case looseFile(path: String, permissions: UInt32)
    /// A folder or file of the ledger belongs to another user.
    case foreign(path: String, owner: UInt32)
    /// A folder or file of the ledger is a symbolic link.
    case symbolicLink(path: String)
    /// The clock says a time that no event can have.
    case clockOutOfRange
    /// What was to be recorded would have eaten into the space that is kept free, in bytes.
    case noSpace(available: UInt64, reserve: UInt64)
    /// Events read back otherwise than they were written, from the first position to below the second.
    case readBack(from: UInt64, to: UInt64)
    /// An earlier write or sync failed, for the reason given; only opening again tells what is there.
    indirect case poisoned(LedgerError)
    /// The writer has stopped.
    case closed
    /// A copy of a ledger that did not end: a part of one.
    case unfinished(path: String)
    /// A backup is read and restored, never written to.
    case isBackup(path: String)
    /// The folder is no backup that this program can read.
    case notABackup(path: String, reason: String)
    /// A file of a backup is not the one that was made.
    case damagedBackup(path: String, reason: String)
    /// What was copied of the ledger or backup at the path is not good.
    case auditFailed(path: String, report: AuditReport)
    /// What was copied of the ledger or backup at the path could not be read again, so that it was not
    /// checked; nothing is known to be wrong with it.
    case copyNotRead(path: String, cause: DurableIOError)
    /// What a restore would put an end to belongs to another ledger.
    case otherLedger(path: String)
    /// A backup goes less far than what was published, or another way.
    case rollback(Rollback)
    /// What was published of the ledger that a restore would replace is not known; with the call that failed,
    /// where that is why.
    case unknownMark(path: String, reason: String, cause: DurableIOError?)
    /// The verified copy could not be put in the ledger's place.
    case notPlaced(copy: String, path: String, cause: DurableIOError)
    /// A reason for a rollback has 1 to ``Restore/mostReasonBytes`` bytes.
    case invalidReason(found: Int)

    /// Whether this proves that acknowledged bytes were changed or lost.
    public var provesDamage: Bool {
        switch self {
        // Its block's checksum is right: a newer program wrote it.
        case .record(_, .version): false
        case .store(.damaged), .damagedFile, .rootMismatch, .record, .readBack: true
        case .damagedBackup: true
        case .auditFailed(_, let report): report.findings.contains { $0.grade == .damage }
        case .poisoned(let cause): cause.provesDamage
        default: false
        }
    }
}

extension LedgerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .storage(let error): "\(error)"
        case .store(let error): "\(error)"
        case .notALedger(let path): "no ledger at \(path)"
        case .exists(let path): "\(path) exists already and is not empty"
        case .invalidOrigin(let count):
            "an origin is a name of printable characters without spaces and without `+`; "
                + "found \(count) bytes that are not"
        case .originNamesEpoch(let name):
            "\(name) is how a ledger is called that was set back: an origin does not end with /epoch/ and a number"
        case .invalidSegmentBytes(let found):
            "a segment has \(LedgerOrigin.segmentBytesAllowed.lowerBound) to "
                + "\(LedgerOrigin.segmentBytesAllowed.upperBound) bytes; found \(found)"
        case .locked(let path): "another process has \(path) open for writing"
        case .readOnly: "the ledger is open for reading"
        case .occupied(let path, let what): "\(path) is \(what); a ledger needs a folder of its own"
        case .file(let path, let reason), .damagedFile(let path, let reason): "\(path): \(reason)"
        case .rootMismatch(let size, let file):
            "the records below position \(size) do not have the root that \(file) says"
        case .record(let position, let error): "record \(position): \(error)"
        case .noSuchEvent(let position, let size):
            "no event at position \(position.value); the ledger holds \(size.value)"
        case .signing(let reason): "could not sign: \(reason)"
        case .insecure(let path, let reason): "\(path): \(reason)"
        case .looseFolder(let path, let permissions):
            "\(path): others can read or write it (mode \(String(permissions, radix: 8))); expected mode 700"
        case .looseFile(let path, let permissions):
            "\(path): others can write to it (mode \(String(permissions, radix: 8))); expected mode 600"
        case .foreign(let path, let owner):
            "\(path): it belongs to user \(owner), and only its owner writes to a ledger"
        case .symbolicLink(let path):
            "\(path): it is a symbolic link, and what it leads to may change; nothing is written through it"
        case .clockOutOfRange:
            "the clock says a time before \(Timestamp.earliest) or after \(Timestamp.latest), "
                + "which no event can have"
        case .noSpace(let available, let reserve):
            "no space left to record: \(available) bytes are available, of which \(reserve) are kept free"
        case .readBack(let first, let end):
            "the events from position \(first) to \(end - min(1, end)) read back otherwise than they were "
                + "written; nothing was signed over them"
        case .poisoned(let cause):
            "an earlier write or sync failed (\(cause)): close the ledger and open it again"
        case .closed: "the ledger is closed"
        default: ofCopies
        }
    }
}

/// Runs store calls under the ledger's error type.
func onStore<Value: ~Copyable>(_ body: () throws(LogStoreError) -> Value) throws(LedgerError) -> Value {
    do throws(LogStoreError) { return try body() } catch { throw .store(error) }
}

/// Runs file calls under the ledger's error type.
func onFiles<Value>(_ body: () throws(DurableIOError) -> Value) throws(LedgerError) -> Value {
    do throws(DurableIOError) { return try body() } catch { throw .storage(error) }
}

extension LedgerError {
    /// Whether a write found no space and left all that stood before.
    var isLackOfSpace: Bool { storage?.isLackOfSpace ?? false }

    /// What the storage said; nil where it is not what failed.
    var storage: DurableIOError? {
        switch self {
        case .storage(let error), .store(.storage(let error)): error
        default: nil
        }
    }

    /// The call that failed, where nothing else is wrong; nil too for a small file that is larger than any of
    /// its kind, which was changed.
    var failedCall: DurableIOError? { storage.flatMap { $0.code == .tooLarge ? nil : $0 } }
}
