import Attestation
import Testing

@Suite struct NoteNameTests {
    @Test(
        "names without white space and plus are taken",
        arguments: ["a", "example.com/log-1", "prüfung", "日本"])
    func valid(text: String) {
        #expect(NoteName(text: text)?.description == text)
        #expect(NoteName(text: text)?.bytes == Array(text.utf8))
    }

    @Test(
        "empty names, white space, plus signs and control characters are refused",
        arguments: [
            "", " ", "a b", "a+b", "a\tb", "a\nb", "a\u{0}b", "a\u{1F}b", "a\u{85}b", "a\u{A0}b",
            "a\u{1680}b",
            "a\u{2003}b", "a\u{2028}b", "a\u{202F}b", "a\u{205F}b", "a\u{3000}b",
        ])
    func invalid(text: String) {
        #expect(NoteName(text: text) == nil)
    }

    @Test("bytes that are not UTF-8 are refused")
    func notUTF8() {
        #expect(NoteName(bytes: [0xFF]) == nil)
        #expect(NoteName(bytes: [0xC0, 0xAF]) == nil)
        #expect(NoteName(bytes: [0xED, 0xA0, 0x80]) == nil)
    }

    @Test("two spellings of one letter are two names")
    func comparedByBytes() {
        #expect(NoteName(text: "\u{E9}") != NoteName(text: "e\u{301}"))
    }
}
