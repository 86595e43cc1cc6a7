public import LedgerModel
public import Merkle

/// How the tables compare with what the log says.
public struct VerificationReport: Hashable, Sendable {
    /// One row that is not what the log says.
    public struct Difference: Hashable, Sendable {
        /// The subject, by its random or source id; a decision, by its position; a table; or `file`.
        public let subject: String
        /// What of it: a region, `row`, `facts`, or `decision`; of a table `rows` or a column, of the file
        /// `integrity`.
        public let part: String
        /// Nil where the tables should hold nothing.
        public let expected: String?
        /// Nil where the tables hold nothing.
        public let found: String?
    }

    /// How many differences are listed at most.
    public static let mostListed = 100

    /// How many events were folded: as many as the tables had read.
    public internal(set) var size: TreeSize
    public internal(set) var differences: [Difference] = []
    /// How many there are, the listed ones included.
    public internal(set) var total = 0
    /// Over what the tables say.
    public internal(set) var digest: SHA256Digest
    /// Over what the log says.
    public internal(set) var expectedDigest: SHA256Digest
    /// States and decisions that were compared.
    public internal(set) var compared = 0

    public var isGood: Bool { total == 0 && digest == expectedDigest }

    mutating func note(
        _ subject: @autoclosure () -> String, _ part: String, expected: String?, found: String?
    ) {
        total += 1
        guard differences.count < Self.mostListed else { return }
        differences.append(Difference(subject: subject(), part: part, expected: expected, found: found))
    }
}
