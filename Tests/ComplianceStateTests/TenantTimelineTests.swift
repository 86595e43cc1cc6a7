import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("A tenant's policies, applications and counts")
struct TenantTimelineTests {
    private let policy = Bits128(high: 0, low: 21)

    private func content(_ state: PolicyState?, _ join: GrantOperator?, _ controls: [GrantControl]?)
        -> PublicData
    {
        var data = PublicData()
        data.set(PolicyEvents.state, state)
        data.set(PolicyEvents.grantOperator, join)
        data.set(PolicyEvents.controls, controls)
        return data
    }

    @Test("a policy's history tells state, operator and controls; a change that says nothing changes nothing")
    func policyHistory() throws {
        var log = LogFixture()
        log.append(
            PolicyEvents.created.type, at: seconds(1), policy: policy,
            data: content(.reportOnly, .any, [.compliantDevice, .mfa]))
        log.append(
            PolicyEvents.changed.type, at: seconds(2), policy: policy,
            data: content(.enabled, .any, [.compliantDevice, .mfa]))
        log.append(PolicyEvents.changed.type, at: seconds(3), policy: policy)
        log.append(
            PolicyEvents.changed.type, at: seconds(4), policy: policy,
            data: content(.enabled, .all, [.compliantDevice, .mfa]))
        log.append(
            PolicyEvents.changed.type, at: seconds(5), policy: policy, data: content(.disabled, nil, nil))
        log.append(PolicyEvents.deleted.type, at: seconds(6), policy: policy)
        let tenant = try #require(log.folded().tenants()[contoso])
        let timeline = try #require(tenant.policies.first)
        #expect(timeline.policy == policy && tenant.policies.count == 1)
        #expect(timeline.content(asOf: seconds(0)) == nil)
        #expect(timeline.content(asOf: seconds(1))?.state == .reportOnly)
        #expect(timeline.content(asOf: seconds(1))?.controls == [.mfa, .compliantDevice])
        let third = timeline.content(asOf: seconds(3))
        #expect(third?.state == .enabled && third?.grantOperator == .any)
        #expect(third?.interval.from == seconds(2) && third?.interval.count == 2)
        #expect(timeline.content(asOf: seconds(4))?.grantOperator == .all)
        #expect(timeline.content(asOf: seconds(5))?.controls == nil)
        #expect(timeline.content(asOf: seconds(5))?.isDeleted == false)
        let last = timeline.content(asOf: seconds(6))
        #expect(last?.isDeleted == true && last?.state == nil)
    }

    @Test("an application's principal, consent and permissions are told apart")
    func applications() throws {
        var log = LogFixture()
        let app = Bits128(high: 0, low: 31)
        func principal(_ number: UInt64) -> PublicData {
            var data = PublicData()
            data.set(PartnerEvents.principal, Bits128(high: 0, low: number))
            return data
        }
        log.append(PartnerEvents.applicationAdded.type, at: seconds(1), application: app, data: principal(1))
        log.append(PartnerEvents.consentGranted.type, at: seconds(2), application: app, data: principal(1))
        log.append(PartnerEvents.permissionGranted.type, at: seconds(3), application: app, data: principal(1))
        log.append(PartnerEvents.permissionGranted.type, at: seconds(3), application: app, data: principal(2))
        log.append(
            PartnerEvents.permissionWithdrawn.type, at: seconds(4), application: app, data: principal(1))
        log.append(
            PartnerEvents.permissionWithdrawn.type, at: seconds(5), application: app, data: principal(2))
        log.append(PartnerEvents.permissionGranted.type, at: seconds(6), data: principal(3))
        let tenant = try #require(log.folded().tenants()[contoso])
        let timeline = try #require(tenant.applications.first)
        #expect(timeline.application == app)
        #expect(timeline.has(.consent, asOf: seconds(1)) == nil)
        #expect(timeline.has(.application, asOf: seconds(9)) == true)
        #expect(timeline.has(.consent, asOf: seconds(9)) == true)
        #expect(timeline.has(.permission, asOf: seconds(4)) == true)
        #expect(timeline.has(.permission, asOf: seconds(5)) == false)
        #expect(tenant.unnamedApplications.intervals.map(\.object) == [Bits128(high: 0, low: 3)])
    }

    @Test("events are counted by tenant and family")
    func counts() {
        var log = LogFixture()
        let other = TenantKey.id(Bits128(high: 0xFA, low: 1))
        log.observe(true, at: seconds(9), entra(1))
        log.append(RecordEvents.observed.type, at: seconds(2))
        log.append(EventType("nobody.knows_it"), at: seconds(3))
        log.append(DeviceEvents.deleted.type, at: seconds(4), tenant: other)
        let tenants = log.folded().tenants()
        #expect(tenants[contoso]?.counts.families == ["compliance": 1, "record": 1, "other": 1])
        #expect(tenants[contoso]?.counts.firstOccurred == seconds(2))
        #expect(tenants[contoso]?.counts.lastOccurred == seconds(9))
        #expect(tenants[other]?.counts.events == 1)
    }
}
