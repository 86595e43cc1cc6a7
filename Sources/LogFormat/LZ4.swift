internal import CLZ4

/// LZ4 blocks, in and out (the block format of LZ4 1.9; no frame).
public enum LZ4 {
    /// The most bytes that `count` bytes can become.
    public static func bound(_ count: Int) -> Int { Int(LZ4_compressBound(Int32(clamping: count))) }

    /// Compresses `source` into `target`; nil where the result is not smaller than `limit` bytes.
    public static func compress(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, limit: Int
    ) -> Int? {
        let room = min(target.count, limit)
        guard room > 0, source.count <= Int(Int32.max) else { return nil }
        let count = LZ4_compress_default(
            source.baseAddress, target.baseAddress, Int32(source.count), Int32(room))
        return count > 0 ? Int(count) : nil
    }

    /// Decompresses `source` into exactly `target.count` bytes; false where it is not a block of that many.
    public static func decompress(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard source.count <= Int(Int32.max), target.count <= Int(Int32.max) else { return false }
        return LZ4_decompress_safe(
            source.baseAddress, target.baseAddress, Int32(source.count), Int32(target.count))
            == Int32(target.count)
    }
}
