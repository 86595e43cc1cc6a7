extension RecordSplitter {
    /// Puts the object that is being collected aside as a page, before the first element of its list; false
    /// where it is none.
    mutating func openPage(_ cursor: inout SplitCursor) -> Bool {
        offersPage = false
        collect(&cursor)
        guard !pending.isOversized, PageMembers.names(before: pending.bytes) != nil else {
            // It is looked at once only, which keeps the time linear.
            pending.mayBePage = false
            keyMakesPage = false
            return false
        }
        pending.dropTrailingSpace()
        page = pending
        pending = SplitPending()
        surroundings = .page
        element = 0
        mode = .between
        return true
    }

    /// Goes on with the page, behind its last element.
    mutating func resumePage(_ cursor: inout SplitCursor) {
        surroundings = .stream
        offset = cursor.offset
        begin(.value)
        pending.isPageRest = true
        pending.mayBePage = false
        cursor.mark = cursor.index
        cursor.index += 1
        nesting.open(UInt8(ascii: "{"))
        nesting.last = UInt8(ascii: "]")
    }

    /// Passes on what follows the page's list: the allowed members go to the envelope.
    mutating func emitPageRest() {
        var names = PageMembers.names(before: page.bytes) ?? []
        var line = pending.line
        var counted = 0
        page.bytes.append(UInt8(ascii: "]"))
        for range in PageMembers.ranges(in: pending.bytes) {
            let member = Array(pending.bytes[range])
            guard let reason = PageMembers.reason(against: member, behind: &names) else {
                page.bytes.append(UInt8(ascii: ","))
                page.bytes.append(contentsOf: member)
                continue
            }
            line += pending.bytes[counted..<range.lowerBound].count { $0 == 0x0A }
            counted = range.lowerBound
            items.append(
                SplitItem(
                    kind: .malformed(reason), offset: pending.offset + range.lowerBound, line: line,
                    element: nil, bytes: member, pieceReason: nil))
        }
        page.bytes.append(UInt8(ascii: "}"))
    }

    /// Passes on what stands around the page's list.
    mutating func emitEnvelope() {
        items.append(
            SplitItem(
                kind: .envelope, offset: page.offset, line: page.line, element: nil, bytes: page.bytes,
                pieceReason: nil))
        page = SplitPending()
    }
}
