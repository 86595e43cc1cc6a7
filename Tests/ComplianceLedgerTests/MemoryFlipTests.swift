import Attestation
import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogStore
import Merkle
import RecordFormat
import Synchronization
import Testing

@testable import ComplianceLedger

@Suite("A bit that falls over in memory")
struct MemoryFlipTests {
    private static func submission(_ number: Int) -> Submission {
        guard number % 2 == 0 else { return Samples.submission(number, device: number % 3) }
        var out = Samples.submission(
            number, evidence: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 60),
            events: [Samples.event(number, about: 0)])
        out.identities = [Samples.person(number)]
        return out
    }

    /// Whether everything is there as it was submitted, as a reader sees it.
    private static func isWhole(_ world: LedgerWorld, _ oracle: CrashOracle) -> Bool {
        guard let reader = try? world.open(.reading) else { return false }
        return oracle.problems(of: reader).isEmpty
    }

    @Test("in any buffer on its way to a file: nothing wrong is signed, or verify finds it")
    func inWrites() throws {
        let made = LedgerWorld(segmentBytes: 700)
        try made.create()
        let secret = try made.secret()
        var record = FaultRecord(
            "s6-memory-flips", .calls,
            fault: "A bit of the buffer of any one write is turned around behind the checksum: blocks of the "
                + "log, private records, identities, hashes, indexes, commit, highwater and the signed note.",
            expectation: "The writer refuses, or verify finds it; where neither says a word, a later write "
                + "has put the right bytes in its place and everything is as it was submitted.",
            test: "MemoryFlipTests/inWrites")
        let count = TestEffort.count(500, nightly: 10_000)
        record.seeds = "0..<\(count)"
        var gone = 0
        for seed in 0..<UInt64(count) {
            var random = SeededGenerator(seed: seed)
            let world = LedgerWorld(copying: made)
            let left = Mutex(1 + random.below(60))
            let bit = random.below(1 << 20)
            let flipped = Mutex("")
            var environment = world.environment
            environment.files = HookedFileSystem(
                world.files,
                FileHooks(write: { path, bytes in
                    let isDue = left.withLock { left in
                        left -= 1
                        return left == 0
                    }
                    guard isDue, !bytes.isEmpty else { return bytes }
                    flipped.withLock { $0 = path }
                    var out = bytes
                    out[bit / 8 % out.count] ^= 1 << UInt8(bit % 8)
                    return out
                }))
            var oracle = CrashOracle()
            var hasFailed = false
            do {
                let ledger = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
                for number in 0..<6 {
                    let index = oracle.plan([Self.submission(number)], secret)
                    let receipts = try ledger.appendAndWait(oracle.attempts[index].submissions)
                    _ = oracle.acknowledge(index, receipts, by: nil)
                    if number == 3 { _ = try ledger.checkpoint() }
                }
                try ledger.close()
            } catch { hasFailed = true }
            let path = flipped.withLock { $0 }
            guard !path.isEmpty else { continue }
            record.committed += 1
            record.acknowledged += oracle.acknowledged.count
            let status = (try? Audit.run(LedgerWorld.path, in: world.environment).exitStatus) ?? 2
            if hasFailed || status != 0 {
                record.noticed = (record.noticed ?? 0) + 1
                continue
            }
            gone += 1
            if !Self.isWhole(world, oracle) {
                record.silent += 1
                record.failed += 1
                Issue.record("seed \(seed), \(path), bit \(bit)")
            }
        }
        #expect(record.noticed ?? 0 > count / 2)
        #expect(gone > 0)
        record.report()
    }

    /// The writer's tree with one bit of its newest leaf turned around.
    private static func altered(_ leaves: [SHA256Digest], bit: Int) -> CompactRange {
        var tree = CompactRange()
        for (index, leaf) in leaves.enumerated() {
            guard index == leaves.count - 1 else {
                tree.append(leaf: leaf)
                continue
            }
            var bytes = Array(leaf.bytes)
            bytes[bit / 8 % 32] ^= 1 << UInt8(bit % 8)
            tree.append(leaf: bytes.withUnsafeBytes { SHA256Digest($0) })
        }
        return tree
    }

    @Test("in the tree that is to be signed: it is not", arguments: [false, true])
    func inTree(isReadBack: Bool) throws {
        var record = FaultRecord(
            "s6-tree-flips", .calls,
            fault: "A bit of a hash in the tree that the writer is about to sign, or of the one that it has "
                + "read back, is turned around.",
            expectation: "Nothing is signed, and nothing more is written; what is on disk is whole.",
            test: "MemoryFlipTests/inTree")
        for bit in stride(from: 0, to: 256, by: TestEffort.count(16, nightly: 1)) {
            let world = LedgerWorld()
            let ledger = try world.opened()
            for number in 0..<5 { _ = try ledger.appendAndWait([Self.submission(number)]) }
            let signed = try ledger.checkpoint()
            if !isReadBack { _ = try ledger.appendAndWait([Self.submission(5)]) }
            var leaves: [SHA256Digest] = []
            try ledger.forEachRecord { view in
                leaves.append(MerkleHash.leaf(view.bytes))
                return true
            }
            let tree = Self.altered(leaves, bit: bit)
            let isDone = Handover<Void>()
            _ = ledger.writer?.run { sequencer in
                if isReadBack { sequencer.readBackTree = tree } else { sequencer.tree = tree }
                isDone.bring(())
            }
            isDone.wait()
            if isReadBack { _ = try ledger.appendAndWait([Self.submission(5)]) }
            record.committed += 1
            do throws(LedgerError) {
                _ = try ledger.checkpoint()
                record.failed += 1
                Issue.record("bit \(bit): it was signed")
            } catch {
                guard case .readBack = error else {
                    Issue.record("bit \(bit): \(error)")
                    continue
                }
                record.noticed = (record.noticed ?? 0) + 1
            }
            #expect(throws: LedgerError.self) { try ledger.close() }
            #expect(try ledger.publishedCheckpoint()?.head == signed.head)
            // Who opens again goes on.
            let again = try world.open()
            #expect(again.size.value == 6)
            try again.close()
            #expect(try world.audit() == [])
        }
        record.report()
    }

    @Test("in a record before it was hashed: verify finds whatever contradicts something else")
    func beforeHash() throws {
        let count = TestEffort.count(300, nightly: 10_000)
        let made = LedgerWorld()
        let first = try made.opened()
        _ = try first.appendAndWait([Self.submission(0)])
        _ = try first.checkpoint()
        let log = made.layout.log + "/" + SegmentName.segment(0)
        let start = try #require(made.files.contents(log)?.count)
        _ = try first.appendAndWait([Self.submission(2), Self.submission(3)])
        _ = try first.appendAndWait([])
        made.files.kill()
        let whole = try #require(made.files.contents(log))
        var record = FaultRecord(
            "s6-flips-before-hash", .calls,
            fault: "A bit of a record is turned around before it is hashed, so that every checksum, hash and "
                + "signature is made over it.",
            expectation: "Opening or verify finds what is no record or contradicts another one, evidence or "
                + "identity; any other record is what somebody may have submitted, and nobody can tell.",
            test: "MemoryFlipTests/beforeHash")
        record.seeds = "0..<\(count)"
        for seed in 0..<UInt64(count) {
            var random = SeededGenerator(seed: seed)
            guard let block = ReadBackTests.altered(Array(whole[start...]), bit: random.below(1 << 20)) else {
                continue
            }
            let world = LedgerWorld(copying: made)
            // A block of another length ends elsewhere: `commit` says only what came before.
            world.files.setContents(log, whole[..<start] + block)
            world.files.setContents(world.layout.commit, [])
            record.committed += 1
            do {
                try world.open().close()
                let report = try Audit.run(LedgerWorld.path, in: world.environment)
                if report.exitStatus == 2 {
                    record.noticed = (record.noticed ?? 0) + 1
                    continue
                }
                // Then it is a whole record.
                #expect(report.exitStatus == 0, "seed \(seed): \(report.findings)")
                let reader = try world.open(.reading)
                var records = 0
                try reader.forEachRecord { _ in
                    records += 1
                    return true
                }
                #expect(records == 3, "seed \(seed)")
            } catch {
                record.noticed = (record.noticed ?? 0) + 1
            }
        }
        #expect(record.noticed ?? 0 > record.committed / 10)
        #expect(record.committed > count / 2)
        record.report()
    }
}
