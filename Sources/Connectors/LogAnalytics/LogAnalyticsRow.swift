import EventCatalogue
import StrictJSON

/// A row of Log Analytics, made into the Azure Monitor record that holds the same.
struct LogAnalyticsRow: Sendable {
    let format: SourceFormat
    /// The record: members of the envelope, and the inner record under `properties`.
    let record: JSONValue
    let unreadable: [UnreadableField]

    /// Where a value of a row stands: under a column of a table, or as the value of a member.
    struct Cell: Sendable {
        let name: LogAnalyticsName
        let content: Content

        enum Content: Sendable {
            case text([UInt8])
            case json(JSONValue)
        }
    }

    /// The cells of a JSON row; nil where its members are not those of such a row.
    static func cells(of value: JSONValue) -> [Cell]? {
        // Cheap, and true of all rows.
        guard
            value["TimeGenerated"] != nil || value["OperationName"] != nil || value["Type"] != nil
                || value["Category"] != nil || value["TimeGenerated [UTC]"] != nil
        else { return nil }
        let cells = value.members.compactMap { member -> Cell? in
            guard let name = member.key.stringBytes.flatMap({ LogAnalyticsName($0) }) else { return nil }
            return Cell(name: name, content: .json(member.value))
        }
        return LogAnalyticsName.areTable(cells.lazy.map(\.name)) ? cells : nil
    }

    /// - Throws: where the cells do not say which kind of row it is, or two spellings of one column differ.
    init(_ cells: [Cell]) throws(Rejection) {
        let values = try LogAnalyticsCells(cells)
        let category: StaticString?
        (format, category) = try values.kind()
        var writer = JSONWriter()
        writer.beginObject()
        if let category {
            writer.key("category")
            writer.string(category)
        }
        values.write(.envelope, to: &writer)
        writer.key("properties")
        writer.beginObject()
        values.write(.both, to: &writer)
        if format == .entraSignIn {
            values.write(.signIn, to: &writer)
            values.writeStatus(to: &writer)
        } else {
            values.write(.audit, to: &writer)
            values.write(.category, to: &writer)
        }
        writer.endObject()
        writer.endObject()
        do throws(JSONSyntaxError) {
            record = try JSONDocument(writer.bytes).root
        } catch {
            throw Rejection(error)
        }
        unreadable = values.unreadable(of: format)
    }
}

/// A field of a record that could not be read.
struct UnreadableField: Sendable {
    /// The member that would hold it.
    let name: StaticString
    /// What stands in its place.
    let text: [UInt8]
}

/// The values of a row, by column.
private struct LogAnalyticsCells {
    /// As many as there are columns.
    private var values: [LogAnalyticsValue]

    init(_ cells: [LogAnalyticsRow.Cell]) throws(Rejection) {
        let columns = LogAnalyticsColumn.all
        var values = [LogAnalyticsValue](repeating: .absent, count: columns.count)
        // The plain name goes first, then a typed one, so that of several unreadable ones that is kept.
        for cell in cells.sorted(by: { $0.name.rank < $1.name.rank }) {
            let column = columns[cell.name.column]
            let value =
                switch cell.content {
                case .text(let text):
                    LogAnalyticsValue(text: text, form: column.form, zone: cell.name.zone)
                case .json(let json): LogAnalyticsValue(json, form: column.form, zone: cell.name.zone)
                }
            switch (values[cell.name.column], value) {
            case (.absent, _), (.unreadable, .json): values[cell.name.column] = value
            case (.json(let first), .json(let second)):
                guard Self.areSame(first, second) else {
                    throw Rejection(
                        .wrongShape, field: "\(column.name)", expected: "one value", found: "two that differ")
                }
            case (_, .absent), (_, .unreadable): break
            }
        }
        self.values = values
    }

    private static func areSame(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        guard first != second else { return true }
        guard let first = try? JSONDocument(first).root, let second = try? JSONDocument(second).root else {
            return false
        }
        return canonicalBytes(of: first) == canonicalBytes(of: second)
    }

