import LedgerModel
import Testing

@Suite struct LabelTests {
    private let id = Bits128(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF)

    @Test("a label is written as people write it, and read back")
    func text() {
        let stream = StreamName(.word("device"), .word("entra"), .id(id))
        #expect(stream.description == "device/entra/00112233-4455-6677-8899-aabbccddeeff")
        #expect(StreamName(text: stream.text) == stream)
        let tag = Tag(.word("device"), .word("entra"), .id(id))
        #expect(tag.description == "device:entra/00112233-4455-6677-8899-aabbccddeeff")
        #expect(Tag(text: tag.description) == tag)
        #expect(Tag(text: "tenant:contoso")?.components == [.word("tenant"), .word("contoso")])
        #expect(Tag(text: "alone")?.components == [.word("alone")])
    }

    @Test("the encoding is a deterministic CBOR array, and is read back")
    func encoded() throws {
        let tag = Tag(.word("device"), .id(id))
        #expect(tag.encoded == [0x82, 0x66] + Array("device".utf8) + [0x50] + id.bytes)
        #expect(Tag(encoded: tag.encoded) == tag)
        let long = try #require(Token(String(repeating: "a", count: 24)))
        let word = Tag(.token(long))
        #expect(word.encoded == [0x81, 0x78, 24] + long.bytes)
        #expect(Tag(encoded: word.encoded) == word)
    }

    @Test("two labels that differ in one bit of an id are two, wherever the id stands")
    func oneBit() {
        let words: [LabelComponent] = [.word("tenant"), .word("device"), .word("a"), .word("entra-object")]
        for before in 1...3 {
            for after in 0...2 {
                func tag(_ id: Bits128) -> Label<TagRole> {
                    let others = [LabelComponent](repeating: .id(self.id), count: after)
                    return Label(components: words.prefix(before) + [.id(id)] + others)
                }
                for all in [Bits128(high: 1, low: 1), Bits128(high: .max, low: .max), id] {
                    for bit in 0..<128 as Range<UInt64> {
                        let high = bit < 64 ? all.high ^ (1 << bit) : all.high
                        let low = bit < 64 ? all.low : all.low ^ (1 << (bit - 64))
                        let other = tag(Bits128(high: high, low: low))
                        #expect(other != tag(all) && other == other)
                    }
                }
            }
        }
    }

    @Test("random labels are read back from both forms")
    func random() {
        var random = SeededRandom(seed: 10)
        let words: [LabelComponent] = [.word("a"), .word("Device-2.x_y"), .word("user"), .id(id)]
        for _ in 0..<2_000 {
            var components: [LabelComponent] = []
            for _ in 0...Int.random(in: 0..<8, using: &random) {
                components.append(
                    Bool.random(using: &random)
                        ? words[Int.random(in: 0..<4, using: &random)]
                        : .id(Bits128(high: random.next(), low: random.next() | 1)))
            }
            let label = StreamName(components: components)
            #expect(label.components == components)
            #expect(StreamName(encoded: label.encoded) == label)
            #expect(StreamName(text: label.text) == label)
        }
    }

