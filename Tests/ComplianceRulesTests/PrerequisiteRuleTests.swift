import Testing

@testable import ComplianceRules

@Suite("The rules of commands: groups, the mapping of people, and Cores that may not report")
struct PrerequisiteRuleTests {
    @Test("what they say", arguments: groups + mappings + policies)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let groups = [
        RuleCase(
            "groups without a directory sync",
            #"""
            09:00 group.management_observed "group":"#E","product":"maas360","isManaged":true,"isOfDirectory":true
            > 10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups","added":["#E"]
            """#,
            """
            R58 by ["S000.19", "S000.20"]
            - no directory sync of maas360 stands at 2026-03-01T10:00:00Z
            > record tenant.directory_sync_configured of maas360 first
            """),
        RuleCase(
            "with one, and a group that is managed and of the directory",
            #"""
            08:00 tenant.directory_sync_configured "product":"maas360","isEnabled":true
            09:00 group.management_observed "group":"#E","product":"maas360","isManaged":true,"isOfDirectory":true
            > 10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups","added":["#E"]
            """#, ""),
        RuleCase(
            "a sync that was run had been set up, whosoever it is",
            #"""
            08:00 tenant.directory_synced "outcome":"success"
            > 10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups"
            """#, ""),
        RuleCase(
            "a sync of another device manager, one that failed, and one that was switched off",
            #"""
            08:00 tenant.directory_sync_configured "product":"workspaceOne","isEnabled":true
            08:10 tenant.directory_synced "product":"maas360","outcome":"failure"
            > 08:30 group.scope_changed "partner":"#A","product":"maas360","mode":"groups"
            > 08:40 tenant.directory_sync_configured "product":"maas360","isEnabled":true
            > 08:50 group.scope_changed "partner":"#A","product":"maas360","mode":"groups"
            > 09:00 tenant.directory_sync_configured "product":"maas360","isEnabled":false
            > 10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups"
            """#,
            """
            1 R58 by ["S000.19", "S000.20"]
            - no directory sync of maas360 stands at 2026-03-01T08:30:00Z
            > record tenant.directory_sync_configured of maas360 first
            5 R58 by ["S000.19", "S000.20"]
            - the directory sync of maas360 is off, since 2026-03-01T09:00:00Z (event 4 of the input)
            > record tenant.directory_sync_configured of maas360 first
            """),
        RuleCase(
            "a group that is not managed, and one that is not the directory's",
            #"""
            08:00 tenant.directory_sync_configured "product":"maas360"
            09:00 group.management_observed "group":"#E","product":"maas360","isManaged":false
            09:01 group.management_observed "group":"#F","product":"maas360","isManaged":true,"isOfDirectory":false
            > 10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups","added":["#E","#F"]
            """#,
            """
            R58 by ["S000.19", "S000.20"]
            - group 00000045-0000-4000-8000-000000000001 is none that maas360 manages, since 2026-03-01T09:00:00Z (position 1)
            - group 00000046-0000-4000-8000-000000000001 does not come from the tenant's directory, since 2026-03-01T09:01:00Z (position 2)
            > choose groups of Entra that maas360 manages
            """),
        RuleCase(
            "of a group nothing is known at that time, or not from where it comes; or groups are only counted",
            #"""
            08:00 tenant.directory_sync_configured "product":"maas360"
            08:10 group.management_observed "group":"#F","product":"maas360","isManaged":true
            11:00 group.management_observed "group":"#E","product":"maas360","isManaged":false
            > 10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups","added":["#E"]
            > 10:01 group.scope_changed "partner":"#A","product":"maas360","added":["#F"]
            > 10:02 group.scope_changed "partner":"#A","product":"maas360","mode":"groups","addedCount":4
            """#,
            """
            1 R58? whether the groups are Entra's and maas360 manages them
            2 R58? whether the groups are Entra's and maas360 manages them
            3 R58? whether the groups are Entra's and maas360 manages them
            """),
        RuleCase(
            "everybody, nobody and other device managers",
            #"""
            > 10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"everybody"
            > 10:01 group.scope_changed "partner":"#A","product":"maas360","mode":"nobody"
            > 10:02 group.scope_changed "partner":"#B","product":"workspaceOne","mode":"groups","added":["#E"]
            """#, ""),
        RuleCase(
            "the product is known from before, or not at all",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 group.scope_changed "partner":"#A","mode":"groups"
            > 10:01 group.scope_changed "partner":"#B","mode":"groups"
            """#,
            """
            1 R58 by ["S000.19", "S000.20"]
            - no directory sync of maas360 stands at 2026-03-01T10:00:00Z
            > record tenant.directory_sync_configured of maas360 first
            2 R58? whose scope it is
            """),
    ]

