import ComplianceLedger
public import ComplianceState
import EventCatalogue
public import LedgerModel

extension History {
    /// The types of events that say what a compliance policy does.
    private static let policyTypes = [
        CompliancePolicyEvents.observed.type, CompliancePolicyEvents.created.type,
        CompliancePolicyEvents.changed.type, CompliancePolicyEvents.deleted.type,
    ]

    /// What a compliance policy of a tenant did at an instant about devices that were not compliant, and the
    /// event that says so, as far as a prefix of the log says.
    ///
    /// Nil where nothing says it, for a policy that was deleted, and where the log cannot be read. Cost: one
    /// look at each event of a compliance policy; never at what was evaluated by it.
    public func actions(
        of policy: Bits128, _ tenant: Tag, at instant: Timestamp, below limit: TreeSize
    ) -> ConclusionBasis.Actions? {
        actions(of: policy, tenant, throughout: instant...instant, below: limit)?.last
    }

    /// All that a compliance policy of a tenant did in a time about devices that were not compliant: what was
    /// in force at its beginning first, and then each change.
    ///
    /// Nil where it was not known throughout: as nothing says it, or the policy was deleted, or the log
    /// cannot be read. Cost: as for ``actions(of:_:at:below:)``.
    public func actions(
        of policy: Bits128, _ tenant: Tag, throughout time: ClosedRange<Timestamp>, below limit: TreeSize
    ) -> [ConclusionBasis.Actions]? {
        let tag = Tag(.word("policy"), .id(policy))
        guard let events = try? events(of: Self.policyTypes, below: limit, [tag, tenant]) else { return nil }
        var before: ConclusionBasis.Actions?
        var changes: [ConclusionBasis.Actions] = []
        for event in events where event.occurred.instant <= time.upperBound {
            let isBefore = event.occurred.instant <= time.lowerBound
            if event.type == CompliancePolicyEvents.deleted.type {
                guard isBefore else { return nil }
                before = nil
            } else if let actions = PublicDataView(event)[CompliancePolicyEvents.actions] {
                if isBefore {
                    before = (actions, event.position)
                } else {
                    changes.append((actions, event.position))
                }
            }
        }
        return before.map { [$0] + changes }
    }

    /// The licences of a person, as far as a prefix of the log says; nil where it says nothing of any, and
    /// where it cannot be read.
    ///
    /// Cost: one look at each event of a licence.
    public func licences(of user: UserKey, below limit: TreeSize) -> UserTimeline? {
        let types = [PeopleEvents.licenceAssigned.type, PeopleEvents.licenceRemoved.type]
        var fold = LedgerFold()
        do {
            for event in try events(of: types, below: limit, [user.tag, user.tenant.tag]) {
                try ledger.withRecord(at: event.position) { fold.add($0) }
            }
        } catch {
            return nil
        }
        return fold.users()[user]
    }

    /// The events of some types with all of some tags whose contents count, by (occurred, position).
    func events(
        of types: [EventType], below limit: TreeSize, _ tags: [Tag]
    ) throws(LedgerError) -> [RecordedEvent] {
        var out: [RecordedEvent] = []
        for type in types {
            for position in try ledger.candidates(type: type) where limit.holds(position) {
                let event = try ledger.event(at: position)
                guard event.type == type, tags.allSatisfy(event.tags.contains),
                    try counts(event, below: limit)
                else { continue }
                out.append(event)
            }
        }
        return out.sorted { ($0.occurred.instant, $0.position) < ($1.occurred.instant, $1.position) }
    }
}
