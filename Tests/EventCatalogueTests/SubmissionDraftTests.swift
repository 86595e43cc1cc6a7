import DeterministicCBOR
import LedgerModel
import Testing

@testable import EventCatalogue

@Suite struct SubmissionDraftTests {
    private static let tenant = Bits128(high: 7, low: 7)
    private let id = Bits128(high: 1, low: 2)

    private var subject: EventSubject { EventSubject(tenant: TenantName(id: Self.tenant)) }

    private func draft(
        _ definition: EventDefinition, _ subject: EventSubject, actor: ActorReference? = nil
    ) throws -> (event: ProposedEvent, submission: Submission) {
        var draft = SubmissionDraft(
            source: SourceName(.word("test")), key: [1], content: [2], mappingRevision: MappingRevision(1),
            road: Token(word: "file"), isObserved: true, evidence: nil)
        draft.add(definition, occurred: .atReceipt, subject: subject, actor: actor)
        let submission = draft.finished()
        return (try #require(submission.events.first), submission)
    }

    /// Each slot of an event stands at sixteen zero bytes behind the head of a 16-byte string.
    private func slotsAreWhole(_ event: ProposedEvent) -> Bool {
        event.slots.allSatisfy { slot in
            let (bytes, offset): ([UInt8], Int) =
                switch slot.place {
                case .data(let offset): (event.data, offset)
                case .stream(let offset): (event.stream.encoded, offset)
                case .tag(let index, let offset): (event.tags[index].encoded, offset)
                case .actor(let offset): (event.actor?.encoded ?? [], offset)
                }
            return offset > 0 && offset + 16 <= bytes.count && bytes[offset - 1] == 0x50
                && bytes[offset..<(offset + 16)].allSatisfy { $0 == 0 }
        }
    }

    @Test(
        "a device's event goes to the stream of the first id that the record carries",
        arguments: [
            (DeviceReference.entra(Bits128(high: 1, low: 2)), "entra"),
            (.entraObject(Bits128(high: 1, low: 2)), "entra-object"),
            (.intune(Bits128(high: 1, low: 2)), "intune"),
        ])
    func device(reference: DeviceReference, word: String) throws {
        var subject = subject
        subject.devices = [reference, .hardware(namespace: "serial", value: Array("S1".utf8))]
        let (event, submission) = try draft(DeviceEvents.registered, subject)
        let tenant = Self.tenant.guidText
        #expect(event.stream.description == "device/\(word)/\(tenant)/\(id.guidText)")
        #expect(
            event.tags.map(\.description) == [
                "tenant:\(tenant)", "device:\(word)/\(id.guidText)", "device:hardware/?",
            ])
        #expect(submission.identities.map(\.kind) == [.hardware])
        #expect(event.slots.map(\.identity) == [0])
        #expect(slotsAreWhole(event))
    }

    @Test(
        "the batch's tag stands behind the tenant's, where no limit cuts it, and slots stand where they did")
    func batch() throws {
        var subject = subject
        subject.batch = id
        subject.devices = [.hardware(namespace: "serial", value: Array("S1".utf8))]
        subject.policies = (1...60).map { Bits128(high: 3, low: $0) }
        let (event, _) = try draft(DeviceEvents.registered, subject)
        #expect(event.tags.count == Limits.tagsPerEvent)
        #expect(event.tags[1].description == "batch:\(id.guidText)")
        #expect(slotsAreWhole(event))
    }

    @Test("a device known only by a hardware id stands as a slot")
    func hardware() throws {
        var subject = subject
        subject.devices = [.hardware(namespace: "serial", value: Array("S1".utf8))]
        let (event, submission) = try draft(DeviceEvents.registered, subject)
        #expect(event.stream.description == "device/hardware/\(Self.tenant.guidText)/?")
        #expect(event.slots.count == 2)
        #expect(slotsAreWhole(event))
        #expect(submission.identities.first?.value == Array("S1".utf8))
    }

    @Test("a person stands as a slot in stream, tag and actor, once in the identities")
    func user() throws {
        var subject = subject
        subject.user = .userPrincipalName(Array("Ann@Example.test".utf8))
        let (event, submission) = try draft(
            AuthenticationEvents.challenged, subject,
            actor: .person(.userPrincipalName(Array("ann@example.TEST".utf8))))
        #expect(event.stream.description == "user/\(Self.tenant.guidText)/?")
        #expect(event.tags.map(\.description) == ["tenant:\(Self.tenant.guidText)", "user:?"])
        #expect(event.actor?.description == "user:?")
        #expect(submission.identities.count == 1)
        #expect(submission.identities.first?.value == Array("ann@example.test".utf8))
        #expect(event.slots.count == 3)
        #expect(slotsAreWhole(event))
    }

