/// Cuts a stream of any length into XML documents, in bounded memory.
///
/// Documents stand one behind the other, with or without white space, declarations and byte order marks
/// between them. What stands before a root, as comments and a document type, belongs to its document. The
/// stream is UTF-8, or another encoding whose ASCII is ASCII's.
///
/// Guarantees
/// - Each byte that is not white space between documents, or a byte order mark there, is in exactly one
///   piece.
/// - The pieces do not depend on how the stream is cut into chunks.
/// - A broken document takes no later one with it, as far as can be told: one whose tags close one another
///   ends where its root's end tag stands, and one that has no end ends before the next XML declaration,
///   which cannot stand inside of a document. What it swallowed is cut anew: before each declaration in it,
///   and, of a document without an end, before each line that begins with the tag of its own root, or of the
///   last whole document's.
/// - Time is linear: no byte is looked at more than a few times. At most one document of `limit` bytes and
///   one chunk's pieces are held.
///
/// Tags, quotes, comments, sections and document types are told apart and the names of tags compared; nothing
/// else is checked.
public struct XMLSplitter: Sendable {
    enum State: Sendable {
        /// No document has begun.
        case between
        /// In a line that begins no markup.
        case line
        /// In a document, outside of markup.
        case content
        /// Behind `<`, until it is clear what begins.
        case markup
        case instruction, comment, section
        /// In a document type; the quote in which it is, and whether it is in the part in brackets.
        case type(quote: UInt8, isInside: Bool)
        /// In a comment in the part in brackets.
        case typeComment
        /// In a start tag, behind its name; the quote in which it is.
        case startTag(quote: UInt8)
        case endTag
    }

    let limit: Int
    /// Whether a document without an end is cut anew.
    let cutsAnew: Bool
    var state = State.between
    var pieces: [XMLPiece] = []
    /// The bytes of the piece that has begun, and its place.
    var pending: [UInt8] = []
    var start: (offset: Int, line: Int)
    var isOversized = false
    /// Place of the byte that comes next.
    var offset: Int
    var line: Int
    /// The first bytes of the markup, from behind its `<` on; of a tag its name, from behind its `/` on.
    var opening: [UInt8] = []
    /// The byte before, and the one before that, as far as they are of the same markup.
    var last: UInt8 = 0
    var beforeLast: UInt8 = 0
    var tags = XMLOpenTags()
    /// The root of the last whole document.
    var lastRoot: [UInt8] = []
    /// What has begun was cut anew, and is not cut a third time.
    var isCutAnew = false

    /// Bytes of a name by which it is told from others.
    static let nameBytes = 512

    /// - Parameters:
    ///   - limit: the most bytes of one document; a longer one is passed on in pieces.
    ///   - offset: 0-based offset of the first byte that will come.
    ///   - line: 1-based line of that byte.
    /// - Precondition: `limit` is positive.
    public init(limit: Int = 15 * 1_048_576, offset: Int = 0, line: Int = 1) {
        self.init(limit: limit, offset: offset, line: line, cutsAnew: true)
    }

    init(limit: Int, offset: Int, line: Int, cutsAnew: Bool) {
        precondition(limit > 0, "a document has a byte")
        self.limit = limit
        self.offset = offset
        self.line = line
        self.cutsAnew = cutsAnew
        start = (offset, line)
    }

    /// Whether bytes may begin a document: `<`, and behind it what begins a name, an instruction, a comment
    /// or a document type; nil where there are too few of them to tell.
    public static func mayBegin(_ bytes: some Collection<UInt8>) -> Bool? {
        guard let first = bytes.first else { return nil }
        guard first == UInt8(ascii: "<") else { return false }
        guard let second = bytes.dropFirst().first else { return nil }
        return second == UInt8(ascii: "?") || second == UInt8(ascii: "!") || beginsName(second)
    }

    /// Takes the stream's next bytes. Returns what they complete, in the order of the stream.
    public mutating func consume(_ chunk: UnsafeRawBufferPointer) -> [XMLPiece] {
        take(chunk)
        defer { pieces = [] }
        return pieces
    }

    /// Takes the stream's next bytes. Returns what they complete, in the order of the stream.
    public mutating func consume(_ chunk: [UInt8]) -> [XMLPiece] { chunk.withUnsafeBytes { consume($0) } }

    /// Ends the stream. Returns what is left; the splitter must not be used again.
    public mutating func finish() -> [XMLPiece] {
        switch state {
        case .between: break
        case .line: completeLine()
        default: if isMisc { complete(.misc) } else { abandon(.truncated) }
        }
        defer { pieces = [] }
        return pieces
    }

    static func beginsName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Whether a byte stands behind a tag's name.
    static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<")
    }
}
