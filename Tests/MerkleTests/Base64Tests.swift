import Merkle
import Testing

@Suite struct Base64Tests {
    @Test(
        "the vectors of RFC 4648 section 10 go both ways",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func vectors(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text.utf8) == Array(plain.utf8))
        #expect(Base64.encodedCount(ofBytes: plain.utf8.count) == text.utf8.count)
    }

    @Test(
        "text that is not canonical is refused",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "Zg====", "=", "==", "===", "====", "A===", "Zh==", "Zm9=", "Zm8==",
            "Zm9v=", "Zm9v====", "Zg==Zg==", "Zg=a", "Z=g=", " Zg==", "Zg== ", "Zg==\n", "Zm\n9v", "Zm-v",
            "Zm_v", "Zm9v!", "Zm9\0", "Zm9é",
        ])
    func strictness(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }

    @Test("random bytes come back, and no other last character gives them")
    func randomBytes() throws {
        let seed: UInt64 = 20_260_101
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for count in 0..<100 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = Array(Base64.encode(bytes).utf8)
            #expect(Base64.decode(text) == bytes, "seed \(seed), \(count) bytes")
            guard let last = text.lastIndex(where: { $0 != UInt8(ascii: "=") }) else { continue }
            for other in alphabet where other != text[last] {
                var changed = text
                changed[last] = other
                #expect(Base64.decode(changed) != bytes, "seed \(seed), \(count) bytes")
            }
        }
    }
}
