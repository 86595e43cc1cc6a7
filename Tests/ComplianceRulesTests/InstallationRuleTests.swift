import Testing

@testable import ComplianceRules

@Suite("The rules of commands: installations")
struct InstallationRuleTests {
    @Test("what they say", arguments: cases)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let cases = [
        RuleCase(
            "one Core is disconnected while another stays",
            #"""
            09:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            09:01 instance.connected "instance":"#B","product":"ivantiEPMM"
            09:02 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            """#,
            """
            R46 by ["S002.19", "S002.20", "S002.21"]
            - installation 00000042-0000-4000-8000-000000000001 is connected, since 2026-03-01T09:01:00Z (position 1)
            > disconnect all of them in one input, or leave installation 00000041-0000-4000-8000-000000000001 connected and record instance.compliance_policy_disabled of it
            """),
        RuleCase(
            "the last Core is disconnected",
            #"""
            09:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            09:01 instance.connected "instance":"#B","product":"ivantiEPMM"
            09:02 instance.disconnected "instance":"#B","product":"ivantiEPMM"
            09:03 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            """#,
            ""),
        RuleCase(
            "all Cores are disconnected in one input",
            #"""
            09:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            09:01 instance.connected "instance":"#B","product":"ivantiEPMM"
            09:02 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            09:02 instance.compliance_policy_disabled "instance":"#B","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#B","product":"ivantiEPMM"
            """#,
            ""),
        RuleCase(
            "all are disconnected, and one is connected again",
            #"""
            09:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            09:01 instance.connected "instance":"#B","product":"ivantiEPMM"
            09:02 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            09:02 instance.compliance_policy_disabled "instance":"#B","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#B","product":"ivantiEPMM"
            > 10:01 instance.connected "instance":"#B","product":"ivantiEPMM"
            """#,
            """
            1 R46 by ["S002.19", "S002.20", "S002.21"]
            - installation 00000042-0000-4000-8000-000000000001 is connected, since 2026-03-01T09:01:00Z (position 1)
            > disconnect all of them in one input, or leave installation 00000041-0000-4000-8000-000000000001 connected and record instance.compliance_policy_disabled of it
            3 R31? which version the installation runs
            """),
        RuleCase(
            "the event says that others stay",
            #"""
            09:00 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM","others":2,"isLast":false
            """#,
            """
            R46 by ["S002.19", "S002.20", "S002.21"]
            - the event says that others stay: 2 (event 1 of the input)
            > disconnect all of them in one input, or leave installation 00000041-0000-4000-8000-000000000001 connected and record instance.compliance_policy_disabled of it
            """),
        RuleCase(
            "the event says that it is not the last one",
            #"""
            09:00 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM","isLast":false
            """#,
            """
            R46 by ["S002.19", "S002.20", "S002.21"]
            - the event says that it is not the last one (event 1 of the input)
            > disconnect all of them in one input, or leave installation 00000041-0000-4000-8000-000000000001 connected and record instance.compliance_policy_disabled of it
            """),
        RuleCase(
            "the event says that others stay, and they go in the same input",
            #"""
            09:00 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            09:00 instance.compliance_policy_disabled "instance":"#B","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM","others":1
            > 10:00 instance.disconnected "instance":"#B","product":"ivantiEPMM","others":0
            """#,
            ""),
        RuleCase(
            "others were connected later than the time in question",
            #"""
            09:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            09:02 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            11:00 instance.connected "instance":"#B","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            """#,
            ""),
        RuleCase(
            "installations of Jamf Pro go one by one",
            #"""
            09:00 instance.connected "instance":"#A","product":"jamfPro"
            09:01 instance.connected "instance":"#B","product":"jamfPro"
            > 10:00 instance.disconnected "instance":"#A","product":"jamfPro"
            """#,
            ""),
        RuleCase(
            "no product is named",
            #"""
            > 10:00 instance.disconnected "instance":"#A"
            """#,
            """
            R46? the product of the installation
            R47? the product of the installation
            """),
        RuleCase(
            "the product is known from before",
            #"""
            09:00 instance.connected "instance":"#A","product":"ivantiEPMM"
            09:01 instance.connected "instance":"#B","product":"ivantiEPMM"
            09:02 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A"
            """#,
            """
            R46 by ["S002.19", "S002.20", "S002.21"]
            - installation 00000042-0000-4000-8000-000000000001 is connected, since 2026-03-01T09:01:00Z (position 1)
            > disconnect all of them in one input, or leave installation 00000041-0000-4000-8000-000000000001 connected and record instance.compliance_policy_disabled of it
            """),
        RuleCase(
            "no installation is named",
            #"""
            > 10:00 instance.disconnected "product":"ivantiEPMM"
            """#,
            """
            R46? which installation it is
            R47? whether its compliance policy is enabled
            """),
        RuleCase(
            "its policy is still enabled",
            #"""
            09:00 instance.compliance_policy_enabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            """#,
            """
            R47 by ["S002.22"]
            - its compliance policy is enabled, since 2026-03-01T09:00:00Z (position 0)
            > record instance.compliance_policy_disabled of installation 00000041-0000-4000-8000-000000000001 first
            """),
        RuleCase(
            "its policy was disabled first",
            #"""
            09:00 instance.compliance_policy_enabled "instance":"#A","product":"ivantiEPMM"
            09:30 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            """#,
            ""),
        RuleCase(
            "its policy is disabled in the same input",
            #"""
            09:00 instance.compliance_policy_enabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            """#,
            ""),
        RuleCase(
            "its policy is disabled in the same input, but later",
            #"""
            09:00 instance.compliance_policy_enabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.compliance_policy_disabled "instance":"#A","product":"ivantiEPMM"
            """#,
            """
            1 R47 by ["S002.22"]
            - its compliance policy is enabled, since 2026-03-01T09:00:00Z (position 0)
            > record instance.compliance_policy_disabled of installation 00000041-0000-4000-8000-000000000001 first
            """),
        RuleCase(
            "the event says that its policy was enabled",
            #"""
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM","policyIsEnabled":true
            """#,
            """
            R47 by ["S002.22"]
            - the event says that its policy still sent verdicts (event 1 of the input)
            > record instance.compliance_policy_disabled of installation 00000041-0000-4000-8000-000000000001 first
            """),
        RuleCase(
            "the event says that its policy was disabled",
            #"""
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM","policyIsEnabled":false
            """#,
            ""),
        RuleCase(
            "the event says so against what stands",
            #"""
            09:00 instance.compliance_policy_enabled "instance":"#A","product":"ivantiEPMM"
            > 10:00 instance.disconnected "instance":"#A","product":"ivantiEPMM","policyIsEnabled":false
            """#,
            """
            R47 by ["S002.22"]
            - its compliance policy is enabled, since 2026-03-01T09:00:00Z (position 0)
            > record instance.compliance_policy_disabled of installation 00000041-0000-4000-8000-000000000001 first
            """),
    ]
}
