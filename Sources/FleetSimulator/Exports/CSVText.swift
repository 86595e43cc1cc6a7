/// Rows of comma-separated values as RFC 4180 has them.
enum CSVText {
    /// A row of cells and the end of its line. A cell with a comma, a quote or a line end is quoted.
    static func row(_ cells: [[UInt8]]) -> [UInt8] {
        var row: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { row.append(UInt8(ascii: ",")) }
            guard cell.contains(where: isSpecial) else {
                row += cell
                continue
            }
            row.append(UInt8(ascii: "\""))
            for byte in cell {
                if byte == UInt8(ascii: "\"") { row.append(byte) }
                row.append(byte)
            }
            row.append(UInt8(ascii: "\""))
        }
        return row + [0x0D, 0x0A]
    }

    static func row(_ cells: [String]) -> [UInt8] { row(cells.map { Array($0.utf8) }) }

    /// What portals write before a header.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
}
