import DeterministicCBOR
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Synchronization

// From a plan to the bytes of the batch in hand.
extension Sequencer {
    /// Stages what is to be recorded of an append.
    func stage(_ append: PendingAppend) -> StagedOutcome {
        var bytes = append.drafted.bytes
        switch append.reply {
        case .whole(let tell):
            let result = Result { () throws(AppendError) in
                // Nothing is staged of an append that is refused: all is planned before.
                let plans = try plan(append)
                var receipts: [AppendReceipt] = []
                receipts.reserveCapacity(plans.count)
                for (index, plan) in plans.enumerated() {
                    receipts.append(try stage(append, index, plan, &bytes, earlier: receipts))
                }
                return receipts
            }
            return StagedOutcome([result]) { tell(result) }
        case .each(let tell):
            let filed = mayBeFiled(append)
            let results = append.drafted.parts.enumerated().map { index, part in
                Result { () throws(AppendError) in
                    if let fault = append.drafted.fault(of: part) { throw fault }
                    let plan = try kind(of: append, index, part, isFiled: filed[index])
                    return try stage(append, index, plan, &bytes, earlier: [])
                }
            }
            return StagedOutcome(results) { tell(results) }
        }
    }

    /// - Parameter earlier: the receipts of the submissions before it in an append that is one.
    private func stage(
        _ append: PendingAppend, _ index: Int, _ plan: SubmissionPlan, _ bytes: inout [UInt8],
        earlier receipts: [AppendReceipt]
    ) throws(AppendError) -> AppendReceipt {
        switch plan {
        case .repetition(let earlier): return receipts[earlier].asDuplicate
        case .duplicate(let known):
            return AppendReceipt(
                outcome: .duplicate, positions: known.first.value..<(known.first.value + 1),
                eventIDs: [known.eventID], recorded: now, isUnmapped: append.drafted.parts[index].isUnmapped)
        case .new: return try record(append, index, &bytes, outcome: .recorded)
        case .revision(let first): return try record(append, index, &bytes, outcome: .revised, first: first)
        case .corroboration(let first):
            return try record(append, index, &bytes, outcome: .corroborated, first: first)
        case .remapping(let content, let first):
            return try remap(append, index, &bytes, content: content, first: first)
        case .evidence(let first, let count):
            return try record(
                append, index, &bytes, outcome: .corroborated, first: first, knownContents: count)
        }
    }

    private func record(
        _ append: PendingAppend, _ index: Int, _ bytes: inout [UInt8], outcome: AppendReceipt.Outcome,
        first: KnownContent? = nil, knownContents: UInt32 = 0
    ) throws(AppendError) -> AppendReceipt {
        let part = append.drafted.parts[index]
        let start = nextPosition
        let identities = try resolve(append, index)
        for slot in append.drafted.slots[part.slots] {
            identities[slot.identity].bits.write(to: &bytes, at: slot.offset)
        }
        let evidence = part.privateRecord.map { keepPrivately(append.drafted.privateRecords[$0]) }
        var drafts = part.drafts
        var ids: [EventID] = []
        ids.reserveCapacity(drafts.count + 1)
        if let first {
            let submission = append.submissions[index]
            let original = try originals(of: first)
            let events = submission.events.enumerated().map { place, event in
                event.filled(with: identities).tagged(place == 0 ? append.drafted.twin(of: part) : nil)
            }
            let says =
                knownContents > 0 || outcome == .corroborated && events.saysTheSame(as: original)
            if says { drafts = drafts.upperBound..<drafts.upperBound }
            let note = noteEvent(
                submission, outcome: outcome, first: first, original: original, filled: says ? [] : events,
                part: .max - knownContents)
            var drafter = RecordDrafter()
            let id = secret.eventID(
                key: part.key, content: part.content, mapping: part.mapping, part: note.part)
            let draft = drafter.draft(
                note, id: id, source: submission.source, key: part.key, content: part.content,
                mapping: part.mapping, modified: submission.modified)
            try add(draft, of: drafter.bytes, key: part.key, isFirst: true, evidence, causation: nil)
            ids.append(id)
        }
        for place in drafts {
            let draft = append.drafted.drafts[place]
            try add(
                draft, of: bytes, key: part.key, isFirst: ids.isEmpty, evidence, causation: first?.eventID)
            ids.append(draft.id)
        }
        return receipt(append, index, outcome, from: start, ids, evidence)
    }

    /// Notes the content that was staged from a position on, and says what became of it.
    func receipt(
        _ append: PendingAppend, _ index: Int, _ outcome: AppendReceipt.Outcome, from start: UInt64,
        _ ids: [EventID], _ evidence: EvidenceReference?
    ) -> AppendReceipt {
        let part = append.drafted.parts[index]
        stagedContents.append(
            StagedContent(
                content: KnownContent(
                    content: part.content, mapping: part.mapping, first: GlobalPosition(start),
                    eventID: ids.first ?? EventID(.zero), evidence: evidence,
                    road: append.submissions[index].road),
                previous: stagedKeys.update(part.key, to: stagedContents.count)))
        return AppendReceipt(
            outcome: outcome, positions: start..<nextPosition, eventIDs: ids, recorded: now,
            isUnmapped: part.isUnmapped)
    }

