extension RecordSplitter {
    /// Starts collecting at the byte that comes next.
    mutating func begin(_ mode: Mode) {
        self.mode = mode
        nesting = SplitNesting()
        keyOffset = nil
        keyMakesPage = false
        offersPage = false
        pending.offset = offset
        pending.line = line
        pending.isFirst = isFirst
        isFirst = false
        pending.element = surroundings == .stream ? nil : element
        if surroundings != .stream { element += 1 }
    }

    /// Collects bytes, passing on what exceeds the limit in pieces of that size.
    mutating func collect(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while pending.bytes.count + rest.count > limit {
            let room = limit - pending.bytes.count
            pending.bytes.append(contentsOf: rest.prefix(room))
            rest = rest.dropFirst(room)
            emit(.oversizedPiece(first: !pending.isOversized, last: false))
            pending.isOversized = true
            pending.bytes = []
        }
        pending.bytes.append(contentsOf: rest)
    }

    /// Ends the item that is being collected.
    mutating func complete(_ kind: SplitItem.Kind) {
        if pending.isOversized {
            emit(.oversizedPiece(first: false, last: true))
        } else if case .malformed(let reason) = kind {
            if reason.endsAtText { pending.dropTrailingSpace() }
            emit(kind)
        } else if pending.isPageRest {
            emitPageRest()
        } else {
            emit(kind)
        }
        if pending.isPageRest { emitEnvelope() }
        pending = SplitPending()
        mode = .between
    }

    private mutating func emit(_ kind: SplitItem.Kind) {
        items.append(
            SplitItem(
                kind: kind, offset: pending.offset, line: pending.line, element: pending.element,
                bytes: pending.bytes, pieceReason: pieceReason))
    }

    /// Why what is being collected is no record, where that is known before its end.
    private var pieceReason: SplitReason? {
        switch mode {
        case .opaque: opaqueReason
        case .table: .csv
        case .broken where brokenReason == .binary: .binary
        default: nil
        }
    }

    /// Ends a balanced value.
    mutating func completeValue() {
        if surroundings == .stream { isLines = pending.line == line }
        complete(.record)
    }

    /// Ends a line that starts no record, unless it shows what the next lines are.
    ///
    /// The first line of a table is followed by its rows; between lines that are no text each byte counts.
    mutating func endLine() {
        switch lineReason {
        case .csv: beginTable()
        case .binary where !pending.isOversized:
            mode = .broken
            brokenReason = .binary
        case let reason: complete(.malformed(reason))
        }
    }

    /// Ends the last line, which starts no record.
    private mutating func completeLine() {
        let reason = lineReason
        if reason == .csv { beginTable() }
        complete(.malformed(reason))
    }

    /// What a line is that starts no record.
    private var lineReason: SplitReason {
        if pending.isFirst, !pending.isOversized, TableHeader.isHeader(pending.bytes) { return .csv }
        return pending.looksBinary ? .binary : .unexpectedByte
    }

    /// Ends an element that is neither an object, an array nor a string.
    mutating func completeBare() {
        pending.dropTrailingSpace()
        complete(Self.isScalar(pending.bytes) ? .record : .malformed(.unexpectedByte))
    }

    /// Gives up the value that is being collected, and cuts anew from the first line in it that may start
    /// another.
    ///
    /// Linear: in what is cut anew each such line starts a record at once, so nothing is cut a third time.
    mutating func giveUp(_ reason: SplitReason) {
        let wholeLines = surroundings == .stream
        guard !pending.isOversized, !pending.isPageRest, let start = pending.nextRecordStart else {
            complete(.malformed(reason))
            if wholeLines, reason != .binary { isLines = true }
            return
        }
        let again = Array(pending.bytes[start...])
        let here = (offset: offset, line: line, previous: previous)
        let headLine = pending.line
        offset = pending.offset + start
        line = headLine + pending.bytes[..<start].lazy.filter { $0 == 0x0A }.count
        pending.bytes.removeLast(again.count)
        complete(.malformed(reason))
        previous = 0x0A
        isCuttingAnew = true
        again.withUnsafeBytes { take($0) }
        isCuttingAnew = false
        (offset, line, previous) = here
        if wholeLines { isLines = true }
    }

    /// Whether bytes are a literal or look like a number.
    private static func isScalar(_ bytes: [UInt8]) -> Bool {
        for literal: StaticString in ["true", "false", "null"]
        where bytes.withUnsafeBytes({ JSONText.equal($0, literal.bytes) }) {
            return true
        }
        guard let first = bytes.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
            return false
        }
        return (try? JSONDocument(bytes)) != nil
    }

    /// Ends the stream.
    mutating func end() {
        if mode == .opening { open() }
        // An array that ends behind a whole element shows no other sign that it was cut.
        let isBetween = mode == .between || mode == .bare
        switch mode {
        case .opening, .between: break
        case .value, .string, .escape, .broken:
            // Cutting anew may leave another unfinished value behind, further on.
            while mode != .between {
                switch mode {
                case .bare: completeBare()
                case .line: completeLine()
                case .table: complete(.malformed(.csv))
                default: giveUp(mode == .broken ? brokenReason : .truncated)
                }
            }
        case .bare: completeBare()
        case .line: completeLine()
        case .table: complete(.malformed(.csv))
        case .opaque: complete(.malformed(opaqueReason ?? .binary))
        }
        switch surroundings {
        case .stream: break
        case .page:
            pending = page
            complete(.malformed(.truncated))
        case .array where isBetween:
            pending.offset = offset
            pending.line = line
            complete(.malformed(.truncated))
        case .array: break
        }
        surroundings = .stream
    }
}
