extension CBORReader {
    /// Goes on behind an item whose end the caller has found himself.
    /// - Precondition: the offset lies within the buffer and is not before the cursor.
    @inlinable
    public mutating func move(to end: Int) {
        precondition(end >= cursor && end <= buffer.count, "the cursor moves on, within the buffer")
        cursor = end
    }

    /// Moves behind an item by heads and lengths alone: the quick way over what the caller does not want to
    /// know.
    ///
    /// Shortest heads, text and the order of keys are not checked; ``validateItem()`` does that. Lengths are:
    /// the cursor never leaves the buffer. Cost: one step a head, no memory.
    public mutating func passItem() throws(CBORError) -> Range<Int> {
        let start = offset
        var place = offset
        var wanted = 1
        while wanted > 0 {
            guard place < buffer.count else { throw CBORError(.truncated, at: place) }
            let head = buffer[place]
            place += 1
            wanted -= 1
            let short = head & 0x1F
            var argument = UInt64(short)
            if short >= 24 {
                guard short <= 27 else {
                    throw CBORError(short == 31 ? .indefinite : .reserved, at: place - 1)
                }
                let width = 1 << Int(short - 24)
                guard buffer.count - place >= width else { throw CBORError(.truncated, at: place) }
                argument = 0
                for index in 0..<width { argument = argument << 8 | UInt64(buffer[place + index]) }
                place += width
            }
            switch head >> 5 {
            case 0, 1, 7: break
            case 2, 3:
                guard argument <= UInt64(buffer.count - place) else { throw CBORError(.length, at: place) }
                place += Int(argument)
            case 4, 5:
                // Every item takes a byte at least, so a count beyond the rest cannot be met.
                guard argument <= UInt64(buffer.count - place) else { throw CBORError(.length, at: place) }
                wanted += Int(argument) * (head >> 5 == 5 ? 2 : 1)
            default: throw CBORError(.unsupported, at: place)
            }
        }
        offset = place
        return start..<place
    }

    /// Reads a whole item and lends its bytes.
    ///
    /// The bytes must not outlive the buffer.
    public mutating func readItemBytes() throws(CBORError) -> UnsafeRawBufferPointer {
        let range = try passItem()
        return UnsafeRawBufferPointer(rebasing: buffer[range])
    }
}
