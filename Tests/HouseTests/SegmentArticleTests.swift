import LogFormat
import Testing

@Suite("The article on segment files")
struct SegmentArticleTests {
    private let article: Markdown

    init() throws {
        article = Markdown(try Repository.text("Sources/LogFormat/LogFormat.docc/SegmentFile.md"))
    }

    @Test("its offset tables are those of the code")
    func tables() {
        compare("## Segment header", SegmentHeader.layout, bytes: SegmentHeader.byteCount)
        compare("## Block header", BlockHeader.layout, bytes: BlockHeader.byteCount)
        compare("## Commit mark", CommitMark.layout, bytes: CommitMark.byteCount)
    }

    @Test("its worked segment header decodes and encodes to the same bytes")
    func segmentHeader() throws {
        let bytes = try example("hex segment-header")
        let header = try bytes.withUnsafeBytes { try SegmentHeader($0, kind: .log) }
        #expect(header.encoded == bytes)
    }

    @Test("its worked block decodes under that header to the records that the text names")
    func block() throws {
        let segment = try example("hex segment-header").withUnsafeBytes { try SegmentHeader($0, kind: .log) }
        let bytes = try example("hex block")
        let (header, block) = try bytes.withUnsafeBytes { buffer in
            let header = try BlockHeader(buffer, segmentChecksum: segment.checksum)
            let stored = UnsafeRawBufferPointer(rebasing: buffer[BlockHeader.byteCount...])
            return (header, try BlockCodec.decode(header, stored: stored))
        }
        #expect(header.encoded == Array(bytes.prefix(BlockHeader.byteCount)))
        #expect(
            (0..<block.count).map { String(decoding: block.record($0), as: UTF8.self) } == [
                "first record", "second record",
            ])
    }

    @Test("its worked commit mark decodes, encodes to the same bytes, and names the end of that block")
    func commitMark() throws {
        let bytes = try example("hex commit-mark")
        let mark = try bytes.withUnsafeBytes { try CommitMark($0) }
        #expect(mark.encoded == bytes)
        #expect(mark.log.byteOffset == UInt64(SegmentHeader.byteCount + (try example("hex block")).count))
    }

    private func compare(_ heading: String, _ layout: [FieldLayout], bytes: Int) {
        let rows = Markdown.rows(article.section(heading)).map { Array($0.prefix(3)) }
        #expect(rows == layout.map { [String($0.offset), String($0.size), $0.name] }, "\(heading)")
        #expect(layout.last.map { $0.offset + $0.size } == bytes)
    }

    private func example(_ info: String) throws -> [UInt8] {
        try #require(article.blocks(info).first.flatMap(Markdown.bytes))
    }
}
