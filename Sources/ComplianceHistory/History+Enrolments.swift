public import ComplianceLedger
public import ComplianceState
public import LedgerModel
import RecordFormat

extension History {
    /// Folds a prefix of the log into enrolments.
    ///
    /// Cost: two passes over it; the first finds what the second may pass over.
    /// - Parameter progress: told of the records that were read, of both passes.
    public func enrolments(
        below limit: TreeSize, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> EnrolmentFold {
        var fold = EnrolmentFold(try enrolmentGround(below: limit, progress))
        try forEachRecord(below: limit, .second, progress, where: { fold.wants($0) }) { fold.add($0) }
        return fold
    }

    /// Its own function, so that what only the first pass needs is gone before the second.
    private func enrolmentGround(
        below limit: TreeSize, _ progress: (UInt64) -> Void
    ) throws(LedgerError) -> EnrolmentGround {
        var ground = EnrolmentGround()
        try forEachRecord(below: limit, .first, progress, where: { ground.wants($0) }) { ground.announce($0) }
        return ground
    }
}
