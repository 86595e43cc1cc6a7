public import ComplianceLedger
import ComplianceState
public import LedgerModel

/// One piece of evidence of a fact: a content of its record, the same content by another road, or another
/// log's record that tells the same.
public struct RecordAccount: Hashable, Sendable {
    public enum Relation: String, Hashable, Sendable {
        /// A content of the very record.
        case content
        /// The very record by another road, which says nothing else: evidence, and no content of its own.
        case corroboration
        /// The only record of the other log that tells the same: both are one fact.
        case twin
        /// One of several records of both logs that have the same in common: nothing tells which is which.
        case possibleTwin
    }

    /// The first event of the content or of the record.
    public let position: GlobalPosition
    public let source: SourceName
    public let relation: Relation
}

extension History {
    /// All evidence of the fact that an event is part of, in the order of the log.
    ///
    /// Cost: a few look-ups in the index, and one event read for each piece.
    public func accounts(of event: RecordedEvent) throws(LedgerError) -> [RecordAccount] {
        var out: [RecordAccount] = []
        var tags: Set<Tag> = []
        for position in try ledger.contents(ofRecordOf: event.id) {
            let first = try ledger.event(at: position)
            let isSame = try saysTheSame(first)
            out.append(
                RecordAccount(
                    position: position, source: first.source, relation: isSame ? .corroboration : .content))
            if let tag = Twins.tag(of: first) { tags.insert(tag) }
        }
        for tag in tags {
            var members: [RecordedEvent] = []
            for position in try ledger.positions(tag: tag) {
                let member = try ledger.event(at: position)
                if !members.contains(where: { $0.recordKey == member.recordKey }) { members.append(member) }
            }
            let copies = members.count { Twins.isCopy($0) }
            let relation: RecordAccount.Relation =
                copies == 1 && members.count == 2 ? .twin : .possibleTwin
            for member in members
            where member.recordKey != event.recordKey && Twins.isCopy(member) != Twins.isCopy(event) {
                // With a twin that is the same fact come all contents of its record.
                for position in try ledger.contents(ofRecordOf: member.id) {
                    out.append(
                        RecordAccount(position: position, source: member.source, relation: relation))
                }
            }
        }
        return out.sorted { $0.position < $1.position }
    }
}
