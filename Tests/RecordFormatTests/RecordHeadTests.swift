import LedgerModel
import Testing

@testable import RecordFormat

@Suite struct RecordHeadTests {
    private static func bytes(of event: RecordedEvent) -> [UInt8] {
        var encoder = RecordEncoder()
        return encoder.bytes(of: event)
    }

    /// What the head says: type, record key, and the tags that it was asked about.
    private struct Told: Equatable {
        var type: [UInt8]
        var key: RecordKey?
        var tags: [[UInt8]] = []
        var mayHaveAnother: Bool

        init?(_ bytes: [UInt8]) {
            let told = bytes.withUnsafeBytes { buffer -> (type: [UInt8], key: RecordKey?, [[UInt8]], Bool)? in
                guard let head = RecordHead(buffer) else { return nil }
                var tags: [[UInt8]] = []
                let found = head.mayHaveTag {
                    tags.append(Array($0))
                    return false
                }
                return (Array(head.type), head.recordKey, tags, found)
            }
            guard let told else { return nil }
            (type, key, tags, mayHaveAnother) = told
        }
    }

    @Test("it says what the whole record says", arguments: [RecordFixtures.full, RecordFixtures.bare])
    func agreement(event: RecordedEvent) throws {
        let told = try #require(Told(Self.bytes(of: event)))
        #expect(told.type == event.type.bytes && told.key == event.recordKey)
        #expect(told.tags == event.tags.map(\.encoded) && !told.mayHaveAnother)
        Self.bytes(of: event).withUnsafeBytes { buffer in
            for tag in event.tags {
                #expect(RecordHead(buffer)?.mayHaveTag { $0.elementsEqual(tag.encoded) } == true)
            }
        }
    }

    @Test("of bytes that end too early it says nothing else, and a tag may be there")
    func truncated() {
        for event in [RecordFixtures.full, RecordFixtures.bare] {
            let whole = Self.bytes(of: event)
            for count in 0..<whole.count {
                guard let told = Told(Array(whole[..<count])) else { continue }
                #expect(told.type == event.type.bytes)
                #expect(told.key == nil || told.key == event.recordKey)
                #expect(told.mayHaveAnother || told.tags == event.tags.map(\.encoded))
            }
        }
    }

    @Test("of bytes that are a record it says what the record says, whatever was flipped")
    func flipped() {
        var random = SeededRandom(seed: 3)
        let whole = Self.bytes(of: RecordFixtures.full)
        var compared = 0
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            let told = Told(bytes)
            bytes.withUnsafeBytes { buffer in
                guard let view = try? RecordView(buffer, at: .first), let told else { return }
                compared += 1
                var tags: [[UInt8]] = []
                view.forEachTag { tags.append(Array($0)) }
                let isSame =
                    told.type.elementsEqual(view.slice(view.typeRange)) && told.key == view.recordKey
                    && (told.mayHaveAnother || told.tags == tags)
                #expect(isSame, "\(bytes)")
            }
        }
        #expect(compared > 2_000, "\(compared)")
    }
}