    /// Completes a draft and adds its record to the batch in hand.
    func add(
        _ draft: RecordDraft, of drafts: [UInt8], key: RecordKey, isFirst: Bool,
        _ evidence: EvidenceReference?, causation: EventID?, receipt: Timestamp? = nil
    ) throws(AppendError) {
        let failure: AppendError? = drafts.withUnsafeBytes { drafts in
            let name = UnsafeRawBufferPointer(rebasing: drafts[draft.streamRange])
            let stream = LedgerLabels.stream(name)
            let entry: Int
            do throws(AppendError) { entry = try streamEntry(stream, name) } catch { return error }
            let version = StreamVersion(streamVersions[entry])
            streamVersions[entry] += 1
            recorder.complete(
                draft, of: drafts, recorded: now, receipt: receipt, version: version, causation: causation,
                evidence: evidence
            ) { record in
                logBatch.add(record, recorded: now)
                staged.add(
                    record, draft, of: drafts, stream: stream, key: key, startsSubmission: isFirst)
            }
            return nil
        }
        if let failure { throw failure }
    }

    /// The ids of a submission's identities; a value that has none gets one.
    func resolve(_ append: PendingAppend, _ index: Int) throws(AppendError) -> [IdentityID] {
        let part = append.drafted.parts[index]
        guard !part.lookups.isEmpty else { return [] }
        var out: [IdentityID] = []
        out.reserveCapacity(part.lookups.count)
        for (place, lookup) in append.drafted.lookups[part.lookups].enumerated() {
            if let known = try knownIdentity(lookup) {
                out.append(known)
                continue
            }
            let id = identity(append.submissions[index].identities[place], lookup: lookup)
            identities[lookup] = id
            out.append(id)
        }
        return out
    }

    /// The id of an identity, by what it is looked up under; nil for one that has none.
    func knownIdentity(_ lookup: SHA256Digest) throws(AppendError) -> IdentityID? {
        if let known = identities[lookup] { return known }
        do throws(LedgerError) {
            let known = try core.identity(lookup: lookup.bytes, end: identityWriter.tail.end)
            if let known { identities[lookup] = known }
            return known
        } catch {
            throw .failed(error)
        }
    }

    /// Gives an identity an id.
    private func identity(_ reference: IdentityReference, lookup: SHA256Digest) -> IdentityID {
        let random = core.environment.randomness.bytes(16)
        let id = IdentityID(Bits128(bytes: random) ?? .zero)
        let entry = IdentityEntry(
            kind: reference.kind, namespace: reference.namespace, lookup: lookup.bytes, id: id,
            value: reference.value)
        core.state.withLock { $0.identityTable.add(entry) }
        entry.encoded.withUnsafeBytes { identityBatch.add($0, recorded: now) }
        return id
    }

    func keepPrivately(_ record: DraftedAppend.KeptPrivately) -> EvidenceReference {
        let number = privateWriter.tail.end.count + privateBatch.count
        record.bytes.withUnsafeBytes { privateBatch.add($0, recorded: now) }
        return EvidenceReference(number: PrivateRecordNumber(number), digest: record.digest.bytes)
    }

    /// All events of the submission that begins at `first`.
    func originals(of first: KnownContent) throws(AppendError) -> [RecordedEvent] {
        var out: [RecordedEvent] = []
        var position = first.first
        let head = try event(at: position)
        while position.value < nextPosition {
            let next = try event(at: position)
            guard SubmissionMark(next) == SubmissionMark(head) else { break }
            out.append(next)
            position = position.advanced(by: 1)
        }
        return out
    }

    /// `record.revised` or `record.corroborated`: carries the tags of both contents, so that a subject which
    /// the new content no longer names is folded again as well.
    private func noteEvent(
        _ submission: Submission, outcome: AppendReceipt.Outcome, first: KnownContent,
        original: [RecordedEvent],
        filled events: [ProposedEvent], part: UInt32
    ) -> ProposedEvent {
        // The public data `{5: first event}` of the catalogue's record events.
        var data: [UInt8] = []
        data.appendCBORHead(5, 1)
        data.appendCBOR(unsigned: 5)
        data.appendCBOR(bytes: first.eventID.bits.bytes)
        let type: EventType =
            outcome == .revised ? EventType("record.revised") : EventType("record.corroborated")
        let stream = original.first?.stream ?? submission.events[0].stream
        return ProposedEvent(
            type: type, schemaRevision: SchemaRevision(1),
            occurred: submission.modified.map { OccurredTime($0) } ?? original.first?.occurred ?? .atReceipt,
            stream: stream, tags: Self.tags(original, events), causation: first.eventID, part: part,
            data: data)
    }

    /// The tags of both, as far as there is room.
    static func tags(_ original: [RecordedEvent], _ events: [ProposedEvent]) -> [Tag] {
        var tags: [Tag] = []
        for tag in original.flatMap(\.tags) + events.flatMap(\.tags)
        where tags.count < Limits.tagsPerEvent && !tags.contains(tag) {
            tags.append(tag)
        }
        return tags
    }
}

extension ProposedEvent {
    /// The event with its slots filled.
    func filled(with identities: [IdentityID]) -> ProposedEvent {
        guard !slots.isEmpty else { return self }
        var out = self
        for slot in slots {
            let id = identities[slot.identity].bits
            switch slot.place {
            case .data(let offset): id.write(to: &out.data, at: offset)
            case .stream(let offset): out.stream = out.stream.filling(id, at: offset)
            case .tag(let index, let offset): out.tags[index] = out.tags[index].filling(id, at: offset)
            case .actor(let offset): out.actor = out.actor?.filling(id, at: offset)
            }
        }
        out.slots = []
        return out
    }
}

extension [ProposedEvent] {
    /// Whether these events state the same facts as recorded ones.
    func saysTheSame(as recorded: [RecordedEvent]) -> Bool {
        count == recorded.count
            && zip(self, recorded).allSatisfy { event, other in
                event.type == other.type && event.stream == other.stream && event.data == other.data
                    && event.tags == other.tags && event.actor == other.actor
                    && event.occurred.instant == other.occurred.instant
            }
    }
}
