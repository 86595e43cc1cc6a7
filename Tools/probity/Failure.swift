import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import DurableIO
import LogStore
import Projections

/// Runs a verb; says what went wrong and how to go on.
func carryOut(_ doing: String, _ body: () throws -> Void) throws {
    do {
        try body()
    } catch let error as ExitCode {
        throw error
    } catch let error as ValidationError {
        throw error
    } catch let error as CleanExit {
        throw error
    } catch EventFilter.Failure.syntax(let error) {
        throw ValidationError("word \(error.word) of the filter: \(error.reason)")
    } catch EventFilter.Failure.nobody(let word) {
        throw said(PersonLookup.nobody("word \(word) of the filter: "), doing)
    } catch EventFilter.Failure.ledger(let error) {
        throw told(error, doing)
    } catch let error as NotFound {
        throw said(error, doing)
    } catch let error as LedgerError {
        throw told(error, doing)
    } catch let error as AppendError {
        if case .failed(let cause) = error { throw told(cause, doing) }
        Terminal.note("\(doing): \(error)")
        if case .noSpace(let available, let reserve) = error,
            let hint = hint(for: .noSpace(available: available, reserve: reserve))
        {
            Terminal.hint(hint)
        }
        throw ExitCode(refusalStatus(of: error))
    } catch let error as ReadModels.BehindError {
        Terminal.note("\(doing): \(error)")
        throw ExitCode(error.ledgerError.map { status(of: $0) } ?? 1)
    } catch let error as ProjectionError {
        Terminal.note("\(doing): \(error)")
        if let hint = error.hint { Terminal.hint(hint) }
        throw ExitCode(error.ledgerError.map { status(of: $0) } ?? 1)
    } catch {
        Terminal.note("\(doing): \(error)")
        throw ExitCode(1)
    }
}

/// Says what is not there, and how to go on.
private func said(_ error: NotFound, _ doing: String) -> ExitCode {
    Terminal.note("\(doing): \(error)")
    Terminal.hint(error.hint)
    return ExitCode(1)
}

/// Says what the ledger could not do, and how to go on.
private func told(_ error: LedgerError, _ doing: String) -> ExitCode {
    Terminal.note("\(doing): \(error)")
    if let hint = hint(for: error) { Terminal.hint(hint) }
    return ExitCode(status(of: error))
}

private func refusalStatus(of error: AppendError) -> Int32 {
    switch error {
    case .wrongExpectedVersion, .conditionNotMet, .contentConflict: 5
    default: 1
    }
}

/// Which status an error of the ledger has.
func status(of error: LedgerError) -> Int32 {
    if error.provesDamage { return 2 }
    return switch error {
    case .locked: 4
    case .isBackup, .otherLedger, .rollback, .unknownMark(_, _, nil): 5
    case .unknownMark(_, _, let cause?), .copyNotRead(_, let cause): status(of: .storage(cause))
    // What proves damage has 2 before.
    case .auditFailed: 3
    case .invalidReason: 64
    case .notPlaced(_, _, let cause): cause.code == .permissionDenied ? 4 : 1
    case .insecure, .looseFolder, .looseFile, .foreign, .symbolicLink, .clockOutOfRange, .exists, .occupied: 5
    case .invalidOrigin, .originNamesEpoch, .invalidSegmentBytes: 64
    case .poisoned(let cause): status(of: cause)
    case .storage(let cause), .store(.storage(let cause)), .store(.poisoned(let cause?)):
        // The lock of a writer may be taken from under it.
        [.permissionDenied, .locked].contains(cause.code) ? 4 : 1
    default: 1
    }
}

private let spaceHint =
    "free some space and run the same command again: what was acknowledged is kept, and nothing is doubled"

private let newerHint = "use the version of probity that wrote it, or a later one"

private func hint(for error: LedgerError) -> String? {
    switch error {
    case .notALedger:
        "probity init --origin NAME makes a ledger; --ledger DIR or $PROBITY_LEDGER says where it is"
    case .exists, .occupied: "choose another folder with --ledger DIR"
    case .locked: "wait for the other process to end, or read: reading verbs work beside a writer"
    case .insecure(let path, _): "chmod 600 \(path), and see who could have read it"
    case .looseFolder(let path, _): "chmod 700 \(path), and see who could have read or written there"
    case .looseFile(let path, _): "chmod 600 \(path), and see who could have written there"
    case .foreign(let path, _):
        "run it as that user, or chown \(path) to the one who runs it; reading verbs work as they are"
    case .symbolicLink(let path): "say --ledger with what \(path) leads to; reading verbs follow links"
    case .clockOutOfRange: "set the clock of this machine"
    case .unfinished(let path):
        "remove \(path) and begin again, or use another folder; the ledger it was made from is as it was"
    case .isBackup(let path): "probity restore --ledger DIR \(path) makes a ledger of it"
    case .notABackup: "probity backup DIR makes one"
    case .damagedBackup: "use another backup"
    case .copyNotRead(_, let cause): hint(for: .storage(cause))
    case .auditFailed(let path, _): "probity verify --ledger \(path) lists all that is wrong"
    case .otherLedger: "choose another folder with --ledger DIR"
    case .rollback:
        "use a later backup; or --accept-rollback REASON, which begins a new epoch and records an event"
    case .unknownMark(_, _, .some):
        "run it again; what stays unreadable is made up for by a checkpoint that was kept elsewhere, "
            + "--checkpoint FILE, or by --accept-rollback REASON"
    case .unknownMark:
        "give a checkpoint that was kept elsewhere with --checkpoint FILE; or --accept-rollback REASON"
    case .notPlaced(let copy, let path, _):
        "stop what uses \(path), move it away, and move \(copy) there"
    case .noSpace: spaceHint
    case .poisoned(let cause): hint(for: cause) ?? hint(for: .store(.poisoned(nil)))
    case .storage(let cause), .store(.storage(let cause)), .store(.poisoned(let cause?)):
        switch cause.code {
        case .noSpace: spaceHint
        case .readOnly:
            "mount the file system for writing, or read: reading verbs need no more than it gives"
        case .permissionDenied: "check owner and permissions of the folder"
        default: nil
        }
    case .store(.poisoned): "run the command again: opening finds out what is on disk"
    case .readBack:
        "this machine's memory or disk changes bits: mend it, then probity verify says what stands on disk"
    case .store(.unknownFormat), .store(.unknownFile): newerHint
    case .record where !error.provesDamage: newerHint
    case .store(.damaged), .damagedFile, .rootMismatch, .record:
        "probity verify lists all damage; the ledger can be read but not written; restore a backup"
    default: nil
    }
}
