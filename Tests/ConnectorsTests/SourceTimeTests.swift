import LedgerModel
import Testing

@testable import Connectors

@Suite struct SourceTimeTests {
    @Test(
        "an instant with a zone is read to the nanosecond",
        arguments: [
            ("2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z", true),
            ("2026-03-01T08:00:00.1234567Z", "2026-03-01T08:00:00.1234567Z", true),
            ("2026-03-01T08:00:00.123456789Z", "2026-03-01T08:00:00.123456789Z", true),
            ("2026-03-01t08:00:00z", "2026-03-01T08:00:00Z", false),
            ("2026-03-01T08:00:00.642407+00:00", "2026-03-01T08:00:00.642407Z", false),
            ("2026-03-01T08:00:00-05:30", "2026-03-01T13:30:00Z", false),
        ])
    func zoned(text: String, instant: String, isPlain: Bool) throws {
        for forms: SourceTime.Forms in [.zoned, .exported] {
            let time = try #require(SourceTime(Array(text.utf8), forms: forms))
            #expect(time.instant.description == instant)
            #expect(time.isPlain == isPlain)
        }
    }

    @Test(
        "an export's instant without a zone is UTC",
        arguments: [
            ("2026-03-01 08:00:00.983201900", "2026-03-01T08:00:00.9832019Z"),
            ("2026-03-01T08:00:00", "2026-03-01T08:00:00Z"),
            ("1/9/2007 9:41:00 AM", "2007-01-09T09:41:00Z"),
            ("11/16/2022 12:05:22 AM", "2022-11-16T00:05:22Z"),
            ("11/16/2022 12:05:22 pm", "2022-11-16T12:05:22Z"),
        ])
    func exported(text: String, instant: String) throws {
        let time = try #require(SourceTime(Array(text.utf8), forms: .exported))
        #expect(time.instant.description == instant)
        #expect(!time.isPlain)
        #expect(SourceTime(Array(text.utf8), forms: .zoned) == nil)
    }

    @Test(
        "what is not exactly an instant is refused",
        arguments: [
            "", "now", "2026-03-01", "2026-02-30T08:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T08:00:60Z",
            "2026-03-01T08:00:00.Z", "2026-03-01T08:00:00.1234567891Z", "2026-03-01T08:00:00Z ",
            "2026-03-01T08:00Z",
            "2026-03-01T08:00:00+24:00", "2026-03-01T08:00:00+0000", "1500-01-01T00:00:00Z",
            "2026-3-1T08:00:00Z",
            "13/1/2026 9:00:00 AM", "1/1/2026 13:00:00 PM", "1/1/2026 0:00:00 AM", "1/1/2026 9:00:00",
            "4/28/2021, 2:29:08.356 PM", "1772352000", "２026-03-01T08:00:00Z",
            "/Date()/", "/Date(-)/", "/Date(1772352000000)", "/Date(1772352000000)/ ",
            "/date(1772352000000)/",
            "/Date(1772352000000.5)/", "/Date(1772352000000+02)/", "/Date(1772352000000+2400)/",
            "/Date(1772352000000+02:00)/", "/Date(17723520000000000)/", "/Date(99999999999999999)/",
            "/Date(9223372036855)/", "Date(1772352000000)", "/Date(１772352000000)/",
        ])
    func refused(text: String) {
        #expect(SourceTime(Array(text.utf8), forms: .exported) == nil)
    }

    /// How a form is read: in fields that need a zone, in those that are UTC without one, and in exports.
    private static let met: [(text: String, zoned: String?, unzoned: String?, exported: String?)] = [
        ("2026-03-01T08:00:00.123Z", "00.123Z", "00.123Z", "00.123Z"),
        ("2026-03-01T08:00:00.1234Z", "00.123400Z", "00.123400Z", "00.123400Z"),
        ("2026-03-01T08:00:00.12345Z", "00.123450Z", "00.123450Z", "00.123450Z"),
        ("2026-03-01T08:00:00.123456Z", "00.123456Z", "00.123456Z", "00.123456Z"),
        ("2026-03-01T08:00:00.1234567Z", "00.1234567Z", "00.1234567Z", "00.1234567Z"),
        ("2026-03-01T08:00:00+00:00", "00Z", "00Z", "00Z"),
        ("2026-03-01T08:00:00.1234567+00:00", "00.1234567Z", "00.1234567Z", "00.1234567Z"),
        ("2026-03-01T08:00:00", nil, "00Z", "00Z"),
        ("2026-03-01 08:00:00", nil, "00Z", "00Z"),
        ("2026-03-01 08:00:00.6829201", nil, "00.6829201Z", "00.6829201Z"),
        ("3/1/2026 8:00:00 AM", nil, nil, "00Z"),
        ("3/1/2026, 8:00:00.356 AM", nil, nil, nil),
        ("/Date(1772352000123)/", "00.123Z", "00.123Z", "00.123Z"),
        ("/Date(1772352000123+0200)/", "00.123Z", "00.123Z", "00.123Z"),
        ("/Date(1772352000123-0930)/", "00.123Z", "00.123Z", "00.123Z"),
        // Numbers and a text without a year do not say what they count, or when.
        ("1772352000000", nil, nil, nil),
        ("1772352000", nil, nil, nil),
        ("1772352000.123", nil, nil, nil),
        ("Mar  1 08:00:00", nil, nil, nil),
        ("<13>Mar  1 08:00:00 host", nil, nil, nil),
    ]

    @Test("each form that sources write is read exactly, or refused", arguments: met)
    func allForms(text: String, zoned: String?, unzoned: String?, exported: String?) {
        for (forms, wanted) in [(SourceTime.Forms.zoned, zoned), (.unzoned, unzoned), (.exported, exported)] {
            let time = SourceTime(Array(text.utf8), forms: forms)
            #expect(time?.instant.description == wanted.map { "2026-03-01T08:00:\($0)" })
            if let time, !time.isPlain { #expect(time.text == Array(text.utf8)) }
        }
    }

    @Test("milliseconds before 1970, and of its first instant, are read")
    func milliseconds() {
        for (text, instant) in [
            ("/Date(0)/", "1970-01-01T00:00:00Z"), ("/Date(-1)/", "1969-12-31T23:59:59.999Z"),
            ("/Date(-62135596800000)/", nil), ("/Date(9223372036854)/", "2262-04-11T23:47:16.854Z"),
        ] {
            #expect(SourceTime(Array(text.utf8), forms: .zoned)?.instant.description == instant)
        }
    }
}
