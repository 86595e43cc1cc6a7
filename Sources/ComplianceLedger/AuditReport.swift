import DurableIO
public import LedgerModel
public import LogStore

/// What an audit found out, and what it looked at.
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
        /// What damage looks like, where that can be told.
        public var shape: DamageShape?
        /// The file concerned, and the byte at which it is wrong.
        public var file: String?
        public var byte: UInt64?
        /// The records of that file's store that cannot be relied on, by number: positions in the log.
        public var records: Range<UInt64>?
        /// The call that failed, where that is all that is wrong.
        var cause: DurableIOError?

        init(
            _ grade: Grade, _ text: String, shape: DamageShape? = nil, file: String? = nil,
            byte: UInt64? = nil, records: Range<UInt64>? = nil, cause: DurableIOError? = nil
        ) {
            self.grade = grade
            self.text = text
            self.shape = shape
            self.file = file
            self.byte = byte
            self.records = records
            self.cause = cause
        }
    }

    /// What there is to check, in the order in which people read it.
    public enum Part: String, CaseIterable, Sendable {
        case origin
        /// Key and secret: both readable, and the ones that `origin` names.
        case keys
        /// The signature under the published checkpoint.
        case signature
        /// Both copies of `commit`.
        case commit
        case highWater
        /// The log's segments: checksums and order of every block.
        case log
        /// The log's records: shape, versions, recorded times.
        case records
        /// The roots that were signed, against those of the records.
        case roots
        case privateRecords
        /// The digests of evidence that events cite.
        case evidence
        case identities
        case quarantine
        /// Stored hashes of the tree.
        case hashes
        case indexes
        /// What stands behind the stores' ends.
        case behindTheEnds
        case readModels

        /// How people call it.
        public var name: String {
            switch self {
            case .origin: "origin"
            case .keys: "key and secret"
            case .signature: "signature of the checkpoint"
            case .commit: "commit"
            case .highWater: "highwater"
            case .log: "checksums and order of the log"
            case .records: "records, versions and times"
            case .roots: "signed roots"
            case .privateRecords: "private records"
            case .evidence: "cited evidence"
            case .identities: "identities"
            case .quarantine: "quarantine"
            case .hashes: "stored hashes"
            case .indexes: "indexes"
            case .behindTheEnds: "what stands behind the ends"
            case .readModels: "read models"
            }
        }
    }

    /// How far a part was checked.
    public enum Extent: Hashable, Sendable {
        case checked
        case partly(String)
        case not(String)

        /// Why not everything was; nil where it was.
        public var reason: String? {
            switch self {
            case .checked: nil
            case .partly(let reason), .not(let reason): reason
            }
        }
    }

    public struct Check: Hashable, Sendable {
        public var part: Part
        public var extent: Extent
    }

    /// Events in scope.
    public var size: TreeSize
    public var segments = 0
    public var bytes: UInt64 = 0
    public var privateRecords: UInt64 = 0
    public var identities: UInt64 = 0
    /// Entries of the quarantine.
    public var quarantined: UInt64 = 0
    /// Private records, identities and entries of the quarantine that were erased and that an event says
    /// were.
    public var erasedRecords = 0
    public var erasedIdentities = 0
    public var erasedQuarantined = 0
    public var root: String?
    public var checkpointSize: UInt64?
    /// Counts the rollbacks that were accepted, and the position from which on the last one's events stand.
    public var epoch: UInt32 = 0
    public var epochBegan: UInt64?
    public var findings: [Finding] = []
    private var extents: [Part: Extent] = [:]

    init(size: TreeSize) { self.size = size }

    /// 0 good, 2 damage, 3 not everything could be checked, 1 only disposable files are wrong.
    public var exitStatus: Int32 { findings.map(\.grade).max().map { Int32($0.rawValue) } ?? 0 }

    /// What was checked, what in part and what not, each part once.
    public var scope: [Check] {
        Part.allCases.map { Check(part: $0, extent: extents[$0] ?? Self.unreached($0)) }
    }

    /// Says how far a part was checked. What is said first stands: it came before what follows from it.
    mutating func cover(_ part: Part, _ extent: Extent) { if extents[part] == nil { extents[part] = extent } }

    private static func unreached(_ part: Part) -> Extent {
        part == .readModels
            ? .not("probity replay --verify-projections compares them with the log")
            : .not("what it is checked against could not be read")
    }
}
