public import ComplianceLedger
public import ComplianceState
public import LedgerModel
import RecordFormat

extension History {
    /// Folds a prefix of the log into enrolments. One pass over it.
    public func enrolments(
        below limit: TreeSize, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> EnrolmentFold {
        var fold = EnrolmentFold()
        try ledger.forEachRecord(below: limit) { view in
            fold.add(view)
            if view.position.value & 0xFFFF == 0 { progress(view.position.value) }
            return true
        }
        return fold
    }
}
