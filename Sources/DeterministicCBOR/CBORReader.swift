/// Reads deterministic CBOR (RFC 8949 section 4.2.1) from the front of a buffer, without copying.
///
/// Each reading call accepts one head or one item, or throws and leaves the cursor where it was. Heads that
/// are not the shortest, indefinite lengths, tags, floating-point numbers and simple values other than false,
/// true and null are refused. The order of a map's keys is checked by ``validateItem()`` alone.
///
/// The reader must not outlive the buffer; ``read(_:_:)`` sees to that.
public struct CBORReader {
    /// Arrays and maps that may stand inside one another.
    public static let mostDepth = 64

    /// What is read.
    public let buffer: UnsafeRawBufferPointer
    /// Where the next head stands.
    @usableFromInline var cursor: Int

    /// Offset of the next head.
    public internal(set) var offset: Int {
        @inlinable get { cursor }
        set { cursor = newValue }
    }

    @inlinable
    public init(_ buffer: UnsafeRawBufferPointer) {
        self.buffer = buffer
        cursor = 0
    }

    /// Lends a reader over bytes; it must not leave the call.
    public static func read<R, E: Error>(
        _ bytes: [UInt8], _ body: (inout CBORReader) throws(E) -> R
    ) throws(E) -> R {
        try bytes.withUnsafeBufferPointer { (buffer) throws(E) in
            var reader = CBORReader(UnsafeRawBufferPointer(buffer))
            return try body(&reader)
        }
    }

    @inlinable public var isAtEnd: Bool { cursor == buffer.count }
    @inlinable public var remaining: Int { buffer.count - cursor }

    /// Throws ``CBORError/Code/trailing`` where bytes are left.
    @inlinable
    public func expectEnd() throws(CBORError) {
        guard isAtEnd else { throw CBORError(.trailing, at: offset) }
    }

    /// The kind of the next item; nil at the end.
    @inlinable @inline(__always)
    public var peekMajorType: CBORMajorType? { isAtEnd ? nil : CBORMajorType(head: buffer[cursor]) }

    @inlinable @inline(__always)
    public mutating func readUnsigned() throws(CBORError) -> UInt64 {
        if let value = readShort(.unsigned) { return UInt64(value) }
        return try readAnyUnsigned()
    }

    @usableFromInline
    mutating func readAnyUnsigned() throws(CBORError) -> UInt64 { try readHead(of: .unsigned) }

    /// Reads a head of one byte, where one of the kind comes next.
    @inlinable @inline(__always)
    mutating func readShort(_ major: CBORMajorType) -> UInt8? {
        guard cursor < buffer.count else { return nil }
        let value = buffer[cursor] ^ major.rawValue << 5
        guard value < 24 else { return nil }
        cursor += 1
        return value
    }

