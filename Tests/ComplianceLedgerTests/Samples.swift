import DeterministicCBOR
import LedgerModel

/// Small submissions for tests.
enum Samples {
    static let source = SourceName(.word("test"), .word("one"))
    static let graph = Token(word: "graph")
    static let file = Token(word: "file")

    static func device(_ number: Int) -> Bits128 { Bits128(high: 0xD, low: UInt64(number) + 1) }

    static func stream(_ number: Int) -> StreamName { StreamName(.word("device"), .id(device(number))) }

    static func tag(_ number: Int) -> Tag { Tag(.word("device"), .id(device(number))) }

    static func person(_ number: Int) -> IdentityReference {
        guard
            let reference = IdentityReference(
                kind: .person, namespace: Array("upn".utf8), value: Array("person\(number)@example.test".utf8)
            )
        else { preconditionFailure("a value of this length is one") }
        return reference
    }

    /// The map `{1: value}`.
    static func data(_ value: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.appendCBORHead(5, 1)
        out.appendCBOR(unsigned: 1)
        out.appendCBOR(signed: Int64(value))
        return out
    }

    static func event(
        _ value: Int, device: Int = 0, part: UInt32 = 0, at seconds: Int64? = nil, tags: [Tag]? = nil
    ) -> ProposedEvent {
        ProposedEvent(
            type: EventType("test.happened"), schemaRevision: SchemaRevision(1),
            occurred: OccurredTime(Timestamp(nanoseconds: (seconds ?? Int64(value)) * 1_000_000_000)),
            stream: stream(device), tags: tags ?? [tag(device), Tag(.word("all"))], part: part,
            data: data(value))
    }

    /// An event about a person: the slot stands in stream, tag and actor.
    static func event(_ value: Int, about identity: Int, part: UInt32 = 0) -> ProposedEvent {
        let stream = StreamName(.word("user"), .slot)
        let tag = Tag(.word("user"), .slot)
        let actor = ActorName(.word("user"), .slot)
        return ProposedEvent(
            type: EventType("test.person_seen"), schemaRevision: SchemaRevision(1),
            occurred: OccurredTime(Timestamp(nanoseconds: Int64(value))), stream: stream,
            tags: [Tag(.word("all")), tag], actor: actor, part: part, data: data(value),
            slots: [
                IdentitySlot(identity: identity, place: .stream(stream.slotOffsets[0])),
                IdentitySlot(identity: identity, place: .tag(1, tag.slotOffsets[0])),
                IdentitySlot(identity: identity, place: .actor(actor.slotOffsets[0])),
            ])
    }

    /// A submission of one event.
    static func submission(
        _ number: Int, content: String? = nil, device: Int = 0, road: Token = graph, isObserved: Bool = true,
        evidence: [UInt8]? = nil, mapping: UInt32 = 1, events: [ProposedEvent]? = nil
    ) -> Submission {
        Submission(
            source: source, key: Array("key \(number)".utf8),
            content: Array((content ?? "content \(number)").utf8),
            mappingRevision: MappingRevision(mapping), road: road, isObserved: isObserved, evidence: evidence,
            events: events ?? [event(number, device: device)])
    }
}
