import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Partners' connections in whatever order their events come")
struct PartnershipOrderTests {
    /// A log in which all that the fold knows happens, at instants of their own.
    private static func rich() -> PartnershipLog {
        var log = PartnershipLog()
        log.product = .workspaceOne
        log.instance(InstanceEvents.intelligenceSet, 1) { $0.set(InstanceEvents.isOptedIn, true) }
        log.configure(2)
        log.partner(PartnerSetupEvents.added, 3, .iOS)
        log.assign(4, .iOS, groups: [1, 2], excluded: [2])
        log.sync(5, .workspaceOne)
        log.consent(ConsentEvents.requested, 6)
        log.consent(PartnerEvents.consentGranted, 7)
        log.partner(PartnerSetupEvents.registrationCompleted, 8)
        log.observe(9, .enabled, iOS: true)
        log.append(ConnectionEvents.heartbeat, 10)
        log.partner(PartnerSetupEvents.suspended, 11, .iOS)
        log.partner(PartnerSetupEvents.resumed, 12, .iOS)
        log.assign(13, .iOS, groups: [3], excluded: [])
        log.instance(InstanceEvents.connected, 14)
        log.instance(InstanceEvents.addressChanged, 15)
        log.observe(16, .unresponsive)
        log.append(PartnerSetupEvents.secretChanged, 17) {
            $0.set(PartnerSetupEvents.product, .workspaceOne)
            $0.set(PartnerSetupEvents.secret, Bits128(high: 0x5E, low: 1))
        }
        log.partner(PartnerSetupEvents.terminated, 18)
        log.append(ConnectionEvents.heartbeat, 19)
        log.partner(PartnerSetupEvents.added, 20, .iOS)
        log.product = .maas360
        log.partner(PartnerSetupEvents.added, 21, .iOS, by: PartnershipLog.other)
        log.partner(PartnerSetupEvents.added, 22, .android, by: nil)
        return log
    }

    @Test("the same is told in every order of arrival")
    func permutations() {
        let log = Self.rich()
        let straight = Array(log.entries.indices)
        let expected = log.told(log.all(), straight)
        #expect(expected.count == 3)
        var random = SeededRandom(seed: 7)
        for _ in 0..<60 {
            let order = straight.shuffled(using: &random)
            let told = log.told(log.fold(order).partnerships(asOf: seconds(1_000_000)), order)
            #expect(told == expected)
        }
        let backwards = Array(straight.reversed())
        #expect(log.told(log.fold(backwards).partnerships(asOf: seconds(1_000_000)), backwards) == expected)
    }

