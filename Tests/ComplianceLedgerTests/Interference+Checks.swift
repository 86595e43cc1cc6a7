import DurabilitySimulation
import DurableIO
import LogFormat
import LogStore
import Merkle

@testable import ComplianceLedger

// Sabotages of what is checked, and of what is believed.
extension Interference {
    /// Of the log's segments those between the first and the last are shown as they were when all was well.
    static func verifyingEndsOnly(_ whole: DamagedLedger) -> Interference {
        overlooking(whole, Set(whole.firsts.indices.dropFirst().dropLast()))
    }

    /// The segment before the last is shown as it was when all was well.
    static func skippingSecondToLastSegment(_ whole: DamagedLedger) -> Interference {
        overlooking(whole, [whole.firsts.count - 2])
    }

    private static func overlooking(_ whole: DamagedLedger, _ segments: Set<Int>) -> Interference {
        let files = segments.map { (path: whole.path($0), bytes: whole.bytes($0)) }
        var out = Interference()
        out.image = { file in files.first { $0.path == file.path }?.bytes }
        return out
    }

    /// Whoever opens the ledger cuts the log at the first damage, and forgets that more was there.
    static func truncatingOnCorruption(_ files: SimulatedFileSystem, _ layout: LedgerLayout) -> Interference {
        var out = Interference()
        out.beforeOpening = { path, access in
            guard path == layout.commit, access == .read else { return }
            let segments = files.files.filter(\.isLogSegment)
            for (index, segment) in segments.enumerated() {
                let bytes = files.contents(segment) ?? []
                let end = Self.forEachHeader(bytes, from: SegmentHeader.byteCount) { _, _ in }
                guard end < bytes.count else { continue }
                files.truncateRaw(segment, to: end)
                let indexes = files.files.filter { $0.hasSuffix(".idx") || $0.contains("/hashes/") }
                let marks = [layout.commit, layout.highWater, layout.checkpoint]
                for path in segments.dropFirst(index + 1) + indexes + marks { try? files.remove(path) }
                return
            }
        }
        return out
    }

    /// `highwater` says what the published checkpoint says.
    static func ignoringHighWater(_ files: SimulatedFileSystem, _ layout: LedgerLayout) -> Interference {
        var out = Interference()
        out.image = { file in
            guard file.path == layout.highWater, let note = files.contents(layout.checkpoint) else {
                return nil
            }
            let lines = note.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            guard lines.count > 2, let size = UInt64(String(decoding: lines[1], as: UTF8.self)),
                let root = SHA256Digest(base64: Array(lines[2]))
            else { return nil }
            return HighWater(TreeHead(size: size, root: root)).bytes
        }
        return out
    }
}
