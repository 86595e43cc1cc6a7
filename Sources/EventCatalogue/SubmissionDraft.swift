import DeterministicCBOR
public import LedgerModel

/// Collects the events of one source record into a ``Submission``: names streams and tags, keeps personal
/// fields apart, and numbers the identities.
public struct SubmissionDraft: Sendable {
    private var submission: Submission
    /// Where identities stand, once there are more of them than are compared one by one.
    private var identityIndex: [IdentityReference: Int] = [:]
    /// Events with personal fields.
    private var personalParts: UInt64 = 0
    /// Who was numbered last: most events of a record name one person.
    private var lastPerson: (person: PersonReference, tenant: TenantName, identity: Int)?
    /// What was named last: most events of a record concern the same.
    private var lastNamed: Named?

    private static let identitiesCompared = 8

    /// Says that nothing maps the record's kind yet.
    public mutating func markUnmapped() { submission.isUnmapped = true }

    /// What the same fact's record in another log says in the same bytes; see ``Submission/twin``. To be set
    /// before events are added, so that they leave room for its tag.
    public var twin: [UInt8]? {
        get { submission.twin }
        set {
            submission.twin = newValue
            lastNamed = nil
        }
    }

    /// How many events the draft holds.
    public var count: Int { submission.events.count }

    /// The index of an identity, added when it is new.
    public mutating func index(of identity: IdentityReference) -> Int {
        let count = submission.identities.count
        if count <= Self.identitiesCompared {
            if let known = submission.identities.firstIndex(of: identity) { return known }
        } else if let known = identityIndex[identity] {
            return known
        }
        submission.identities.append(identity)
        if count == Self.identitiesCompared {
            for (index, identity) in submission.identities.enumerated() { identityIndex[identity] = index }
        } else if count > Self.identitiesCompared {
            identityIndex[identity] = count
        }
        return count
    }

    /// The index of a person's identity; nil where it has none.
    private mutating func index(of person: PersonReference, in tenant: TenantName) -> Int? {
        if let last = lastPerson, last.person == person, last.tenant == tenant { return last.identity }
        guard let reference = person.identity(in: tenant) else { return nil }
        let identity = index(of: reference)
        lastPerson = (person, tenant, identity)
        return identity
    }

    /// Adds an event.
    ///
    /// The stream is that of the definition's subject where the record names it: the device's, else the
    /// user's, the app's, the policy's, the group's or the connection's; where it does not, the tenant's.
    public mutating func add(
        _ definition: EventDefinition, occurred: OccurredTime, subject: EventSubject,
        actor: ActorReference? = nil, correlation: CorrelationID? = nil, data: PublicData = PublicData(),
        personal fields: PersonalData = PersonalData()
    ) {
        let part = UInt32(submission.events.count)
        let encoded = data.encoded
        let named = named(Self.subject(subject, completedBy: encoded.bytes, of: definition))
        var slots: [IdentitySlot] = []
        slots.reserveCapacity(named.tagSlots.count + encoded.slots.count + 2)
        slots.append(contentsOf: named.tagSlots)
        let stream = streamName(definition.subject, named, slots: &slots)
        var actorName: ActorName?
        switch actor {
        case .person(let person):
            if let identity = index(of: person, in: named.subject.tenant) {
                let name = ActorName(.word("user"), .slot)
                slots.append(IdentitySlot(identity: identity, place: .actor(name.lastSlotOffset)))
                actorName = name
            }
        case .app(let id): actorName = ActorName(.word("app"), .id(id))
        case .servicePrincipal(let id): actorName = ActorName(.word("service-principal"), .id(id))
        case .service(let name): actorName = ActorName(.word("service"), .token(name))
        case nil: break
        }
        for slot in encoded.slots {
            slots.append(IdentitySlot(identity: slot.identity, place: .data(slot.offset)))
        }
        submission.events.append(
            ProposedEvent(
                type: definition.type, schemaRevision: definition.revision, occurred: occurred,
                stream: stream,
                tags: named.tags, actor: actorName, correlation: correlation, part: part, data: encoded.bytes,
                slots: slots))
        add(fields, of: part)
    }

    /// What an event concerns, with the ids that its data alone have: a device that got another id in the
    /// directory is named by the one before as well, so that it is found by either.
    private static func subject(
        _ subject: EventSubject, completedBy data: [UInt8], of definition: EventDefinition
    ) -> EventSubject {
        guard definition.type == DeviceStepEvents.identityRebound.type else { return subject }
        let data = PublicDataView(data)
        var out = subject
        func add(_ id: DeviceReference?) { if let id, !out.devices.contains(id) { out.devices.append(id) } }
        add(data[DeviceEvents.entraDevice].map { .entra($0) })
        add(data[DeviceEvents.entraObject].map { .entraObject($0) })
        add(data[DeviceEvents.intuneDevice].map { .intune($0) })
        add(data[DeviceStepEvents.entraDeviceBefore].map { .entra($0) })
        return out
    }

    /// The submission.
    public consuming func finished() -> Submission {
        let parts = personalParts
        var out = submission
        guard parts > Self.partsOfShortHead else { return out }
        var head: [UInt8] = []
        head.appendCBORHead(5, parts)
        out.personal.replaceSubrange(..<1, with: head)
        return out
    }

    /// The most parts that a map's head of one byte can tell.
    private static let partsOfShortHead: UInt64 = 23

