/// A JSON text, read once: the input's bytes and a flat tape of its values.
///
/// Reading is strict (RFC 8259, and more: UTF-8 without a byte order mark, no member name twice in one
/// object, no lone surrogate, bounded depth), so two readers of an accepted text cannot disagree about it.
///
/// Time is linear in the input. The input is not copied. The tape takes 16 bytes per value and per member
/// name: at most 8 bytes per byte of input, as in an array of digits.
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
        let outcome: Result<ContiguousArray<JSONNode>, JSONSyntaxError> = bytes.withUnsafeBytes { buffer in
            do throws(JSONSyntaxError) {
                var scanner = JSONScanner(UnsafeRawBufferPointer(rebasing: buffer[range]), limits: limits)
                return .success(try scanner.scan())
            } catch {
                return .failure(JSONSyntaxError(error.code, at: error.byteOffset + range.lowerBound))
            }
        }
        storage = JSONStorage(bytes: bytes, base: range.lowerBound, tape: try outcome.get())
    }

    /// The value that the text is.
    public var root: JSONValue { JSONValue(storage: storage, index: 0) }
}

/// What all values of a document share.
final class JSONStorage: Sendable {
    let bytes: [UInt8]
    /// Where the text starts in `bytes`.
    let base: Int
    let tape: ContiguousArray<JSONNode>

    init(bytes: [UInt8], base: Int, tape: ContiguousArray<JSONNode>) {
        self.bytes = bytes
        self.base = base
        self.tape = tape
    }

    /// Lends the bytes at the offsets of the text.
    @inline(__always)
    func withBytes<R, E: Error>(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try bytes.withUnsafeBufferPointer { (buffer) throws(E) in
            let part = buffer[base + range.lowerBound..<base + range.upperBound]
            return try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: part)))
        }
    }
}
