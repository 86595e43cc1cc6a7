import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite struct FeedCoverageTests {
    @Test("hours without a record are a gap when there are more of them than the rhythm has")
    func gapEdges() throws {
        var log = CoverageLog()
        // Twenty-four silent hours, then twenty-five.
        log.signIns(0, 1, 2, 27, 28, 54)
        let found = try #require(log.only(asOf: CoverageLog.hour(55)))
        #expect(found.rhythm == 24)
        #expect(
            found.gaps == [
                CoverageGap(
                    from: CoverageLog.hour(29), to: CoverageLog.hour(54), hours: 25,
                    obtainableUntil: CoverageLog.hour(29 + 30 * 24))
            ])
        #expect(found.longestGap?.hours == 25)
    }

    @Test("silence begins with the last record, once the rhythm has passed")
    func silence() throws {
        var log = CoverageLog()
        log.signIns(0, 1)
        let last = CoverageLog.hour(1, 60)
        let passed = last.adding(seconds: 24 * 3_600)
        #expect(log.only(asOf: passed)?.silentSince == nil)
        let later = try #require(log.only(asOf: passed.adding(nanoseconds: 1)))
        #expect(later.silentSince == last && later.last == last)
        #expect(later.silenceObtainableUntil == last.adding(seconds: 30 * 86_400))
        #expect(later.gaps.isEmpty)
    }

    @Test("a feed that speaks seldom is not silent before three times its usual distance")
    func medianRhythm() throws {
        var log = CoverageLog()
        // Distances 12, 20, 20, 90: the median is 20.
        log.signIns(0, 12, 32, 52, 142)
        let found = try #require(log.only(asOf: CoverageLog.hour(142 + 61)))
        #expect(found.rhythm == 60)
        #expect(found.gaps.map(\.hours) == [89])
        #expect(found.silentSince == CoverageLog.hour(142, 60))
        // Of an even number of distances the lower one of the middle counts.
        var even = CoverageLog()
        even.signIns(0, 10, 40)
        #expect(even.only()?.rhythm == 30)
    }

    @Test("one daily report that is missing is a gap, whether there are one or two reports a day")
    func daily() throws {
        for offsets: [Int64] in [[2], [2, 8]] {
            var log = CoverageLog()
            for day in Int64(0)..<10 where day != 5 {
                for offset in offsets {
                    log.append(
                        ManagementEvents.inventoryObserved, CoverageLog.intune,
                        at: CoverageLog.hour(day * 24 + offset))
                }
            }
            let found = try #require(log.only(asOf: CoverageLog.hour(240)))
            #expect(found.feed == .inventory && found.rhythm == 36)
            #expect(found.gaps.count == 1 && found.gaps[0].obtainableUntil == nil)
            #expect(found.silentSince == nil)
        }
    }

    @Test("as of an earlier instant later hours count for nothing, and the last record is known to the hour")
    func earlier() throws {
        var log = CoverageLog()
        log.signIns(0, 1, 100, 101, 300)
        log.append(AccessEvents.granted, at: CoverageLog.hour(101, 3_000))
        #expect(log.only(asOf: CoverageLog.hour(0, 59)) == nil)
        let first = try #require(log.only(asOf: CoverageLog.hour(0, 60)))
        #expect(first.records == 1 && first.last == CoverageLog.hour(0, 60) && first.silentSince == nil)
        let between = try #require(log.only(asOf: CoverageLog.hour(50)))
        #expect(between.records == 2 && between.gaps.isEmpty)
        let end = CoverageLog.hour(2)
        #expect(between.last == end && between.silentSince == end && between.cursor == end)
        // The instant stands within the hour, in which two records are.
        let within = try #require(log.only(asOf: CoverageLog.hour(101, 600)))
        #expect(within.records == 5 && within.last == CoverageLog.hour(101, 600))
        #expect(within.gaps.map(\.hours) == [98] && within.silentSince == nil)
        let whole = try #require(log.only(asOf: CoverageLog.hour(300, 60)))
        #expect(whole.records == 6 && whole.last == CoverageLog.hour(300, 60))
        #expect(whole.gaps.map(\.hours) == [98, 198])
    }

    @Test("how long a source keeps what it told")
    func terms() {
        func retention(_ source: SourceName, _ feed: SourceFeed) -> Int64? {
            FeedTerms(SourceService(source), feed).retention.map { $0 / 24 }
        }
        #expect(retention(CoverageLog.entra, .signIns) == 30)
        #expect(retention(CoverageLog.entra, .audits) == 30)
        #expect(retention(CoverageLog.intune, .deviceManagementAudit) == 365)
        #expect(retention(CoverageLog.intune, .operational) == nil)
        #expect(retention(CoverageLog.unified, .signIns) == 180)
        for feed in SourceFeed.allCases {
            for service in [SourceService.entra, .intune, .unifiedAuditLog, .other] {
                #expect(FeedTerms(service, feed).shortestSilence >= 24)
            }
        }
    }
}
