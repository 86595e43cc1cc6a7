extension TreeHead {
    /// Reads a size in decimal digits and a root in Base64, as the small files of a ledger have them; nil
    /// where either is something else.
    public init?(size: some StringProtocol, root: some StringProtocol) {
        guard let size = UInt64(size), let root = SHA256Digest(base64: Array(root.utf8)) else { return nil }
        self.init(size: size, root: root)
    }

    /// `SIZE ROOT`, as ``init(size:root:)`` reads the two.
    public var text: String { "\(size) \(root.base64)" }
}
