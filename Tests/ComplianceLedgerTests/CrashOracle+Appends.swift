import LedgerModel
import RecordFormat

@testable import ComplianceLedger

// What is asked of a ledger, and what it told.
extension CrashOracle {
    /// Notes that these will be submitted as one append; returns its place among the attempts.
    mutating func plan(_ submissions: [Submission], _ secret: LedgerSecret) -> Int {
        var ids: [EventID] = []
        for submission in submissions {
            for event in submission.events {
                let id = Self.id(submission, part: event.part, secret)
                ids.append(id)
                evidence[id] = submission.evidence
                data[id] = event.data
            }
        }
        attempts.append(Attempt(submissions: submissions, ids: ids))
        return attempts.count - 1
    }

    /// Notes that an attempt was acknowledged; says what is wrong with its receipts.
    /// - Parameter ledger: from which the records are read; none are where it is nil.
    mutating func acknowledge(
        _ index: Int, _ receipts: [AppendReceipt], by ledger: Ledger?
    ) -> [String] {
        var problems: [String] = []
        attempts[index].isAcknowledged = true
        for receipt in receipts where receipt.outcome != .duplicate {
            for (id, position) in zip(receipt.eventIDs, receipt.positions) {
                if acknowledged[id] != nil { problems.append("position \(position): recorded twice") }
                let bytes = try? ledger?.withRecord(at: GlobalPosition(position)) { Array($0.bytes) }
                acknowledged[id] = Acknowledged(position: position, recorded: receipt.recorded, bytes: bytes)
            }
        }
        return problems
    }

    static func id(_ submission: Submission, part: UInt32, _ secret: LedgerSecret) -> EventID {
        secret.eventID(
            key: secret.recordKey(source: submission.source, key: submission.key),
            content: secret.contentTag(submission.content), mapping: submission.mappingRevision, part: part)
    }
}
