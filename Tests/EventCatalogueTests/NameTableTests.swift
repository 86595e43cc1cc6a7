import Testing

@testable import EventCatalogue

@Suite struct NameTableTests {
    private func find(_ name: [UInt8], in table: NameTable) -> Int? {
        name.withUnsafeBytes { table.index(of: $0) }
    }

    @Test("each name is found, and none that differs from it in one byte or in length")
    func names() {
        var random = SeededRandom(seed: 21)
        var names: [[UInt8]] = []
        for count in 0..<40 {
            for _ in 0..<4 { names.append((0..<count).map { _ in .random(in: 97...99, using: &random) }) }
        }
        let table = NameTable(names)
        for name in names {
            #expect(find(name, in: table) == names.firstIndex(of: name))
            for place in name.indices {
                var other = name
                other[place] = .random(in: 96...99, using: &random)
                #expect(find(other, in: table) == names.firstIndex(of: other))
            }
            #expect(find(name + [97], in: table) == names.firstIndex(of: name + [97]))
            #expect(find(Array(name.dropLast()), in: table) == names.firstIndex(of: Array(name.dropLast())))
        }
        #expect(find([UInt8](repeating: 97, count: 10_000), in: table) == nil)
    }

    @Test("a name is found without regard to ASCII case, and to that of no other letter")
    func lowered() {
        let table = NameTable(["windows", "k", "straße"].map { Array($0.utf8) })
        func find(_ name: String) -> Int? {
            Array(name.utf8).withUnsafeBytes { table.index(ofLowered: $0) }
        }
        #expect(find("WinDOWS") == 0)
        #expect(find("K") == 1)
        #expect(find("\u{212A}") == nil)
        #expect(find("STRAßE") == 2)
        #expect(find("STRASSE") == nil)
        #expect(find("") == nil)
    }

    @Test("an empty table holds nothing")
    func empty() {
        #expect(find([], in: NameTable([])) == nil)
        #expect(find([1], in: NameTable([])) == nil)
    }
}
