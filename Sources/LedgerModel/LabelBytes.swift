/// The bytes of a label, read component by component.
struct LabelBytes {
    /// The head of a byte string of sixteen bytes.
    static let idHead: UInt8 = 0x50

    /// A component, by where it stands.
    enum Piece {
        /// The sixteen bytes at an offset.
        case id(at: Int)
        case token(Range<Int>)
    }

    let bytes: UnsafeRawBufferPointer
    private var at = 1
    private var left: UInt8

    /// Nil where the first byte does not begin a label.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let head = bytes.first, head & 0xE0 == 0x80,
            (1...UInt8(LabelWriter.components)).contains(head & 0x1F)
        else { return nil }
        self.bytes = bytes
        left = head & 0x1F
    }

    /// Whether all bytes belong to components that have been read.
    var isAtEnd: Bool { left == 0 && at == bytes.count }

    /// The next component; nil where there is none, or none that is valid.
    mutating func next() -> Piece? {
        guard left > 0, at < bytes.count else { return nil }
        left -= 1
        let head = bytes[at]
        if head == Self.idHead {
            guard bytes.count - at >= 17 else { return nil }
            defer { at += 17 }
            return .id(at: at + 1)
        }
        var start = at + 1
        var count = Int(head & 0x1F)
        if head == 0x78 {
            guard start < bytes.count, bytes[start] >= 24 else { return nil }
            count = Int(bytes[start])
            start += 1
        } else {
            guard head & 0xE0 == 0x60, count < 24 else { return nil }
        }
        guard count <= bytes.count - start, Token.isToken(bytes.part(start..<(start + count))) else {
            return nil
        }
        at = start + count
        return .token(start..<at)
    }

    /// Whether the bytes are one label and nothing more.
    static func isLabel(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard var label = LabelBytes(bytes) else { return false }
        while label.next() != nil {}
        return label.isAtEnd
    }

    func id(at offset: Int) -> Bits128 { Bits128(bytes.part(offset..<(offset + 16))) }
}
