import ComplianceState
import LedgerModel
import RecordFormat

/// What a run of events says, before any of it is a row.
struct EventBatch {
    /// Events that name a tenant, by the first word of their type.
    struct TenantCount {
        var first: Timestamp
        var last: Timestamp
        var byFamily: [Int: Int] = [:]

        init(_ occurred: Timestamp) {
            first = occurred
            last = occurred
        }

        mutating func count(_ occurred: Timestamp, family: Int) {
            first = min(first, occurred)
            last = max(last, occurred)
            byFamily[family, default: 0] += 1
        }
    }

    /// What a record said before the batch, and all its contents, read back from the log.
    struct Recalled {
        let key: RecordKey
        var contents: [ContestedRecords.Content] = []
        var facts: [SubjectFact] = []
        var bindings: [Binding] = []
        var decisions: [AccessDecision] = []
    }

    /// The position of the first event.
    let first: GlobalPosition
    /// How many events of the log are in the rows after this batch.
    var end: TreeSize
    var lastEvent: EventID?
    var facts: [SubjectFact] = []
    var bindings: [Binding] = []
    var decisions: [AccessDecision] = []
    var tenants: [TenantKey: TenantCount] = [:]
    /// What the batch's events say of when their sources were reporting.
    var coverage = CoverageFold()
    /// Records that came again with another content.
    var contested: Set<RecordKey> = []
    /// Contents that `record.revised`, `record.remapped` and `record.corroborated` announce, and that have
    /// events of their own.
    var announced: [ContestedRecords.Content] = []
    /// Contested records that have to be read back, with the id of their first event.
    var originals: [RecordKey: EventID] = [:]
    var recalled: [Recalled] = []
    /// Records that may give way to one of another log.
    var copies: Set<RecordKey> = []
    /// What records have in common with records of another log, where one of those that give way has it:
    /// all that do, up to the batch's end.
    var twins: [Bits128: TwinGroup] = [:]
    /// Newest first.
    var labels: [Subject: [LabelSource]] = [:]

    init(first: GlobalPosition) {
        self.first = first
        end = TreeSize(first.value)
    }

    var count: UInt64 { end.value - first.value }
}

/// The records of both logs that have the same in common.
struct TwinGroup: Hashable {
    var originals: Set<RecordKey> = []
    var copies: Set<RecordKey> = []

    /// Whether they are one fact, so that the copy gives way.
    var areOneFact: Bool { originals.count == 1 && copies.count == 1 }

    mutating func add(_ view: RecordView) {
        if Twins.isCopy(view) { copies.insert(view.recordKey) } else { originals.insert(view.recordKey) }
    }
}

/// A record that names a subject, and in which its name may stand.
struct LabelSource: Hashable {
    var occurred: Timestamp
    /// The record's first event in the batch that names the subject.
    var position: GlobalPosition
    var evidence: PrivateRecordNumber
    /// The parts that name the subject.
    var parts: [UInt32]

    /// Most events say nothing personal: of each batch this many records are looked at for a name.
    static let mostPerSubject = 8

    func isNewer(than other: LabelSource) -> Bool {
        occurred != other.occurred ? occurred > other.occurred : position > other.position
    }
}
