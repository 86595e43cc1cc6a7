import DurabilitySimulation
import FaultRecords
import LedgerModel
import LogStore
import Testing

@testable import ComplianceLedger

@Suite("Every bit of every file")
struct BitFlipTests {
    private static let parts = 4

    /// What a changed bit of a file is to be called.
    private enum Kind {
        /// Damage, whoever it is told.
        case truth
        /// Made again; one copy of `commit` is so too.
        case disposable
        /// Nobody's answer depends on it: a note for people.
        case note
    }

    private static func kind(_ path: String, _ layout: LedgerLayout) -> Kind {
        let path = String(path.dropFirst())
        if path == layout.lastVerification { return .note }
        if path == layout.commit || path.hasSuffix(".idx") || path.hasPrefix(layout.hashes + "/") {
            return .disposable
        }
        return .truth
    }

    /// Turns a bit around and asks the audit; says what is wrong with its answer.
    private static func flip(
        _ path: String, byte: Int, bit: Int, _ world: LedgerWorld, _ record: inout FaultRecord
    ) throws(LedgerError) {
        let copy = LedgerWorld(copying: world)
        copy.files.flipBit(path, byte: byte, bit: bit)
        let report = try Audit.run(
            copy: LedgerLayout(root: LedgerWorld.path), in: copy.environment, readsAhead: false)
        let wanted: Int32 =
            switch kind(path, world.layout) {
            case .truth: 2
            case .disposable: 1
            case .note: 0
            }
        record.committed += 1
        record.noticed = (record.noticed ?? 0) + (report.exitStatus == 0 ? 0 : 1)
        if report.exitStatus == 0, wanted != 0 { record.silent += 1 }
        let names = report.findings.contains { finding in
            finding.file.map { path.hasPrefix("/" + $0) } ?? false || finding.text.contains(path.dropFirst())
        }
        if report.exitStatus != wanted || (wanted != 0 && !names) {
            record.failed += 1
            Issue.record("\(path), byte \(byte), bit \(bit): \(report.exitStatus) \(report.findings)")
        }
    }

    /// A closed segment of 64 KiB, and another one behind it.
    private static func large() throws -> (world: LedgerWorld, path: String) {
        let world = LedgerWorld(segmentBytes: 65_536)
        let ledger = try world.opened()
        var random = SeededGenerator(seed: 4)
        for number in 0..<50 {
            var event = Samples.event(number)
            event.data = [0xA1, 1, 0x59, 5, 20] + random.bytes(1_300)
            _ = try ledger.appendAndWait([Samples.submission(number, events: [event])])
        }
        try ledger.close()
        let path = "/" + world.layout.log + "/" + SegmentName.segment(0)
        let count = world.files.contents(path)?.count ?? 0
        #expect(count >= 65_536 && count < 67_000)
        #expect(try world.files.list(world.layout.log).filter { $0.hasSuffix(".seg") }.count == 2)
        return (world, path)
    }

    @Test("a changed bit of a closed segment of 64 KiB is damage", arguments: 0..<parts)
    func closedSegment(part: Int) throws {
        let (world, path) = try Self.large()
        var record = FaultRecord(
            "s4-closed-segment-bits", .bytes,
            fault: "Each bit of a closed segment of 64 KiB is turned around.",
            expectation: "verify calls it damage and names the file.", test: "BitFlipTests/closedSegment")
        let bits = 8 * (world.files.contents(path)?.count ?? 0)
        let step = TestEffort.count(2_003, nightly: 1)
        for bit in stride(from: part * step, to: bits, by: Self.parts * step) {
            try Self.flip(path, byte: bit / 8, bit: bit % 8, world, &record)
        }
        record.report()
    }

    /// A ledger with something in every file.
    private static func small() throws -> LedgerWorld {
        let world = LedgerWorld(segmentBytes: 3_000)
        let ledger = try world.opened()
        for number in 0..<40 {
            var about = Samples.submission(
                number, evidence: [UInt8(truncatingIfNeeded: number), 1, 2],
                events: [Samples.event(number, about: 0)])
            about.identities = [Samples.person(number % 7)]
            _ = try ledger.appendAndWait(number % 10 == 0 ? [about] : [Samples.submission(number)])
        }
        let quarantine = try ledger.openQuarantine()
        try quarantine.add(
            QuarantineEntry(
                code: "test.refused", expected: "a", found: "b",
                place: SourceRecordPlace(file: "f", byte: 0, line: 1), received: .earliest, bytes: [1, 2]))
        try quarantine.flush()
        quarantine.close()
        try ledger.close()
        world.files.setContents(world.layout.lastVerification, Array("{\"status\": 0}\n".utf8))
        #expect(try world.audit() == [])
        return world
    }

    @Test("a changed bit of any other file is damage, or that of one that is made again, and is told")
    func otherFiles() throws {
        let world = try Self.small()
        let layout = world.layout
        let paths = world.files.files.filter { $0 != "/" + layout.lock }
        for part in [
            layout.origin, layout.key, layout.secret, layout.commit, layout.highWater,
            layout.checkpoint, layout.privateRecords, layout.identities, layout.log, layout.hashes,
            layout.quarantine,
        ] {
            #expect(paths.contains { $0.hasPrefix("/" + part) }, "\(part)")
        }
        #expect(paths.contains { $0.hasSuffix(".idx") })
        var counts: [Kind: FaultRecord] = [:]
        counts[.truth] = FaultRecord(
            "s4-other-bits", .bytes,
            fault: "Each bit of each file that is no copy is turned around: segments of the log, of private "
                + "records, identities and the quarantine, origin, key, secret, highwater, checkpoint.",
            expectation: "verify calls it damage and names the file.", test: "BitFlipTests/otherFiles")
        counts[.disposable] = FaultRecord(
            "s4-disposable-bits", .bytes,
            fault: "Each bit of what is made again is turned around: indexes, stored hashes, either copy of "
                + "commit.",
            expectation: "verify tells it and says that rebuild makes it good.",
            test: "BitFlipTests/otherFiles")
        counts[.note] = FaultRecord(
            "s4-harmless-bits", .bytes, fault: "Each bit of last-verify is turned around.",
            expectation: "Nothing: it is a note for people of when verify last ran, and no answer depends on "
                + "it.", test: "BitFlipTests/otherFiles")
        let step = TestEffort.count(1_009, nightly: 1)
        for (number, path) in paths.enumerated() {
            let kind = Self.kind(path, layout)
            guard var record = counts[kind] else { continue }
            let bits = 8 * (world.files.contents(path)?.count ?? 0)
            // Of each file at least a few.
            let stride = stride(from: number % step, to: bits, by: min(step, bits / 3 | 1))
            for bit in stride { try Self.flip(path, byte: bit / 8, bit: bit % 8, world, &record) }
            counts[kind] = record
        }
        for record in counts.values {
            #expect(record.committed > 0)
            record.report()
        }
    }
}
