extension Array {
    /// The elements that have a fingerprint, in ascending order of it; equal ones keep their order.
    ///
    /// Fingerprints are parts of hashes, so elements are dealt out by the leading bits first, which leaves
    /// next to nothing to sort; where they are spread otherwise, this is an ordinary sort.
    /// - Parameter count: how many elements have one.
    func sortedByFingerprint(count: Int, _ fingerprint: (Element) -> UInt64?) -> [Element] {
        guard count > 0 else { return [] }
        let bits = UInt64.bitWidth - count.leadingZeroBitCount
        var starts = [Int](repeating: 0, count: 1 << bits + 1)
        for element in self {
            guard let key = fingerprint(element) else { continue }
            starts[Int(key >> UInt64(64 - bits)) + 1] += 1
        }
        for bucket in 0..<(1 << bits) { starts[bucket + 1] += starts[bucket] }
        var ends = starts
        return [Element](unsafeUninitializedCapacity: count) { out, initialized in
            // SAFETY: the buckets' sizes were counted over the same elements and add up to `count`, so that
            // each place of the buffer is initialized exactly once.
            precondition(starts[1 << bits] == count, "the count is that of the fingerprints")
            for element in self {
                guard let key = fingerprint(element) else { continue }
                let bucket = Int(key >> UInt64(64 - bits))
                out.initializeElement(at: ends[bucket], to: element)
                ends[bucket] += 1
            }
            initialized = count
            for bucket in 0..<(1 << bits) where starts[bucket + 1] - starts[bucket] > 1 {
                out[starts[bucket]..<starts[bucket + 1]].sort {
                    fingerprint($0) ?? 0 < fingerprint($1) ?? 0
                }
            }
        }
    }
}
