import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("What administrators configure")
struct ConfigurationTests {
    private let policy = Bits128(high: 0, low: 21)
    private let partner = Bits128(high: 0, low: 41)
    private let group = Bits128(high: 0, low: 51)

    /// One event: its type, when it occurred, and what it says.
    private typealias Entry = (type: EventType, at: Int64, data: PublicData)

    private func log(_ entries: [Entry]) -> LogFixture {
        var log = LogFixture()
        for (type, at, data) in entries {
            log.append(type, at: seconds(at), policy: policy, connection: partner, data: data)
        }
        return log
    }

    private func access(
        _ state: PolicyState?, _ join: GrantOperator? = .all, _ controls: [GrantControl]? = [.mfa],
        _ scope: PolicyScope? = nil
    ) -> PublicData {
        var data = PublicData()
        data.set(PolicyEvents.state, state)
        data.set(PolicyEvents.grantOperator, join)
        data.set(PolicyEvents.controls, controls)
        data.set(PolicyEvents.scope, scope)
        return data
    }

    private func scope(_ groups: [Bits128], isPartial: Bool = false) -> PolicyScope {
        var scope = PolicyScope()
        scope.groups = groups
        scope.isPartial = isPartial
        return scope
    }

    private func compliance(
        version: Int64? = 1, actions: [ScheduledAction]? = nil, groups: [Bits128]? = nil
    ) -> PublicData {
        var data = PublicData()
        data.set(CompliancePolicyEvents.version, version)
        data.set(CompliancePolicyEvents.platform, .iOS)
        data.set(CompliancePolicyEvents.actions, actions)
        data.set(CompliancePolicyEvents.allUsers, groups.map { _ in false })
        data.set(CompliancePolicyEvents.groups, groups)
        return data
    }

    private func seen(
        _ state: PartnerState?, iOS: Bool? = nil, isConfigured: Bool? = nil, removalAt: Timestamp? = nil
    ) -> PublicData {
        var data = PublicData()
        data.set(ConnectionEvents.partner, partner)
        data.set(ConnectionEvents.kind, .complianceManagement)
        data.set(ConnectionEvents.state, state)
        data.set(ConnectionEvents.iOS, iOS)
        data.set(ConnectionEvents.isConfigured, isConfigured)
        data.set(ConnectionEvents.removalAt, removalAt)
        return data
    }

    private func assigned(_ platform: Platform?, _ groups: [Bits128], except: [Bits128] = []) -> PublicData {
        var data = PublicData()
        data.set(ConnectionEvents.kind, .complianceManagement)
        data.set(ConnectionEvents.platform, platform)
        data.set(ConnectionEvents.allUsers, false)
        data.set(ConnectionEvents.groups, groups)
        data.set(ConnectionEvents.excludedGroups, except)
        return data
    }

    private func audit(_ change: ConfigurationChange) -> PublicData {
        var data = PublicData()
        data.set(ConnectionEvents.kind, .complianceManagement)
        data.set(ConnectionEvents.change, change)
        return data
    }

    private func words(_ timeline: Timeline, _ region: Region) -> [String] {
        timeline.intervals.filter { $0.region == region }
            .map { "\($0.value.word(in: region))@\($0.from.nanoseconds / 1_000_000_000)" }
    }

    private func connection(_ entries: [Entry]) throws -> ConnectionTimeline {
        let found = log(entries).folded().connections()
        #expect(found.count == 1)
        return try #require(found.first)
    }

