import StrictCSV

/// The header of a table of comma-separated values that holds records of the unified log.
///
/// The portal's and PowerShell's; the latter may put a line before it that names a type.
struct UnifiedAuditTable: Sendable {
    let columns: [UnifiedAuditColumn?]
    /// Whether a line names a type, as only a shell writes it.
    private let isTyped: Bool
    /// Where the first row begins.
    private let end: Int

    private static let typeMark = Array("#TYPE".utf8)

    /// Whether a buffer begins, or may yet turn out to begin, with the line that names a type.
    static func mayBeginWithType(_ bytes: [UInt8]) -> Bool {
        !bytes.isEmpty && typeMark.starts(with: bytes.prefix(typeMark.count))
    }

    /// Reads the header that a buffer begins with; nil for any other text, and where two columns have one
    /// name.
    init?(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return nil }
        isTyped = Self.mayBeginWithType(bytes)
        guard isTyped || LogAnalyticsTable.mayBegin(first) else { return nil }
        let opening = Array(bytes.prefix(LogAnalyticsTable.headerBytes))
        var start = 0
        if isTyped {
            guard let line = opening.firstIndex(of: 0x0A) else { return nil }
            start = line + 1
        }
        guard let header = try? CSVRecord(opening, at: start), header.end < LogAnalyticsTable.headerBytes,
            Set(header.cells.map { ASCII.trimmed($0).map(ASCII.lowered) }).count == header.cells.count
        else { return nil }
        columns = header.cells.map { UnifiedAuditColumn(named: $0) }
        end = header.end
        guard columns.contains(.data), columns.contains(.created) || columns.contains(.operation) else {
            return nil
        }
    }

    /// The one row that stands behind the header.
    func row(of bytes: [UInt8]) throws(Rejection) -> UnifiedAuditRow {
        let row = try TableRow(bytes, at: end, columns: columns.count)
        return UnifiedAuditRow(
            zip(columns, row.cells).compactMap { column, text in column.map { (column: $0, text: text) } },
            isTyped: isTyped)
    }
}
