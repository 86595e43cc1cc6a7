public import ComplianceLedger
import DurableIO
import GRDB

/// Why a read model could not be opened, brought up to date, or asked. Holds no row's contents.
public struct ProjectionError: Error, Sendable {
    public enum Code: String, Sendable {
        /// There is none yet.
        case missing
        /// It was written by another revision of the code.
        case outdated
        /// It was made from another ledger, or from a longer one.
        case foreign
        /// Another process writes.
        case busy
        case diskFull
        case readOnly
        /// SQLite says that the file is damaged, or is none of its own.
        case corrupt
        case files
        case ledger
        /// SQLite refused; a defect of this module.
        case statement
    }

    public let code: Code
    /// What was being done, in words that follow "could not".
    public let operation: String
    public let reason: String
    /// What stopped the reading of the log, where that is the cause.
    public let ledgerError: LedgerError?

    init(_ code: Code, _ operation: String, _ reason: String, ledgerError: LedgerError? = nil) {
        self.code = code
        self.operation = operation
        self.reason = reason
        self.ledgerError = ledgerError
    }

    /// A command that mends it; nil where none does.
    public var hint: String? {
        switch code {
        case .missing, .outdated, .foreign, .corrupt: "probity rebuild"
        case .busy, .diskFull, .readOnly, .files, .ledger, .statement: nil
        }
    }
}

extension ProjectionError: CustomStringConvertible {
    public var description: String {
        "could not \(operation): \(reason)" + (hint.map { "; run `\($0)`" } ?? "")
    }
}

extension ProjectionError {
    init(_ operation: String, _ error: DurableIOError) {
        switch error.code {
        case .noSpace: self.init(.diskFull, operation, "\(error)")
        case .readOnly, .permissionDenied: self.init(.readOnly, operation, "\(error)")
        case .locked: self.init(.busy, operation, "another process writes the read models")
        default: self.init(.files, operation, "\(error)")
        }
    }

    /// The log could not be read, of which an answer needs more than the tables have.
    public init(_ operation: String, _ error: LedgerError) {
        self.init(.ledger, operation, "\(error)", ledgerError: error)
    }

    /// Names SQLite's reason; never its statement, whose values could be personal.
    init(_ operation: String, _ error: any Error) {
        if let error = error as? ProjectionError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.statement, operation, "unexpected error")
            return
        }
        let reason = "SQLite: \(error.extendedResultCode)" + (error.message.map { ": \($0)" } ?? "")
        switch error.resultCode {
        case .SQLITE_FULL: self.init(.diskFull, operation, reason)
        case .SQLITE_READONLY, .SQLITE_PERM: self.init(.readOnly, operation, reason)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self.init(.corrupt, operation, reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self.init(.busy, operation, reason)
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: self.init(.files, operation, reason)
        default: self.init(.statement, operation, reason)
        }
    }
}

/// Runs file calls under this module's error type.
func onFiles<Value>(
    _ operation: String, _ body: () throws(DurableIOError) -> Value
) throws(ProjectionError) -> Value {
    do throws(DurableIOError) { return try body() } catch { throw ProjectionError(operation, error) }
}

/// Runs SQLite calls under this module's error type.
func onDatabase<Value>(_ operation: String, _ body: () throws -> Value) throws(ProjectionError) -> Value {
    do { return try body() } catch { throw ProjectionError(operation, error) }
}

/// Runs ledger calls under this module's error type.
func onLedger<Value>(
    _ operation: String, _ body: () throws(LedgerError) -> Value
) throws(ProjectionError) -> Value {
    do throws(LedgerError) { return try body() } catch { throw ProjectionError(operation, error) }
}
