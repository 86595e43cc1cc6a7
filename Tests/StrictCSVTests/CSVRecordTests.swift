import StrictCSV
import Testing

@Suite("CSV record")
struct CSVRecordTests {
    private func cells(_ text: String) throws -> [String] {
        try CSVRecord(Array(text.utf8)).cells.map { String(decoding: $0, as: UTF8.self) }
    }

    private func code(_ bytes: [UInt8]) -> CSVSyntaxError.Code? {
        do throws(CSVSyntaxError) {
            _ = try CSVRecord(bytes)
            return nil
        } catch {
            return error.code
        }
    }

    static let rows: [(String, [String])] = [
        ("a,b,c", ["a", "b", "c"]), ("a,b,c\n", ["a", "b", "c"]), ("a,b,c\r\n", ["a", "b", "c"]),
        ("a,b\r", ["a", "b"]), ("", [""]), (",", ["", ""]), ("\"\",", ["", ""]),
        ("\"a,b\",c", ["a,b", "c"]), ("\"say \"\"x\"\"\",y", ["say \"x\"", "y"]),
        ("\"one\r\ntwo\n\",z\r\nnext", ["one\r\ntwo\n", "z"]), (" a , b ", [" a ", " b "]),
        ("a\rb,c", ["a\rb", "c"]), ("\"\"\"\"", ["\""]), ("ä,\"–\"", ["ä", "–"]),
        ("\"q\"\r\nrest", ["q"]),
    ]

    @Test("cells are what RFC 4180 says they are", arguments: rows)
    func means(row: String, wanted: [String]) throws {
        #expect(try cells(row) == wanted)
    }

    @Test("a record ends behind the end of its line, where the next one begins")
    func ends() throws {
        let table = Array("a,b\r\n\"1\n2\",3\n4,5".utf8)
        let first = try CSVRecord(table)
        let second = try CSVRecord(table, at: first.end)
        let third = try CSVRecord(table, at: second.end)
        #expect([first.end, second.end, third.end] == [5, 13, 16])
        #expect(third.cells == [[0x34], [0x35]])
        #expect(try CSVRecord(table, at: 16).cells == [[]])
    }

    static let broken: [(String, CSVSyntaxError.Code)] = [
        ("a,b\"c", .quote), ("a,\"b\"c", .quote), ("\"a\" ,b", .quote), ("\"a\"\rb", .quote),
        ("a,\"b", .unterminated), ("\"", .unterminated), ("\"a\"\"", .unterminated),
    ]

    @Test("what two readers could read in two ways is refused", arguments: broken)
    func refused(row: String, wanted: CSVSyntaxError.Code) {
        #expect(code(Array(row.utf8)) == wanted)
    }

    @Test("bytes that are not UTF-8, and more cells than the limit, are refused")
    func bounds() throws {
        #expect(code([0x61, 0x2C, 0xC3, 0x28]) == .utf8)
        #expect(code([0x22, 0xED, 0xA0, 0x80, 0x22]) == .utf8)
        let most = [UInt8](repeating: UInt8(ascii: ","), count: CSVRecord.mostCells - 1)
        #expect(try CSVRecord(most).cells.count == CSVRecord.mostCells)
        #expect(code(most + [UInt8(ascii: ",")]) == .tooManyCells)
    }

    @Test("any bytes give cells or an error with a place in them")
    func anyBytes() {
        let alphabet = Array("a\",\r\n ".utf8) + [0xC3, 0xA4]
        var state: UInt64 = 7
        var accepted = 0
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            do throws(CSVSyntaxError) {
                let record = try CSVRecord(bytes)
                #expect(record.end <= bytes.count && !record.cells.isEmpty)
                accepted += 1
            } catch {
                #expect((0...bytes.count).contains(error.byteOffset))
            }
        }
        #expect(accepted > 100)
    }
}
