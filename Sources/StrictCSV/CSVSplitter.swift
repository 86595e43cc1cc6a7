/// Cuts a table of any length into its records, in bounded memory.
///
/// Guarantees
/// - Each byte is in exactly one piece, except for the ends of lines between records, and empty lines.
/// - The pieces do not depend on how the stream is cut into chunks.
/// - Where something stands behind a closing quote that may not, nobody can tell cells from records any more:
///   a line inside of a cell may look like a record. All that is left then belongs to the broken record.
/// - Time is linear. At most one record of `limit` bytes and one chunk's pieces are held.
public struct CSVSplitter: Sendable {
    private enum State: Sendable {
        case cellStart
        case bare
        case quoted
        /// Behind a quote in a quoted cell: the end of the cell, or the first of two.
        case quote
        /// Behind a CR that followed a closing quote.
        case carriageReturn
        case broken
    }

    private let limit: Int
    private var state = State.cellStart
    private var pending: [UInt8] = []
    /// Parts of the pending record that were passed on.
    private var parts = 0
    private var pieces: [CSVPiece] = []
    /// Place of the pending record's first byte, and of the byte that comes next.
    private var start: (offset: Int, line: Int)
    private var line: Int
    private var offset: Int

    /// - Parameters:
    ///   - limit: the most bytes of one record; a longer one is passed on in pieces.
    ///   - offset: 0-based offset of the first byte that will come.
    ///   - line: 1-based line of that byte.
    /// - Precondition: `limit` is positive.
    public init(limit: Int = 15 * 1_048_576, offset: Int = 0, line: Int = 1) {
        precondition(limit > 0, "a record has a byte")
        self.limit = limit
        self.offset = offset
        self.line = line
        start = (offset, line)
    }

    /// Takes the stream's next bytes. Returns what they complete, in the order of the stream.
    public mutating func consume(_ chunk: UnsafeRawBufferPointer) -> [CSVPiece] {
        var from = 0
        for index in chunk.indices {
            let byte = chunk[index]
            if byte == 0x0A { line += 1 }
            guard ends(at: byte) else { continue }
            take(UnsafeRawBufferPointer(rebasing: chunk[from..<index]))
            end()
            from = index + 1
            start = (offset + from, line)
            state = .cellStart
        }
        take(UnsafeRawBufferPointer(rebasing: chunk[from...]))
        offset += chunk.count
        defer { pieces = [] }
        return pieces
    }

    /// Takes the stream's next bytes. Returns what they complete, in the order of the stream.
    public mutating func consume(_ chunk: [UInt8]) -> [CSVPiece] { chunk.withUnsafeBytes { consume($0) } }

    /// Ends the stream. Returns what is left; the splitter must not be used again.
    public mutating func finish() -> [CSVPiece] {
        end()
        defer { pieces = [] }
        return pieces
    }

    /// Goes on by a byte; true where it ends the record.
    private mutating func ends(at byte: UInt8) -> Bool {
        switch state {
        case .quoted:
            if byte == UInt8(ascii: "\"") { state = .quote }
            return false
        case .broken: return false
        case .cellStart, .bare:
            if byte == 0x0A { return true }
            if byte == UInt8(ascii: ",") {
                state = .cellStart
            } else {
                state = byte == UInt8(ascii: "\"") && state == .cellStart ? .quoted : .bare
            }
            return false
        case .quote:
            switch byte {
            case UInt8(ascii: "\""): state = .quoted
            case UInt8(ascii: ","): state = .cellStart
            case 0x0A: return true
            case 0x0D: state = .carriageReturn
            default: state = .broken
            }
            return false
        case .carriageReturn:
            if byte == 0x0A { return true }
            state = .broken
            return false
        }
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer) {
        pending.append(contentsOf: bytes)
        guard pending.count > limit else { return }
        var from = 0
        while pending.count - from > limit {
            pass(Array(pending[from..<(from + limit)]), isLast: false)
            from += limit
        }
        pending.removeFirst(from)
    }

    private mutating func pass(_ bytes: [UInt8], isLast: Bool) {
        pieces.append(
            CSVPiece(
                kind: .oversizedPiece(first: parts == 0, last: isLast), offset: start.offset,
                line: start.line, bytes: bytes))
        parts += 1
    }

    private mutating func end() {
        if parts > 0 {
            pass(pending, isLast: true)
        } else {
            // In a broken record the CR may be a cell's.
            if pending.last == 0x0D, state != .broken, state != .quoted { pending.removeLast() }
            if !pending.isEmpty {
                pieces.append(
                    CSVPiece(kind: .record, offset: start.offset, line: start.line, bytes: pending))
            }
        }
        pending = []
        parts = 0
    }
}