    @Test("as of an instant counts what had happened, as known at another what had arrived")
    func clocks() throws {
        let log = Self.rich()
        for instant: Int64 in 0...23 {
            var earlier = PartnershipLog()
            for entry in log.entries where entry.at <= instant { earlier.append(entry) }
            let expected = earlier.fold().partnerships(asOf: seconds(instant))
            #expect(log.all(asOf: instant) == expected, "\(instant)")
        }
        // The suspension arrives last: until then it is not known.
        let place = try #require(
            log.entries.firstIndex { $0.definition.type == PartnerSetupEvents.suspended.type })
        let order = log.entries.indices.filter { $0 != place } + [place]
        func state(_ limit: Int) -> PartnershipState? {
            log.fold(order, below: limit).partnerships(asOf: seconds(11)).first?.track(.iOS)?.state
        }
        #expect(state(order.count - 1) == .enabled && state(order.count) == .suspended)
    }

    @Test("a record that came again with another content counts by the content in force")
    func revised() {
        var log = PartnershipLog()
        log.partner(PartnerSetupEvents.added, 10, .iOS)
        log.append(
            PartnerSetupEvents.enabled, 20, origin: LogFixture.Origin(key: 77, tag: 1, modified: seconds(20))
        ) { $0.set(PartnerSetupEvents.product, .maas360) }
        #expect(log.partnership()?.track(.iOS)?.state == .enabled)
        log.append(
            RecordEvents.revised, 30, origin: LogFixture.Origin(key: 77, tag: 2, modified: seconds(30)))
        log.append(
            PartnerSetupEvents.suspended, 30,
            origin: LogFixture.Origin(key: 77, tag: 2, modified: seconds(30))
        ) { $0.set(PartnerSetupEvents.product, .maas360) }
        #expect(log.partnership()?.track(.iOS)?.state == .suspended)
        #expect(log.partnership()?.events.contains { $0.kind == .enabled } == false)
    }

    @Test("events of other types leave nothing")
    func others() {
        let fixture = LogFixture.random(seed: 3, events: 200)
        var fold = PartnershipFold()
        fixture.forEach { fold.add($0) }
        #expect(fold.eventCount == 0 && fold.partnerships(asOf: seconds(1_000)).isEmpty)
    }

    @Test("an exclusion comes before all else, and a group that is named no more is out since then")
    func scope() throws {
        var log = PartnershipLog()
        log.assign(10, .iOS, groups: [1, 2], excluded: [2, 3])
        log.assign(20, .iOS, groups: [2, 4])
        let scope = try #require(log.partnership()?.scopes.first)
        // A list that is whole and names none as excluded excludes none.
        #expect(scope.groups.map(\.isMeant) == [false, true, false, true])
        #expect(log.partnership(asOf: 15)?.scopes[0].groups.map(\.isOverridden) == [false, true, false])
        #expect(scope.groups[0].included?.value == false && scope.groups[0].included?.since == seconds(20))
        #expect(scope.groups[1].included?.since == seconds(10))
        #expect(scope.groups[2].excluded?.since == seconds(20) && scope.groups[2].included == nil)
        log.append(ScopeEvents.changed, 30) {
            $0.set(ScopeEvents.product, .maas360)
            $0.set(ScopeEvents.mode, .everybody)
            $0.set(ScopeEvents.removed, [PartnershipLog.group(4)])
            $0.set(ScopeEvents.count, 9)
        }
        let whole = try #require(log.partnership()?.scopes.first { $0.platform == nil })
        #expect(whole.isForAll == true && whole.count?.value == 9)
    }

    @Test("for whom Microsoft shows it later than it was set is compared with that, list by list")
    func seenScope() throws {
        func log(seen at: Int64, _ groups: [UInt64], all: Bool? = nil, others: Int64? = nil) -> Partnership? {
            var log = PartnershipLog()
            log.assign(10, .iOS, groups: [1, 2], all: false)
            log.append(ConnectionEvents.assignmentObserved, at) {
                $0.set(ConnectionEvents.partner, PartnershipLog.partner)
                $0.set(ConnectionEvents.platform, .iOS)
                $0.set(ConnectionEvents.allUsers, all)
                $0.set(ConnectionEvents.groups, groups.map(PartnershipLog.group))
                $0.set(ConnectionEvents.others, others)
            }
            return log.partnership()
        }
        #expect(log(seen: 20, [2, 1])?.scopeDisagreements.isEmpty == true)
        let differing = try #require(log(seen: 20, [2, 3], all: true)?.scopeDisagreements.first)
        #expect(differing.missing == [PartnershipLog.group(1)] && differing.isOfAllUsers)
        #expect(differing.further == [PartnershipLog.group(3)] && differing.seen.since == seconds(20))
        #expect(log(seen: 9, [3])?.scopeDisagreements.isEmpty == true)
        #expect(log(seen: 20, [2], others: 1)?.scopeDisagreements.isEmpty == true)
    }

    // MARK: - Licences

    private func licence(
        _ log: inout PartnershipLog, _ definition: EventDefinition, _ at: Int64, _ person: UInt64,
        group: UInt64? = nil, intune: Bool? = true
    ) {
        log.append(definition, at, connection: nil, person: user(person)) {
            $0.set(PeopleEvents.sku, Bits128(high: 0x10, low: 1))
            $0.set(PeopleEvents.includesIntune, intune)
            $0.set(PeopleEvents.group, group.map { PartnershipLog.group($0) })
        }
    }

    @Test("who has a licence, by themselves or by a group, since when, and how many can be assigned")
    func licences() throws {
        var log = PartnershipLog()
        licence(&log, PeopleEvents.licenceAssigned, 10, 1)
        licence(&log, PeopleEvents.licenceAssigned, 11, 1, group: 5)
        licence(&log, PeopleEvents.licenceAssigned, 12, 2, intune: false)
        log.append(TenantEvents.licenceChanged, 13, connection: nil) {
            $0.set(SubscriptionEvents.sku, Bits128(high: 0x10, low: 1))
            $0.set(SubscriptionEvents.enabled, 50)
            $0.set(SubscriptionEvents.consumed, 2)
        }
        licence(&log, PeopleEvents.licenceRemoved, 20, 1)
        licence(&log, PeopleEvents.licenceRemoved, 30, 1, group: 5)
        let first = try #require(log.fold().licences(asOf: seconds(20)).first)
        #expect(first.licensed == 2 && first.withIntune == 1 && first.withPremium == 0)
        #expect(first.holdings(of: user(1).identity).map(\.isHeld.value) == [false, true])
        #expect(first.plans.map(\.enabled) == [50] && first.plans[0].consumed == 2)
        let last = try #require(log.fold().licences(asOf: seconds(30)).first)
        #expect(last.licensed == 1 && last.withIntune == 0)
        #expect(last.holdings(of: user(1).identity)[1].isHeld.since == seconds(30))
        #expect(log.fold().licences(asOf: seconds(9)).isEmpty)
        // One person has it twice, and counts once.
        let held = try #require(log.fold().licences(asOf: seconds(12)).first).held
        #expect(held.map(\.people).reduce(0, +) == 2 && held.allSatisfy(\.last.value))
        #expect(last.held.map(\.last.value).contains(false) && last.held.map(\.people).reduce(0, +) == 1)
    }

    @Test("what a tenant subscribed to, as somebody said it, with the event that says so last")
    func subscriptions() throws {
        var log = PartnershipLog()
        let sku = Bits128(high: 0x10, low: 1)
        log.append(TenantEvents.subscriptionChanged, 10, connection: nil) {
            $0.set(SubscriptionEvents.sku, sku)
            $0.set(SubscriptionEvents.status, .enabled)
            $0.set(SubscriptionEvents.enabled, 20)
            $0.set(SubscriptionEvents.includesIntune, true)
            $0.set(TenantEvents.change, .created)
        }
        log.append(TenantEvents.subscriptionChanged, 20, connection: nil) {
            $0.set(SubscriptionEvents.sku, sku)
            $0.set(SubscriptionEvents.status, .suspended)
            $0.set(TenantEvents.change, .assigned)
        }
        let early = try #require(log.fold().licences(asOf: seconds(15)).first)
        #expect(early.subscriptions.map(\.status) == [.enabled] && early.plans.isEmpty)
        let found = try #require(log.fold().licences(asOf: seconds(20)).first?.subscriptions.first)
        #expect(found.sku == sku && found.status == .suspended && found.change == .assigned)
        // What is not said again stands.
        #expect(found.enabled == 20 && found.includesIntune == true && found.plan == nil)
        #expect(found.last == Dated(.subscriptionChanged, since: seconds(20), position: GlobalPosition(1)))
    }
}
