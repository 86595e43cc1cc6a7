import LedgerModel
import LogFormat
import LogStore

@testable import ComplianceLedger

/// What a newer program might have written: bytes of whole files with other versions, and every checksum
/// right.
enum NewerBytes {
    /// A segment whose header was changed; each of its blocks belongs to that header.
    static func segment(_ bytes: [UInt8], header change: (inout [UInt8]) -> Void) -> [UInt8] {
        var header = Array(bytes[..<SegmentHeader.byteCount])
        change(&header)
        let checksum = CRC32C.checksum(header[..<60])
        header.storeLittle(checksum, at: 60)
        return blocks(header + bytes[SegmentHeader.byteCount...]) { block, _ in
            block.storeLittle(checksum, at: 88)
        }
    }

    /// A segment whose blocks were changed, by their headers and numbers.
    static func blocks(_ bytes: [UInt8], change: (inout [UInt8], Int) -> Void) -> [UInt8] {
        var out = Array(bytes[..<SegmentHeader.byteCount])
        var place = SegmentHeader.byteCount
        var number = 0
        while place + BlockHeader.byteCount <= bytes.count {
            let stored = bytes.withUnsafeBytes { Int($0.little(UInt32.self, at: place + 40)) }
            let body = place + BlockHeader.byteCount
            var header = Array(bytes[place..<body])
            change(&header, number)
            header.storeLittle(CRC32C.checksum(header[..<92]), at: 92)
            out += header + bytes[body..<(body + stored)]
            place = body + stored
            number += 1
        }
        return out
    }

    /// A segment of one record to a block whose records were changed. They are stored as they are.
    static func records(_ bytes: [UInt8], change: (inout [UInt8]) -> Void) -> [UInt8] {
        var out = Array(bytes[..<SegmentHeader.byteCount])
        let checksum = CRC32C.checksum(out[..<60])
        var place = SegmentHeader.byteCount
        while place + BlockHeader.byteCount <= bytes.count {
            let (header, block) = bytes[place...].withUnsafeBytes { buffer -> (BlockHeader?, DecodedBlock?) in
                let header = try? BlockHeader(buffer, segmentChecksum: checksum)
                let end = BlockHeader.byteCount + Int(header?.storedLength ?? 0)
                let stored = UnsafeRawBufferPointer(rebasing: buffer[BlockHeader.byteCount..<end])
                return (header, header.flatMap { try? BlockCodec.decode($0, stored: stored) })
            }
            guard var header, let block else { return [] }
            place += BlockHeader.byteCount + Int(header.storedLength)
            var raw: [UInt8] = []
            for index in 0..<block.count {
                var record = block.record(index)
                change(&record)
                record.withUnsafeBytes { BlockCodec.appendFrame($0, to: &raw) }
            }
            header.codec = .stored
            header.rawLength = UInt32(raw.count)
            header.storedLength = UInt32(raw.count)
            header.storedChecksum = CRC32C.checksum(raw)
            out += header.encoded + raw
        }
        return out
    }

    /// Both copies of the commit mark with a reserved byte set.
    static func commit(_ bytes: [UInt8], copies: [Int]) -> [UInt8] {
        var out = bytes
        for copy in copies {
            let start = Int(CommitMark.copyOffsets[copy])
            guard start + CommitMark.byteCount <= out.count else { continue }
            out[start + 115] = 1
            out.storeLittle(CRC32C.checksum(out[start..<(start + 124)]), at: start + 124)
        }
        return out
    }

    /// A small file of format version 2.
    static func lines(_ bytes: [UInt8]) -> [UInt8] {
        let lines = (LineFile(bytes)?.lines ?? []).filter { $0.name != "format" }
        return LineFile([("format", "2")] + lines).bytes
    }
}
