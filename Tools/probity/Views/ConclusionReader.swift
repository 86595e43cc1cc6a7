import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel

/// Reads what is known beside a device's own history: its owner, its policies' actions, and the ends of
/// partners' connections; each as far as the prefix of the log says that is asked for.
struct ConclusionReader {
    private let history: History
    private let times: ResolvedTimes
    private let sources: SourceNote

    init(_ history: History, _ times: ResolvedTimes, _ sources: SourceNote) {
        self.history = history
        self.times = times
        self.sources = sources
    }

    func basis(for device: DeviceTimeline) throws(LedgerError) -> ConclusionBasis {
        let ledger = history.ledger
        var basis = ConclusionBasis(
            managers: sources.managers, source: { (try? ledger.event(at: $0))?.source },
            data: { (try? ledger.event(at: $0)).map { PublicDataView($0) } }, reference: .current)
        let tenant = device.key.tenant
        basis.terminations = try history.terminations(
            of: tenant.tag, asOf: times.asOf, below: times.prefix)
        if let owner = device.state(asOf: times.asOf).owner {
            let key = UserKey(tenant: tenant, identity: owner)
            basis.owner = try history.fold(about: [key.tag], below: times.prefix).users()[key]
        }
        let (history, prefix) = (history, times.prefix)
        basis.actions = { policy, instant in
            Self.actions(of: policy, tenant, at: instant, history, below: prefix)
        }
        return basis
    }

    /// What a compliance policy did at an instant; nil where that was never read.
    private static func actions(
        of policy: Bits128, _ tenant: TenantKey, at instant: Timestamp, _ history: History,
        below limit: TreeSize
    ) -> ConclusionBasis.Actions? {
        let tag = Tag(.word("policy"), .id(policy))
        guard let fold = try? history.fold(about: [tag], below: limit),
            let found = fold.policies().first(where: { $0.tenant == tenant && $0.policy == policy }),
            let state = PolicyStanding(found, asOf: instant)?.actions,
            let event = try? history.ledger.event(at: state.position),
            let actions = PublicDataView(event)[CompliancePolicyEvents.actions]
        else { return nil }
        return (actions, state.position)
    }
}
