import StrictCSV
public import StrictJSON
import StrictXML

/// Cuts an input of any length into records, whatever form it has, in bounded memory.
///
/// A table whose header names the columns of a format that is read is cut into its rows; each record is then
/// the header, as it stands, and one row, so that it says by itself what its cells are. An input whose first
/// line is a syslog message or an event of the Common Event Format is cut into its lines. One that begins as
/// XML does is cut into its documents, and lines of JSON between them. Any other is cut by a
/// ``StrictJSON/RecordSplitter``. A byte order mark before a header, a line or a document belongs to no
/// record.
public struct InputSplitter: Sendable {
    private enum Form: Sendable {
        /// The first bytes, which do not tell yet.
        case opening([UInt8])
        case values(RecordSplitter)
        case lines(LineSplitter)
        case rows(CSVSplitter, header: Header)
        case documents(XMLSplitter)
    }

    private struct Header: Sendable {
        let bytes: [UInt8]
        let columns: Int
    }

    private var form = Form.opening([])
    private let limit: Int

    /// - Parameter limit: the most bytes of one value or one row; a longer one is passed on in pieces.
    /// - Precondition: `limit` is at least 16.
    public init(limit: Int = 15 * 1_048_576) { self.limit = limit }

    /// Takes the stream's next bytes. Returns what they complete, in the order of the stream.
    public mutating func consume(_ chunk: UnsafeRawBufferPointer) -> [SplitItem] {
        switch form {
        case .opening(var opening):
            form = .opening([])
            // What is beyond the longest header tells nothing more.
            let head = chunk.prefix(max(0, LogAnalyticsTable.headerBytes + 3 - opening.count))
            opening.append(contentsOf: head)
            guard let decided = Self.form(of: opening, isWhole: head.count < chunk.count, limit: limit) else {
                form = .opening(opening)
                return []
            }
            form = decided.form
            return decided.rest.withUnsafeBytes { consume($0) }
                + consume(UnsafeRawBufferPointer(rebasing: chunk[head.endIndex...]))
        case .values(var splitter):
            // The only reference to the splitter's buffers.
            form = .opening([])
            defer { form = .values(splitter) }
            return splitter.consume(chunk)
        case .lines(var splitter):
            form = .opening([])
            defer { form = .lines(splitter) }
            return splitter.consume(chunk)
        case .rows(var splitter, let header):
            form = .opening([])
            defer { form = .rows(splitter, header: header) }
            return splitter.consume(chunk).map { Self.item($0, header: header) }
        case .documents(var splitter):
            form = .opening([])
            defer { form = .documents(splitter) }
            return splitter.consume(chunk).map { SplitItem($0) }
        }
    }

    /// Ends the stream. Returns what is left; the splitter must not be used again.
    public mutating func finish() -> [SplitItem] {
        switch form {
        case .opening(let opening):
            guard let decided = Self.form(of: opening, isWhole: true, limit: limit) else { return [] }
            form = decided.form
            return decided.rest.withUnsafeBytes { consume($0) } + finish()
        case .values(var splitter): return splitter.finish()
        case .lines(var splitter): return splitter.finish()
        case .rows(var splitter, let header):
            return splitter.finish().map { Self.item($0, header: header) }
        case .documents(var splitter): return splitter.finish().map { SplitItem($0) }
        }
    }

    /// What an input is that begins so, and what of its bytes is to be taken; nil where it does not tell yet.
    private static func form(
        of opening: [UInt8], isWhole: Bool, limit: Int
    ) -> (form: Form, rest: [UInt8])? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let values = (form: Form.values(RecordSplitter(limit: limit)), rest: opening)
        if !isWhole, mark.starts(with: opening) { return nil }
        // An empty line or a space before a header belongs to no record, either.
        let head = Array(ASCII.significant(opening))
        if !isWhole, head.isEmpty { return nil }
        guard let isLines = SyslogLine.begins(head, isWhole: isWhole) else { return nil }
        let skipped = opening.count - head.count
        let line = opening[..<skipped].count { $0 == 0x0A } + 1
        if isLines { return (.lines(LineSplitter(limit: limit, offset: skipped, line: line)), head) }
        switch XMLSplitter.mayBegin(head) {
        case nil where !isWhole: return nil
        case true?: return (.documents(XMLSplitter(limit: limit, offset: skipped, line: line)), head)
        default: break
        }
        let isTyped = UnifiedAuditTable.mayBeginWithType(head)
        if let first = head.first, !isTyped, !LogAnalyticsTable.mayBegin(first) { return values }
        // A header ends with its line: no name of a column has more than one.
        let ends = head.indices.lazy.filter { head[$0] == 0x0A }.prefix(isTyped ? 2 : 1).map { $0 + 1 }
        let lines = Array(ends)
        guard isWhole || lines.count == (isTyped ? 2 : 1) else { return nil }
        let header = lines.count == (isTyped ? 2 : 1) ? Array(head[..<lines[lines.count - 1]]) : head
        guard
            let columns = LogAnalyticsTable(header)?.names.count ?? UnifiedAuditTable(header)?.columns.count
        else { return values }
        let start = skipped + header.count
        let above = opening[..<start].count { $0 == 0x0A }
        let rows = CSVSplitter(limit: limit, offset: start, line: max(above, lines.count) + 1)
        return (.rows(rows, header: Header(bytes: header, columns: columns)), Array(opening.dropFirst(start)))
    }

    /// A row too short to have a cell for each column can be no record: it is kept without the header, which
    /// would be most of it.
    private static func item(_ piece: CSVPiece, header: Header) -> SplitItem {
        switch piece.kind {
        case .record where piece.bytes.count < header.columns - 1:
            SplitItem(
                kind: .malformed(.cutRow), offset: piece.offset, line: piece.line, bytes: piece.bytes)
        case .record:
            SplitItem(
                kind: .record, offset: piece.offset, line: piece.line, bytes: header.bytes + piece.bytes)
        case .oversizedPiece(let first, let last):
            SplitItem(
                kind: .oversizedPiece(first: first, last: last), offset: piece.offset, line: piece.line,
                bytes: piece.bytes)
        }
    }
}

extension SplitItem {
    /// What an XML document, or what stands between documents, is to who reads records. A line of JSON is a
    /// record there, too.
    fileprivate init(_ piece: XMLPiece) {
        let kind: Kind =
            switch piece.kind {
            case .document: .record
            case .misc: .envelope
            case .truncated: .malformed(.truncatedXML)
            case .unbalanced: .malformed(.unbalancedXML)
            case .line where piece.bytes.first == UInt8(ascii: "{"): .record
            case .line: .malformed(.unexpectedText)
            case .oversizedPiece(let first, let last): .oversizedPiece(first: first, last: last)
            }
        self.init(kind: kind, offset: piece.offset, line: piece.line, bytes: piece.bytes)
    }
}
