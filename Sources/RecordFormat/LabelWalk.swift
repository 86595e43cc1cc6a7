/// Finds the end of a label without reading it: an array of short texts and 16-byte strings, nothing else.
enum LabelWalk {
    /// Where the label that begins at `start` ends; nil where there is no label.
    @inline(__always)
    static func end(of bytes: UnsafeRawBufferPointer, at start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        let head = bytes[start]
        guard head & 0xE0 == 0x80, head & 0x1F >= 1, head & 0x1F <= 8 else { return nil }
        var place = start + 1
        for _ in 0..<(head & 0x1F) {
            guard place < bytes.count else { return nil }
            let item = bytes[place]
            if item == 0x50 {
                place += 17
            } else if item & 0xE0 == 0x60, item & 0x1F < 24 {
                place += 1 + Int(item & 0x1F)
            } else if item == 0x78, place + 1 < bytes.count, bytes[place + 1] >= 24 {
                place += 2 + Int(bytes[place + 1])
            } else {
                return nil
            }
        }
        return place <= bytes.count ? place : nil
    }
}
