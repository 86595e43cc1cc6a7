import EventCatalogue
import LedgerModel
import RecordFormat

extension FactReader {
    /// Appends what an event says about a policy or an application of the tenant.
    func emitTenant(_ view: RecordView, _ kind: EventKind, _ tenant: TenantKey, _ out: inout [SubjectFact]) {
        if kind.isOfConfiguration { return emitConfiguration(view, kind, tenant, &out) }
        let codes = FieldCodes(view)
        func add(
            _ subject: Subject, _ region: Region, _ value: RegionValue, object: Bits128?, detail: UInt8 = 0,
            ordinal: UInt8 = 0
        ) {
            out.append(
                SubjectFact(
                    subject: subject,
                    fact: Fact(view, ordinal: ordinal, region, value, object: object, detail: detail)))
        }
        func application(_ region: Region, _ presence: RegionValue.Presence) {
            let subject = tags.application.map { Subject.application(tenant, $0) } ?? .tenant(tenant)
            add(subject, region, RegionValue(presence), object: codes[id: FieldNumber.principal])
        }
        switch kind {
        case .policyCreated, .policyChanged:
            guard let policy = tags.policy else { return }
            add(
                .policy(tenant, policy), .policy,
                RegionValue(code: UInt16(codes[FieldNumber.policyState] ?? 0)),
                object: codes[list: FieldNumber.controls].map { Bits128(high: 0, low: $0) },
                detail: codes[FieldNumber.grantOperator] ?? 0)
            if let scope = PublicDataView(view.data)[PolicyEvents.scope] {
                add(
                    .policy(tenant, policy), .policyScope, RegionValue(RegionValue.Presence.present),
                    object: FieldDigest.of(scope), detail: scope.isPartial ? 1 : 0, ordinal: 1)
            }
        case .policyDeleted:
            guard let policy = tags.policy else { return }
            add(.policy(tenant, policy), .policy, .deleted, object: nil)
            add(.policy(tenant, policy), .policyScope, .deleted, object: nil, ordinal: 1)
        case .applicationAdded: application(.application, .present)
        case .applicationRemoved: application(.application, .gone)
        case .consentGranted: application(.consent, .present)
        case .permissionGranted: application(.permission, .present)
        case .permissionWithdrawn: application(.permission, .gone)
        default: break
        }
    }
}
