import DeterministicCBOR
import LedgerModel

/// Whether a submission is within the limits and agrees with itself. A record stands for ever: what could not
/// be read back must not be written.
enum SubmissionCheck {
    static func check(_ submission: borrowing Submission, _ index: Int) throws(AppendError) {
        func limit(_ what: String, _ found: Int, _ limit: Int) throws(AppendError) {
            guard found <= limit else {
                throw .limit(submission: index, what: what, found: found, limit: limit)
            }
        }
        try limit("events of one submission", submission.events.count, Limits.eventsPerSubmission)
        try limit(
            "identities of one submission", submission.identities.count, Limits.identitiesPerSubmission)
        let kept = (submission.evidence?.count ?? 0) + submission.personal.count + 128
        try limit("bytes of evidence", kept, Limits.privateRecordBytes)
        let source = submission.source.encodedCount
        try limit("bytes of one label", source, Limits.labelBytes)
        guard !submission.key.isEmpty else { throw .invalid(submission: index, reason: "it has no key") }
        guard !submission.events.isEmpty else { throw .invalid(submission: index, reason: "it has no event") }
        guard submission.readAgain == nil || submission.evidence == nil else {
            throw .invalid(submission: index, reason: "its evidence is kept already")
        }
        // The last parts are those of what is said about the record itself, one for each road it came by.
        guard areDistinct(submission.events), submission.events.allSatisfy({ $0.part < SubmissionMark.notes })
        else {
            throw .invalid(submission: index, reason: "two events are the same part")
        }
        // Events are looked at where they stand: each copy would count the references of all its parts.
        for place in submission.events.indices {
            let twins = place == 0 && submission.twin != nil ? 1 : 0
            try limit("tags of one event", submission.events[place].tags.count + twins, Limits.tagsPerEvent)
            // Fixed fields, the type and a twin's tag take less than this.
            var size = 352 + submission.events[place].data.count + source
            func add(_ label: Int) throws(AppendError) {
                try limit("bytes of one label", label, Limits.labelBytes)
                size += label
            }
            try add(submission.events[place].stream.encodedCount)
            if let actor = submission.events[place].actor?.encodedCount { try add(actor) }
            for tag in submission.events[place].tags.indices {
                try add(submission.events[place].tags[tag].encodedCount)
            }
            try limit("bytes of one record", size, Limits.recordBytes)
            for slot in submission.events[place].slots
            where !slot.fits(submission.events[place])
                || !submission.identities.indices.contains(slot.identity)
            {
                throw .invalid(submission: index, reason: "a slot stands where there is none")
            }
            guard ProposedEvent.isReadable(submission.events[place].data) else {
                throw .invalid(submission: index, reason: "its data are not a map in deterministic CBOR")
            }
        }
    }

    /// Parts mostly count up; only where they do not, a set has to tell.
    private static func areDistinct(_ events: [ProposedEvent]) -> Bool {
        events.indices.dropFirst().allSatisfy { events[$0 - 1].part < events[$0].part }
            || Set(events.map(\.part)).count == events.count
    }
}

extension ProposedEvent {
    /// Whether public data are one map in deterministic CBOR.
    static func isReadable(_ data: [UInt8]) -> Bool {
        CBORReader.read(data) { reader in
            guard reader.peekMajorType == .map else { return false }
            do throws(CBORError) {
                try reader.validateItem()
                try reader.expectEnd()
                return true
            } catch {
                return false
            }
        }
    }
}

extension IdentitySlot {
    /// Whether the slot stands at sixteen zero bytes behind their head.
    func fits(_ event: ProposedEvent) -> Bool {
        func isSlot(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Bool {
            offset > 0 && offset <= bytes.count - 16 && bytes[offset - 1] == 0x50
                && bytes[offset..<(offset + 16)].allSatisfy { $0 == 0 }
        }
        return switch place {
        case .data(let offset): event.data.withUnsafeBytes { isSlot($0, offset) }
        case .stream(let offset): event.stream.withEncoded { isSlot($0, offset) }
        case .tag(let index, let offset):
            event.tags.indices.contains(index) && event.tags[index].withEncoded { isSlot($0, offset) }
        case .actor(let offset): event.actor?.withEncoded { isSlot($0, offset) } ?? false
        }
    }
}
