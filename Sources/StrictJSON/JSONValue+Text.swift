extension JSONValue {
    /// The string that the value means; nil for any other kind.
    ///
    /// Compare ids by ``stringBytes``: `String` holds two spellings of one accented letter for equal.
    public var string: String? { withStringBytes { String(decoding: $0, as: UTF8.self) } }

    /// The UTF-8 bytes of the string that the value means; nil for any other kind.
    public var stringBytes: [UInt8]? { withStringBytes { Array($0) } }

    /// Lends the UTF-8 bytes of the string that the value means; nil for any other kind.
    ///
    /// Copies nothing where the string has no escape. The bytes do not outlive the call.
    @inlinable
    public func withStringBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R?
    {
        switch stringContent {
        case .none: return nil
        case .plain(let range):
            return try storage.bytes.withUnsafeBufferPointer { (bytes) throws(E) in
                try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range])))
            }
        case .unescaped(let content):
            return try content.withUnsafeBufferPointer { (bytes) throws(E) in
                try body(UnsafeRawBufferPointer(bytes))
            }
        }
    }

    @usableFromInline
    enum StringContent {
        /// The value is no string.
        case none
        /// Where the content stands in the buffer that was handed in.
        case plain(Range<Int>)
        case unescaped([UInt8])
    }

    @usableFromInline
    var stringContent: StringContent {
        let node = node
        guard node.kind == .string else { return .none }
        let content = node.content
        guard node.isFlagged else {
            return .plain(storage.base + content.lowerBound..<storage.base + content.upperBound)
        }
        var out: [UInt8] = []
        out.reserveCapacity(content.count)
        storage.withBytes(content) { JSONText.appendUnescaped($0, to: &out) }
        return .unescaped(out)
    }

    /// Whether the value is this string, byte by byte after unescaping.
    public func stringEquals(_ text: StaticString) -> Bool { stringEquals(text.bytes) }

    /// Whether the value is this string, but for the case of ASCII letters.
    public func stringEquals(ignoringCase text: StaticString) -> Bool {
        withStringBytes { JSONText.equalIgnoringCase($0, text.bytes) } ?? false
    }

    func stringEquals(_ bytes: UnsafeRawBufferPointer) -> Bool {
        withStringBytes { JSONText.equal($0, bytes) } ?? false
    }
}
