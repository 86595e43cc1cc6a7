import StrictJSON
import Testing

@Suite("What stands beside a page's list")
struct PageMembersTests {
    static let cases: [(String, [String])] = [
        (
            "{\"value\":[{\"a\":1}],\"records\":[{\"b\":2}]}",
            [
                "record 10:1:0 {\"a\":1}", "page.other_members 19:1:- \"records\":[{\"b\":2}]",
                "envelope 0:1:- {\"value\":[]}",
            ]
        ),
        (
            "{\"value\":[{\"a\":1}],\n \"value\" : [{\"b\":2}] ,\n\"@odata.n\":1,\"val\\u0075e\":3}",
            [
                "record 10:1:0 {\"a\":1}", "json.duplicate_key 21:2:- \"value\" : [{\"b\":2}]",
                "json.duplicate_key 56:3:- \"val\\u0075e\":3", "envelope 0:1:- {\"value\":[],\"@odata.n\":1}",
            ]
        ),
        (
            "{\"@odata.a\":1,\"value\":[],\"@odata.a\":2,\"error\":{\"x\":[\"}\\\",\"]}}",
            [
                "json.duplicate_key 25:1:- \"@odata.a\":2",
                "page.other_members 38:1:- \"error\":{\"x\":[\"}\\\",\"]}",
                "envelope 0:1:- {\"@odata.a\":1,\"value\":[]}",
            ]
        ),
        (
            "{\"value\":[{\"a\":1}],\"@odata.x\":{\"b\":2}}",
            [
                "record 10:1:0 {\"a\":1}", "page.other_members 19:1:- \"@odata.x\":{\"b\":2}",
                "envelope 0:1:- {\"value\":[]}",
            ]
        ),
        (
            "{\"value\":[{\"a\":1}], 5, \"@odata.x\":tru}",
            [
                "record 10:1:0 {\"a\":1}", "json.unexpected_byte 20:1:- 5",
                "json.unexpected_byte 23:1:- \"@odata.x\":tru", "envelope 0:1:- {\"value\":[]}",
            ]
        ),
        (
            "{\"value\":[{\"a\":1}],\"x\":",
            ["record 10:1:0 {\"a\":1}", "json.truncated 17:1:- ],\"x\":", "envelope 0:1:- {\"value\":["]
        ),
        // What stands before the list is known before the first element: one record, whole.
        ("{\"x\":1,\"value\":[{\"a\":1}]}", ["record 0:1:- {\"x\":1,\"value\":[{\"a\":1}]}"]),
        ("{\"value\":7,\"value\":[{\"a\":1}]}", ["record 0:1:- {\"value\":7,\"value\":[{\"a\":1}]}"]),
        (
            "{\"@odata.a\":[],\"records\":[{\"a\":1}]}\n{\"records\":[{\"b\":1}]}",
            [
                "record 0:1:- {\"@odata.a\":[],\"records\":[{\"a\":1}]}", "record 48:2:0 {\"b\":1}",
                "envelope 36:2:- {\"records\":[]}",
            ]
        ),
    ]

    @Test("another member is an item of its own, or keeps the object whole", arguments: cases)
    func expected(text: String, items: [String]) {
        for chunk in RecordSplitterTests.chunkSizes {
            let found = RecordSplitterTests.split(Array(text.utf8), chunk: chunk)
            #expect(RecordSplitterTests.shown(found) == items, "chunk \(chunk)")
            for item in found where item.kind != .envelope {
                let place = Array(text.utf8)[item.offset...].prefix(item.bytes.count)
                #expect(Array(place) == item.bytes)
            }
        }
    }

    @Test("a long member behind the list passes in pieces, from its place on")
    func oversized() {
        let text = "{\"value\":[{\"a\":1}],\"x\":\"" + String(repeating: "y", count: 5_000) + "\"}\n{\"b\":1}"
        let items = RecordSplitterTests.split(Array(text.utf8), chunk: 100)
        let pieces = items.filter { if case .oversizedPiece = $0.kind { true } else { false } }
        #expect(String(decoding: pieces.flatMap(\.bytes), as: UTF8.self) == text.dropFirst(17).dropLast(8))
        #expect(pieces.allSatisfy { $0.offset == 17 && $0.pieceReason == nil })
        #expect(items.last?.bytes == Array("{\"b\":1}".utf8))
    }

    @Test("objects with many lists take linear time")
    func linear() {
        let lists = String(repeating: "\"value\":[{}],", count: 200_000)
        for text in ["{\"x\":1,\(lists)\"y\":1}", "{\(lists)\"y\":1}"] {
            let elapsed = ContinuousClock().measure {
                _ = RecordSplitterTests.split(Array(text.utf8), limit: 15 << 20)
            }
            #expect(elapsed < .seconds(5))
        }
    }
}
