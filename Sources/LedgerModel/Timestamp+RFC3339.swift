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
    @inlinable
    public init?(rfc3339 text: some Collection<UInt8>) {
        guard let parsed = text.withRawBytes({ RFC3339Text($0).timestamp() }) else { return nil }
        self = parsed
    }

    /// Parses RFC 3339 text.
    public init?(rfc3339 text: String) { self.init(rfc3339: Array(text.utf8)) }
}
