extension XMLSplitter {
    /// Collects bytes, passing on what exceeds the limit in pieces of that size. Returns whether all that was
    /// collected, these bytes among it, has been cut anew.
    mutating func collect(_ bytes: UnsafeRawBufferPointer) -> Bool {
        pending.append(contentsOf: bytes)
        guard pending.count > limit else { return false }
        if !isOversized, cutAnew(within: limit) { return true }
        var from = 0
        while pending.count - from > limit {
            emit(.oversizedPiece(first: !isOversized, last: false), Array(pending[from..<(from + limit)]))
            isOversized = true
            from += limit
        }
        pending.removeFirst(from)
        return false
    }

    /// Ends the piece that has begun.
    mutating func complete(_ kind: XMLPiece.Kind) {
        if isOversized {
            emit(.oversizedPiece(first: false, last: true), pending)
        } else {
            while let byte = pending.last, Self.isSpace(byte) { pending.removeLast() }
            if !pending.isEmpty { emit(kind, pending) }
        }
        if kind == .document { lastRoot = tags.root }
        pending = []
        isOversized = false
        isCutAnew = false
        tags = XMLOpenTags()
        enter(.between)
    }

    /// Ends a line that begins no markup. A byte order mark alone is none.
    mutating func completeLine() {
        if !isOversized, pending.count <= 5, pending.starts(with: [0xEF, 0xBB, 0xBF]),
            pending.dropFirst(3).allSatisfy(Self.isSpace)
        {
            pending = []
        }
        complete(.line)
    }

    private mutating func emit(_ kind: XMLPiece.Kind, _ bytes: [UInt8]) {
        pieces.append(XMLPiece(kind: kind, offset: start.offset, line: start.line, bytes: bytes))
    }

    /// Ends the document at the end of its root.
    mutating func completeDocument() {
        if tags.isUnbalanced { abandon(.unbalanced) } else { complete(.document) }
    }

    /// Ends a broken document, and cuts anew what it swallowed.
    mutating func abandon(_ kind: XMLPiece.Kind) {
        let places = restarts(within: pending.count, lines: kind == .truncated)
        guard cutsAnew, !isCutAnew, !isOversized, let first = places.first else { return complete(kind) }
        let all = pending
        let begun = start
        pending.removeLast(all.count - first)
        complete(.truncated)
        cut(all, at: places + [all.count], from: begun)
    }

    /// Cuts parts of a broken document, each by itself, so that nothing of it is looked at a third time.
    private mutating func cut(_ all: [UInt8], at places: [Int], from begun: (offset: Int, line: Int)) {
        guard let first = places.first else { return }
        var lineNumber = begun.line + all[..<first].count { $0 == 0x0A }
        for (place, next) in zip(places, places.dropFirst()) {
            let part = Array(all[place..<next])
            var inner = XMLSplitter(
                limit: limit, offset: begun.offset + place, line: lineNumber, cutsAnew: false)
            pieces += inner.consume(part)
            pieces += inner.finish()
            if !inner.lastRoot.isEmpty { lastRoot = inner.lastRoot }
            lineNumber += part.count { $0 == 0x0A }
        }
    }

    /// Gives up the document at the limit, and goes on with what follows in it from the last place on where
    /// another one may begin. False where there is none, or where that was done already.
    mutating func cutAnew(within count: Int) -> Bool {
        guard cutsAnew, !isCutAnew else { return false }
        let places = restarts(within: count, lines: true)
        guard let first = places.first, let lastPlace = places.last else { return false }
        let all = pending
        let stop = offset
        let stopLine = line
        let begun = start
        pending.removeLast(all.count - first)
        complete(.truncated)
        cut(all, at: places, from: begun)
        offset = begun.offset + lastPlace
        line = begun.line + all[..<lastPlace].count { $0 == 0x0A }
        isCutAnew = true
        all[lastPlace...].withUnsafeBytes { take($0) }
        (offset, line) = (stop, stopLine)
        return true
    }

    /// Whether what is collected is nothing but comments and instructions.
    var isMisc: Bool {
        guard !isOversized, tags.root.isEmpty else { return false }
        var rest = pending[...]
        while true {
            rest = rest.drop(while: Self.isSpace)
            if rest.isEmpty { return true }
            let end: [UInt8]
            if rest.starts(with: Array("<!--".utf8)) {
                rest = rest.dropFirst(4)
                end = Array("-->".utf8)
            } else if rest.starts(with: Array("<?".utf8)) {
                end = Array("?>".utf8)
            } else {
                return false
            }
            guard let found = rest.firstRange(of: end) else { return false }
            rest = rest[found.upperBound...]
        }
    }

    /// Where in the first bytes that are collected another document may begin: at an XML declaration, or, of
    /// `lines`, at one that begins with the tag of a known root.
    private func restarts(within count: Int, lines: Bool) -> [Int] {
        let roots = (lines ? [tags.root, lastRoot] : []).filter { !$0.isEmpty && $0.count < Self.nameBytes }
        return pending.withUnsafeBufferPointer { bytes in
            var places: [Int] = []
            var at = 1
            let end = Swift.min(count, bytes.count)
            func begins(_ name: [UInt8], at place: Int) -> Bool {
                guard end - place > name.count else { return false }
                for index in name.indices where bytes[place + index] != name[index] { return false }
                return true
            }
            while at < end {
                defer { at += 1 }
                guard bytes[at] == UInt8(ascii: "<") else { continue }
                let isDeclaration =
                    begins(Array("?xml".utf8), at: at + 1) && at + 5 < end && Self.isSpace(bytes[at + 5])
                let isRoot =
                    bytes[at - 1] == 0x0A
                    && roots.contains {
                        begins($0, at: at + 1) && at + 1 + $0.count < end
                            && Self.endsName(bytes[at + 1 + $0.count])
                    }
                if isDeclaration || isRoot { places.append(at) }
            }
            return places
        }
    }
}
