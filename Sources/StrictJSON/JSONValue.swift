/// One value of a ``JSONDocument``: a view of two words, cheap to copy, that keeps the document alive.
public struct JSONValue: Sendable {
    /// The seven literals of RFC 8259 section 3, with `true` and `false` as one kind.
    public enum Kind: UInt8, Hashable, Sendable {
        case null, bool, number, string, array, object
    }

    @usableFromInline let storage: JSONStorage
    let index: Int

    init(storage: JSONStorage, index: Int) {
        self.storage = storage
        self.index = index
    }

    @inline(__always)
    var node: JSONNode { storage.tape[index] }

    public var kind: Kind { node.kind }
    public var isNull: Bool { kind == .null }
    public var isArray: Bool { kind == .array }
    public var isObject: Bool { kind == .object }

    /// Nil for anything but `true` and `false`.
    public var bool: Bool? { kind == .bool ? node.isFlagged : nil }

    /// Elements of an array, or members of an object; 0 for any other kind.
    public var count: Int { node.count }

    /// Where the value stands in the buffer that was handed in; a string's range includes its quotes.
    public var range: Range<Int> {
        storage.base + Int(node.start)..<storage.base + Int(node.end)
    }

    /// The value's bytes, verbatim.
    public var rawBytes: [UInt8] { withRawBytes { Array($0) } }

    /// Lends the value's bytes, verbatim, without copying them. They do not outlive the call.
    public func withRawBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try storage.withBytes(Int(node.start)..<Int(node.end), body)
    }
}
