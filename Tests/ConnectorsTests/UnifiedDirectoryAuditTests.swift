import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite("Directory audits of the unified log")
struct UnifiedDirectoryAuditTests {
    private typealias Log = UnifiedAuditRecords

    @Test(
        "an operation is what it is without the dot and the spaces around it",
        arguments: ["Add device.", "Add device", " Add device. ", "Add device ."])
    func operations(name: String) throws {
        let read = try ManagementRecords.submission(Log.audit(name))
        #expect(read.types == ["device.registered"])
        #expect(read.events[0].actor?.description == "user:?")
        #expect(read.personal(.deviceName) == ["FRODOS-PC"])
        #expect(read.personal(.operation) == ["Add device"])
    }

    @Test("values are bare, JSON in text, and JSON over several lines")
    func values() throws {
        for (old, new) in [
            ("[\r\n  false\r\n]", "[\r\n  true\r\n]"), ("[false]", "[true]"), ("False", "True"),
            ("\"false\"", "\"true\""),
        ] {
            let properties: [Log.Property] = [
                ("IsCompliant", old, new), ("IsManaged", "", new),
                ("DisplayName", "", "[\r\n  \"FRODOS-PC\"\r\n]"),
                ("Included Updated Properties", "", "IsCompliant, IsManaged, DisplayName"),
                ("TargetId.DeviceId", "", Records.device),
            ]
            let read = try ManagementRecords.submission(
                Log.audit("Update device.", properties: properties, actor: Log.service, user: "Not Available")
            )
            #expect(
                read.types == [
                    "compliance.observed", "management.observed", "device.updated", "device.identity_bound",
                ])
            let compliance = read.data(ComplianceEvents.observed)
            #expect(compliance[ComplianceEvents.wasCompliant] == false)
            #expect(compliance[ComplianceEvents.isCompliant] == true)
            #expect(compliance[ComplianceEvents.reporter] == .intune)
            #expect(read.events[0].actor?.description == "service-principal:\(Records.principal)")
            let management = read.data(ComplianceEvents.managementObserved)
            #expect(management[ComplianceEvents.wasManaged] == nil)
            #expect(management[ComplianceEvents.isManaged] == true)
            #expect(read.data(DeviceEvents.updated)[DeviceEvents.properties] == [.displayName])
        }
    }

    @Test(
        "how an operation ended",
        arguments: [
            ("Success", "device.deleted", nil), ("Succeeded", "device.deleted", nil),
            ("True", "device.deleted", nil), ("Failure", "record.observed", .failedOperation),
            ("Failed", "record.observed", .failedOperation), ("False", "record.observed", .failedOperation),
            ("PartiallySucceeded", "record.observed", .detailMissing),
            ("", "record.observed", .detailMissing),
        ] as [(String, String, ObservationReason?)])
    func results(word: String, type: String, reason: ObservationReason?) throws {
        let read = try ManagementRecords.submission(Log.audit("Delete device.", result: word))
        #expect(read.types == [type])
        #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == reason)
    }

    @Test("a target is what its list says, else what the object's id says")
    func targets() throws {
        let object = "entra-object/\(Records.tenant)/\(Records.object)"
        for (target, id, stream) in [
            (Log.device, nil, "device/\(object)"), ("[]", "Device_\(Records.object)", "device/\(object)"),
            (nil, "Device_\(Records.object.uppercased())", "device/\(object)"),
            (Log.ids((Records.object, 2), ("Device", 2)), nil, "device/\(object)"),
            (Log.ids(("Device", 2), ("FRODOS-PC", 1)), Records.object, "device/\(object)"),
        ] as [(String?, String?, String)] {
            let read = try ManagementRecords.submission(
                Log.audit("Delete device.", target: target, object: id))
            #expect(read.types == ["device.deleted"])
            #expect(read.events[0].stream.description == stream)
        }
        for (target, id) in [
            (nil, nil), ("[]", "Not Available"), ("[]", "FRODOS-PC"),
            (Log.ids(("FRODOS-PC", 1), ("Device_1-2-x", 2)), nil),
        ] as [(String?, String?)] {
            let read = try ManagementRecords.submission(
                Log.audit("Delete device.", target: target, object: id))
            #expect(read.types == ["record.observed"])
            #expect(read.twin == nil)
        }
    }

    @Test("a user is known by the object id, else by the principal name")
    func users() throws {
        for (target, object, value) in [
            (Log.person, nil, Records.user), (nil, "Frodo@example.org", "frodo@example.org"),
            (Log.ids(("User", 2)), "frodo@example.org", "frodo@example.org"),
            (Log.ids(("User_111-222-bbb", 2), ("x@example.org", 5)), nil, "111-222-bbb"),
        ] as [(String?, String?, String)] {
            let read = try ManagementRecords.submission(
                Log.audit("Disable account.", target: target, object: object))
            #expect(read.types == ["user.account_disabled"])
            #expect(read.identities.contains { $0.value == Array(value.utf8) })
        }
    }

    @Test("members, links, policies and applications")
    func others() throws {
        let member = try ManagementRecords.submission(
            Log.audit(
                "Add member to group.", target: Log.person,
                properties: [("Group.ObjectID", "", Records.group), ("Group.DisplayName", "", "Fellowship")]))
        #expect(member.types == ["group.member_added"])
        #expect(member.events[0].stream.description == "group/\(Records.tenant)/\(Records.group)")
        #expect(member.data(DirectoryEvents.memberAdded)[DirectoryEvents.member] == .user)
        #expect(member.personal(.groupName) == ["Fellowship"])
        let link = try ManagementRecords.submission(
            Log.audit(
                "Add registered owner to device.", target: Log.person,
                properties: [("Device.ObjectID", "", "\"\(Records.object)\"")]))
        #expect(link.types == ["device.user_linked"])
        #expect(link.events[0].tags.map(\.description).contains("device:entra-object/\(Records.object)"))
        let policy = try ManagementRecords.submission(
            Log.audit(
                "Update policy.", target: Log.ids(("Policy_\(Records.policy)", 2), ("MFA", 1)),
                properties: [
                    ("ConditionalAccessPolicy", "", "{\"state\":\"enabled\",\"grantControls\":null}")
                ]))
        #expect(policy.types == ["policy.access_policy_changed"])
        #expect(policy.events[0].stream.description == "policy/\(Records.tenant)/\(Records.policy)")
        let application = try ManagementRecords.submission(
            Log.audit(
                "Add service principal.",
                target: Log.ids(("ServicePrincipal_\(Records.principal)", 2), ("Ring", 1)),
                properties: [("AppId", "", "[\r\n  \"\(Records.app)\"\r\n]")]))
        #expect(application.types == ["partner.application_added"])
        #expect(
            application.data(PartnerEvents.applicationAdded)[PartnerEvents.principal]
                == Records.id(Records.principal))
    }

    @Test("each thing of a list that names several is a target, with what changed beside the first")
    func severalTargets() throws {
        let both = Log.ids(
            ("User_\(Records.user)", 2), ("frodo@example.org", 5), ("Device_\(Records.object)", 2),
            ("FRODOS-PC", 1))
        let read = try ManagementRecords.submission(
            Log.audit(
                "Add member to group.", target: both, properties: [("Group.ObjectID", "", Records.group)]))
        #expect(read.types == ["group.member_added", "group.member_added"])
        #expect(read.personal(.deviceName) == ["FRODOS-PC"])
    }

    @Test(
        "who did it",
        arguments: [
            (UnifiedAuditRecords.admin, "x", "user:?"),
            (UnifiedAuditRecords.service, "Not Available", "service-principal:\(Records.principal)"),
            (nil, "ServicePrincipal_\(Records.principal)", "service-principal:\(Records.principal)"),
            ("[]", "User_\(Records.user)", "user:?"), ("[]", "gandalf@example.org", "user:?"),
            (
                UnifiedAuditRecords.ids(("Device Registration Service", 1)), "Not Available",
                "service:deviceRegistration"
            ),
            (UnifiedAuditRecords.ids((Records.user, 0), ("gandalf@example.org", 5)), "x", "user:?"),
            (UnifiedAuditRecords.ids((Records.user, 0)), "x", nil), (nil, "Not Available", nil),
            (nil, nil, nil),
        ] as [(String?, String?, String?)])
    func actors(actor: String?, user: String?, found: String?) throws {
        let read = try ManagementRecords.submission(Log.audit("Delete device.", actor: actor, user: user))
        #expect(read.events[0].actor?.description == found)
    }

    @Test("details are an object in text; one that cannot be read is told and keeps no fact back")
    func details() throws {
        let whole = try ManagementRecords.submission(
            Log.audit(
                "Add device.",
                details:
                    "{\"DeviceId\":\"\(Records.device)\",\"DeviceOSType\":\"Windows\",\"User-Agent\":\"x\",\"n\":1}"
            ))
        #expect(whole.types == ["device.registered", "device.identity_bound"])
        #expect(whole.data(DeviceEvents.registered)[DeviceEvents.platform] == .windows)
        #expect(whole.personal(.userAgent) == ["x"])
        #expect(whole.personal(.additionalDetails).contains("n=1"))
        for broken in ["{\"DeviceId\":\"", "[]", "text"] {
            let read = try ManagementRecords.submission(Log.audit("Add device.", details: broken))
            #expect(read.types == ["device.registered", "record.observed"])
            let data = read.data(RecordEvents.observed)
            #expect(data[RecordEvents.reason] == .fieldUnreadable)
            #expect(data[RecordEvents.unreadableFields] == 1)
            #expect(read.personal(.unrecognised, part: 1) == ["additionalDetails=\(broken)"])
        }
    }

    @Test(
        "categories are Entra's words",
        arguments: [
            ("User", AuditCategory.userManagement), ("Group", .groupManagement), ("Device", .device),
            ("ServicePrincipal", .applicationManagement), ("Application", .applicationManagement),
            ("Role", .roleManagement), ("Policy", .policy), ("Hobbits", .unrecognised),
        ])
    func categories(word: String, category: AuditCategory) throws {
        let record = Log.audit("Do something.", details: "{}")
            .replacing("\"Value\":\"Device\"", "\"Value\":\"\(word)\"")
        let read = try ManagementRecords.submission(record)
        #expect(read.types == ["record.observed"] && read.isUnmapped)
        #expect(read.data(RecordEvents.observed)[RecordEvents.auditCategory] == category)
        #expect(read.data(RecordEvents.observed)[RecordEvents.category] == .directoryAudit)
    }

    @Test("a record of its kind says the same events as Entra's own log")
    func sameEvents() throws {
        let own = try Records.submission(
            Records.audit(
                "Update device",
                targets: Records.target(
                    "Device", id: Records.object,
                    properties: [("IsCompliant", "\"[false]\"", "\"[true]\"")]),
                details: Records.detail("DeviceId", Records.device)
            ).replacing("00.1234567Z", "00Z"))
        let unified = try ManagementRecords.submission(
            Log.audit(
                "Update device.", properties: [("IsCompliant", "[false]", "[true]")],
                details: "{\"DeviceId\":\"\(Records.device)\"}"))
        #expect(unified.events == own.events)
        #expect(unified.identities == own.identities)
        #expect(unified.twin != nil && unified.twin == own.twin)
    }
}
