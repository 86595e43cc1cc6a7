extension RecordSplitter {
    /// Bytes that are looked at where the first of them are no JSON.
    private static let openingBytes = 4_096

    /// Gathers the stream's first bytes until they tell what it is.
    mutating func takeOpening(_ chunk: UnsafeRawBufferPointer) {
        let head = chunk.prefix(Self.openingBytes - pending.bytes.count)
        pending.bytes.append(contentsOf: head)
        let count = pending.bytes.count
        guard count == Self.openingBytes || count >= 4 && Self.startsAsJSON(pending.bytes) else { return }
        open()
        take(UnsafeRawBufferPointer(rebasing: chunk[head.endIndex...]))
    }

    /// Decides what the stream is, and takes the gathered bytes.
    mutating func open() {
        var head = pending.bytes
        pending = SplitPending()
        mode = .between
        opaqueReason = Self.reason(for: head)
        if opaqueReason != nil {
            begin(.opaque)
        } else if head.starts(with: SplitPending.byteOrderMark) {
            sawByteOrderMark = true
            head.removeFirst(3)
            offset = 3
        }
        head.withUnsafeBytes { take($0) }
    }

    /// What a stream that starts like this is, if it is no text (RFC 1952 section 2.3.1, RFC 8878 section
    /// 3.1.1, the ZIP application note section 4.3.7, RFC 4627 section 3). No text holds a NUL; behind the
    /// first byte of an object or array it makes one record malformed, not the stream.
    private static func reason(for head: [UInt8]) -> SplitReason? {
        if head.starts(with: [0x1F, 0x8B]) { return .gzip }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return .utf16 }
        for magic: [UInt8] in [[0x28, 0xB5, 0x2F, 0xFD], [0x50, 0x4B, 0x03, 0x04]]
        where head.starts(with: magic) {
            return .binary
        }
        let zeros = head.prefix(4).map { $0 == 0 }
        if zeros.count >= 2, zeros[0] != zeros[1],
            zeros.count < 4 || (zeros[0] == zeros[2] && zeros[1] == zeros[3])
        {
            return .utf16
        }
        return head.contains(0) && !startsAsJSON(head) ? .binary : nil
    }

    private static func startsAsJSON(_ head: [UInt8]) -> Bool {
        let text = head.dropFirst(head.starts(with: SplitPending.byteOrderMark) ? 3 : 0)
        let first = text.first { !SplitPending.isSpace($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}
