import DeterministicCBOR
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Synchronization

// From a plan to the bytes of the batch in hand.
extension Sequencer {
    /// Stages an append: all of it, or nothing where it is refused.
    func stage(_ append: PendingAppend) throws(AppendError) -> [AppendReceipt] {
        let plans = try plan(append)
        var receipts: [AppendReceipt] = []
        receipts.reserveCapacity(plans.count)
        for (submission, plan) in zip(append.submissions, plans) {
            if case .repetition(let earlier) = plan.kind {
                var receipt = receipts[earlier]
                receipt.outcome = .duplicate
                receipts.append(receipt)
            } else {
                receipts.append(try stage(submission, plan))
            }
        }
        return receipts
    }

    private func stage(_ submission: Submission, _ plan: SubmissionPlan) throws(AppendError) -> AppendReceipt
    {
        switch plan.kind {
        case .duplicate(let known):
            return AppendReceipt(
                outcome: .duplicate, positions: known.first.value..<(known.first.value + 1),
                eventIDs: [known.eventID],
                recorded: now, isUnmapped: submission.isUnmapped)
        case .new, .repetition: return try record(submission, plan, outcome: .recorded)
        case .revision(let first): return try record(submission, plan, outcome: .revised, first: first)
        case .corroboration(let first):
            return try record(submission, plan, outcome: .corroborated, first: first)
        }
    }

    private func record(
        _ submission: Submission, _ plan: SubmissionPlan, outcome: AppendReceipt.Outcome,
        first: KnownContent? = nil
    ) throws(AppendError) -> AppendReceipt {
        let start = nextPosition
        let identities = try resolve(submission.identities)
        let evidence = keepPrivately(submission)
        var events = submission.events.map { $0.filled(with: identities) }
        var about: ProposedEvent?
        if let first {
            let original = try self.originals(of: first)
            if outcome == .corroborated, events.saysTheSame(as: original) { events = [] }
            about = noteEvent(submission, outcome: outcome, first: first, original: original, filled: events)
        }
        var ids: [EventID] = []
        var content = KnownContent(
            content: plan.content, mapping: submission.mappingRevision, first: GlobalPosition(start),
            eventID: EventID(.zero), evidence: evidence, road: submission.road)
        for event in (about.map { [$0] } ?? []) + events {
            let id = secret.eventID(
                key: plan.key, content: plan.content, mapping: submission.mappingRevision, part: event.part)
            try append(event, id: id, submission: submission, plan: plan, evidence: evidence, first: first)
            ids.append(id)
        }
        content.eventID = ids.first ?? EventID(.zero)
        stagedKeys[plan.key, default: []].append(content)
        return AppendReceipt(
            outcome: outcome, positions: start..<nextPosition, eventIDs: ids, recorded: now,
            isUnmapped: submission.isUnmapped)
    }

    private func append(
        _ event: ProposedEvent, id: EventID, submission: Submission, plan: SubmissionPlan,
        evidence: EvidenceReference?, first: KnownContent?
    ) throws(AppendError) {
        let version = try streamCount(event.stream)
        var occurred = event.occurred
        if occurred.basis == .receipt { occurred.instant = now }
        let recorded = RecordedEvent(
            position: GlobalPosition(nextPosition), id: id, recorded: now, occurred: occurred,
            type: event.type,
            schemaRevision: event.schemaRevision, stream: event.stream, streamVersion: StreamVersion(version),
            source: submission.source, recordKey: plan.key, contentTag: plan.content,
            mappingRevision: submission.mappingRevision, modified: submission.modified, part: event.part,
            actor: event.actor, tags: event.tags, correlation: event.correlation,
            causation: event.causation ?? first?.eventID, evidence: evidence, data: event.data)
        streamVersions[event.stream] = version + 1
        recorder.encode(recorded) { bytes in
            logBatch.add(bytes, recorded: now)
            tree.append(leaf: MerkleHash.leaf(bytes)) { level, index, hash in
                guard let tile = TileLevels.tileLevel(ofTreeLevel: level) else { return }
                if tiles[tile] == nil { tiles[tile] = (index, []) }
                hash.append(to: &tiles[tile]!.bytes)
            }
        }
        staged.append(recorded)
    }

    private func resolve(_ references: [IdentityReference]) throws(AppendError) -> [IdentityID] {
        var out: [IdentityID] = []
        for reference in references {
            let lookup = secret.identityLookup(reference)
            let end = identityWriter.tail.end
            do throws(LedgerError) {
                if let known = try core.identity(lookup: lookup, end: end) {
                    out.append(known)
                    continue
                }
            } catch {
                throw .failed(error)
            }
            let random = core.environment.randomness.bytes(16)
            let id = IdentityID(Bits128(bytes: random) ?? .zero)
            let entry = IdentityEntry(
                kind: reference.kind, namespace: reference.namespace, lookup: lookup, id: id,
                value: reference.value)
            core.state.withLock { $0.identityTable.add(entry) }
            entry.encoded.withUnsafeBytes { identityBatch.add($0, recorded: now) }
            out.append(id)
        }
        return out
    }

    private func keepPrivately(_ submission: Submission) -> EvidenceReference? {
        guard submission.evidence != nil || !submission.personal.isEmpty else { return nil }
        let record = PrivateRecord(
            salt: core.environment.randomness.bytes(PrivateRecord.saltBytes), road: submission.road,
            received: now,
            evidence: submission.evidence, personal: submission.personal)
        let bytes = record.encoded
        let number = privateWriter.tail.end.count + privateBatch.count
        bytes.withUnsafeBytes { privateBatch.add($0, recorded: now) }
        return EvidenceReference(
            number: PrivateRecordNumber(number), digest: SHA256.hash(of: bytes).bytes)
    }

    /// All events of the submission that begins at `first`.
    private func originals(of first: KnownContent) throws(AppendError) -> [RecordedEvent] {
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
        filled events: [ProposedEvent]
    ) -> ProposedEvent {
        var tags: [Tag] = []
        for tag in original.flatMap(\.tags) + events.flatMap(\.tags)
        where tags.count < Limits.tagsPerEvent && !tags.contains(tag) {
            tags.append(tag)
        }
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
            stream: stream, tags: tags,
            causation: first.eventID, part: .max, data: data)
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
