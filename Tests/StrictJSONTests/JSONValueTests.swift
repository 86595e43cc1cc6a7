import StrictJSON
import Testing

@Suite("JSON value")
struct JSONValueTests {
    private func root(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8)).root }

    @Test("each kind answers for itself alone")
    func kinds() throws {
        let value = try root("[null,true,false,5,\"x\",[1],{\"a\":1}]")
        #expect(value.elements.map(\.kind) == [.null, .bool, .bool, .number, .string, .array, .object])
        #expect(value.elements.map(\.bool) == [nil, true, false, nil, nil, nil, nil])
        #expect(value.elements.map(\.int64) == [nil, nil, nil, 5, nil, nil, nil])
        #expect(value.elements.map(\.string) == [nil, nil, nil, nil, "x", nil, nil])
        #expect(value.elements.map(\.count) == [0, 0, 0, 0, 0, 1, 1])
        #expect(value.object == nil && value.array?.count == 7 && value.members.isEmpty)
        #expect(value["a"] == nil && value[7] == nil && value[-1] == nil && value[0]?.isNull == true)
    }

    @Test("integers are exact or nil")
    func integers() throws {
        let value = try root(
            "[9223372036854775807,9223372036854775808,-9223372036854775808,-9223372036854775809,18446744073709551615,"
                + "18446744073709551616,5.0,1e3,-0,-1]")
        #expect(
            value.elements.map(\.int64) == [.max, nil, .min, nil, nil, nil, nil, nil, 0, -1])
        #expect(
            value.elements.map(\.uint64) == [
                1 << 63 - 1, 1 << 63, nil, nil, .max, nil, nil, nil, 0, nil,
            ])
        #expect(try root("1e999").double == nil)
        #expect(try root("-2.50").double == -2.5)
        #expect(try root("-2.50").numberLexeme == Array("-2.50".utf8))
    }

    @Test("strings are unescaped to the bytes they mean")
    func strings() throws {
        let value = try root("\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\"")
        #expect(value.stringBytes == Array("Aé€😀\"\\/\u{8}\u{C}\n\r\t".utf8))
        #expect(try root("\"Windows\"").stringEquals("Windows"))
        #expect(try !root("\"Windows\"").stringEquals("windows"))
        #expect(try root("\"Windows\"").stringEquals(ignoringCase: "wINDOWS"))
        #expect(try root("\"\\u0057\"").stringEquals("W"))
        #expect(try root("5").withStringBytes { $0.count } == nil)
    }

    @Test("members are found by name, whatever their spelling")
    func members() throws {
        let value = try root("{\"a\":{\"z\":0},\"\\u0062\":[1],\"UserId\":3}")
        #expect(value["b"]?[0]?.int64 == 1)
        #expect(value[keyBytes: Array("b".utf8)]?.count == 1)
        #expect(value["z"] == nil && value["userid"] == nil)
        #expect(value.member(ignoringCase: "userid")?.int64 == 3)
        #expect(value.members.map { $0.key.string } == ["a", "b", "UserId"])
        #expect(value["a"]?.rawBytes == Array("{\"z\":0}".utf8))
    }
}
