import DeterministicCBOR
public import LedgerModel

/// Collects the events of one source record into a ``Submission``: names streams and tags, keeps personal
/// fields apart, and numbers the identities.
public struct SubmissionDraft: Sendable {
    private var submission: Submission
    private var identityIndex: [IdentityReference: Int] = [:]
    private var personal: [(part: UInt32, data: PersonalData)] = []

    /// Starts a draft; see ``Submission`` for what the parameters mean.
    public init(
        source: SourceName, key: [UInt8], content: [UInt8], mappingRevision: MappingRevision, road: Token,
        modified: Timestamp? = nil, isObserved: Bool, evidence: [UInt8]?
    ) {
        submission = Submission(
            source: source, key: key, content: content, mappingRevision: mappingRevision, road: road,
            modified: modified, isObserved: isObserved, evidence: evidence, events: [])
    }

    /// Says that nothing maps the record's kind yet.
    public mutating func markUnmapped() { submission.isUnmapped = true }

    /// How many events the draft holds.
    public var count: Int { submission.events.count }

    /// The index of an identity, added when it is new.
    public mutating func index(of identity: IdentityReference) -> Int {
        if let known = identityIndex[identity] { return known }
        submission.identities.append(identity)
        identityIndex[identity] = submission.identities.count - 1
        return submission.identities.count - 1
    }

    /// Adds an event.
    ///
    /// The stream is that of the definition's subject where the record names it: the device's, else the
    /// user's, the app's, the policy's or the group's; where it does not, the tenant's.
    public mutating func add(
        _ definition: EventDefinition, occurred: OccurredTime, subject: EventSubject,
        actor: ActorReference? = nil, correlation: CorrelationID? = nil, data: PublicData = PublicData(),
        personal fields: PersonalData = PersonalData()
    ) {
        let part = UInt32(submission.events.count)
        let user = subject.user?.identity(in: subject.tenant).map { index(of: $0) }
        let hardware = subject.devices.map { device -> Int? in
            guard case .hardware(let namespace, let value) = device,
                let reference = IdentityReference(
                    kind: .hardware, namespace: Array(namespace.utf8), value: value)
            else { return nil }
            return index(of: reference)
        }
        var slots: [IdentitySlot] = []
        let stream = streamName(
            definition.subject, subject: subject, user: user, hardware: hardware, slots: &slots)
        let tags = tags(of: subject, user: user, hardware: hardware, slots: &slots)
        var actorName: ActorName?
        switch actor {
        case .person(let person):
            if let reference = person.identity(in: subject.tenant) {
                let name = ActorName(.word("user"), .slot)
                slots.append(
                    IdentitySlot(identity: index(of: reference), place: .actor(name.slotOffsets[0])))
                actorName = name
            }
        case .app(let id): actorName = ActorName(.word("app"), .id(id))
        case .servicePrincipal(let id): actorName = ActorName(.word("service-principal"), .id(id))
        case .service(let name): actorName = ActorName(.word("service"), .token(name))
        case nil: break
        }
        let encoded = data.encoded
        for slot in encoded.slots {
            slots.append(IdentitySlot(identity: slot.identity, place: .data(slot.offset)))
        }
        submission.events.append(
            ProposedEvent(
                type: definition.type, schemaRevision: definition.revision, occurred: occurred,
                stream: stream,
                tags: tags, actor: actorName, correlation: correlation, part: part, data: encoded.bytes,
                slots: slots))
        if !fields.isEmpty { personal.append((part, fields)) }
    }

    /// The submission.
    public func finished() -> Submission {
        var out = submission
        if !personal.isEmpty {
            out.personal.appendCBORHead(5, UInt64(personal.count))
            for entry in personal {
                out.personal.appendCBOR(unsigned: UInt64(entry.part))
                entry.data.encode(into: &out.personal)
            }
        }
        return out
    }

    private func streamName(
        _ about: EventDefinition.Subject, subject: EventSubject, user: Int?, hardware: [Int?],
        slots: inout [IdentitySlot]
    ) -> StreamName {
        let tenant = subject.tenant.component
        func slotted(_ name: StreamName, _ identity: Int) -> StreamName {
            slots.append(IdentitySlot(identity: identity, place: .stream(name.slotOffsets[0])))
            return name
        }
        if about == .device, let device = subject.devices.first {
            if let id = device.id { return StreamName(.word("device"), device.word, tenant, .id(id)) }
            if let identity = hardware[0] {
                return slotted(StreamName(.word("device"), .word("hardware"), tenant, .slot), identity)
            }
        }
        if about == .policy, let policy = subject.policies.first {
            return StreamName(.word("policy"), tenant, .id(policy))
        }
        if about == .group, let group = subject.group {
            return StreamName(.word("group"), tenant, .id(group))
        }
        if about == .user || about == .device, let user {
            return slotted(StreamName(.word("user"), tenant, .slot), user)
        }
        if about != .tenant, let app = subject.app { return StreamName(.word("app"), tenant, .id(app)) }
        return StreamName(.word("tenant"), tenant)
    }

    private func tags(
        of subject: EventSubject, user: Int?, hardware: [Int?], slots: inout [IdentitySlot]
    ) -> [Tag] {
        var tags = [subject.tenant.tag]
        for (device, identity) in zip(subject.devices, hardware) {
            if let tag = device.tag {
                if !tags.contains(tag) { tags.append(tag) }
            } else if let identity {
                let tag = Tag(.word("device"), .word("hardware"), .slot)
                slots.append(IdentitySlot(identity: identity, place: .tag(tags.count, tag.slotOffsets[0])))
                tags.append(tag)
            }
        }
        if let user {
            let tag = Tag(.word("user"), .slot)
            slots.append(IdentitySlot(identity: user, place: .tag(tags.count, tag.slotOffsets[0])))
            tags.append(tag)
        }
        if let app = subject.app { tags.append(Tag(.word("app"), .id(app))) }
        if let group = subject.group { tags.append(Tag(.word("group"), .id(group))) }
        for policy in subject.policies where tags.count < Limits.tagsPerEvent {
            let tag = Tag(.word("policy"), .id(policy))
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }
}
