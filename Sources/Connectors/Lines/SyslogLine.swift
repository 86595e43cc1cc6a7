import LedgerModel

/// One syslog message: who wrote it, when, and what it says.
///
/// Read are RFC 5424; RFC 3164, whose time has neither a year nor a zone, also with the month written in full
/// and with a time of RFC 3339 in its place; each without the priority, as what keeps messages in files
/// leaves it out; and an event of the Common Event Format without any header before it.
struct SyslogLine: Sendable {
    /// The name or address of the host that wrote it, as it says.
    private(set) var host: [UInt8]?
    /// When it was written; nil where the text does not say the year or the zone.
    private(set) var time: Timestamp?
    /// The text of that, where it says more than the instant or is none.
    private(set) var timeText: [UInt8]?
    /// Behind the header, without white space at either end.
    private(set) var message: [UInt8] = []

    /// The longest header, in bytes: a time, and names of at most 255 bytes.
    static let headerBytes = 1_024
    private static let nameBytes = 255
    /// The longest time, and a space behind it.
    private static let timeBytes = 48
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Whether bytes begin as a line does that is read here: `<` and a digit, `CEF:`, or a header without the
    /// priority before an event of the Common Event Format or a message of Workspace ONE.
    ///
    /// - Parameter isWhole: whether nothing comes behind them that tells more.
    /// - Returns: nil where they do not tell yet.
    static func begins(_ head: [UInt8], isWhole: Bool = true) -> Bool? {
        guard let first = head.first else { return isWhole ? false : nil }
        if first == UInt8(ascii: "<") {
            guard head.count > 1 else { return isWhole ? false : nil }
            return ASCII.isDigit(head[1])
        }
        // Before all that costs more: every record of whatever kind is asked.
        guard ASCII.isDigit(first) || first &- UInt8(ascii: "A") < 26 else { return false }
        let word = CEFMessage.opening
        if word.starts(with: head.prefix(word.count)) {
            guard head.count > word.count else { return isWhole ? false : nil }
            return ASCII.isDigit(head[word.count])
        }
        var header = Header(text: Array(head.prefix(timeBytes).prefix { $0 != 0x0A }))
        guard header.time() else {
            // What is no time yet may become one.
            return !isWhole && header.text.count == head.count && head.count < timeBytes ? nil : false
        }
        let line = Array(head.prefix(headerBytes).prefix { $0 != 0x0A })
        guard isWhole || line.count < head.count else { return nil }
        return line.withUnsafeBytes { text in
            let rest = UnsafeRawBufferPointer(rebasing: text[header.at...])
            return ASCII.contains(rest, "CEF:") || ASCII.contains(rest, WorkspaceOneLog.opening)
        }
    }

    /// Reads a line, without the end of it.
    init(_ bytes: [UInt8]) throws(LineSyntaxError) {
        if let place = bytes.firstIndex(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
            throw LineSyntaxError(code: .controlCharacter, byteOffset: place)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw LineSyntaxError(code: .utf8, byteOffset: bytes.firstIndex { $0 >= 0x80 } ?? 0)
        }
        var header = Header(text: bytes)
        let hasPriority = try header.priority()
        if hasPriority, header.isNext("1 ") {
            try readModern(&header)
        } else {
            try readOld(&header, hasPriority: hasPriority)
        }
        var rest = Array(bytes[header.at...])
        if rest.starts(with: Self.mark) { rest.removeFirst(Self.mark.count) }
        message = ASCII.trimmed(rest)
    }

    /// RFC 5424, behind the priority.
    private mutating func readModern(_ header: inout Header) throws(LineSyntaxError) {
        header.at += 2
        guard let written = header.word(), header.at < header.text.count else {
            throw LineSyntaxError(code: .header, byteOffset: header.at)
        }
        if written != [UInt8(ascii: "-")] {
            guard let own = SourceTime(written, forms: .zoned), written.first != UInt8(ascii: "/") else {
                throw LineSyntaxError(code: .header, byteOffset: header.at)
            }
            time = own.instant
            timeText = own.text
        }
        guard let name = header.word(), name.count <= Self.nameBytes, header.word() != nil,
            header.word() != nil, header.word() != nil
        else { throw LineSyntaxError(code: .header, byteOffset: header.at) }
        host = name == [UInt8(ascii: "-")] ? nil : name
        try header.structuredData()
    }

    /// RFC 3164, behind the priority or without one.
    private mutating func readOld(_ header: inout Header, hasPriority: Bool) throws(LineSyntaxError) {
        header.skipSpaces()
        if header.isNext("CEF:") { return }
        let start = header.at
        guard header.time() else { throw LineSyntaxError(code: .header, byteOffset: start) }
        let written = Array(header.text[start..<header.at])
        if let own = SourceTime(written, forms: .zoned) {
            time = own.instant
            timeText = own.text
        } else {
            timeText = written
        }
        header.skipSpaces()
        if header.isNext("CEF:") { return }
        guard let name = header.word(), name.count <= Self.nameBytes else {
            throw LineSyntaxError(code: .header, byteOffset: header.at)
        }
        host = name
    }
}

