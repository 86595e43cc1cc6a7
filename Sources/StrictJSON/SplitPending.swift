/// The item that a ``RecordSplitter`` is collecting: its place, and its bytes up to the limit.
struct SplitPending: Sendable {
    var offset = 0
    var line = 1
    var element: Int?
    var bytes: [UInt8] = []
    /// Pieces have been passed on, so the item is longer than the limit.
    var isOversized = false
    /// The bytes are what follows a page's list.
    var isPageRest = false
    /// A list that begins in it makes it a page, as far as is known.
    var mayBePage = true
    /// Nothing was collected before it.
    var isFirst = false

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
    }

    mutating func dropTrailingSpace() {
        while let last = bytes.last, Self.isSpace(last) { bytes.removeLast() }
    }

    /// The index behind the first LF that is followed by an opening bracket: where another record may start.
    var nextRecordStart: Int? {
        guard bytes.count > 2 else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in 1..<bytes.count
            where bytes[index - 1] == 0x0A
                && (bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "["))
            {
                return index
            }
            return nil
        }
    }

    /// Whether a control character that no text has is among the bytes.
    var looksBinary: Bool {
        bytes.contains { $0 < 0x20 && !Self.isSpace($0) && $0 != 0x1B }
    }
}
