import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct ManagementConfigurationTests {
    @Test("a partner says its state, its last contact, and whom it works for on each platform")
    func compliancePartner() throws {
        let read = try ManagementRecords.submission(ManagementRecords.all[9])
        #expect(
            read.types == ["partner.state_observed", "partner.heartbeat", "partner.assignment_observed"])
        let state = read.data(ConnectionEvents.stateObserved)
        #expect(state[ConnectionEvents.partner] == Records.id(ManagementRecords.partner))
        #expect(state[ConnectionEvents.kind] == .complianceManagement)
        #expect(state[ConnectionEvents.state] == .enabled)
        #expect(state[ConnectionEvents.iOS] == true)
        #expect(state[ConnectionEvents.macOS] == nil)
        #expect(read.events[0].occurred == .atReceipt)
        #expect(read.events[1].occurred == OccurredTime(try instant("2026-02-28T23:00:00Z")))
        let assignment = read.data(ConnectionEvents.assignmentObserved)
        #expect(assignment[ConnectionEvents.platform] == .iOS)
        #expect(assignment[ConnectionEvents.groups] == [Records.id(Records.group)])
        #expect(assignment[ConnectionEvents.excludedGroups] == [])
        #expect(assignment[ConnectionEvents.allUsers] == false)
        #expect(assignment[ConnectionEvents.others] == nil)
    }

    @Test(
        "every state of a partner has its word",
        arguments: [
            ("unknown", PartnerState.unknown), ("unavailable", .unavailable), ("enabled", .enabled),
            ("terminated", .terminated), ("rejected", .rejected), ("unresponsive", .unresponsive),
            ("asleep", .unrecognised),
        ])
    func states(word: String, state: PartnerState) throws {
        let read = try ManagementRecords.submission(
            ManagementRecords.partner("\"partnerState\":\"\(word)\",\"isConfigured\":true"))
        #expect(read.types == ["partner.state_observed"])
        #expect(read.data(ConnectionEvents.stateObserved)[ConnectionEvents.kind] == .deviceManagement)
        #expect(read.data(ConnectionEvents.stateObserved)[ConnectionEvents.state] == state)
        #expect(read.personal(.unrecognised) == (state == .unrecognised ? ["partnerState=asleep"] : []))
    }

    @Test("a heartbeat at the beginning of the calendar is none")
    func noHeartbeat() throws {
        let read = try ManagementRecords.submission(
            ManagementRecords.partner(
                """
                "partnerState":"enabled","isConfigured":true,"lastHeartbeatDateTime":"0001-01-01T00:00:00Z"
                """))
        #expect(read.types == ["partner.state_observed"])
    }

    @Test("targets are all users, all devices, groups with and without, and others; an empty list is nobody")
    func assignments() throws {
        func target(_ type: String, _ more: String = "") -> String {
            "{\"target\":{\"@odata.type\":\"microsoft.graph.\(type)\"\(more)}}"
        }
        let group = ",\"groupId\":\"\(Records.group)\""
        let list = [
            target("allLicensedUsersAssignmentTarget"), target("allDevicesAssignmentTarget"),
            target("groupAssignmentTarget", group),
            target("exclusionGroupAssignmentTarget", ",\"entraObjectId\":\"\(Records.policy)\""),
            target("groupAssignmentTarget"), target("configurationManagerCollectionAssignmentTarget", group),
            "{}",
        ]
        let read = try ManagementRecords.submission(
            ManagementRecords.partner(
                """
                "partnerState":"enabled","partnerAppType":"multiTenantApp",\
                "groupsRequiringPartnerEnrollment":[\(list.joined(separator: ","))]
                """))
        let data = read.data(ConnectionEvents.assignmentObserved)
        #expect(data[ConnectionEvents.platform] == nil)
        #expect(data[ConnectionEvents.allUsers] == true && data[ConnectionEvents.allDevices] == true)
        #expect(data[ConnectionEvents.groups] == [Records.id(Records.group)])
        #expect(data[ConnectionEvents.excludedGroups] == [Records.id(Records.policy)])
        #expect(data[ConnectionEvents.others] == 3)
        let empty = try ManagementRecords.submission(
            ManagementRecords.partner(
                "\"partnerState\":\"enabled\",\"iosOnboarded\":true,\"iosEnrollmentAssignments\":[]"))
        #expect(empty.data(ConnectionEvents.assignmentObserved)[ConnectionEvents.groups] == [])
        let absent = try ManagementRecords.submission(
            ManagementRecords.partner(
                "\"partnerState\":\"enabled\",\"iosOnboarded\":true,\"iosEnrollmentAssignments\":null"))
        #expect(absent.types == ["partner.state_observed"])
    }

    @Test("groups beyond what a record holds are counted")
    func manyGroups() throws {
        let one = """
            {"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"\(Records.group)"}}
            """
        let list = Array(repeating: one, count: 1_200).joined(separator: ",")
        let read = try ManagementRecords.submission(
            ManagementRecords.partner(
                "\"partnerState\":\"enabled\",\"iosOnboarded\":true,\"iosEnrollmentAssignments\":[\(list)]"))
        let event = try #require(read.first(ConnectionEvents.assignmentObserved))
        #expect(event.data.count < Limits.recordBytes / 2)
        #expect(read.data(ConnectionEvents.assignmentObserved)[ConnectionEvents.others] == 200)
    }

    @Test("a compliance policy is as it is since it was modified, and says its version and its platform")
    func compliancePolicy() throws {
        let record = ManagementRecords.all[11]
        let read = try ManagementRecords.submission(record)
        #expect(read.types == ["policy.compliance_policy_observed"])
        let data = read.data(CompliancePolicyEvents.observed)
        #expect(data[CompliancePolicyEvents.version] == 3)
        #expect(data[CompliancePolicyEvents.platform] == .iOS)
        #expect(read.events[0].occurred.instant == (try instant("2026-02-01T00:00:00Z")))
        let other = try ManagementRecords.submission(record.replacing("2026-02-01", "2026-02-02"))
        #expect(other.key != read.key)
        for (name, platform) in [
            ("windows10", Platform.windows), ("macOS", .macOS), ("androidWorkProfile", .android),
            ("aospDeviceOwner", .android), ("windowsPhone81", .windowsPhone),
        ] {
            let one = try ManagementRecords.submission(record.replacing("iosCompl", "\(name)Compl"))
            #expect(one.data(CompliancePolicyEvents.observed)[CompliancePolicyEvents.platform] == platform)
        }
        let unnamed = try ManagementRecords.submission(record.replacing("iosCompl", "newCompl"))
        #expect(unnamed.data(CompliancePolicyEvents.observed)[CompliancePolicyEvents.platform] == nil)
    }

    @Test("an access policy says its state, its controls, and how they are joined, since it was modified")
    func accessPolicy() throws {
        let read = try ManagementRecords.submission(ManagementRecords.all[14])
        #expect(read.types == ["policy.access_policy_observed"])
        let data = read.data(CompliancePolicyEvents.accessPolicyObserved)
        #expect(data[PolicyEvents.state] == .enabled)
        #expect(data[PolicyEvents.grantOperator] == .any)
        #expect(data[PolicyEvents.controls] == [.mfa, .compliantDevice])
        #expect(read.events[0].occurred.instant == (try instant("2026-02-01T00:00:00Z")))
        #expect(read.events[0].stream.description == "policy/\(Records.tenant)/\(Records.policy)")
    }

    @Test(
        "a subscription says its units, and whether provisioned plans are Intune's or the premium directory's"
    )
    func subscription() throws {
        let read = try ManagementRecords.submission(ManagementRecords.all[15])
        #expect(read.types == ["tenant.subscription_observed"])
        let data = read.data(SubscriptionEvents.observed)
        #expect(data[SubscriptionEvents.sku] == Records.id(ManagementRecords.sku))
        #expect(data[SubscriptionEvents.status] == .enabled)
        #expect(data[SubscriptionEvents.enabled] == 25 && data[SubscriptionEvents.consumed] == 14)
        #expect(data[SubscriptionEvents.suspended] == 0 && data[SubscriptionEvents.warning] == 1)
        #expect(data[SubscriptionEvents.lockedOut] == nil)
        #expect(data[SubscriptionEvents.includesIntune] == true)
        #expect(data[SubscriptionEvents.includesPremium] == false)
        let bare = try ManagementRecords.submission(
            "{\"id\":\"x\",\"skuId\":\"\(ManagementRecords.sku)\",\"skuPartNumber\":\"EMS\"}")
        #expect(bare.data(SubscriptionEvents.observed)[SubscriptionEvents.includesIntune] == nil)
    }
}
