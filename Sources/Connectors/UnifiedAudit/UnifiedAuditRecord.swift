import EventCatalogue
import LedgerModel
import StrictJSON

/// A record of the unified audit log, as its service wrote it.
struct UnifiedAuditRecord: Sendable {
    /// The first part of records' keys. It never changes: keys are made of it.
    static let keyClass: StaticString = "unifiedAudit"
    /// The version of the mapping from records to events. It rises with any change of what a record means.
    static let mappingRevision = MappingRevision(1)

    let kind: UnifiedAuditKind
    /// The record; nil where the row's `AuditData` is not an object, as where a cell was cut.
    let inner: SourceMembers?
    /// What stands in its place.
    let unreadable: [UInt8]
    let row: UnifiedAuditRow?
    /// Without white space around it, and without the dot that directory operations end with.
    let operation: [UInt8]?

    init(_ value: JSONValue) throws(Rejection) {
        try self.init(SourceMembers(value), unreadable: [], row: nil)
    }

    init(_ row: UnifiedAuditRow) throws(Rejection) {
        switch row.data {
        case .json(let value): try self.init(SourceMembers(value), unreadable: [], row: row)
        case .text(let text):
            let root = (try? JSONDocument(text))?.root
            let record = root.flatMap { $0.isObject ? SourceMembers($0) : nil }
            try self.init(record, unreadable: record == nil ? text : [], row: row)
        }
    }

    private init(_ inner: SourceMembers?, unreadable: [UInt8], row: UnifiedAuditRow?) throws(Rejection) {
        self.inner = inner
        self.unreadable = unreadable
        self.row = row
        var name = try inner?.text("Operation")
        if name == nil { name = row?.operation }
        operation = name.map(Self.bare)
        let type = inner?.member("RecordType").flatMap { $0.stringBytes ?? $0.numberLexeme }
        kind = UnifiedAuditKind(
            recordType: (type ?? row?.recordType).map { ASCII.trimmed($0) },
            workload: inner?.freeText("Workload").map { ASCII.trimmed($0) }, operation: operation)
    }

    private static func bare(_ name: [UInt8]) -> [UInt8] {
        let name = ASCII.trimmed(name)
        return name.last == UInt8(ascii: ".") ? ASCII.trimmed(Array(name.dropLast())) : name
    }

    /// The record's own instant, which is UTC by the log's definition.
    func time() throws(Rejection) -> SourceTime? { try inner?.time("CreationTime", forms: .unzoned) }

    /// The row's instant, which is UTC, too. As `M/D/YYYY h:mm:ss AM` it is the portal's; a shell writes the
    /// day and the month in the order of its own country.
    func rowTime() throws(Rejection) -> SourceTime? {
        guard let row, let text = row.created else { return nil }
        guard let time = SourceTime(text, forms: row.isOfShell ? .unzoned : .exported) else {
            throw Rejection(
                .invalidTime, field: "CreationDate",
                expected: "an instant with a zone, or a form that is UTC here",
                found: "text of \(text.count) bytes")
        }
        return time
    }

    /// The tenant in whose log the record stands: `OrganizationId`, else the operator's; that, too, where
    /// `OrganizationId` is there and can be no tenant's name.
    func tenant(_ context: ConnectorContext) throws(Rejection) -> TenantName {
        let member = inner?.member("OrganizationId")
        let text = member?.stringBytes
        let isAbsent = member == nil || text.map { AbsentText.isAbsent($0) } ?? false
        if !isAbsent, let text, let tenant = TenantName(ASCII.trimmed(text)) { return tenant }
        if let given = context.tenant { return given }
        if !isAbsent, let inner, let member {
            throw inner.wrongShape(
                "OrganizationId", expected: "a GUID, or a name of letters and digits", member)
        }
        throw Rejection(
            .missingTenant, field: "OrganizationId",
            expected: "a tenant in the record or from the operator", found: "none")
    }

    /// The canonical bytes of the record; of one that cannot be read, what the row says.
    var content: [UInt8] {
        if let inner { return canonicalBytes(of: inner.value) }
        var out: [UInt8] = []
        for part in [row?.id, row?.created, row?.operation, row?.user, row?.recordType, unreadable] {
            EntraRecord.append(part, to: &out)
        }
        return out
    }
}

extension UnifiedAuditRecord {
    /// What makes the record the same record again: length-prefixed, the class and `Id`, which rows have as
    /// `Identity` or `RecordId`.
    ///
    /// Without an id: the class, an empty id, the instant, the operation, `UserId`, `UserKey`, `ObjectId`,
    /// `InterSystemsId` and `IntraSystemId`; the first three as the row has them, where the record does not.
    /// A record with neither id nor instant is rejected.
    func key(time: Timestamp?) throws(Rejection) -> [UInt8] {
        var key: [UInt8] = []
        EntraRecord.append(Self.keyClass, to: &key)
        var id = try inner?.text("Id").map { ASCII.trimmed($0) }
        if id == nil { id = row?.id }
        if let id {
            // Which letters a GUID is written in does not make it another one.
            EntraRecord.append(Bits128(guid: id).map { $0.guidBytes } ?? id, to: &key)
            return key
        }
        guard let time, inner != nil || operation != nil && row?.user != nil else {
            throw Rejection(
                .missingID, field: "Id", expected: "an id, or an instant to make a key with", found: "neither"
            )
        }
        EntraRecord.append([], to: &key)
        EntraRecord.append(time.rfc3339, to: &key)
        EntraRecord.append(operation, to: &key)
        EntraRecord.append(inner?.freeText("UserId") ?? row?.user, to: &key)
        for name: StaticString in ["UserKey", "ObjectId", "InterSystemsId", "IntraSystemId"] {
            EntraRecord.append(inner?.freeText(name), to: &key)
        }
        return key
    }
}
