/// Deterministic CBOR written at the end of an array: for small pieces that are kept and copied.
extension [UInt8] {
    /// Makes room for bytes that are about to be appended; twice the old room at least, so that appending
    /// piece by piece stays linear.
    public mutating func makeRoom(for bytes: Int) {
        guard capacity - count < bytes else { return }
        reserveCapacity(Swift.max(count + bytes, 2 * capacity))
    }

    /// Appends the shortest head of a major type (0 to 7) and its argument.
    @inlinable
    public mutating func appendCBORHead(_ major: UInt8, _ value: UInt64) {
        let kind = major << 5
        if value < 24 {
            append(kind | UInt8(truncatingIfNeeded: value))
            return
        }
        let width = value <= 0xFF ? 1 : value <= 0xFFFF ? 2 : value <= 0xFFFF_FFFF ? 4 : 8
        append(kind | UInt8(width == 1 ? 24 : width == 2 ? 25 : width == 4 ? 26 : 27))
        for shift in stride(from: (width - 1) * 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
        }
    }

    @inlinable public mutating func appendCBOR(unsigned value: UInt64) { appendCBORHead(0, value) }

    @inlinable
    public mutating func appendCBOR(signed value: Int64) {
        if value >= 0 {
            appendCBORHead(0, UInt64(value))
        } else {
            appendCBORHead(1, UInt64(bitPattern: ~value))
        }
    }

    @inlinable
    public mutating func appendCBOR(bytes value: [UInt8]) {
        appendCBORHead(2, UInt64(value.count))
        append(contentsOf: value)
    }

    @inlinable public mutating func appendCBOR(bool value: Bool) { append(value ? 0xF5 : 0xF4) }
}
