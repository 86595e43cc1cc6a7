import LedgerModel
import Merkle
import RecordFormat

/// An append as the writer needs it, made by whoever submits it and on his thread: keys and ids, drafts of
/// the records, private records with their digests. What remains for the writer is what one thread must
/// decide for all.
struct DraftedAppend: Sendable {
    /// What is drafted of one submission; places in the append's arrays.
    struct Part: Sendable {
        var key: RecordKey
        var content: ContentTag
        var mapping: MappingRevision
        var drafts: Range<Int>
        var slots: Range<Int>
        var lookups: Range<Int>
        /// Place of the private record; nil where the submission keeps nothing privately.
        var privateRecord: Int?
        /// What its first event carries beyond its own tags.
        var twin: Tag?
        /// What is wrong with the submission; nothing of it is drafted then.
        var fault: AppendError?
    }

    /// Sixteen bytes that the writer replaces by an identity's id.
    struct Slot: Sendable {
        /// Index into the submission's identities.
        var identity: Int
        /// Place in ``DraftedAppend/bytes``.
        var offset: Int
    }

    struct KeptPrivately: Sendable {
        var bytes: [UInt8]
        var digest: SHA256Digest
    }

    private(set) var parts: [Part] = []
    private(set) var bytes: [UInt8] = []
    private(set) var drafts: [RecordDraft] = []
    private(set) var slots: [Slot] = []
    /// Under what each identity is looked up.
    private(set) var lookups: [SHA256Digest] = []
    private(set) var privateRecords: [KeptPrivately] = []

    /// How many bytes it holds, for bounding what waits.
    var byteCount: Int { privateRecords.reduce(bytes.count) { $0 + $1.bytes.count } }

    init() {}

    init(_ submissions: [Submission], secret: LedgerSecret, environment: LedgerEnvironment) {
        var drafter = RecordDrafter()
        parts.reserveCapacity(submissions.count)
        drafts.reserveCapacity(submissions.count)
        var events = 0
        for (index, submission) in submissions.enumerated() {
            do throws(AppendError) {
                try SubmissionCheck.check(submission, index)
                guard events + submission.events.count + 1 <= Limits.eventsPerAppend else {
                    throw .limit(
                        submission: index, what: "events of one append",
                        found: events + submission.events.count + 1, limit: Limits.eventsPerAppend)
                }
                events += submission.events.count + 1
                draft(submission, secret, environment, &drafter)
            } catch {
                parts.append(Part(fault: error))
            }
        }
        bytes = drafter.bytes
    }

    private mutating func draft(
        _ submission: Submission, _ secret: LedgerSecret, _ environment: LedgerEnvironment,
        _ drafter: inout RecordDrafter
    ) {
        let key = secret.recordKey(source: submission.source, key: submission.key)
        let content = secret.contentTag(submission.content)
        let firstDraft = drafts.count
        let firstSlot = slots.count
        let firstLookup = lookups.count
        let twin = submission.twin.map { secret.twinTag($0) }
        for (place, event) in submission.events.enumerated() {
            let event = place == 0 ? event.tagged(twin) : event
            let id = secret.eventID(
                key: key, content: content, mapping: submission.mappingRevision, part: event.part)
            let draft = drafter.draft(
                event, id: id, source: submission.source, key: key, content: content,
                mapping: submission.mappingRevision, modified: submission.modified)
            for slot in event.slots {
                guard let offset = draft.offset(of: slot.place, in: event) else { continue }
                slots.append(Slot(identity: slot.identity, offset: offset))
            }
            drafts.append(draft)
        }
        for identity in submission.identities { lookups.append(secret.identityLookup(identity)) }
        parts.append(
            Part(
                key: key, content: content, mapping: submission.mappingRevision,
                drafts: firstDraft..<drafts.count, slots: firstSlot..<slots.count,
                lookups: firstLookup..<lookups.count, privateRecord: keepPrivately(submission, environment),
                twin: twin))
    }

    private mutating func keepPrivately(_ submission: Submission, _ environment: LedgerEnvironment) -> Int? {
        guard submission.evidence != nil || !submission.personal.isEmpty else { return nil }
        let record = PrivateRecord(
            salt: environment.randomness.bytes(PrivateRecord.saltBytes), road: submission.road,
            received: environment.clock.now(), evidence: submission.evidence, personal: submission.personal)
        let bytes = record.encoded
        privateRecords.append(KeptPrivately(bytes: bytes, digest: SHA256.hash(of: bytes)))
        return privateRecords.count - 1
    }
}

extension ProposedEvent {
    /// The event with one tag more, behind its own, so that slots keep their places.
    func tagged(_ tag: Tag?) -> ProposedEvent {
        guard let tag else { return self }
        var out = self
        out.tags.append(tag)
        return out
    }
}

extension DraftedAppend.Part {
    /// Of a submission that is refused.
    init(fault: AppendError) {
        self.init(
            key: RecordKey(.zero), content: ContentTag(.zero), mapping: MappingRevision(0), drafts: 0..<0,
            slots: 0..<0, lookups: 0..<0, fault: fault)
    }
}
