/// Says of a fingerprint that it is certainly not there, or perhaps is: about one wrong "perhaps" in a
/// hundred.
struct BloomFilter: Sendable {
    private static let bitsPerKey = 10
    private static let probes = 7

    private(set) var bytes: [UInt8]

    init(capacity: Int) {
        bytes = [UInt8](repeating: 0, count: max(8, capacity * Self.bitsPerKey / 8 + 1))
    }

    /// Nil where there are no bytes.
    init?(bytes: [UInt8]) {
        guard !bytes.isEmpty else { return nil }
        self.bytes = bytes
    }

    mutating func insert(_ key: UInt64) {
        for place in places(of: key) { bytes[place >> 3] |= 1 << UInt8(place & 7) }
    }

    func mayContain(_ key: UInt64) -> Bool {
        places(of: key).allSatisfy { bytes[$0 >> 3] & (1 << UInt8($0 & 7)) != 0 }
    }

    /// Double hashing over the two halves of the mixed key.
    private func places(of key: UInt64) -> some Sequence<Int> {
        let mixed = (key ^ key >> 31) &* 0x9E37_79B9_7F4A_7C15
        let step = UInt64(UInt32(truncatingIfNeeded: mixed >> 32)) | 1
        let start = UInt64(UInt32(truncatingIfNeeded: mixed))
        let bits = UInt64(bytes.count) * 8
        return (0..<Self.probes).lazy.map { Int((start &+ UInt64($0) &* step) % bits) }
    }
}
