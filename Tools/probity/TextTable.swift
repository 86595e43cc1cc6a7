/// Columns as wide as they need. What stands in the rows is held as its bytes until the widths are known.
struct TextTable {
    private let heading: [String]
    private var widths: [Int]
    /// The cells, each with a NUL behind it, which stands in no plain text.
    private var cells: [UInt8] = []

    init(_ heading: [String]) {
        self.heading = heading.map { $0.uppercased() }
        widths = heading.map(\.count)
    }

    /// - Parameter row: as many cells as the heading has.
    mutating func add(_ row: [String]) {
        for (index, cell) in row.enumerated() {
            let plain = Terminal.plain(cell)
            widths[index] = max(widths[index], Self.width(plain))
            cells.append(contentsOf: plain.utf8)
            cells.append(0)
        }
    }

    /// Writes heading and rows.
    func write(to output: inout BufferedOutput) {
        var column = 0
        func put(_ cell: String, _ output: inout BufferedOutput) {
            output.write(cell.utf8)
            column += 1
            if column < heading.count {
                output.write(
                    repeatElement(UInt8(ascii: " "), count: widths[column - 1] - Self.width(cell) + 2))
            } else {
                output.write(CollectionOfOne(UInt8(ascii: "\n")))
                column = 0
            }
        }
        for cell in heading { put(cell, &output) }
        var start = 0
        while let end = cells[start...].firstIndex(of: 0) {
            put(String(decoding: cells[start..<end], as: UTF8.self), &output)
            start = end + 1
        }
    }

    /// How many characters a text takes. Those of ASCII are a byte each, as no control is among them.
    private static func width(_ text: String) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
    }
}
