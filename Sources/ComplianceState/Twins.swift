public import LedgerModel
public import RecordFormat

/// Which records are a second account of a fact that another log has as well.
///
/// Entra's own logs and the unified audit log keep the same facts under ids of their own. A record of either
/// carries a tag made of what both say in the same words: correlation, operation, second and target. Where
/// exactly one record of each has it, they are one fact: the record of the unified log is evidence of it, and
/// what it says does not count beside what Entra's says. Where more have it, nothing tells which belongs to
/// which, and each stands for itself.
///
/// The answer depends on which records there are, never on the order in which they came.
public struct Twins: Sendable {
    /// A record, and what it has in common with its twin.
    private struct Member: Hashable, Sendable {
        let twin: Bits128
        let key: RecordKey
    }

    private var originals: [Member] = []
    private var copies: Set<Member> = []
    /// The records that give way, where that was known beforehand: then nothing else is.
    private let known: Set<RecordKey>?

    public init() { known = nil }

    /// - Parameter known: all records that give way, as another one has found it of all that will be noted.
    init(givingWay known: Set<RecordKey>) { self.known = known }

    /// Whether a record is of the log whose records give way.
    public static func isCopy(_ view: RecordView) -> Bool {
        let source = view.slice(view.sourceRange)
        return source.count > copySource.count && source.starts(with: copySource)
    }

    /// Whether a record is of the log whose records give way.
    public static func isCopy(_ event: RecordedEvent) -> Bool {
        event.source.encoded.starts(with: copySource)
    }

    /// The tag that a record has in common with its twin; nil where it has none.
    public static func tag(of event: RecordedEvent) -> Tag? {
        event.tags.first { tag in
            tag.components.count == 2 && tag.components[0] == .word("twin")
        }
    }

    /// The tag of what records have in common.
    public static func tag(_ twin: Bits128) -> Tag { Tag(.word("twin"), .id(twin)) }

    /// The name of the unified audit log of whichever tenant, without the tenant.
    private static let copySource = Array(SourceName(.word("ual"), .id(.zero)).encoded.dropLast(17))

    /// Whether an event may say that its record has a twin.
    @inline(__always)
    func wants(_ head: RecordHead) -> Bool {
        guard known == nil else { return false }
        let prefix = TagPrefixes.shared.twin
        return head.mayHaveTag { prefix.id(in: $0) != nil }
    }

    /// Takes note of a record. Any of its events does, and any number of them.
    @inline(__always)
    mutating func note(_ view: RecordView) {
        guard known == nil, let twin = SubjectTags.twin(of: view) else { return }
        note(twin, of: view.recordKey, isCopy: Self.isCopy(view))
    }

    /// Takes note of a record. Any of its events does, and any number of them.
    @inline(__always)
    public mutating func note(_ twin: Bits128, of key: RecordKey, isCopy: Bool) {
        if isCopy {
            copies.insert(Member(twin: twin, key: key))
        } else {
            originals.append(Member(twin: twin, key: key))
        }
    }

    /// The records that give way to their twins.
    ///
    /// Cost: one pass over all that was noted, where there are records of both logs; nothing else.
    public var givingWay: Set<RecordKey> {
        if let known { return known }
        guard !copies.isEmpty, !originals.isEmpty else { return [] }
        var copyOf: [Bits128: Single] = [:]
        for copy in copies { copyOf[copy.twin, default: .none].add(copy.key) }
        var originalOf: [Bits128: Single] = [:]
        for original in originals where copyOf[original.twin] != nil {
            originalOf[original.twin, default: .none].add(original.key)
        }
        var out: Set<RecordKey> = []
        for (twin, copy) in copyOf {
            if case .one(let key) = copy, case .one = originalOf[twin] { out.insert(key) }
        }
        return out
    }

    /// None, one, or more.
    private enum Single {
        case none
        case one(RecordKey)
        case several

        mutating func add(_ key: RecordKey) {
            switch self {
            case .none: self = .one(key)
            case .one(let known): if known != key { self = .several }
            case .several: break
            }
        }
    }
}
