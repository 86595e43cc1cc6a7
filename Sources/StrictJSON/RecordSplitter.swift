/// Cuts a stream of any length into records, in bounded memory.
///
/// Recognised, in any sequence: objects one per line, one after the other, or printed over many lines; a
/// top-level array, whose elements are the records; a page, which is a top-level object with a member `value`
/// or `records` that is an array of objects, whose elements are the records. Anything else comes out as
/// ``SplitItem/Kind/malformed(_:)``.
///
/// Nothing stands beside a page's list but OData's annotations with plain values. An object with another
/// member before the list is one record, whole, whatever its list holds. Another member behind the list is an
/// item of its own, malformed: the elements before it have been passed on.
///
/// Guarantees
/// - Each byte that is not white space, a comma between records or members, or a bracket of an array around
///   them is in exactly one item, except that a page's array is shown empty in its envelope. In a stream that
///   is no JSON at all, each byte is.
/// - The items do not depend on how the stream is cut into chunks.
/// - A broken record takes no later one with it, if that one starts a line: splitting goes on at the next
///   line that starts with `{` or `[` where none can be, or at any such line once records have come one per
///   line.
/// - Time is linear. At most two records of `limit` bytes (a page and its element) and one chunk's items are
///   held.
///
/// Strings and brackets are tracked, nothing else is checked: a parser decides whether a record is JSON.
public struct RecordSplitter: Sendable {
    enum Mode: Sendable {
        /// The first bytes, which may tell what the stream is.
        case opening
        /// Nothing is being collected.
        case between
        /// In an object, array or string, outside and inside of strings, and behind a backslash.
        case value, string, escape
        /// In an element that is neither an object, an array nor a string.
        case bare
        /// In a line that starts no record.
        case line
        /// In a table of separated values.
        case table
        /// In something whose end cannot be told.
        case broken
        /// In a stream that is not text.
        case opaque
    }

    enum Surroundings: Sendable { case stream, array, page }

    /// Whether the stream started with a UTF-8 byte order mark, which is skipped.
    public internal(set) var sawByteOrderMark = false
    /// What the stream is, where its first bytes say that it is no text: then all of it is one item.
    public internal(set) var opaqueReason: SplitReason?

    let limit: Int
    var items: [SplitItem] = []
    var mode = Mode.opening
    var surroundings = Surroundings.stream
    var nesting = SplitNesting()
    var pending = SplitPending()
    /// What stands before the list of the page that has begun.
    var page = SplitPending()
    /// The place of the next element.
    var element = 0
    /// Offset in the stream, and line, of the byte that comes next.
    var offset = 0
    var line = 1
    /// The byte before it.
    var previous: UInt8 = 0x0A
    /// The last whole record stood on one line.
    var isLines = false
    /// Bytes of a value that was given up are being taken again.
    var isCuttingAnew = false
    /// Offset of the name being read, and whether it is one that makes a page.
    var keyOffset: Int?
    var keyMakesPage = false
    /// Inside the bracket of an array that makes a page if an object comes first.
    var offersPage = false
    var brokenReason = SplitReason.truncated
    /// Nothing has been collected yet.
    var isFirst = true
    /// Inside the quotes of a table's cell.
    var isInCell = false

    /// - Parameter limit: the most bytes of one record; a longer one is passed on in pieces.
    /// - Precondition: `limit` is at least 16.
    public init(limit: Int = 15 * 1_048_576) {
        precondition(limit >= 16, "the limit holds the names that make a page")
        self.limit = limit
    }

    /// Takes the stream's next bytes. Returns what they complete, in the order of the stream.
    public mutating func consume(_ chunk: UnsafeRawBufferPointer) -> [SplitItem] {
        take(chunk)
        defer { items = [] }
        return items
    }

    /// Takes the stream's next bytes. Returns what they complete, in the order of the stream.
    public mutating func consume(_ chunk: [UInt8]) -> [SplitItem] { chunk.withUnsafeBytes { consume($0) } }

    /// Ends the stream. Returns what is left; the splitter must not be used again.
    public mutating func finish() -> [SplitItem] {
        end()
        defer { items = [] }
        return items
    }
}
