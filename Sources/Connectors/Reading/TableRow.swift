import StrictCSV

/// The one row of comma-separated values that stands behind a header.
struct TableRow: Sendable {
    /// As many as the header has columns.
    let cells: [[UInt8]]

    /// - Parameters:
    ///   - start: where the row begins.
    ///   - columns: how many cells it has.
    init(_ bytes: [UInt8], at start: Int, columns: Int) throws(Rejection) {
        let row: CSVRecord
        do throws(CSVSyntaxError) {
            row = try CSVRecord(bytes, at: start)
        } catch {
            throw Rejection(
                code: error.code.rawValue, expected: "one row of comma-separated values",
                found: "an error at byte \(error.byteOffset)")
        }
        guard row.end == bytes.count else {
            throw Rejection(
                .wrongShape, expected: "a header and one row", found: "\(bytes.count - row.end) bytes more")
        }
        guard row.cells.count == columns else {
            throw Rejection(
                .wrongColumns, expected: "\(columns) cells, as the header has",
                found: "\(row.cells.count) cells")
        }
        cells = row.cells
    }
}
