import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite("One source record is as long as the limit allows, and no longer")
struct InputLimitTests {
    /// Inputs of one record: what stands before and behind its filling.
    private static let forms = [
        ("a JSON value", #"{"a":""#, #""}"#, ""), ("a syslog line", "<13>", "", "\n"),
        ("an XML document", "<a>", "</a>", ""),
    ]

    @Test("by itself, in each form of input", arguments: forms.indices)
    func edge(_ index: Int) {
        let (form, head, tail, end) = Self.forms[index]
        func kinds(_ count: Int) -> [SplitItem.Kind] {
            let filling = String(repeating: "x", count: count - head.utf8.count - tail.utf8.count)
            let input = Array((head + filling + tail + end).utf8)
            var splitter = InputSplitter()
            let items = input.withUnsafeBytes { splitter.consume($0) } + splitter.finish()
            #expect(items.reduce(0) { $0 + $1.bytes.count } == count, "\(form)")
            return items.map(\.kind)
        }
        #expect(kinds(Limits.inputRecordBytes) == [.record], "\(form)")
        let beyond = kinds(Limits.inputRecordBytes + 1)
        #expect(beyond.first == .oversizedPiece(first: true, last: false), "\(form)")
        #expect(beyond.last == .oversizedPiece(first: false, last: true), "\(form)")
    }
}
