import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import Projections

/// Finds what documented rules conclude of devices' compliance, one device after another.
///
/// A conclusion follows from a device's own events, not from what stands of it: each device is folded by
/// them. Cost: one look at each event of a device, and what ``ConclusionReader`` reads beside them.
struct ConclusionFinder {
    private let history: History
    private let times: ResolvedTimes
    private var reader: ConclusionReader
    /// What stopped the reading of the log; nothing is concluded from then on.
    private var failure: LedgerError?

    /// - Parameter managers: until when device managers went on.
    init(_ history: History, _ times: ResolvedTimes, _ managers: ManagerActivity) {
        self.history = history
        self.times = times
        reader = ConclusionReader(history, times, managers)
    }

    /// What is due at the instant, in the order of the rules.
    mutating func conclusions(of key: DeviceKey) -> [ComplianceInference] {
        guard failure == nil else { return [] }
        do throws(LedgerError) {
            let fold = try history.fold(about: [key.tag], below: times.prefix, decisions: .kept)
            guard let device = fold.device(key) else { return [] }
            let decisions = fold.decisions().filter { decision in
                decision.occurred <= times.asOf && decision.device.map(device.keys.contains) == true
            }
            let basis = try reader.basis(for: device, decisions)
            return ComplianceInference.all(of: device, asOf: times.asOf, basis)
                .filter { $0.since <= times.asOf }
        } catch {
            failure = error
            return []
        }
    }

    /// Throws what stopped the reading of the log, if anything did.
    func end() throws(LedgerError) { if let failure { throw failure } }

    func endProjection() throws(ProjectionError) {
        if let failure { throw ProjectionError("conclude on compliance", failure) }
    }
}
