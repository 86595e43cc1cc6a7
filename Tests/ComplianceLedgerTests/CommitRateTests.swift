import Testing

@testable import ComplianceLedger

@Suite("When to come again")
struct CommitRateTests {
    @Test("what waits is divided by the rate of the last batches, within its bounds")
    func seconds() {
        var rate = CommitRate()
        #expect(rate.seconds(for: 1_000_000) == 1)
        rate.note(events: 1_000, in: .seconds(1))
        #expect(rate.seconds(for: 0) == 1)
        #expect(rate.seconds(for: 1) == 1)
        #expect(rate.seconds(for: 1_000) == 1)
        #expect(rate.seconds(for: 1_001) == 2)
        #expect(rate.seconds(for: 30_000) == 30)
        #expect(rate.seconds(for: 60_001) == 60)
        #expect(rate.seconds(for: .max) == 60)
    }

    @Test("a batch counts a quarter: slower storage is noticed, one slow sync does not decide")
    func average() {
        var rate = CommitRate()
        rate.note(events: 1_000, in: .seconds(1))
        rate.note(events: 1_000, in: .seconds(10))
        #expect(rate.seconds(for: 7_700) == 10)
        for _ in 0..<40 { rate.note(events: 1_000, in: .seconds(10)) }
        #expect(rate.seconds(for: 1_000) == 10)
    }

    @Test("batches of no events, and clocks that say no time, change nothing or do no harm")
    func nothing() {
        var rate = CommitRate()
        rate.note(events: 0, in: .seconds(1))
        #expect(rate.seconds(for: 1 << 40) == 1)
        rate.note(events: 5, in: .zero)
        #expect(rate.seconds(for: 1 << 40) == 60)
        #expect(rate.seconds(for: 1_000_000) == 1)
    }
}
