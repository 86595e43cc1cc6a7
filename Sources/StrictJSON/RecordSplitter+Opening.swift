extension RecordSplitter {
    /// Gathers the stream's first bytes until they tell what it is.
    mutating func takeOpening(_ chunk: UnsafeRawBufferPointer) {
        let head = chunk.prefix(4 - pending.bytes.count)
        pending.bytes.append(contentsOf: head)
        guard pending.bytes.count == 4 else { return }
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
        } else if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            sawByteOrderMark = true
            head.removeFirst(3)
            offset = 3
        }
        head.withUnsafeBytes { take($0) }
    }

    /// What a stream that starts like this is, if it is no text (RFC 1952 section 2.3.1, RFC 8878 section
    /// 3.1.1, the ZIP application note section 4.3.7, RFC 4627 section 3).
    private static func reason(for head: [UInt8]) -> SplitReason? {
        if head.starts(with: [0x1F, 0x8B]) { return .gzip }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return .utf16 }
        if head == [0x28, 0xB5, 0x2F, 0xFD] || head == [0x50, 0x4B, 0x03, 0x04] { return .binary }
        if head.count >= 2, (head[0] == 0) != (head[1] == 0) { return .utf16 }
        return nil
    }
}
