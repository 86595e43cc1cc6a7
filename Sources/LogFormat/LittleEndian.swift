/// Fixed-width integers as they stand in files: little-endian, at any alignment.
extension UnsafeRawBufferPointer {
    /// - Precondition: the integer lies within the buffer.
    @inlinable
    public func little<Integer: FixedWidthInteger>(_ type: Integer.Type, at offset: Int) -> Integer {
        Integer(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}

extension [UInt8] {
    /// Appends an integer.
    @inlinable
    public mutating func appendLittle(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// Replaces the bytes at `offset`.
    /// - Precondition: the integer lies within the array.
    @inlinable
    public mutating func storeLittle<Integer: FixedWidthInteger>(_ value: Integer, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<Integer>.size <= count)
        withUnsafeMutableBytes {
            $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Integer.self)
        }
    }
}
