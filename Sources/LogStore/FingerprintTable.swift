/// A map from 64-bit fingerprints to record numbers that may hold several numbers for one fingerprint.
///
/// The fingerprints are parts of HMACs, so they are spread evenly and need no hashing. Open addressing, at
/// most three quarters full; twelve bytes a place.
struct FingerprintTable {
    private var keys: [UInt64] = []
    /// One more than the value; 0 for an empty place.
    private var values: [UInt32] = []
    private(set) var count = 0

    mutating func insert(_ key: UInt64, _ value: UInt32) {
        if (count + 1) * 4 > keys.count * 3 { grow() }
        place(key, value)
        count += 1
    }

    /// Calls `body` with each value of the fingerprint until it returns false.
    func forEach(_ key: UInt64, _ body: (UInt32) -> Bool) {
        guard !keys.isEmpty else { return }
        let mask = keys.count - 1
        var index = Int(truncatingIfNeeded: key) & mask
        while values[index] != 0 {
            if keys[index] == key, !body(values[index] - 1) { return }
            index = (index + 1) & mask
        }
    }

    /// All pairs, in no order.
    var pairs: [(key: UInt64, value: UInt32)] {
        var out: [(key: UInt64, value: UInt32)] = []
        out.reserveCapacity(count)
        for index in keys.indices where values[index] != 0 { out.append((keys[index], values[index] - 1)) }
        return out
    }

    mutating func removeAll() {
        keys = []
        values = []
        count = 0
    }

    private mutating func place(_ key: UInt64, _ value: UInt32) {
        let mask = keys.count - 1
        var index = Int(truncatingIfNeeded: key) & mask
        while values[index] != 0 { index = (index + 1) & mask }
        keys[index] = key
        values[index] = value + 1
    }

    private mutating func grow() {
        let old = pairs
        let capacity = max(64, keys.count * 2)
        keys = [UInt64](repeating: 0, count: capacity)
        values = [UInt32](repeating: 0, count: capacity)
        for pair in old { place(pair.key, pair.value) }
    }
}
