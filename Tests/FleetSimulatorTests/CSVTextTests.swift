import Testing

@testable import FleetSimulator

struct CSVTextTests {
    @Test("a cell with a comma, a quote or a line end is quoted, and another is not")
    func row() {
        let row = CSVText.row(["plain", "a,b", "say \"so\"", "two\r\nlines", "", "\n"])
        let text = String(decoding: row, as: UTF8.self)
        #expect(text == "plain,\"a,b\",\"say \"\"so\"\"\",\"two\r\nlines\",,\"\n\"\r\n")
    }

    @Test("whatever is in cells, a reader gets it back", arguments: NameStock.hostile)
    func hostile(text: String) {
        let bytes = CSVText.byteOrderMark + CSVText.row(["a", "b"]) + CSVText.row([text, "\"\(text),"])
        let table = CSVTable(bytes)
        #expect(table.isWhole)
        #expect(table.rows == [["a": text, "b": "\"\(text),"]])
    }
}
