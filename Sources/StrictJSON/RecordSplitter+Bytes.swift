import CByteScan

extension RecordSplitter {
    /// Runs the state machine over bytes; collected ones are copied at the end of an item and of the bytes.
    mutating func take(_ chunk: UnsafeRawBufferPointer) {
        if mode == .opening {
            takeOpening(chunk)
            return
        }
        var cursor = SplitCursor(chunk: chunk, start: offset, previous: previous)
        while cursor.index < chunk.count {
            switch mode {
            case .opening, .between: takeBetween(&cursor)
            case .value: takeValue(&cursor)
            case .string: takeString(&cursor)
            case .escape:
                mode = cursor.byte == 0x0A ? .broken : .string
                brokenReason = .truncated
                if mode == .string { cursor.index += 1 }
            case .bare: takeBare(&cursor)
            case .line: takeLine(&cursor)
            case .table: takeTable(&cursor)
            case .broken: takeBroken(&cursor)
            case .opaque: cursor.index = chunk.count
            }
        }
        if mode != .between { collect(&cursor) }
        offset = cursor.offset
        if let last = chunk.last { previous = last }
    }

    /// Collects up to the cursor, and says where the stream is.
    mutating func collect(_ cursor: inout SplitCursor) {
        collect(UnsafeRawBufferPointer(rebasing: cursor.chunk[cursor.mark..<cursor.index]))
        cursor.mark = cursor.index
        offset = cursor.offset
        previous = cursor.before
    }

    private mutating func begin(_ mode: Mode, at cursor: inout SplitCursor) {
        cursor.mark = cursor.index
        offset = cursor.offset
        begin(mode)
    }

    private mutating func takeBetween(_ cursor: inout SplitCursor) {
        let byte = cursor.byte
        switch byte {
        case 0x0A: line += 1
        case UInt8(ascii: ","), 0x20, 0x09, 0x0C, 0x0D: break
        case UInt8(ascii: "{"):
            begin(.value, at: &cursor)
            if takeObject(&cursor) { return }
            nesting.open(byte)
        case UInt8(ascii: "[") where surroundings == .stream:
            surroundings = .array
            element = 0
        case UInt8(ascii: "["):
            begin(.value, at: &cursor)
            nesting.open(byte)
        case UInt8(ascii: "]") where surroundings == .page:
            resumePage(&cursor)
            return
        case UInt8(ascii: "]") where surroundings == .array: surroundings = .stream
        case UInt8(ascii: "\"") where surroundings != .stream: begin(.string, at: &cursor)
        default:
            begin(surroundings == .stream ? .line : .bare, at: &cursor)
            return
        }
        cursor.index += 1
    }

    /// Takes an object that stands whole and in one line in the chunk, and is no page; false for any other,
    /// which is then taken byte by byte, with the same result.
    private mutating func takeObject(_ cursor: inout SplitCursor) -> Bool {
        // SAFETY: the pointer and the count are those of what is left of the chunk, of which one byte is.
        guard let text = cursor.chunk.baseAddress else { return false }
        let length = probity_object_length(
            text + cursor.index, cursor.chunk.count - cursor.index, surroundings == .stream ? 1 : 0)
        guard length > 0 else { return false }
        cursor.index += length
        collect(&cursor)
        completeValue()
        return true
    }

    private mutating func takeValue(_ cursor: inout SplitCursor) {
        let chunk = cursor.chunk
        while cursor.index < chunk.count {
            let byte = chunk[cursor.index]
            switch byte {
            case 0x20, 0x09, 0x0D: cursor.index += 1
            case 0x0A:
                line += 1
                cursor.index += 1
            case UInt8(ascii: "\""):
                let mayMakePage = surroundings == .stream && pending.mayBePage && nesting.startsOuterKey
                cursor.index += 1
                keyOffset = mayMakePage ? cursor.offset : nil
                offersPage = false
                mode = .string
                return
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if offersPage, byte == UInt8(ascii: "{"), openPage(&cursor) { return }
                if cursor.before == 0x0A, startsAnew {
                    collect(&cursor)
                    giveUp(.truncated)
                    cursor.mark = cursor.index
                    return
                }
                offersPage =
                    byte == UInt8(ascii: "[") && keyMakesPage && nesting.depth == 1
                    && nesting.last == UInt8(ascii: ":")
                nesting.open(byte)
                cursor.index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if offersPage, byte == UInt8(ascii: "]"), openPage(&cursor) { return }
                offersPage = false
                cursor.index += 1
                guard nesting.close(byte) else {
                    mode = .broken
                    brokenReason = .brackets
                    return
                }
                guard nesting.depth == 0 else { continue }
                collect(&cursor)
                completeValue()
                return
            default:
                nesting.last = byte
                offersPage = false
                cursor.index += 1
            }
        }
    }

