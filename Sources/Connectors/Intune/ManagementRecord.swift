import EventCatalogue
import LedgerModel
import StrictJSON

/// What records of ``ManagementKind`` have in common: whose record it is, which, and of when.
struct ManagementRecord: Sendable {
    let kind: ManagementKind
    let road: Road
    /// The members around the inner record; nil on the road that has none.
    let envelope: SourceMembers?
    /// The record as the service wrote it. Names in any case, where they are of Azure Monitor.
    let inner: SourceMembers
    /// Which times the road has.
    let forms: SourceTime.Forms
    let tenant: TenantName
    /// When it happened, or when a state was seen that the record is dated by.
    let time: SourceTime?
    let envelopeTime: SourceTime?
    let occurred: OccurredTime
    let key: [UInt8]
    let correlation: CorrelationID?

    init(
        _ value: JSONValue, kind: ManagementKind, road: Road, context: ConnectorContext
    ) throws(Rejection) {
        self.kind = kind
        self.road = road
        switch road {
        case .graph:
            envelope = nil
            inner = SourceMembers(value)
            forms = .zoned
            envelopeTime = nil
        default:
            let envelope = SourceMembers(value, matching: .ignoringCase)
            try envelope.refuseAmbiguous()
            guard let properties = try envelope.object("properties") else {
                throw Rejection(.wrongShape, field: "properties", expected: "an object", found: "nothing")
            }
            self.envelope = envelope
            inner = properties.ignoringCase()
            try inner.refuseAmbiguous()
            forms = .exported
            envelopeTime = try envelope.time("time", forms: forms)
        }
        time = try Self.time(kind, inner, forms: forms)
        tenant = try Self.tenant(envelope: envelope, inner: inner, context: context)
        let source = Self.source(kind, tenant)
        if let expected = context.expectedSource, expected != source {
            throw Rejection(
                .sourceConflict, expected: "the source that was asked for", found: "another source's")
        }
        let said = time ?? envelopeTime
        occurred = OccurredTime(said: said?.instant, received: context.receivedAt)
        key = try Self.key(
            kind, envelope: envelope, inner: inner, time: said?.instant, receivedAt: context.receivedAt)
        var flow = try inner.guid(kind.isRow ? "BatchId" : "correlationId")
        if flow == nil, !kind.isRow { flow = try envelope?.guid("correlationId") }
        correlation = flow.map { CorrelationID($0) }
    }

    /// The service and its instance: Intune or Entra, and the tenant.
    var source: SourceName { Self.source(kind, tenant) }

    private static func source(_ kind: ManagementKind, _ tenant: TenantName) -> SourceName {
        SourceName(.word(kind.isOfIntune ? "intune" : "entra"), tenant.component)
    }

    /// The inner record's own instant.
    ///
    /// A policy is as it is since it was last modified. A device, a partner and a subscription have no
    /// instant: the object says how it stood when it was read, which is when it was received.
    private static func time(
        _ kind: ManagementKind, _ inner: SourceMembers, forms: SourceTime.Forms
    ) throws(Rejection) -> SourceTime? {
        switch kind {
        case .enrollment: return try inner.time("EnrollmentTimeUTC", forms: forms)
        case .complianceAlert: return try inner.time("StartTimeUtc", forms: forms)
        case .audit:
            return try inner.time(forms == .zoned ? "activityDateTime" : "ActivityDate", forms: forms)
        case .compliancePolicy, .accessPolicy:
            let name: StaticString = kind == .accessPolicy ? "modifiedDateTime" : "lastModifiedDateTime"
            if let modified = try inner.time(name, forms: forms) { return modified }
            return try inner.time("createdDateTime", forms: forms)
        case .deviceStatus: return try inner.time("lastReportedDateTime", forms: forms)
        case .troubleshooting: return try inner.time("eventDateTime", forms: forms)
        default: return nil
        }
    }

    /// The tenant in whose service the record stands: the inner `AADTenantId`, else the envelope's
    /// `tenantId`, else the operator's. Where the first two differ the record is refused.
    private static func tenant(
        envelope: SourceMembers?, inner: SourceMembers, context: ConnectorContext
    ) throws(Rejection) -> TenantName {
        let own = try name("AADTenantId", of: inner)
        let outer = if let envelope { try name("tenantId", of: envelope) } else { nil as TenantName? }
        if let own, let outer, own != outer {
            throw Rejection(
                .sourceConflict, field: "AADTenantId", expected: "the envelope's tenant",
                found: "another tenant")
        }
        guard let tenant = own ?? outer ?? context.tenant else {
            throw Rejection(
                .missingTenant, field: "tenantId", expected: "a tenant in the record or from the operator",
                found: "none")
        }
        return tenant
    }

    private static func name(
        _ member: StaticString, of members: SourceMembers
    ) throws(Rejection) -> TenantName? {
        guard let text = try members.text(member) else { return nil }
        guard let tenant = TenantName(ASCII.trimmed(text)) else {
            throw Rejection(
                .wrongShape, field: members.name(member),
                expected: "a GUID, or a name of letters and digits", found: "text of \(text.count) bytes")
        }
        return tenant
    }
}

extension ManagementKind {
    /// Whether it is part of a batch, which its `BatchId` names.
    var isRow: Bool { self == .complianceRow || self == .deviceRow || self == .batchEnd }
}
