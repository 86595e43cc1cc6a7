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

/// The inventories of all devices that a prefix of the log holds, up to an instant; says which devices the
/// later ones no longer list.
///
/// Only inventories of all devices count: who is not in a report of verdicts alone may be there still. A
/// batch that lacks rows concludes nothing, as the device's may be among them.
public struct InventoryRoll {
    private struct End {
        let batch: SourceBatch
        let source: SourceName
        let occurred: Timestamp
    }

    private let history: History
    private let instant: Timestamp
    private let limit: TreeSize
    /// In the order in which they ended.
    private let ends: [End]
    private let sources: [SourceName]
    private let known: Set<SourceBatch>
    private var counted: [SourceBatch: BatchCompleteness] = [:]
    /// Whom the last whole inventory of a source lists.
    private var listed: [SourceName: Set<Tag>] = [:]

    /// The newest rows of a device that are looked at for the inventories that listed it.
    private static let rowsRead = 256

    /// Cost: one look at each end of a batch.
    public init(_ history: History, asOf instant: Timestamp, below limit: TreeSize) throws(LedgerError) {
        self.history = history
        self.instant = instant
        self.limit = limit
        let type = SourceEvents.batchEnded.type
        var ends: [End] = []
        for position in try history.ledger.candidates(type: type) where limit.holds(position) {
            let event = try history.ledger.event(at: position)
            guard event.type == type, event.occurred.instant <= instant,
                PublicDataView(event)[SourceEvents.report] == .devices,
                let batch = SourceBatch(event.tags)
            else { continue }
            ends.append(End(batch: batch, source: event.source, occurred: event.occurred.instant))
        }
        self.ends = ends.sorted { ($0.occurred, $0.batch) < ($1.occurred, $1.batch) }
        sources = Set(ends.map(\.source)).sorted { $0.encoded.lexicographicallyPrecedes($1.encoded) }
        known = Set(ends.map(\.batch))
    }

    /// Since when its manager's inventories no longer list a device; nil where they do, where no whole one
    /// came since, and where inventories do not say how long they are.
    ///
    /// Cost: one look at each record of the whole inventories that come up for the first time.
    public mutating func absence(of device: DeviceTimeline) throws(LedgerError) -> InventoryAbsence? {
        guard !ends.isEmpty else { return nil }
        let rows = device.facts.filter { $0.region == .inventory && $0.occurred <= instant }
        var listing: Set<SourceBatch> = []
        var last: (row: Fact, batch: SourceBatch)?
        for row in rows.suffix(Self.rowsRead).reversed() {
            let tags = try history.ledger.event(at: row.position).tags
            guard let batch = SourceBatch(tags), known.contains(batch) else { continue }
            listing.insert(batch)
            if last == nil { last = (row, batch) }
        }
        guard let last, let end = ends.last(where: { $0.batch == last.batch }) else { return nil }
        for later in ends
        where later.source == end.source && later.occurred > end.occurred && !listing.contains(later.batch) {
            guard let found = try whole(later) else { continue }
            return InventoryAbsence(
                lastListed: last.row.occurred, lastPosition: last.row.position, batch: found)
        }
        return nil
    }

    /// The same for a device of which only the state is at hand, with its contacts.
    ///
    /// Cost: none for a device that the last whole inventory lists; else a fold of what concerns it.
    public mutating func absence(
        of key: DeviceKey, _ state: DeviceState
    ) throws(LedgerError) -> InventoryAbsence? {
        for source in sources where state.hasContact(with: source) {
            guard try !lastListing(of: source).contains(key.tag) else { continue }
            guard let device = try history.fold(about: [key.tag], below: limit).device(key) else {
                return nil
            }
            return try absence(of: device)
        }
        return nil
    }

    /// An inventory of which every row is known; nil for any other.
    private mutating func whole(_ end: End) throws(LedgerError) -> BatchCompleteness? {
        if counted[end.batch] == nil {
            counted[end.batch] = try history.completeness(of: [end.batch], below: limit).first
        }
        return counted[end.batch].flatMap { $0.isWhole && $0.ended <= instant ? $0 : nil }
    }

    private mutating func lastListing(of source: SourceName) throws(LedgerError) -> Set<Tag> {
        if let known = listed[source] { return known }
        var tags: Set<Tag> = []
        for end in ends.reversed() where end.source == source {
            guard try whole(end) != nil else { continue }
            for position in try history.ledger.candidates(tag: end.batch.tag) where limit.holds(position) {
                tags.formUnion(try history.ledger.event(at: position).tags.filter { History.isDevice($0) })
            }
            break
        }
        listed[source] = tags
        return tags
    }
}
