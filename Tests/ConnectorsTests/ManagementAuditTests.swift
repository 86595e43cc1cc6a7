import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct ManagementAuditTests {
    @Test(
        "an action on a device is a request, whatever the case of its name",
        arguments: [
            ("wipe ManagedDevice", "device.wipe_requested"), ("Wipe ManagedDevice", "device.wipe_requested"),
            ("retire ManagedDevice ", "device.retire_requested"),
            ("Delete ManagedDevice", "device.delete_requested"),
        ])
    func actions(operation: String, type: String) throws {
        let read = try ManagementRecords.submission(ManagementRecords.audit(operation))
        #expect(read.types == [type])
        #expect(read.events[0].occurred.instant == (try instant("2026-03-01T20:00:05Z")))
        #expect(
            read.events[0].stream.description == "device/intune/\(Records.tenant)/\(ManagementRecords.intune)"
        )
        #expect(read.personal(.userPrincipalName) == ["gandalf@example.org"])
        #expect(read.events[0].actor?.description.hasPrefix("user:") == true)
    }

    @Test(
        "each device of a request has an event, and the registration's id is bound where there is one device")
    func targets() throws {
        let properties = """
            ,"Targets":[{"ModifiedProperties":[{"Name":"AzureADDeviceId","New":"\(Records.device)"}]}]
            """
        let one = try ManagementRecords.submission(
            ManagementRecords.audit("wipe ManagedDevice", more: properties))
        #expect(one.types == ["device.wipe_requested", "device.identity_bound"])
        #expect(one.events[0].tags.map(\.description).contains("device:entra/\(Records.device)"))
        let two = try ManagementRecords.submission(
            ManagementRecords.audit(
                "wipe ManagedDevice",
                targets: "\"\(ManagementRecords.intune)\",\"\(ManagementRecords.secondDevice)\"",
                more: properties))
        #expect(two.types == ["device.wipe_requested", "device.wipe_requested"])
        let none = try ManagementRecords.submission(
            ManagementRecords.audit("wipe ManagedDevice", targets: "\"<null>\",\"\(Records.zero)\""))
        #expect(none.types == ["record.observed"] && !none.isUnmapped)
        #expect(none.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
    }

    @Test("a person or a group beside what was acted on is none itself")
    func otherResources() throws {
        let record = ManagementRecords.graphAudit("wipe ManagedDevice")
            .replacing(
                "\"resources\":[{",
                with: "\"resources\":[{\"auditResourceType\":\"User\",\"resourceId\":\"\(Records.user)\"},"
                    + "{\"auditResourceType\":\"ManagedDevice\",")
        let read = try ManagementRecords.submission(record)
        #expect(read.types.filter { $0 == "device.wipe_requested" }.count == 1)
        #expect(
            read.events[0].stream.description == "device/intune/\(Records.tenant)/\(ManagementRecords.intune)"
        )
    }

    @Test(
        "operations on policies and partners are their changes",
        arguments: [
            ("Create DeviceCompliancePolicy", "policy.compliance_policy_created"),
            ("Patch DeviceCompliancePolicy", "policy.compliance_policy_changed"),
            ("Delete DeviceCompliancePolicy", "policy.compliance_policy_deleted"),
            ("assignDeviceCompliancePolicy DeviceCompliancePolicy", "policy.compliance_policy_assigned"),
            ("Create DeviceCompliancePolicyAssignment", "policy.compliance_policy_assigned"),
            ("Delete DeviceCompliancePolicyAssignment", "policy.compliance_policy_assigned"),
            ("Patch ComplianceManagementPartner", "partner.connection_changed"),
            ("terminate DeviceManagementPartner", "partner.connection_changed"),
        ])
    func configuration(operation: String, type: String) throws {
        let read = try ManagementRecords.submission(
            ManagementRecords.audit(operation, targets: "\"\(Records.policy)\""))
        #expect(read.types == [type])
        if type.hasPrefix("policy.") {
            #expect(read.events[0].stream.description == "policy/\(Records.tenant)/\(Records.policy)")
        } else {
            let data = read.data(ConnectionEvents.changed)
            #expect(data[ConnectionEvents.partner] == Records.id(Records.policy))
            #expect(
                data[ConnectionEvents.change] == (operation.hasPrefix("Patch") ? .changed : .terminated))
        }
    }

    @Test("how a partner stands since it was changed is told, unless that is not known")
    func partnerState() throws {
        func read(_ state: String, targets: String = "\"\(Records.policy)\"") throws -> Submission {
            let properties = """
                ,"Targets":[{"ModifiedProperties":[{"Name":"PartnerState","Old":"Unknown","New":"\(state)"}]}]
                """
            return try ManagementRecords.submission(
                ManagementRecords.audit(
                    "Patch ComplianceManagementPartner", targets: targets, more: properties))
        }
        let enabled = try read("Enabled")
        #expect(enabled.types == ["partner.connection_changed", "partner.state_observed"])
        let data = enabled.data(ConnectionEvents.stateObserved)
        #expect(
            data[ConnectionEvents.state] == .enabled && data[ConnectionEvents.kind] == .complianceManagement)
        #expect(data[ConnectionEvents.partner] == Records.id(Records.policy))
        #expect(enabled.events[1].occurred.instant == enabled.events[0].occurred.instant)
        #expect(try read("Unknown").types == ["partner.connection_changed"])
        let two = try read("Enabled", targets: "\"\(Records.policy)\",\"\(ManagementRecords.intune)\"")
        #expect(two.types == ["partner.connection_changed", "partner.connection_changed"])
    }

    @Test(
        "an operation that nothing maps is kept with its name, and counted",
        arguments: [
            "Rename device ManagedDevice", "syncDevice ManagedDevice", "Create MobileApp",
            "createDeviceComplianceScript DeviceComplianceScript", "wipe", "", "ManagedDevice wipe",
            "wipe all ManagedDevice",
        ])
    func unmapped(operation: String) throws {
        let read = try ManagementRecords.submission(ManagementRecords.audit(operation))
        #expect(read.types == ["record.observed"] && read.isUnmapped)
        #expect(read.data(RecordEvents.observed)[RecordEvents.category] == .deviceManagementAudit)
        #expect(read.data(RecordEvents.observed)[RecordEvents.outcome] == .success)
        #expect(read.personal(.operation) == (operation.isEmpty ? [] : [operation]))
    }

    @Test("an operation that failed, or of which nobody says how it ended, proves no request")
    func outcomes() throws {
        for (result, reason) in [
            ("Failure", ObservationReason.failedOperation), ("Timeout", .failedOperation),
            ("None", .detailMissing), (nil, .detailMissing),
        ] {
            let read = try ManagementRecords.submission(
                ManagementRecords.audit("wipe ManagedDevice", result: result))
            #expect(read.types == ["record.observed"])
            #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == reason)
            #expect(
                read.events[0].tags.map(\.description).contains("device:intune/\(ManagementRecords.intune)"))
        }
    }

    @Test("Graph's audit event is the same record by another road")
    func graph() throws {
        let graph = try ManagementRecords.submission(ManagementRecords.graphAudit("wipe ManagedDevice"))
        let azure = try ManagementRecords.submission(ManagementRecords.audit("wipe ManagedDevice"))
        #expect(graph.types == ["device.wipe_requested", "device.identity_bound"])
        #expect(graph.key == azure.key && graph.source == azure.source)
        #expect(graph.road.description == "graph" && azure.road.description == "azure-monitor")
        #expect(graph.events[0].occurred == azure.events[0].occurred)
        #expect(graph.events[0].stream == azure.events[0].stream)
        #expect(graph.events[0].correlation?.description == Records.flow)
    }

    @Test("who acted is the person, else the application")
    func actors() throws {
        let app = try ManagementRecords.submission(
            ManagementRecords.audit("wipe ManagedDevice").replacing(",\"UPN\":\"gandalf@example.org\"", ""))
        #expect(app.events[0].actor?.description == "app:\(Records.app)")
        let nobody = try ManagementRecords.submission(
            ManagementRecords.audit("wipe ManagedDevice").replacing("\"Actor\"", "\"Other\""))
        #expect(nobody.events[0].actor == nil)
    }
}
