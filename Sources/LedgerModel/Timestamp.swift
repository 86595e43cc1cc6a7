/// An instant: nanoseconds since 1970-01-01T00:00:00Z, without leap seconds; 1677-09-21 to 2262-04-11.
public struct Timestamp: Hashable, Comparable, Sendable {
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The instant `milliseconds` after 1970; nil beyond the range.
    public init?(milliseconds: Int64) {
        let (product, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return nil }
        nanoseconds = product
    }

    public static let earliest = Timestamp(nanoseconds: .min)
    public static let latest = Timestamp(nanoseconds: .max)

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The instant `nanoseconds` later, held at the ends of the range.
    public func adding(nanoseconds: Int64) -> Timestamp {
        let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
        return overflow ? (nanoseconds < 0 ? .earliest : .latest) : Timestamp(nanoseconds: sum)
    }

    /// The instant `seconds` later, held at the ends of the range.
    public func adding(seconds: Int64) -> Timestamp {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return adding(nanoseconds: overflow ? (seconds < 0 ? .min : .max) : product)
    }
}

extension Timestamp {
    /// A date and a time of day in the proleptic Gregorian calendar, UTC.
    public struct Civil: Equatable, Sendable {
        public var year: Int
        public var month: Int
        public var day: Int
        public var hour: Int
        public var minute: Int
        public var second: Int
        /// 0 to 999,999,999.
        public var nanosecond: Int

        public init(
            year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
            nanosecond: Int = 0
        ) {
            self.year = year
            self.month = month
            self.day = day
            self.hour = hour
            self.minute = minute
            self.second = second
            self.nanosecond = nanosecond
        }
    }

    /// The instant of a civil date and time in UTC, less `offsetSeconds`. Nil where a field is out of its
    /// range, the day does not exist, or the instant cannot be held. A second of 60 is refused: the clock has
    /// none.
    public init?(_ civil: Civil, offsetSeconds: Int = 0) {
        guard (1...9999).contains(civil.year), (1...12).contains(civil.month), civil.day >= 1,
            civil.day <= Self.days(inMonth: civil.month, of: civil.year), (0...23).contains(civil.hour),
            (0...59).contains(civil.minute), (0...59).contains(civil.second),
            (0...999_999_999).contains(civil.nanosecond)
        else { return nil }
        let days = Self.daysSince1970(year: civil.year, month: civil.month, day: civil.day)
        let seconds =
            Int64(days) * 86_400
            + Int64(civil.hour * 3_600 + civil.minute * 60 + civil.second - offsetSeconds)
        // Before 1970 the fraction is counted back from the next second: the first representable second is no
        // whole one.
        let borrowed: Int64 = seconds < 0 ? 1 : 0
        let (scaled, tooLarge) = (seconds + borrowed).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, tooFar) = scaled.addingReportingOverflow(Int64(civil.nanosecond) - borrowed * 1_000_000_000)
        guard !tooLarge, !tooFar else { return nil }
        self.init(nanoseconds: sum)
    }

    /// The civil date and time of this instant in UTC.
    public var civil: Civil {
        var seconds = nanoseconds / 1_000_000_000
        var fraction = nanoseconds % 1_000_000_000
        if fraction < 0 {
            fraction += 1_000_000_000
            seconds -= 1
        }
        var days = seconds / 86_400
        var ofDay = seconds % 86_400
        if ofDay < 0 {
            ofDay += 86_400
            days -= 1
        }
        let date = Self.date(daysSince1970: Int(days))
        return Civil(
            year: date.year, month: date.month, day: date.day, hour: Int(ofDay / 3_600),
            minute: Int(ofDay % 3_600 / 60), second: Int(ofDay % 60), nanosecond: Int(fraction))
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Counts days in eras of 400 years that begin in March, so that the leap day ends a year.
    static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}
