import LedgerModel
import Testing

@testable import RecordFormat

@Suite struct IdentityEntryTests {
    private static let sample = IdentityEntry(
        kind: .person, namespace: Array("upn".utf8), lookup: Array(0..<32),
        id: IdentityID(Bits128(high: 1, low: 2)), value: Array("a@b.example".utf8))

    private func read(_ bytes: [UInt8]) throws(RecordError) -> IdentityEntry {
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(RecordError) in try IdentityEntry(buffer) }
        }.get()
    }

    @Test("the worked example is what it always was")
    func golden() throws {
        let golden =
            "8601014375706e5820000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e"
            + "1f50000000000000000100000000000000024b6140622e6578616d706c65"
        #expect(hex(Self.sample.encoded) == golden)
        #expect(try read(bytes(hex: golden)) == Self.sample)
    }

    @Test("truncations, bytes behind the end, and values that the table cannot hold are refused")
    func refusals() {
        let whole = Self.sample.encoded
        for count in whole.indices {
            #expect(throws: RecordError.self) { try read(Array(whole.prefix(count))) }
        }
        #expect(throws: RecordError.self) { try read(whole + [0]) }
        var short = Self.sample
        short.lookup.removeLast()
        var empty = Self.sample
        empty.value = []
        var long = Self.sample
        long.value = [UInt8](repeating: 65, count: Limits.identityValueBytes + 1)
        for entry in [short, empty, long] {
            #expect(throws: RecordError.self) { try read(entry.encoded) }
        }
        long.value.removeLast()
        #expect((try? read(long.encoded)) == long)
    }

    @Test("random changes never crash")
    func mutations() {
        var random = SeededRandom(seed: 7)
        let whole = Self.sample.encoded
        for round in 0..<5_000 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            if let entry = try? read(bytes) { #expect(entry.encoded == bytes, "round \(round)") }
        }
    }
}
