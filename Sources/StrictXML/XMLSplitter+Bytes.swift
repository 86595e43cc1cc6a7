extension XMLSplitter {
    /// Runs the state machine over bytes. They are copied where something may begin or end, and at the end.
    mutating func take(_ chunk: UnsafeRawBufferPointer) {
        let base = offset
        var index = 0
        // Where the bytes start that belong to the piece and are not yet copied.
        var mark = 0
        while index < chunk.count {
            let byte = chunk[index]
            if case .between = state, !Self.isSpace(byte) {
                mark = index
                start = (base + index, line)
            }
            if byte == 0x0A { line += 1 }
            guard means(byte) else {
                switch state {
                case .content: index = skipText(chunk, from: index)
                case .markup:
                    append(byte)
                    index += 1
                default:
                    beforeLast = last
                    last = byte
                    index += 1
                }
                continue
            }
            offset = base + index + 1
            let wasCutAnew = collect(UnsafeRawBufferPointer(rebasing: chunk[mark...index]))
            mark = index + 1
            if !wasCutAnew { take(byte) }
            index += 1
        }
        offset = base + chunk.count
        if case .between = state {
        } else {
            _ = collect(UnsafeRawBufferPointer(rebasing: chunk[mark...]))
        }
    }

    /// Whether a byte may change the state.
    @inline(__always)
    private func means(_ byte: UInt8) -> Bool {
        switch state {
        case .between: return !Self.isSpace(byte)
        case .line: return byte == 0x0A || byte == UInt8(ascii: "<") && last == 0xBF
        case .content: return byte == UInt8(ascii: "<")
        case .markup:
            // Of a name only its end tells more.
            guard let first = opening.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") else {
                return true
            }
            return Self.endsName(byte)
        case .instruction: return byte == UInt8(ascii: ">") && last == UInt8(ascii: "?")
        case .comment: return last == UInt8(ascii: "-") && beforeLast == UInt8(ascii: "-")
        case .typeComment:
            return byte == UInt8(ascii: ">") && last == UInt8(ascii: "-") && beforeLast == UInt8(ascii: "-")
        case .section:
            return byte == UInt8(ascii: ">") && last == UInt8(ascii: "]") && beforeLast == UInt8(ascii: "]")
        case .type(let quote, _):
            if quote != 0 { return byte == quote }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: ">"):
                return true
            default: return byte == UInt8(ascii: "-") && last == UInt8(ascii: "-")
            }
        case .startTag(let quote):
            if byte == UInt8(ascii: "<") { return true }
            if quote != 0 { return byte == quote }
            return byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        case .endTag: return byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<")
        }
    }

    /// The place of the next `<` behind a byte of text; counts lines up to there.
    private mutating func skipText(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start + 1
        while index < chunk.count, chunk[index] != UInt8(ascii: "<") {
            if chunk[index] == 0x0A { line += 1 }
            index += 1
        }
        return index
    }

    /// Goes on by a byte that means something, and that has been collected.
    private mutating func take(_ byte: UInt8) {
        switch state {
        case .between:
            if byte == UInt8(ascii: "<") {
                beginMarkup()
            } else {
                state = .line
                last = byte
            }
        case .line: takeInLine(byte)
        case .content: beginMarkup()
        case .markup: decide(byte)
        case .comment where byte != UInt8(ascii: ">"):
            // Two dashes stand nowhere in a comment: what began it has no end.
            tags.leave()
            beforeLast = last
            last = byte
        case .instruction, .comment, .section: enter(.content)
        case .typeComment: enter(.type(quote: 0, isInside: true))
        case .type(let quote, let isInside): takeInType(byte, quote: quote, isInside: isInside)
        case .startTag(let quote): takeInTag(byte, quote: quote)
        case .endTag: endElement(byte)
        }
    }

    /// Ends an element by its end tag, or where another tag begins in that.
    private mutating func endElement(_ byte: UInt8) {
        tags.close(opening)
        let isLeft = byte == UInt8(ascii: "<")
        if isLeft { tags.leave() }
        guard tags.depth == 0, !tags.root.isEmpty else { return isLeft ? beginMarkup() : enter(.content) }
        guard isLeft else { return completeDocument() }
        pending.removeLast()
        abandon(.unbalanced)
        pending = [byte]
        start = (offset - 1, line)
        beginMarkup()
    }

    mutating func enter(_ state: State) {
        self.state = state
        last = 0
        beforeLast = 0
    }

    private mutating func beginMarkup() {
        enter(.markup)
        opening = []
    }

    private mutating func takeInLine(_ byte: UInt8) {
        if byte == 0x0A { return completeLine() }
        guard pending.count == 4, !isOversized, pending.starts(with: [0xEF, 0xBB, 0xBF]) else {
            last = byte
            return
        }
        // A byte order mark before a document belongs to none.
        pending.removeFirst(3)
        start.offset += 3
        beginMarkup()
    }

    private mutating func takeInType(_ byte: UInt8, quote: UInt8, isInside: Bool) {
        switch byte {
        case quote: enter(.type(quote: 0, isInside: isInside))
        case UInt8(ascii: "\""), UInt8(ascii: "'"): enter(.type(quote: byte, isInside: isInside))
        case UInt8(ascii: "["): enter(.type(quote: 0, isInside: true))
        case UInt8(ascii: "]"): enter(.type(quote: 0, isInside: false))
        case UInt8(ascii: "-"):
            let isComment = beforeLast == UInt8(ascii: "!") && isInside
            enter(isComment ? .typeComment : .type(quote: 0, isInside: isInside))
        default: enter(isInside ? .type(quote: 0, isInside: true) : .content)
        }
    }

    private mutating func takeInTag(_ byte: UInt8, quote: UInt8) {
        switch byte {
        case UInt8(ascii: "<"):
            if tags.depth == 0 { tags.open(opening) }
            tags.leave()
            beginMarkup()
        case quote: enter(.startTag(quote: 0))
        case UInt8(ascii: ">"):
            if last != UInt8(ascii: "/") {
                tags.open(opening)
                enter(.content)
            } else if tags.depth == 0 {
                tags.open(opening)
                completeDocument()
            } else {
                enter(.content)
            }
        default: enter(.startTag(quote: byte))
        }
    }

    // MARK: What begins

    private static let declaration = Array("?xml".utf8)
    private static let comment = Array("!--".utf8)
    private static let section = Array("![CDATA[".utf8)

    /// Decides what a markup is, by its bytes so far and this one.
    private mutating func decide(_ byte: UInt8) {
        switch opening.first {
        case nil:
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "/"): opening.append(byte)
            case _ where Self.beginsName(byte): opening.append(byte)
            case _ where tags.root.isEmpty && pending.count == 2 && !isOversized:
                // No markup, and no document.
                state = .line
                last = byte
                if byte == 0x0A { completeLine() }
            case UInt8(ascii: "<"): beginMarkup()
            default: enter(.content)
            }
        case UInt8(ascii: "?"):
            if opening == Self.declaration, Self.isSpace(byte) {
                beginDeclared()
            } else {
                opening.append(byte)
                if !Self.declaration.starts(with: opening) { enterInstruction(byte) }
            }
        case UInt8(ascii: "!"):
            opening.append(byte)
            if opening == Self.comment {
                enter(.comment)
            } else if opening == Self.section {
                enter(.section)
            } else if !Self.comment.starts(with: opening), !Self.section.starts(with: opening) {
                enter(.type(quote: 0, isInside: false))
                if means(byte) { take(byte) }
            }
        case UInt8(ascii: "/"):
            opening.removeFirst()
            enter(.endTag)
            if means(byte) { take(byte) }
        default:
            enter(.startTag(quote: 0))
            if means(byte) { take(byte) } else { last = byte }
        }
    }

    private mutating func append(_ byte: UInt8) {
        let slash = opening.first == UInt8(ascii: "/") ? 1 : 0
        if opening.count < Self.nameBytes + slash { opening.append(byte) }
    }

    private mutating func enterInstruction(_ byte: UInt8) {
        enter(.instruction)
        if opening.count > 2 { last = byte }
    }

    /// Begins a document with its declaration; what came before has no end.
    private mutating func beginDeclared() {
        let count = Self.declaration.count + 2
        if pending.count > count {
            let declaration = Array(pending.suffix(count))
            let place = (offset: offset - count, line: line - (declaration.last == 0x0A ? 1 : 0))
            pending.removeLast(count)
            if isMisc { complete(.misc) } else { abandon(.truncated) }
            pending = declaration
            start = place
        }
        enter(.instruction)
    }
}
