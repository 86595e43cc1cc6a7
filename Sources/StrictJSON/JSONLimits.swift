/// The bounds within which a JSON text is read.
public struct JSONLimits: Hashable, Sendable {
    /// Arrays and objects that may stand inside one another.
    public let depth: Int
    /// Bytes of one number as written.
    public let numberBytes: Int
    /// Bytes of the whole text.
    public let bytes: Int

    /// The longest text that the tape can address.
    public static let mostBytes = JSONNode.largest
    /// The deepest nesting that may be allowed: the canonical form recurses once per level.
    public static let mostDepth = 512

    /// - Precondition: `depth` is in `1...mostDepth`, `numberBytes` is positive, `bytes` is in
    ///   `1...mostBytes`.
    public init(depth: Int = 64, numberBytes: Int = 1_024, bytes: Int = JSONLimits.mostBytes) {
        precondition((1...JSONLimits.mostDepth).contains(depth), "depth limit out of range")
        precondition(numberBytes > 0, "number limit out of range")
        precondition((1...JSONLimits.mostBytes).contains(bytes), "size limit out of range")
        self.depth = depth
        self.numberBytes = numberBytes
        self.bytes = bytes
    }
}
