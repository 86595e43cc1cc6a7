import DurabilitySimulation
import DurableIO
import LogFormat
import Synchronization

// Sabotages of what vouches for a block, and for several together.
extension Interference {
    /// Each block of a batch is written as a batch of its own.
    static func withoutBatchBoundary() -> Interference {
        // The number of the next batch as it stands in the file; nil where a writer begins.
        let next = Mutex<UInt64?>(nil)
        var out = Interference()
        out.beforeLock = { next.withLock { $0 = nil } }
        out.beforeOpening = { path, access in
            if path.isLogSegment, access == .readWrite { next.withLock { $0 = nil } }
        }
        out.writes = { file, bytes, offset throws(DurableIOError) in
            // What stands there already is written once more as it is.
            guard file.path.isLogSegment, offset > 0, try file.size() == offset else { return bytes }
            return next.withLock { next in
                var changed = bytes
                forEachHeader(bytes, from: 0) { place, header in
                    var header = header
                    header.batch = next ?? header.batch
                    header.blockIndex = 0
                    header.blockCount = 1
                    next = header.batch + 1
                    changed.replaceSubrange(place..<(place + BlockHeader.byteCount), with: header.encoded)
                }
                return changed
            }
        }
        return out
    }

    /// Blocks are taken whatever their checksums say.
    static func hashingPlaintextOnly() -> Interference {
        mending { bytes, place, length in
            let body = place + BlockHeader.byteCount
            bytes.storeLittle(CRC32C.checksum(bytes[body..<(body + length)]), at: place + 44)
            bytes.storeLittle(CRC32C.checksum(bytes[place..<(place + 92)]), at: place + 92)
        }
    }

    /// Headers of blocks are taken whatever their checksums say.
    static func trustingLengths() -> Interference {
        mending { bytes, place, _ in
            bytes.storeLittle(CRC32C.checksum(bytes[place..<(place + 92)]), at: place + 92)
        }
    }

    /// Shows segments of the log with what `mend` makes of each place at which a block seems to stand.
    private static func mending(
        _ mend: @escaping @Sendable (inout [UInt8], _ place: Int, _ length: Int) -> Void
    ) -> Interference {
        var out = Interference()
        out.image = { file in
            guard file.path.isLogSegment, var bytes = try? file.readAll(limit: 1 << 24) else { return nil }
            var place = SegmentHeader.byteCount
            while place + BlockHeader.byteCount <= bytes.count {
                let at = place
                let length = Int(bytes.withUnsafeBytes { $0.little(UInt32.self, at: at + 40) })
                let end = place + BlockHeader.byteCount + length
                // A length that leads out of the file is followed as well, which ends the walk.
                mend(&bytes, place, min(length, bytes.count - place - BlockHeader.byteCount))
                place = end
            }
            return bytes
        }
        return out
    }

    /// Calls `body` with each block's place and header, up to the first that is none.
    /// - Returns: where it ended.
    @discardableResult
    static func forEachHeader(
        _ bytes: [UInt8], from start: Int, _ body: (Int, BlockHeader) -> Void
    ) -> Int {
        var place = start
        while place + BlockHeader.byteCount <= bytes.count {
            let at = place
            let header = bytes.withUnsafeBytes { buffer in
                let header = UnsafeRawBufferPointer(rebasing: buffer[at..<(at + BlockHeader.byteCount)])
                return try? BlockHeader(header, segmentChecksum: header.little(UInt32.self, at: 88))
            }
            guard let header else { break }
            let end = place + BlockHeader.byteCount + Int(header.storedLength)
            guard end <= bytes.count,
                CRC32C.checksum(bytes[(place + BlockHeader.byteCount)..<end]) == header.storedChecksum
            else { break }
            body(place, header)
            place = end
        }
        return place
    }
}
