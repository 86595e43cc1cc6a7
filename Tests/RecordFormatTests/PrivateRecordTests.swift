import LedgerModel
import Testing

@testable import RecordFormat

@Suite struct PrivateRecordTests {
    private static let sample = PrivateRecord(
        salt: Array(32..<64), road: Token(word: "graph"),
        received: Timestamp(nanoseconds: 1_700_000_000_000_000_000),
        evidence: Array(#"{"id":"1"}"#.utf8), personal: [0xA0])

    @Test("the worked example is what it always was")
    func golden() throws {
        let golden =
            "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f8501456772617068"
            + "1b17979cfe362a00004a7b226964223a2231227d41a0"
        #expect(hex(Self.sample.encoded) == golden)
        #expect(try PrivateRecord(bytes(hex: golden)) == Self.sample)
    }

    @Test("absent and empty evidence are two things")
    func evidence() throws {
        for evidence in [nil, [], [0]] as [[UInt8]?] {
            var record = Self.sample
            record.evidence = evidence
            #expect(try PrivateRecord(record.encoded) == record)
        }
    }

    @Test("evidence may be kept in another private record, and then is not kept here")
    func reference() throws {
        var record = Self.sample
        record.evidence = nil
        record.keptIn = EvidenceReference(number: PrivateRecordNumber(300), digest: Array(64..<96))
        let golden =
            "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f8502456772617068"
            + "1b17979cfe362a00008219012c5820404142434445464748494a4b4c4d4e4f5051525354555657"
            + "58595a5b5c5d5e5f41a0"
        #expect(hex(record.encoded) == golden)
        #expect(try PrivateRecord(bytes(hex: golden)) == record)
        for count in record.encoded.indices {
            #expect(throws: RecordError.self) { try PrivateRecord(Array(record.encoded.prefix(count))) }
        }
        // A digest of another length commits to nothing.
        var short = record
        short.keptIn?.digest.removeLast()
        #expect(throws: RecordError.self) { try PrivateRecord(short.encoded) }
    }

    @Test("truncations, bytes behind the end and another version are refused")
    func refusals() {
        let whole = Self.sample.encoded
        for count in whole.indices {
            #expect(throws: RecordError.self) { try PrivateRecord(Array(whole.prefix(count))) }
        }
        #expect(throws: RecordError.self) { try PrivateRecord(whole + [0]) }
        var later = whole
        later[33] = 3
        #expect(throws: RecordError.version(3)) { try PrivateRecord(later) }
        // Each version has its own evidence.
        later[33] = 2
        #expect(throws: RecordError.self) { try PrivateRecord(later) }
    }

    @Test("random changes never crash")
    func mutations() {
        var random = SeededRandom(seed: 6)
        var referring = Self.sample
        referring.evidence = nil
        referring.keptIn = EvidenceReference(number: PrivateRecordNumber(1), digest: Array(0..<32))
        let whole = [Self.sample.encoded, referring.encoded]
        for round in 0..<5_000 {
            var bytes = whole[round % 2]
            for _ in 0..<3 {
                bytes[Int.random(in: 32..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if let record = try? PrivateRecord(bytes) { #expect(record.encoded == bytes, "round \(round)") }
        }
    }
}
