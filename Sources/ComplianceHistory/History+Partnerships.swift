public import ComplianceLedger
public import ComplianceState
public import LedgerModel
import RecordFormat

extension History {
    /// Folds a prefix of the log into partners' connections. One pass over it.
    public func partnerships(
        below limit: TreeSize, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> PartnershipFold {
        var fold = PartnershipFold()
        try ledger.forEachRecord(below: limit) { view in
            fold.add(view)
            if view.position.value & 0xFFFF == 0 { progress(view.position.value) }
            return true
        }
        return fold
    }
}