extension SyslogLine {
    /// Reads a header from its beginning.
    private struct Header {
        let text: [UInt8]
        var at = 0

        init(text: [UInt8]) { self.text = text }

        private static let months: [StaticString] = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]

        func isNext(_ word: StaticString) -> Bool {
            text.withUnsafeBytes { bytes in
                let count = word.utf8CodeUnitCount
                guard bytes.count - at >= count else { return false }
                return (0..<count).allSatisfy { bytes[at + $0] == word.utf8Start[$0] }
            }
        }

        mutating func skipSpaces() {
            while at < text.count, text[at] == 0x20 { at += 1 }
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard at < text.count, text[at] == byte else { return false }
            at += 1
            return true
        }

        /// The number of one to `most` digits.
        private mutating func number(_ most: Int) -> (value: Int, digits: Int)? {
            let start = at
            var value = 0
            while at < text.count, at - start < most, ASCII.isDigit(text[at]) {
                value = value * 10 + Int(text[at] &- 48)
                at += 1
            }
            return at > start ? (value, at - start) : nil
        }

        /// Takes the priority; false where none stands there.
        mutating func priority() throws(LineSyntaxError) -> Bool {
            guard take(UInt8(ascii: "<")) else { return false }
            guard let number = number(3), number.value <= 191,
                String(number.value).utf8.count == number.digits, take(UInt8(ascii: ">"))
            else { throw LineSyntaxError(code: .priority, byteOffset: at) }
            return true
        }

        /// The bytes up to the next space, and the space; nil where there are none.
        mutating func word() -> [UInt8]? {
            let start = at
            while at < text.count, text[at] != 0x20, text[at] != 0x09 { at += 1 }
            guard at > start else { return nil }
            defer { if at < text.count { at += 1 } }
            return Array(text[start..<at])
        }

        /// Takes a time of RFC 3339, or a month, a day and a time of day; false, and nothing, for anything
        /// else. Behind it nothing or a space stands.
        mutating func time() -> Bool {
            let start = at
            if at < text.count, ASCII.isDigit(text[at]) {
                while at < text.count, text[at] != 0x20, at - start < 40 { at += 1 }
                if SourceTime(Array(text[start..<at]), forms: .zoned) != nil { return true }
            } else if month(), day(), clock(), at == text.count || text[at] == 0x20 {
                return true
            }
            at = start
            return false
        }

        private mutating func month() -> Bool {
            let start = at
            while at < text.count, (text[at] | 0x20) &- UInt8(ascii: "a") < 26, at - start < 10 { at += 1 }
            let name = Array(text[start..<at])
            return Self.months.contains { month in
                ASCII.equalIgnoringCase(name, month)
                    || name.count == 3
                        && Array(name).withUnsafeBytes { short in
                            (0..<3).allSatisfy {
                                ASCII.lowered(short[$0]) == ASCII.lowered(month.utf8Start[$0])
                            }
                        }
            }
        }

        private mutating func day() -> Bool {
            guard take(0x20) else { return false }
            _ = take(0x20)
            guard let day = number(2) else { return false }
            return (1...31).contains(day.value) && take(0x20)
        }

        private mutating func clock() -> Bool {
            for (index, most) in [23, 59, 60].enumerated() {
                guard index == 0 || take(UInt8(ascii: ":")), let part = number(2), part.digits == 2,
                    part.value <= most
                else { return false }
            }
            return true
        }

        /// Takes the structured data of RFC 5424 section 6.3, and a space behind them.
        mutating func structuredData() throws(LineSyntaxError) {
            func failed(_ at: Int) -> LineSyntaxError {
                LineSyntaxError(code: .structuredData, byteOffset: at)
            }
            if take(UInt8(ascii: "-")) {
                guard at == text.count || take(0x20) else { throw failed(at) }
                return
            }
            guard at < text.count, text[at] == UInt8(ascii: "[") else { throw failed(at) }
            while take(UInt8(ascii: "[")) {
                guard name() else { throw failed(at) }
                while take(0x20) {
                    guard name(), take(UInt8(ascii: "=")), take(UInt8(ascii: "\"")) else { throw failed(at) }
                    while at < text.count, text[at] != UInt8(ascii: "\"") {
                        if text[at] == UInt8(ascii: "]") { throw failed(at) }
                        at += text[at] == UInt8(ascii: "\\") ? 2 : 1
                    }
                    guard at < text.count, take(UInt8(ascii: "\"")) else { throw failed(min(at, text.count)) }
                }
                guard take(UInt8(ascii: "]")) else { throw failed(at) }
            }
            guard at == text.count || take(0x20) else { throw failed(at) }
        }

        /// A name of structured data: one to 32 printable bytes without a space, `=`, `]` or a quote.
        private mutating func name() -> Bool {
            let start = at
            while at < text.count, text[at] > 0x20, text[at] < 0x7F, text[at] != UInt8(ascii: "="),
                text[at] != UInt8(ascii: "]"), text[at] != UInt8(ascii: "\"")
            { at += 1 }
            return (1...32).contains(at - start)
        }
    }
}
