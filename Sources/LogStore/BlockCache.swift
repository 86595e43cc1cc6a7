import LogFormat

/// Keeps the blocks that were decoded last, up to a number of bytes.
struct BlockCache {
    private var entries: [UInt64: (block: DecodedBlock, used: UInt64)] = [:]
    private var clock: UInt64 = 0
    private var bytes = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The block whose first record has this number.
    mutating func block(first: UInt64) -> DecodedBlock? {
        guard let entry = entries[first] else { return nil }
        clock += 1
        entries[first] = (entry.block, clock)
        return entry.block
    }

    mutating func insert(_ block: DecodedBlock) {
        guard block.raw.count <= limit else { return }
        clock += 1
        if entries.updateValue((block, clock), forKey: block.header.first) == nil { bytes += block.raw.count }
        while bytes > limit, let oldest = entries.min(by: { $0.value.used < $1.value.used }) {
            bytes -= oldest.value.block.raw.count
            entries[oldest.key] = nil
        }
    }
}
