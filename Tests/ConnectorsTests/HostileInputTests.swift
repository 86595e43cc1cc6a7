import LedgerModel
import Testing

@testable import Connectors

@Suite struct HostileInputTests {
    static let signIn = Records.azure(
        Records.signIn(
            code: "500121", status: "failure",
            device: """
                {"deviceId":"\(Records.device)","displayName":"pc","operatingSystem":"iOS 16","browser":"b",\
                "trustType":"AzureAd","isCompliant":false,"isManaged":true}
                """,
            more: """
                ,"location":{"city":"a","state":"b","countryOrRegion":"c",\
                "geoCoordinates":{"latitude":1.5,"longitude":-2}},"isInteractive":true,\
                "clientAppUsed":"Browser",\
                "authenticationDetails":[{"authenticationMethod":"Text message","succeeded":false,\
                "authenticationStepRequirement":"Multifactor"}],"mfaDetail":{"authMethod":"x"},\
                "appliedConditionalAccessPolicies":[{"id":"\(Records.policy)","result":"failure",\
                "enforcedGrantControls":["Mfa"],"conditionsSatisfied":3}],\
                "signInEventTypes":["interactiveUser"]
                """),
        category: "SignInLogs", ",\"resultType\":\"500121\"")
    static let audit = Records.azure(
        Records.audit(
            "Update device",
            targets: Records.target(
                "Device", id: Records.object,
                properties: [
                    ("IsCompliant", "\"[false]\"", "\"[true]\""), ("IsManaged", "null", "\"[true]\""),
                    ("DisplayName", "\"[]\"", "\"[\\\"x\\\"]\""),
                    ("Included Updated Properties", "null", "\"\\\"IsCompliant\\\"\""),
                ]),
            details: Records.detail("DeviceId", Records.device), app: "Microsoft Intune"),
        category: "AuditLogs")
    static let policy = Records.audit(
        "Update conditional access policy",
        targets: Records.target(
            "Policy", id: Records.policy,
            properties: [("ConditionalAccessPolicy", "null", "\"{\\\"state\\\":\\\"enabled\\\"}\"")]))

    @Test(
        "any value of another type gives a whole submission or a rejection",
        arguments: [signIn, audit, policy])
    func wrongTypes(record: String) throws {
        let deep =
            Array(String(repeating: "[", count: 60).utf8) + Array(String(repeating: "]", count: 60).utf8)
        let substitutes: [JSONTree?] =
            [
                "null", "true", "0", "-1.5e999", "\"\"", "\"text\"", "\"{\"", "\"[null]\"", "[]",
                "[[],null,3]", "{}",
                "{\"id\":{}}", "99999999999999999999", "\"\\u0000\\uD83D\\uDE00\"", "\"\(Records.zero)\"",
            ].map { .scalar(Array($0.utf8)) } + [.scalar(deep), nil]
        let variants = try JSONTree(record).variants { _ in substitutes }
        #expect(variants.count > 300)
        var accepted = 0
        var rejected = 0
        for variant in variants {
            switch EntraConnector().read(variant.bytes, Records.context) {
            case .submissions(let list):
                accepted += 1
                for one in list {
                    #expect(!one.events.isEmpty && !one.key.isEmpty && !one.content.isEmpty)
                    #expect(one.events.indices.allSatisfy { one.events[$0].part == UInt32($0) })
                }
            case .rejected(let rejection):
                rejected += 1
                #expect(rejection.code.hasPrefix("record.") || rejection.code.hasPrefix("json."))
            }
        }
        #expect(accepted > 50 && rejected > 50)
    }

    @Test("a record cut at any byte is a rejection", arguments: [signIn, audit])
    func truncated(record: String) {
        let bytes = Array(record.utf8)
        for count in 0..<bytes.count {
            guard case .rejected = EntraConnector().read(Array(bytes[..<count]), Records.context) else {
                Issue.record("accepted \(count) of \(bytes.count) bytes")
                return
            }
        }
    }

    @Test("a record with any byte changed never stops the program", arguments: [signIn, audit])
    func flipped(record: String) {
        var bytes = Array(record.utf8)
        var accepted = 0
        for index in bytes.indices {
            for mask: UInt8 in [0x01, 0x20, 0x80] {
                bytes[index] ^= mask
                if case .submissions = EntraConnector().read(bytes, Records.context) { accepted += 1 }
                bytes[index] ^= mask
            }
        }
        #expect(accepted > 0)
    }

    @Test("a wrong type is named by its field and its type, never by its content")
    func naming() {
        for (record, field) in [
            (Records.signIn(code: "\"geheim\""), "status.errorCode"),
            (Records.signIn(device: "{\"deviceId\":5}"), "deviceDetail.deviceId"),
            (Records.signIn(device: "{\"isCompliant\":\"geheim\"}"), "deviceDetail.isCompliant"),
            (
                Records.signIn(more: ",\"appliedConditionalAccessPolicies\":[7]"),
                "appliedConditionalAccessPolicies"
            ),
            (Records.signIn(more: ",\"authenticationDetails\":\"geheim\""), "authenticationDetails"),
            (Records.audit("Add device", targets: "7"), "targetResources"),
            (Records.audit("Add device", targets: "{\"id\":[]}"), "targetResources.id"),
        ] {
            let rejection = Records.rejection(record)
            #expect(rejection?.code == "record.wrong_shape")
            #expect(rejection?.field == field)
            #expect(rejection.map { contains(Array("\($0)".utf8), "geheim") } == false)
        }
    }

    @Test("personal text beyond all bounds stays in the evidence")
    func longText() throws {
        let long = String(repeating: "x", count: 3_000_000)
        let read = try Records.submission(
            Records.signIn(status: long, device: "{\"deviceId\":\"\(long)\",\"displayName\":\"\(long)\"}"))
        #expect(read.types == ["access.granted"])
        #expect(read.personal.count < 4_096)
    }
}
