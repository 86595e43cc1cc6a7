import StrictJSON

/// Cuts an input of lines into records, one a line, in bounded memory.
///
/// A line ends with LF, or with CR and LF, of which none belongs to a record. An empty line, or one of
/// nothing but white space, is none.
///
/// Guarantees
/// - The items do not depend on how the stream is cut into chunks.
/// - Time is linear. At most one line of `limit` bytes and one chunk's items are held.
struct LineSplitter: Sendable {
    private let limit: Int
    private var pending: [UInt8] = []
    /// Parts of the pending line that were passed on.
    private var parts = 0
    private var items: [SplitItem] = []
    /// Place of the pending line's first byte, and of the byte that comes next.
    private var start: (offset: Int, line: Int)
    private var offset: Int

    /// - Parameters:
    ///   - limit: the most bytes of one line; a longer one is passed on in pieces.
    ///   - offset: 0-based offset of the first byte that will come.
    ///   - line: 1-based line of that byte.
    init(limit: Int, offset: Int, line: Int) {
        self.limit = limit
        self.offset = offset
        start = (offset, line)
    }

    /// Takes the stream's next bytes. Returns what they complete, in the order of the stream.
    mutating func consume(_ chunk: UnsafeRawBufferPointer) -> [SplitItem] {
        var from = 0
        for index in chunk.indices where chunk[index] == 0x0A {
            take(UnsafeRawBufferPointer(rebasing: chunk[from..<index]))
            end()
            from = index + 1
            start = (offset + from, start.line + 1)
        }
        take(UnsafeRawBufferPointer(rebasing: chunk[from...]))
        offset += chunk.count
        defer { items = [] }
        return items
    }

    /// Ends the stream. Returns what is left; the splitter must not be used again.
    mutating func finish() -> [SplitItem] {
        end()
        defer { items = [] }
        return items
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer) {
        pending.append(contentsOf: bytes)
        // The CR before an LF is no byte of the line.
        guard pending.count > limit + 1 else { return }
        var from = 0
        while pending.count - from > limit {
            pass(Array(pending[from..<(from + limit)]), isLast: false)
            from += limit
        }
        pending.removeFirst(from)
    }

    private mutating func pass(_ bytes: [UInt8], isLast: Bool) {
        items.append(
            SplitItem(
                kind: .oversizedPiece(first: parts == 0, last: isLast), offset: start.offset,
                line: start.line, bytes: bytes))
        parts += 1
    }

    private mutating func end() {
        if pending.last == 0x0D { pending.removeLast() }
        if parts == 0, pending.count > limit {
            pass(Array(pending.prefix(limit)), isLast: false)
            pending.removeFirst(limit)
        }
        if parts > 0 {
            pass(pending, isLast: true)
        } else if !ASCII.trimmed(pending).isEmpty {
            items.append(SplitItem(kind: .record, offset: start.offset, line: start.line, bytes: pending))
        }
        pending.removeAll(keepingCapacity: true)
        parts = 0
    }
}
