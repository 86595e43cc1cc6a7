import StrictJSON

/// Takes records out of the wrappers and pages around them.
struct Unwrapping {
    /// A value that is a record.
    struct Found {
        enum Content {
            case entra(JSONValue, SourceFormat)
            case management(JSONValue, ManagementKind)
            case unified(UnifiedAuditRecord)
        }

        let content: Content
        let road: Road
        /// The record as it was received: itself, or the row that it was made of; nil where that is not JSON.
        let received: JSONValue?
        var unreadable: [UnreadableField] = []
    }

    /// The only format to accept; nil to go by the content.
    let format: SourceFormat?
    /// Whether records of ``ManagementKind`` and of the unified log are read, too, or are foreign.
    let readsOthers: Bool
    private(set) var found: [Found] = []
    /// The field of a wrapper with members that only the wrapper's own bytes keep.
    private(set) var crowdedWrapper: String?

    /// Names of members in which a record may hide another.
    private static let holders: [StaticString] = ["message", "event.original", "event", "value", "records"]
    /// What shippers say of a line's way here, and not of what the line says.
    private static let shipperWords: [StaticString] = [
        "@timestamp", "@version", "agent", "ecs", "host", "input", "log", "tags", "type",
    ]

    init(format: SourceFormat?, readsOthers: Bool) {
        self.format = format
        self.readsOthers = readsOthers
    }

    /// What a value should have been.
    private var expected: String {
        readsOthers ? "a record of Entra, Intune or the unified log" : "a sign-in or a directory audit record"
    }

    mutating func unwrap(_ value: JSONValue, levels: Int) throws(Rejection) {
        try unwrap(value, RecordShape(of: value), levels: levels)
    }

    private mutating func unwrap(_ value: JSONValue, _ shape: RecordShape, levels: Int) throws(Rejection) {
        switch shape {
        case .record(let format, let road):
            try check(format)
            if value.hasMember(ofAny: Self.holders) { try Self.checkHolders(of: value) }
            found.append(Found(content: .entra(value, format), road: road, received: value))
        case .management(let kind, let road, let otherwise):
            guard readsOthers else { return try unwrap(value, otherwise, levels: levels) }
            try check(kind.format)
            if value.hasMember(ofAny: Self.holders) { try Self.checkHolders(of: value) }
            found.append(Found(content: .management(value, kind), road: road, received: value))
        case .unified(let row):
            guard readsOthers else {
                throw Rejection(.notASourceRecord, expected: expected, found: "unified audit log record")
            }
            if value.hasMember(ofAny: Self.holders) { try Self.checkHolders(of: value) }
            let record = if let row { try UnifiedAuditRecord(row) } else { try UnifiedAuditRecord(value) }
            try take(record, of: value, road: .unifiedAudit)
        case .row(let cells):
            if value.hasMember(ofAny: Self.holders) { try Self.checkHolders(of: value) }
            try take(cells, of: value, road: .logAnalytics)
        case .page(let elements):
            try Self.check(levels)
            for element in elements { try unwrap(element, levels: levels - 1) }
        case .crowdedPage(let list):
            throw Rejection(
                .otherMembers, field: list, expected: "no members beside the list",
                found: Rejection.description(of: value))
        case .wrapper(let inner, let field):
            try Self.check(levels)
            try checkNeighbours(of: inner, in: value, field: field)
            try unwrap(try Self.opened(inner, field: field), levels: levels - 1)
        case .foreign(let name):
            throw Rejection(
                .notASourceRecord, expected: expected, found: name)
        case .unknown:
            guard value.isObject else {
                throw Rejection(
                    .notASourceRecord, expected: "a JSON object", found: Rejection.description(of: value))
            }
            guard let format, format.isTakenUnseen else {
                throw Rejection(
                    .unknownFormat, expected: expected,
                    found: Rejection.description(of: value))
            }
            found.append(
                Found(
                    content: .entra(value, format),
                    road: value["properties"] == nil ? .graph : .azureMonitor, received: value))
        }
    }

    /// Takes a row; `value` is nil where it is none of JSON.
    mutating func take(
        _ cells: [LogAnalyticsRow.Cell], of value: JSONValue?, road: Road
    ) throws(Rejection) {
        let row = try LogAnalyticsRow(cells)
        try check(row.format)
        found.append(
            Found(
                content: .entra(row.record, row.format), road: road, received: value,
                unreadable: row.unreadable))
    }

    /// Takes a record of the unified log; `value` is nil where it stands in a row that is none of JSON.
    mutating func take(
        _ record: UnifiedAuditRecord, of value: JSONValue?, road: Road
    ) throws(Rejection) {
        try check(.unifiedAudit)
        found.append(Found(content: .unified(record), road: road, received: value))
    }

