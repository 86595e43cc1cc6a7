import LedgerModel
import Merkle
import RecordFormat

/// An append as the writer needs it, made by whoever submits it and on his thread: keys and ids, drafts of
/// the records, private records with their digests. What remains for the writer is what one thread must
/// decide for all.
struct DraftedAppend: Sendable {
    /// What is drafted of one submission; places in the append's arrays.
    ///
    /// A value of machine words: the writer copies it at will.
    struct Part: Sendable {
        var key: RecordKey
        var content: ContentTag
        var mapping: MappingRevision
        var isUnmapped = false
        var drafts: Range<Int>
        var slots: Range<Int>
        var lookups: Range<Int>
        /// Place of the private record; nil where the submission keeps nothing privately.
        var privateRecord: Int?
        /// Place of what its first event carries beyond its own tags, among the twins.
        var twin: Int?
        /// Place of what is wrong with the submission, among the faults; nothing of it is drafted then.
        var fault: Int?
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
    private var twins: [Tag] = []
    private var faults: [AppendError] = []

    init() {}

    /// What a part's first event carries beyond its own tags.
    func twin(of part: Part) -> Tag? { part.twin.map { twins[$0] } }

    /// What is wrong with a part's submission.
    func fault(of part: Part) -> AppendError? { part.fault.map { faults[$0] } }

    /// Drafts an append, on several threads where it is a large one.
    /// - Parameter weight: of the submissions.
    init(
        _ submissions: [Submission], _ weight: AppendWeight, secret: LedgerSecret,
        environment: LedgerEnvironment, _ sideBySide: SideBySide
    ) {
        let kept = submissions.count { $0.keepsPrivately }
        let salts = kept > 0 ? environment.randomness.bytes(kept * PrivateRecord.saltBytes) : []
        let received = environment.clock.now()
        let slices = weight.isWithinLimits ? max(1, submissions.count / Self.submissionsOfASlice) : 1
        guard slices > 1 else {
            var total = weight.isWithinLimits ? nil : AppendTotal()
            self.init(submissions.indices, of: submissions, &total, secret, received, salts[...])
            return
        }
        let bounds = (0...slices).map { submissions.count * $0 / slices }
        var firstSalts = [0]
        for slice in 0..<slices {
            let kept = submissions[bounds[slice]..<bounds[slice + 1]].count { $0.keepsPrivately }
            firstSalts.append(firstSalts[slice] + kept * PrivateRecord.saltBytes)
        }
        let drafted = [DraftedAppend](unsafeUninitializedCapacity: slices) { buffer, count in
            // SAFETY: each slot is initialised once, by the part of the work that it belongs to; nothing
            // reads it before all parts are done, and the buffer outlives them.
            nonisolated(unsafe) let slots = buffer
            let firstSalts = firstSalts
            sideBySide.perform(slices) { slice in
                var total: AppendTotal?
                slots.initializeElement(
                    at: slice,
                    to: DraftedAppend(
                        bounds[slice]..<bounds[slice + 1], of: submissions, &total, secret, received,
                        salts[firstSalts[slice]..<firstSalts[slice + 1]]))
            }
            count = slices
        }
        self = drafted[0]
        bytes.reserveCapacity(drafted.reduce(0) { $0 + $1.bytes.count })
        for next in drafted.dropFirst() { append(next) }
    }

    /// So many submissions at least are worth a thread's waking.
    private static let submissionsOfASlice = 128

    /// Drafts some of the submissions.
    /// - Parameters:
    ///   - total: of what is drafted; nil where all of it is within the limits of one append.
    ///   - salts: for each private record, `PrivateRecord.saltBytes` bytes.
    init(
        _ range: Range<Int>, of submissions: [Submission], _ total: inout AppendTotal?,
        _ secret: LedgerSecret, _ received: Timestamp, _ salts: ArraySlice<UInt8>
    ) {
        var drafter = RecordDrafter()
        var salts = Salts(salts)
        parts.reserveCapacity(range.count)
        drafts.reserveCapacity(range.count)
        // Lent where they stand: a copy would count the references of all their parts.
        let all = submissions.span
        for index in range { add(all[index], index, &total, secret, received, &salts, &drafter) }
        bytes = drafter.bytes
    }

    /// Takes up what was drafted of the submissions behind its own.
    private mutating func append(_ next: DraftedAppend) {
        func moved(_ range: Range<Int>, by count: Int) -> Range<Int> {
            (range.lowerBound + count)..<(range.upperBound + count)
        }
        for part in next.parts {
            var part = part
            part.drafts = moved(part.drafts, by: drafts.count)
            part.slots = moved(part.slots, by: slots.count)
            part.lookups = moved(part.lookups, by: lookups.count)
            part.privateRecord = part.privateRecord.map { $0 + privateRecords.count }
            part.twin = part.twin.map { $0 + twins.count }
            part.fault = part.fault.map { $0 + faults.count }
            parts.append(part)
        }
        for draft in next.drafts {
            var draft = draft
            draft.move(by: bytes.count)
            drafts.append(draft)
        }
        for slot in next.slots {
            slots.append(Slot(identity: slot.identity, offset: slot.offset + bytes.count))
        }
        bytes += next.bytes
        lookups += next.lookups
        privateRecords += next.privateRecords
        twins += next.twins
        faults += next.faults
    }

    /// - Parameter total: of what is drafted; nil where all of it is within the limits of one append.
    private mutating func add(
        _ submission: borrowing Submission, _ index: Int, _ total: inout AppendTotal?, _ secret: LedgerSecret,
        _ received: Timestamp, _ salts: inout Salts, _ drafter: inout RecordDrafter
    ) {
        do throws(AppendError) {
            try SubmissionCheck.check(submission, index)
            try total?.add(submission, index)
            draft(submission, secret, received, &salts, &drafter)
        } catch {
            parts.append(Part(fault: faults.count))
            faults.append(error)
        }
    }

    private mutating func draft(
        _ submission: borrowing Submission, _ secret: LedgerSecret, _ received: Timestamp,
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
                key: key, content: content, mapping: mapping, isUnmapped: submission.isUnmapped,
                drafts: firstDraft..<drafts.count, slots: firstSlot..<slots.count,
                lookups: firstLookup..<lookups.count,
                privateRecord: keepPrivately(submission, received, &salts),
                twin: twin == nil ? nil : twins.count))
        if let twin { twins.append(twin) }
    }

    private mutating func keepPrivately(
        _ submission: borrowing Submission, _ received: Timestamp, _ salts: inout Salts
    ) -> Int? {
        guard submission.keepsPrivately else { return nil }
        let record = PrivateRecord(
            salt: salts.next(), road: submission.road,
            received: submission.readAgain?.received ?? received, evidence: submission.evidence,
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

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

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
    init(fault: Int) {
        self.init(
            key: RecordKey(.zero), content: ContentTag(.zero), mapping: MappingRevision(0), drafts: 0..<0,
            slots: 0..<0, lookups: 0..<0, fault: fault)
    }
}
