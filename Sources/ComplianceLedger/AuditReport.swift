public import LedgerModel

/// What an audit found out.
public struct AuditReport: Sendable {
    public struct Finding: Hashable, Sendable {
        /// How grave it is; the gravest decides.
        public enum Grade: Int, Hashable, Comparable, Sendable {
            /// Only what is disposable is concerned, or what nobody was told of: `rebuild` makes it good.
            case disposable = 1
            /// Something could not be checked.
            case incomplete = 3
            /// Acknowledged bytes were changed or lost.
            case damage = 2

            private var rank: Int { self == .damage ? 3 : self == .incomplete ? 2 : 1 }
            public static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }
        }

        public var grade: Grade
        /// File, byte and first event affected, and what is wrong there.
        public var text: String
    }

    /// Events in scope.
    public var size: TreeSize
    public var segments = 0
    public var bytes: UInt64 = 0
    public var privateRecords: UInt64 = 0
    public var identities: UInt64 = 0
    /// Entries of the quarantine.
    public var quarantined: UInt64 = 0
    public var root: String?
    public var checkpointSize: UInt64?
    /// Counts the rollbacks that were accepted, and the position from which on the last one's events stand.
    public var epoch: UInt32 = 0
    public var epochBegan: UInt64?
    public var findings: [Finding] = []

    init(size: TreeSize) { self.size = size }

    /// 0 good, 2 damage, 3 not everything could be checked, 1 only disposable files are wrong.
    public var exitStatus: Int32 { findings.map(\.grade).max().map { Int32($0.rawValue) } ?? 0 }
}
