import EventCatalogue
public import LedgerModel

/// An event as the rules see it: recorded, or about to be.
public struct RuleEvent: Sendable {
    public let type: EventType
    public let occurred: Timestamp
    public let place: RulePlace
    /// The first tag of a tenant; every event of the catalogue has one.
    public let tenant: Tag?
    let connection: Bits128?
    /// The group that an event is about by itself.
    let group: Bits128?
    /// Those of the device's ids that need no identity.
    let devices: [Tag]
    let data: PublicDataView
    let kind: RuleEventKind?

    public init(_ event: RecordedEvent) {
        self.init(
            event.type, event.occurred.instant, .position(event.position), event.tags, PublicDataView(event))
    }

    /// An event that is about to be recorded.
    /// - Parameters:
    ///   - index: the place of its submission in the append, from 0.
    ///   - now: when it occurred, where it has no time of its own.
    public init(_ event: ProposedEvent, submission index: Int, now: Timestamp) {
        let data = event.type.bytes.withUnsafeBytes {
            PublicDataView(event.data, ofType: $0, revision: event.schemaRevision)
        }
        self.init(
            event.type, event.occurred.basis == .receipt ? now : event.occurred.instant, .submitted(index),
            event.tags, data)
    }

    private init(
        _ type: EventType, _ occurred: Timestamp, _ place: RulePlace, _ tags: [Tag], _ data: PublicDataView
    ) {
        self.type = type
        self.occurred = occurred
        self.place = place
        self.data = data
        kind = RuleEventKind.kinds[type]
        var tenant: Tag?
        var connection: Bits128?
        var group: Bits128?
        var devices: [Tag] = []
        for tag in tags {
            let components = tag.components
            guard case .token(let word) = components.first else { continue }
            if word == Self.tenantWord {
                tenant = tenant ?? tag
            } else if word == Self.deviceWord {
                if case .id = components.last { devices.append(tag) }
            } else if word == Self.connectionWord, case .id(let id) = components.last {
                connection = connection ?? id
            } else if word == Self.groupWord, case .id(let id) = components.last {
                group = group ?? id
            }
        }
        self.tenant = tenant
        self.group = group
        self.devices = devices
        self.connection = connection ?? (kind?.isOfConnection == true ? data[ConnectionEvents.partner] : nil)
    }

    private static let tenantWord = Token(word: "tenant")
    private static let deviceWord = Token(word: "device")
    private static let connectionWord = Token(word: "connection")
    private static let groupWord = Token(word: "group")

    /// Whether any rule judges such an event.
    public var isJudged: Bool { kind?.isJudged ?? false }

    /// The enrolment's id; nil for an event that is no step of one, or does not name it.
    var session: Bits128? {
        guard kind?.reach == .session else { return nil }
        return kind == .factorGiven ? data[AuthenticationEvents.session] : data[EnrollmentEvents.session]
    }

    /// The operating system family that a device's event tells; nil where it tells none.
    var platform: Platform? {
        switch kind {
        case .deviceEnrolled?, .deviceCheckedIn?, .brokerSeen?, .brokerRemoved?, .deviceSeen?,
            .deviceRegistered?, .deviceJoined?, .deviceHybridJoined?, .registrationStarted?,
            .registrationRun?, .inventorySent?:
            data[DeviceEvents.platform].known
        default: nil
        }
    }
}
