/// Writes CBOR in the core deterministic encoding (RFC 8949 section 4.2.1): shortest heads, definite lengths.
///
/// The order of a map's keys is the caller's to keep: ascending, byte by byte, as encoded;
/// ``CBORReader/validateItem()`` tells. Cost: no allocation once the buffer has grown; ``removeAll()`` keeps
/// it.
///
/// Not copyable, so that writing needs no check for other owners of the buffer; pass it `inout`.
// SAFETY: the memory belongs to this one value, which cannot be copied, and is freed with it.
public struct CBOREncoder: ~Copyable, @unchecked Sendable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    @usableFromInline var used = 0

    public init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        base = .allocate(byteCount: self.capacity, alignment: 1)
    }

    deinit { base.deallocate() }

    /// How many bytes have been written.
    @inlinable public var count: Int { used }

    @usableFromInline var written: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: used) }

    /// A copy of what has been written.
    public var bytes: [UInt8] { Array(written) }

    /// Lends what has been written. The bytes do not outlive the call.
    @inlinable
    public func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(written)
    }

    /// Appends what has been written to `out`.
    public func append(to out: inout [UInt8]) { out.append(contentsOf: written) }

    /// Starts anew in the same memory.
    @inlinable public mutating func removeAll() { used = 0 }

    @inlinable public mutating func unsigned(_ value: UInt64) { head(0x00, value) }

    @inlinable public mutating func signed(_ value: Int64) {
        // ~value is -1 - value, which is what a negative integer's head carries.
        if value >= 0 { head(0x00, UInt64(value)) } else { head(0x20, UInt64(bitPattern: ~value)) }
    }

    @inlinable public mutating func bytes(_ value: UnsafeRawBufferPointer) {
        head(0x40, UInt64(value.count), extra: value.count)
        write(value)
    }
    @inlinable public mutating func bytes(_ value: [UInt8]) { value.withUnsafeBytes { bytes($0) } }

    /// A byte string of sixteen bytes, most significant first.
    @inlinable public mutating func bits16(high: UInt64, low: UInt64) {
        room(17)
        put(0x50 as UInt8, at: 0)
        put(high.bigEndian, at: 1)
        put(low.bigEndian, at: 9)
        used += 17
    }

    /// A text string of bytes that the caller knows to be UTF-8; a reader refuses others.
    @inlinable public mutating func text(utf8 value: UnsafeRawBufferPointer) {
        head(0x60, UInt64(value.count), extra: value.count)
        write(value)
    }
    /// A text string of bytes that the caller knows to be UTF-8; a reader refuses others.
    @inlinable public mutating func text(utf8 value: [UInt8]) { value.withUnsafeBytes { text(utf8: $0) } }
    @inlinable public mutating func text(_ value: StaticString) {
        text(utf8: UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }
    public mutating func text(_ value: String) {
        var value = value
        value.withUTF8 { text(utf8: UnsafeRawBufferPointer($0)) }
    }

    @inlinable public mutating func bool(_ value: Bool) { byte(value ? 0xF5 : 0xF4) }
    @inlinable public mutating func null() { byte(0xF6) }

    /// Starts an array; `count` items follow.
    /// - Precondition: `count` is not negative.
    @inlinable public mutating func arrayHeader(_ count: Int) { head(0x80, UInt64(count)) }

    /// Starts a map; `count` pairs of key and value follow, keys ascending as encoded.
    /// - Precondition: `count` is not negative.
    @inlinable public mutating func mapHeader(_ count: Int) { head(0xA0, UInt64(count)) }

    /// Items that are already encoded, verbatim.
    @inlinable public mutating func raw(_ encoded: UnsafeRawBufferPointer) {
        room(encoded.count)
        write(encoded)
    }
    @inlinable public mutating func raw(_ encoded: [UInt8]) { encoded.withUnsafeBytes { raw($0) } }

    @inlinable
    mutating func byte(_ value: UInt8) {
        room(1)
        put(value, at: 0)
        used += 1
    }

    /// Writes a head, and makes room for it and `extra` bytes.
    @inlinable @inline(__always)
    mutating func head(_ major: UInt8, _ value: UInt64, extra: Int = 0) {
        room(9 + extra)
        if value < 24 {
            put(major | UInt8(truncatingIfNeeded: value), at: 0)
            used += 1
        } else {
            longHead(major, value)
        }
    }

    /// - Precondition: there is room.
    @inlinable
    mutating func longHead(_ major: UInt8, _ value: UInt64) {
        if value <= 0xFF {
            put(major | 24, at: 0)
            put(UInt8(truncatingIfNeeded: value), at: 1)
            used += 2
        } else if value <= 0xFFFF {
            put(major | 25, at: 0)
            put(UInt16(truncatingIfNeeded: value).bigEndian, at: 1)
            used += 3
        } else if value <= 0xFFFF_FFFF {
            put(major | 26, at: 0)
            put(UInt32(truncatingIfNeeded: value).bigEndian, at: 1)
            used += 5
        } else {
            put(major | 27, at: 0)
            put(value.bigEndian, at: 1)
            used += 9
        }
    }

    /// Stores a word so many bytes behind what has been written.
    /// - Precondition: there is room.
    @inlinable @inline(__always)
    func put<Word: BitwiseCopyable>(_ word: Word, at offset: Int) {
        base.storeBytes(of: word, toByteOffset: used + offset, as: Word.self)
    }

    /// - Precondition: there is room.
    @inlinable @inline(__always)
    mutating func write(_ value: UnsafeRawBufferPointer) {
        guard let source = value.baseAddress else { return }
        (base + used).copyMemory(from: source, byteCount: value.count)
        used += value.count
    }

    @inlinable @inline(__always)
    mutating func room(_ count: Int) {
        if capacity - used < count { grow(by: count) }
    }

    @usableFromInline
    mutating func grow(by count: Int) {
        let larger = capacity + max(count, capacity)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 1)
        moved.copyMemory(from: base, byteCount: used)
        base.deallocate()
        base = moved
        capacity = larger
    }
}
