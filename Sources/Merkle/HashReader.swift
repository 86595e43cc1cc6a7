/// Reads stored hashes by tile level and index.
///
/// The port through which roots and proofs reach storage. An implementation returns exactly the hashes asked
/// for, in order, and throws where it cannot; it need not check what the hashes mean.
public protocol HashReader {
    /// The hashes of the given indexes of one tile level.
    /// - Parameter level: A tile level (see ``TileLevels``), not a tree level.
    /// - Parameter indexes: At most 256 indexes in one call.
    func hashes(level: Int, indexes: Range<UInt64>) throws(HashReadingError) -> [SHA256Digest]
}
