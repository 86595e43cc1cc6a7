import LedgerModel
public import RecordFormat

/// Folds records into when each source was reporting. The same for every order of the same records.
///
/// What a feed delivers is counted by contents of records: by their first events. That the ledger notes of a
/// record that it came again is none of it.
public struct CoverageFold: Sendable {
    private struct Entry {
        let name: [UInt8]
        let service: SourceService
        var counts: SourceRecords
    }

    private let reader = FeedReader()
    private var entries: [Entry] = []
    private var indexOf: [[UInt8]: Int] = [:]
    /// The last event's source, which the next one mostly has too.
    private var last = 0

    public init() {}

    public var isEmpty: Bool { entries.isEmpty }

    /// Adds a record, whatever its type.
    public mutating func add(_ view: RecordView) {
        let name = view.slice(view.sourceRange)
        let occurred = view.occurred.instant
        if last >= entries.count || !Self.equal(entries[last].name, name) {
            guard find(name, occurred, view.recorded) else { return }
        }
        entries[last].counts.events += 1
        entries[last].counts.first = min(entries[last].counts.first, occurred)
        entries[last].counts.last = max(entries[last].counts.last, occurred)
        entries[last].counts.lastRecorded = max(entries[last].counts.lastRecorded, view.recorded)
        guard view.part == 0, let feed = reader.feed(view, of: entries[last].service) else { return }
        entries[last].counts.feeds[feed, default: FeedRecords(lastRecorded: view.recorded)]
            .count(
                view.occurred, modified: view.modified, recorded: view.recorded,
                tellsWhenSeen: feed != .objects || view.occurred.basis != .record)
    }

    /// All sources of which an event was added, in the order of their names' bytes.
    public var sources: [SourceRecords] {
        entries.map(\.counts).sorted { $0.source.text.lexicographicallyPrecedes($1.source.text) }
    }

    /// False for a name that is none, which no record has.
    private mutating func find(
        _ name: UnsafeRawBufferPointer, _ occurred: Timestamp, _ recorded: Timestamp
    ) -> Bool {
        let bytes = Array(name)
        if let known = indexOf[bytes] {
            last = known
            return true
        }
        guard let source = SourceName(encoded: bytes) else { return false }
        last = entries.count
        indexOf[bytes] = last
        entries.append(
            Entry(
                name: bytes, service: SourceService(source),
                counts: SourceRecords(
                    source: source, events: 0, first: occurred, last: occurred, lastRecorded: recorded)))
        return true
    }

    @inline(__always)
    private static func equal(_ name: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
        name.count == bytes.count && bytes.elementsEqual(name)
    }
}
