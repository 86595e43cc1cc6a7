import Testing

@testable import LogFormat

@Suite struct FieldLayoutTests {
    @Test(
        "the rows of an offset table follow one another and fill the structure",
        arguments: [
            (SegmentHeader.layout, SegmentHeader.byteCount), (BlockHeader.layout, BlockHeader.byteCount),
            (CommitMark.layout, CommitMark.byteCount),
        ])
    func contiguous(layout: [FieldLayout], byteCount: Int) {
        var offset = 0
        for row in layout {
            #expect(row.offset == offset, "\(row.name)")
            offset += row.size
        }
        #expect(offset == byteCount)
        #expect(Set(layout.map(\.name)).count == layout.count)
    }

    @Test("what is encoded has the size that is published")
    func sizes() {
        #expect(Fixtures.segment.encoded.count == SegmentHeader.byteCount)
        #expect(Fixtures.mark.encoded.count == CommitMark.byteCount)
    }
}
