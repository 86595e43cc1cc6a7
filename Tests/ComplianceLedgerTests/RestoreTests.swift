import DurabilitySimulation
import DurableIO
import EventCatalogue
import LedgerModel
import LogStore
import Merkle
import RecordFormat
import Testing

@testable import Attestation
@testable import ComplianceLedger

@Suite struct RestoreTests {
    /// A ledger of 8 events of which there is a backup, that went on to 12.
    private static func wentOn() throws -> LedgerWorld {
        let world = try LedgerWorld.recorded(8)
        try world.backup()
        try world.record(8..<12)
        return world
    }

    private static func rollback(_ body: () throws(LedgerError) -> Void) throws -> LedgerError.Rollback {
        guard case .rollback(let rollback) = ledgerError(body) else {
            throw Unexpected()
        }
        return rollback
    }

    private struct Unexpected: Error {}

    @Test(
        "less than was published is refused, with both sizes and what would be lost, and nothing is changed")
    func refused() throws {
        let world = try Self.wentOn()
        let before = world.contents(below: LedgerWorld.path)
        let rollback = try Self.rollback { () throws(LedgerError) in try world.restore() }
        #expect(rollback.size == 8 && rollback.published == 12 && rollback.lost == 4 && !rollback.isFork)
        #expect("\(rollback)".contains("8 events") && "\(rollback)".contains("12 were published"))
        let after = world.contents(below: LedgerWorld.path).filter { !$0.key.hasSuffix("/lock") }
        #expect(after == before.filter { !$0.key.hasSuffix("/lock") })
        #expect(!world.files.files.contains { $0.contains("restoring") || $0.contains("replaced") })
    }