    /// An integer from `Int64.min` to `Int64.max`.
    @inlinable @inline(__always)
    public mutating func readSigned() throws(CBORError) -> Int64 {
        // Instants in nanoseconds, which take eight bytes.
        if remaining >= 9, buffer[cursor] == 0x1B {
            let value = UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: cursor + 1, as: UInt64.self))
            if value >= 0x1_0000_0000, value <= UInt64(Int64.max) {
                cursor += 9
                return Int64(value)
            }
        }
        return try readAnySigned()
    }

    @usableFromInline
    mutating func readAnySigned() throws(CBORError) -> Int64 {
        let head = try peekHead()
        guard head.major == .unsigned || head.major == .negative else { throw CBORError(.type, at: offset) }
        guard let value = Int64(exactly: head.value) else { throw CBORError(.range, at: offset) }
        offset = head.end
        return head.major == .unsigned ? value : ~value
    }

    /// Lends the content of a byte string.
    public mutating func readBytes() throws(CBORError) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: buffer[try readBytesRange()])
    }

    /// Where the content of a byte string stands.
    public mutating func readBytesRange() throws(CBORError) -> Range<Int> {
        let length = Int(try readHead(of: .bytes))
        offset += length
        return offset - length..<offset
    }

    /// A byte string of exactly sixteen bytes, most significant first.
    @inlinable @inline(__always)
    public mutating func readBits16() throws(CBORError) -> (high: UInt64, low: UInt64) {
        guard remaining >= 17, buffer[cursor] == 0x50 else {
            throw CBORError(isAtEnd || buffer[cursor] == 0x50 ? .truncated : .type, at: cursor)
        }
        let high = UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: cursor + 1, as: UInt64.self))
        let low = UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: cursor + 9, as: UInt64.self))
        cursor += 17
        return (high, low)
    }

    /// Lends the content of a text string, which is UTF-8.
    public mutating func readText() throws(CBORError) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: buffer[try readTextRange()])
    }

    /// Where the content of a text string stands, which is UTF-8.
    public mutating func readTextRange() throws(CBORError) -> Range<Int> {
        let head = try peekHead()
        guard head.major == .text else { throw CBORError(.type, at: offset) }
        let content = head.end..<head.end + Int(head.value)
        guard UTF8Validation.isValid(UnsafeRawBufferPointer(rebasing: buffer[content])) else {
            throw CBORError(.utf8, at: offset)
        }
        offset = content.upperBound
        return content
    }

    public mutating func readBool() throws(CBORError) -> Bool {
        let head = try peekHead()
        guard head.major == .simple, head.value != 22 else { throw CBORError(.type, at: offset) }
        offset = head.end
        return head.value == 21
    }

    /// Reads a null, if one comes next.
    @inlinable @inline(__always)
    public mutating func readNullIfPresent() -> Bool {
        guard !isAtEnd, buffer[cursor] == 0xF6 else { return false }
        cursor += 1
        return true
    }

    /// Reads the start of an array; so many items follow. Never more than there are bytes left.
    @inlinable @inline(__always)
    public mutating func readArrayHeader() throws(CBORError) -> Int {
        let start = cursor
        if let count = readShort(.array) {
            if Int(count) <= remaining { return Int(count) }
            cursor = start
        }
        return try readAnyArrayHeader()
    }

    @usableFromInline
    mutating func readAnyArrayHeader() throws(CBORError) -> Int { Int(try readHead(of: .array)) }

    /// Reads the start of a map; so many pairs follow. Never more than half the bytes left.
    @inlinable
    public mutating func readMapHeader() throws(CBORError) -> Int {
        let start = cursor
        if let count = readShort(.map) {
            if Int(count) <= remaining / 2 { return Int(count) }
            cursor = start
        }
        return try readAnyMapHeader()
    }

    @usableFromInline
    mutating func readAnyMapHeader() throws(CBORError) -> Int { Int(try readHead(of: .map)) }

    /// Passes over one item, checking its heads; nothing else. Returns where it stood.
    @discardableResult
    public mutating func skipItem() throws(CBORError) -> Range<Int> { try walk(checksContent: false) }

    /// Passes over one item, checking that it is deterministic: heads, text, and order of keys. Returns where
    /// it stood.
    @discardableResult
    public mutating func validateItem() throws(CBORError) -> Range<Int> { try walk(checksContent: true) }

    private mutating func walk(checksContent: Bool) throws(CBORError) -> Range<Int> {
        let start = offset
        do throws(CBORError) {
            var walk = CBORWalk(checksContent: checksContent)
            while !walk.isDone { try walk.step(&self) }
            return start..<offset
        } catch {
            offset = start
            throw error
        }
    }

    /// Moves behind a head, and behind a string's content.
    mutating func pass(_ head: CBORHead) {
        offset = head.end
        if head.major == .bytes || head.major == .text { offset += Int(head.value) }
    }

    func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: buffer[range])
    }

    @inline(__always)
    private mutating func readHead(of major: CBORMajorType) throws(CBORError) -> UInt64 {
        let head = try peekHead()
        guard head.major == major else { throw CBORError(.type, at: offset) }
        offset = head.end
        return head.value
    }

    /// The next head. Lengths and counts fit what follows it, and so fit an `Int`.
    @inline(__always)
    func peekHead() throws(CBORError) -> CBORHead {
        guard offset < buffer.count else { throw CBORError(.truncated, at: offset) }
        let first = buffer[offset]
        let major = CBORMajorType(head: first)
        var value = UInt64(first & 0x1F)
        var end = offset + 1
        if major == .tag { throw CBORError(.unsupported, at: offset) }
        if major == .simple {
            guard (20...22).contains(value) else { throw CBORError(simpleCode(value), at: offset) }
            return CBORHead(major: major, value: value, end: end)
        }
        if value >= 24 {
            guard value < 28 else { throw CBORError(value == 31 ? .indefinite : .reserved, at: offset) }
            let width = 1 << Int(value - 24)
            guard buffer.count - end >= width else { throw CBORError(.truncated, at: buffer.count) }
            let least: UInt64
            switch width {
            case 1: (value, least) = (UInt64(buffer[end]), 24)
            case 2: (value, least) = (UInt64(UInt16(bigEndian: load(end))), 0x100)
            case 4: (value, least) = (UInt64(UInt32(bigEndian: load(end))), 0x1_0000)
            default: (value, least) = (UInt64(bigEndian: load(end)), 0x1_0000_0000)
            }
            guard value >= least else { throw CBORError(.notShortest, at: offset) }
            end += width
        }
        let most = UInt64(buffer.count - end)
        switch major {
        case .bytes, .text: guard value <= most else { throw CBORError(.truncated, at: buffer.count) }
        case .array: guard value <= most else { throw CBORError(.length, at: offset) }
        case .map: guard value <= most / 2 else { throw CBORError(.length, at: offset) }
        default: break
        }
        return CBORHead(major: major, value: value, end: end)
    }

    @inline(__always)
    private func load<Word: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> Word {
        buffer.loadUnaligned(fromByteOffset: offset, as: Word.self)
    }

    private func simpleCode(_ value: UInt64) -> CBORError.Code {
        switch value {
        case 28...30: .reserved
        case 31: .indefinite
        default: .unsupported
        }
    }
}

/// The head of an item: its kind, its argument, and where it ends.
struct CBORHead {
    let major: CBORMajorType
    let value: UInt64
    let end: Int
}
