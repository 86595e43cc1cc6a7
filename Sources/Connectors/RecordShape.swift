import StrictJSON

/// By which road a record came.
enum Road: Sendable {
    case graph
    case azureMonitor
    case logAnalytics
    /// A table of comma-separated values: it rounds instants and cuts long cells.
    case logAnalyticsCSV
    case unifiedAudit
    /// A table of comma-separated values, with each record as JSON in a cell: it cuts long cells.
    case unifiedAuditCSV
}

/// What a JSON value is, told by the names of its members.
enum RecordShape: Sendable {
    case record(SourceFormat, Road)
    /// A row of Log Analytics.
    case row([LogAnalyticsRow.Cell])
    /// A record of the unified log: of itself, or in a row of a search's result.
    case unified(UnifiedAuditRow?)
    /// Several values that are each to be looked at.
    case page([JSONValue])
    /// A list of values with other members beside it.
    case crowdedPage(list: String)
    /// A value that wraps another: JSON in text, or an object.
    case wrapper(JSONValue, field: String)
    /// Something known that is no record of the formats read, in words of the code.
    case foreign(String)
    case unknown
    /// A record of device management or an object of the directory; and what it is to who reads neither.
    indirect case management(ManagementKind, Road, otherwise: RecordShape)

    init(of value: JSONValue) {
        guard value.isObject else {
            self = value.array.map { .page(Array($0)) } ?? .unknown
            return
        }
        let shape =
            Self.azureMonitor(value) ?? Self.graph(value) ?? Self.unified(value)
            ?? LogAnalyticsRow.cells(of: value).map { .row($0) } ?? Self.page(value)
            ?? ForeignRecord.name(of: value).map { .foreign($0) } ?? Self.wrapper(value) ?? .unknown
        switch shape {
        case .foreign, .unknown:
            self =
                ManagementKind.shape(of: value).map { .management($0.kind, $0.road, otherwise: shape) }
                ?? shape
        default: self = shape
        }
    }

    /// `properties`, `category` and a time, or the directory's resource id in place of it.
    private static func azureMonitor(_ value: JSONValue) -> RecordShape? {
        let envelope = SourceMembers(value, matching: .ignoringCase)
        guard let properties = envelope.member("properties"),
            let category = envelope.member("category"), category.kind == .string
        else { return nil }
        let isDirectory =
            envelope.member("resourceId")?.withStringBytes {
                ASCII.ends(ASCII.trimmed($0), with: "/providers/Microsoft.aadiam")
            } ?? false
        guard isDirectory || envelope.member("time") != nil || envelope.member("p_event_time") != nil
        else { return nil }
        return category.withStringBytes { category in
            if SignInCategory(category) != nil { return .record(.entraSignIn, .azureMonitor) }
            if let name = ForeignRecord.name(
                ofCategory: ASCII.trimmed(category), properties: properties)
            {
                return .foreign(name)
            }
            // An audit's own category may stand there; the name of another log says what the record is.
            guard !Self.isNameOfOtherLog(ASCII.trimmed(category)),
                isDirectory || properties["activityDateTime"] != nil
            else {
                return .foreign("azure monitor record of another category")
            }
            return .record(.entraAudit, .azureMonitor)
        }
    }

    private static func isNameOfOtherLog(_ category: UnsafeRawBufferPointer) -> Bool {
        guard !ASCII.equalIgnoringCase(category, "AuditLogs") else { return false }
        let ends: [StaticString] = ["Logs", "Events", "Alerts"]
        return ends.contains { ASCII.ends(category, with: $0) }
    }

    private static func graph(_ value: JSONValue) -> RecordShape? {
        if value["activityDisplayName"] != nil || value["activityDateTime"] != nil {
            return ForeignRecord.name(ofActivity: value).map { .foreign($0) } ?? .record(.entraAudit, .graph)
        }
        guard value["createdDateTime"] != nil,
            value["appliedConditionalAccessPolicies"] != nil || value["conditionalAccessStatus"] != nil
                || value["signInEventTypes"] != nil
        else { return nil }
        return .record(.entraSignIn, .graph)
    }

    /// `CreationTime` and `Operation` with the kind or the service; or a record in `AuditData`.
    private static func unified(_ value: JSONValue) -> RecordShape? {
        if value["CreationTime"] != nil, value["Operation"] != nil,
            value["RecordType"] != nil || value["Workload"] != nil
        {
            return .unified(nil)
        }
        return UnifiedAuditRow(value).map { .unified($0) }
    }

    private static func page(_ value: JSONValue) -> RecordShape? {
        for name: StaticString in ["value", "records"] {
            guard let items = value[name], items.isArray || items.isObject else { continue }
            let annotations = value.members.count { PageMembers.isAnnotation($0.key, $0.value) }
            guard annotations + 1 == value.count else { return .crowdedPage(list: "\(name)") }
            return .page(items.array.map { Array($0) } ?? [items])
        }
        return nil
    }

    private static func wrapper(_ value: JSONValue) -> RecordShape? {
        func wraps(_ inner: JSONValue?) -> JSONValue? {
            guard let inner, inner.isObject || inner.isArray || inner.kind == .string else { return nil }
            return inner
        }
        guard value.hasMember(ofAny: ["message", "event.original", "event"]) else { return nil }
        if let inner = wraps(value["message"]) { return .wrapper(inner, field: "message") }
        if let inner = wraps(value["event.original"]) { return .wrapper(inner, field: "event.original") }
        if let inner = wraps(value["event"]?["original"]) { return .wrapper(inner, field: "event.original") }
        return nil
    }
}
