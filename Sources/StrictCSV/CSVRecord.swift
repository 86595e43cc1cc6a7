/// One record of a table of comma-separated values (RFC 4180), taken apart.
///
/// Reading is strict where two readers could disagree: a cell with quotes begins and ends with one, and a
/// quote inside of it is written twice. A line ends with LF or CR LF; either may stand inside of a quoted
/// cell. White space belongs to its cell. Time and memory are linear in the record.
public struct CSVRecord: Sendable {
    /// The most cells of a record.
    public static let mostCells = 1_024

    /// What each cell means: without the quotes around it, and with one quote for two.
    public let cells: [[UInt8]]
    /// The offset behind the record and the end of its line: where the next one begins.
    public let end: Int

    /// Reads the record that begins at an offset of a buffer and ends with its line, or with the buffer.
    /// - Precondition: `start` lies in the buffer, or at its end.
    public init(_ bytes: [UInt8], at start: Int = 0) throws(CSVSyntaxError) {
        precondition((0...bytes.count).contains(start), "a record begins in its buffer")
        var reader = Reader(bytes: bytes, at: start)
        cells = try reader.cells()
        end = reader.at
        guard String(validating: bytes[start..<end], as: UTF8.self) != nil else {
            throw CSVSyntaxError(.utf8, at: start)
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var at: Int

        mutating func cells() throws(CSVSyntaxError) -> [[UInt8]] {
            var out: [[UInt8]] = []
            while true {
                guard out.count < CSVRecord.mostCells else { throw CSVSyntaxError(.tooManyCells, at: at) }
                let isQuoted = at < bytes.count && bytes[at] == UInt8(ascii: "\"")
                out.append(isQuoted ? try quoted() : try bare())
                guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { break }
                at += 1
            }
            at += lineEnd ?? 0
            return out
        }

        /// The length of the line's end, where it stands here; nil where it does not. A lone CR ends the last
        /// line, whose LF is missing.
        private var lineEnd: Int? {
            guard at < bytes.count else { return 0 }
            if bytes[at] == 0x0A { return 1 }
            guard bytes[at] == 0x0D else { return nil }
            if at + 1 == bytes.count { return 1 }
            return bytes[at + 1] == 0x0A ? 2 : nil
        }

        private mutating func bare() throws(CSVSyntaxError) -> [UInt8] {
            let start = at
            while at < bytes.count, bytes[at] != UInt8(ascii: ","), lineEnd == nil {
                guard bytes[at] != UInt8(ascii: "\"") else { throw CSVSyntaxError(.quote, at: at) }
                at += 1
            }
            return Array(bytes[start..<at])
        }

        private mutating func quoted() throws(CSVSyntaxError) -> [UInt8] {
            let start = at
            at += 1
            var out: [UInt8] = []
            while true {
                let from = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
                out.append(contentsOf: bytes[from..<at])
                guard at < bytes.count else { throw CSVSyntaxError(.unterminated, at: start) }
                at += 1
                guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { break }
                out.append(UInt8(ascii: "\""))
                at += 1
            }
            guard at == bytes.count || bytes[at] == UInt8(ascii: ",") || lineEnd != nil else {
                throw CSVSyntaxError(.quote, at: at)
            }
            return out
        }
    }
}
