import DurabilitySimulation
import DurableIO
import LedgerModel
import LogStore
import Merkle
import RecordFormat
import Synchronization
import Testing

@testable import ComplianceLedger

@Suite struct ErasureTests {
    @Test(
        "of a person who was erased no byte is left, in any file, as it is or in a block",
        arguments: [900, 64 << 20])
    func nothingIsLeft(segmentBytes: UInt64) throws {
        let world = try LedgerWorld.peopled(segmentBytes: segmentBytes)
        let before = try world.files(holding: 1)
        for part in ["private/records", "private/identities", "quarantine", "read-models"] {
            #expect(before.contains { $0.contains(part) }, "\(part)")
        }
        let receipt = try world.erase()
        #expect(receipt.outcome == .erased)
        // Four of his own, one of two people, one that names him in its evidence alone.
        #expect(receipt.records == 6)
        #expect(receipt.identities == 1)
        #expect(receipt.quarantined == 2)
        #expect(try world.files(holding: 1) == [])
        #expect(try world.audit() == [])
        let report = try Audit.run(LedgerWorld.path, in: world.environment)
        #expect(report.erasedRecords == 6)
        #expect(report.erasedIdentities == 1)
        #expect(report.erasedQuarantined == 2)
        #expect(report.exitStatus == 0)
        #expect(try world.files(holding: 2) != [])
    }

    @Test("every proof of before still verifies, and every event is what it was")
    func proofs() throws {
        let world = try LedgerWorld.peopled()
        let old = try world.open(.reading)
        let size = old.size.value
        let head = try old.head()
        var leaves: [SHA256Digest] = []
        try old.forEachRecord { view in
            leaves.append(MerkleHash.leaf(view.bytes))
            return true
        }
        let inclusions = try (0..<size).map {
            try InclusionProof.make(index: $0, size: size, reading: old.core.hashes)
        }
        let events = try (0..<size).map { try old.event(at: GlobalPosition($0)) }
        try old.close()
        try world.erase()
        let new = try world.open(.reading)
        for (index, proof) in inclusions.enumerated() { try proof.verify(leaf: leaves[index], in: head) }
        let now = try new.head()
        #expect(now.size == size + 1)
        for (index, leaf) in leaves.enumerated() {
            try InclusionProof.make(index: UInt64(index), size: now.size, reading: new.core.hashes)
                .verify(leaf: leaf, in: now)
        }
        try ConsistencyProof.make(from: size, to: now.size, reading: new.core.hashes).verify(
            from: head, to: now)
        #expect(try (0..<size).map { try new.event(at: GlobalPosition($0)) } == events)
        let told = try new.event(at: GlobalPosition(size))
        #expect(told.type == EventType("ledger.erasure_done"))
        try new.close()
    }

    @Test("what is kept of others is read as before, and so is what was refused of them")
    func others() throws {
        let world = try LedgerWorld.peopled()
        let before = try world.privateRecords()
        try world.erase()
        let after = try world.privateRecords()
        var gone: [Int] = []
        for (position, record) in before.enumerated() {
            if after[position] == nil { gone.append(position) } else { #expect(after[position] == record) }
        }
        #expect(gone == [1, 5, 9, 13, 16, 17, 18])
        let ledger = try world.open(.reading)
        var refused: [String] = []
        try ledger.forEachQuarantined { refused.append(String(decoding: $0.bytes, as: UTF8.self)) }
        #expect(
            refused == ["person2@example.test;x", "person2@example.test;x", "about nobody", "about nobody"])
        for person in [0, 2, 3] {
            let id = try #require(try ledger.identity(of: Samples.person(person)))
            #expect(try ledger.identityEntry(of: id)?.value == Samples.person(person).value)
        }
        #expect(try ledger.identity(of: Samples.person(1)) == nil)
        var entries = 0
        try ledger.forEachIdentity { _ in entries += 1 }
        #expect(entries == 3)
        try ledger.close()
    }

    @Test("a second erasure says that nothing was left, and an id that never was there is refused")
    func again() throws {
        let world = try LedgerWorld.peopled()
        let ledger = try world.open()
        let id = try #require(try ledger.identity(of: Samples.person(1)))
        let unknown = IdentityID(Bits128(high: 1, low: 2))
        let other = try #require(try ledger.identity(of: Samples.person(2)))
        #expect(throws: ErasureError.self) { try ledger.erase([other, unknown]) }
        #expect(try ledger.identity(of: Samples.person(2)) == other)
        let size = ledger.size
        #expect(try ledger.erase([id]).outcome == .erased)
        #expect(ledger.size.value == size.value + 1)
        let second = try ledger.erase([id])
        #expect(second.outcome == .alreadyErased)
        #expect(second.positions.isEmpty && second.records == 0)
        #expect(ledger.size.value == size.value + 1)
        #expect(try ledger.identity(of: Samples.person(1)) == nil)
        try ledger.close()
        #expect(try world.audit() == [])
        let reader = try world.open(.reading)
        #expect(throws: ErasureError.self) { try reader.erase([other]) }
    }

