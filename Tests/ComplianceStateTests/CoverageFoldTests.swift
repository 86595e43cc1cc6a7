import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite struct CoverageFoldTests {
    @Test("every order of the same records comes to the same")
    func order() {
        var log = CoverageLog()
        var random = SeededRandom(seed: 5)
        for _ in 0..<200 {
            let hour = Int64.random(in: 0...300, using: &random)
            let sources = [CoverageLog.entra, CoverageLog.intune, SourceName(.word("jamf"), .word("one"))]
            log.append(
                [AccessEvents.granted, DeviceEvents.updated, ManagementEvents.inventoryObserved]
                    .randomElement(using: &random) ?? AccessEvents.granted,
                sources.randomElement(using: &random) ?? CoverageLog.entra, at: CoverageLog.hour(hour, hour),
                recorded: CoverageLog.hour(Int64.random(in: 0...400, using: &random)),
                modified: Bool.random(using: &random) ? CoverageLog.hour(hour + 3) : nil,
                part: UInt32.random(in: 0...1, using: &random))
        }
        let wanted = log.fold().sources
        #expect(wanted.count == 3 && wanted.reduce(0) { $0 + $1.events } == 200)
        #expect(wanted.contains { $0.feeds.values.contains { $0.unplaced > 0 } })
        for _ in 0..<20 {
            #expect(log.fold(log.records.indices.shuffled(using: &random)).sources == wanted)
        }
    }

    @Test("records are counted by their first events, and what the ledger says is nobody's coverage")
    func counting() {
        var log = CoverageLog()
        log.signIns(1)
        log.append(ComplianceEvents.observed, at: CoverageLog.hour(1), part: 1)
        log.append(RecordEvents.revised, at: CoverageLog.hour(2), part: .max)
        log.append(RecordEvents.corroborated, at: CoverageLog.hour(3), part: .max)
        let ledger = SourceName(.word("probity"), .id(Bits128(high: 1, low: 1)))
        log.append(LedgerEvents.recovered, ledger, at: CoverageLog.hour(4))
        log.append(SourceEvents.gapNoticed, ledger, at: CoverageLog.hour(5))
        let sources = log.fold().sources
        #expect(sources.map(\.source) == [CoverageLog.entra, ledger])
        #expect(sources[0].events == 4 && sources[0].last == CoverageLog.hour(3))
        #expect(sources[0].feeds.keys.map(\.self) == [.signIns])
        #expect(sources[0].feeds[.signIns]?.hours == [CoverageLog.start + 1: 1])
        #expect(sources[1].events == 2 && sources[1].feeds.isEmpty)
    }

    @Test("the cursor is the newest instant that records carry, be it a modification")
    func cursor() {
        var log = CoverageLog()
        log.append(AccessEvents.granted, at: CoverageLog.hour(1), modified: CoverageLog.hour(9))
        log.append(AccessEvents.granted, at: CoverageLog.hour(4), modified: CoverageLog.hour(2))
        #expect(log.only()?.cursor == CoverageLog.hour(9))
        #expect(log.only()?.last == CoverageLog.hour(4))
    }

    @Test("what is dated before 2000 or a day after it was recorded is counted, and hides no silence")
    func hostileTimes() throws {
        var log = CoverageLog()
        log.signIns(0, 1)
        let recorded = CoverageLog.hour(10_000)
        let dayLater = recorded.adding(seconds: 86_400)
        let instants: [Timestamp] = [
            .earliest, .latest, Timestamp(nanoseconds: -1), FeedRecords.earliest.adding(nanoseconds: -1),
            dayLater.adding(nanoseconds: 1),
        ]
        for instant in instants { log.append(AccessEvents.denied, at: instant, modified: instant) }
        let found = try #require(log.only(asOf: .latest))
        #expect(found.records == 7 && found.unplaced == 5)
        #expect(found.first == CoverageLog.hour(0, 60) && found.last == CoverageLog.hour(1, 60))
        #expect(found.cursor == found.last && found.silentSince == found.last)
        // The bounds themselves stand in their hours.
        log.append(AccessEvents.denied, at: FeedRecords.earliest)
        log.append(AccessEvents.denied, at: dayLater)
        let wide = try #require(log.only(asOf: .latest))
        #expect(wide.unplaced == 5 && wide.first == FeedRecords.earliest && wide.last == dayLater)
        #expect(log.only(asOf: .earliest)?.records == 5)
    }

    @Test("a feed of which no record stands in an hour was never seen to report, and is not silent")
    func onlyUnplaced() throws {
        var log = CoverageLog()
        log.append(AccessEvents.granted, at: .latest)
        let found = try #require(log.only())
        #expect(found.records == 1 && found.first == nil && found.last == nil && found.cursor == nil)
        #expect(found.silentSince == nil && found.gaps.isEmpty)
    }

    @Test("neither its own last change nor the time of its recording says when an object was seen")
    func datedObjects() throws {
        var log = CoverageLog()
        log.append(CompliancePolicyEvents.accessPolicyObserved, at: CoverageLog.hour(-9_000))
        log.append(ManagementEvents.objectObserved, at: CoverageLog.hour(5), basis: .submission)
        log.append(ManagementEvents.objectObserved, at: CoverageLog.hour(6), basis: .receipt)
        let found = try #require(log.only())
        #expect(found.feed == .objects && found.records == 3 && found.unplaced == 2)
        #expect(found.first == CoverageLog.hour(5) && found.last == CoverageLog.hour(5))
        #expect(found.gaps.isEmpty)
    }
}
