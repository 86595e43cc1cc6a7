/// The bytes of a label: up to 55 stand in place, which holds every label of ids and short words; longer ones
/// stand in an array. One cache line in all, and copied without a reference count where they stand in place.
///
/// Invariants: in place, the last byte of `words` is the count, and the bytes behind the label are zero; with
/// an array, which then has more than 55 bytes, all words are zero. So equal labels have equal words.
@usableFromInline
struct LabelStorage: Sendable {
    @usableFromInline typealias Words = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

    private static let bytesInPlace = MemoryLayout<Words>.size - 1

    @usableFromInline var words: Words
    @usableFromInline var array: [UInt8]?

    @inlinable
    var count: Int { array?.count ?? Int(UInt64(littleEndian: words.6) >> 56) }

    @inlinable @inline(__always)
    func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        if let array {
            return try array.withUnsafeBufferPointer { (bytes) throws(E) in
                try body(UnsafeRawBufferPointer(bytes))
            }
        }
        let count = count
        return try withUnsafeBytes(of: words) { (place) throws(E) in
            try body(UnsafeRawBufferPointer(rebasing: place[..<count]))
        }
    }

    @inlinable
    var bytes: [UInt8] { array ?? withBytes { Array($0) } }

    @inlinable
    func append(to out: inout [UInt8]) { withBytes { out.append(contentsOf: $0) } }

    /// Writes sixteen bytes over those at `offset`.
    /// - Precondition: they lie in the label.
    mutating func replace(_ id: Bits128, at offset: Int) {
        precondition(offset >= 0 && offset <= count - 16, "outside of the label")
        if array != nil {
            array?.withUnsafeMutableBytes { id.write(to: $0, at: offset) }
        } else {
            withUnsafeMutableBytes(of: &words) { id.write(to: $0, at: offset) }
        }
    }
}

extension LabelStorage {
    // Goes through the memberwise initialiser, which copies nothing.
    init(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= Self.bytesInPlace else {
            self.init(words: (0, 0, 0, 0, 0, 0, 0), array: Array(bytes))
            return
        }
        var words: Words = (0, 0, 0, 0, 0, 0, 0)
        // SAFETY: at most `bytesInPlace` bytes are copied, one less than the words have.
        withUnsafeMutableBytes(of: &words) { place in
            place.copyMemory(from: bytes)
            place[Self.bytesInPlace] = UInt8(truncatingIfNeeded: bytes.count)
        }
        self.init(words: words, array: nil)
    }
}

extension LabelStorage: Hashable {
    @inlinable
    static func == (left: LabelStorage, right: LabelStorage) -> Bool {
        // `^` and `|` bind alike and from the left: without parentheses a word's bits would hide those that
        // differ in the word before.
        let low = (left.words.0 ^ right.words.0) | (left.words.1 ^ right.words.1)
        let middle = (left.words.2 ^ right.words.2) | (left.words.3 ^ right.words.3)
        let high = (left.words.4 ^ right.words.4) | (left.words.5 ^ right.words.5)
        let last = left.words.6 ^ right.words.6
        return (low | middle | high | last) == 0 && left.array == right.array
    }

    @usableFromInline
    func hash(into hasher: inout Hasher) { withBytes { hasher.combine(bytes: $0) } }
}
