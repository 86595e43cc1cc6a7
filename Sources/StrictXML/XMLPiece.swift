/// One piece of a stream that ``XMLSplitter`` has cut.
public struct XMLPiece: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// One document, from what stands before its root to the end of the root. Its tags are balanced;
        /// whether it is well formed, ``XMLDocument`` decides.
        case document
        /// Comments and processing instructions behind the last root.
        case misc
        /// A document that ends before its root does.
        case truncated
        /// A document whose tags close one another, or hold one another.
        case unbalanced
        /// A line that begins no markup.
        case line
        /// A part of something longer than the limit. All parts carry the place of its first byte.
        case oversizedPiece(first: Bool, last: Bool)
    }

    public let kind: Kind
    /// 0-based offset in the stream of the first byte.
    public let offset: Int
    /// 1-based line of the first byte; lines end with LF.
    public let line: Int
    /// Verbatim, without white space around it.
    public let bytes: [UInt8]
}
