import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct SignInMappingTests {
    private static let known = """
        {"deviceId":"\(Records.device)","displayName":"FRODOS-PC","operatingSystem":"Windows 10",\
        "trustType":"Hybrid Azure AD joined","isCompliant":true,"isManaged":true}
        """

    @Test("a known device gives what the sign-in shows of it, once each")
    func device() throws {
        let read = try Records.submission(Records.signIn(device: Self.known))
        #expect(
            read.types == [
                "access.granted", "device.registration_observed", "management.observed",
                "compliance.observed",
            ])
        #expect(read.events[0].stream.description == "device/entra/\(Records.tenant)/\(Records.device)")
        let data = read.data(DeviceEvents.registrationObserved)
        #expect(data[DeviceEvents.platform] == .windows)
        #expect(data[DeviceEvents.trustType] == .serverAD)
        #expect(data[DeviceEvents.witness] == .signIn)
        #expect(read.data(ComplianceEvents.observed)[ComplianceEvents.isCompliant] == true)
        #expect(read.data(AccessEvents.granted)[AccessEvents.deviceIsCompliant] == true)
        #expect(read.personal(.deviceName) == ["FRODOS-PC"])
    }

    @Test(
        "false flags of a device without an id say nothing",
        arguments: ["\"\"", "null", "\"\(Records.zero)\""])
    func unknownDevice(id: String) throws {
        let detail =
            "{\"deviceId\":\(id),\"isCompliant\":false,\"isManaged\":false,\"operatingSystem\":\"iOS 16.1\"}"
        let read = try Records.submission(Records.signIn(device: detail))
        #expect(read.types == ["access.granted"])
        let data = read.data(AccessEvents.granted)
        #expect(data[AccessEvents.deviceIsCompliant] == nil)
        #expect(data[AccessEvents.deviceIsManaged] == nil)
        #expect(data[AccessEvents.platform] == .iOS)
    }

    @Test("a managed device without a compliance flag is not taken for non-compliant")
    func missingFlag() throws {
        let detail =
            "{\"deviceId\":\"\(Records.device)\",\"isManaged\":true,\"trustType\":\"Azure AD joined\"}"
        let read = try Records.submission(Records.signIn(device: detail))
        #expect(read.types == ["access.granted", "device.registration_observed", "management.observed"])
        #expect(read.data(AccessEvents.granted)[AccessEvents.deviceIsCompliant] == nil)
    }

    @Test("a device id that is no GUID never stands in a record")
    func hardware() throws {
        let read = try Records.submission(
            Records.signIn(device: "{\"deviceId\":\"frodo-phone\",\"isManaged\":false}"))
        #expect(read.types == ["access.granted", "management.observed"])
        #expect(read.events[0].stream.description == "device/hardware/\(Records.tenant)/?")
        #expect(read.identities.contains { $0.kind == .hardware && $0.value == Array("frodo-phone".utf8) })
        #expect(!contains(read.events[0].data, "frodo"))
    }

    @Test(
        "details that are written as JSON inside of strings are opened, and rejected where they are not JSON")
    func nestedStrings() throws {
        let escaped = Self.known.replacing("\"", "\\\"")
        let plain = try Records.submission(Records.signIn(device: Self.known))
        let nested = try Records.submission(Records.signIn(device: "\"\(escaped)\""))
        #expect(nested.events == plain.events)
        let broken = Records.rejection(Records.signIn(device: "\"{\\\"deviceId\\\":\""))
        #expect(broken?.code == "record.wrong_shape")
        #expect(broken?.field == "deviceDetail")
        #expect(Records.rejection(Records.signIn(device: "\"[]\""))?.code == "record.wrong_shape")
    }

    @Test("a mask of conditions stands in the record, names of conditions only in the evidence")
    func conditions() throws {
        func applied(_ value: String) throws -> AppliedPolicy? {
            let policies = """
                ,"appliedConditionalAccessPolicies":[{"id":"\(Records.policy)","result":"Success",\
                "conditionsSatisfied":\(value)}]
                """
            let read = try Records.submission(Records.signIn(more: policies))
            return read.data(AccessEvents.granted)[AccessEvents.policies]?.first
        }
        #expect(try applied("3")?.conditionsSatisfied == 3)
        #expect(try applied("\"application,users\"")?.conditionsSatisfied == nil)
        #expect(try applied("[\"users\"]")?.conditionsSatisfied == nil)
        #expect(try applied("0")?.result == .success)
    }

    @Test("policies beyond the limit are counted, and the record stays within its bounds")
    func manyPolicies() throws {
        let one = """
            {"id":"\(Records.policy)","result":"failure","conditionsSatisfied":9223372036854775807,\
            "enforcedGrantControls":["Mfa","Block","RequireCompliantDevice","a","b","c","PasswordChange"]}
            """
        let list = Array(repeating: one, count: 1_203).joined(separator: ",")
        let read = try Records.submission(
            Records.signIn(more: ",\"appliedConditionalAccessPolicies\":[\(list)]"))
        let data = read.data(AccessEvents.granted)
        #expect(data[AccessEvents.policies]?.count == 1_000)
        #expect(data[AccessEvents.policiesOmitted] == 203)
        #expect(read.events[0].data.count < Limits.recordBytes - 2_048)
        #expect(read.events[0].tags.count <= Limits.tagsPerEvent)
    }

    @Test("policies that took effect are tags; ones that did not apply are not")
    func policyTags() throws {
        let policies = """
            ,"appliedConditionalAccessPolicies":[{"id":"\(Records.policy)","result":"failure"},\
            {"id":"\(Records.group)","result":"notApplied"},{"id":"no-guid","result":"success"}]
            """
        let read = try Records.submission(Records.signIn(code: "53003", status: "failure", more: policies))
        let tags = read.events[0].tags.map(\.description)
        #expect(tags.contains("policy:\(Records.policy)"))
        #expect(!tags.contains("policy:\(Records.group)"))
        #expect(
            read.data(AccessEvents.denied)[AccessEvents.policies]?.map(\.policy) == [
                Records.id(Records.policy), Records.id(Records.group), nil,
            ])
    }

    @Test("the kind is the category's, else the event type's, else told by who signed in")
    func kind() throws {
        func kind(_ json: String) throws -> SignInKind? {
            try Records.submission(json).data(AccessEvents.granted)[AccessEvents.kind]
        }
        #expect(
            try kind(Records.azure(Records.signIn(), category: "ManagedIdentitySignInLogs"))
                == .managedIdentity)
        #expect(
            try kind(
                Records.signIn(more: ",\"signInEventTypes\":[\"nonInteractiveUser\"],\"isInteractive\":true"))
                == .nonInteractiveUser)
        #expect(try kind(Records.signIn(more: ",\"isInteractive\":true")) == .interactiveUser)
        #expect(try kind(Records.signIn()) == nil)
    }

    @Test("a service principal is an actor and no person")
    func servicePrincipal() throws {
        let inner = """
            {"id":"a","createdDateTime":"2026-03-01T08:00:00Z","conditionalAccessStatus":"notApplied",\
            "userId":"",\
            "servicePrincipalId":"\(Records.principal)","appId":"\(Records.app)","status":{"errorCode":0}}
            """
        let read = try Records.submission(inner)
        #expect(read.identities.isEmpty)
        #expect(read.events[0].actor?.description == "service-principal:\(Records.principal)")
        #expect(read.events[0].stream.description == "app/\(Records.tenant)/\(Records.app)")
        #expect(read.data(AccessEvents.granted)[AccessEvents.kind] == .servicePrincipal)
    }

    @Test("a person is the object id; the principal name stands in only where that is absent")
    func person() throws {
        let byID = try Records.submission(Records.signIn())
        #expect(byID.identities.map(\.value) == [Array(Records.user.utf8)])
        let byName = try Records.submission(Records.signIn().replacing(Records.user, Records.zero))
        #expect(byName.identities.map(\.value) == [Array("frodo@example.org".utf8)])
    }

    @Test("GUIDs and principal names are the same in any case")
    func casing() throws {
        let lower = Records.signIn(device: "{\"deviceId\":\"\(Records.device)\",\"isManaged\":true}")
        let upper = Records.signIn(
            device: "{\"deviceId\":\"\(Records.device.uppercased())\",\"isManaged\":true}"
        )
        .replacing(Records.user, Records.user.uppercased())
        let one = try Records.submission(lower)
        let two = try Records.submission(upper)
        #expect(one.events == two.events)
        #expect(one.identities == two.identities)
        #expect(one.content != two.content)
    }

    @Test("what the envelope calls its level, and how, makes no difference")
    func level() throws {
        let record = Records.azure(Records.signIn(), category: "SignInLogs")
        for level in ["\"Level\":\"Informational\"", "\"level\":4"] {
            let read = try Records.submission(record.replacing("\"Level\":4", level))
            #expect(try Records.submission(record).events == read.events)
        }
    }

    @Test("the tenants of a guest stand in the record")
    func guest() throws {
        let more = ",\"homeTenantId\":\"\(Records.otherTenant)\",\"resourceTenantId\":\"\(Records.tenant)\""
        let data = try Records.submission(Records.signIn(more: more)).data(AccessEvents.granted)
        #expect(data[AccessEvents.homeTenant] == Records.id(Records.otherTenant))
        #expect(data[AccessEvents.resourceTenant] == Records.id(Records.tenant))
    }
}

/// Whether text occurs among bytes.
func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
}
