import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

/// Rules stand in rows by their numbers, so a rule keeps its days for ever and a new edition of the reference
/// data that has others needs a new rule; these agree with the edition of today.
@Suite struct ReferenceAgreementTests {
    private let data = ReferenceData.current
    private let stated = Timestamp(rfc3339: "2026-03-15T00:00:00Z") ?? .earliest

    private func days(_ subject: ReferenceData.Allowance, _ product: ReferenceData.Product? = nil) -> [Int64?]
    {
        data.tolerance(subject, of: product, at: stated).map { $0.value.seconds.map { $0 / 86_400 } }
    }

    @Test("silences fall due after the days of the reference data")
    func silence() throws {
        #expect(days(.silence) == [SilenceRule.validityPeriod.days])
        #expect(days(.complianceValidity) == [SilenceRule.validityPeriod.days])
        #expect(days(.silence, .ivanti) == [SilenceRule.weeklyReport.days])
        let report = try #require(data.tolerance(.weeklyReport, of: .ivanti, at: stated).first?.value.seconds)
        let check = try #require(data.tolerance(.checkInterval, of: .ivanti, at: stated).first?.value.seconds)
        #expect(report + check == SilenceRule.weeklyReport.days * 86_400)
    }

    @Test("each manager's silence is judged by its own row, or by the general one")
    func managers() throws {
        let managers: [(word: LabelComponent, product: ReferenceData.Product)] = [
            (.word("ivanti"), .ivanti), (.word("jamf"), .jamf), (.word("workspace-one"), .workspaceOne),
            (.word("maas360"), .maas360), (.word("fleet"), .fleet), (.word("intune"), .intune),
        ]
        for (name, product) in managers {
            let source = SourceName(name, .token(Token(word: "acme")))
            let rule = try #require(SilenceRule(source), "\(name)")
            #expect(ReferenceData.Product(source) == product, "\(name)")
            #expect(days(.silence, product) == [rule.days], "\(name)")
        }
    }

    @Test("sources that no document is about are no product")
    func otherSources() {
        for name in [
            LabelComponent.word("ual"), .word("probity"), .word("nanomdm"), .word("operatingSystem"),
        ] {
            #expect(ReferenceData.Product(SourceName(name, .token(Token(word: "acme")))) == nil)
        }
    }

    @Test("feeds are kept as long as the reference data says")
    func retention() {
        func hours(_ service: SourceService, _ feed: SourceFeed) -> Int64? {
            FeedTerms(service, feed).retention
        }
        #expect(days(.signInRetention) == [hours(.entra, .signIns).map { $0 / 24 }])
        #expect(days(.auditRetention) == [hours(.entra, .audits).map { $0 / 24 }])
        #expect(days(.managementAuditRetention) == [hours(.intune, .deviceManagementAudit).map { $0 / 24 }])
        #expect(days(.unifiedAuditRetention) == [hours(.unifiedAuditLog, .audits).map { $0 / 24 }])
    }
}