    /// The format of the row, and for a sign-in its category, where the row says it.
    ///
    /// The table's name tells; a query may have put another word into its place, so the category is asked
    /// next, and then the columns that have values.
    func kind() throws(Rejection) -> (SourceFormat, StaticString?) {
        for (column, value) in zip(LogAnalyticsColumn.all, values) where column.place == .table {
            guard let word = Self.text(value) else { continue }
            if ASCII.equalIgnoringCase(word, "AuditLogs") { return (.entraAudit, "AuditLogs") }
            for table in Self.tables where ASCII.equalIgnoringCase(word, table.name) {
                return (.entraSignIn, table.category)
            }
            try Self.refuseOther(word)
        }
        for (column, value) in zip(LogAnalyticsColumn.all, values) where column.place == .category {
            guard let word = Self.text(value) else { continue }
            for table in Self.tables where ASCII.equalIgnoringCase(word, table.category) {
                return (.entraSignIn, table.category)
            }
            try Self.refuseOther(word)
        }
        let isSignIn = hasTelling(.signIn)
        let isAudit = hasTelling(.audit)
        if isSignIn, !isAudit { return (.entraSignIn, nil) }
        if isAudit, !isSignIn { return (.entraAudit, "AuditLogs") }
        throw Self.otherTable
    }

    private static var otherTable: Rejection {
        Rejection(
            .notASourceRecord, expected: "a sign-in or a directory audit record",
            found: "log analytics row of another table")
    }

    /// Whatever columns another log's row has, it is no sign-in and no audit.
    private static func refuseOther(_ word: [UInt8]) throws(Rejection) {
        if ForeignRecord.isOtherLog(word) { throw otherTable }
    }

    private func hasTelling(_ place: LogAnalyticsColumn.Place) -> Bool {
        zip(LogAnalyticsColumn.all, values).contains { column, value in
            guard column.place == place, column.tells else { return false }
            if case .absent = value { return false }
            return true
        }
    }

    private static let tables: [(name: StaticString, category: StaticString)] = [
        ("SigninLogs", "SignInLogs"),
        ("AADNonInteractiveUserSignInLogs", "NonInteractiveUserSignInLogs"),
        ("AADServicePrincipalSignInLogs", "ServicePrincipalSignInLogs"),
        ("AADManagedIdentitySignInLogs", "ManagedIdentitySignInLogs"),
    ]

    private static func text(_ value: LogAnalyticsValue) -> [UInt8]? {
        guard case .json(let json) = value, let root = try? JSONDocument(json).root else { return nil }
        return root.stringBytes.map { ASCII.trimmed($0) }
    }

    /// Writes the members that stand in a place.
    func write(_ place: LogAnalyticsColumn.Place, to writer: inout JSONWriter) {
        for (column, value) in zip(LogAnalyticsColumn.all, values) where column.place == place {
            guard case .json(let json) = value else { continue }
            writer.key(column.member)
            writer.raw(json)
        }
    }

    /// Writes the status of a sign-in whose row has none, as tables of applications do: by the outer result.
    func writeStatus(to writer: inout JSONWriter) {
        if case .json = value(of: "Status") { return }
        guard case .json(let result) = value(of: "ResultType"), let root = try? JSONDocument(result).root,
            let code = SourceMembers.integer(root)
        else { return }
        writer.key("status")
        writer.beginObject()
        writer.key("errorCode")
        writer.int64(code)
        if case .json(let reason) = value(of: "ResultDescription") {
            writer.key("failureReason")
            writer.raw(reason)
        }
        writer.endObject()
    }

    private func value(of name: String) -> LogAnalyticsValue {
        LogAnalyticsColumn.index(of: Array(name.utf8)).map { values[$0] } ?? .absent
    }

    func unreadable(of format: SourceFormat) -> [UnreadableField] {
        zip(LogAnalyticsColumn.all, values).compactMap { column, value in
            guard case .unreadable(let text) = value,
                column.place == (format == .entraSignIn ? .signIn : .audit)
            else { return nil }
            return UnreadableField(name: column.member, text: text)
        }
    }
}
