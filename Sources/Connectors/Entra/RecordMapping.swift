import EventCatalogue
import LedgerModel
import StrictJSON

/// Turns one record into the events that it proves.
struct RecordMapping: Sendable {
    let record: EntraRecord
    private var draft: SubmissionDraft
    private var room = PrivateText.submissionBytes

    init(_ record: EntraRecord, evidence: [UInt8]) {
        self.record = record
        draft = SubmissionDraft(
            source: record.source, key: record.key, content: record.content,
            mappingRevision: record.revision, road: record.road.token,
            modified: record.modified,
            isObserved: true, evidence: evidence)
    }

    /// A subject that names the tenant alone.
    var subject: EventSubject { EventSubject(tenant: record.tenant) }

    /// How many events more the submission can hold.
    var eventsLeft: Int { Limits.eventsPerSubmission - draft.count }

    /// An empty collection of personal fields with the room that is left.
    func privateText() -> PrivateText { PrivateText(room: room) }

    /// Adds an event; beyond the most that a submission can hold, the evidence alone says more.
    mutating func emit(
        _ definition: EventDefinition, _ subject: EventSubject, actor: ActorReference?,
        data: PublicData = PublicData(), personal: PrivateText? = nil
    ) {
        guard eventsLeft > 0 else { return }
        if let personal { room = min(room, personal.room) }
        draft.add(
            definition, occurred: record.occurred, subject: subject, actor: actor,
            correlation: record.correlation,
            data: data, personal: personal?.data ?? PersonalData())
    }

    mutating func markUnmapped() { draft.markUnmapped() }

    /// Says what the same fact's record in another log has in the same bytes; see ``TwinKey``.
    mutating func setTwin(_ key: [UInt8]?) { draft.twin = key }

    /// Says how many fields of the record could not be read; which ones, and what stands in their place, are
    /// private fields, as far as there is room.
    mutating func note(unreadable fields: [UnreadableField]) {
        guard !fields.isEmpty else { return }
        var personal = privateText()
        for field in fields { personal.add(unreadable: field) }
        var data = PublicData()
        data.set(RecordEvents.category, record.format == .entraSignIn ? .signIn : .directoryAudit)
        data.set(RecordEvents.reason, .fieldUnreadable)
        data.set(RecordEvents.unreadableFields, Int64(fields.count))
        emit(RecordEvents.observed, subject, actor: nil, data: data, personal: personal)
    }

    consuming func finished() -> Submission { draft.finished() }
}

extension Road {
    /// The road's name in private records.
    var token: Token {
        switch self {
        case .graph: Self.graphToken
        case .azureMonitor: Self.azureMonitorToken
        case .logAnalytics: Self.logAnalyticsToken
        case .logAnalyticsCSV: Self.logAnalyticsCSVToken
        case .unifiedAudit: Self.unifiedAuditToken
        case .unifiedAuditCSV: Self.unifiedAuditCSVToken
        }
    }

    private static let graphToken = token("graph")
    private static let azureMonitorToken = token("azure-monitor")
    private static let logAnalyticsToken = token("log-analytics")
    private static let logAnalyticsCSVToken = token("log-analytics-csv")
    private static let unifiedAuditToken = token("unified-audit")
    private static let unifiedAuditCSVToken = token("unified-audit-csv")

    private static func token(_ word: StaticString) -> Token {
        guard case .token(let token) = LabelComponent.word(word) else {
            preconditionFailure("a word is a token")
        }
        return token
    }
}
