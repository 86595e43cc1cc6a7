import StrictJSON

/// A row of what a search in the unified log gave: a record in `AuditData`, and a few of its members beside
/// it.
///
/// The record is the truth. What stands beside it counts only where the record lacks it or cannot be read.
struct UnifiedAuditRow: Sendable {
    enum Data: Sendable {
        case json(JSONValue)
        case text([UInt8])
    }

    let data: Data
    /// What the record calls `Id`.
    let id: [UInt8]?
    let created: [UInt8]?
    let operation: [UInt8]?
    let user: [UInt8]?
    let recordType: [UInt8]?
    /// Whether a shell wrote the row. It shows instants as its own country does, where they are no JSON.
    let isOfShell: Bool

    /// Reads a JSON row; nil for any other object.
    init?(_ value: JSONValue) {
        guard let data = value["AuditData"], data.isObject || data.kind == .string,
            value.hasMember(ofAny: ["CreationDate", "Operations", "Operation"])
        else { return nil }
        func text(_ column: UnifiedAuditColumn) -> [UInt8]? {
            for name in column.names {
                guard let member = value[name] else { continue }
                if let text = Self.said(member.stringBytes ?? member.numberLexeme) { return text }
            }
            return nil
        }
        self.data = data.stringBytes.map { .text($0) } ?? .json(data)
        id = text(.id)
        created = text(.created)
        operation = text(.operation)
        user = text(.user)
        recordType = text(.recordType)
        isOfShell = UnifiedAuditColumn.shell.names.contains { value[$0] != nil }
    }

    /// Reads a row of a table; cells under columns of other names are left out.
    init(_ cells: some Sequence<(column: UnifiedAuditColumn, text: [UInt8])>, isTyped: Bool) {
        var data: [UInt8] = []
        var texts: [UnifiedAuditColumn: [UInt8]] = [:]
        for cell in cells {
            if cell.column == .data {
                data = cell.text
            } else if texts[cell.column] == nil, let text = Self.said(cell.text) {
                texts[cell.column] = text
            }
        }
        self.data = .text(data)
        id = texts[.id]
        created = texts[.created]
        operation = texts[.operation]
        user = texts[.user]
        recordType = texts[.recordType]
        isOfShell = isTyped || cells.contains { $0.column == .shell }
    }

    private static func said(_ text: [UInt8]?) -> [UInt8]? {
        guard let text, !AbsentText.isAbsent(text) else { return nil }
        return ASCII.trimmed(text)
    }
}

/// The columns of a search's result, by the names that the portal and PowerShell give them.
enum UnifiedAuditColumn: CaseIterable, Sendable {
    case data, id, created, operation, user, recordType
    /// What PowerShell alone adds.
    case shell

    var names: [StaticString] {
        switch self {
        case .data: ["AuditData"]
        case .id: ["Identity", "RecordId"]
        case .created: ["CreationDate"]
        case .operation: ["Operations", "Operation"]
        case .user: ["UserIds", "UserId"]
        case .recordType: ["RecordType"]
        case .shell: ["RunspaceId", "PSComputerName", "ResultIndex"]
        }
    }

    /// The column of a name; nil for one that says nothing beside the record.
    init?(named name: [UInt8]) {
        let name = ASCII.trimmed(name)
        guard
            let found = Self.allCases.first(where: { column in
                column.names.contains { ASCII.equalIgnoringCase(name, $0) }
            })
        else { return nil }
        self = found
    }
}
