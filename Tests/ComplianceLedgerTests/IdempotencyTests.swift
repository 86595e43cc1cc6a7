import DurabilitySimulation
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite struct IdempotencyTests {
    /// Submits, and says what became of it; the ledger is closed and opened before where asked.
    private func outcome(
        _ submission: Submission, _ ledger: inout Ledger, _ world: LedgerWorld, reopening: Bool
    ) throws -> AppendReceipt {
        if reopening {
            try ledger.close()
            ledger = try world.open()
        }
        return try #require(try ledger.appendAndWait([submission]).first)
    }

    @Test("the same record with the same content is recorded once", arguments: [false, true])
    func duplicate(reopening: Bool) throws {
        let world = LedgerWorld(segmentBytes: 600)
        var ledger = try world.opened()
        for number in 0..<20 { _ = try ledger.appendAndWait([Samples.submission(number, evidence: [1])]) }
        for number in 0..<20 {
            let receipt = try outcome(
                Samples.submission(number, evidence: [1]), &ledger, world,
                reopening: reopening && number % 7 == 0)
            #expect(receipt.outcome == .duplicate)
            #expect(receipt.eventCount == 0)
            #expect(receipt.positions.lowerBound == UInt64(number))
            #expect(try ledger.event(at: GlobalPosition(UInt64(number))).id == receipt.eventIDs.first)
        }
        #expect(ledger.size == TreeSize(20))
    }

    @Test("a known content by another road adds that road's evidence, once", arguments: [false, true])
    func evidenceOfRoads(reopening: Bool) throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1, evidence: [1])])
        let roads = [Samples.file, Token(word: "mail"), Token(word: "disk")]
        for (index, road) in roads.enumerated() {
            let receipt = try outcome(
                Samples.submission(1, road: road, evidence: [UInt8(index + 2)]), &ledger, world,
                reopening: reopening)
            #expect(receipt.outcome == .corroborated)
            #expect(receipt.eventCount == 1)
            let note = try ledger.event(at: GlobalPosition(receipt.positions.lowerBound))
            #expect(note.type == EventType("record.corroborated"))
            #expect(try ledger.privateRecord(of: note)?.evidence == [UInt8(index + 2)])
        }
        #expect(ledger.size == TreeSize(4))
        if reopening {
            // The index is made again from the records, in which all four stand side by side.
            try ledger.close()
            for file in world.files.files where file.hasSuffix(".idx") { try world.files.remove(file) }
            ledger = try world.open()
        }
        for road in [Samples.graph] + roads {
            let receipt = try outcome(
                Samples.submission(1, road: road, evidence: [9]), &ledger, world, reopening: reopening)
            #expect(receipt.outcome == .duplicate)
        }
        let first = try ledger.event(at: .first)
        #expect(try ledger.contents(ofRecordOf: first.id).map(\.value) == [0, 1, 2, 3])
        let ids = try (0..<4).map { try ledger.event(at: GlobalPosition($0)).id }
        #expect(Set(ids).count == 4)
        // Without evidence there is nothing to add.
        let bare = Samples.submission(1, road: Token(word: "wire"))
        #expect(try outcome(bare, &ledger, world, reopening: reopening).outcome == .duplicate)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test(
        "another content by the same road is a revision that points to the first", arguments: [false, true])
    func revision(reopening: Bool) throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1, evidence: [1])])
        let first = try ledger.event(at: .first)
        let changed = Samples.submission(
            1, content: "new", device: 2, evidence: [2], events: [Samples.event(5, device: 2)])
        let receipt = try outcome(changed, &ledger, world, reopening: reopening)
        #expect(receipt.outcome == .revised)
        #expect(receipt.positions == 1..<3)
        let note = try ledger.event(at: GlobalPosition(1))
        #expect(note.type == EventType("record.revised"))
        #expect(note.stream == first.stream)
        #expect(note.tags == first.tags + [Samples.tag(2)])
        #expect(note.causation == first.id)
        #expect(note.data == [0xA1, 0x05, 0x50] + first.id.bits.bytes)
        #expect(try ledger.event(at: GlobalPosition(2)).causation == first.id)
        #expect(try outcome(changed, &ledger, world, reopening: reopening).outcome == .duplicate)
        #expect(
            try outcome(Samples.submission(1), &ledger, world, reopening: reopening).outcome == .duplicate)
    }

    @Test(
        "a new road with the same facts adds evidence alone, with other facts its events too",
        arguments: [false, true])
    func corroboration(reopening: Bool) throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([
            Samples.submission(1, evidence: [1]), Samples.submission(2, evidence: [1]),
        ])
        let same = try outcome(
            Samples.submission(1, content: "written otherwise", road: Samples.file, evidence: [2]), &ledger,
            world,
            reopening: reopening)
        #expect(same.outcome == .corroborated)
        #expect(same.positions == 2..<3)
        let note = try ledger.event(at: GlobalPosition(2))
        #expect(note.type == EventType("record.corroborated"))
        #expect(try ledger.privateRecord(of: note)?.evidence == [2])
        #expect(try ledger.privateRecord(of: note)?.road == Samples.file)
        let other = try outcome(
            Samples.submission(
                2, content: "other facts", road: Samples.file, evidence: [3], events: [Samples.event(77)]),
            &ledger, world, reopening: reopening)
        #expect(other.outcome == .corroborated)
        #expect(other.positions == 3..<5)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test(
        "another content of what its owner submitted is refused, and names the first",
        arguments: [false, true])
    func conflict(reopening: Bool) throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(0), Samples.submission(1, isObserved: false)])
        if reopening {
            try ledger.close()
            ledger = try world.open()
        }
        do throws(AppendError) {
            _ = try ledger.appendAndWait([Samples.submission(1, content: "other", isObserved: false)])
            Issue.record("it was taken in")
        } catch {
            guard case .contentConflict(0, let recorded) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(recorded == GlobalPosition(1))
        }
        #expect(ledger.size == TreeSize(2))
    }

    @Test(
        "a newer mapping that says something else of the same content is recorded, an older one is not",
        arguments: [false, true])
    func mapping(reopening: Bool) throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        for isObserved in [true, false] {
            let number = isObserved ? 1 : 2
            _ = try ledger.appendAndWait([Samples.submission(number, isObserved: isObserved)])
            let same = Samples.submission(number, isObserved: isObserved, mapping: 2)
            #expect(try outcome(same, &ledger, world, reopening: false).outcome == .duplicate)
            let newer = Samples.submission(
                number, isObserved: isObserved, mapping: 2, events: [Samples.event(99)])
            #expect(try outcome(newer, &ledger, world, reopening: false).outcome == .remapped)
            if reopening {
                // The index is made again from the records, in which both stand side by side.
                try ledger.close()
                for file in world.files.files where file.hasSuffix(".idx") { try world.files.remove(file) }
                ledger = try world.open()
            }
            #expect(try outcome(newer, &ledger, world, reopening: false).outcome == .duplicate)
            let older = Samples.submission(number, isObserved: isObserved)
            #expect(try outcome(older, &ledger, world, reopening: false).outcome == .duplicate)
        }
    }

    @Test("within one append, a repetition is a duplicate and a second content is refused")
    func oneAppend() throws {
        let ledger = try LedgerWorld().opened()
        let receipts = try ledger.appendAndWait([
            Samples.submission(1), Samples.submission(2), Samples.submission(1),
        ])
        #expect(receipts.map(\.outcome) == [.recorded, .recorded, .duplicate])
        #expect(receipts[2].eventIDs == receipts[0].eventIDs)
        #expect(ledger.size == TreeSize(2))
        #expect(throws: AppendError.self) {
            try ledger.appendAndWait([Samples.submission(3), Samples.submission(3, content: "other")])
        }
        #expect(ledger.size == TreeSize(2))
    }

    @Test("the same submissions coming together are recorded once")
    func together() throws {
        let ledger = try LedgerWorld().opened()
        let results = ledger.appendEach((0..<300).map { Samples.submission($0 % 10) })
        let outcomes = try results.map { try $0.get().outcome }
        #expect(outcomes.filter { $0 == .recorded }.count == 10)
        #expect(outcomes.filter { $0 == .duplicate }.count == 290)
        #expect(ledger.size == TreeSize(10))
    }

    @Test("another source with the same key is another record")
    func sources() throws {
        let ledger = try LedgerWorld().opened()
        var other = Samples.submission(1)
        other.source = SourceName(.word("test"), .word("two"))
        let receipts = try ledger.appendAndWait([Samples.submission(1), other])
        #expect(receipts.map(\.outcome) == [.recorded, .recorded])
        #expect(receipts[0].eventIDs != receipts[1].eventIDs)
    }
}
