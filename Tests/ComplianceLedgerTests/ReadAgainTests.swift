import DurabilitySimulation
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite("Contents that are read again")
struct ReadAgainTests {
    private static let evidence = Array("what the source wrote".utf8)
    /// `{0: {}}`, as a map of personal fields may be.
    private static let personal: [UInt8] = [0xA1, 0x00, 0xA0]

    private static func first(
        _ number: Int = 1, events: [ProposedEvent]? = nil, road: Token = Samples.graph
    ) -> Submission {
        var submission = Samples.submission(number, road: road, evidence: evidence, events: events)
        submission.personal = personal
        return submission
    }

    /// What a newer mapping says of the content at a position.
    private static func again(
        _ ledger: Ledger, at position: UInt64 = 0, number: Int = 1, mapping: UInt32 = 2,
        personal: [UInt8] = personal, events: [ProposedEvent]
    ) throws -> Submission {
        let event = try ledger.event(at: GlobalPosition(position))
        var submission = Samples.submission(number, mapping: mapping, events: events)
        let reference = try #require(event.evidence)
        let record = try #require(try ledger.privateRecord(of: event))
        submission.personal = personal
        submission.readAgain = ReadAgain(
            origin: event.position, evidence: reference, received: record.received,
            findsSamePersonal: personal == record.personal)
        return submission
    }

    private static let two = [Samples.event(5), Samples.event(6, part: 1)]

