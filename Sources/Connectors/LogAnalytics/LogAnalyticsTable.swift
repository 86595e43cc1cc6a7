import StrictCSV
import StrictJSON

/// The header of a table of comma-separated values that holds rows of Log Analytics.
struct LogAnalyticsTable: Sendable {
    /// The longest header that is looked at, in bytes: it stands before each row's evidence.
    static let headerBytes = 8_192

    /// The columns, as far as they are known.
    let names: [LogAnalyticsName?]
    /// Where the first row begins.
    let end: Int

    /// Reads the header that a buffer begins with; nil for any other text, and where two columns have one
    /// name.
    init?(_ bytes: [UInt8]) {
        guard let first = bytes.first, Self.mayBegin(first),
            let header = try? CSVRecord(Array(bytes.prefix(Self.headerBytes))),
            header.end < Self.headerBytes, Set(header.cells).count == header.cells.count
        else { return nil }
        names = header.cells.map { LogAnalyticsName($0) }
        end = header.end
        guard LogAnalyticsName.areTable(names.lazy.compactMap(\.self)) else { return nil }
    }

    /// Whether a header may begin with a byte: no JSON text does that is a record.
    static func mayBegin(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }

    /// The cells of the one row that stands behind the header.
    func cells(of bytes: [UInt8]) throws(Rejection) -> [LogAnalyticsRow.Cell] {
        let row = try TableRow(bytes, at: end, columns: names.count)
        return zip(names, row.cells).compactMap { name, cell in
            name.map { LogAnalyticsRow.Cell(name: $0, content: .text(cell)) }
        }
    }
}
