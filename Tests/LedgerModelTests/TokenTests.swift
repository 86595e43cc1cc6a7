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

    @Test("the alphabet is letters, digits and three signs, and a sign does not begin a token")
    func alphabet() {
        let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        let signs = Set("._-".utf8)
        for byte in UInt8.min ... .max {
            #expect((Token([byte]) != nil) == letters.contains(byte), "\(byte)")
            #expect(
                (Token([97, byte]) != nil) == (letters.contains(byte) || signs.contains(byte)), "\(byte)")
        }
    }

    @Test("a word of the code is the same token as one that was read")
    func words() throws {
        let word = Token(word: "entra-object")
        let read = try #require(Token("entra-object"))
        #expect(word == read && read == word && word.hashValue == read.hashValue)
        #expect(word.bytes == read.bytes && word.description == "entra-object")
        for other in ["entra-objecu", "entra-objec", "entra-object0"] { #expect(Token(other) != word) }
    }
}
