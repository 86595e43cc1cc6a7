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

    init() {}

    /// - Parameter weight: of the submissions.
    init(
        _ submissions: [Submission], _ weight: AppendWeight, secret: LedgerSecret,
        environment: LedgerEnvironment
    ) {
        var drafter = RecordDrafter()
        var salts = Salts(for: submissions.count { $0.keepsPrivately }, environment.randomness)
        parts.reserveCapacity(submissions.count)
        drafts.reserveCapacity(submissions.count)
        var total = weight.isWithinLimits ? nil : AppendTotal()
        // Lent where they stand: a copy would count the references of all their parts.
        let all = submissions.span
        for index in all.indices {
            add(all[index], index, &total, secret, environment.clock, &salts, &drafter)
        }
        bytes = drafter.bytes
    }

    /// - Parameter total: of what is drafted; nil where all of it is within the limits of one append.
    private mutating func add(
        _ submission: borrowing Submission, _ index: Int, _ total: inout AppendTotal?, _ secret: LedgerSecret,
        _ clock: any WallClock, _ salts: inout Salts, _ drafter: inout RecordDrafter
    ) {
        do throws(AppendError) {
            try SubmissionCheck.check(submission, index)
            try total?.add(submission, index)
            draft(submission, secret, clock, &salts, &drafter)
        } catch {
            parts.append(Part(fault: error))
        }
    }

    private mutating func draft(
        _ submission: borrowing Submission, _ secret: LedgerSecret, _ clock: any WallClock,
        _ salts: inout Salts, _ drafter: inout RecordDrafter
    ) {
        let key = secret.recordKey(source: submission.source, key: submission.key)
        let content = secret.contentTag(submission.content)
        let firstDraft = drafts.count
        let firstSlot = slots.count
        let firstLookup = lookups.count
        let twin = submission.twin.map { secret.twinTag($0) }
        let source = submission.source
        let mapping = submission.mappingRevision
        let modified = submission.modified
        func draft(_ event: borrowing ProposedEvent) {
            let id = secret.eventID(key: key, content: content, mapping: mapping, part: event.part)
            let draft = drafter.draft(
                event, id: id, source: source, key: key, content: content, mapping: mapping,
                modified: modified)
            for slot in event.slots {
                guard let offset = draft.offset(of: slot.place, in: event) else { continue }
                slots.append(Slot(identity: slot.identity, offset: offset))
            }
            drafts.append(draft)
        }
        for place in submission.events.indices {
            if place == 0, let twin {
                draft(submission.events[place].tagged(twin))
            } else {
                draft(submission.events[place])
            }
        }
        for place in submission.identities.indices {
            lookups.append(secret.identityLookup(submission.identities[place]))
        }
        parts.append(
            Part(
                key: key, content: content, mapping: mapping,
                drafts: firstDraft..<drafts.count, slots: firstSlot..<slots.count,
                lookups: firstLookup..<lookups.count, privateRecord: keepPrivately(submission, clock, &salts),
                twin: twin))
    }

    private mutating func keepPrivately(
        _ submission: borrowing Submission, _ clock: any WallClock, _ salts: inout Salts
    ) -> Int? {
        guard submission.keepsPrivately else { return nil }
        let record = PrivateRecord(
            salt: salts.next(), road: submission.road,
            received: submission.readAgain?.received ?? clock.now(), evidence: submission.evidence,
            personal: submission.personal, keptIn: submission.readAgain?.evidence)
        let bytes = record.encoded
        privateRecords.append(KeptPrivately(bytes: bytes, digest: SHA256.hash(of: bytes)))
        return privateRecords.count - 1
    }
}

extension Submission {
    /// Whether anything of it stands in a private record of its own.
    fileprivate var keepsPrivately: Bool {
        if let readAgain { return !readAgain.findsSamePersonal }
        return evidence != nil || !personal.isEmpty
    }
}

/// The salts of an append's private records, asked for all at once.
private struct Salts {
    private var bytes: ArraySlice<UInt8>

    init(for count: Int, _ randomness: any RandomSource) {
        bytes = count > 0 ? randomness.bytes(count * PrivateRecord.saltBytes)[...] : []
    }

    /// - Precondition: fewer have been taken than were asked for.
    mutating func next() -> [UInt8] {
        precondition(bytes.count >= PrivateRecord.saltBytes, "a salt for each private record")
        defer { bytes = bytes.dropFirst(PrivateRecord.saltBytes) }
        return Array(bytes.prefix(PrivateRecord.saltBytes))
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
