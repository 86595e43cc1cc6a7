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

    /// A fingerprint with one place where it stands.
    struct Entry: Sendable {
        var key: UInt64
        var place: UInt32
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

    /// So many slots are looked at before any of them is changed.
    private static let lookedAtAtOnce = 32

    /// Adds many, as one after the other; `offset` is added to each place.
    ///
    /// A table of this size is not in the cache. The slots of some fingerprints are fetched at once, so that
    /// the memory's delays fall together.
    mutating func insert(_ entries: [Entry], offset: UInt32) {
        var start = 0
        while start < entries.count {
            let end = min(start + Self.lookedAtAtOnce, entries.count)
            while (keyCount + end - start) * 4 > slots.count * 3 { grow() }
            _ = fetch(entries, start..<end)
            for place in start..<end { insert(entries[place].key, entries[place].place &+ offset) }
            start = end
        }
    }

    /// Reads the slots at which some fingerprints will be looked for. The value means nothing: it keeps the
    /// reads from being left out.
    @inline(never)
    private func fetch(_ entries: [Entry], _ range: Range<Int>) -> UInt32 {
        var sum: UInt32 = 0
        for place in range { sum &+= slots[home(of: entries[place].key)].last }
        return sum
    }

    /// Whether a fingerprint stands anywhere.
    func holds(_ key: UInt64) -> Bool { keyCount > 0 && slots[slot(of: key)].last != 0 }

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
        var index = home(of: key)
        while slots[index].last != 0, slots[index].key != key { index = (index + 1) & mask }
        return index
    }

    /// Where the search for a fingerprint begins.
    @inline(__always)
    private func home(of key: UInt64) -> Int {
        // The leading bits of the product: those of a small or regular key are spread as well.
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (slots.count - 1)
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: max(64, old.count * 2))
        for entry in old where entry.last != 0 { slots[slot(of: entry.key)] = entry }
    }
}
