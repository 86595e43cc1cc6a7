import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct CompliancePolicyTests {
    private func read(_ members: String) throws -> PublicDataView {
        try ManagementRecords.submission(
            """
            {"@odata.type":"#microsoft.graph.iosCompliancePolicy","id":"\(Records.policy)","version":3,\
            "lastModifiedDateTime":"2026-02-01T00:00:00Z"\(members.isEmpty ? "" : "," + members)}
            """
        ).data(CompliancePolicyEvents.observed)
    }

    private func rule(_ items: [(action: String, hours: String)]) -> String {
        let list = items.map { "{\"actionType\":\"\($0.action)\",\"gracePeriodHours\":\($0.hours)}" }
        return """
            "scheduledActionsForRule":[{"ruleName":"PasswordRequired",\
            "scheduledActionConfigurations":[\(list.joined(separator: ","))]}]
            """
    }

    @Test(
        "every action has its word",
        arguments: [
            ("noAction", NonComplianceAction.noAction), ("notification", .notification), ("block", .block),
            ("retire", .retire), ("wipe", .wipe),
            ("removeResourceAccessProfiles", .removeResourceAccessProfiles),
            ("pushNotification", .pushNotification), ("remoteLock", .remoteLock), ("shout", .unrecognised),
        ])
    func actions(word: String, action: NonComplianceAction) throws {
        let data = try read(rule([(word, "24")]))
        #expect(data[CompliancePolicyEvents.actions] == [ScheduledAction(action: action, graceHours: 24)])
        #expect(data[CompliancePolicyEvents.blockAfterHours] == (action == .block ? 24 : nil))
    }

    @Test("actions stand in the order of their hours, and the smallest grace period before a block is told")
    func grace() throws {
        let data = try read(
            rule([("block", "72"), ("retire", "8760"), ("block", "24"), ("notification", "0")]))
        #expect(data[CompliancePolicyEvents.actions]?.map(\.graceHours) == [0, 24, 72, 8760])
        #expect(data[CompliancePolicyEvents.actions]?.first?.action == .notification)
        #expect(data[CompliancePolicyEvents.blockAfterHours] == 24)
        #expect(try read(rule([("retire", "1")]))[CompliancePolicyEvents.blockAfterHours] == nil)
    }

    @Test("what Graph leaves out unless it is asked says nothing; an empty list says that there is none")
    func absent() throws {
        #expect(try read("")[CompliancePolicyEvents.actions] == nil)
        #expect(try read("\"scheduledActionsForRule\":null")[CompliancePolicyEvents.actions] == nil)
        #expect(
            try read("\"scheduledActionsForRule\":[{\"ruleName\":\"x\"}]")[CompliancePolicyEvents.actions]
                == nil)
        #expect(try read("\"scheduledActionsForRule\":[]")[CompliancePolicyEvents.actions] == [])
        #expect(try read("")[CompliancePolicyEvents.groups] == nil)
        #expect(try read("")[CompliancePolicyEvents.allUsers] == nil)
        let nobody = try read("\"assignments\":[]")
        #expect(
            nobody[CompliancePolicyEvents.groups] == [] && nobody[CompliancePolicyEvents.allUsers] == false)
    }

    @Test("assignments are all users, all devices, groups with and without, and others")
    func assignments() throws {
        func target(_ type: String, _ more: String = "") -> String {
            "{\"id\":\"x\",\"target\":{\"@odata.type\":\"#microsoft.graph.\(type)\"\(more)}}"
        }
        let list = [
            target("allLicensedUsersAssignmentTarget"),
            target("groupAssignmentTarget", ",\"groupId\":\"\(Records.policy)\""),
            target("groupAssignmentTarget", ",\"groupId\":\"\(Records.group)\""),
            target("exclusionGroupAssignmentTarget", ",\"groupId\":\"\(Records.app)\""),
            target("novelTarget"),
        ]
        let data = try read("\"assignments\":[\(list.joined(separator: ","))]")
        #expect(data[CompliancePolicyEvents.allUsers] == true)
        #expect(data[CompliancePolicyEvents.allDevices] == false)
        #expect(
            data[CompliancePolicyEvents.groups] == [Records.id(Records.group), Records.id(Records.policy)])
        #expect(data[CompliancePolicyEvents.excludedGroups] == [Records.id(Records.app)])
        #expect(data[CompliancePolicyEvents.others] == 1)
    }

    @Test("a policy's action of the wrong shape is refused by its place")
    func wrongShape() {
        let record = """
            {"@odata.type":"#microsoft.graph.iosCompliancePolicy","id":"\(Records.policy)",\
            "lastModifiedDateTime":"2026-02-01T00:00:00Z",\(rule([("block", "\"soon\"")]))}
            """
        #expect(ManagementRecords.rejection(record)?.code == "record.wrong_shape")
    }

    @Test("partners' events go to the stream of their connection, an audit's and a failed one's too")
    func connectionStreams() throws {
        let stream = "connection/\(Records.tenant)/\(ManagementRecords.partner)"
        let snapshot = try ManagementRecords.submission(ManagementRecords.all[9])
        #expect(snapshot.events.count == 3)
        for event in snapshot.events { #expect(event.stream.description == stream) }
        let target = "\"\(ManagementRecords.partner)\""
        let audit = try ManagementRecords.submission(
            ManagementRecords.audit("terminate DeviceManagementPartner", targets: target))
        #expect(audit.types == ["partner.connection_changed"])
        #expect(audit.events[0].stream.description == stream)
        let failed = try ManagementRecords.submission(
            ManagementRecords.audit("delete DeviceManagementPartner", result: "Failure", targets: target))
        #expect(failed.types == ["record.observed"])
        #expect(
            failed.events[0].tags.contains(
                Tag(.word("connection"), .id(Records.id(ManagementRecords.partner)))))
    }
}