    @Test("an accepted rollback begins an epoch under another origin, and an event says so")
    func accepted() throws {
        let world = try Self.wentOn()
        let old = try #require(world.note())
        let report = try world.restore(reason: "the disk was lost")
        #expect(report.isNewEpoch && report.epoch == 1 && report.published == 12 && report.lost == 4)
        #expect(report.replaced == "ledger.replaced-1")
        #expect(try world.audit() == [])
        let audit = try Audit.run(LedgerWorld.path, in: world.environment)
        #expect(audit.epoch == 1 && audit.epochBegan == 8)
        let ledger = try world.open()
        #expect(ledger.size == TreeSize(9))
        let event = try ledger.event(at: GlobalPosition(8))
        #expect(event.type == EventType("ledger.restored"))
        let view = PublicDataView(event)
        #expect(view[LedgerEvents.size] == 8 && view[LedgerEvents.epoch] == 1)
        #expect(view[LedgerEvents.publishedSize] == 12)
        let verifier = try NoteVerifier(verifierKey: Array(ledger.origin.verifierKey.utf8))
        let before = try UnverifiedCheckpoint(old).verified(log: verifier).head
        #expect(view[LedgerEvents.publishedRoot]?.bytes == before.root.bytes)
        #expect(try ledger.privateRecord(of: event)?.evidence == Array("the disk was lost".utf8))
        #expect(!event.data.contains(subsequence: Array("disk".utf8)))
        // Nothing is signed again under the origin that signed more.
        let note = try UnverifiedCheckpoint(try #require(world.note()))
        #expect(note.claim.origin.description == "ledger.example/test/epoch/1" && note.claim.head.size == 9)
        #expect(throws: CheckpointError.self) { try note.verified(log: verifier) }
        #expect(try note.verified(log: verifier, origin: ledger.origin.checkpointOrigin).head.size == 9)
        try ledger.close()
        #expect(try Ledger.open("ledger.replaced-1", in: world.environment).size == TreeSize(12))
        #expect(try world.findings("ledger.replaced-1") == [])
        #expect(world.files.contents(world.layout.restored) == nil)
    }

    @Test("proofs of before the rollback verify against the notes of their own epoch, and new ones by theirs")
    func proofs() throws {
        let world = try Self.wentOn()
        let before = try Ledger.open(LedgerWorld.path, in: world.environment)
        let verifier = try NoteVerifier(verifierKey: Array(before.origin.verifierKey.utf8))
        let note = try UnverifiedCheckpoint(try #require(world.note()))
        let leaf = try Self.leaf(10, before)
        let bundle = ProofBundle(
            inclusion: try InclusionProof.make(index: 10, size: 12, reading: before.core.hashes),
            checkpoint: note)
        try world.restore(reason: "test")
        #expect(try bundle.verified(leaf: leaf, log: verifier).checkpoint.head.size == 12)
        let after = try world.open()
        let now = try UnverifiedCheckpoint(after.checkpoint().bytes)
        let newer = ProofBundle(
            inclusion: try InclusionProof.make(index: 8, size: 9, reading: after.core.hashes),
            checkpoint: now)
        let newLeaf = try Self.leaf(8, after)
        #expect(throws: ProofBundleError.self) { try newer.verified(leaf: newLeaf, log: verifier) }
        #expect(
            try newer.verified(leaf: newLeaf, log: verifier, origin: after.origin.checkpointOrigin).index == 8
        )
        try after.close()
    }

    private static func leaf(_ position: UInt64, _ ledger: Ledger) throws -> SHA256Digest {
        var leaf: SHA256Digest?
        try ledger.core.forEachRecord(from: GlobalPosition(position), end: ledger.core.end) { view in
            leaf = MerkleHash.leaf(view.bytes)
            return false
        }
        return try #require(leaf)
    }

    @Test("what is as far as was published, or further, is restored with no epoch")
    func enough() throws {
        let world = try LedgerWorld.recorded(8)
        try world.backup("same")
        #expect(try !world.restore("same").isNewEpoch)
        #expect(try world.audit() == [])
        #expect(try world.size() == 8)
        try world.record(8..<12)
        try world.backup("further")
        // An older one is in the place, by hand.
        try world.restore("same", to: "older")
        try world.files.rename(LedgerWorld.path, to: "newest")
        try world.files.rename("older", to: LedgerWorld.path)
        let report = try world.restore("further")
        #expect(!report.isNewEpoch && report.epoch == 0 && report.replaced != nil)
        #expect(try world.size() == 12)
        #expect(try world.audit() == [])
        let note = try UnverifiedCheckpoint(try #require(world.note()))
        #expect(note.claim.origin.description == "ledger.example/test")
    }

    @Test("a damaged ledger is replaced by what it published, and the damaged folder is kept")
    func ontoDamage() throws {
        let world = try LedgerWorld.recorded(8)
        try world.backup()
        world.files.flipBit(world.layout.log + "/" + SegmentName.segment(0), byte: 150, bit: 1)
        #expect(try world.audit().contains { $0.hasPrefix("damage") })
        let damaged = world.contents(below: LedgerWorld.path)
        let report = try world.restore()
        #expect(!report.isNewEpoch && report.replaced == "ledger.replaced-1")
        #expect(try world.audit() == [])
        for (path, bytes) in damaged where path.hasSuffix(".seg") {
            #expect(world.files.contents("ledger.replaced-1" + path.dropFirst("/ledger".count)) == bytes)
        }
    }

    @Test("where nothing says what was published, only a note or a reason lets a backup in")
    func doubt() throws {
        for lost in [["highwater", "checkpoint"], ["origin", "highwater", "checkpoint"]] {
            let world = try Self.wentOn()
            let note = try #require(world.note())
            for name in lost { try world.files.remove(LedgerWorld.path + "/" + name) }
            guard case .unknownMark = ledgerError({ () throws(LedgerError) in try world.restore() }) else {
                Issue.record("\(lost)")
                continue
            }
            let rollback = try Self.rollback { () throws(LedgerError) in try world.restore(checkpoint: note) }
            #expect(rollback.published == 12)
            #expect(try world.restore(reason: "no better one").isNewEpoch)
            #expect(try world.audit() == [])
        }
    }

    @Test("a note that was kept elsewhere is held against the backup, also where no ledger stands")
    func externalNote() throws {
        let world = try Self.wentOn()
        let note = try #require(world.note())
        let rollback = try Self.rollback { () throws(LedgerError) in
            try world.restore(to: "place", checkpoint: note)
        }
        #expect(rollback.published == 12 && rollback.size == 8)
        var forged = note
        forged[forged.count - 5] ^= 1
        let bytes = forged
        #expect(
            ledgerError { () throws(LedgerError) in try world.restore(to: "place", checkpoint: bytes) } != nil
        )
        #expect(try world.files.information("place") == nil)
        let report = try world.restore(to: "place", reason: "test", checkpoint: note)
        #expect(report.isNewEpoch && report.published == 12)
        #expect(try world.findings("place") == [])
    }

    @Test("two copies that both went on are told apart by the root that one of them published")
    func fork() throws {
        let world = try LedgerWorld.recorded(8)
        try world.backup()
        try world.restore(to: "second")
        try world.record(8..<12)
        try world.record(100..<108, at: "second")
        _ = try Backup.run(of: "second", to: "theirs", in: world.environment)
        // The second is longer, and another.
        let rollback = try Self.rollback { () throws(LedgerError) in try world.restore("theirs") }
        #expect(rollback.isFork && rollback.published == 12 && rollback.size == 16)
        let note = try #require(world.note())
        #expect(
            try Self.rollback { () throws(LedgerError) in
                try world.restore("theirs", to: "third", checkpoint: note)
            }.isFork)
        let report = try world.restore("theirs", reason: "the second is the right one")
        #expect(report.epoch == 1)
        #expect(try world.audit() == [])
    }

