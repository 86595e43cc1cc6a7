/// A JSON text, read once: the input's bytes and a flat tape of its values.
///
/// Reading is strict (RFC 8259, and more: UTF-8 without a byte order mark, no member name twice in one
/// object, no lone surrogate, bounded depth), so two readers of an accepted text cannot disagree about it.
///
/// Time is linear in the input, but for the sorting of an object's names. The input is not copied. The tape
/// takes 16 bytes per value, 24 per member name, rounded up for each object to whole 16: at most 10 bytes per
/// byte of input, as in an array of objects of one member.
public struct JSONDocument: Sendable {
    let storage: JSONStorage

    /// Reads a whole buffer.
    public init(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONSyntaxError) {
        try self.init(bytes: bytes, range: 0..<bytes.count, limits: limits)
    }

    /// Reads a part of a larger buffer, without copying it. Offsets in errors and ranges are the buffer's.
    /// - Precondition: `range` lies in the buffer.
    public init(
        bytes: [UInt8], range: Range<Int>, limits: JSONLimits = JSONLimits()
    ) throws(JSONSyntaxError) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside of the buffer")
        guard range.count <= limits.bytes else {
            throw JSONSyntaxError(.tooLarge, at: range.lowerBound + limits.bytes)
        }
        let outcome: Result<JSONStorage, JSONSyntaxError> = bytes.withUnsafeBytes { buffer in
            do throws(JSONSyntaxError) {
                let scanner = JSONScanner(UnsafeRawBufferPointer(rebasing: buffer[range]), limits: limits)
                let tape = try scanner.scan()
                return .success(JSONStorage(bytes: bytes, base: range.lowerBound, tape: tape))
            } catch {
                return .failure(JSONSyntaxError(error.code, at: error.byteOffset + range.lowerBound))
            }
        }
        storage = try outcome.get()
    }

    /// The value that the text is.
    public var root: JSONValue { JSONValue(storage: storage, index: 0) }
}

/// What all values of a document share.
@usableFromInline
final class JSONStorage: Sendable {
    @usableFromInline let bytes: [UInt8]
    /// Where the text starts in `bytes`.
    let base: Int
    let tape: JSONTape

    init(bytes: [UInt8], base: Int, tape: consuming JSONTape) {
        self.bytes = bytes
        self.base = base
        self.tape = tape
    }

    /// Lends the bytes from the start of the text on.
    @inline(__always)
    func withText<R, E: Error>(_ body: (UnsafeRawPointer) throws(E) -> R) throws(E) -> R {
        try bytes.withUnsafeBufferPointer { (buffer) throws(E) in
            // SAFETY: an accepted text has at least one byte, so the buffer has an address; offsets on the
            // tape are those of bytes that the scanner has read.
            try body(UnsafeRawPointer(buffer.baseAddress.unsafelyUnwrapped) + base)
        }
    }

    /// Lends the bytes at the offsets of the text.
    @inline(__always)
    func withBytes<R, E: Error>(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try withText { (text) throws(E) in
            try body(UnsafeRawBufferPointer(start: text + range.lowerBound, count: range.count))
        }
    }
}
