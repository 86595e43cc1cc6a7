import LedgerModel
import Testing

@Suite struct TimestampTests {
    @Test(
        "RFC 3339 is read",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000000001Z", 1),
            ("1969-12-31T23:59:59.999999999Z", -1),
            ("2024-02-29T12:30:45Z", 1_709_209_845_000_000_000),
            ("2024-02-29t12:30:45z", 1_709_209_845_000_000_000),
            ("2024-02-29 12:30:45Z", 1_709_209_845_000_000_000),
            ("2024-02-29T12:30:45.5Z", 1_709_209_845_500_000_000),
            ("2024-02-29T14:30:45+02:00", 1_709_209_845_000_000_000),
            ("2024-02-29T07:00:45-05:30", 1_709_209_845_000_000_000),
            ("2024-03-01T00:15:00+00:30", 1_709_250_300_000_000_000),
            ("2000-02-29T00:00:00Z", 951_782_400_000_000_000),
            ("1996-12-19T16:39:57-08:00", 851_042_397_000_000_000),
            ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130_000_000),
            ("2024-02-29T12:30:45.123456789000Z", 1_709_209_845_123_456_789),
        ])
    func reading(text: String, nanoseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.nanoseconds == nanoseconds)
    }

    @Test(
        "what is not RFC 3339, or no instant, is refused",
        arguments: [
            "", "2024", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-32T00:00:00Z", "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z", "2016-12-31T23:59:60Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00.1234567891Z", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+00:60",
            "2024-01-01T00:00:00+0000", "2024-01-01T00:00:00Zx", " 2024-01-01T00:00:00Z",
            "2024-1-1T00:00:00Z",
            "0000-01-01T00:00:00Z", "1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775808Z",
            "9999-12-31T23:59:59Z", "2024-01-01T00:00:00.1234567890000000001Z", "２０２４-01-01T00:00:00Z",
        ])
    func refusing(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("the ends of the range are written and read")
    func ends() {
        #expect(Timestamp.earliest.description == "1677-09-21T00:12:43.145224192Z")
        #expect(Timestamp.latest.description == "2262-04-11T23:47:16.854775807Z")
        #expect(Timestamp(rfc3339: Timestamp.earliest.description) == .earliest)
        #expect(Timestamp(rfc3339: Timestamp.latest.description) == .latest)
    }

    @Test("a fraction is written with as many digits as it needs")
    func fractions() {
        let second: Int64 = 1_709_209_845_000_000_000
        let table: [(Int64, String)] = [
            (0, "Z"), (500_000_000, ".500Z"), (123_456_000, ".123456Z"), (123_456_700, ".1234567Z"),
            (123_456_789, ".123456789Z"), (1, ".000000001Z"),
        ]
        for (fraction, ending) in table {
            #expect(Timestamp(nanoseconds: second + fraction).description == "2024-02-29T12:30:45" + ending)
        }
    }

    @Test("any instant is written and read back, and its civil date is the instant's")
    func roundTrip() {
        var random = SeededRandom(seed: 8)
        for _ in 0..<20_000 {
            let instant = Timestamp(nanoseconds: Int64.random(in: .min ... .max, using: &random))
            #expect(Timestamp(rfc3339: instant.rfc3339) == instant, "\(instant.nanoseconds)")
            #expect(Timestamp(instant.civil) == instant, "\(instant.nanoseconds)")
        }
    }

    @Test("every day from 1678 to 2262 follows the one before it")
    func days() throws {
        var civil = Timestamp.Civil(year: 1678, month: 1, day: 1)
        var before = try #require(Timestamp(civil))
        while civil.year < 2262 {
            let next = before.adding(seconds: 86_400)
            let found = next.civil
            let isNextDay =
                found.day == civil.day + 1 && found.month == civil.month && found.year == civil.year
                || found.day == 1 && found.month == civil.month % 12 + 1
                    && found.year == civil.year + (civil.month == 12 ? 1 : 0)
            #expect(isNextDay, "\(civil) then \(found)")
            civil = found
            before = next
        }
    }

    @Test("sums are held at the ends of the range")
    func sums() {
        #expect(Timestamp.latest.adding(seconds: 1) == .latest)
        #expect(Timestamp.earliest.adding(seconds: -1) == .earliest)
        #expect(Timestamp(nanoseconds: 0).adding(seconds: .max) == .latest)
        #expect(Timestamp(nanoseconds: 0).adding(seconds: .min) == .earliest)
        #expect(Timestamp(nanoseconds: 5).adding(nanoseconds: -6).nanoseconds == -1)
        #expect(Timestamp(milliseconds: .max) == nil)
        #expect(Timestamp(milliseconds: -1)?.nanoseconds == -1_000_000)
    }
}