    @Test("a second rollback counts on, and a backup of an earlier epoch is never taken for the present one")
    func epochs() throws {
        let world = try LedgerWorld.recorded(8)
        try world.backup("eight")
        try world.record(8..<12)
        try world.backup("twelve")
        try world.restore("eight", reason: "first")
        try world.backup("nine")
        // Of epoch 0, and longer than what epoch 1 published.
        let rollback = try Self.rollback { () throws(LedgerError) in try world.restore("twelve") }
        #expect(rollback.epoch == 0 && rollback.publishedEpoch == 1 && rollback.isFork)
        try world.record(20..<30)
        #expect(try world.restore("nine", reason: "second").epoch == 2)
        #expect(try world.audit() == [])
        let ledger = try world.open(.reading)
        let restored = try (0..<ledger.size.value).map { try ledger.event(at: GlobalPosition($0)) }
            .filter { $0.type == EventType("ledger.restored") }
        #expect(restored.map { PublicDataView($0)[LedgerEvents.epoch] } == [1, 2])
        // Notes of the epoch that was given up say nothing against a backup of the next one.
        try world.backup("ten")
        #expect(try world.restore("twelve", to: "old").epoch == 0)
        #expect(try world.restore("ten", to: "old").epoch == 2)
        #expect(try world.findings("old") == [])
    }

    @Test("what the epoch before recorded is not found in the next, though its index files are put back")
    func staleIndexes() throws {
        let world = try LedgerWorld.recorded(8, segmentBytes: 64 << 20)
        try world.backup()
        try world.record(8..<40)
        try world.restore(reason: "test")
        for name in try world.files.list("ledger.replaced-1/log") where name.hasSuffix(".idx") {
            let bytes = try #require(world.files.contents("ledger.replaced-1/log/" + name))
            world.files.setContents(world.layout.log + "/" + name, bytes)
        }
        try world.record(200..<230)
        for path in [LedgerWorld.path] {
            let ledger = try Ledger.open(path, for: .writing, in: world.environment)
            #expect(ledger.size == TreeSize(39))
            for number in 8..<40 { try world.record(number, in: ledger) }
            #expect(ledger.size == TreeSize(39 + 32), "each is new to this epoch")
            for number in 200..<230 { try world.record(number, in: ledger) }
            #expect(ledger.size == TreeSize(39 + 32), "each is known")
            try ledger.close()
        }
        #expect(try world.audit() == [])
    }

    @Test("another ledger, a backup, a file and a folder of something else are left alone")
    func otherPlaces() throws {
        let world = try Self.wentOn()
        try Ledger.create(
            at: "other", origin: "ledger.example/test",
            in: LedgerEnvironment(
                files: world.files, clock: world.clock, randomness: SeededRandomness(seed: 99)))
        try world.files.createDirectory("notes", permissions: 0o700)
        world.files.setContents("notes/a", [1])
        for place in ["other", "backup", "notes", "notes/a", "."] {
            let before = world.files.files.map { world.files.contents($0) }
            let error = ledgerError { () throws(LedgerError) in
                try world.restore(to: place, reason: "whatever it takes")
            }
            switch error {
            case .otherLedger, .isBackup, .exists, .occupied: break
            default: Issue.record("\(place): \(String(describing: error))")
            }
            #expect(world.files.files.map { world.files.contents($0) } == before)
        }
    }

    @Test("while a process writes, nothing takes the ledger's place")
    func locked() throws {
        let world = try LedgerWorld.recorded(8)
        try world.backup()
        let ledger = try world.open()
        guard case .locked = ledgerError({ () throws(LedgerError) in try world.restore() }) else {
            Issue.record("it was restored")
            return
        }
        try ledger.close()
        #expect(ledgerError { () throws(LedgerError) in try world.restore() } == nil)
    }

    @Test("a reason that is empty or too long is refused")
    func reasons() throws {
        let world = try Self.wentOn()
        for reason in ["", String(repeating: "x", count: 4_097)] {
            guard
                case .invalidReason = ledgerError({ () throws(LedgerError) in
                    try world.restore(reason: reason)
                })
            else {
                Issue.record("\(reason.count)")
                continue
            }
        }
    }
}

extension [UInt8] {
    /// Whether some bytes stand in these, one behind the other.
    fileprivate func contains(subsequence: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: subsequence) }
    }
}
