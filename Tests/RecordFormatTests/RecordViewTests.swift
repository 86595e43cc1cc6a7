import LedgerModel
import Testing

@testable import RecordFormat

@Suite struct RecordViewTests {
    private static let fullHex =
        "950150000000000000000100000000000000021b17979cfe362a00002000716465766963652e7265"
        + "676973746572656401846664657669636565656e74726150000000000000000a000000000000000b"
        + "50000000000000000c000000000000000d048265656e74726150000000000000000a000000000000"
        + "000b50000000000000000300000000000000045000000000000000050000000000000006021b1634"
        + "5785d8a0000001826475736572500000000000000007000000000000000882826674656e616e7450"
        + "000000000000000a000000000000000b836664657669636565656e74726150000000000000000c00"
        + "0000000000000d500000000000000009000000000000000a50000000000000000b00000000000000"
        + "0c8219012c5820000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fa2"
        + "0101033818"
    private static let bareHex =
        "95015000000000000000010000000000000002000002706c65646765722e7265636f766572656401"
        + "81666c656467657200816770726f6269747950000000000000000300000000000000045000000000"
        + "00000005000000000000000601f600f680f6f6f6a0"

    private func read(_ bytes: [UInt8], at position: UInt64 = 0) throws(RecordError) -> RecordedEvent {
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(RecordError) in try RecordView(buffer, at: GlobalPosition(position)).event() }
        }.get()
    }

    private func validate(_ bytes: [UInt8]) throws(RecordError) {
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(RecordError) in try RecordView.validate(buffer, at: .first) }
        }.get()
    }

    @Test(
        "the worked examples are what they always were",
        arguments: [(RecordFixtures.full, fullHex), (RecordFixtures.bare, bareHex)])
    func golden(event: RecordedEvent, golden: String) throws {
        var encoder = RecordEncoder()
        #expect(hex(encoder.bytes(of: event)) == golden)
        #expect(try read(bytes(hex: golden), at: event.position.value) == event)
        try validate(bytes(hex: golden))
    }

    @Test("the view's fields are those of the event")
    func fields() throws {
        let event = RecordFixtures.full
        try bytes(hex: Self.fullHex).withUnsafeBytes { buffer in
            let view = try RecordView(buffer, at: event.position)
            #expect(view.position == event.position)
            #expect(view.equals(view.typeRange, event.type.bytes))
            #expect(view.equals(view.streamRange, event.stream.encoded))
            #expect(view.equals(view.sourceRange, event.source.encoded))
            #expect(view.actorRange.map { view.equals($0, event.actor?.encoded ?? []) } == true)
            #expect(view.equals(view.dataRange, event.data))
            #expect(view.evidenceDigest.elementsEqual(event.evidence?.digest ?? []))
            var tags: [[UInt8]] = []
            view.forEachTag { tags.append(Array($0)) }
            #expect(tags == event.tags.map(\.encoded))
            #expect(view.hasTag(event.tags[1].encoded))
            #expect(!view.hasTag(event.stream.encoded))
        }
    }

    @Test("every truncation is refused, and bytes behind the end are")
    func truncations() {
        for whole in [bytes(hex: Self.fullHex), bytes(hex: Self.bareHex)] {
            for count in whole.indices {
                #expect(throws: RecordError.self) { try read(Array(whole.prefix(count))) }
                #expect(throws: RecordError.self) { try validate(Array(whole.prefix(count))) }
            }
            #expect(throws: RecordError.self) { try read(whole + [0xF6]) }
        }
    }

    @Test("whatever one changed byte still validates encodes to exactly those bytes: no record has two forms")
    func determinism() {
        var refused = 0
        for whole in [bytes(hex: Self.fullHex), bytes(hex: Self.bareHex)] {
            for index in whole.indices {
                for value in UInt8.min...UInt8.max where value != whole[index] {
                    var changed = whole
                    changed[index] = value
                    guard (try? validate(changed)) != nil, let event = try? read(changed) else {
                        refused += 1
                        continue
                    }
                    var encoder = RecordEncoder()
                    #expect(encoder.bytes(of: event) == changed, "byte \(index) as \(value)")
                }
            }
        }
        #expect(refused > 10_000)
    }

    @Test("a longer head, an indefinite length, a tag, a float or keys out of order are refused")
    func deterministicOnly() throws {
        let whole = bytes(hex: Self.bareHex)
        func replaced(last data: [UInt8]) -> [UInt8] { Array(whole.dropLast()) + data }
        try validate(replaced(last: [0xA2, 0x01, 0x00, 0x02, 0x00]))
        let wrong: [[UInt8]] = [
            [0xA2, 0x02, 0x00, 0x01, 0x00], [0xA2, 0x01, 0x00, 0x01, 0x00], [0xA1, 0x01, 0x18, 0x01],
            [0xB8, 0x01, 0x01, 0x00], [0xBF, 0xFF], [0xA1, 0x01, 0xC0, 0x00], [0xA1, 0x01, 0xF9, 0x00, 0x00],
            [0xA1, 0x01, 0x61, 0xFF], [0x80], [0x00], [0xF6],
        ]
        for data in wrong {
            #expect(throws: RecordError.self, "\(data)") { try validate(replaced(last: data)) }
        }
        #expect(throws: RecordError.self) { try validate([0x98] + whole) }
    }

    @Test("random changes never crash the view, and what it reads it can encode")
    func mutations() {
        var random = SeededRandom(seed: 5)
        let samples = [bytes(hex: Self.fullHex), bytes(hex: Self.bareHex)]
        for round in 0..<10_000 {
            var bytes = samples[round % 2]
            for _ in 0...Int.random(in: 0..<6, using: &random) {
                let index = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: index)
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
                default: bytes[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
            guard let event = try? read(bytes), (try? validate(bytes)) != nil else { continue }
            var encoder = RecordEncoder()
            #expect(encoder.bytes(of: event) == bytes, "round \(round)")
        }
    }
}
