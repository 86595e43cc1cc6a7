import LedgerModel
import StrictJSON

/// Writes a record that Azure Monitor delivered as the row that a workspace made of it.
struct WorkspaceRow {
    let table: WorkspaceTable
    /// The workspace's own id, which is no tenant's.
    let workspace: Bits128
    private let record: JSONValue
    private let inner: JSONValue

    /// Nil for bytes that are no record of Azure Monitor.
    init?(_ record: [UInt8], table: WorkspaceTable, workspace: Bits128) {
        guard let root = try? JSONDocument(record).root, let inner = root["properties"] else { return nil }
        self.table = table
        self.workspace = workspace
        self.record = root
        self.inner = inner
    }

    /// As a data export rule writes it; what the record does not say is left out.
    func json() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        for column in table.columns {
            guard let text = text(of: column) else { continue }
            json.key(column.name)
            if column.form == .value, let value = value(of: column), value.kind != .string, !isNested(value) {
                json.value(value)
            } else if column.form == .time {
                json.string(Self.instant(text))
            } else {
                json.string(bytes: text)
            }
        }
        json.endObject()
        return json.bytes
    }

    /// As a portal's download writes it: as many as the table has columns.
    func cells() -> [[UInt8]] {
        table.columns.map { column in
            let text = text(of: column) ?? []
            return column.form == .time ? Array(Self.american(text).utf8) : text
        }
    }

    private func isNested(_ value: JSONValue) -> Bool { value.isObject || value.isArray }

    private func value(of column: WorkspaceColumn) -> JSONValue? {
        column.place == .envelope ? record[column.member] : inner[column.member]
    }

    /// The text of what stands in a column: JSON where it is no text; nil where the record has nothing.
    private func text(of column: WorkspaceColumn) -> [UInt8]? {
        guard column.place != .workspace else { return Array(constant(column).utf8) }
        guard let value = value(of: column), !value.isNull else { return nil }
        return value.stringBytes ?? value.rawBytes
    }

    private func constant(_ column: WorkspaceColumn) -> String {
        switch "\(column.name)" {
        case "TenantId": workspace.guidText
        case "SourceSystem": "Azure AD"
        case "Type": table.name
        default: "Microsoft.aadiam"
        }
    }

    /// In UTC with seven digits of fraction, whatever zone the record wrote.
    private static func instant(_ text: [UInt8]) -> String {
        Timestamp(rfc3339: text).map { SourceText.instant($0) } ?? String(decoding: text, as: UTF8.self)
    }

    /// `M/D/YYYY, h:mm:ss.fff AM`, cut to the millisecond.
    private static func american(_ text: [UInt8]) -> String {
        guard let civil = Timestamp(rfc3339: text)?.civil else {
            return String(decoding: text, as: UTF8.self)
        }
        return "\(civil.month)/\(civil.day)/\(civil.year), " + SourceText.halfDay(civil, milliseconds: true)
    }
}
