import LedgerModel
import Testing

@Suite struct EventTypeTests {
    @Test(
        "a type is two or more words joined by dots",
        arguments: ["a.b", "device.identity_bound", "a.b.c", "mfa2.x9"])
    func types(text: String) {
        #expect(EventType(text: text)?.description == text)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "a", ".", "a.", ".b", "a..b", "A.b", "a.B", "a.b-c", "a. b", "a.ä", "1a.b", "a.1b", "a._b",
            "a.b.",
        ])
    func refused(text: String) {
        #expect(EventType(text: text) == nil)
    }

    @Test("64 bytes are allowed, 65 are not")
    func length() {
        let longest = "a." + String(repeating: "b", count: 62)
        #expect(EventType(text: longest) != nil)
        #expect(EventType(text: longest + "b") == nil)
    }

    @Test("the family is what stands before the first dot")
    func family() {
        #expect(Array(EventType("device.identity_bound").family) == Array("device".utf8))
    }
}
