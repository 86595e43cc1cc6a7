import LedgerModel
import Merkle
import RecordFormat
import Testing

@Suite("The article on records")
struct RecordArticleTests {
    private let article: Markdown
    private let examples: [[UInt8]]

    init() throws {
        article = Markdown(try Repository.text("Sources/RecordFormat/RecordFormat.docc/Record.md"))
        examples = article.blocks("hex").compactMap(Markdown.bytes)
        try #require(examples.count == 3)
    }

    @Test("its worked record is valid and encodes to the same bytes")
    func record() throws {
        let event = try self.event()
        var encoder = RecordEncoder()
        #expect(encoder.bytes(of: event) == examples[0])
        try examples[0].withUnsafeBytes { try RecordView.validate($0, at: .first) }
    }

    @Test("it has a caption for each element of the record's array")
    func captions() throws {
        let captions = article.blocks("hex")[0].filter { $0.contains(";") }
        #expect(captions.count == Int(examples[0][0] & 0x1F) + 1)
    }

    @Test("its leaf hash is that of the worked record")
    func leaf() {
        #expect(article.lines.contains { $0.contains(MerkleHash.leaf(examples[0]).hex) })
    }

    @Test("its worked private record is the one that the worked record cites, and encodes to the same bytes")
    func privateRecord() throws {
        #expect(try event().evidence?.digest == SHA256.hash(of: examples[1]).bytes)
        #expect(try PrivateRecord(examples[1]).encoded == examples[1])
    }

    @Test("its worked identity entry encodes to the same bytes and stands for the person who is tagged")
    func identity() throws {
        let entry = try examples[2].withUnsafeBytes { try IdentityEntry($0) }
        #expect(entry.encoded == examples[2])
        #expect(try event().tags.contains(Tag(.word("user"), .id(entry.id.bits))))
    }

    @Test("its grammar names as many elements as the record has")
    func grammar() throws {
        let cddl = try #require(article.blocks("cddl").first)
        let start = try #require(cddl.firstIndex(of: "record = ["))
        let end = try #require(cddl[start...].firstIndex(of: "]"))
        #expect(cddl[(start + 1)..<end].count == Int(examples[0][0] & 0x1F))
    }

    private func event() throws -> RecordedEvent {
        try examples[0].withUnsafeBytes { try RecordView($0, at: .first).event() }
    }
}
