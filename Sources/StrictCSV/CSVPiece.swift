/// One piece of a table that ``CSVSplitter`` has cut.
public struct CSVPiece: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// One record, without the end of its line; whether it is well formed, ``CSVRecord`` decides.
        case record
        /// A part of a record longer than the limit. All parts carry the place of its first byte.
        case oversizedPiece(first: Bool, last: Bool)
    }

    public let kind: Kind
    /// 0-based offset in the stream of the first byte.
    public let offset: Int
    /// 1-based line of the first byte; lines end with LF, inside of cells too.
    public let line: Int
    /// Verbatim.
    public let bytes: [UInt8]
}