    private func check(_ found: SourceFormat) throws(Rejection) {
        guard format == nil || format == found else {
            throw Rejection(.formatConflict, expected: format?.rawValue ?? "", found: found.rawValue)
        }
    }

    private static func check(_ levels: Int) throws(Rejection) {
        guard levels > 0 else {
            throw Rejection(
                .wrappedTooDeep, expected: "at most \(EntraConnector.levels) wrappers in one another",
                found: "more")
        }
    }

    /// A record is recorded as one; what hides in it would not be.
    private static func checkHolders(of record: JSONValue) throws(Rejection) {
        for name in holders {
            guard let value = record[name] else { continue }
            let holds =
                holdsRecord(value, levels: EntraConnector.levels)
                || value["original"].map { holdsRecord($0, levels: EntraConnector.levels) } ?? false
            guard !holds else { throw secondRecord("\(name)") }
        }
    }

    private static func secondRecord(_ field: String) -> Rejection {
        Rejection(.secondRecord, field: field, expected: "one record", found: "another record beside it")
    }

    /// Looks at what stands beside a wrapped value. The evidence of a record that is alone in its wrapper
    /// keeps it, but would not make an event of it if it were a record.
    private mutating func checkNeighbours(
        of inner: JSONValue, in wrapper: JSONValue, field: String
    ) throws(Rejection) {
        var isCrowded = false
        for (key, value) in wrapper.members {
            if value.range == inner.range { continue }
            guard key.stringEquals("event"), value.isObject else {
                try Self.checkNeighbour(value, of: inner, field)
                isCrowded = isCrowded || !Self.isShipperWord(key, value) && !Self.isSame(value, inner)
                continue
            }
            for (key, value) in value.members where value.range != inner.range {
                try Self.checkNeighbour(value, of: inner, field)
                isCrowded = isCrowded || !key.stringEquals("original") || !Self.isSame(value, inner)
            }
            if Self.isRecord(RecordShape(of: value)) { throw Self.secondRecord(field) }
        }
        if isCrowded { crowdedWrapper = field }
    }

    private static func checkNeighbour(
        _ value: JSONValue, of inner: JSONValue, _ field: String
    ) throws(Rejection) {
        if !isSame(value, inner), holdsRecord(value, levels: EntraConnector.levels) {
            throw secondRecord(field)
        }
    }

    /// Whether a value repeats the wrapped one, byte by byte.
    private static func isSame(_ value: JSONValue, _ inner: JSONValue) -> Bool {
        value.kind == inner.kind && value.range.count == inner.range.count
            && value.withRawBytes { left in inner.withRawBytes { left.elementsEqual($0) } }
    }

    static func isShipperWord(_ key: JSONValue, _ value: JSONValue) -> Bool {
        func isPlain(_ value: JSONValue) -> Bool { !value.isObject && !value.isArray }
        return shipperWords.contains { key.stringEquals($0) }
            && (isPlain(value)
                || value.elements.allSatisfy(isPlain) && value.members.allSatisfy { isPlain($0.value) })
    }

    private static func isRecord(_ shape: RecordShape) -> Bool {
        switch shape {
        case .record, .row, .management, .unified: true
        default: false
        }
    }

    /// Whether a value is a record, or a list, page or wrapper of one, as JSON or as JSON in text.
    private static func holdsRecord(_ value: JSONValue, levels: Int) -> Bool {
        guard levels >= 0 else { return false }
        if value.kind == .string {
            guard let opened = try? opened(value, field: "") else { return false }
            return holdsRecord(opened, levels: levels - 1)
        }
        switch RecordShape(of: value) {
        case .record, .row, .management, .unified: return true
        case .page(let elements): return elements.contains { holdsRecord($0, levels: levels - 1) }
        case .crowdedPage(let list):
            return (list.utf8.elementsEqual("value".utf8) ? value["value"] : value["records"])
                .map { holdsRecord($0, levels: levels - 1) } ?? false
        case .wrapper(let inner, _): return holdsRecord(inner, levels: levels - 1)
        case .foreign, .unknown: return false
        }
    }

    /// What a wrapper holds.
    private static func opened(_ inner: JSONValue, field: String) throws(Rejection) -> JSONValue {
        guard let text = inner.stringBytes else { return inner }
        guard let first = ASCII.trimmed(text).first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else {
            throw Rejection(
                .unknownFormat, field: field, expected: "JSON in text", found: "text of \(text.count) bytes")
        }
        do throws(JSONSyntaxError) {
            return try JSONDocument(text).root
        } catch {
            throw Rejection(error, field: field)
        }
    }
}
