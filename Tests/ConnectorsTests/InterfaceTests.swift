import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

/// Devices, hosts and entries by the further interfaces of device managers.
@Suite struct InterfaceTests {
    private func read(_ json: String, _ source: String, received: String? = nil) throws -> [Submission] {
        switch VendorConnector().read(Array(json.utf8), LineRecords.context(source, received: received))
            .heldAgain()
        {
        case .submissions(let found): return found
        case .rejected(let rejection): throw rejection
        }
    }

    private func code(_ json: String, _ source: String) -> String? {
        LineRecords.code(json, LineRecords.context(source))
    }

    private static func neurons(_ more: String) -> String {
        """
        {"id":7,"guid":"\(Records.object)","udid":"0A1B2C3D4E5F40718293A4B5C6D7E8F9","serialNumber":\
        "C02ZQ0000001","dmPartitionId":1,"platformType":"IOS","lastCheckin":"2026-03-01T08:00:00Z",\
        "lastRegistrationTime":"2026-02-01T08:00:00.000Z"\(more)}
        """
    }

    @Test("a device of Neurons is joined with the directory, alone or in a page")
    func neuronsDevice() throws {
        let device = Self.neurons(
            ",\"registrationState\":\"ACTIVE\",\"complianceState\":true,\"azureDeviceId\":\"\(Records.device)\","
                + "\"azureUserUpn\":\"frodo@example.org\"")
        let page = "{\"result\":{\"totalCount\":1,\"searchResults\":[\(device)]}}"
        for json in [device, page] {
            let found = try read(json, "ivanti:acme", received: "2026-03-02T00:00:00Z")[0]
            #expect(
                found.types == [
                    "device.inventory_observed", "compliance.verdict_observed", "device.identity_bound",
                ])
            let data = found.data(ManagementEvents.inventoryObserved)
            #expect(data[ManagementEvents.state] == .managed && data[DeviceEvents.platform] == .iOS)
            #expect(data[ManagementEvents.lastContact]?.description == "2026-03-01T08:00:00Z")
            #expect(data[ManagementEvents.enrolledAt]?.description == "2026-02-01T08:00:00Z")
            #expect(
                found.data(DeviceEvents.identityBound)[DeviceEvents.entraDevice] == Records.id(Records.device)
            )
            #expect(found.personal(.userPrincipalName) == ["frodo@example.org"])
            #expect(found.evidence == Array(device.utf8))
            #expect(SourceFormat(recordKey: found.key) == .neuronsDevice)
        }
    }

    @Test(
        "a flag that says compliant beside a broken policy concludes nothing; one that does not, does",
        arguments: [
            ("true,\"policyViolationCount\":0,\"violatedPolicies\":[]", ComplianceVerdict.compliant),
            ("true,\"policyViolationCount\":1", nil), ("true,\"violatedPolicies\":[\"Passcode\"]", nil),
            ("true,\"quarantined\":true", nil), ("true,\"blocked\":true", nil),
            ("false,\"policyViolationCount\":1", .nonCompliant), ("null", nil),
        ] as [(String, ComplianceVerdict?)])
    func alerts(flag: String, verdict: ComplianceVerdict?) throws {
        let found = try read(Self.neurons(",\"complianceState\":\(flag)"), "ivanti:acme")[0]
        #expect(found.data(VerdictEvents.observed)[ComplianceEvents.verdict] == verdict)
        let page = """
            {"results":[{"common.uuid":"\(Records.object)","common.compliant":true,\
            "common.noncompliance_reasons":"EXCHANGE"},{"common.uuid":"\(Records.device)",\
            "common.compliant":true,"common.noncompliance_reasons":""}]}
            """
        #expect(
            try read(page, "ivanti:acme").map { $0.types.contains("compliance.verdict_observed") }
                == [false, true])
    }

    @Test(
        "a report to the directory occurred when its status was updated",
        arguments: [
            ("Success", "\"Successful\"", "compliance.completed"),
            ("Success", "\"Failed\"", "compliance.failed"),
            ("success", "\"In-progress\"", "compliance.sent"),
            ("Internal_Error", "null", "compliance.failed"),
            ("Interaction_Required", "null", "compliance.failed"), ("Success", "null", nil),
            ("Success", "\"Novel\"", nil), ("Novel_Code", "\"Successful\"", nil),
            ("Workplace_Join_Required", "null", nil),
        ] as [(String, String, String?)])
    func reports(status: String, report: String, type: String?) throws {
        func device(_ updated: String) -> String {
            Self.neurons(
                ",\"azureClientStatusCode\":\"\(status)\",\"azureIntuneDeviceStatus\":\(report),"
                    + "\"azureIntuneStatusUpdatedAt\":\(updated)")
        }
        let found = try read(
            device("\"2026-02-28T12:00:00Z\""), "ivanti:acme", received: "2026-03-02T00:00:00Z")[0]
        #expect(found.types.first { $0.hasPrefix("compliance.") } == type)
        let event = found.events.first { $0.type.description == type }
        #expect(event?.occurred.instant.description == (type == nil ? nil : "2026-02-28T12:00:00Z"))
        #expect(found.events[0].occurred.instant.description == "2026-03-02T00:00:00Z")
        let registration = found.data(ManagementEvents.inventoryObserved)[ManagementEvents.registration]
        #expect(registration == (status == "Workplace_Join_Required" ? .notRegistered : nil))
        #expect(found.personal(.unrecognised).isEmpty == !(status + report).contains("Novel"))
        // Without its instant a report would be another one with each reading.
        #expect(try !read(device("null"), "ivanti:acme")[0].types.contains { $0.hasPrefix("compliance.") })
        let number = try read(device("1772280000000"), "ivanti:acme")[0]
        #expect(number.types.contains { $0 == type } == (type != nil))
    }

    @Test(
        "a device of Core's first interface stands as its status says, by word or number",
        arguments: [
            ("97", "ACTIVE", "managed"), ("98", "BLOCKED", "managed"), ("105", "INFECTED", "managed"),
            ("108", "LOST", "managed"), ("100", "IENROLL_VERIFIED", "enrollment.requested"),
            ("101", "IENROLL_INPROGRESS", "enrollment.requested"),
            ("102", "IENROLL_COMPLETE", "enrollment.completed"),
            ("112", "VERIFICATION_PENDING", "enrollment.requested"), ("114", "RETIRED", "device.retired"),
            ("117", "RETIRE_PENDING", "retirePending"), ("118", "VERIFIED", "enrollment.requested"),
            ("119", "WIPED", "device.wiped"), ("120", "EXPIRED", "enrollment.failed"),
        ])
    func coreStatus(number: String, word: String, means: String) throws {
        for status in ["\"statusCode\":\(number)", "\"statusCode\":\"\(number)\"", "\"status\":\"\(word)\""] {
            let device = """
                {"uuid":"\(Records.object.uppercased())",\(status),"compliance":"4","platform":"iOS 17.1",\
                "employeeOwned":false,"lastConnectAt":"2026-03-01T08:00:00","details":{"entry":[\
                {"key":"SerialNumber","value":"C02ZQ0000001"},{"key":"Colour","value":"red"}]}}
                """
            let found = try read("{\"devices\":{\"device\":[\(device)]}}", "ivanti:acme")[0]
            let data = found.data(ManagementEvents.inventoryObserved)
            let state = data[ManagementEvents.state].map { $0.word }
            #expect(found.types.contains(means) || state == means, "\(status): \(found.types)")
            #expect((state == nil) == means.contains("."))
            let hasVerdict = found.types.contains("compliance.verdict_observed")
            #expect(hasVerdict == (means == "enrollment.completed" || !means.contains(".")), "\(status)")
            // One spelling of a GUID, and no instant without a zone.
            #expect(found.identities.map(\.value).last == Array(Records.object.utf8))
            #expect(data[ManagementEvents.lastContact] == nil && data[DeviceEvents.ownership] == .company)
        }
    }

    @Test("a map of bits is compliant where it is 0, and an unknown status is kept in private")
    func coreVerdict() throws {
        func device(_ more: String) throws -> Submission {
            try read(
                "{\"device\":{\"uuid\":\"\(Records.object)\",\"status\":\"Novel\"\(more)}}", "ivanti:acme")[0]
        }
        let zero = try device(",\"compliance\":0")
        #expect(zero.data(VerdictEvents.observed)[ComplianceEvents.verdict] == .compliant)
        #expect(zero.personal(.unrecognised) == ["statusCode=Novel"])
        #expect(try !device("").types.contains("compliance.verdict_observed"))
        #expect(
            code("{\"device\":{\"uuid\":\"a\",\"status\":1,\"compliance\":\"x\"}}", "ivanti:acme")
                == "record.wrong_shape")
        // MaaS360's page has the same members around its devices.
        let page = "{\"devices\":{\"device\":{\"uuid\":\"\(Records.object)\",\"status\":\"ACTIVE\"}}}"
        #expect(code(page, "maas360:acme") == "record.not_a_source_record")
        #expect(LineRecords.code(page, LineRecords.context(nil)) == "record.missing_instance")
    }

    @Test("what a Sentry lets through is evidence, known by its id and what it is")
    func sentry() throws {
        func entry(_ type: String, _ action: String) throws -> Submission {
            try read(
                "{\"publishTime\":\"2026-03-01T08:00:00Z\",\"entryID\":\"\(Records.flow)\",\"useCaseID\":1,"
                    + "\"entryType\":\"\(type)\",\"userID\":\"frodo\",\"deviceID\":\"ApplDMPZQ0000002\","
                    + "\"action\":\"\(action)\"}", "ivanti:acme")[0]
        }
        let allowed = try entry("RESPONSE", "ALLOW")
        #expect(allowed.types == ["record.observed"] && allowed.identities.count == 1)
        #expect(allowed.data(RecordEvents.observed)[RecordEvents.outcome] == .success)
        #expect(try entry("RESPONSE", "BLOCK").data(RecordEvents.observed)[RecordEvents.outcome] == .failure)
        #expect(try entry("REQUEST", "NONE").key != allowed.key)
    }

    private static func host(_ more: String, serial: String = "C02ZQ0000001", platform: String = "darwin")
        -> String
    {
        """
        {"id":12,"hostname":"mithril.local","uuid":"0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9","status":"online",\
        "platform":"\(platform)","hardware_serial":"\(serial)","seen_time":"2026-03-01T08:00:00Z"\(more)}
        """
    }

    @Test(
        "a host of Fleet's is managed where its enrolment is on, and let go where it was on once",
        arguments: [
            ("\"On (manual)\"", "2026-02-01T08:00:00Z", "managed"), ("\"On (automatic)\"", "", "managed"),
            ("\"Off\"", "2026-02-01T08:00:00Z", "device.unenrolled"), ("\"Off\"", "", ""),
            ("\"Off\"", "2000-01-01T00:00:00Z", ""), ("\"Pending\"", "", ""), ("null", "", ""),
        ])
    func fleetHost(status: String, enrolled: String, means: String) throws {
        let host = Self.host(
            ",\"mdm\":{\"enrollment_status\":\(status)},\"last_mdm_enrolled_at\":\"\(enrolled)\","
                + "\"policies\":[{\"name\":\"Disk\",\"response\":\"fail\"},{\"name\":\"OS\",\"response\":\"pass\"}]"
        )
        for json in [host, "{\"host\":\(host)}", "{\"hosts\":[\(host)]}"] {
            let found = try read(json, "fleet:acme", received: "2026-03-02T00:00:00Z")[0]
            let data = found.data(ManagementEvents.inventoryObserved)
            #expect(data[ManagementEvents.state] == (means == "managed" ? .managed : nil))
            #expect(found.types.contains("device.unenrolled") == (means == "device.unenrolled"))
            #expect(data[ManagementEvents.lastContact]?.description == "2026-03-01T08:00:00Z")
            #expect(data[DeviceEvents.platform] == .macOS && data[DeviceEvents.witness] == .fleet)
            #expect(found.identities.count == 3 && found.personal(.policyNames) == ["Disk"])
            #expect(found.evidence == Array(host.utf8))
        }
    }

    @Test("a host is known by what its system gives it, and its activities by the same number")
    func fleetIdentities() throws {
        let linux = try read(Self.host("", serial: "", platform: "ubuntu"), "fleet:acme")[0]
        #expect(linux.data(ManagementEvents.inventoryObserved)[DeviceEvents.platform] == .linux)
        #expect(linux.identities.map(\.value) == [Array("12".utf8)])
        let activity = try read("{\"type\":\"mdm_enrolled\",\"details\":{\"host_id\":12}}", "fleet:acme")[0]
        #expect(activity.identities == linux.identities)
        let novel = try read(Self.host("", platform: "plan9"), "fleet:acme")[0]
        #expect(novel.personal(.unrecognised) == ["platform=plan9"])
        #expect(
            code("{\"hosts\":[{\"id\":0,\"hardware_serial\":\"\",\"mdm\":{}}]}", "fleet:acme")
                == "record.missing_id")
        #expect(code(Self.host(",\"last_mdm_enrolled_at\":\"soon\""), "fleet:acme") == "record.invalid_time")
    }

    @Test("hosts that fail one policy are evidence, each for itself")
    func fleetPolicy() throws {
        let report = """
            {"timestamp":"2026-03-01T08:00:00Z","policy":{"id":1,"name":"Disk"},"hosts":[\
            {"id":12,"hostname":"a","url":"https://fleet.example.org/hosts/12"},{"id":13}]}
            """
        let found = try read(report, "fleet:acme")[0]
        #expect(found.types == ["record.observed", "record.observed"] && found.identities.count == 2)
        #expect(found.events[0].occurred.instant.description == "2026-03-01T08:00:00Z")
        #expect(try read(report, "fleet:acme")[0].key == found.key)
    }

    @Test("an entry of Workspace ONE's log of a device is known by its id, and names no device")
    func workspaceOneEntries() throws {
        func entry(_ id: Int, _ time: String) -> String {
            "{\"id\":\(id),\"severity\":\"Info\",\"timestamp\":\"\(time)\",\"source\":\"Device\","
                + "\"event\":\"SecurityInformationConfirmed\",\"adminAccount\":\"sam\",\"eventDataList\":[]}"
        }
        let page =
            "{\"Log\":[\(entry(1, "2026-03-01T08:00:00Z")),\(entry(2, "2026-03-01T08:00:00"))],\"Page\":0}"
        let found = try read(page, "workspace-one:acme", received: "2026-03-02T00:00:00Z")
        #expect(found.map(\.types) == [["record.observed"], ["record.observed"]])
        #expect(
            found.map(\.events[0].occurred.instant.description)
                == ["2026-03-01T08:00:00Z", "2026-03-02T00:00:00Z"])
        #expect(found[1].personal(.timeText) == ["2026-03-01T08:00:00"] && found[0].key != found[1].key)
        #expect(code(entry(1, "noon"), "workspace-one:acme") == "record.invalid_time")
    }

    @Test("a compliance event of MaaS360's tells that its device was evaluated, and no verdict")
    func maasCompliance() throws {
        let event = "{\"actionExecutionTime\":\"2026-03-01T08:00:00Z\",\"maas360DeviceID\":\"Appl1\"}"
        let found = try read("{\"complianceEvents\":{\"complianceEvent\":[\(event)]}}", "maas360:acme")[0]
        #expect(found.types == ["compliance.evaluated"] && found.identities.count == 1)
        #expect(found.data(ComplianceEvents.evaluated)[ComplianceEvents.verdict] == nil)
        // A page that drifts brings the same entry again.
        let drifted = "{\"complianceEvents\":{\"pageNumber\":2,\"complianceEvent\":\(event)}}"
        #expect(try read(drifted, "maas360:acme")[0].key == found.key)
    }

    @Test("the attributes of a device of MaaS360's are evidence, once for each reading")
    func maasAttributes() throws {
        let answer =
            "{\"securityCompliance\":{\"maas360DeviceID\":\"Appl1\",\"complianceAttributes\":{"
            + "\"complianceAttribute\":[{\"key\":\"k\",\"type\":\"t\",\"value\":\"v\"}]}}}"
        let first = try read(answer, "maas360:acme", received: "2026-03-02T00:00:00Z")[0]
        #expect(first.types == ["record.observed"] && first.identities.count == 1)
        let again = try read(answer, "maas360:acme", received: "2026-03-02T00:00:00Z")[0]
        let later = try read(answer, "maas360:acme", received: "2026-03-03T00:00:00Z")[0]
        #expect(first.key == again.key && first.key != later.key)
        #expect(SourceFormat(recordKey: first.key) == .maas360Attributes)
    }

    @Test("members of a group that the integration applies to are its scope, and no verdict")
    func jamf() throws {
        var context = JamfTests.context
        context.bindings = try InstanceBindings([
            InstanceBindings.Instance(
                source: try #require(context.expectedSource), tenant: try #require(context.tenant),
                complianceGroups: [95], applicableGroups: [94])
        ])
        func read(_ group: Int) throws -> Submission {
            let body = JamfTests.webhook(
                "SmartGroupMobileDeviceMembershipChange",
                "\"jssid\":\(group),\"groupAddedDevicesIds\":[7],\"groupRemovedDevicesIds\":[8]")
            return try LineRecords.submission(body, context)
        }
        #expect(try read(94).types == ["group.member_added", "group.member_removed"])
        #expect(try read(95).types == ["compliance.evaluated", "compliance.evaluated"])
        #expect(try read(96).types == ["record.observed"])
    }

    @Test("ids with control characters, parts of paths or a megabyte of length become no id")
    func ids() throws {
        let long = String(repeating: "a1", count: 600_000)
        for bad in ["a\\u0000b", "a b", "\\u001b[31m", "../../etc/passwd", "/etc/passwd", "a\\\\b", long] {
            for (json, source) in [
                (Self.host("", serial: bad), "fleet:acme"),
                ("{\"device\":{\"uuid\":\"\(bad)\",\"status\":\"ACTIVE\"}}", "ivanti:acme"),
                ("{\"guid\":\"\(bad)\",\"serialNumber\":\"\(bad)\",\"dmPartitionId\":1}", "ivanti:acme"),
                (
                    "{\"publishTime\":1,\"entryID\":\"e\",\"entryType\":\"REQUEST\",\"deviceID\":\"\(bad)\"}",
                    "ivanti:acme"
                ),
            ] {
                let found = try read(json, source)[0]
                #expect(!found.identities.contains { $0.value.count > 128 || $0.value.contains(0) })
                #expect(!found.identities.contains { $0.value.contains(0x1B) || $0.value.contains(0x20) })
                #expect(!found.identities.contains { $0.value.contains(UInt8(ascii: "/")) })
            }
        }
    }

    @Test("a message that says compliant of a device that is blocked concludes nothing")
    func contradictions() throws {
        func types(_ event: String, _ more: String) throws -> [String] {
            try read(
                "{\"timestamp\":1,\"eventType\":\"device.\(event)\",\"devices\":[{\"identifier\":\"i-1\"\(more)}]}",
                "ivanti:acme")[0].types
        }
        for more in [",\"compliant\":false", ",\"quarantined\":true", ",\"blocked\":true"] {
            #expect(try types("compliant", more) == ["record.observed"], "\(more)")
            #expect(try types("not_compliant", more) == ["compliance.evaluated"], "\(more)")
        }
        #expect(try types("compliant", ",\"compliant\":true,\"blocked\":false") == ["compliance.evaluated"])
    }

    @Test("a value cut at any byte, or with any byte changed, never stops the program")
    func hostile() {
        for (source, body) in [
            ("ivanti:acme", Self.neurons(",\"complianceState\":true,\"azureClientStatusCode\":\"Success\"")),
            ("ivanti:acme", "{\"device\":{\"uuid\":\"a-1\",\"statusCode\":97,\"details\":{\"entry\":[{}]}}}"),
            ("fleet:acme", Self.host(",\"mdm\":{\"enrollment_status\":\"Off\"},\"policies\":[1]")),
        ] {
            let context = LineRecords.context(source)
            var bytes = Array(body.utf8)
            for count in bytes.indices {
                _ = VendorConnector().read(Array(bytes[..<count]), context)
                for mask: UInt8 in [0x01, 0x20, 0x80] {
                    bytes[count] ^= mask
                    _ = VendorConnector().read(bytes, context)
                    bytes[count] ^= mask
                }
            }
        }
    }
}
