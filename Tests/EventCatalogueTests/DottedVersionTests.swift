import Testing

@testable import EventCatalogue

@Suite struct DottedVersionTests {
    private static func version(_ text: String) throws -> DottedVersion { try DottedVersion(text) }

    @Test("versions are compared number by number, as vendors count")
    func order() throws {
        let ascending = [
            "0", "1.1", "4.20", "8", "10", "10.1.0", "10.9", "10.10", "10.11", "10.12", "10.76", "11",
            "11.0.0.1",
            "11.1", "20.3", "21.11", "4294967295",
        ]
        let versions = try ascending.map(Self.version)
        for (index, first) in versions.enumerated() {
            for (other, second) in versions.enumerated() {
                #expect((first < second) == (index < other), "\(first) \(second)")
                #expect((first == second) == (index == other), "\(first) \(second)")
            }
        }
    }

    @Test("zeros at the end and in front of a number change nothing, and the text stays as written")
    func zeros() throws {
        let same = try ["11", "11.0", "11.0.0.0", "011.00"].map(Self.version)
        #expect(Set(same).count == 1)
        #expect(same.map(\.description) == ["11", "11.0", "11.0.0.0", "011.00"])
        #expect(try Self.version("0.0") == Self.version("0"))
        #expect(try Self.version("20.03") == Self.version("20.3"))
    }

    @Test(
        "what is no version is refused, with the place",
        arguments: [
            ("", DottedVersionError.empty), (".1", .missingNumber(offset: 0)),
            ("1.", .missingNumber(offset: 2)),
            ("1..2", .missingNumber(offset: 2)), ("v1.2", .notADigit(offset: 0)),
            ("1.2b", .notADigit(offset: 3)),
            ("10.10 ", .notADigit(offset: 5)), ("1,2", .notADigit(offset: 1)), ("-1", .notADigit(offset: 0)),
            ("\u{661}", .notADigit(offset: 0)), ("4294967296", .numberTooLarge(offset: 9)),
            ("1.2.3.4.5.6.7.8.9", .tooManyNumbers), (String(repeating: "0", count: 101), .tooLong),
            ("latest", .notADigit(offset: 0)),
        ])
    func refused(_ text: String, _ error: DottedVersionError) {
        #expect(throws: error) { try DottedVersion(text) }
    }

    @Test("whatever bytes come, a version or a refusal comes out, and a version is read again as the same")
    func anyBytes() {
        var random = SeededRandom(seed: 7)
        var versions = 0
        for _ in 0..<4_000 {
            let alphabet = Array("0123456789..9.a".utf8)
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            guard let version = try? DottedVersion(text) else { continue }
            versions += 1
            #expect((1...DottedVersion.mostNumbers).contains(version.numbers.count))
            #expect((try? DottedVersion(version.description)) == version)
            #expect(!(version < version))
        }
        #expect(versions > 200)
    }
}
