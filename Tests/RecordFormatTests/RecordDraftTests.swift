import LedgerModel
import Testing

@testable import RecordFormat

@Suite("Drafts of records")
struct RecordDraftTests {
    private static func proposed(_ event: RecordedEvent) -> ProposedEvent {
        ProposedEvent(
            type: event.type, schemaRevision: event.schemaRevision, occurred: event.occurred,
            stream: event.stream, tags: event.tags, actor: event.actor, correlation: event.correlation,
            causation: event.causation, part: event.part, data: event.data)
    }

    private static func draft(_ event: RecordedEvent, _ drafter: inout RecordDrafter) -> RecordDraft {
        drafter.draft(
            proposed(event), id: event.id, source: event.source, key: event.recordKey,
            content: event.contentTag, mapping: event.mappingRevision, modified: event.modified)
    }

    @Test("a draft that is completed is the record, wherever it stands in the drafter's bytes")
    func completes() {
        var drafter = RecordDrafter(capacity: 16)
        let events = [RecordFixtures.bare, RecordFixtures.full, RecordFixtures.bare]
        let drafts = events.map { Self.draft($0, &drafter) }
        var encoder = RecordEncoder()
        var whole = RecordEncoder()
        let bytes = drafter.bytes
        for (event, draft) in zip(events, drafts) {
            var expected = event
            if event.occurred.basis == .receipt { expected.occurred.instant = event.recorded }
            let completed = bytes.withUnsafeBytes { drafts in
                encoder.complete(
                    draft, of: drafts, recorded: event.recorded, version: event.streamVersion,
                    causation: EventID(.zero), evidence: event.evidence
                ) { Array($0) }
            }
            if event.causation == nil { expected.causation = EventID(.zero) }
            #expect(completed == whole.bytes(of: expected))
        }
    }

    @Test("a draft names the places of its labels")
    func places() {
        var drafter = RecordDrafter()
        _ = Self.draft(RecordFixtures.bare, &drafter)
        let event = RecordFixtures.full
        let draft = Self.draft(event, &drafter)
        drafter.bytes.withUnsafeBytes { bytes in
            #expect(bytes[draft.typeRange].elementsEqual(event.type.bytes))
            #expect(bytes[draft.streamRange].elementsEqual(event.stream.encoded))
            #expect(bytes[draft.sourceRange].elementsEqual(event.source.encoded))
            var tags: [[UInt8]] = []
            draft.forEachTag(in: bytes) { tags.append(Array($0)) }
            #expect(tags == event.tags.map(\.encoded))
        }
    }

    @Test("a slot's offset is that of its sixteen bytes")
    func slots() {
        let actor = ActorName(.word("user"), .slot)
        let stream = StreamName(.word("user"), .word("acme"), .slot)
        let tag = Tag(.word("user"), .slot)
        var event = Self.proposed(RecordFixtures.full)
        event.actor = actor
        event.stream = stream
        event.tags.append(tag)
        event.data = [0xA1, 0x01, 0x50] + [UInt8](repeating: 0, count: 16)
        var drafter = RecordDrafter()
        let full = RecordFixtures.full
        let draft = drafter.draft(
            event, id: full.id, source: full.source, key: full.recordKey, content: full.contentTag,
            mapping: full.mappingRevision, modified: nil)
        let bytes = drafter.bytes
        let places: [IdentitySlot.Place] = [
            .actor(actor.slotOffsets[0]), .stream(stream.slotOffsets[0]),
            .tag(event.tags.count - 1, tag.slotOffsets[0]), .data(3),
        ]
        var offsets: [Int] = []
        for place in places {
            guard let offset = draft.offset(of: place, in: event) else {
                Issue.record("no offset for \(place)")
                continue
            }
            #expect(bytes[offset - 1] == 0x50)
            #expect(bytes[offset..<(offset + 16)].allSatisfy { $0 == 0 })
            offsets.append(offset)
        }
        #expect(Set(offsets).count == places.count)
        #expect(draft.offset(of: .tag(99, 0), in: event) == nil)
    }
}
