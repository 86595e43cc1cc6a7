import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite struct FeedReaderTests {
    static let feeds: [(EventDefinition, SourceName, SourceFeed)] = [
        (AccessEvents.interrupted, CoverageLog.entra, .signIns),
        (AuthenticationEvents.satisfied, CoverageLog.entra, .signIns),
        (AuthenticationEvents.methodRegistered, CoverageLog.entra, .audits),
        (DeviceEvents.registered, CoverageLog.entra, .audits),
        (PolicyEvents.changed, CoverageLog.entra, .audits),
        (ManagementEvents.objectObserved, CoverageLog.entra, .objects),
        (SubscriptionEvents.observed, CoverageLog.entra, .objects),
        (AccessEvents.granted, CoverageLog.unified, .signIns),
        (DeviceEvents.deleted, CoverageLog.unified, .audits),
        (EnrollmentEvents.failed, CoverageLog.intune, .operational),
        (ComplianceEvents.evaluated, CoverageLog.intune, .operational),
        (ManagementEvents.inventoryObserved, CoverageLog.intune, .inventory),
        (SourceEvents.batchEnded, CoverageLog.intune, .inventory),
        (ManagementEvents.wipeRequested, CoverageLog.intune, .deviceManagementAudit),
        (CompliancePolicyEvents.assigned, CoverageLog.intune, .deviceManagementAudit),
        (ConnectionEvents.changed, CoverageLog.intune, .deviceManagementAudit),
        (ConnectionEvents.heartbeat, CoverageLog.intune, .objects),
        (VerdictEvents.observed, CoverageLog.intune, .objects),
        (CompliancePolicyEvents.observed, CoverageLog.intune, .objects),
        (AccessEvents.granted, SourceName(.word("okta"), .word("one")), .other),
        (DeviceEvents.enrolled, SourceName(.word("jamf"), .word("one")), .operational),
        (VerdictEvents.observed, SourceName(.word("jamf"), .word("one")), .objects),
        (EnrollmentEvents.completed, SourceName(.word("test")), .other),
    ]

    @Test("a record's first event and its source say the feed", arguments: feeds.indices)
    func types(_ index: Int) {
        let (definition, source, feed) = Self.feeds[index]
        var log = CoverageLog()
        log.append(definition, source, at: CoverageLog.hour(1))
        #expect(log.fold().sources.first?.feeds.keys.map(\.self) == [feed], "\(definition.type)")
    }

    @Test("a record that was only kept belongs where its category says")
    func observed() {
        func feed(_ category: RecordCategory?, _ source: SourceName, batch: Bool = false) -> SourceFeed? {
            var log = CoverageLog()
            var data = PublicData()
            data.set(RecordEvents.category, category)
            log.append(
                RecordEvents.observed, source, at: CoverageLog.hour(1),
                tags: batch ? [Tag(.word("batch"), .id(Bits128(high: 1, low: 2)))] : [], data: data)
            return log.fold().sources.first?.feeds.keys.first
        }
        #expect(feed(.signIn, CoverageLog.entra) == .signIns)
        #expect(feed(.directoryAudit, CoverageLog.entra) == .audits)
        #expect(feed(.configuration, CoverageLog.entra) == .objects)
        #expect(feed(nil, CoverageLog.entra) == .audits)
        #expect(feed(.deviceManagement, CoverageLog.intune) == .operational)
        #expect(feed(.deviceManagement, CoverageLog.intune, batch: true) == .inventory)
        #expect(feed(.deviceManagementAudit, CoverageLog.intune) == .deviceManagementAudit)
        #expect(feed(.configuration, CoverageLog.intune) == .objects)
        #expect(feed(.other, CoverageLog.intune) == .other)
        #expect(feed(.signIn, CoverageLog.unified) == .signIns)
    }

    @Test("raw values and words of feeds are as published")
    func words() {
        #expect(
            SourceFeed.allCases.map { "\($0.rawValue) \($0.word)" } == [
                "0 other", "1 sign-ins", "2 audits", "3 objects", "4 operational", "5 inventory",
                "6 device-management-audit",
            ])
    }
}
