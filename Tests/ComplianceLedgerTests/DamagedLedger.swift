import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import LogStore

@testable import ComplianceLedger

/// A ledger of several segments, on which tests operate.
struct DamagedLedger {
    let world: LedgerWorld
    /// The first numbers of the log's segments.
    let firsts: [UInt64]

    /// - Parameters:
    ///   - events: in batches of three.
    ///   - segmentBytes: at which a segment is full.
    init(events: Int = 90, segmentBytes: UInt64 = 3_000, seed: UInt64 = 1) throws {
        world = LedgerWorld(seed: seed, segmentBytes: segmentBytes)
        let ledger = try world.opened()
        for start in stride(from: 0, to: events, by: 3) {
            _ = try ledger.appendAndWait(
                (start..<min(events, start + 3)).map {
                    Samples.submission($0, evidence: Array("evidence of \($0)".utf8))
                })
        }
        try ledger.close()
        firsts = try Self.firsts(world)
    }

    private init(world: LedgerWorld, firsts: [UInt64]) {
        self.world = world
        self.firsts = firsts
    }

    private static func firsts(_ world: LedgerWorld) throws -> [UInt64] {
        try world.files.list(world.layout.log).compactMap(SegmentName.first(ofSegment:)).sorted()
    }

    /// The same on files of its own.
    func copy() -> DamagedLedger { DamagedLedger(world: LedgerWorld(copying: world), firsts: firsts) }

    func path(_ index: Int) -> String { world.layout.log + "/" + SegmentName.segment(firsts[index]) }

    func bytes(_ index: Int) -> [UInt8] { world.files.contents(path(index)) ?? [] }

    /// The places of a segment's blocks.
    func blocks(_ index: Int) -> [Range<Int>] {
        let bytes = bytes(index)
        var out: [Range<Int>] = []
        var place = SegmentHeader.byteCount
        while place + BlockHeader.byteCount <= bytes.count {
            let stored = bytes.withUnsafeBytes { $0.little(UInt32.self, at: place + 40) }
            let end = place + BlockHeader.byteCount + Int(stored)
            out.append(place..<end)
            place = end
        }
        return out
    }

    /// The records of a block.
    func records(_ index: Int, block: Int) -> Range<UInt64> {
        let place = blocks(index)[block].lowerBound
        return bytes(index).withUnsafeBytes { buffer in
            let first = buffer.little(UInt64.self, at: place + 24)
            return first..<(first + UInt64(buffer.little(UInt32.self, at: place + 32)))
        }
    }

    func set(_ index: Int, _ bytes: [UInt8]) { world.files.setContents(path(index), bytes) }

    func change(_ index: Int, _ body: (inout [UInt8]) -> Void) {
        var bytes = bytes(index)
        body(&bytes)
        set(index, bytes)
    }

    func audit(readsAhead: Bool = true) throws(LedgerError) -> AuditReport {
        try Audit.run(
            copy: LedgerLayout(root: LedgerWorld.path), in: world.environment, readsAhead: readsAhead)
    }
}
