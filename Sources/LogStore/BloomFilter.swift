/// Says of a fingerprint that it is certainly not there, or perhaps is: about two wrong "perhaps" in a
/// hundred.
///
/// A blocked filter (Putze, Sanders, Singler 2007): all probes of a fingerprint fall into one block of 64
/// bytes, so that a question costs one line of the cache. Which block, its leading bits say, which are those
/// of a hash: fingerprints that are put in in their order fill one block after the other.
struct BloomFilter: Sendable {
    private static let bitsPerKey = 10
    private static let probes = 7
    private static let blockBytes = 64

    private(set) var bytes: [UInt8]

    init(capacity: Int) {
        bytes = [UInt8](repeating: 0, count: Self.byteCount(capacity: capacity))
    }

    /// Nil where the bytes are not whole blocks.
    init?(bytes: [UInt8]) {
        guard !bytes.isEmpty, bytes.count.isMultiple(of: Self.blockBytes) else { return nil }
        self.bytes = bytes
    }

    /// The size of a filter for `capacity` fingerprints.
    static func byteCount(capacity: Int) -> Int {
        (capacity * bitsPerKey / (8 * blockBytes) + 1) * blockBytes
    }

    mutating func insert(_ key: UInt64) {
        var (start, bits) = place(of: key)
        for _ in 0..<Self.probes {
            bytes[start + Int(bits >> 3 & 63)] |= 1 << UInt8(bits & 7)
            bits >>= 9
        }
    }

    func mayContain(_ key: UInt64) -> Bool {
        var (start, bits) = place(of: key)
        for _ in 0..<Self.probes {
            guard bytes[start + Int(bits >> 3 & 63)] & (1 << UInt8(bits & 7)) != 0 else { return false }
            bits >>= 9
        }
        return true
    }

    /// Where the key's block begins, and 63 bits, nine for each probe.
    private func place(of key: UInt64) -> (start: Int, bits: UInt64) {
        let block = key.multipliedFullWidth(by: UInt64(bytes.count / Self.blockBytes)).high
        // The finalizer of SplitMix64: every bit depends on every bit of the key.
        var mixed = (key ^ key >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return (Int(block) * Self.blockBytes, mixed ^ mixed >> 31)
    }
}
