import DeterministicCBOR
import LedgerModel
import RecordFormat

// What a newer mapping says of a content that stands in the log.
extension Sequencer {
    /// What to do with a content that is known; nil where nothing is to be said anew, because it stands there
    /// by this mapping or a later one, or because the mapping says what is said already.
    ///
    /// - Parameter known: the contents of the record, this one among them.
    func remapping(
        _ append: PendingAppend, _ index: Int, _ part: DraftedAppend.Part, _ known: [KnownContent]
    ) throws(AppendError) -> SubmissionPlan? {
        let same = known.filter { $0.content == part.content }
        guard let first = known.first, let oldest = same.first else { return nil }
        var holder = oldest
        if let again = append.submissions[index].readAgain {
            guard let found = same.first(where: { $0.first == again.origin }) else {
                throw .invalid(submission: index, reason: "its evidence is of another record")
            }
            // Of several pieces of evidence of one content the first is read.
            if same.contains(where: { $0.first < found.first && $0.evidence != nil }) {
                return .duplicate(oldest)
            }
            holder = found
        }
        guard same.allSatisfy({ $0.mapping < part.mapping }) else {
            return append.submissions[index].readAgain == nil ? nil : .duplicate(oldest)
        }
        // What was erased says nothing anew.
        for content in same where try isErased(content) { return .duplicate(oldest) }
        let receipt = try event(at: holder.first).recorded
        let stated = try statement(of: same, first: first)
        guard let events = try proposed(append, index, receipt: receipt), events.saysTheSame(as: stated)
        else { return .remapping(holder, first: first) }
        return append.submissions[index].readAgain == nil ? nil : .duplicate(oldest)
    }

    /// Records what a newer mapping says of a content: `record.remapped`, then its events, with the evidence
    /// that is there.
    ///
    /// What nobody dates keeps the instant at which it was recorded first.
    func remap(
        _ append: PendingAppend, _ index: Int, _ bytes: inout [UInt8], content holder: KnownContent,
        first: KnownContent
    ) throws(AppendError) -> AppendReceipt {
        let part = append.drafted.parts[index]
        let submission = append.submissions[index]
        let start = nextPosition
        let identities = try resolve(append, index)
        for slot in append.drafted.slots[part.slots] {
            identities[slot.identity].bits.write(to: &bytes, at: slot.offset)
        }
        let evidence =
            part.privateRecord.map { keepPrivately(append.drafted.privateRecords[$0]) }
            ?? submission.readAgain?.evidence
        let origin = try event(at: holder.first)
        let original = try originals(of: holder)
        let events = submission.events.enumerated().map { place, event in
            event.filled(with: identities).tagged(place == 0 ? append.drafted.twin(of: part) : nil)
        }
        // The public data `{7: mapping, 8: origin}` of the catalogue's record events.
        var data: [UInt8] = []
        data.appendCBORHead(5, 2)
        data.appendCBOR(unsigned: 7)
        data.appendCBOR(unsigned: UInt64(part.mapping.value))
        data.appendCBOR(unsigned: 8)
        data.appendCBOR(unsigned: holder.first.value)
        let note = ProposedEvent(
            type: EventType("record.remapped"), schemaRevision: SchemaRevision(1), occurred: origin.occurred,
            stream: origin.stream, tags: Self.tags(original, events), causation: first.eventID, part: .max,
            data: data)
        var drafter = RecordDrafter()
        let id = secret.eventID(
            key: part.key, content: part.content, mapping: part.mapping, part: note.part)
        let draft = drafter.draft(
            note, id: id, source: submission.source, key: part.key, content: part.content,
            mapping: part.mapping, modified: submission.modified)
        try add(
            draft, of: drafter.bytes, key: part.key, isFirst: true, evidence, causation: nil,
            receipt: origin.recorded)
        var ids = [id]
        for place in part.drafts {
            let draft = append.drafted.drafts[place]
            try add(
                draft, of: bytes, key: part.key, isFirst: false, evidence, causation: first.eventID,
                receipt: origin.recorded)
            ids.append(draft.id)
        }
        return self.receipt(append, index, .remapped, from: start, ids, evidence)
    }

    /// The events that state a content by the highest of its mappings: its own, or where it came without any,
    /// those of the record's first content.
    ///
    /// - Parameter same: where the content stands; not empty.
    private func statement(
        of same: [KnownContent], first: KnownContent
    ) throws(AppendError) -> [RecordedEvent] {
        for content in same.sorted(by: { ($1.mapping, $0.first) < ($0.mapping, $1.first) }) {
            let own = try originals(of: content).filter { $0.part < SubmissionMark.notes }
            if !own.isEmpty { return own }
        }
        return try originals(of: first).filter { $0.part < SubmissionMark.notes }
    }

    /// A submission's events as they would be recorded; nil where they name somebody who is new.
    private func proposed(
        _ append: PendingAppend, _ index: Int, receipt: Timestamp
    ) throws(AppendError) -> [ProposedEvent]? {
        let part = append.drafted.parts[index]
        var known: [IdentityID] = []
        for lookup in append.drafted.lookups[part.lookups] {
            guard let id = try knownIdentity(lookup) else { return nil }
            known.append(id)
        }
        return append.submissions[index].events.enumerated().map { place, event in
            var out = event.filled(with: known).tagged(place == 0 ? append.drafted.twin(of: part) : nil)
            if out.occurred.basis == .receipt { out.occurred.instant = receipt }
            return out
        }
    }
}
