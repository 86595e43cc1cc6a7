extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, with as many fraction digits (0, 3, 6, 7 or 9) as the instant needs.
    public var description: String { String(decoding: rfc3339, as: UTF8.self) }

    /// ``description`` as ASCII bytes.
    public var rfc3339: [UInt8] {
        let civil = self.civil
        var out = [UInt8]()
        out.reserveCapacity(30)
        func number(_ value: Int, _ width: Int) {
            var divisor = 1
            for _ in 1..<width { divisor *= 10 }
            while divisor > 0 {
                out.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
                divisor /= 10
            }
        }
        number(civil.year, 4)
        out.append(UInt8(ascii: "-"))
        number(civil.month, 2)
        out.append(UInt8(ascii: "-"))
        number(civil.day, 2)
        out.append(UInt8(ascii: "T"))
        number(civil.hour, 2)
        out.append(UInt8(ascii: ":"))
        number(civil.minute, 2)
        out.append(UInt8(ascii: ":"))
        number(civil.second, 2)
        if civil.nanosecond != 0 {
            out.append(UInt8(ascii: "."))
            if civil.nanosecond % 1_000_000 == 0 {
                number(civil.nanosecond / 1_000_000, 3)
            } else if civil.nanosecond % 1_000 == 0 {
                number(civil.nanosecond / 1_000, 6)
            } else if civil.nanosecond % 100 == 0 {
                number(civil.nanosecond / 100, 7)
            } else {
                number(civil.nanosecond, 9)
            }
        }
        out.append(UInt8(ascii: "Z"))
        return out
    }

    /// Parses RFC 3339 section 5.6: a full date, `T` (or `t`, or one space), a time with an optional fraction
    /// of up to nine digits (further digits must be zero), and a zone (`Z`, `z` or ±hh:mm). Nil for anything
    /// else.
    public init?(rfc3339 text: some Collection<UInt8>) {
        guard let parsed = Self.parsed(Array(text)) else { return nil }
        self = parsed
    }

    private static func parsed(_ text: [UInt8]) -> Timestamp? {
        var rest = text[...]
        func digits(_ count: Int) -> Int? {
            var value = 0
            for _ in 0..<count {
                guard let byte = rest.first, byte >= 48, byte <= 57 else { return nil }
                value = value * 10 + Int(byte - 48)
                rest = rest.dropFirst()
            }
            return value
        }
        func symbol(_ allowed: UInt8...) -> UInt8? {
            guard let byte = rest.first, allowed.contains(byte) else { return nil }
            rest = rest.dropFirst()
            return byte
        }
        let dash = UInt8(ascii: "-")
        let colon = UInt8(ascii: ":")
        guard let year = digits(4), symbol(dash) != nil, let month = digits(2), symbol(dash) != nil,
            let day = digits(2), symbol(UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")) != nil,
            let hour = digits(2), symbol(colon) != nil, let minute = digits(2), symbol(colon) != nil,
            let second = digits(2)
        else { return nil }
        var nanosecond = 0
        if symbol(UInt8(ascii: ".")) != nil {
            var count = 0
            while let digit = digits(1) {
                count += 1
                guard count <= 18 else { return nil }
                if count <= 9 { nanosecond = nanosecond * 10 + digit } else if digit != 0 { return nil }
            }
            guard count > 0 else { return nil }
            while count < 9 {
                nanosecond *= 10
                count += 1
            }
        }
        var offset = 0
        switch symbol(UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: "+"), dash) {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"): break
        case let sign?:
            guard let hours = digits(2), symbol(colon) != nil, let minutes = digits(2), hours <= 23,
                minutes <= 59
            else { return nil }
            offset = (hours * 60 + minutes) * 60 * (sign == dash ? -1 : 1)
        case nil: return nil
        }
        guard rest.isEmpty else { return nil }
        return Timestamp(
            Civil(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                nanosecond: nanosecond),
            offsetSeconds: offset)
    }

    /// Parses RFC 3339 text.
    public init?(rfc3339 text: String) { self.init(rfc3339: Array(text.utf8)) }
}
