import LedgerModel

/// What one thing was, instant by instant: the events that said so, by their own time and then their place.
///
/// An event that says again what stands adds nothing, so that a snapshot repeated a thousand times is one
/// entry. At most ``most`` entries are kept, the latest ones; of an instant before these nothing is known.
struct Series<Value: Hashable & Sendable>: Sendable {
    struct Entry: Sendable {
        var value: Value
        var since: Timestamp
        var place: RulePlace
    }

    static var most: Int { 4_096 }

    private(set) var entries: [Entry] = []

    mutating func add(_ value: Value, at event: RuleEvent) {
        let place = end(of: event.occurred, through: event.place)
        if place > 0, entries[place - 1].value == value { return }
        let entry = Entry(value: value, since: event.occurred, place: event.place)
        if place < entries.count, entries[place].value == value {
            entries[place] = entry
        } else {
            entries.insert(entry, at: place)
        }
        if entries.count > Self.most { entries.removeFirst() }
    }

    /// What stood at an instant, all that was said of that instant included; nil where nothing was said.
    func at(_ instant: Timestamp) -> Entry? {
        let place = end(of: instant, through: nil)
        return place > 0 ? entries[place - 1] : nil
    }

    /// What came after an instant, oldest first.
    func after(_ instant: Timestamp) -> ArraySlice<Entry> { entries[end(of: instant, through: nil)...] }

    /// The place behind all entries up to an instant, of that instant those up to a place; all where nil.
    private func end(of instant: Timestamp, through place: RulePlace?) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = low + (high - low) / 2
            let entry = entries[middle]
            let isBefore =
                entry.since < instant
                || entry.since == instant && (place.map { entry.place <= $0 } ?? true)
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