    @Test("hostile bytes are refused")
    func hostileBytes() {
        let zero = [UInt8](repeating: 0, count: 16)
        let wrong: [[UInt8]] = [
            [], [0x80], [0x81], [0x89] + [UInt8](repeating: 0x61, count: 18), [0x81, 0x60], [0x81, 0x61],
            [0x81, 0x61, 0x20],
            [0x81, 0x61, 0x2F], [0x81, 0x61, 0xC3], [0x81, 0x78, 0x01, 0x61], [0x81, 0x79, 0x00, 0x18],
            [0x81, 0x50] + zero.dropLast(), [0x81, 0x51] + zero + [0], [0x81, 0x61, 0x61, 0x61],
            [0x82, 0x61, 0x61],
            [0x9F, 0x61, 0x61, 0xFF], [0x98, 0x01, 0x61, 0x61], [0xA1, 0x61, 0x61], [0x81, 0x01],
            [0x81, 0x78, 0xFF],
            [0x81, 0x61, 0x2D], [0x81, 0x78, 64] + [UInt8](repeating: 0x61, count: 64),
        ]
        for bytes in wrong { #expect(Tag(encoded: bytes) == nil, "\(bytes)") }
        var random = SeededRandom(seed: 11)
        let whole = Tag(.word("device"), .word("entra"), .id(id)).encoded
        for _ in 0..<5_000 {
            var bytes = whole
            for _ in 0..<2 {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            if let tag = Tag(encoded: bytes) { #expect(Tag(components: tag.components).encoded == bytes) }
        }
    }

    @Test("a label that a record could not hold is refused, as text and as bytes")
    func tooLong() {
        let token = String(repeating: "a", count: 63)
        #expect(StreamName(text: [token, token, token].joined(separator: "/")) != nil)
        #expect(StreamName(text: [token, token, token, token].joined(separator: "/")) == nil)
        let encoded = StreamName(
            components: Array(repeating: .token(Token(token) ?? Token(word: "a")), count: 4)
        ).encoded
        #expect(encoded.count > Limits.labelBytes)
        #expect(StreamName(encoded: encoded) == nil)
    }

    @Test(
        "hostile text is refused",
        arguments: [
            "", "/", "a/", "/a", "a//b", "a/..", "a/.hidden", "a b", "ä", "a/b%2e", "a\u{0}b", "a:b/c d",
            "a/-b",
        ])
    func hostileText(text: String) {
        #expect(StreamName(text: text) == nil)
        #expect(Tag(text: text) == nil)
    }

    @Test("slots are found and filled, and nothing else changes")
    func slots() {
        let stream = StreamName(.word("user"), .id(id), .slot)
        #expect(stream.slotOffsets == [1 + 5 + 17 + 1])
        let filled = stream.filling(id, at: stream.slotOffsets[0])
        #expect(filled == StreamName(.word("user"), .id(id), .id(id)))
        #expect(filled.slotOffsets.isEmpty)
        #expect(stream.description.utf8.last == UInt8(ascii: "?"))
    }

    @Test("labels of any length are the same bytes by every road, and equal only to themselves")
    func lengths() throws {
        var labels: [StreamName] = []
        for count in 1...63 {
            let token = try #require(Token(String(repeating: "a", count: count)))
            let whole: [LabelComponent] = [.token(token), .id(id), .slot]
            for components in [Array(whole[..<1]), Array(whole[..<2]), whole] {
                let label = StreamName(components: components)
                let bytes = label.encoded
                #expect(label.encodedCount == bytes.count)
                #expect(label.withEncoded { Array($0) } == bytes)
                var appended: [UInt8] = [1]
                label.append(to: &appended)
                #expect(appended == [1] + bytes)
                #expect(label.components == components)
                let read = try #require(StreamName(encoded: bytes))
                #expect(read == label && read.hashValue == label.hashValue)
                for offset in label.slotOffsets {
                    let filled = label.filling(Bits128(high: 1, low: 2), at: offset)
                    var expected = bytes
                    Bits128(high: 1, low: 2).write(to: &expected, at: offset)
                    #expect(filled.encoded == expected && filled != label)
                }
                labels.append(label)
            }
        }
        let places = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(places.count == labels.count)
        for (place, label) in labels.enumerated() { #expect(places[label] == place) }
    }

    @Test("a name written in the code is the name of its components")
    func counts() {
        let all: [LabelComponent] = [
            .word("a"), .id(id), .slot, .word("b-2"), .word("c"), .word("d"), .id(id),
        ]
        #expect(Tag(all[0]) == Tag(components: Array(all[..<1])))
        #expect(Tag(all[0], all[1]) == Tag(components: Array(all[..<2])))
        #expect(Tag(all[0], all[1], all[2]) == Tag(components: Array(all[..<3])))
        #expect(Tag(all[0], all[1], all[2], all[3]) == Tag(components: Array(all[..<4])))
        #expect(Tag(all[0], all[1], all[2], all[3], all[4]) == Tag(components: Array(all[..<5])))
        #expect(
            Tag(all[0], all[1], all[2], all[3], all[4], all[5], all[6]) == Tag(components: all))
    }

    @Test("text and bytes in pieces are read as they are in one piece")
    func pieces() {
        let tag = Tag(.word("device"), .word("entra"), .id(id))
        #expect(Tag(text: tag.text.lazy.map { $0 }) == tag)
        #expect(Tag(encoded: tag.encoded.lazy.map { $0 }) == tag)
        #expect(Tag(text: tag.text.dropLast().lazy.map { $0 }) != tag)
        #expect(Tag(encoded: tag.encoded.dropLast().lazy.map { $0 }) == nil)
    }
}
