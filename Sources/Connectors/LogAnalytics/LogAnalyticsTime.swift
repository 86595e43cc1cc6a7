/// Instants as Log Analytics' exports write them.
enum LogAnalyticsTime {
    /// The instant as RFC 3339 has it, where the text is UTC by definition: a workspace keeps UTC, so ISO
    /// 8601 without a zone is; and `M/D/YYYY, h:mm:ss AM` is under a column that is labelled so. Any other
    /// text stays as it is, digits and all.
    static func text(of text: [UInt8], zone: LogAnalyticsName.Zone) -> [UInt8] {
        guard zone != .other, SourceTime(text, forms: .zoned) == nil else { return text }
        if zone == .utc, let plain = american(text) { return plain }
        guard !text.prefix(3).contains(UInt8(ascii: "/")), SourceTime(text, forms: .exported) != nil else {
            return text
        }
        var plain = text
        plain[Self.dateBytes] = UInt8(ascii: "T")
        return SourceTime(plain, forms: .zoned) == nil ? plain + [UInt8(ascii: "Z")] : plain
    }

    /// Bytes of `YYYY-MM-DD`.
    private static let dateBytes = 10

    /// Reads `M/D/YYYY, h:mm:ss[.fraction] AM`; nil for anything else. Half days in lower case are another
    /// language's, which may write the day first.
    private static func american(_ text: [UInt8]) -> [UInt8]? {
        let parts = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].last == UInt8(ascii: ","),
            let isAfternoon = parts[2].elementsEqual("PM".utf8)
                ? true : parts[2].elementsEqual("AM".utf8) ? false : nil
        else { return nil }
        let date = parts[0].dropLast().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let seconds = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard date.count == 3, (1...2).contains(seconds.count) else { return nil }
        let clock = seconds[0].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard clock.count == 3, let month = number(date[0], 1...2), let day = number(date[1], 1...2),
            let year = number(date[2], 4...4), let hour = number(clock[0], 1...2), (1...12).contains(hour),
            let minute = number(clock[1], 2...2), let second = number(clock[2], 2...2)
        else { return nil }
        var out = padded(year, 4) + [UInt8(ascii: "-")] + padded(month, 2) + [UInt8(ascii: "-")]
        out += padded(day, 2) + [UInt8(ascii: "T")] + padded(hour % 12 + (isAfternoon ? 12 : 0), 2)
        out += [UInt8(ascii: ":")] + padded(minute, 2) + [UInt8(ascii: ":")] + padded(second, 2)
        if seconds.count == 2 { out += [UInt8(ascii: ".")] + seconds[1] }
        return out + [UInt8(ascii: "Z")]
    }

    private static func number(_ digits: ArraySlice<UInt8>, _ counts: ClosedRange<Int>) -> Int? {
        guard counts.contains(digits.count), digits.allSatisfy({ ASCII.isDigit($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 &- 48) }
    }

    private static func padded(_ number: Int, _ count: Int) -> [UInt8] {
        let digits = Array(String(number).utf8)
        return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, count - digits.count)) + digits
    }
}
