/// A map from 64-bit fingerprints to the places at which they stand, many for one fingerprint if need be.
///
/// Open addressing, at most three quarters full, sixteen bytes a slot. A slot holds the fingerprint's last
/// place; earlier ones hang behind it in a list of eight bytes a place, so that a fingerprint that stands
/// everywhere costs no probing, and one that stands once costs no list.
struct FingerprintTable: Sendable {
    /// A fingerprint and the places where it stands.
    struct Slot: Sendable {
        var key: UInt64 = 0
        /// One more than the last place; 0 for an empty slot.
        fileprivate var last: UInt32 = 0
        /// One more than the index of the place before; 0 where there is none.
        fileprivate var earlier: UInt32 = 0
    }

    private struct Posting {
        var place: UInt32
        var earlier: UInt32
    }

    private var slots: [Slot] = []
    private var postings: [Posting] = []
    /// How many different fingerprints there are.
    private(set) var keyCount = 0

    /// How many pairs of fingerprint and place there are.
    var count: Int { keyCount + postings.count }

    /// Adds a place; the places of one fingerprint must come in ascending order. One that is there already is
    /// not added again.
    mutating func insert(_ key: UInt64, _ place: UInt32) {
        if (keyCount + 1) * 4 > slots.count * 3 { grow() }
        let index = slot(of: key)
        let found = slots[index]
        let last = place &+ 1
        guard found.last != last else { return }
        var earlier: UInt32 = 0
        if found.last == 0 {
            keyCount += 1
        } else {
            postings.append(Posting(place: found.last, earlier: found.earlier))
            earlier = UInt32(truncatingIfNeeded: postings.count)
        }
        slots[index] = Slot(key: key, last: last, earlier: earlier)
    }

    /// The places of a fingerprint, ascending.
    func places(of key: UInt64) -> [UInt32] {
        guard keyCount > 0 else { return [] }
        let found = slots[slot(of: key)]
        guard found.last != 0 else { return [] }
        var out: [UInt32] = []
        descend(found) { out.append($0) }
        out.reverse()
        return out
    }

    /// Calls `body` with each place of a fingerprint, the last one first.
    func descend(_ slot: Slot, _ body: (UInt32) -> Void) {
        body(slot.last &- 1)
        var next = slot.earlier
        while next != 0 {
            let posting = postings[Int(next) - 1]
            body(posting.place &- 1)
            next = posting.earlier
        }
    }

    /// The fingerprints, ascending.
    func sortedSlots() -> [Slot] {
        slots.sortedByFingerprint(count: keyCount) { $0.last == 0 ? nil : $0.key }
    }

    /// Takes back the places from `end` on.
    mutating func removePlaces(from end: UInt32) {
        let old = self
        self = FingerprintTable()
        for slot in old.slots where slot.last != 0 {
            var kept: [UInt32] = []
            old.descend(slot) { if $0 < end { kept.append($0) } }
            for place in kept.reversed() { insert(slot.key, place) }
        }
    }

    /// Empties the table; it keeps its memory, because its next contents are likely to need as much.
    mutating func removeAll() {
        for index in slots.indices { slots[index] = Slot() }
        postings.removeAll(keepingCapacity: true)
        keyCount = 0
    }

    /// Where a fingerprint stands, or the empty slot in which it would. There is always an empty one.
    private func slot(of key: UInt64) -> Int {
        let mask = slots.count - 1
        // The leading bits of the product: those of a small or regular key are spread as well.
        var index = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
        while slots[index].last != 0, slots[index].key != key { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: max(64, old.count * 2))
        for entry in old where entry.last != 0 { slots[slot(of: entry.key)] = entry }
    }
}
