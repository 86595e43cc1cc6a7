import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite struct AppendingTests {
    @Test("events are read as they were submitted, before and after reopening")
    func roundTrip() throws {
        let world = LedgerWorld(segmentBytes: 1_500)
        var ledger = try world.opened()
        var expected: [RecordedEvent] = []
        for number in 0..<60 {
            let receipts = try ledger.appendAndWait([
                Samples.submission(number, device: number % 5, evidence: number % 3 == 0 ? [1, 2, 3] : nil),
                Samples.submission(
                    1_000 + number,
                    events: [
                        Samples.event(number, device: 1), Samples.event(number + 1, device: 2, part: 1),
                    ]),
            ])
            #expect(receipts.map(\.outcome) == [.recorded, .recorded])
            #expect(receipts.map(\.eventCount) == [1, 2])
            #expect(receipts[0].positions == UInt64(number * 3)..<UInt64(number * 3 + 1))
            for position in receipts[0].positions.lowerBound..<receipts[1].positions.upperBound {
                expected.append(try ledger.event(at: GlobalPosition(position)))
            }
            #expect(expected.suffix(3).map(\.id) == receipts.flatMap(\.eventIDs))
            #expect(expected.last?.data == Samples.data(number + 1))
            #expect(expected.last?.stream == Samples.stream(2))
        }
        #expect(ledger.size == TreeSize(180))
        let head = try ledger.head()
        try ledger.close()
        for mode in [Ledger.Mode.reading, .writing] {
            ledger = try world.open(mode)
            var found: [RecordedEvent] = []
            try ledger.forEachRecord { view in
                if let event = try? view.event() { found.append(event) }
                return true
            }
            #expect(found == expected)
            #expect(try ledger.head() == head)
            #expect(ledger.recovery == nil)
        }
        #expect(try ledger.segmentFiles().count > 6)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("an append of which one submission is refused leaves nothing behind")
    func atomicity() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(0, isObserved: false)])
        let before = try ledger.head()
        var hollow = Samples.submission(9)
        hollow.events = []
        var keyless = Samples.submission(9)
        keyless.key = []
        var twice = Samples.submission(9)
        twice.events.append(twice.events[0])
        var unreadable = Samples.submission(9)
        var slotted = Samples.submission(9)
        slotted.events[0].slots = [IdentitySlot(identity: 0, place: .data(1))]
        var refused = [
            hollow, keyless, twice, slotted, Samples.submission(0, content: "other", isObserved: false),
            Samples.submission(9, events: [Samples.event(9, part: .max)]),
        ]
        for data in [[], [0x00], [0xA0, 0xA0], [0xA1, 0x01], [0xBF, 0xFF], [0xA2, 2, 0, 1, 0]] as [[UInt8]] {
            unreadable.events[0].data = data
            refused.append(unreadable)
        }
        var large = Samples.submission(9)
        large.events[0].data = [0xA1, 0x01, 0x5A, 0, 1, 0, 0] + [UInt8](repeating: 0, count: 65_536)
        refused.append(large)
        var tagged = Samples.submission(9)
        tagged.events[0].tags = (0...Limits.tagsPerEvent).map(Samples.tag)
        refused.append(tagged)
        for (index, submission) in refused.enumerated() {
            let append = [Samples.submission(1), submission, Samples.submission(2)]
            do throws(AppendError) {
                _ = try ledger.appendAndWait(append)
                Issue.record("append \(index) was taken in")
            } catch {
                if case .failed = error { Issue.record("append \(index): \(error)") }
            }
            #expect(try ledger.head() == before, "append \(index)")
        }
        #expect(try ledger.appendAndWait([Samples.submission(1)]).first?.outcome == .recorded)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("a label that a record could not hold is refused")
    func longLabel() throws {
        let ledger = try LedgerWorld().opened()
        let token = try #require(Token(String(repeating: "a", count: 63)))
        var submission = Samples.submission(1)
        submission.events[0].stream = StreamName(components: Array(repeating: .token(token), count: 8))
        #expect(throws: AppendError.self) { try ledger.appendAndWait([submission]) }
        var actor = Samples.submission(1)
        actor.events[0].actor = ActorName(components: Array(repeating: .token(token), count: 8))
        #expect(throws: AppendError.self) { try ledger.appendAndWait([actor]) }
        #expect(ledger.size == .empty)
    }

    @Test("recorded time never decreases though the clock goes back, also over a reopening")
    func clock() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        var last = Timestamp.earliest
        for number in 0..<40 {
            world.clock.advance(seconds: number % 3 == 0 ? 100 : -90)
            if number % 10 == 9 {
                try ledger.close()
                ledger = try world.open()
            }
            let receipt = try #require(try ledger.appendAndWait([Samples.submission(number)]).first)
            let event = try ledger.event(at: GlobalPosition(receipt.positions.lowerBound))
            #expect(event.recorded >= last)
            #expect(event.recorded == receipt.recorded)
            last = event.recorded
        }
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("an event that nobody dates occurred when it was recorded")
    func receiptTime() throws {
        let ledger = try LedgerWorld().opened()
        var submission = Samples.submission(1)
        submission.events[0].occurred = .atReceipt
        _ = try ledger.appendAndWait([submission])
        let event = try ledger.event(at: .first)
        #expect(event.occurred == OccurredTime(event.recorded, basis: .receipt))
    }

    @Test("appends that come together are each whole, in order, and each told")
    func together() async throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        let results = ledger.appendEach((0..<500).map { Samples.submission($0, device: $0 % 7) })
        #expect(results.count == 500)
        for (index, result) in results.enumerated() {
            #expect(try result.get().positions.lowerBound == UInt64(index))
        }
        #expect(ledger.size == TreeSize(500))
        let last = try await ledger.append([Samples.submission(1_000)])
        #expect(last.first?.positions.lowerBound == 500)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("a ledger open for reading, and one that was closed, take nothing in")
    func closed() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        let reader = try world.open(.reading)
        #expect(throws: AppendError.self) { try reader.appendAndWait([Samples.submission(1)]) }
        #expect(throws: LedgerError.self) { try reader.checkpoint() }
        #expect(throws: LedgerError.self) { try world.open() }
        try ledger.close()
        try ledger.close()
        #expect(throws: AppendError.self) { try ledger.appendAndWait([Samples.submission(1)]) }
        try world.open().close()
    }
}
