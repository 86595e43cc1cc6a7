import LedgerModel

/// An instant as a source wrote it.
struct SourceTime: Sendable {
    /// Which forms a field may have.
    enum Forms: Sendable {
        /// ISO 8601 with a zone, as RFC 3339 section 5.6 has it; and `/Date(ms)/`, milliseconds since 1970 as
        /// shells write them in JSON, UTC whatever offset stands behind them.
        case zoned
        /// That, and ISO 8601 without a zone, with `T` or a space, where that is UTC by definition.
        case unzoned
        /// That, and the forms of Azure Monitor's exports, which are UTC by definition: ISO 8601 without a
        /// zone, with `T` or a space, and `M/D/YYYY h:mm:ss AM`.
        case exported
    }

    let instant: Timestamp
    /// The text; nil where it is RFC 3339 with `T` and `Z`, so that the instant says all that it does.
    let text: [UInt8]?

    var isPlain: Bool { text == nil }

    /// Reads text; nil where it is not exactly of one of the forms, has more than nine fraction digits, or
    /// names a day or an instant that does not exist or cannot be held.
    init?(_ text: UnsafeRawBufferPointer, forms: Forms) {
        var scanner = Scanner(text: text)
        if text.first == UInt8(ascii: "/") {
            guard let milliseconds = scanner.milliseconds(), scanner.isAtEnd,
                let instant = Timestamp(milliseconds: milliseconds)
            else { return nil }
            self.instant = instant
            self.text = Array(text)
            return
        }
        let isSlashed = text.prefix(3).contains(UInt8(ascii: "/"))
        let read = isSlashed ? scanner.american() : scanner.iso(forms: forms)
        guard let read, scanner.isAtEnd, !isSlashed || forms == .exported,
            let instant = Timestamp(read.civil, offsetSeconds: read.offset)
        else { return nil }
        self.instant = instant
        self.text = read.isPlain ? nil : Array(text)
    }

    init?(_ text: [UInt8], forms: Forms) {
        guard let time = text.withUnsafeBytes({ SourceTime($0, forms: forms) }) else { return nil }
        self = time
    }

    private struct Reading {
        var civil: Timestamp.Civil
        var offset = 0
        var isPlain = false
    }

    private struct Scanner {
        let text: UnsafeRawBufferPointer
        var at = 0

        var isAtEnd: Bool { at == text.count }

        /// A number of `least` to `most` digits.
        @inline(__always)
        mutating func number(_ least: Int, _ most: Int) -> Int? {
            let start = at
            var value = 0
            while at < text.count, at - start < most, ASCII.isDigit(text[at]) {
                value = value * 10 + Int(text[at] &- 48)
                at += 1
            }
            return at - start >= least ? value : nil
        }

        @inline(__always)
        mutating func take(_ byte: UInt8) -> Bool {
            guard at < text.count, text[at] == byte else { return false }
            at += 1
            return true
        }

        mutating func next() -> UInt8? {
            guard at < text.count else { return nil }
            defer { at += 1 }
            return text[at]
        }

        mutating func iso(forms: Forms) -> Reading? {
            guard let year = number(4, 4), take(UInt8(ascii: "-")), let month = number(2, 2),
                take(UInt8(ascii: "-")), let day = number(2, 2), let separator = next(),
                let hour = number(2, 2), take(UInt8(ascii: ":")), let minute = number(2, 2),
                take(UInt8(ascii: ":")), let second = number(2, 2), let nanosecond = fraction()
            else { return nil }
            let isSpaced = separator == UInt8(ascii: " ")
            guard
                separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t")
                    || isSpaced && forms != .zoned
            else { return nil }
            var out = Reading(
                civil: Timestamp.Civil(
                    year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                    nanosecond: nanosecond))
            switch next() {
            case UInt8(ascii: "Z"): out.isPlain = separator == UInt8(ascii: "T")
            case UInt8(ascii: "z"): break
            case let sign? where sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"):
                guard let hours = number(2, 2), hours <= 23, take(UInt8(ascii: ":")),
                    let minutes = number(2, 2),
                    minutes <= 59
                else { return nil }
                out.offset = (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
            case nil where forms != .zoned: break
            default: return nil
            }
            return out
        }

        /// The nanoseconds of an optional fraction.
        mutating func fraction() -> Int? {
            guard take(UInt8(ascii: ".")) else { return 0 }
            let start = at
            guard var value = number(1, 9) else { return nil }
            for _ in (at - start)..<9 { value *= 10 }
            return value
        }

        /// Reads `/Date(ms)/`, with a sign before the number and an offset behind it where they are there.
        mutating func milliseconds() -> Int64? {
            for byte in Array("/Date(".utf8) {
                guard take(byte) else { return nil }
            }
            let isBefore = take(UInt8(ascii: "-"))
            // Fewer digits than a number of 64 bits can have; more name no instant that can be held.
            guard let value = number(1, 16) else { return nil }
            if take(UInt8(ascii: "+")) || take(UInt8(ascii: "-")) {
                guard let hours = number(2, 2), hours <= 23, let minutes = number(2, 2), minutes <= 59 else {
                    return nil
                }
            }
            guard take(UInt8(ascii: ")")), take(UInt8(ascii: "/")) else { return nil }
            return isBefore ? -Int64(value) : Int64(value)
        }

        mutating func american() -> Reading? {
            guard let month = number(1, 2), take(UInt8(ascii: "/")), let day = number(1, 2),
                take(UInt8(ascii: "/")), let year = number(4, 4), take(UInt8(ascii: " ")),
                let hour = number(1, 2), (1...12).contains(hour), take(UInt8(ascii: ":")),
                let minute = number(2, 2), take(UInt8(ascii: ":")), let second = number(2, 2),
                take(UInt8(ascii: " "))
            else { return nil }
            let half = UnsafeRawBufferPointer(rebasing: text[at...])
            at = text.count
            let isAfternoon = ASCII.equalIgnoringCase(half, "PM")
            guard isAfternoon || ASCII.equalIgnoringCase(half, "AM") else { return nil }
            return Reading(
                civil: Timestamp.Civil(
                    year: year, month: month, day: day, hour: hour % 12 + (isAfternoon ? 12 : 0),
                    minute: minute,
                    second: second))
        }
    }
}
