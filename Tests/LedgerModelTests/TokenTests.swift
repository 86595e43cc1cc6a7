import LedgerModel
import Testing

@Suite struct TokenTests {
    @Test("letters, digits and three signs are a token", arguments: ["a", "Z9", "a.b_c-d", "0"])
    func tokens(text: String) {
        #expect(Token(text)?.description == text)
    }

    @Test(
        "anything else is refused",
        arguments: ["", ".", "..", "-a", "_a", "a b", "a/b", "a:b", "a@b", "ä", "a\n", "a\u{0}", "e\u{301}"])
    func refused(text: String) {
        #expect(Token(text) == nil)
    }

    @Test("63 bytes are allowed, 64 are not")
    func length() {
        #expect(Token(String(repeating: "a", count: 63)) != nil)
        #expect(Token(String(repeating: "a", count: 64)) == nil)
    }
}
