import LedgerModel
import Testing

@testable import RecordFormat

@Suite struct ErasedTests {
    private static let identity = ErasedIdentity(kind: .hardware, id: IdentityID(Bits128(high: 1, low: 2)))

    private func stored(_ bytes: [UInt8]) throws(RecordError) -> StoredIdentity {
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(RecordError) in try StoredIdentity(buffer) }
        }.get()
    }

    @Test("the worked examples are what they always were")
    func golden() throws {
        let record = try #require(ErasedRecord(digest: Array(0..<32)))
        let golden = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f8103"
        #expect(hex(record.encoded) == golden)
        #expect(ErasedRecord(bytes(hex: golden)) == record)
        let entry = "8302025000000000000000010000000000000002"
        #expect(hex(Self.identity.encoded) == entry)
        #expect(try stored(bytes(hex: entry)) == .erased(Self.identity))
    }

    @Test("an erased record is no private record, and a private record is none that was erased")
    func apart() throws {
        let erased = try #require(ErasedRecord(digest: Array(0..<32)))
        do throws(RecordError) {
            _ = try PrivateRecord(erased.encoded)
            Issue.record("it was read")
        } catch {
            #expect(error.isOfAnotherVersion)
        }
        let record = PrivateRecord(
            salt: Array(0..<32), road: Token(word: "graph"), received: .earliest, evidence: nil, personal: [])
        #expect(ErasedRecord(record.encoded) == nil)
        #expect(ErasedRecord(digest: [1]) == nil)
    }

    @Test("what is cut, longer or of another kind is neither an entry nor an erased one")
    func refusals() {
        let whole = Self.identity.encoded
        for count in whole.indices {
            #expect(throws: RecordError.self) { try stored(Array(whole.prefix(count))) }
        }
        #expect(throws: RecordError.self) { try stored(whole + [0]) }
        for (index, byte) in [(0, 0x82), (1, 0x03), (2, 0x07), (3, 0x4F)] as [(Int, UInt8)] {
            var other = whole
            other[index] = byte
            #expect(throws: RecordError.self) { try stored(other) }
        }
    }
}