    private static let mappings = [
        RuleCase(
            "verdicts on Windows before people are mapped",
            #"""
            11:00 instance.identity_mapping_set "instance":"#B","product":"workspaceOne","attribute":"immutableID"
            > 10:00 instance.windows_compliance_set "instance":"#B","product":"workspaceOne","isEnabled":true
            """#,
            """
            R59 by ["S003.50"]
            - no mapping of installation 00000042-0000-4000-8000-000000000001 stands at 2026-03-01T10:00:00Z
            - a mapping was set, at 2026-03-01T11:00:00Z (position 0)
            > record instance.identity_mapping_set of installation 00000042-0000-4000-8000-000000000001 first
            """),
        RuleCase(
            "mapped before, by whichever attribute, in the same input",
            #"""
            > 09:00 instance.identity_mapping_set "instance":"#B","product":"workspaceOne","attribute":"mail"
            > 10:00 instance.windows_compliance_set "instance":"#B","product":"workspaceOne","isEnabled":true
            """#, ""),
        RuleCase(
            "mapped without naming the installation",
            #"""
            09:00 instance.identity_mapping_set "product":"workspaceOne"
            > 10:00 instance.windows_compliance_set "instance":"#B","product":"workspaceOne","isEnabled":true
            """#, ""),
        RuleCase(
            "another installation is mapped",
            #"""
            09:00 instance.identity_mapping_set "instance":"#C","product":"workspaceOne","attribute":"immutableID"
            > 10:00 instance.windows_compliance_set "instance":"#B","product":"workspaceOne","isEnabled":true
            > 10:01 instance.windows_compliance_set "product":"workspaceOne","isEnabled":true
            """#,
            """
            1 R59 by ["S003.50"]
            - no mapping of installation 00000042-0000-4000-8000-000000000001 stands at 2026-03-01T10:00:00Z
            > record instance.identity_mapping_set of installation 00000042-0000-4000-8000-000000000001 first
            2 R59? which installation it is
            """),
        RuleCase(
            "switched off, of another device manager, and of nobody who is named",
            #"""
            > 10:00 instance.windows_compliance_set "instance":"#B","product":"workspaceOne","isEnabled":false
            > 10:01 instance.windows_compliance_set "instance":"#C","product":"maas360","isEnabled":true
            > 10:02 instance.windows_compliance_set "instance":"#D","isEnabled":true
            """#, "3 R59? the product of the installation"),
    ]

    private static let standing = #"""
        07:00 partner.consent_granted "product":"ivantiEPMM"
        07:01 partner.added "partner":"#A","product":"ivantiEPMM"
        07:02 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"ivantiEPMM"
        08:00 instance.connected "instance":"#B","product":"ivantiEPMM"

        """#
    private static let report =
        ##"compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"ivantiEPMM""##

    private static let policies = [
        RuleCase(
            "the only Core's policy is disabled, and enabled again",
            standing + #"""
                09:00 instance.compliance_policy_disabled "instance":"#B","product":"ivantiEPMM"
                > 10:00 \#(report)
                > 10:10 instance.compliance_policy_enabled "instance":"#B","product":"ivantiEPMM"
                > 10:20 \#(report)
                > 08:30 \#(report)
                """#,
            """
            1 core-policy-disabled by ["S002.21"]
            - the compliance policy of installation 00000042-0000-4000-8000-000000000001 is disabled, since 2026-03-01T09:00:00Z (position 4)
            > record instance.compliance_policy_enabled of the installation first
            """),
        RuleCase(
            "of two Cores one has it disabled, then both",
            standing + #"""
                08:01 instance.connected "instance":"#C","product":"ivantiEPMM","others":1
                09:00 instance.compliance_policy_disabled "instance":"#B","product":"ivantiEPMM"
                > 10:00 \#(report)
                > 10:10 instance.compliance_policy_disabled "instance":"#C","product":"ivantiEPMM"
                > 10:20 \#(report)
                """#,
            """
            1 core-policy-disabled? which installation sent the verdict
            3 core-policy-disabled by ["S002.21"]
            - the compliance policy of installation 00000042-0000-4000-8000-000000000001 is disabled, since 2026-03-01T09:00:00Z (position 5)
            - the compliance policy of installation 00000043-0000-4000-8000-000000000001 is disabled, since 2026-03-01T10:10:00Z (event 2 of the input)
            > record instance.compliance_policy_enabled of the installation first
            """),
        RuleCase(
            "the other one is disconnected",
            standing + #"""
                08:01 instance.connected "instance":"#C","product":"ivantiEPMM"
                08:30 instance.disconnected "instance":"#C","product":"ivantiEPMM"
                09:00 instance.compliance_policy_disabled "instance":"#B","product":"ivantiEPMM"
                > 10:00 \#(report)
                """#,
            """
            core-policy-disabled by ["S002.21"]
            - the compliance policy of installation 00000042-0000-4000-8000-000000000001 is disabled, since 2026-03-01T09:00:00Z (position 6)
            > record instance.compliance_policy_enabled of the installation first
            """),
        RuleCase(
            "there are more Cores than are recorded",
            standing + #"""
                08:30 instance.connected "instance":"#B","product":"ivantiEPMM","others":2
                09:00 instance.compliance_policy_disabled "instance":"#B","product":"ivantiEPMM"
                > 10:00 \#(report)
                """#, "core-policy-disabled? which installation sent the verdict"),
        RuleCase(
            "no policy is disabled, or that of another device manager",
            standing + #"""
                09:00 instance.compliance_policy_disabled "instance":"#C","product":"workspaceOne"
                > 10:00 \#(report)
                """#, ""),
    ]
}
