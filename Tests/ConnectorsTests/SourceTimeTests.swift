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
            "4/28/2021, 2:29:08.356 PM", "1772352000", "/Date(1772352000000)/", "２026-03-01T08:00:00Z",
        ])
    func refused(text: String) {
        #expect(SourceTime(Array(text.utf8), forms: .exported) == nil)
    }
}
