import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

extension KeptRecord {
    /// What a ledger would know of a submission that it recorded.
    init?(_ submission: Submission) {
        guard let tenant = submission.events.lazy.flatMap(\.tags).compactMap({ TenantName(tag: $0) }).first
        else { return nil }
        let first = submission.events[0]
        let reason =
            first.type == RecordEvents.observed.type
            ? PublicDataView(first.data)[RecordEvents.reason] : nil
        self.init(
            source: submission.source, tenant: tenant,
            receivedAt: submission.events.first { $0.occurred.basis == .submission }?.occurred.instant,
            types: Set(submission.events.map(\.type)), reason: reason)
    }
}

extension ReadingResult {
    /// The result, after the evidence of each of its submissions was read again with no more than a ledger
    /// knows: each must be the very same.
    func heldAgain(_ location: SourceLocation = #_sourceLocation) -> ReadingResult {
        guard case .submissions(let found) = self else { return self }
        for submission in found {
            guard let evidence = submission.evidence, let kept = KeptRecord(submission) else {
                Issue.record("a submission has evidence and a tenant", sourceLocation: location)
                continue
            }
            let again = VendorConnector().readAgain(evidence, kept, ConnectorContext()) {
                $0.source == submission.source && $0.key == submission.key
                    && $0.content == submission.content
            }
            switch again {
            case .success(let same):
                #expect(same.events == submission.events, sourceLocation: location)
                #expect(same.personal == submission.personal, sourceLocation: location)
                #expect(same.identities == submission.identities, sourceLocation: location)
                #expect(same.twin == submission.twin, sourceLocation: location)
                #expect(same.modified == submission.modified, sourceLocation: location)
            case .failure(let rejection):
                Issue.record("\(submission.source): \(rejection)", sourceLocation: location)
            }
        }
        return self
    }
}
