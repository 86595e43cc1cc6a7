import CByteScan
import Testing

@testable import StrictJSON

@Suite("Text looked at many bytes at a time")
struct ByteScanTests {
    @Test("what ends plain text is found at every place, for every byte and length")
    func plainLength() {
        for count in 0...70 {
            for place in 0..<max(count, 1) {
                for byte in [0x00, 0x0A, 0x1F, 0x20, 0x22, 0x5C, 0x7F, 0x80, 0xC3, 0xFF] as [UInt8] {
                    var text = [UInt8](repeating: UInt8(ascii: "x"), count: count)
                    if count > 0 { text[place] = byte }
                    let plain = text.prefix { $0 != 0x22 && $0 != 0x5C && $0 >= 0x20 && $0 < 0x80 }.count
                    #expect(text.withUnsafeBytes { Self.plainLength($0) } == plain)
                }
            }
        }
    }

    @Test("an object's end is found wherever the blocks of 64 bytes are cut")
    func objectLength() {
        for padding in 0...130 {
            let space = String(repeating: " ", count: padding)
            let slashes = String(repeating: "\\\\", count: padding)
            for object in [
                "{\(space)}", "{\"\(space)}\":[{},\"]\"]}", "{\"\(slashes)\":\"\\\"}\"}",
                "{\"\(slashes)\\\"}\":{}}",
            ] {
                for rest in ["", "\n{}", "}", "\\"] {
                    let text = Array((object + rest).utf8)
                    #expect(text.withUnsafeBytes { Self.objectLength($0) } == object.utf8.count)
                }
            }
        }
    }

    @Test(
        "what is not told at a glance is left to the slow way",
        arguments: [
            "{", "{\"a\":1", "{]", "{\"a\":[}]}", "{\"a\":\n1}", "{\"a\\\":1}", "{\\}", "{\"value\":[{}]}",
            "{\"records\" : [1]}",
            String(repeating: "{\"a\":", count: 65) + "1" + String(repeating: "}", count: 65),
        ])
    func unclear(_ text: String) {
        #expect(Array(text.utf8).withUnsafeBytes { Self.objectLength($0) } == 0)
    }

    @Test("64 brackets in one another are told at a glance, and lists of other names")
    func clear() {
        let deep = String(repeating: "{\"a\":", count: 63) + "{}" + String(repeating: "}", count: 63)
        for text in [deep, "{\"values\":[{}]}", "{\"a\":{\"value\":[{}]}}"] {
            #expect(Array(text.utf8).withUnsafeBytes { Self.objectLength($0) } == text.utf8.count)
        }
    }

    @Test("a stream is cut the same way at a glance and byte by byte", arguments: 0..<400 as Range<UInt64>)
    func sameItems(_ seed: UInt64) {
        var random = TestRandom(seed: seed)
        let words = [
            "{", "}", "[", "]", "\"", "\\", "\n", ",", ":", " ", "a", "{\"a\":1}", "\"b\"", "{\"value\":[",
            "\"records\":[{", "{\"x\":\"\\\"}\"}\n", "{\"y\":[{},[]]}", "\\u0041", "1.5", "null",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            // Most of a record, and then anything.
            text +=
                Int.random(in: 0..<4, using: &random) == 0
                ? words[Int.random(in: 0..<words.count, using: &random)]
                : "{\"k\":\"\(String(repeating: "v", count: Int.random(in: 0...90, using: &random)))\"}\n"
        }
        let bytes = Array(text.utf8)
        // A chunk of one byte holds no object whole.
        let slow = RecordSplitterTests.shown(RecordSplitterTests.split(bytes, chunk: 1))
        for chunk in [64, 100, 65_536] {
            #expect(RecordSplitterTests.shown(RecordSplitterTests.split(bytes, chunk: chunk)) == slow)
        }
    }

    private static func plainLength(_ text: UnsafeRawBufferPointer) -> Int {
        text.baseAddress.map { probity_plain_length($0, text.count) } ?? 0
    }

    private static func objectLength(_ text: UnsafeRawBufferPointer) -> Int {
        text.baseAddress.map { probity_object_length($0, text.count, 1) } ?? 0
    }
}