    @Test("policies, groups and applications have streams of their own, a tenant's events the tenant's")
    func others() throws {
        let tenant = Self.tenant.guidText
        var subject = subject
        subject.policies = [id, id, Bits128(high: 3, low: 3)]
        subject.group = id
        subject.app = id
        #expect(
            try draft(PolicyEvents.changed, subject).event.stream.description
                == "policy/\(tenant)/\(id.guidText)")
        #expect(
            try draft(PartnerEvents.consentGranted, subject).event.stream.description
                == "app/\(tenant)/\(id.guidText)")
        #expect(try draft(RecordEvents.observed, subject).event.stream.description == "tenant/\(tenant)")
        #expect(
            try draft(DeviceEvents.registered, self.subject).event.stream.description == "tenant/\(tenant)")
        let tags = try draft(RecordEvents.observed, subject).event.tags.map(\.description)
        #expect(
            tags == [
                "tenant:\(tenant)", "app:\(id.guidText)", "group:\(id.guidText)", "policy:\(id.guidText)",
                "policy:\(Bits128(high: 3, low: 3).guidText)",
            ])
    }

    @Test("every definition gives an event whose slots are whole, whatever the subject holds")
    func everyDefinition() throws {
        var full = subject
        full.devices = [.hardware(namespace: "imei", value: [49]), .entra(id)]
        full.user = .objectID(Array("o".utf8))
        full.app = id
        full.group = id
        full.policies = (0..<40).map { Bits128(high: 9, low: $0) }
        for definition in EventCatalogue.definitions {
            for subject in [subject, full] {
                let (event, _) = try draft(definition, subject, actor: .app(id))
                #expect(slotsAreWhole(event), "\(definition.type)")
                #expect(event.tags.count <= Limits.tagsPerEvent, "\(definition.type)")
                #expect(event.type == definition.type)
                #expect(Set(event.tags).count == event.tags.count)
            }
        }
    }

    @Test("parts count from 0, and personal fields stand under their part")
    func parts() throws {
        var draft = SubmissionDraft(
            source: SourceName(.word("test")), key: [1], content: [2], mappingRevision: MappingRevision(1),
            road: Token(word: "file"), isObserved: true, evidence: [3])
        var personal = PersonalData()
        personal.add(.mail, Array("a@b.example".utf8))
        draft.add(RecordEvents.observed, occurred: .atReceipt, subject: subject)
        draft.add(RecordEvents.observed, occurred: .atReceipt, subject: subject, personal: personal)
        let submission = draft.finished()
        #expect(submission.events.map(\.part) == [0, 1])
        #expect(PersonalData.read(part: 0, from: submission.personal) == nil)
        #expect(PersonalData.read(part: 1, from: submission.personal)?.map(\.field) == [.mail])
    }

    @Test("an identity keeps its number however many there are")
    func manyIdentities() throws {
        var draft = SubmissionDraft(
            source: SourceName(.word("test")), key: [1], content: [2], mappingRevision: MappingRevision(1),
            road: Token(word: "file"), isObserved: true, evidence: nil)
        let people = try (0..<40).map { number in
            try #require(IdentityReference(kind: .person, namespace: [1], value: [UInt8(number), 7]))
        }
        for round in 0..<3 {
            for (number, person) in people.enumerated() {
                let index = draft.index(of: person)
                #expect(index == number, "round \(round)")
            }
        }
        #expect(draft.finished().identities == people)
    }

    @Test("any number of parts may have personal fields", arguments: [1, 23, 24, 255, 300])
    func manyParts(count: Int) throws {
        var draft = SubmissionDraft(
            source: SourceName(.word("test")), key: [1], content: [2], mappingRevision: MappingRevision(1),
            road: Token(word: "file"), isObserved: true, evidence: [3])
        for number in 0..<count {
            var personal = PersonalData()
            personal.add(.city, Array("city \(number)".utf8))
            draft.add(RecordEvents.observed, occurred: .atReceipt, subject: subject, personal: personal)
        }
        let map = draft.finished().personal
        try CBORReader.read(map) { reader throws(CBORError) in
            try reader.validateItem()
            try reader.expectEnd()
        }
        for number in 0..<count {
            let read = PersonalData.read(part: UInt32(number), from: map)
            #expect(read?.first?.values == [Array("city \(number)".utf8)])
        }
        #expect(draft.finished().personal == map)
    }
}