    /// Adds an event's personal fields to the map, whose first byte tells their number as long as it can.
    private mutating func add(_ fields: PersonalData, of part: UInt32) {
        guard !fields.isEmpty else { return }
        if personalParts == 0 { submission.personal.append(0) }
        personalParts += 1
        submission.personal[0] = 0xA0 | UInt8(truncatingIfNeeded: min(personalParts, Self.partsOfShortHead))
        submission.personal.appendCBOR(unsigned: UInt64(part))
        fields.encode(into: &submission.personal)
    }

    /// A subject with what names it: the same for all events that concern it.
    private struct Named: Sendable {
        let subject: EventSubject
        /// The index of the user's identity.
        let user: Int?
        /// See ``SubmissionDraft/hardwareIdentities(of:)``.
        let hardware: [Int?]
        let tags: [Tag]
        /// The identities in ``tags``.
        let tagSlots: [IdentitySlot]
    }

    private mutating func named(_ subject: EventSubject) -> Named {
        if let lastNamed, lastNamed.subject == subject { return lastNamed }
        let user = subject.user.flatMap { index(of: $0, in: subject.tenant) }
        let hardware = hardwareIdentities(of: subject)
        var slots: [IdentitySlot] = []
        let tags = tags(of: subject, user: user, hardware: hardware, slots: &slots)
        let named = Named(
            subject: subject, user: user, hardware: hardware, tags: tags, tagSlots: slots)
        lastNamed = named
        return named
    }

    /// The identities of the devices that have no id, by the device's place; empty where all have one.
    private mutating func hardwareIdentities(of subject: EventSubject) -> [Int?] {
        guard subject.devices.contains(where: { $0.id == nil }) else { return [] }
        return subject.devices.map { device in
            guard case .hardware(let namespace, let value) = device,
                let reference = IdentityReference(
                    kind: .hardware, namespace: Array(namespace.utf8), value: value)
            else { return nil }
            return index(of: reference)
        }
    }

    private func streamName(
        _ about: EventDefinition.Subject, _ named: Named, slots: inout [IdentitySlot]
    ) -> StreamName {
        let subject = named.subject
        let tenant = subject.tenant.component
        func slotted(_ name: StreamName, _ identity: Int) -> StreamName {
            slots.append(IdentitySlot(identity: identity, place: .stream(name.lastSlotOffset)))
            return name
        }
        if about == .device, let device = subject.devices.first {
            if let id = device.id { return StreamName(.word("device"), device.word, tenant, .id(id)) }
            if let identity = named.hardware.first ?? nil {
                return slotted(StreamName(.word("device"), .word("hardware"), tenant, .slot), identity)
            }
        }
        if about == .policy, let policy = subject.policies.first {
            return StreamName(.word("policy"), tenant, .id(policy))
        }
        if about == .connection, let connection = subject.connection {
            return StreamName(.word("connection"), tenant, .id(connection))
        }
        if about == .group, let group = subject.group {
            return StreamName(.word("group"), tenant, .id(group))
        }
        if about == .user || about == .device, let user = named.user {
            return slotted(StreamName(.word("user"), tenant, .slot), user)
        }
        if about != .tenant, about != .connection, let app = subject.app {
            return StreamName(.word("app"), tenant, .id(app))
        }
        return StreamName(.word("tenant"), tenant)
    }

    private func tags(
        of subject: EventSubject, user: Int?, hardware: [Int?], slots: inout [IdentitySlot]
    ) -> [Tag] {
        var tags: [Tag] = []
        tags.reserveCapacity(
            min(Limits.tagsPerEvent, 5 + subject.devices.count + subject.policies.count))
        tags.append(subject.tenant.tag)
        if let batch = subject.batch { tags.append(Tag(.word("batch"), .id(batch))) }
        if let connection = subject.connection { tags.append(Tag(.word("connection"), .id(connection))) }
        for (place, device) in subject.devices.enumerated() {
            if let tag = device.tag {
                if !tags.contains(tag) { tags.append(tag) }
            } else if let identity = hardware[place] {
                let tag = Tag(.word("device"), .word("hardware"), .slot)
                slots.append(IdentitySlot(identity: identity, place: .tag(tags.count, tag.lastSlotOffset)))
                tags.append(tag)
            }
        }
        if let user {
            let tag = Tag(.word("user"), .slot)
            slots.append(IdentitySlot(identity: user, place: .tag(tags.count, tag.lastSlotOffset)))
            tags.append(tag)
        }
        if let app = subject.app { tags.append(Tag(.word("app"), .id(app))) }
        if let group = subject.group { tags.append(Tag(.word("group"), .id(group))) }
        // A twin has a tag, too.
        let most = submission.twin == nil ? Limits.tagsPerEvent : Limits.tagsPerEvent - 1
        for policy in subject.policies where tags.count < most {
            let tag = Tag(.word("policy"), .id(policy))
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }
}

extension SubmissionDraft {
    /// Starts a draft; see ``Submission`` for what the parameters mean.
    public init(
        source: SourceName, key: [UInt8], content: [UInt8], mappingRevision: MappingRevision, road: Token,
        modified: Timestamp? = nil, isObserved: Bool, evidence: [UInt8]?
    ) {
        self.init(
            submission: Submission(
                source: source, key: key, content: content, mappingRevision: mappingRevision, road: road,
                modified: modified, isObserved: isObserved, evidence: evidence, events: []))
    }
}

extension Label {
    /// Where the slot stands in a label that ends with one.
    fileprivate var lastSlotOffset: Int { encodedCount - 16 }
}
