public import ComplianceLedger
public import ComplianceState
import EventCatalogue
public import LedgerModel

/// That a manager's inventory went on without a device: concluded from an inventory of which every row is
/// known, and never seen.
public struct InventoryAbsence: Hashable, Sendable {
    /// The rule's name in reports.
    public static let rule = "not-listed-by-whole-inventory"

    /// When an inventory listed the device last, and the event that says so.
    public let lastListed: Timestamp
    public let lastPosition: GlobalPosition
    /// The first whole inventory behind that which does not list it. It fell due when that one ended.
    public let batch: BatchCompleteness
}

extension History {
    private struct End {
        let batch: SourceBatch
        let source: SourceName
        let occurred: Timestamp
    }

    /// The newest rows of a device that are looked at for the inventories that listed it.
    private static let rowsRead = 256

    /// Whether its manager's inventories no longer list a device; nil where they do, where no whole one came
    /// since, and where inventories do not say how long they are.
    ///
    /// Only inventories of all devices count: who is not in one of their verdicts alone may be there still. A
    /// batch that lacks rows concludes nothing, as the device's may be among them.
    ///
    /// Cost: one look at each end of a batch, and at each record of the first whole one.
    public func inventoryAbsence(
        of device: DeviceTimeline, asOf instant: Timestamp, below limit: TreeSize
    ) throws(LedgerError) -> InventoryAbsence? {
        let rows = device.facts.filter { $0.region == .inventory && $0.occurred <= instant }
        guard !rows.isEmpty else { return nil }
        var ends: [End] = []
        for position in try ledger.candidates(type: SourceEvents.batchEnded.type) where limit.holds(position)
        {
            let event = try ledger.event(at: position)
            guard event.type == SourceEvents.batchEnded.type, event.occurred.instant <= instant,
                PublicDataView(event.data)[SourceEvents.report] == .devices,
                let batch = SourceBatch(event.tags)
            else { continue }
            ends.append(End(batch: batch, source: event.source, occurred: event.occurred.instant))
        }
        guard !ends.isEmpty else { return nil }
        let known = Set(ends.map(\.batch))
        var listing: Set<SourceBatch> = []
        var last: (fact: Fact, batch: SourceBatch)?
        for row in rows.suffix(Self.rowsRead).reversed() {
            guard let batch = SourceBatch(try ledger.event(at: row.position).tags), known.contains(batch)
            else { continue }
            listing.insert(batch)
            if last == nil { last = (row, batch) }
        }
        guard let last, let listed = ends.last(where: { $0.batch == last.batch }) else { return nil }
        let later = ends.filter { end in
            end.source == listed.source && end.occurred > listed.occurred && !listing.contains(end.batch)
        }
        .sorted { ($0.occurred, $0.batch) < ($1.occurred, $1.batch) }
        for end in later {
            guard let found = try completeness(of: [end.batch], below: limit).first, found.isWhole,
                found.ended <= instant
            else { continue }
            return InventoryAbsence(
                lastListed: last.fact.occurred, lastPosition: last.fact.position, batch: found)
        }
        return nil
    }
}
