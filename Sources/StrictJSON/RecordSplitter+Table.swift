extension RecordSplitter {
    /// Goes on behind the header that has been collected.
    mutating func beginTable() {
        mode = .table
        // A name in quotes holds no line feed, so the header's quotes are closed.
        isInCell = false
        // The mark is part of the table, not of the text around records.
        if sawByteOrderMark, pending.offset == 3, pending.bytes.count <= limit - 3 {
            pending.offset = 0
            pending.bytes.insert(contentsOf: SplitPending.byteOrderMark, at: 0)
        }
    }

    /// Takes rows up to a line that starts with a bracket outside of a cell.
    mutating func takeTable(_ cursor: inout SplitCursor) {
        let byte = cursor.byte
        if !isInCell, cursor.before == 0x0A, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            collect(&cursor)
            complete(.malformed(.csv))
            cursor.mark = cursor.index
            return
        }
        if byte == UInt8(ascii: "\"") { isInCell.toggle() }
        if byte == 0x0A { line += 1 }
        cursor.index += 1
        if byte != 0x0A { cursor.skip { $0 != 0x0A && $0 != UInt8(ascii: "\"") } }
    }
}

/// The first line of a table of values that commas, semicolons or tabs separate (RFC 4180 section 2).
enum TableHeader {
    /// Whether a line is two names or more, each once in quotes or without: letters, digits and the few signs
    /// that exports put into names, beginning with a letter or an underscore.
    static func isHeader(_ line: [UInt8]) -> Bool {
        [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].contains { separator in
            let names = line.split(separator: separator, omittingEmptySubsequences: false)
            return names.count > 1 && names.allSatisfy(isName)
        }
    }

    private static func isName(_ cell: ArraySlice<UInt8>) -> Bool {
        var name = cell
        while let last = name.last, SplitPending.isSpace(last) { name.removeLast() }
        while let first = name.first, SplitPending.isSpace(first) { name.removeFirst() }
        if name.count > 1, name.first == UInt8(ascii: "\""), name.last == UInt8(ascii: "\"") {
            name = name.dropFirst().dropLast()
        }
        guard let first = name.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
        return name.allSatisfy { isLetter($0) || isSign($0) }
    }

    /// A letter of ASCII, or a part of any other character.
    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "_"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "#"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}
