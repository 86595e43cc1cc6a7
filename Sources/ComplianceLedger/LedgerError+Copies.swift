extension LedgerError {
    /// Why a backup was not restored: it holds less than was published, or something else.
    public struct Rollback: Hashable, Sendable {
        /// Events in the backup, and its epoch.
        public var size: UInt64
        public var epoch: UInt32
        /// Events that were published, in which epoch, and what says so.
        public var published: UInt64
        public var publishedEpoch: UInt32
        public var file: String
        /// Events that were acknowledged and are not in the backup, at least.
        public var lost: UInt64
        /// Whether the backup goes far enough, but does not hold what was published.
        public var isFork: Bool
    }

    /// What is said of copies of a ledger.
    var ofCopies: String {
        switch self {
        case .unfinished(let path): "\(path): a copy that did not end; it is no whole ledger"
        case .isBackup(let path): "\(path) is a backup; nothing is written to it"
        case .notABackup(let path, let reason): "\(path) is no backup: \(reason)"
        case .damagedBackup(let path, let reason): "\(path): \(reason)"
        case .auditFailed(let path, let report): Self.text(path, report)
        case .copyNotRead(let path, let cause): "what was copied of \(path) could not be checked: \(cause)"
        case .otherLedger(let path):
            "\(path) holds another ledger than the backup: another id or another key"
        case .rollback(let rollback): rollback.description
        case .unknownMark(let path, let reason, _):
            "what was published of the ledger at \(path) is not known: \(reason)"
        case .notPlaced(let copy, let path, let cause):
            "the backup is restored and verified at \(copy), but could not take the place of \(path): "
                + "\(cause)"
        case .invalidReason(let count):
            "a reason has 1 to \(Restore.mostReasonBytes) bytes, found \(count)"
        default: "unexpected"
        }
    }

    private static func text(_ path: String, _ report: AuditReport) -> String {
        let grave = report.findings.filter { $0.grade != .disposable }
        let first = grave.first.map { ": \($0.text)" } ?? ""
        return "what was copied of \(path) is not good, \(grave.count) findings\(first)"
    }
}

extension LedgerError.Rollback: CustomStringConvertible {
    public var description: String {
        let ours = "the backup holds \(size) events of epoch \(epoch)"
        let theirs = "\(file) says that \(published) were published in epoch \(publishedEpoch)"
        if isFork {
            return "\(ours), but not those that were published: \(theirs), with another root; the two went "
                + "different ways, and what was recorded on the other would be lost"
        }
        return "\(ours), but \(theirs): \(lost) acknowledged events would be lost"
    }
}
