import LedgerModel

/// Instants as the directory's logs write them.
enum SourceText {
    /// Seven digits of fraction, whatever they are, and the zone as given.
    static func instant(_ time: Timestamp, zone: String = "Z") -> String {
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
        digits(civil.nanosecond / 100, 7, nil)
        text.append(contentsOf: zone.utf8)
        return String(decoding: text, as: UTF8.self)
    }

    /// The date alone.
    static func date(_ time: Timestamp) -> String { String(decoding: time.rfc3339.prefix(10), as: UTF8.self) }
}
