import Attestation
import DurabilitySimulation
import LedgerModel
import Merkle
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite struct CheckpointTests {
    @Test("what is signed is durable before it is signed: log and commit, then highwater, then checkpoint")
    func order() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1, evidence: [1])])
        _ = try ledger.appendAndWait([])
        world.clock.advance(seconds: 10)
        world.files.clearCalls()
        _ = try ledger.appendAndWait([Samples.submission(2, evidence: [1])])
        let signed = try ledger.checkpoint()
        #expect(signed.head.size == 2)
        let calls = world.files.calls.filter {
            ["write", "fdatasync", "fsync", "rename"].contains($0.operation)
        }
        func place(_ operation: String, _ part: String) throws -> Int {
            try #require(
                calls.firstIndex { $0.operation == operation && $0.path.contains(part) },
                "\(operation) \(part)")
        }
        let order = try [
            place("write", "private/records"), place("fdatasync", "private/records"),
            place("write", "ledger/log/0"),
            place("fdatasync", "ledger/log/0"), place("write", "ledger/commit"),
            place("fdatasync", "ledger/commit"),
            place("fdatasync", "ledger/log/hashes"), place("fsync", "highwater"),
            place("rename", "highwater"),
            place("write", "checkpoint"), place("rename", "checkpoint"),
        ]
        #expect(order == order.sorted())
        #expect(Set(order).count == order.count)
    }

    @Test("a checkpoint that highwater announces and that was not published goes out at the next opening")
    func highWaterAbove() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1)])
        _ = try ledger.checkpoint()
        _ = try ledger.appendAndWait([Samples.submission(2)])
        world.files.failNextCalls(Fault(operation: "rename", pathSuffix: "checkpoint.tmp"))
        #expect(throws: LedgerError.self) { try ledger.checkpoint() }
        #expect(try HighWater.read(world.layout, files: world.files)?.size == 2)
        world.files.clearFaults()
        world.files.crash(keeping: .nothingUnsynced)
        ledger = try world.open()
        #expect(try ledger.publishedCheckpoint()?.head.size == 2)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("a log that is shorter than what was signed is refused, and stays readable")
    func rollback() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        for number in 0..<3 { _ = try ledger.appendAndWait([Samples.submission(number)]) }
        try ledger.close()
        let kept = ["log", "commit", "checkpoint"]
        let backup = world.files.files.filter { path in kept.contains { path.contains($0) } }
            .map { ($0, world.files.contents($0) ?? []) }
        ledger = try world.open()
        for number in 3..<6 { _ = try ledger.appendAndWait([Samples.submission(number)]) }
        try ledger.close()
        for (path, bytes) in backup { world.files.setContents(path, bytes) }
        do throws(LedgerError) {
            _ = try world.open()
            Issue.record("it was opened for writing")
        } catch {
            #expect(error.provesDamage)
        }
        let reader = try world.open(.reading)
        #expect(try reader.event(at: .first).data == Samples.data(0))
        #expect(try world.audit() != [])
    }

    @Test("a lost highwater beside a checkpoint is not made again by whoever may have lost more")
    func lostHighWater() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        for number in 0..<3 { _ = try ledger.appendAndWait([Samples.submission(number)]) }
        try ledger.close()
        let kept = ["log", "commit", "checkpoint", "private"]
        let backup = world.files.files.filter { path in kept.contains { path.contains($0) } }
            .map { ($0, world.files.contents($0) ?? []) }
        let mark = try #require(world.files.contents(world.layout.highWater))
        ledger = try world.open()
        for number in 3..<6 { _ = try ledger.appendAndWait([Samples.submission(number)]) }
        try ledger.close()
        // Yesterday's files over today's, and the one that would tell is gone.
        for (path, bytes) in backup { world.files.setContents(path, bytes) }
        try world.files.remove(world.layout.highWater)
        let before = world.files.files
        do throws(LedgerError) {
            _ = try world.open()
            Issue.record("it was opened for writing")
        } catch {
            guard case .damagedFile(world.layout.highWater, let reason) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(error.provesDamage && reason.contains("3 events"), "\(error)")
        }
        #expect(world.files.files == before)
        #expect(try world.open(.reading).size == TreeSize(3))
        #expect(try world.audit().contains { $0.contains("highwater") })
        // Put back from a copy, the ledger goes on.
        world.files.setContents(world.layout.highWater, mark)
        try world.open().close()
        #expect(try world.audit() == [])
    }

    @Test("stored hashes that are wrong, missing or unreadable are not taken for tampering, and made again")
    func wrongHashes() throws {
        for kind in 0..<3 {
            let world = LedgerWorld()
            let ledger = try world.opened()
            for number in 0..<300 { _ = try ledger.appendAndWait([Samples.submission(number)]) }
            _ = try ledger.checkpoint()
            // Another mark than the writer's own, so that it has to ask: an older one that was signed too.
            var tree = CompactRange()
            try ledger.forEachRecord { view in
                tree.append(leaf: MerkleHash.leaf(view.bytes))
                return tree.size < 200
            }
            world.files.setContents(world.layout.highWater, HighWater(tree.head).bytes)
            let leaves = world.layout.hashes + "/0"
            switch kind {
            case 0:
                for byte in stride(from: 0, to: 6_400, by: 32) {
                    world.files.flipBit(leaves, byte: byte, bit: 1)
                }
            case 1: world.files.truncateRaw(leaves, to: 64)
            default:
                world.files.failNextCalls(Fault(operation: "read", pathSuffix: "hashes/0"))
            }
            _ = try ledger.appendAndWait([Samples.submission(1_000)])
            #expect(try ledger.checkpoint().head.size == 301, "kind \(kind)")
            world.files.clearFaults()
            try ledger.close()
            try world.open().close()
            #expect(try world.audit() == [], "kind \(kind)")
            // A mark with another root is still told for what it is.
            var marks = tree.head
            marks = TreeHead(size: marks.size, root: SHA256.hash(of: [1]))
            let again = try world.open()
            world.files.setContents(world.layout.highWater, HighWater(marks).bytes)
            _ = try again.appendAndWait([Samples.submission(1_001)])
            do throws(LedgerError) {
                _ = try again.checkpoint()
                Issue.record("kind \(kind): it was signed")
            } catch {
                #expect(error.provesDamage, "\(error)")
            }
        }
    }

    @Test("a signed root that the records do not have is refused")
    func foreignRoot() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1)])
        try ledger.close()
        let head = TreeHead(size: 1, root: SHA256.hash(of: [1]))
        world.files.setContents(world.layout.highWater, HighWater(head).bytes)
        let again = try world.open()
        #expect(throws: LedgerError.self) { try again.checkpoint() }
        _ = again
        #expect(try world.audit() != [])
    }

    @Test("an append brings a checkpoint when a minute has passed, and not before")
    func due() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1)])
        _ = try ledger.appendAndWait([])
        #expect(try ledger.publishedCheckpoint()?.head.size == 1)
        _ = try ledger.appendAndWait([Samples.submission(2)])
        _ = try ledger.appendAndWait([])
        #expect(try ledger.publishedCheckpoint()?.head.size == 1)
        world.clock.advance(seconds: 61)
        _ = try ledger.appendAndWait([Samples.submission(3)])
        _ = try ledger.appendAndWait([])
        #expect(try ledger.publishedCheckpoint()?.head.size == 3)
    }

    @Test("storage that cannot be read while opening is not taken for damage")
    func unreadable() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        for number in 0..<5 { _ = try ledger.appendAndWait([Samples.submission(number)]) }
        world.files.failNextCalls(Fault(operation: "rename", pathSuffix: "checkpoint.tmp"))
        _ = try? ledger.checkpoint()
        world.files.clearFaults()
        world.files.kill()
        for operation in ["read", "open", "size", "list", "stat"] {
            for number in 1...80 {
                let files = world.files.copy()
                files.failNextCalls(Fault(number: number, operation: operation))
                var environment = world.environment
                environment.files = files
                do throws(LedgerError) {
                    _ = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
                } catch {
                    #expect(!error.provesDamage, "\(operation) \(number): \(error)")
                }
            }
        }
    }
}
