import LedgerModel

/// Instants as the directory's logs write them.
enum SourceText {
    /// Seven digits of fraction, or as many as are asked for, whatever they are, and the zone as given.
    ///
    /// - Parameter count: from 1 to 9.
    static func instant(_ time: Timestamp, digits count: Int = 7, zone: String = "Z") -> String {
        let civil = time.civil
        var text: [UInt8] = []
        text.reserveCapacity(33)
        func digits(_ value: Int, _ width: Int, _ mark: Unicode.Scalar?) {
            var divisor = 1
            for _ in 1..<width { divisor *= 10 }
            while divisor > 0 {
                text.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
                divisor /= 10
            }
            if let mark { text.append(UInt8(ascii: mark)) }
        }
        digits(civil.year, 4, "-")
        digits(civil.month, 2, "-")
        digits(civil.day, 2, "T")
        digits(civil.hour, 2, ":")
        digits(civil.minute, 2, ":")
        digits(civil.second, 2, ".")
        var fraction = civil.nanosecond
        for _ in count..<9 { fraction /= 10 }
        digits(fraction, count, nil)
        text.append(contentsOf: zone.utf8)
        return String(decoding: text, as: UTF8.self)
    }

    /// Milliseconds since 1970, with seven digits of fraction.
    static func instant(milliseconds: Int64) -> String {
        instant(Timestamp(nanoseconds: milliseconds * 1_000_000))
    }

    /// The date alone.
    static func date(_ time: Timestamp) -> String { String(decoding: time.rfc3339.prefix(10), as: UTF8.self) }
}

extension SourceText {
    /// `h:mm:ss AM` with or without milliseconds.
    static func halfDay(_ civil: Timestamp.Civil, milliseconds: Bool = false) -> String {
        let hour = civil.hour % 12 == 0 ? 12 : civil.hour % 12
        let fraction = milliseconds ? ".\(padded(civil.nanosecond / 1_000_000, 3))" : ""
        return "\(hour):\(padded(civil.minute, 2)):\(padded(civil.second, 2))\(fraction) "
            + (civil.hour < 12 ? "AM" : "PM")
    }

    /// To the second, with what stands between date and time and behind both as given.
    static func second(_ time: Timestamp, mark: String = "T", zone: String = "") -> String {
        let civil = time.civil
        return date(time) + mark
            + "\(padded(civil.hour, 2)):\(padded(civil.minute, 2)):\(padded(civil.second, 2))" + zone
    }

    /// A number that is not negative, with zeros before it.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
