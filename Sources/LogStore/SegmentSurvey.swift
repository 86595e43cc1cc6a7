import DurableIO
import LogFormat

/// Which blocks stand where in a damaged segment, whoever they belong to and whatever stands between them.
struct SegmentSurvey: Sendable {
    struct Mark: Sendable {
        var offset: UInt64
        var header: BlockHeader
    }

    /// By offset, ascending; those alone whose stored bytes have their checksum.
    private(set) var marks: [Mark] = []

    private static let windowBytes = 1 << 20

    /// Looks through the whole file.
    init(_ file: any File) throws(DurableIOError) {
        let size = try file.size()
        var window: [UInt8] = []
        var start: UInt64 = 0
        func fill(from offset: UInt64, count: Int) throws(DurableIOError) {
            if offset >= start, offset + UInt64(count) <= start + UInt64(window.count) { return }
            let wanted = min(UInt64(max(count, Self.windowBytes)), size - offset)
            window = try file.bytes(at: offset, count: Int(wanted))
            start = offset
        }
        var offset = UInt64(SegmentHeader.byteCount)
        let headerBytes = BlockHeader.byteCount
        while offset + UInt64(headerBytes) <= size {
            try fill(from: offset, count: headerBytes)
            let at = Int(offset - start)
            guard let header = Self.header(window, at: at) else {
                // Quickly to where a header may begin.
                let last = window.count - headerBytes
                let next = (at + 1..<max(at + 2, last + 1)).first { index in
                    index > last || window[index] == BlockHeader.magic[0]
                }
                offset = start + UInt64(next ?? max(at + 1, last + 1))
                continue
            }
            let whole = UInt64(headerBytes) + UInt64(header.storedLength)
            guard whole <= size - offset else {
                offset += 1
                continue
            }
            try fill(from: offset, count: Int(whole))
            let begin = Int(offset - start) + headerBytes
            guard
                CRC32C.checksum(window[begin..<(begin + Int(header.storedLength))]) == header.storedChecksum
            else {
                offset += 1
                continue
            }
            marks.append(Mark(offset: offset, header: header))
            offset += whole
        }
    }

    /// A header of a block of any segment.
    static func header(_ bytes: [UInt8], at index: Int) -> BlockHeader? {
        guard index + BlockHeader.byteCount <= bytes.count, bytes[index] == BlockHeader.magic[0],
            bytes[index + 1] == BlockHeader.magic[1]
        else { return nil }
        return bytes.withUnsafeBytes { buffer in
            let range = index..<(index + BlockHeader.byteCount)
            let header = UnsafeRawBufferPointer(rebasing: buffer[range])
            return try? BlockHeader(header, segmentChecksum: header.little(UInt32.self, at: 88))
        }
    }

    /// The blocks that belong to the segment and begin with a record, by offset.
    func blocks(first: UInt64, of segment: UInt32) -> [Mark] {
        marks.filter { $0.header.first == first && $0.header.segmentChecksum == segment }
    }
}
