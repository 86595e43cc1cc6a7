import EventCatalogue
import Testing

@testable import Connectors

/// Reading text in place against the plainest code that says the same.
@Suite struct SourceTextTests {
    private static let absentWords = [
        "<null>", "n/a", "not available", "__null__", "00000000-0000-0000-0000-000000000000",
    ]
    private static let absentDates = ["0001-01-01", "9999-12-31", "1/1/0001", "12/31/9999"]
    private static let spaces = [" ", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{A0}"]

    private static func trimmed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        let spaces = spaces.flatMap { Array($0.unicodeScalars) }
        while let last = scalars.last, spaces.contains(last) { scalars.removeLast() }
        while let first = scalars.first, spaces.contains(first) { scalars.removeFirst() }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars)
        return String(out)
    }

    private static func isAbsent(_ text: String) -> Bool {
        let rest = trimmed(text)
        if rest.isEmpty || absentWords.contains(rest.lowercased()) { return true }
        guard rest.utf8.count <= 64 else { return false }
        return absentDates.contains { date in
            guard rest.hasPrefix(date) else { return false }
            return rest == date || "Tt ".contains(rest[rest.index(rest.startIndex, offsetBy: date.count)])
        }
    }

    /// A word, cut, lengthened, in another case or between white space.
    private static func variant(_ word: String, _ random: inout TestRandom) -> String {
        func pick(_ texts: [String]) -> String { texts[Int.random(in: 0..<texts.count, using: &random)] }
        var out = word
        switch Int.random(in: 0..<6, using: &random) {
        case 0: out = out.uppercased()
        case 1: out = String(out.dropLast())
        case 2: out += pick(["T00:00:00Z", "t", " x", "x", String(repeating: "y", count: 60)])
        case 3: out = String(out.dropFirst())
        default: break
        }
        for _ in 0..<Int.random(in: 0..<3, using: &random) { out = pick(spaces) + out }
        for _ in 0..<Int.random(in: 0..<3, using: &random) { out += pick(spaces) }
        return out
    }

    @Test("absent text is told as by a list of words")
    func absent() {
        var random = TestRandom(seed: 1)
        var absent = 0
        for _ in 0..<2_000 {
            for word in Self.absentWords + Self.absentDates + ["", "none", "Succeeded", "é"] {
                let text = Self.variant(word, &random)
                #expect(
                    AbsentText.isAbsent(Array(text.utf8)) == Self.isAbsent(text), "\(text.debugDescription)")
                #expect(ASCII.trimmed(Array(text.utf8)) == Array(Self.trimmed(text).utf8))
                absent += Self.isAbsent(text) ? 1 : 0
            }
        }
        #expect((5_000...20_000).contains(absent))
    }

    @Test("a name is found in text as by lower case")
    func contained() {
        var random = TestRandom(seed: 2)
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                ["a", "b", "A", "B", " "][Int.random(in: 0..<5, using: &random)]
            }.joined()
            let isContained = text.lowercased().contains("ab a")
            #expect(Array(text.utf8).withUnsafeBytes { ASCII.contains($0, "aB a") } == isContained)
        }
    }

    @Test("a word that no table has is unrecognised, as the enumeration says")
    func words() {
        var random = TestRandom(seed: 3)
        func check<Value: CatalogueEnumeration>(_ type: Value.Type) {
            for value in Value.allCases {
                for word in [value.word] + value.spellings {
                    let text = Array(Self.variant(word, &random).utf8)
                    let lowered = String(decoding: text, as: UTF8.self).lowercased()
                    let named = Value.allCases.first { value in
                        value.rawValue != 0
                            && ([value.word] + value.spellings).contains { $0.lowercased() == lowered }
                    }
                    let found = text.withUnsafeBytes { Value(word: $0) }
                    #expect(found == named ?? .unrecognised)
                }
            }
        }
        for _ in 0..<20 { for type in EventCatalogue.enumerations { check(type) } }
    }
}
