/// The 32 bytes of a SHA-256 hash, ordered and compared as bytes.
///
/// Four machine words, so that arrays of digests are flat and copying one costs no reference count.
public struct SHA256Digest: Hashable, Comparable, Sendable {
    /// Bytes 0 to 7, 8 to 15, 16 to 23 and 24 to 31, each big-endian.
    let words: (UInt64, UInt64, UInt64, UInt64)

    /// Bytes in a digest.
    public static let byteCount = 32

    init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// Reads exactly 32 bytes.
    /// - Precondition: `bytes` holds 32 bytes.
    public init(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count == Self.byteCount, "a SHA-256 digest has 32 bytes")
        words = (
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        )
    }

    /// Reads a collection of exactly 32 bytes; nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var raw: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &raw) { $0.copyBytes(from: bytes) }
        words = (raw.0.bigEndian, raw.1.bigEndian, raw.2.bigEndian, raw.3.bigEndian)
    }

    /// Lets `fill` write the 32 bytes.
    @inline(__always)
    init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        var raw: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutablePointer(to: &raw) { pointer in
            pointer.withMemoryRebound(to: UInt8.self, capacity: Self.byteCount, fill)
        }
        words = (raw.0.bigEndian, raw.1.bigEndian, raw.2.bigEndian, raw.3.bigEndian)
    }

    /// Calls `body` with the 32 bytes, on the stack.
    @inline(__always)
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let raw = (
            words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
        )
        return try withUnsafeBytes(of: raw, body)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withBytes { Array($0) } }

    /// Appends the 32 bytes.
    public func append(to out: inout [UInt8]) {
        withBytes { out.append(contentsOf: $0) }
    }

    public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    public static func < (left: Self, right: Self) -> Bool { left.words < right.words }

    public func hash(into hasher: inout Hasher) {
        // A digest is already spread evenly, but an adversary may choose among digests: all words go in.
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
