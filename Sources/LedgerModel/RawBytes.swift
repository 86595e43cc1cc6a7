extension Collection<UInt8> {
    /// Lends the bytes; they are copied only where the collection does not hold them in one piece.
    @inlinable
    func withRawBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        if let found = withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) { return found }
        return Array(self).withUnsafeBytes { body($0) }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether two pieces of memory hold the same bytes.
    func holdsSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0 == $1 }
    }

    /// The bytes of a range.
    /// - Precondition: the range lies in the memory.
    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range])
    }
}
