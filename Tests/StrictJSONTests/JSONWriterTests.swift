import StrictJSON
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    private func write(_ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.int(-5)
        writer.uint64(.max)
        writer.int64(.min)
        writer.bool(true)
        writer.null()
        writer.raw(Array("1.50".utf8))
        writer.endArray()
        writer.key("e")
        writer.beginObject()
        writer.endObject()
        writer.key(bytes: Array("\"".utf8))
        writer.string(bytes: [0x61, 0xFF, 0x01, 0x0A])
        writer.endObject()
    }

    @Test("compact output has no white space and is strict JSON")
    func compact() throws {
        var writer = JSONWriter()
        #expect(!writer.isComplete)
        write(&writer)
        #expect(writer.isComplete)
        let expected =
            "{\"a\":[-5,18446744073709551615,-9223372036854775808,true,null,1.50],\"e\":{},\"\\\"\":\"a\u{FFFD}\\u0001\\n\"}"
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
        #expect(throws: Never.self) { try JSONDocument(writer.bytes) }
    }

    @Test("pretty output is indented by two spaces and means the same")
    func pretty() throws {
        var compact = JSONWriter()
        var pretty = JSONWriter(pretty: true)
        write(&compact)
        write(&pretty)
        let text = String(decoding: pretty.bytes, as: UTF8.self)
        #expect(text.hasPrefix("{\n  \"a\": [\n    -5,\n    184"))
        #expect(text.contains("\n  \"e\": {},\n"))
        let forms = try [compact.bytes, pretty.bytes].map { canonicalBytes(of: try JSONDocument($0).root) }
        #expect(forms[0] == forms[1])
    }
}