    @Test("the same record again brings nothing back; another content of it, and new records, bring a new id")
    func importedAgain() throws {
        let world = try LedgerWorld.peopled()
        let ledger = try world.open()
        let old = try #require(try ledger.identity(of: Samples.person(1)))
        _ = try ledger.erase([old])
        let size = ledger.size
        let roads = [Samples.graph, Samples.file]
        for road in roads {
            for mapping in [1, 2] as [UInt32] {
                var same = LedgerWorld.seen(5, persons: [1], mapping: mapping)
                same.road = road
                #expect(try ledger.appendAndWait([same]).first?.outcome == .duplicate)
            }
        }
        #expect(ledger.size == size)
        #expect(try ledger.identity(of: Samples.person(1)) == nil)
        let revised = LedgerWorld.seen(5, persons: [1], content: "another")
        #expect(try ledger.appendAndWait([revised]).first?.outcome == .revised)
        let new = try #require(try ledger.identity(of: Samples.person(1)))
        #expect(new != old)
        #expect(try ledger.appendAndWait([LedgerWorld.seen(90, persons: [1])]).first?.outcome == .recorded)
        #expect(try ledger.identity(of: Samples.person(1)) == new)
        #expect(try ledger.erase([new]).records == 2)
        try ledger.close()
        #expect(try world.files(holding: 1) == [])
        #expect(try world.audit() == [])
    }

    @Test("who reads beside an erasure reads what was or what is, and verify raises no alarm")
    func besideReaders() throws {
        for segmentBytes in [900, 64 << 20] as [UInt64] {
            let world = try LedgerWorld.peopled(segmentBytes: segmentBytes)
            let warm = try world.open(.reading)
            let cold = try world.open(.reading)
            let before = try (0..<warm.size.value).map {
                try warm.privateRecord(of: warm.event(at: GlobalPosition($0)))
            }
            let ledger = try world.open()
            let id = try #require(try ledger.identity(of: Samples.person(1)))
            _ = try ledger.erase([id])
            for reader in [warm, cold] {
                for position in 0..<reader.size.value {
                    let record = try reader.privateRecord(of: reader.event(at: GlobalPosition(position)))
                    #expect(record == nil || record == before[Int(position)])
                }
                _ = try reader.identity(of: Samples.person(3))
                _ = try reader.identity(of: Samples.person(1))
            }
            #expect(try cold.privateRecord(of: cold.event(at: GlobalPosition(1))) == nil)
            // The writer itself, its caches too.
            #expect(try ledger.privateRecord(of: ledger.event(at: GlobalPosition(1))) == nil)
            #expect(try world.audit() == [])
            _ = try ledger.appendAndWait([LedgerWorld.seen(91, persons: [2, 5])])
            try ledger.close()
            #expect(try world.audit() == [])
        }
    }

    @Test("an audit that began before an erasure takes what is gone for erased, not for damaged")
    func auditBeside() throws {
        let world = try LedgerWorld.peopled(segmentBytes: 64 << 20)
        let ledger = try world.open()
        let id = try #require(try ledger.identity(of: Samples.person(1)))
        let done = Once()
        // Progress is told when the quarantine is read, and the ends are taken behind it.
        let report = try Audit.run(LedgerWorld.path, in: world.environment) { _, _ in
            done.run { _ = try? ledger.erase([id]) }
        }
        #expect(report.findings.map(\.text) == [])
        try ledger.close()
        #expect(try world.files(holding: 1) == [])
    }

