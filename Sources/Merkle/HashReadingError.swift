/// Stored hashes could not be had.
public struct HashReadingError: Error, Hashable, Sendable {
    public enum Cause: Hashable, Sendable {
        /// The level holds only this many hashes.
        case beyondEnd(stored: UInt64)
        /// The reader gave another number of hashes than was asked for.
        case wrongCount(found: Int)
        /// The storage refused; the reason in the storage's words.
        case unreadable(String)
    }

    /// The tile level that was read.
    public let level: Int
    /// The indexes that were asked for.
    public let indexes: Range<UInt64>
    public let cause: Cause

    public init(level: Int, indexes: Range<UInt64>, cause: Cause) {
        self.level = level
        self.indexes = indexes
        self.cause = cause
    }
}

extension HashReadingError: CustomStringConvertible {
    public var description: String {
        let expected = indexes.upperBound - indexes.lowerBound
        let place = "reading hashes \(indexes.lowerBound)..<\(indexes.upperBound) of tile level \(level)"
        return switch cause {
        case .beyondEnd(let stored): "\(place): the level holds \(stored)"
        case .wrongCount(let found): "\(place): \(found) found, \(expected) expected"
        case .unreadable(let reason): "\(place): \(reason)"
        }
    }
}
