/// 128 bits, ordered as the sixteen bytes they stand for.
///
/// The common shape of GUIDs, event ids, record keys, content tags and identity ids. Two values are equal
/// when their bytes are: there is no text in between that could be compared by anything but bytes.
public struct Bits128: Hashable, Comparable, Sendable {
    /// Bytes 0 to 7, big-endian.
    public let high: UInt64
    /// Bytes 8 to 15, big-endian.
    public let low: UInt64

    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads sixteen bytes.
    /// - Precondition: `bytes` holds at least sixteen bytes.
    @inlinable
    public init(_ bytes: UnsafeRawBufferPointer) {
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Reads a collection of exactly sixteen bytes; nil for any other count.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard let bits = bytes.withRawBytes({ $0.count == 16 ? Bits128($0) : nil }) else { return nil }
        self = bits
    }

    /// All bits zero: "absent" wherever a source writes a zero GUID.
    public static let zero = Bits128(high: 0, low: 0)

    public static func < (left: Bits128, right: Bits128) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// The sixteen bytes.
    public var bytes: [UInt8] {
        var out = [UInt8]()
        out.reserveCapacity(16)
        append(to: &out)
        return out
    }

    /// Appends the sixteen bytes.
    @inlinable
    public func append(to out: inout [UInt8]) {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { out.append(contentsOf: $0) }
    }

    /// Writes the sixteen bytes at `offset`.
    /// - Precondition: `out` holds at least `offset + 16` bytes.
    public func write(to out: inout [UInt8], at offset: Int) {
        out.withUnsafeMutableBytes { write(to: $0, at: offset) }
    }

    /// Writes the sixteen bytes at `offset`.
    /// - Precondition: `out` holds at least `offset + 16` bytes.
    @inlinable
    public func write(to out: UnsafeMutableRawBufferPointer, at offset: Int) {
        precondition(offset >= 0 && offset <= out.count - 16, "no room for sixteen bytes")
        out.storeBytes(of: high.bigEndian, toByteOffset: offset, as: UInt64.self)
        out.storeBytes(of: low.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
    }
}
