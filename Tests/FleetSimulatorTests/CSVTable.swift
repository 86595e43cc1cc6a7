/// A table of comma-separated values, read by RFC 4180 and no more: each row by the names of its header.
struct CSVTable {
    let header: [String]
    let rows: [[String: String]]
    /// Whether it began with a byte order mark, and each row had as many cells as the header.
    let isWhole: Bool

    init(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var lines: [[String]] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var rest = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
        func endCell() {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && rest.first == UInt8(ascii: "\""):
                cell.append(rest.removeFirst())
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: endCell()
            case 0x0D where !isQuoted && rest.first == 0x0A:
                rest.removeFirst()
                endCell()
                lines.append(cells)
                cells = []
            default: cell.append(byte)
            }
        }
        header = lines.first ?? []
        isWhole =
            bytes.starts(with: mark) && cells.isEmpty && cell.isEmpty
            && lines.allSatisfy { $0.count == lines[0].count }
        rows = lines.dropFirst().map { [header] line in
            Dictionary(zip(header, line), uniquingKeysWith: { first, _ in first })
        }
    }
}
