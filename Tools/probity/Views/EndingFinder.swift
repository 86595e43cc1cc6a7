import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import Projections

/// Finds how the management of devices ended, one after another; reads what it needs once.
struct EndingFinder {
    /// Until when device managers went on.
    let managers: ManagerActivity
    private var roll: InventoryRoll
    /// What stopped the reading of the log; nothing is concluded from then on.
    private var failure: LedgerError?

    /// - Parameter sources: when sources were reporting.
    init(
        _ sources: [SourceRecords], _ history: History, _ times: ResolvedTimes
    ) throws(LedgerError) {
        managers = ManagerActivity(sources, asOf: times.asOf)
        roll = try InventoryRoll(history, asOf: times.asOf, below: times.prefix)
    }

    /// The same with what the read models know of sources.
    init(
        _ reading: ProjectionReading, _ history: History, _ times: ResolvedTimes
    ) throws(ProjectionError) {
        let sources = try reading.sources()
        do throws(LedgerError) {
            try self.init(sources, history, times)
        } catch {
            throw ProjectionError("conclude endings", error)
        }
    }

    mutating func ending(of key: DeviceKey, _ state: DeviceState) -> DeviceEnding? {
        var absence: InventoryAbsence?
        do throws(LedgerError) {
            if failure == nil { absence = try roll.absence(of: key, state) }
        } catch {
            failure = error
        }
        return DeviceEnding(
            state, managers, notListed: absence.map { ($0.batch.ended, $0.lastPosition) })
    }

    /// Throws what stopped the reading of the log, if anything did.
    func end() throws(LedgerError) { if let failure { throw failure } }

    func endProjection() throws(ProjectionError) {
        if let failure { throw ProjectionError("conclude endings", failure) }
    }
}
