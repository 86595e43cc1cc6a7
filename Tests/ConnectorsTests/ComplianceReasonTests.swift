import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

/// Why a manager finds a device not compliant, as far as its records say.
@Suite struct ComplianceReasonTests {
    private func read(_ json: String, _ source: String, groups: Set<Int64> = []) throws -> Submission {
        var context = ConnectorContext(tenant: TenantName(Array(Records.tenant.utf8)))
        context.expectedSource = SourceName(text: source)
        context.complianceGroups = groups
        switch VendorConnector().read(Array(json.utf8), context).heldAgain() {
        case .submissions(let found): return try #require(found.first)
        case .rejected(let rejection): throw rejection
        }
    }

    private func verdict(_ found: Submission) throws -> PublicDataView {
        let event = try #require(
            found.events.first {
                $0.type == VerdictEvents.observed.type || $0.type == ComplianceEvents.evaluated.type
            })
        return PublicDataView(event.data)
    }

    private func maas(_ more: String) -> String {
        """
        {"devices":{"device":{"maas360DeviceID":"A1","platformSerialNumber":"C02ZQ0000001",\
        "mdmPolicy":"Sales phones"\(more)}}}
        """
    }

    @Test("MaaS360 says which of policy, rules, apps and passcode is out of compliance")
    func maas360() throws {
        let out = try read(
            maas(
                """
                ,"policyComplianceState":"Out of Compliance","ruleComplianceState":"In Compliance",\
                "passcodeCompliance":"Not Compliant","jailbreakStatus":"Yes"
                """), "maas360:acme")
        let data = try verdict(out)
        #expect(data[ComplianceEvents.verdict] == .nonCompliant)
        #expect(data[ComplianceEvents.reasons] == [.compromised, .passcode, .policyViolated])
        #expect(out.personal(.policyNames, part: 1) == ["Sales phones"])
        // Nothing of a verdict that is compliant needs a reason, and none is made up.
        let well = try read(
            maas(",\"policyComplianceState\":\"In Compliance\",\"passcodeCompliance\":\"Not Compliant\""),
            "maas360:acme")
        #expect(try verdict(well)[ComplianceEvents.reasons] == nil)
    }

    @Test(
        "Ivanti's words are the catalogue's, in a list, in one text or alone; another one is kept in private",
        arguments: [
            "[\"OS_VERSION\",\"COMPROMISED\",\"Frobnicated\"]", "\"compromised, OS_VERSION,Frobnicated\"",
        ])
    func ivanti(reasons: String) throws {
        let page = """
            {"results":[{"common.uuid":"\(Records.object)","common.compliant":false,\
            "common.noncompliance_reasons":\(reasons),"common.quarantined":true,\
            "common.quarantined_reasons":"MANUAL"}]}
            """
        let found = try read(page, "ivanti:acme")
        #expect(
            try verdict(found)[ComplianceEvents.reasons]
                == [.unrecognised, .compromised, .manual, .osVersion, .quarantined])
        #expect(found.personal(.unrecognised) == ["common.noncompliance_reasons=Frobnicated"])
        let message = """
            {"timestamp":1772352000123,"eventType":"device.not_compliant","devices":[\
            {"deviceGuid":"\(Records.object)","compromised":true,"quarantined":false,"blocked":true}]}
            """
        #expect(
            try verdict(try read(message, "ivanti:acme"))[ComplianceEvents.reasons] == [
                .compromised, .blocked,
            ])
    }

    @Test("Workspace ONE names the policies that are not met, whose names stay private")
    func workspaceOne() throws {
        func page(_ compliance: String) -> String {
            """
            {"Devices":[{"Id":{"Value":7},"ComplianceStatus":"NonCompliant","CompromisedStatus":true,\
            "ComplianceSummary":{"DeviceCompliance":\(compliance)}}],"Page":0,"Total":1}
            """
        }
        let list = """
            [{"CompliantStatus":true,"PolicyName":"Passcode"},{"CompliantStatus":false,"PolicyName":"Encryption"},7]
            """
        let found = try read(page(list), "workspace-one:acme")
        #expect(try verdict(found)[ComplianceEvents.reasons] == [.compromised, .policyViolated])
        #expect(found.personal(.policyNames, part: 1) == ["Encryption"])
        for odd in ["null", "[]", "\"x\"", "{}", "[[[]]]"] {
            #expect(
                try verdict(try read(page(odd), "workspace-one:acme"))[ComplianceEvents.reasons]
                    == [.compromised], "\(odd)")
        }
        let event = WorkspaceOneTests.event(
            "Compliance Status Changed", compliance: "NonCompliant"
        ).replacing("\"CompromisedStatus\":\"\"", with: "\"CompromisedStatus\":\"Compromised\"")
        #expect(
            try verdict(try read(event, "workspace-one:acme"))[ComplianceEvents.reasons] == [.compromised])
    }

    @Test("who left Jamf's group of compliant devices is not compliant for that")
    func jamf() throws {
        let change = """
            {"webhook":{"webhookEvent":"SmartGroupComputerMembershipChange","eventTimestamp":1772352000123},\
            "event":{"name":"compliant","jssid":95,"computer":true,"groupAddedDevicesIds":[1],\
            "groupRemovedDevicesIds":[2]}}
            """
        let events = try read(change, "jamf:acme", groups: [95]).events
        #expect(
            events.map { PublicDataView($0.data)[ComplianceEvents.reasons] } == [nil, [.leftComplianceGroup]])
    }

    @Test(
        "Intune's rules are read by their names; a rule that is none of the table's stays in private",
        arguments: [
            ("DefaultDeviceCompliancePolicy.RequireRemainContact||contact expected", [.outOfContact]),
            ("P.BitLockerEnabled||P.OsMinimumVersion||1.2||x", [.dataProtection, .osVersion]),
            ("P.SomethingElse||1.2.RequireUserExistence is no rule", nil),
        ] as [(String, [ComplianceReason]?)])
    func intune(description: String, reasons: [ComplianceReason]?) throws {
        let record = ManagementRecords.alert().replacing(
            "Policy.Rule||Policy.Rule||contact expected||2026-02-01||Source", with: description)
        let found = try ManagementRecords.submission(record)
        let data = PublicDataView(try #require(found.events.first).data)
        #expect(data[ComplianceEvents.verdict] == .nonCompliant)
        #expect(data[ComplianceEvents.reasons] == reasons)
    }

    @Test("a verdict that was recorded before reasons were is the same to the byte")
    func bytes() throws {
        let found = try read(maas(",\"policyComplianceState\":\"In Compliance\""), "maas360:acme")
        let event = try #require(found.events.first { $0.type == VerdictEvents.observed.type })
        var data = PublicData()
        data.set(ComplianceEvents.verdict, .compliant)
        data.set(ComplianceEvents.witness, .maas360)
        #expect(event.data == data.encoded.bytes)
    }
}
