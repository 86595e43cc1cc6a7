import EventCatalogue
import LedgerModel
import StrictJSON

/// What sign-ins and audits have in common: whose record it is, which, and of when.
///
/// A class, for it is handed on often and never changed.
final class EntraRecord: Sendable {
    /// What it is read as; a record of the unified log, as what says the same here.
    let format: SourceFormat
    let road: Road
    /// The members around the inner record; nil on the road that has none. Names in any case.
    let envelope: SourceMembers?
    /// The record as the directory wrote it: the same by every road.
    let inner: SourceMembers
    let tenant: TenantName
    /// When it happened, as the inner record says.
    let time: SourceTime?
    /// When the envelope was written.
    let envelopeTime: SourceTime?
    /// The envelope's time or a time of change, whichever is later.
    let modified: Timestamp?
    let occurred: OccurredTime
    let key: [UInt8]
    let correlation: CorrelationID?
    /// The service and its instance. The road is no part of it.
    let source: SourceName
    /// The canonical bytes of what the source wrote.
    let content: [UInt8]
    /// The version of the mapping that the record is read by.
    let revision: MappingRevision

    init(
        _ value: JSONValue, format: SourceFormat, road: Road, context: ConnectorContext
    ) throws(Rejection) {
        self.format = format
        self.road = road
        let forms: SourceTime.Forms
        switch road {
        case .graph:
            envelope = nil
            inner = SourceMembers(value)
            envelopeTime = nil
            forms = .zoned
        default:
            let envelope = SourceMembers(value, matching: .ignoringCase)
            try envelope.refuseAmbiguous()
            guard let properties = try envelope.object("properties") else {
                throw Rejection(.wrongShape, field: "properties", expected: "an object", found: "nothing")
            }
            self.envelope = envelope
            inner = properties
            forms = road == .azureMonitor ? .exported : .zoned
            let written = try envelope.time("time", forms: forms)
            envelopeTime = if let written { written } else { try envelope.time("p_event_time", forms: forms) }
        }
        time = try inner.time(format == .entraSignIn ? "createdDateTime" : "activityDateTime", forms: forms)
        // A table shows a content less exactly than other roads do, so its content stands behind theirs.
        var latest = road == .logAnalyticsCSV ? nil : envelopeTime?.instant
        for changed in [
            try inner.time("lastModifiedDateTime", forms: forms),
            try inner.time("modifiedDateTime", forms: forms),
        ] {
            if let changed { latest = max(latest ?? changed.instant, changed.instant) }
        }
        modified = latest
        occurred = OccurredTime(said: (time ?? envelopeTime)?.instant, received: context.receivedAt)
        tenant = try Self.tenant(envelope: envelope, inner: inner, context: context)
        source = SourceName(.word("entra"), tenant.component)
        if let expected = context.expectedSource, expected != source {
            throw Rejection(
                .sourceConflict, expected: "the source that was asked for", found: "another tenant's")
        }
        key = try Self.key(
            format: format, envelope: envelope, inner: inner, time: (time ?? envelopeTime)?.instant)
        let own = try inner.guid("correlationId")
        let flow = if let own { own } else { try envelope?.guid("correlationId") }
        correlation = flow.map { CorrelationID($0) }
        content = canonicalBytes(of: inner.value)
        revision = context.mappings.entra
    }

    /// A record of the unified log, with the record of Entra's that says the same.
    ///
    /// Its modification is its creation: these records do not change. One that cannot be read has none, so
    /// that its content stands behind that of the whole one, should that come.
    init(
        _ record: UnifiedAuditRecord, as translation: UnifiedAuditTranslation, road: Road,
        context: ConnectorContext
    ) throws(Rejection) {
        format = translation.format
        self.road = road
        envelope = nil
        inner = SourceMembers(translation.record)
        time = try record.time()
        envelopeTime = time == nil ? try record.rowTime() : nil
        if record.inner == nil, envelopeTime == nil {
            throw Rejection(
                .wrongShape, field: "AuditData", expected: "an object, or an instant in CreationDate",
                found: "text of \(record.unreadable.count) bytes")
        }
        modified = record.inner == nil ? nil : time?.instant
        occurred = OccurredTime(said: (time ?? envelopeTime)?.instant, received: context.receivedAt)
        tenant = try record.tenant(context)
        source = SourceName(.word("ual"), tenant.component)
        if let expected = context.expectedSource, expected != source {
            throw Rejection(
                .sourceConflict, expected: "the source that was asked for", found: "another source's")
        }
        key = try record.key(time: (time ?? envelopeTime)?.instant)
        correlation = try inner.guid("correlationId").map { CorrelationID($0) }
        content = record.content
        revision = context.mappings.unifiedAudit
    }
}
