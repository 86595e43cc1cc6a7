/// What a test double commits of what the code above it claims to prevent, so that the test which should
/// notice is itself tested.
///
/// Each case is committed by one test double, caught by one named test, and stands in the table of the
/// article about faults with both.
public enum Sabotage: String, CaseIterable, Sendable {
    /// An append is told of before its bytes are synced; the sync comes later.
    case acknowledgeBeforeSync
    /// The name of a new segment is never made durable.
    case skipDirectorySync
    /// A sync that failed is made again, and its second answer believed.
    case retryFsync
    /// Each block counts as a batch of its own, so that half an append can survive.
    case noBatchBoundary
    /// Nothing but the records' own hashes vouches for a block: not its header, not its stored bytes.
    case hashOnlyPlaintext
    /// Of several segments, only the first and the last are looked at.
    case verifyEndsOnly
    /// The segment before the last is not looked at.
    case skipSecondToLastSegment
    /// How far a read model goes is committed apart from its rows.
    case positionInOwnTransaction
    /// Damage is taken for a torn tail: the log is cut there, and nothing is said.
    case truncateOnCorruption
    /// The lengths in a block's header are used although its checksum is wrong.
    case trustLengthBeforeChecksum
    /// A checkpoint goes out before the events below it are synced.
    case signBeforeDurable
    /// What was signed last is not remembered: only the published checkpoint counts.
    case ignoreHighWater
}
