import ComplianceLedger
import LedgerModel
import RecordFormat

extension History {
    /// Which of two passes over the log it is.
    enum Pass {
        case first, second

        /// How much counts as read of a log of so many records, once the pass has come so far.
        fileprivate func read(_ count: UInt64, of limit: TreeSize) -> UInt64 {
            switch self {
            case .first: count / 2
            case .second: limit.value / 2 + count / 2
            }
        }
    }

    /// Calls `body` with each record of a prefix of the log that is wanted, in one of two passes.
    ///
    /// - Parameter progress: told of the records that were read or passed over, of both passes.
    func forEachRecord(
        below limit: TreeSize, _ pass: Pass, _ progress: (UInt64) -> Void,
        where isWanted: (RecordHead) -> Bool, _ body: (RecordView) -> Void
    ) throws(LedgerError) {
        var count: UInt64 = 0
        try ledger.forEachRecord(
            below: limit,
            where: { head in
                count += 1
                if count & 0xFFFF == 0 { progress(pass.read(count, of: limit)) }
                return isWanted(head)
            }
        ) { view in
            body(view)
            return true
        }
    }
}
