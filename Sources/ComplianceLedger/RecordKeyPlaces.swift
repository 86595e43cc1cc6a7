import LedgerModel

/// At which place each of some record keys stands.
///
/// Open addressing, at most half full. A record key is a keyed hash of another's choosing: its bits spread by
/// themselves, and nobody who lacks the secret can choose them. Emptying costs nothing, and the memory stays.
struct RecordKeyPlaces {
    private struct Slot {
        var key = RecordKey(.zero)
        var place = 0
        /// That of the table when the slot was filled; any other means that it is empty.
        var generation: UInt64 = 0
    }

    private var slots: [Slot] = []
    private var generation: UInt64 = 1
    private(set) var count = 0

    /// The place of a key; nil where it has none.
    subscript(key: RecordKey) -> Int? {
        guard count > 0 else { return nil }
        let found = slots[slot(of: key)]
        return found.generation == generation ? found.place : nil
    }

    /// Gives a key its place.
    /// - Returns: the one that it had.
    mutating func update(_ key: RecordKey, to place: Int) -> Int? {
        if (count + 1) * 2 > slots.count { grow() }
        let index = slot(of: key)
        let found = slots[index]
        slots[index] = Slot(key: key, place: place, generation: generation)
        guard found.generation != generation else { return found.place }
        count += 1
        return nil
    }

    /// Forgets all keys.
    mutating func removeAll() {
        generation += 1
        count = 0
    }

    /// Where a key stands, or the empty slot in which it would. There is always an empty one.
    private func slot(of key: RecordKey) -> Int {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: key.bits.low) & mask
        while slots[index].generation == generation, slots[index].key != key { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: max(64, old.count * 2))
        for entry in old where entry.generation == generation { slots[slot(of: entry.key)] = entry }
    }
}
