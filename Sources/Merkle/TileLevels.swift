/// Which nodes of a tree are stored, and where (the levels of c2sp.org/tlog-tiles, as flat files).
///
/// Tile level n holds the nodes of tree level 8n, back to back in order of their index. The hash of index i
/// starts at byte 32·i, so a C2SP tile is a span of such a file. Only complete nodes are stored: what a level
/// holds never changes as the tree grows.
public enum TileLevels {
    /// Tree levels from one stored level to the next.
    public static let treeLevelsPerTile = 8
    /// Hashes in a full tile.
    public static let hashesPerTile = 256
    /// More tile levels than this a tree of 2^64 leaves does not have.
    public static let maximumCount = UInt64.bitWidth / treeLevelsPerTile

    /// The tile level that stores a tree level; nil where that tree level is computed instead.
    public static func tileLevel(ofTreeLevel level: Int) -> Int? {
        level >= 0 && level.isMultiple(of: treeLevelsPerTile) ? level / treeLevelsPerTile : nil
    }

    /// The number of hashes that a tile level holds for a tree of `size` leaves.
    /// - Precondition: `level` is not negative.
    public static func storedHashes(level: Int, size: UInt64) -> UInt64 {
        precondition(level >= 0, "a tile level is not negative")
        return level < maximumCount ? size >> UInt64(level * treeLevelsPerTile) : 0
    }

    /// The number of tile levels that hold at least one hash for a tree of `size` leaves.
    public static func count(size: UInt64) -> Int {
        let bits = UInt64.bitWidth - size.leadingZeroBitCount
        return (bits + treeLevelsPerTile - 1) / treeLevelsPerTile
    }

    /// The byte at which the hash of an index starts; nil where no file could be so long.
    public static func byteOffset(ofIndex index: UInt64) -> Int? {
        let (offset, overflow) = index.multipliedReportingOverflow(by: UInt64(SHA256Digest.byteCount))
        return overflow ? nil : Int(exactly: offset)
    }
}