    @Test("a policy whose scope alone changes has a new scope and the same state")
    func scopeAlone() throws {
        let timeline = try #require(
            log([
                (PolicyEvents.created.type, 1, access(.enabled, .any, [.mfa], scope([group]))),
                (PolicyEvents.changed.type, 2, access(.enabled, .any, [.mfa], scope([policy, group]))),
                (
                    CompliancePolicyEvents.accessPolicyObserved.type, 3,
                    access(.enabled, .any, [.mfa], scope([group, policy]))
                ),
                (PolicyEvents.changed.type, 4, access(.enabled, .any, [.mfa])),
            ]).folded().policies().first)
        #expect(timeline.kind == .access)
        #expect(words(timeline.timeline, .policy) == ["enabled@1"])
        #expect(words(timeline.timeline, .policyScope) == ["present@1", "present@2"])
        let scopes = timeline.timeline.intervals.filter { $0.region == .policyScope }
        #expect(scopes[1].count == 2 && scopes[0].object != scopes[1].object)
    }

    @Test("how controls are joined, report-only and deletion are each a change")
    func states() throws {
        let timeline = try #require(
            log([
                (PolicyEvents.created.type, 1, access(.reportOnly, .all, [.mfa], scope([group]))),
                (PolicyEvents.changed.type, 2, access(.reportOnly, .any, [.mfa], scope([group]))),
                (PolicyEvents.changed.type, 3, access(.enabled, .any, [.mfa], scope([group]))),
                (PolicyEvents.deleted.type, 4, PublicData()),
            ]).folded().policies().first)
        #expect(
            words(timeline.timeline, .policy) == [
                "enabledForReportingButNotEnforced@1", "enabledForReportingButNotEnforced@2", "enabled@3",
                "deleted@4",
            ])
        #expect(words(timeline.timeline, .policyScope) == ["present@1", "deleted@4"])
        let third = try #require(PolicyStanding(timeline, asOf: seconds(3)))
        #expect(third.state == .enabled && third.grantOperator == .any && third.controls == [.mfa])
        #expect(third.scope?.since == seconds(1))
        let last = try #require(PolicyStanding(timeline, asOf: seconds(4)))
        #expect(last.isDeleted && last.state == nil && last.scope == nil)
        #expect(PolicyStanding(timeline, asOf: seconds(0)) == nil)
    }

    @Test("an older form, of which not all is read, does not replace a scope that was read in full")
    func partial() throws {
        let timeline = try #require(
            log([
                (
                    PolicyEvents.changed.type, 1,
                    access(.enabled, .all, [.mfa], scope([group], isPartial: true))
                ),
                (PolicyEvents.changed.type, 2, access(.enabled, .all, [.mfa], scope([group]))),
                (PolicyEvents.changed.type, 3, access(.enabled, .all, [.mfa], scope([], isPartial: true))),
                (PolicyEvents.changed.type, 4, access(.enabled, .all, [.mfa], scope([policy]))),
            ]).folded().policies().first)
        #expect(words(timeline.timeline, .policyScope) == ["present@1", "present@2", "present@4"])
    }

    @Test(
        "of a compliance policy version, actions and assignments change each for itself, and absence says nothing"
    )
    func compliancePolicy() throws {
        let block = ScheduledAction(action: .block, graceHours: 24)
        let mail = ScheduledAction(action: .notification, graceHours: 0)
        let timeline = try #require(
            log([
                (CompliancePolicyEvents.created.type, 1, PublicData()),
                (
                    CompliancePolicyEvents.observed.type, 2,
                    compliance(actions: [block, mail], groups: [group])
                ),
                (CompliancePolicyEvents.observed.type, 3, compliance()),
                (CompliancePolicyEvents.observed.type, 4, compliance(actions: [mail, block])),
                (CompliancePolicyEvents.changed.type, 5, PublicData()),
                (CompliancePolicyEvents.observed.type, 6, compliance(version: 2, actions: [block])),
                (CompliancePolicyEvents.observed.type, 7, compliance(version: 2, groups: [])),
                (CompliancePolicyEvents.deleted.type, 8, PublicData()),
            ]).folded().policies().first)
        #expect(timeline.kind == .compliance && timeline.content(asOf: seconds(9)) == nil)
        #expect(
            words(timeline.timeline, .compliancePolicy) == [
                "present@1", "present@2", "present@6", "deleted@8",
            ])
        #expect(words(timeline.timeline, .complianceActions) == ["present@2", "present@6", "deleted@8"])
        #expect(words(timeline.timeline, .policyScope) == ["present@2", "present@7", "deleted@8"])
        let standing = try #require(PolicyStanding(timeline, asOf: seconds(5)))
        #expect(standing.platform == .iOS && standing.actions?.position == GlobalPosition(1))
        #expect(standing.standing?.confirmed == seconds(5))
    }

    @Test("what is deleted and was never said leaves no trace but that it was deleted")
    func deletedUnknown() throws {
        let timeline = try #require(
            log([(CompliancePolicyEvents.deleted.type, 1, PublicData())]).folded().policies().first)
        #expect(timeline.timeline.intervals.map(\.region) == [.compliancePolicy])
        let connection = try connection([(ConnectionEvents.changed.type, 1, audit(.deleted))])
        #expect(connection.timeline.intervals.map(\.region) == [.connectionState])
    }

    @Test("a connection is made, works, falls silent, is refused, is not there, and ends")
    func transitions() throws {
        let connection = try connection([
            (ConnectionEvents.changed.type, 1, audit(.created)),
            (ConnectionEvents.stateObserved.type, 2, seen(.unknown)),
            (ConnectionEvents.stateObserved.type, 3, seen(.enabled, iOS: true, isConfigured: true)),
            (ConnectionEvents.changed.type, 4, audit(.changed)),
            (ConnectionEvents.stateObserved.type, 5, seen(.enabled, iOS: true)),
            (ConnectionEvents.stateObserved.type, 6, seen(.unresponsive)),
            (ConnectionEvents.stateObserved.type, 7, seen(.rejected)),
            (ConnectionEvents.stateObserved.type, 8, seen(.unavailable)),
            (ConnectionEvents.stateObserved.type, 9, seen(.enabled)),
            (ConnectionEvents.changed.type, 10, audit(.terminated)),
            (ConnectionEvents.stateObserved.type, 11, seen(.terminated, removalAt: seconds(90))),
            (ConnectionEvents.changed.type, 12, audit(.deleted)),
            (ConnectionEvents.changed.type, 13, audit(.created)),
            (ConnectionEvents.stateObserved.type, 14, seen(.enabled, iOS: true)),
        ])
        #expect(
            words(connection.timeline, .connectionState) == [
                "created@1", "unknown@2", "enabled@3", "unresponsive@6", "rejected@7", "unavailable@8",
                "enabled@9", "terminatedByAudit@10", "terminated@11", "deleted@12", "created@13",
                "enabled@14",
            ])
        #expect(words(connection.timeline, .connectionPlatform) == ["yes@3", "deleted@12", "yes@14"])
        #expect(words(connection.timeline, .connectionConfigured) == ["yes@3", "deleted@12"])
        let standing = try #require(ConnectionStanding(connection, asOf: seconds(5)))
        #expect(standing.kind == .complianceManagement && standing.state?.since == seconds(3))
        #expect(standing.state?.confirmed == seconds(5))
        #expect(standing.platform(.iOS)?.since == seconds(3) && standing.platform(.windows) == nil)
    }

    @Test("planned dates are part of how a connection stands")
    func dates() throws {
        let connection = try connection([
            (ConnectionEvents.stateObserved.type, 1, seen(.terminated)),
            (ConnectionEvents.stateObserved.type, 2, seen(.terminated, removalAt: seconds(90))),
            (ConnectionEvents.stateObserved.type, 3, seen(.terminated, removalAt: seconds(90))),
        ])
        #expect(words(connection.timeline, .connectionState) == ["terminated@1", "terminated@2"])
    }

    @Test("heartbeats confirm one another, each instant counts once, and none of them is a state")
    func heartbeats() throws {
        let connection = try connection([
            (ConnectionEvents.heartbeat.type, 5, audit(.changed)),
            (ConnectionEvents.heartbeat.type, 2, audit(.changed)),
            (ConnectionEvents.heartbeat.type, 5, audit(.changed)),
            (ConnectionEvents.heartbeat.type, 9, audit(.changed)),
        ])
        #expect(words(connection.timeline, .connectionHeartbeat) == ["present@2"])
        #expect(connection.timeline.intervals[0].confirmed == seconds(9))
        #expect(connection.heartbeats(asOf: seconds(9)).map(\.at) == [seconds(2), seconds(5), seconds(9)])
        #expect(connection.heartbeats(asOf: seconds(8)).map(\.position.value) == [1, 0])
        #expect(ConnectionStanding(connection, asOf: seconds(6))?.lastHeartbeat == seconds(5))
        #expect(ConnectionStanding(connection, asOf: seconds(6))?.state == nil)
    }

    @Test("for whom a partner works is told for each operating system apart, and nobody is an answer")
    func assignments() throws {
        let connection = try connection([
            (ConnectionEvents.assignmentObserved.type, 1, assigned(.iOS, [group])),
            (ConnectionEvents.assignmentObserved.type, 2, assigned(.iOS, [group], except: [policy])),
            (ConnectionEvents.assignmentObserved.type, 3, assigned(.macOS, [])),
            (ConnectionEvents.assignmentObserved.type, 4, assigned(.iOS, [policy], except: [policy])),
            (ConnectionEvents.assignmentObserved.type, 5, assigned(nil, [group])),
            (ConnectionEvents.assignmentObserved.type, 6, assigned(nil, [group])),
        ])
        #expect(
            words(connection.timeline, .connectionAssignmentIOS) == [
                "groups@1", "groups+exclusions@2", "groups+exclusions@4",
            ])
        #expect(words(connection.timeline, .connectionAssignmentMacOS) == ["nobody@3"])
        #expect(words(connection.timeline, .connectionAssignment) == ["groups@5"])
        let standing = try #require(ConnectionStanding(connection, asOf: seconds(9)))
        #expect(standing.assignments.map(\.region.rawValue) == [99, 100, 101])
    }

    @Test("a subscription changes with its units; a record without its status says nothing of it")
    func subscription() throws {
        let sku = Bits128(high: 0, low: 61)
        func units(_ status: CapabilityStatus?, _ consumed: Int64) -> PublicData {
            var data = PublicData()
            data.set(SubscriptionEvents.sku, sku)
            data.set(SubscriptionEvents.status, status)
            data.set(SubscriptionEvents.consumed, consumed)
            return data
        }
        let type = SubscriptionEvents.observed.type
        let folded = log([
            (type, 1, units(.enabled, 5)), (type, 2, units(.enabled, 5)), (type, 3, units(nil, 6)),
            (type, 4, units(.suspended, 6)),
        ]).folded()
        let found = try #require(folded.tenants()[contoso]?.subscriptions.first)
        #expect(found.sku == sku)
        #expect(words(found.timeline, .subscription) == ["enabled@1", "enabled@3", "suspended@4"])
        #expect(SubscriptionStanding(found, asOf: seconds(2))?.state.confirmed == seconds(2))
    }

    @Test("any order of arrival gives the same history")
    func permutations() throws {
        let block = ScheduledAction(action: .block, graceHours: 24)
        let entries: [Entry] = [
            (ConnectionEvents.changed.type, 1, audit(.created)),
            (ConnectionEvents.stateObserved.type, 2, seen(.enabled, iOS: true)),
            (ConnectionEvents.assignmentObserved.type, 3, assigned(.iOS, [group])),
            (ConnectionEvents.heartbeat.type, 4, audit(.changed)),
            (ConnectionEvents.changed.type, 5, audit(.deleted)),
            (ConnectionEvents.stateObserved.type, 6, seen(.enabled)),
            (CompliancePolicyEvents.observed.type, 7, compliance(actions: [block])),
            (CompliancePolicyEvents.deleted.type, 8, PublicData()),
            (CompliancePolicyEvents.observed.type, 9, compliance()),
        ]
        func history(_ entries: [Entry]) -> [String] {
            let folded = log(entries).folded()
            let timelines = folded.connections().map(\.timeline) + folded.policies().map(\.timeline)
            return timelines.flatMap(\.intervals).map {
                "\($0.region) \($0.value.code) \($0.from) \($0.to.map { "\($0)" } ?? "") \($0.confirmed) \($0.count) "
                    + "\($0.object.map { $0.guidText } ?? "")"
            }
        }
        let wanted = history(entries)
        #expect(wanted.count > 8)
        var random = SeededRandom(seed: 17)
        for _ in 0..<200 { #expect(history(entries.shuffled(using: &random)) == wanted) }
    }

    @Test("the bits of an assignment have words, and no others do")
    func published() {
        let assignment: [(UInt16, String)] = [
            (0, "unknown"), (1, "allUsers"), (2, "allDevices"), (12, "groups+exclusions"), (16, "nobody"),
            (17, "unknown"), (36, "groups+others"), (64, "unknown"), (255, "deleted"), (256, "unknown"),
        ]
        for (code, word) in assignment {
            #expect(RegionValue(code: code).word(in: .connectionAssignment) == word)
        }
    }
}
