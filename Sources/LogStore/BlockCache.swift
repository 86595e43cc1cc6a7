import LogFormat

/// Keeps the blocks that were decoded last, up to a number of bytes.
///
/// Two generations: what is asked for moves to the younger one; when that has half of the bytes it becomes
/// the older one, and what the older one held is let go. Keeping a block costs the same however many there
/// are.
struct BlockCache {
    private var young: [UInt64: DecodedBlock] = [:]
    private var old: [UInt64: DecodedBlock] = [:]
    private var youngBytes = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// A cache of the same size that holds nothing.
    var emptied: BlockCache { BlockCache(limit: limit) }

    /// The block whose first record has this number.
    mutating func block(first: UInt64) -> DecodedBlock? {
        if let block = young[first] { return block }
        guard let block = old.removeValue(forKey: first) else { return nil }
        insert(block)
        return block
    }

    /// Keeps a block, unless it alone has more than half of the bytes.
    mutating func insert(_ block: DecodedBlock) {
        guard block.raw.count <= limit / 2 else { return }
        if youngBytes + block.raw.count > limit / 2 {
            old = young
            young = [:]
            youngBytes = 0
        }
        if young.updateValue(block, forKey: block.header.first) == nil { youngBytes += block.raw.count }
    }
}
