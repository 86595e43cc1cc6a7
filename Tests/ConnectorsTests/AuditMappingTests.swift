import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct AuditMappingTests {
    @Test(
        "an operation that did not succeed changed nothing",
        arguments: ["failure", "Failure", "timeout", "clientError", "interrupted"])
    func failed(result: String) throws {
        for name in ["Add device", "Some new operation"] {
            let target = Records.target("Device", id: Records.object)
            let read = try Records.submission(Records.audit(name, targets: target, result: result))
            #expect(read.types == ["record.observed"])
            #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .failedOperation)
            #expect(!read.isUnmapped)
        }
    }

    @Test("a result that says neither is no success", arguments: ["unknownFutureValue", "somethingNew", ""])
    func unclear(result: String) throws {
        let target = Records.target("Device", id: Records.object)
        let read = try Records.submission(Records.audit("Delete device", targets: target, result: result))
        #expect(read.types == ["record.observed"])
        #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
    }

    @Test("an operation that nothing maps is kept and counted")
    func unmapped() throws {
        for name in [
            "Update application – Certificates and secrets management ", "Add member to role", "Update user",
        ] {
            let read = try Records.submission(
                Records.audit(name, targets: Records.target("User", id: Records.user)))
            #expect(read.isUnmapped)
            #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .noMapping)
            #expect(read.data(RecordEvents.observed)[RecordEvents.auditCategory] == .device)
            #expect(read.personal(.operation) == [name])
        }
    }

    @Test(
        "names are compared without white space at the ends",
        arguments: ["Delete device ", " delete device", "Delete device\\u00a0", "Delete device."])
    func spelling(name: String) throws {
        let read = try Records.submission(
            Records.audit(name, targets: Records.target("Device", id: Records.object)))
        #expect(read.types == ["device.deleted"])
    }

    @Test("the activity's name decides; the operation's stands in only where there is none")
    func names() throws {
        let record = Records.audit("Delete policy", more: ",\"operationName\":\"Update policy\"")
        #expect(try Records.submission(record).types == ["policy.access_policy_deleted"])
        #expect(
            try Records.submission(record.replacing("\"Delete policy\"", "null")).types
                == ["policy.access_policy_changed"])
    }

    @Test("a member may be a person, a device or another thing")
    func members() throws {
        let group = [(name: "Group.ObjectID", old: "null", new: "\"\\\"\(Records.group)\\\"\"")]
        for (type, kind, tag) in [
            ("User", MemberKind.user, "user:?"), ("Device", .device, "device:entra-object/\(Records.object)"),
            ("ServicePrincipal", .servicePrincipal, "group:\(Records.group)"),
            ("Role", .other, "group:\(Records.group)"),
        ] {
            let member = Records.target(type, id: Records.object, properties: group)
            for targets in [member, member + "," + Records.target("Group", id: Records.group)] {
                let read = try Records.submission(Records.audit("Add member to group", targets: targets))
                #expect(read.types == ["group.member_added"])
                #expect(read.events[0].stream.description == "group/\(Records.tenant)/\(Records.group)")
                #expect(read.events[0].tags.map(\.description).contains(tag))
                #expect(read.data(DirectoryEvents.memberAdded)[DirectoryEvents.member] == kind)
            }
        }
    }

    @Test("the group of a removal is the property's old value")
    func removal() throws {
        let member = Records.target(
            "Device", id: Records.object,
            properties: [("Group.ObjectID", "\"\\\"\(Records.group)\\\"\"", "null")])
        let read = try Records.submission(Records.audit("Remove member from group", targets: member))
        #expect(read.types == ["group.member_removed"])
        #expect(read.events[0].stream.description == "group/\(Records.tenant)/\(Records.group)")
        let groupless = Records.target("Device", id: Records.object)
        #expect(
            try Records.submission(Records.audit("Remove member from group", targets: groupless)).types
                == ["record.observed"])
    }

    @Test("as many members as a submission has room for")
    func manyMembers() throws {
        let group = Records.target("Group", id: Records.group)
        let members = (0..<5_000).map { Records.target("User", id: "member-\($0)") }
        let read = try Records.submission(
            Records.audit("Add member to group", targets: ([group] + members).joined(separator: ",")))
        #expect(read.events.count == Limits.eventsPerSubmission)
        #expect(read.personal.count < 1_048_576)
    }

    @Test(
        "what is done to a person",
        arguments: [
            ("Change user license", "user.licence_changed"), ("Disable account", "user.account_disabled"),
            ("Enable account", "user.account_enabled"),
            ("User registered security info", "mfa.method_registered"),
            ("User deleted security info", "mfa.method_removed"),
        ])
    func people(name: String, type: String) throws {
        let read = try Records.submission(
            Records.audit(name, targets: Records.target("User", id: Records.user)))
        #expect(read.types == [type])
        #expect(read.events[0].stream.description == "user/\(Records.tenant)/?")
    }

    @Test(
        "an update of a person that names licences or plans is one of licences",
        arguments: [
            ("AssignedLicense", "\"[]\""), ("AssignedPlan", "\"[]\""),
            ("Included Updated Properties", "\"\\\"AssignedLicense, AssignedPlan\\\"\""),
        ])
    func licences(name: String, value: String) throws {
        let target = Records.target("User", id: Records.user, properties: [(name, "null", value)])
        #expect(
            try Records.submission(Records.audit("Update user", targets: target)).types == [
                "user.licence_changed"
            ])
    }

    @Test(
        "what is done to an application",
        arguments: [
            ("Consent to application", "partner.consent_granted"),
            ("Add service principal", "partner.application_added"),
            ("Delete service principal", "partner.application_removed"),
            ("Remove service principal", "partner.application_removed"),
        ])
    func applications(name: String, type: String) throws {
        let target = Records.target(
            "ServicePrincipal", id: Records.principal,
            properties: [("TargetId.ServicePrincipalNames", "null", "\"\\\"https://x;\(Records.app)\\\"\"")])
        let read = try Records.submission(Records.audit(name, targets: target))
        #expect(read.types == [type])
        #expect(read.events[0].stream.description == "app/\(Records.tenant)/\(Records.app)")
        #expect(PublicDataView(read.events[0].data)[PartnerEvents.principal] == Records.id(Records.principal))
    }

    @Test(
        "a permission belongs to the application that holds it, not to the resource that grants it",
        arguments: [
            ("Add app role assignment to service principal", "partner.permission_granted"),
            ("Add delegated permission grant", "partner.permission_granted"),
            ("Remove delegated permission grant", "partner.permission_withdrawn"),
        ])
    func permissions(name: String, type: String) throws {
        let resource = Records.target(
            "ServicePrincipal", id: Records.object,
            properties: [
                ("ServicePrincipal.ObjectID", "null", "\"\\\"\(Records.principal)\\\"\""),
                ("ServicePrincipal.AppId", "null", "\"\\\"\(Records.app)\\\"\""),
                ("TargetId.ServicePrincipalNames", "null", "\"\\\"\(Records.group)\\\"\""),
            ])
        let read = try Records.submission(Records.audit(name, targets: resource))
        #expect(read.types == [type])
        #expect(read.events[0].stream.description == "app/\(Records.tenant)/\(Records.app)")
        #expect(PublicDataView(read.events[0].data)[PartnerEvents.principal] == Records.id(Records.principal))
    }

    @Test(
        "a record that names the resource alone does not say who got the permission",
        arguments: ["Add delegated permission grant", "Add app role assignment grant to user"])
    func permissionOfNobody(name: String) throws {
        let resource = Records.target("ServicePrincipal", id: Records.object)
        let read = try Records.submission(Records.audit(name, targets: resource))
        #expect(read.types == ["record.observed"] && !read.isUnmapped)
        #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
    }

    @Test("a policy's state and controls, before and after, stand in one JSON text")
    func policy() throws {
        let before = """
            {\\"state\\":\\"enabledForReportingButNotEnforced\\",\\"grantControls\\":null}
            """
        let after = """
            {\\"state\\":\\"enabled\\",\\"displayName\\":\\"Secret plan\\",\
            \\"grantControls\\":{\\"operator\\":\\"OR\\",\
            \\"builtInControls\\":[\\"mfa\\",\\"compliantDevice\\",\\"novel\\"],\
            \\"authenticationStrength\\":{\\"id\\":\\"x\\"}}}
            """
        let target = Records.target(
            "Policy", id: Records.policy,
            properties: [("ConditionalAccessPolicy", "\"\(before)\"", "\"\(after)\"")])
        let read = try Records.submission(Records.audit("Update conditional access policy", targets: target))
        #expect(read.types == ["policy.access_policy_changed"])
        #expect(read.events[0].stream.description == "policy/\(Records.tenant)/\(Records.policy)")
        let data = read.data(PolicyEvents.changed)
        #expect(data[PolicyEvents.stateBefore] == .reportOnly)
        #expect(data[PolicyEvents.state] == .enabled)
        #expect(data[PolicyEvents.grantOperator] == .any)
        #expect(
            data[PolicyEvents.controls] == [.mfa, .compliantDevice, .unrecognised, .authenticationStrength])
        #expect(data[PolicyEvents.controlsBefore] == nil)
        let broken = Records.target(
            "Policy", id: Records.policy, properties: [("ConditionalAccessPolicy", "null", "\"{\"")])
        #expect(
            Records.rejection(Records.audit("Update conditional access policy", targets: broken))?.field
                == "modifiedProperties.ConditionalAccessPolicy")
    }

    @Test("the older form of a policy, JSON in a text in a list in a text, is read as far as it is known")
    func policyDetail() throws {
        let detail = """
            "[\\"{\\\\\\"State\\\\\\":\\\\\\"Enabled\\\\\\",\
            \\\\\\"Controls\\\\\\":[{\\\\\\"Control\\\\\\":[\\\\\\"Mfa\\\\\\"]}]}\\"]"
            """
        let target = Records.target(
            "Policy", id: Records.policy, properties: [("PolicyDetail", "null", detail)])
        let data = try Records.submission(Records.audit("Update policy", targets: target)).data(
            PolicyEvents.changed)
        #expect(data[PolicyEvents.state] == .enabled)
        #expect(data[PolicyEvents.controls] == [.mfa])
    }

    @Test(
        "what is done to policies",
        arguments: [
            ("Add conditional access policy", "policy.access_policy_created"),
            ("Add policy", "policy.access_policy_created"),
            ("Added policy", "policy.access_policy_created"),
            ("Update policy", "policy.access_policy_changed"),
            ("Delete conditional access policy", "policy.access_policy_deleted"),
            ("Delete policy", "policy.access_policy_deleted"),
            ("Update authentication methods policy", "policy.authentication_methods_changed"),
        ])
    func policies(name: String, type: String) throws {
        let read = try Records.submission(
            Records.audit(name, targets: Records.target("Policy", id: Records.policy)))
        #expect(read.types == [type])
    }
}
