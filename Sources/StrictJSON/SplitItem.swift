/// One piece of a stream that ``RecordSplitter`` has cut.
public struct SplitItem: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Balanced brackets and strings; not yet read by a parser.
        case record
        /// What stands around a page's list and is no item of its own: brackets and annotations, as one
        /// object in which the list is empty. It does not end where the page does not end well.
        case envelope
        /// Bytes that are no record.
        case malformed(SplitReason)
        /// A part of something longer than the limit. All parts carry the place of its first byte.
        case oversizedPiece(first: Bool, last: Bool)
    }

    public let kind: Kind
    /// 0-based offset in the stream of the first byte.
    public let offset: Int
    /// 1-based line of the first byte; lines end with LF.
    public let line: Int
    /// 0-based place in its array, or nil where it stands in none.
    public let element: Int?
    /// Verbatim, but that an envelope's array is empty.
    public let bytes: [UInt8]
    /// Of an ``Kind/oversizedPiece(first:last:)``: why the whole is no record, where that is known; nil where
    /// its length is all that is known.
    public let pieceReason: SplitReason?

    public init(
        kind: Kind, offset: Int, line: Int, element: Int? = nil, bytes: [UInt8],
        pieceReason: SplitReason? = nil
    ) {
        self.kind = kind
        self.offset = offset
        self.line = line
        self.element = element
        self.bytes = bytes
        self.pieceReason = pieceReason
    }
}

/// Why bytes of a stream are no record. The raw value is stable: it stands in quarantine records.
public enum SplitReason: String, Hashable, Sendable, CaseIterable {
    /// No object or array starts here.
    case unexpectedByte = "json.unexpected_byte"
    /// The value has no end before the next record, or the end of the stream.
    case truncated = "json.truncated"
    /// A bracket closes what it did not open.
    case brackets = "json.brackets"
    /// A member stands behind a page's list that is no annotation.
    case otherMembers = "page.other_members"
    /// A member behind a page's list has a name that the page had before.
    case duplicateMember = "json.duplicate_key"
    /// A table of separated values, from its header on.
    case csv = "input.csv"
    /// A table's row is too short to have all cells.
    case cutRow = "csv.columns"
    /// The stream is compressed.
    case gzip = "input.gzip"
    /// The stream is UTF-16 or UTF-32.
    case utf16 = "input.utf16"
    /// A byte order mark stands between records.
    case byteOrderMark = "input.bom"
    /// The bytes hold control characters that text does not.
    case binary = "input.binary"
    /// An XML document ends before its root does.
    case truncatedXML = "xml.truncated"
    /// The tags of an XML document close one another, or hold one another.
    case unbalancedXML = "xml.mismatched_tag"
    /// A line between XML documents begins none.
    case unexpectedText = "xml.unexpected_text"

    /// Whether white space at the end is none of the matter.
    var endsAtText: Bool {
        switch self {
        case .csv, .cutRow, .gzip, .utf16, .binary: false
        default: true
        }
    }
}
