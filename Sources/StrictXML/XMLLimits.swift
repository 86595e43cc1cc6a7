/// The bounds within which an XML document is read.
public struct XMLLimits: Hashable, Sendable {
    /// Elements that may stand inside one another, the root among them.
    public let depth: Int
    /// Elements and attributes of the whole document, and likewise its declarations of namespaces.
    public let nodes: Int
    /// Attributes of one element, and likewise its declarations of namespaces.
    public let attributes: Int
    /// Bytes of one attribute's value, as UTF-8.
    public let attributeBytes: Int
    /// Bytes of the text that stands in one element itself, as UTF-8.
    public let textBytes: Int
    /// Bytes of one name, and of the name of one namespace.
    public let nameBytes: Int
    /// Bytes of the whole document, as it stands.
    public let bytes: Int

    /// The longest document that can be addressed.
    public static let mostBytes = 1 << 28 - 1
    /// The deepest nesting that may be allowed.
    public static let mostDepth = 512

    /// - Precondition: all are positive, `depth` is at most ``mostDepth``, `bytes` at most ``mostBytes``.
    public init(
        depth: Int = 64, nodes: Int = 500_000, attributes: Int = 256, attributeBytes: Int = 65_536,
        textBytes: Int = 16 * 1_048_576, nameBytes: Int = 512, bytes: Int = 64 * 1_048_576
    ) {
        precondition((1...XMLLimits.mostDepth).contains(depth), "depth limit out of range")
        precondition(nodes > 0 && attributes > 0, "node limit out of range")
        precondition(attributeBytes > 0 && textBytes > 0 && nameBytes > 0, "length limit out of range")
        precondition((1...XMLLimits.mostBytes).contains(bytes), "size limit out of range")
        self.depth = depth
        self.nodes = nodes
        self.attributes = attributes
        self.attributeBytes = attributeBytes
        self.textBytes = textBytes
        self.nameBytes = nameBytes
        self.bytes = bytes
    }
}
