import DeterministicCBOR
import LedgerModel

/// Whether a submission is within the limits and agrees with itself. A record stands for ever: what could not
/// be read back must not be written.
enum SubmissionCheck {
    static func check(_ submission: Submission, _ index: Int) throws(AppendError) {
        func limit(_ what: String, _ found: Int, _ limit: Int) throws(AppendError) {
            guard found <= limit else {
                throw .limit(submission: index, what: what, found: found, limit: limit)
            }
        }
        try limit("events of one submission", submission.events.count, Limits.eventsPerSubmission)
        let kept = (submission.evidence?.count ?? 0) + submission.personal.count + 128
        try limit("bytes of evidence", kept, Limits.privateRecordBytes)
        let source = submission.source.encodedCount
        try limit("bytes of one label", source, Limits.labelBytes)
        guard !submission.key.isEmpty else { throw .invalid(submission: index, reason: "it has no key") }
        guard !submission.events.isEmpty else { throw .invalid(submission: index, reason: "it has no event") }
        // The last parts are those of what is said about the record itself, one for each road it came by.
        guard areDistinct(submission.events), submission.events.allSatisfy({ $0.part < .max - 65_535 }) else {
            throw .invalid(submission: index, reason: "two events are the same part")
        }
        for (place, event) in submission.events.enumerated() {
            let twins = place == 0 && submission.twin != nil ? 1 : 0
            try limit("tags of one event", event.tags.count + twins, Limits.tagsPerEvent)
            // Fixed fields, the type and a twin's tag take less than this.
            var size = 352 + event.data.count + source
            func add(_ label: Int) throws(AppendError) {
                try limit("bytes of one label", label, Limits.labelBytes)
                size += label
            }
            try add(event.stream.encodedCount)
            if let actor = event.actor { try add(actor.encodedCount) }
            for tag in event.tags { try add(tag.encodedCount) }
            try limit("bytes of one record", size, Limits.recordBytes)
            for slot in event.slots
            where !slot.fits(event) || !submission.identities.indices.contains(slot.identity) {
                throw .invalid(submission: index, reason: "a slot stands where there is none")
            }
            guard event.hasReadableData else {
                throw .invalid(submission: index, reason: "its data are not a map in deterministic CBOR")
            }
        }
    }

    /// Parts mostly count up; only where they do not, a set has to tell.
    private static func areDistinct(_ events: [ProposedEvent]) -> Bool {
        zip(events, events.dropFirst()).allSatisfy { $0.part < $1.part }
            || Set(events.map(\.part)).count == events.count
    }
}

extension ProposedEvent {
    /// Whether the public data are one map in deterministic CBOR.
    var hasReadableData: Bool {
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
