import FaultRecords
import LogFormat
import Testing

@Suite("Parsers and changed inputs")
struct ParserTargetTests {
    static let names = ParserTarget.all.map(\.name)

    @Test("what holds of a parser holds of its own inputs, which it reads", arguments: names)
    func seeds(_ name: String) throws {
        let target = try #require(ParserTarget.named(name))
        let seeds = try target.seeds()
        #expect(!seeds.isEmpty && seeds.allSatisfy { (1...16_384).contains($0.count) })
        for seed in seeds { #expect(seed.withUnsafeBytes { target.check($0) } == nil) }
    }

    @Test("what holds of a parser holds of every changed input", arguments: names)
    func mutants(_ name: String) throws {
        let target = try #require(ParserTarget.named(name))
        var record = FaultRecord(
            "mutants-\(name)", .parsers,
            fault: "The parser of \(name) is given whole inputs with changed bytes",
            expectation: "it refuses them or reads what encodes to the same bytes again",
            test: "ParserTargetTests/mutants")
        let rounds = UInt64(TestEffort.count(1_500, nightly: 200_000))
        let seeds = try target.seeds()
        var mutator = Mutator(seed: 1)
        for round in 0..<rounds {
            let input = mutator.next(seeds)
            record.committed += 1
            guard let problem = input.withUnsafeBytes({ target.check($0) }) else { continue }
            record.failed += 1
            guard record.failed < 4 else { continue }
            Issue.record("\(name), round \(round): \(problem): \(input.prefix(200))")
        }
        record.seeds = "1"
        record.report()
    }

    @Test("names are those of files, each once")
    func naming() {
        #expect(Set(Self.names).count == Self.names.count)
        for name in Self.names { #expect(name.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 }) }
    }
}
