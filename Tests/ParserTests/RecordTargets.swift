import DeterministicCBOR
import LedgerModel
import RecordFormat

@testable import ComplianceLedger

extension ParserTarget {
    private static func id(_ high: UInt64, _ low: UInt64) -> Bits128 { Bits128(high: high, low: low) }

    private static let event = RecordedEvent(
        position: GlobalPosition(17), id: EventID(id(1, 2)),
        recorded: Timestamp(nanoseconds: 1_700_000_000_000_000_000),
        occurred: OccurredTime(Timestamp(nanoseconds: -1)), type: EventType("device.registered"),
        schemaRevision: SchemaRevision(1),
        stream: StreamName(.word("device"), .word("entra"), .id(id(0xA, 0xB))),
        streamVersion: StreamVersion(4), source: SourceName(.word("entra"), .id(id(0xA, 0xB))),
        recordKey: RecordKey(id(3, 4)), contentTag: ContentTag(id(5, 6)), mappingRevision: MappingRevision(2),
        modified: Timestamp(nanoseconds: 1_600_000_000_000_000_000), part: 1,
        actor: ActorName(.word("user"), .id(id(7, 8))), tags: [Tag(.word("tenant"), .id(id(0xA, 0xB)))],
        correlation: CorrelationID(id(9, 10)), causation: EventID(id(11, 12)),
        evidence: EvidenceReference(number: PrivateRecordNumber(300), digest: Array(0..<32)),
        data: [0xA2, 0x01, 0x01, 0x03, 0x38, 0x18])

    private static let bare = RecordedEvent(
        position: GlobalPosition(0), id: EventID(id(1, 2)), recorded: Timestamp(nanoseconds: 0),
        occurred: .atReceipt, type: EventType("ledger.recovered"), schemaRevision: SchemaRevision(1),
        stream: StreamName(.word("ledger")), streamVersion: .first, source: SourceName(.word("probity")),
        recordKey: RecordKey(id(3, 4)), contentTag: ContentTag(id(5, 6)), mappingRevision: MappingRevision(1),
        modified: nil, part: 0, actor: nil, tags: [], correlation: nil, causation: nil, evidence: nil,
        data: [0xA0])

    /// A record of the log: no record has two forms, and the quick look at its head never leaves the bytes.
    static let record = ParserTarget(
        name: "record",
        seeds: {
            [event, bare].map {
                var encoder = RecordEncoder()
                return encoder.bytes(of: $0)
            }
        },
        check: { input in
            let head = RecordHead(input)
            let key = head?.recordKey
            _ = head?.mayHaveTag { _ in false }
            guard let view = try? RecordView(input, at: .first) else { return nil }
            guard let head, head.type.elementsEqual(view.slice(view.typeRange)), key == view.recordKey else {
                return "the head of a record says something else than the record"
            }
            view.forEachTag { _ in }
            guard (try? RecordView.validate(input, at: .first)) != nil else { return nil }
            guard let event = try? view.event() else { return "a valid record is no event" }
            var encoder = RecordEncoder()
            return encoder.bytes(of: event).elementsEqual(input)
                ? nil : "a valid record does not encode to its own bytes"
        })

    static let privateRecord = ParserTarget(
        name: "private-record",
        seeds: {
            let digest = [UInt8](64..<96)
            return [
                PrivateRecord(
                    salt: Array(32..<64), road: Token(word: "graph"), received: Timestamp(nanoseconds: 5),
                    evidence: Array(#"{"id":"1"}"#.utf8), personal: [0xA0]),
                PrivateRecord(
                    salt: Array(32..<64), road: Token(word: "graph"), received: Timestamp(nanoseconds: -5),
                    evidence: nil, personal: [],
                    keptIn: EvidenceReference(number: PrivateRecordNumber(300), digest: digest)),
            ].map(\.encoded)
        },
        check: { input in
            guard let record = try? PrivateRecord(Array(input)) else { return nil }
            return record.encoded.elementsEqual(input)
                ? nil : "a private record does not encode to its own bytes"
        })

    static let identity = ParserTarget(
        name: "identity",
        seeds: {
            [
                IdentityEntry(
                    kind: .person, namespace: Array("upn".utf8), lookup: Array(0..<32),
                    id: IdentityID(id(1, 2)), value: Array("person@example.test".utf8)
                ).encoded
            ]
        },
        check: { input in
            guard let entry = try? IdentityEntry(input) else { return nil }
            return entry.encoded.elementsEqual(input)
                ? nil : "an identity's entry does not encode to its own bytes"
        })

    /// An entry of the quarantine, with its bytes or with the id of the one that has them.
    static let quarantine = ParserTarget(
        name: "quarantine",
        seeds: {
            let entry = QuarantineEntry(
                code: "json.syntax", field: "id", expected: "a string", found: "a number",
                place: SourceRecordPlace(file: "a.json", byte: 5, line: 2, element: 1),
                received: Timestamp(nanoseconds: 9), bytes: Array("{\"id\":1}".utf8), part: 1, parts: 3)
            return [entry.encoded, entry.encodedReference(to: entry.id)]
        },
        check: { input in
            guard let record = try? QuarantineRecord(Array(input)) else { return nil }
            let again =
                record.isReference ? record.entry.encodedReference(to: record.id) : record.entry.encoded
            guard let second = try? QuarantineRecord(again) else { return "an entry is not read again" }
            return second.entry == record.entry && second.id == record.id
                && second.isReference == record.isReference
                ? nil : "an entry of the quarantine is another one when it is read again"
        })

    /// Any item of deterministic CBOR, by the reader's three ways over it.
    static let item = ParserTarget(
        name: "cbor",
        seeds: {
            [
                [0xA2, 0x01, 0x82, 0x41, 0x00, 0x61, 0x61, 0x03, 0x38, 0x18], [0x80], [0xF5],
                [0x1A, 0, 1, 0, 0],
                [UInt8](repeating: 0x81, count: 60) + [0x00],
            ]
        },
        check: { input in
            var validating = CBORReader(input)
            var skipping = CBORReader(input)
            var passing = CBORReader(input)
            let valid = try? validating.validateItem()
            let skipped = try? skipping.skipItem()
            let passed = try? passing.passItem()
            for range in [valid, skipped, passed].compactMap({ $0 }) where range.upperBound > input.count {
                return "an item ends behind the input"
            }
            if let valid, valid != skipped || valid != passed {
                return "a valid item ends elsewhere by another way"
            }
            if let skipped, skipped != passed { return "an item ends elsewhere by the quick way" }
            return nil
        })
}