    /// Whether an opening bracket at the start of a line starts another record, because it cannot belong to
    /// this one.
    private var startsAnew: Bool {
        isCuttingAnew || (isLines && surroundings == .stream && !pending.isPageRest) || !nesting.allowsValue
    }

    private mutating func takeString(_ cursor: inout SplitCursor) {
        cursor.skipPlainText()
        guard cursor.index < cursor.chunk.count else { return }
        switch cursor.byte {
        case UInt8(ascii: "\\"):
            mode = .escape
            cursor.index += 1
        case 0x0A:
            mode = .broken
            brokenReason = .truncated
        default:
            if let keyOffset { noteKey(length: cursor.offset - keyOffset, &cursor) }
            keyOffset = nil
            cursor.index += 1
            mode = .value
            nesting.last = UInt8(ascii: "\"")
            if nesting.depth == 0 {
                collect(&cursor)
                complete(.record)
            }
        }
    }

    private mutating func noteKey(length: Int, _ cursor: inout SplitCursor) {
        keyMakesPage = false
        guard length == 5 || length == 7 else { return }
        collect(&cursor)
        let key = pending.bytes.suffix(length)
        keyMakesPage = key.elementsEqual("value".utf8) || key.elementsEqual("records".utf8)
    }

    private mutating func takeBare(_ cursor: inout SplitCursor) {
        cursor.skip { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "]") && $0 != 0x0A }
        guard cursor.index < cursor.chunk.count else { return }
        collect(&cursor)
        completeBare()
    }

    private mutating func takeLine(_ cursor: inout SplitCursor) {
        cursor.skip { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "[") && $0 != 0x0A }
        guard cursor.index < cursor.chunk.count else { return }
        if cursor.byte == 0x0A {
            collect(&cursor)
            endLine()
            return
        }
        if cursor.offset - pending.offset == 3 {
            collect(&cursor)
            if pending.bytes == [0xEF, 0xBB, 0xBF] {
                complete(.malformed(.byteOrderMark))
                return
            }
        }
        cursor.index += 1
    }

    private mutating func takeBroken(_ cursor: inout SplitCursor) {
        let byte = cursor.byte
        if cursor.before == 0x0A, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            collect(&cursor)
            giveUp(brokenReason)
            cursor.mark = cursor.index
            return
        }
        if byte == 0x0A { line += 1 }
        cursor.index += 1
        if byte != 0x0A { cursor.skip { $0 != 0x0A } }
    }
}

/// A place in a chunk, and how much before it has been copied.
struct SplitCursor {
    let chunk: UnsafeRawBufferPointer
    /// Offset in the stream of the chunk.
    let start: Int
    /// The byte before the chunk.
    let previous: UInt8
    var index = 0
    /// Where the bytes start that belong to the item and are not yet copied.
    var mark = 0

    init(chunk: UnsafeRawBufferPointer, start: Int, previous: UInt8) {
        self.chunk = chunk
        self.start = start
        self.previous = previous
    }

    @inline(__always) var byte: UInt8 { chunk[index] }
    @inline(__always) var before: UInt8 { index > 0 ? chunk[index - 1] : previous }
    @inline(__always) var offset: Int { start + index }

    @inline(__always)
    mutating func skip(while condition: (UInt8) -> Bool) {
        var at = index
        while at < chunk.count, condition(chunk[at]) { at += 1 }
        index = at
    }

    /// Skips what neither ends a string nor makes the next byte mean something else: up to the first quote,
    /// backslash or line feed.
    @inline(__always)
    mutating func skipPlainText() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var at = index
        // SAFETY: a step reads eight bytes, and eight are left.
        // In `word - ones & ~word & tops` the lowest set bit marks the lowest zero byte.
        while chunk.count - at >= 8 {
            let word = UInt64(littleEndian: chunk.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            let feed = word ^ (ones &* 0x0A)
            let marks =
                ((quote &- ones) & ~quote | (slash &- ones) & ~slash | (feed &- ones) & ~feed) & tops
            if marks != 0 {
                index = at + marks.trailingZeroBitCount >> 3
                return
            }
            at += 8
        }
        index = at
        skip { $0 != 0x22 && $0 != 0x5C && $0 != 0x0A }
    }
}
