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
    private let managers: ManagerActivity
    /// Read once for each tenant.
    private var terminations: [TenantKey: [PartnerTermination]] = [:]

    /// - Parameter managers: until when device managers went on.
    init(_ history: History, _ times: ResolvedTimes, _ managers: ManagerActivity) {
        self.history = history
        self.times = times
        self.managers = managers
    }

    /// - Parameter decisions: those on access of the device.
    mutating func basis(
        for device: DeviceTimeline, _ decisions: [AccessDecision]
    ) throws(LedgerError) -> ConclusionBasis {
        let ledger = history.ledger
        var basis = ConclusionBasis(
            managers: managers, source: { (try? ledger.event(at: $0))?.source },
            data: { (try? ledger.event(at: $0)).map { PublicDataView($0) } },
            product: { (try? ledger.event(at: $0)).flatMap { ManagerProduct.named(by: $0) } },
            reference: .current)
        basis.decisions = decisions
        let tenant = device.key.tenant
        if let known = terminations[tenant] {
            basis.terminations = known
        } else {
            basis.terminations = try history.terminations(
                of: tenant.tag, asOf: times.asOf, below: times.prefix)
            terminations[tenant] = basis.terminations
        }
        let (history, prefix) = (history, times.prefix)
        if let owner = device.state(asOf: times.asOf).owner {
            basis.owner = {
                history.licences(of: UserKey(tenant: tenant, identity: owner), below: prefix)
            }
        }
        basis.actions = { policy, time in
            history.actions(of: policy, tenant.tag, throughout: time, below: prefix)
        }
        return basis
    }
}