    @Test("a newer mapping that says more is recorded behind what says so, with the same evidence")
    func remapped() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Self.first()])
        let receipt = try #require(
            try ledger.appendAndWait([try Self.again(ledger, events: Self.two)]).first)
        #expect(receipt.outcome == .remapped)
        #expect(receipt.positions == 1..<4)
        let first = try ledger.event(at: GlobalPosition(0))
        let note = try ledger.event(at: GlobalPosition(1))
        #expect(note.type == EventType("record.remapped"))
        #expect(note.data == [0xA2, 0x07, 0x02, 0x08, 0x00])
        #expect(note.causation == first.id)
        for position in 1..<4 as Range<UInt64> {
            let event = try ledger.event(at: GlobalPosition(position))
            #expect(event.mappingRevision == MappingRevision(2))
            #expect(event.recordKey == first.recordKey && event.contentTag == first.contentTag)
            #expect(event.evidence == first.evidence)
        }
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("other personal fields stand in a private record that refers to the evidence")
    func personal() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Self.first()])
        let received = try #require(
            try ledger.privateRecord(of: try ledger.event(at: GlobalPosition(0)))?.received)
        world.clock.advance(seconds: 100)
        let other: [UInt8] = [0xA1, 0x01, 0xA0]
        _ = try ledger.appendAndWait([try Self.again(ledger, personal: other, events: Self.two)])
        let event = try ledger.event(at: GlobalPosition(3))
        let record = try #require(try ledger.privateRecord(of: event))
        #expect(record.evidence == nil && record.personal == other && record.received == received)
        #expect(record.keptIn == (try ledger.event(at: GlobalPosition(0)).evidence))
        #expect(try ledger.evidence(of: record) == Self.evidence)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("a newer mapping that says the same adds nothing, and neither does a second time")
    func same() throws {
        let ledger = try LedgerWorld().opened()
        let events = [Samples.event(1, about: 0)]
        var first = Self.first(events: events)
        first.identities = [Samples.person(1)]
        _ = try ledger.appendAndWait([first])
        var again = try Self.again(ledger, events: events)
        again.identities = [Samples.person(1)]
        let receipt = try #require(try ledger.appendAndWait([again]).first)
        #expect(receipt.outcome == .duplicate && receipt.positions == 0..<1)
        // Another person is another fact, even one who is new.
        again.identities = [Samples.person(2)]
        #expect(try ledger.appendAndWait([again]).first?.outcome == .remapped)
        let size = ledger.size
        #expect(try ledger.appendAndWait([again]).first?.outcome == .duplicate)
        #expect(ledger.size == size)
    }

    @Test("of three mappings the newest is compared with what stands last", arguments: [false, true])
    func chain(reopening: Bool) throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([Self.first()])
        _ = try ledger.appendAndWait([try Self.again(ledger, events: Self.two)])
        if reopening {
            try ledger.close()
            for file in world.files.files where file.hasSuffix(".idx") { try world.files.remove(file) }
            ledger = try world.open()
        }
        let third = try Self.again(ledger, mapping: 3, events: Self.two)
        #expect(try ledger.appendAndWait([third]).first?.outcome == .duplicate)
        let back = try Self.again(ledger, mapping: 3, events: [Samples.event(1)])
        #expect(try ledger.appendAndWait([back]).first?.outcome == .remapped)
        #expect(ledger.size == TreeSize(6))
    }

    @Test("what nobody dates keeps the instant at which it came")
    func receipt() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        func undated(_ value: Int, part: UInt32 = 0) -> ProposedEvent {
            var event = Samples.event(value, part: part)
            event.occurred = .atReceipt
            return event
        }
        _ = try ledger.appendAndWait([Self.first(events: [undated(1)])])
        world.clock.advance(seconds: 500)
        let same = try Self.again(ledger, events: [undated(1)])
        #expect(try ledger.appendAndWait([same]).first?.outcome == .duplicate)
        let more = try Self.again(ledger, events: [undated(1), undated(2, part: 1)])
        #expect(try ledger.appendAndWait([more]).first?.outcome == .remapped)
        let first = try ledger.event(at: GlobalPosition(0))
        for position in 1..<4 as Range<UInt64> {
            let event = try ledger.event(at: GlobalPosition(position))
            #expect(event.occurred == first.occurred && event.occurred.basis == .receipt)
            #expect(event.recorded > first.recorded)
        }
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("evidence of another record or another content is refused")
    func other() throws {
        let ledger = try LedgerWorld().opened()
        _ = try ledger.appendAndWait([Self.first(1), Self.first(2)])
        var wrong = try Self.again(ledger, at: 1, number: 1, events: Self.two)
        #expect(throws: AppendError.self) { try ledger.appendAndWait([wrong]) }
        wrong = try Self.again(ledger, events: Self.two)
        wrong.content = Array("another".utf8)
        #expect(throws: AppendError.self) { try ledger.appendAndWait([wrong]) }
        wrong.key = Array("a key that nobody has".utf8)
        #expect(throws: AppendError.self) { try ledger.appendAndWait([wrong]) }
        wrong = try Self.again(ledger, events: Self.two)
        wrong.evidence = Self.evidence
        #expect(throws: AppendError.self) { try ledger.appendAndWait([wrong]) }
        #expect(ledger.size == TreeSize(2))
    }

    @Test("of several pieces of evidence of one content the first is read")
    func twice() throws {
        let ledger = try LedgerWorld().opened()
        _ = try ledger.appendAndWait([Self.first()])
        let second = try ledger.appendAndWait([Self.first(road: Samples.file)])
        #expect(second.first?.outcome == .corroborated)
        let found = try ledger.keptContents(from: .first, below: ledger.size, count: 10) { _, _, _ in true }
        #expect(found.contents.map(\.position.value) == [0, 1])
        let other = try Self.again(ledger, at: 1, events: Self.two)
        #expect(try ledger.appendAndWait([other]).first?.outcome == .duplicate)
        #expect(
            try ledger.appendAndWait([try Self.again(ledger, events: Self.two)]).first?.outcome == .remapped)
    }

    @Test("contents are found some at a time, and what was said of them again is none", arguments: [1, 2, 5])
    func pages(count: Int) throws {
        let ledger = try LedgerWorld().opened()
        _ = try ledger.appendAndWait([Self.first(1, events: Self.two), Self.first(2), Self.first(3)])
        _ = try ledger.appendAndWait([
            try Self.again(ledger, at: 2, number: 2, personal: [], events: Self.two)
        ])
        var found: [UInt64] = []
        var next: GlobalPosition? = .first
        while let position = next {
            let page = try ledger.keptContents(from: position, below: ledger.size, count: count) {
                source, _, _ in source == Samples.source
            }
            #expect(page.contents.count <= count)
            found += page.contents.map(\.position.value)
            next = page.next
        }
        #expect(found == [0, 2, 3])
    }
}
