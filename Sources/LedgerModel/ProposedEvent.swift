/// An event before it is recorded: what happened, to what, when; its place in the log is the writer's to
/// give.
public struct ProposedEvent: Hashable, Sendable {
    /// Where identities of the submission stand.
    public var slots: [IdentitySlot]
    public var type: EventType
    public var schemaRevision: SchemaRevision
    /// When it happened, and how that is known.
    public var occurred: OccurredTime
    public var stream: StreamName
    /// At most ``Limits/tagsPerEvent``.
    public var tags: [Tag]
    public var actor: ActorName?
    public var correlation: CorrelationID?
    public var causation: EventID?
    /// Which event of its submission this is; part of its id. Unique within a submission.
    public var part: UInt32
    /// Public data: a deterministic CBOR map, opaque to the log.
    public var data: [UInt8]
}

extension ProposedEvent {
    // Goes through the memberwise initialiser: one that sets member by member copies the whole value at its
    // end.
    public init(
        type: EventType, schemaRevision: SchemaRevision, occurred: OccurredTime, stream: StreamName,
        tags: [Tag] = [], actor: ActorName? = nil, correlation: CorrelationID? = nil,
        causation: EventID? = nil,
        part: UInt32 = 0, data: [UInt8] = [0xA0], slots: [IdentitySlot] = []
    ) {
        self.init(
            slots: slots, type: type, schemaRevision: schemaRevision, occurred: occurred, stream: stream,
            tags: tags, actor: actor, correlation: correlation, causation: causation, part: part, data: data)
    }
}

/// When an event happened, and how that is known.
public struct OccurredTime: Hashable, Sendable {
    public enum Basis: UInt8, Sendable {
        /// The source record says so.
        case record = 0
        /// Whoever submitted it says when it was received.
        case submission = 1
        /// Nobody says: it is the recorded time.
        case receipt = 2
    }

    /// Ignored for ``Basis/receipt``: the writer puts the recorded time there.
    public var instant: Timestamp
    public var basis: Basis

    @inlinable
    public init(_ instant: Timestamp, basis: Basis = .record) {
        self.instant = instant
        self.basis = basis
    }

    /// The time at which the writer records it.
    public static let atReceipt = OccurredTime(Timestamp(nanoseconds: 0), basis: .receipt)
}
