import LedgerModel
public import RecordFormat

/// What a fold has to know of all records beforehand, so as to keep nothing of those that say nothing to it.
///
/// Every record is announced in a pass before the one that folds, in the order of their positions. Memory:
/// the keys of records that came with more than one content, and what twins have in common.
public struct RecordGround: ~Copyable, Sendable {
    private let kinds = EventKindTable.shared
    private var contested = ContestedKeys()
    private var twins = Twins()

    public init() {}

    /// Takes note of a record, of whichever type.
    public mutating func announce(_ view: RecordView) {
        announce(view, kinds.find(view.slice(view.typeRange)).kind)
    }

    /// Whether a record may have to be announced.
    public func wants(_ head: RecordHead) -> Bool { wants(head, kinds.find(head.type).kind) }

    @inline(__always)
    func wants(_ head: RecordHead, _ kind: EventKind) -> Bool {
        contested.wants(head, kind) || twins.wants(head)
    }

    @inline(__always)
    mutating func announce(_ view: RecordView, _ kind: EventKind) {
        contested.note(view, kind)
        twins.note(view)
    }

    /// What was announced. Cost: one pass over the records that may have twins, where there are such of both
    /// logs.
    var announced: AnnouncedRecords {
        AnnouncedRecords(contested: contested.keys, givingWay: twins.givingWay)
    }
}

/// The records of a log of which not every content counts.
struct AnnouncedRecords: Sendable {
    /// Those that came with more than one content.
    var contested: Set<RecordKey> = []
    /// Those that give way to their twins.
    var givingWay: Set<RecordKey> = []

    var isEmpty: Bool { contested.isEmpty && givingWay.isEmpty }
}
