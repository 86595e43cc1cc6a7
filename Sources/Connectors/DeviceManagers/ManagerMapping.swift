import EventCatalogue
import LedgerModel

/// Turns one record of a device manager, whose instance and tenant the operator names, into the events that
/// it proves.
struct ManagerMapping: Sendable {
    static let webhook = Token(word: "webhook")
    static let interface = Token(word: "api")
    /// The road of a line, by whatever relay it came.
    static let syslog = Token(word: "syslog")
    /// XML does not tell numbers and flags from text, nor one value from a list of one: what the same
    /// vendor's JSON says more is no revision of it.
    private static let xml = [webhook: Token(word: "webhook-xml"), interface: Token(word: "api-xml")]

    private let tenant: TenantName
    let occurred: OccurredTime
    private var draft: SubmissionDraft
    private var room = PrivateText.submissionBytes

    init(
        _ place: ManagerInstance, key: [UInt8], content: [UInt8], road: Token, occurred: OccurredTime,
        evidence: [UInt8]
    ) {
        tenant = place.tenant
        self.occurred = occurred
        draft = SubmissionDraft(
            source: place.source, key: key, content: content, mappingRevision: place.mapping,
            road: ManagerBody.isXML(evidence) ? Self.xml[road] ?? road : road,
            isObserved: true, evidence: evidence)
    }

    /// Sets when the manager heard of the device, by a message that it sends as that happens: at the
    /// message's own instant, else when it was received at the latest.
    func setContact(_ own: Timestamp?, in data: inout PublicData) {
        data.set(ManagementEvents.lastContact, own)
        let isReceived = own == nil && occurred.basis == .submission
        data.set(ManagementEvents.lastContactBy, isReceived ? occurred.instant : nil)
    }

    /// An empty collection of personal fields with the room that is left.
    func privateText() -> PrivateText { PrivateText(room: room) }

    /// Adds an event about a device; where the record names none, an observation that says so. Beyond the
    /// most events that a submission can hold, the evidence alone says more.
    ///
    /// - Parameter time: when it happened, where that is not when the rest of the record did.
    mutating func emit(
        _ definition: EventDefinition, _ devices: [DeviceReference], data: PublicData,
        _ personal: PrivateText?, at time: Timestamp? = nil
    ) {
        guard !devices.isEmpty else {
            observe(.deviceManagement, .detailMissing, personal ?? privateText())
            return
        }
        add(definition, devices, data, personal, at: time)
    }

    /// Adds what a report holds of the manager's verdict, and why where it says so.
    mutating func emit(
        _ verdict: ComplianceVerdict, because reasons: Set<ComplianceReason> = [], seenBy witness: Witness,
        _ devices: [DeviceReference], _ personal: PrivateText? = nil
    ) {
        var data = PublicData()
        data.set(ComplianceEvents.verdict, verdict)
        data.set(ComplianceEvents.witness, witness)
        data.set(reasons, of: verdict)
        emit(VerdictEvents.observed, devices, data: data, personal)
    }

    /// Adds the end of a device's management, which somebody saw.
    mutating func emit(
        end definition: EventDefinition, _ devices: [DeviceReference], _ personal: PrivateText? = nil
    ) {
        var data = PublicData()
        data.set(DeviceEvents.evidence, .observed)
        emit(definition, devices, data: data, personal)
    }

    /// A record that is kept, and says no more than why.
    mutating func observe(
        _ category: RecordCategory, _ reason: ObservationReason, _ personal: PrivateText,
        outcome: Outcome? = nil, devices: [DeviceReference] = []
    ) {
        var data = PublicData()
        data.set(RecordEvents.category, category)
        data.set(RecordEvents.reason, reason)
        data.set(RecordEvents.outcome, outcome)
        add(RecordEvents.observed, devices, data, personal)
    }

    /// A record of a kind that nothing maps.
    mutating func leaveUnmapped(
        _ category: RecordCategory, _ personal: PrivateText, devices: [DeviceReference] = []
    ) {
        observe(category, .noMapping, personal, devices: devices)
        draft.markUnmapped()
    }

    /// Says that a member could not be read; the evidence has it.
    mutating func note(unreadable name: StaticString, _ devices: [DeviceReference]) {
        var personal = privateText()
        personal.add(unreadable: UnreadableField(name: name, text: []))
        var data = PublicData()
        data.set(RecordEvents.category, .deviceManagement)
        data.set(RecordEvents.reason, .fieldUnreadable)
        data.set(RecordEvents.unreadableFields, 1)
        add(RecordEvents.observed, devices, data, personal)
    }

    /// Says that the ids which one record carries are one device's, where it carries several.
    mutating func bind(_ devices: [DeviceReference]) {
        guard devices.count > 1 else { return }
        var data = PublicData()
        if case .entra(let id)? = devices.first(where: { if case .entra = $0 { true } else { false } }) {
            data.set(DeviceEvents.entraDevice, id)
        }
        add(DeviceEvents.identityBound, devices, data, nil)
    }

    private mutating func add(
        _ definition: EventDefinition, _ devices: [DeviceReference], _ data: PublicData,
        _ personal: PrivateText?, at time: Timestamp? = nil
    ) {
        guard draft.count < Limits.eventsPerSubmission else { return }
        if let personal { room = min(room, personal.room) }
        var about = EventSubject(tenant: tenant)
        about.devices = devices
        draft.add(
            definition, occurred: time.map { OccurredTime($0) } ?? occurred, subject: about, data: data,
            personal: personal?.data ?? PersonalData())
    }

    consuming func finished() -> Submission { draft.finished() }
}
