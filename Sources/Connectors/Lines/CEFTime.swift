import LedgerModel

/// An instant of an event of the Common Event Format.
///
/// Of digits, ten or fewer count seconds since 1970, which Ivanti's are documented to be, and twelve or
/// thirteen milliseconds, as the format has them: no instant that can be held is both. Text is RFC 3339, or
/// `MMM d yyyy hh:mm:ss` with or without a fraction, a year and the name of a zone. Without a year or a zone,
/// and with another zone than UTC, it is kept as it stands and names no instant.
struct CEFTime {
    let instant: Timestamp?
    /// The text, where it says more than the instant or is none.
    let text: [UInt8]?

    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// - Parameter zone: the zone of the event's text, where another key names it.
    /// - Returns: nil where the text is no time.
    init?(_ text: [UInt8], zone: [UInt8]?) {
        if text.allSatisfy(ASCII.isDigit) {
            guard let number = Int64(String(decoding: text.prefix(20), as: UTF8.self)) else { return nil }
            switch text.count {
            case 1...10: instant = Timestamp(milliseconds: number * 1_000)
            case 12...13: instant = Timestamp(milliseconds: number)
            default: return nil
            }
            guard instant != nil else { return nil }
            self.text = nil
            return
        }
        if let zoned = SourceTime(text, forms: .zoned), text.first != UInt8(ascii: "/") {
            instant = zoned.instant
            self.text = zoned.text
            return
        }
        guard text.count <= 64 else { return nil }
        var words = text.split(separator: 0x20).map { Array($0) }
        guard words.count >= 3,
            let month = Self.months.firstIndex(where: { ASCII.equalIgnoringCase(words[0], $0) })
        else { return nil }
        var year: Int?
        if words[2].count == 4, let number = Self.number(words[2], 0...9_999) {
            year = number
            words.remove(at: 2)
        }
        guard let day = Self.number(words[1], 1...31), words.count >= 3, words.count <= 4,
            let clock = Self.clock(words[2])
        else { return nil }
        let name = words.count == 4 ? words[3] : zone
        self.text = text
        guard let year, let name, ["UTC", "GMT", "Z"].contains(where: { Array($0.utf8) == name }) else {
            instant = nil
            return
        }
        instant = Timestamp(
            Timestamp.Civil(
                year: year, month: month + 1, day: day, hour: clock.hour, minute: clock.minute,
                second: clock.second, nanosecond: clock.nanosecond))
        guard instant != nil else { return nil }
    }

    private static func number(_ text: some Collection<UInt8>, _ range: ClosedRange<Int>) -> Int? {
        guard (1...4).contains(text.count), text.allSatisfy(ASCII.isDigit) else { return nil }
        let value = text.reduce(0) { $0 * 10 + Int($1 &- 48) }
        return range.contains(value) ? value : nil
    }

    private static func clock(
        _ text: [UInt8]
    ) -> (hour: Int, minute: Int, second: Int, nanosecond: Int)? {
        let halves = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard halves.count <= 2, parts.count == 3, parts.allSatisfy({ $0.count == 2 }),
            let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59),
            let second = number(parts[2], 0...59)
        else { return nil }
        guard halves.count == 2 else { return (hour, minute, second, 0) }
        guard halves[1].count == 3, let fraction = number(halves[1], 0...999) else { return nil }
        return (hour, minute, second, fraction * 1_000_000)
    }
}
