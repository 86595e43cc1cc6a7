import ComplianceLedger
import LedgerModel
import RecordFormat

extension History {
    /// Which of two passes over the log it is.
    enum Pass {
        case first, second

        /// How many records count as read of a log of so many, once the pass has come to a position.
        fileprivate func read(_ position: GlobalPosition, of limit: TreeSize) -> UInt64 {
            switch self {
            case .first: position.value / 2
            case .second: limit.value / 2 + position.value / 2
            }
        }
    }

    /// Calls `body` with each record of a prefix of the log, in one of two passes.
    ///
    /// - Parameter progress: told of the records that were read, of both passes.
    func forEachRecord(
        below limit: TreeSize, _ pass: Pass, _ progress: (UInt64) -> Void, _ body: (RecordView) -> Void
    ) throws(LedgerError) {
        try ledger.forEachRecord(below: limit) { view in
            body(view)
            if view.position.value & 0xFFFF == 0 { progress(pass.read(view.position, of: limit)) }
            return true
        }
    }
}
