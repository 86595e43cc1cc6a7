public import LogFormat

/// Checks that blocks follow one another: the same code for opening, reading and verifying.
public struct BatchSequence: Sendable {
    /// The number that the next record must have.
    public private(set) var number: UInt64
    /// The batch that comes next; nil where any may.
    public private(set) var batch: UInt64?
    /// Blocks of the batch in hand that have been seen.
    public private(set) var blocksSeen: UInt32 = 0
    private var blocksExpected: UInt32 = 0

    /// - Parameter batch: nil accepts whatever batch number comes first.
    public init(number: UInt64, batch: UInt64?) {
        self.number = number
        self.batch = batch
    }

    /// Expects what follows a block, whatever came before it.
    public init(behind header: BlockHeader) {
        number = header.first
        batch = header.batch
        blocksSeen = header.blockIndex
        blocksExpected = header.blockCount
        _ = accept(header)
    }

    /// Whether no batch is in hand.
    public var isAtBoundary: Bool { blocksSeen == 0 }

    /// Takes the next block; false where it does not follow.
    public mutating func accept(_ header: BlockHeader) -> Bool {
        guard header.first == number, batch == nil || header.batch == batch, header.blockIndex == blocksSeen,
            blocksSeen == 0 || header.blockCount == blocksExpected
        else { return false }
        number += UInt64(header.count)
        if header.blockIndex + 1 == header.blockCount {
            blocksSeen = 0
            batch = header.batch + 1
        } else {
            blocksSeen += 1
            blocksExpected = header.blockCount
            batch = header.batch
        }
        return true
    }
}