    @Test("bytes that are erased without an event are damage, and so are bytes that are there again")
    func unexplained() throws {
        let world = try LedgerWorld.peopled()
        let before = LedgerWorld(copying: world)
        let tampered = LedgerWorld(copying: world)
        let stores = LedgerStores(world.layout, ledger: try world.origin().id, files: tampered.files)
        for (store, bytes) in [
            (stores.privateRecords, ErasedRecord(digest: [UInt8](repeating: 7, count: 32))?.encoded ?? []),
            (
                stores.identities,
                ErasedIdentity(kind: .person, id: IdentityID(Bits128(high: 5, low: 5))).encoded
            ), (stores.quarantine, QuarantineRecord.erased),
        ] {
            let isReplaced = try SegmentErasure(store).replace([0], inSegment: 0) { _, _ in bytes }
            #expect(isReplaced)
        }
        let findings = try tampered.audit().filter { $0.contains("no event") }
        #expect(findings.count == 3)
        #expect(findings.allSatisfy { $0.hasPrefix("damage") })
        // With the digest that is cited it is damage all the same.
        let quiet = LedgerWorld(copying: world)
        let store = LedgerStores(world.layout, ledger: try world.origin().id, files: quiet.files)
            .privateRecords
        try SegmentErasure(store).replace([0], inSegment: 0) { _, bytes in
            ErasedRecord(digest: SHA256.hash(of: bytes).bytes)?.encoded
        }
        #expect(try quiet.audit().contains { $0.hasPrefix("damage: private record 0: its bytes are erased") })
        // What was erased comes back.
        try world.erase()
        for path in before.files.files where path.contains("private/records") {
            world.files.setContents(path, try #require(before.files.contents(path)))
        }
        #expect(try world.audit().contains { $0.hasPrefix("damage") && $0.contains("there again") })
    }

    @Test("an event that the ledger did not record itself erases nothing and explains nothing")
    func forged() throws {
        let world = try LedgerWorld.peopled()
        let ledger = try world.open()
        let source = ErasureEvent.source(of: ledger.origin.id)
        let all = ErasedNumbers(records: RangeSet(0..<4), identities: RangeSet(0..<2))
        let data = ErasureEvent.data(
            subjects: 1, ground: 1, all, secret: LedgerSecret([UInt8](repeating: 1, count: 32)))
        _ = try ledger.appendAndWait([
            Submission(
                source: source, key: [1], content: [1], mappingRevision: MappingRevision(1),
                road: Token(word: "ledger"), isObserved: false, evidence: nil,
                events: [
                    ProposedEvent(
                        type: ErasureEvent.type, schemaRevision: ErasureEvent.revision, occurred: .atReceipt,
                        stream: ErasureEvent.stream, data: data)
                ])
        ])
        try ledger.close()
        try world.open().close()
        #expect(try world.audit() == [])
        #expect(try world.privateRecords()[0] != nil)
        let store = LedgerStores(world.layout, ledger: try world.origin().id, files: world.files)
            .privateRecords
        try SegmentErasure(store).replace([0], inSegment: 0) { _, bytes in
            ErasedRecord(digest: SHA256.hash(of: bytes).bytes)?.encoded
        }
        #expect(try world.audit().contains { $0.hasPrefix("damage: private record 0") })
    }

    @Test("a backup of after an erasure holds nothing of the person, and restores to a good ledger")
    func backup() throws {
        for segmentBytes in [900, 64 << 20] as [UInt64] {
            let world = try LedgerWorld.peopled(segmentBytes: segmentBytes)
            try world.erase()
            try world.backup()
            #expect(try Audit.run("backup", in: world.environment).erasedRecords == 6)
            try world.restore(to: "again")
            let ledger = try Ledger.open("again", for: .writing, in: world.environment)
            _ = try ledger.appendAndWait([LedgerWorld.seen(92, persons: [2, 6])])
            try ledger.close()
            #expect(try world.findings("again") == [])
            #expect(try Audit.run("again", in: world.environment).erasedRecords == 6)
            let again = try Ledger.open("again", in: world.environment)
            #expect(try again.privateRecord(of: again.event(at: GlobalPosition(1))) == nil)
            #expect(try again.privateRecord(of: again.event(at: GlobalPosition(2))) != nil)
        }
    }

    @Test("nothing is erased while somebody adds to the quarantine or writes read models")
    func inUse() throws {
        let world = try LedgerWorld.peopled()
        let ledger = try world.open()
        let id = try #require(try ledger.identity(of: Samples.person(1)))
        let quarantine = try ledger.openQuarantine()
        #expect(throws: ErasureError.self) { try ledger.erase([id]) }
        quarantine.close()
        let lock = try world.files.lock(world.layout.readModels + "/lock")
        #expect(throws: ErasureError.self) { try ledger.erase([id]) }
        lock.unlock()
        #expect(try ledger.identity(of: Samples.person(1)) == id)
        #expect(try ledger.erase([id]).outcome == .erased)
        try ledger.openQuarantine().close()
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("numbers that do not fit one event are told by several, and read back whole")
    func parts() throws {
        var erased = ErasedNumbers(identities: RangeSet(3..<9))
        for number in 0..<500 as Range<UInt64> { erased.records.insert(2 * number) }
        let parts = erased.parts(runsOfAPart: 100)
        #expect(parts.count == 6)
        var again = ErasedNumbers()
        let secret = LedgerSecret([UInt8](repeating: 9, count: 32))
        for part in parts {
            let data = ErasureEvent.data(subjects: 1, ground: 2, part, secret: secret)
            let source = SourceName(.word("probity"), .id(Bits128(high: 1, low: 1)))
            var event = try Self.event(data: data, source: source)
            again.formUnion(try #require(ErasureEvent.erased(event, by: source, secret: secret)))
            event.data[event.data.count - 1] ^= 1
            #expect(ErasureEvent.erased(event, by: source, secret: secret) == nil)
        }
        #expect(again == erased)
    }

    private static func event(data: [UInt8], source: SourceName) throws -> RecordedEvent {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1)])
        var event = try ledger.event(at: .first)
        event.type = ErasureEvent.type
        event.stream = ErasureEvent.stream
        event.source = source
        event.data = data
        return event
    }
}

/// Does something the first time that it is asked to.
private final class Once: Sendable {
    private let isDone = Mutex(false)

    func run(_ body: () -> Void) {
        let isFirst = isDone.withLock { isDone in
            defer { isDone = true }
            return !isDone
        }
        if isFirst { body() }
    }
}
