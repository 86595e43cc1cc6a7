import EventCatalogue
import LedgerModel
import StrictJSON

/// Turns one record of device management, or one object of the directory, into the events that it proves.
struct ManagementMapping: Sendable {
    /// The version of the mapping from records to events. It rises with any change of what a record means.
    static let mappingRevision = MappingRevision(3)

    let record: ManagementRecord
    private var draft: SubmissionDraft
    private var room = PrivateText.submissionBytes

    private init(_ record: ManagementRecord, evidence: [UInt8], _ mappings: MappingTable) {
        self.record = record
        draft = SubmissionDraft(
            source: record.source, key: record.key, content: canonicalBytes(of: record.inner.value),
            mappingRevision: mappings.management, road: record.road.token,
            modified: record.envelopeTime?.instant, isObserved: true, evidence: evidence)
    }

    static func submission(
        of value: JSONValue, kind: ManagementKind, road: Road, evidence: [UInt8], context: ConnectorContext
    ) throws(Rejection) -> Submission {
        let record = try ManagementRecord(value, kind: kind, road: road, context: context)
        var mapping = ManagementMapping(record, evidence: evidence, context.mappings)
        switch kind {
        case .enrollment: try mapping.mapEnrollment()
        case .complianceAlert: try mapping.mapAlert()
        case .operational:
            var personal = mapping.privateText()
            personal.add(.operation, record.envelope?.freeText("operationName"))
            mapping.leaveUnmapped(.deviceManagement, personal)
        case .troubleshooting: try mapping.mapTroubleshooting()
        case .complianceRow, .deviceRow: try mapping.mapRow()
        case .batchEnd: try mapping.mapBatchEnd()
        case .managedDevice: try mapping.mapManagedDevice()
        case .directoryDevice: try mapping.mapDirectoryDevice()
        case .deviceStatus: try mapping.mapDeviceStatus()
        case .audit: try mapping.mapManagementAudit()
        case .compliancePartner: try mapping.mapPartner(.complianceManagement)
        case .devicePartner: try mapping.mapPartner(.deviceManagement)
        case .compliancePolicy: try mapping.mapCompliancePolicy()
        case .accessPolicy: try mapping.mapAccessPolicy()
        case .subscribedSku: try mapping.mapSubscription()
        }
        return mapping.draft.finished()
    }

    var inner: SourceMembers { record.inner }

    /// A subject that names the tenant alone.
    var subject: EventSubject { EventSubject(tenant: record.tenant) }

    /// An empty collection of personal fields with the room that is left.
    func privateText() -> PrivateText { PrivateText(room: room) }

    /// Adds an event; beyond the most that a submission can hold, the evidence alone says more.
    mutating func emit(
        _ definition: EventDefinition, _ subject: EventSubject, actor: ActorReference? = nil,
        occurred: OccurredTime? = nil, data: PublicData = PublicData(), personal: PrivateText? = nil
    ) {
        guard draft.count < Limits.eventsPerSubmission else { return }
        if let personal { room = min(room, personal.room) }
        var subject = subject
        if draft.count == 0 { subject.batch = batch(endedBy: definition) }
        draft.add(
            definition, occurred: occurred ?? record.occurred, subject: subject, actor: actor,
            correlation: record.correlation, data: data, personal: personal?.data ?? PersonalData())
    }

    /// The batch that the record counts for, or ends; nil where it has none, or one whose id is no GUID.
    private func batch(endedBy definition: EventDefinition) -> Bits128? {
        switch record.kind {
        case .complianceRow, .deviceRow: record.correlation?.bits
        // One that does not say how long the batch is ends none, and is no row either.
        case .batchEnd: definition.type == SourceEvents.batchEnded.type ? record.correlation?.bits : nil
        default: nil
        }
    }

    /// A record that is kept, and says no more than why.
    mutating func observe(
        _ category: RecordCategory, _ reason: ObservationReason, _ personal: PrivateText,
        about: EventSubject? = nil, actor: ActorReference? = nil, outcome: Outcome? = nil
    ) {
        var data = PublicData()
        data.set(RecordEvents.category, category)
        data.set(RecordEvents.reason, reason)
        data.set(RecordEvents.outcome, outcome)
        emit(RecordEvents.observed, about ?? subject, actor: actor, data: data, personal: personal)
    }

    /// A record of a kind that nothing maps.
    mutating func leaveUnmapped(
        _ category: RecordCategory, _ personal: PrivateText, about: EventSubject? = nil,
        actor: ActorReference? = nil, outcome: Outcome? = nil
    ) {
        observe(category, .noMapping, personal, about: about, actor: actor, outcome: outcome)
        draft.markUnmapped()
    }

    /// Says that the ids of a device which one record carries are one device's, where it carries several.
    mutating func bind(_ devices: DeviceIDs) {
        let all = devices.references + [devices.hardware].compactMap { $0 }
        guard all.count > 1 else { return }
        var about = subject
        about.devices = all
        var data = PublicData()
        data.set(DeviceEvents.entraObject, devices.object)
        data.set(DeviceEvents.entraDevice, devices.entra)
        data.set(DeviceEvents.intuneDevice, devices.intune)
        emit(DeviceEvents.identityBound, about, data: data)
    }
}
