import Testing

@testable import ComplianceRules

@Suite("The rules of commands: workflows")
struct WorkflowRuleTests {
    @Test("what they say", arguments: cases)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let cases = [
        RuleCase(
            "a switch without ending the other workflow first is a switch",
            #"""
            08:00 instance.version_observed "instance":"#A","product":"maas360","version":{"major":10,"minor":76}
            09:00 authentication.workflow_enabled "workflow":"existing","product":"maas360"
            > 10:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            """#,
            ""),
        RuleCase(
            "two workflows are enabled for one instant",
            #"""
            08:00 instance.version_observed "instance":"#A","product":"maas360","version":{"major":10,"minor":76}
            10:00 authentication.workflow_enabled "workflow":"existing","product":"maas360"
            > 10:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            """#,
            """
            R40 by ["S001.6", "S001.7"]
            - the workflow existing is enabled for the same instant, at 2026-03-01T10:00:00Z (position 1)
            > switch at another instant: the later switch ends the other workflow
            """),
        RuleCase(
            "two workflows are enabled for one instant by one input",
            #"""
            08:00 instance.version_observed "instance":"#A","product":"maas360","version":{"major":10,"minor":76}
            > 10:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 authentication.workflow_enabled "workflow":"existing","product":"maas360"
            """#,
            """
            2 R40 by ["S001.6", "S001.7"]
            - the workflow new is enabled for the same instant, at 2026-03-01T10:00:00Z (event 1 of the input)
            > switch at another instant: the later switch ends the other workflow
            """),
        RuleCase(
            "the workflow is enabled again for the same instant",
            #"""
            08:00 instance.version_observed "instance":"#A","product":"maas360","version":{"major":10,"minor":76}
            10:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            """#,
            ""),
        RuleCase(
            "a step by the workflow in force",
            #"""
            09:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 enrollment.requested "session":"#S","workflow":"new","product":"maas360"
            """#,
            ""),
        RuleCase(
            "a step by the other workflow",
            #"""
            09:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 enrollment.requested "session":"#S","workflow":"existing","product":"maas360"
            """#,
            """
            R40 by ["S001.6", "S001.7"]
            - the workflow in force is new, since 2026-03-01T09:00:00Z (position 0)
            > enrol by the workflow new, or record authentication.workflow_enabled to existing first
            """),
        RuleCase(
            "a step by the new workflow that nobody enabled",
            #"""
            > 10:00 enrollment.requested "session":"#S","workflow":"new","product":"maas360"
            """#,
            """
            R40 by ["S001.6", "S001.7"]
            - the workflow in force is existing, as no event enables another one
            > enrol by the workflow existing, or record authentication.workflow_enabled to new first
            """),
        RuleCase(
            "a step by the existing workflow, which stands by itself",
            #"""
            > 10:00 enrollment.requested "session":"#S","workflow":"existing","product":"maas360"
            """#,
            ""),
        RuleCase(
            "a step before the switch",
            #"""
            11:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 enrollment.requested "session":"#S","workflow":"existing","product":"maas360"
            """#,
            ""),
        RuleCase(
            "a step by another workflow than the enrolment's other steps",
            #"""
            10:00 enrollment.requested "session":"#S","workflow":"existing","product":"maas360"
            10:01 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:02 enrollment.identifier_submitted "session":"#S","workflow":"new","product":"maas360"
            """#,
            """
            R40 by ["S001.6", "S001.7"]
            - an earlier step of the enrolment is by the workflow existing, at 2026-03-01T10:00:00Z (position 0)
            > begin the enrolment anew, by the workflow new alone
            """),
        RuleCase(
            "no workflow is named",
            #"""
            > 10:00 enrollment.requested "session":"#S","product":"maas360"
            """#,
            """
            R40? by which workflow the person is asked
            """),
        RuleCase(
            "an enrolment with another device manager",
            #"""
            > 10:00 enrollment.requested "session":"#S","workflow":"new","product":"jamfPro"
            """#,
            ""),
        RuleCase(
            "a setting of another device manager does not count",
            #"""
            09:00 authentication.workflow_enabled "workflow":"new","product":"jamfPro"
            > 10:00 enrollment.requested "session":"#S","workflow":"existing","product":"maas360"
            """#,
            ""),
        RuleCase(
            "the new workflow is enabled where MaaS360 is too old",
            #"""
            08:00 instance.version_observed "instance":"#A","product":"maas360","version":{"major":10,"minor":75}
            > 10:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            """#,
            """
            R31 by ["S001.3"]
            - maas360 10.75 is lower than the minimum 10.76
            - installation 00000041-0000-4000-8000-000000000001 runs 10.75, since 2026-03-01T08:00:00Z (position 0)
            > update maas360 to 10.76 or later first
            """),
        RuleCase(
            "the new workflow is enabled and no version is known",
            #"""
            > 10:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            """#,
            """
            R31? which version of MaaS360 runs
            """),
        RuleCase(
            "a word that the catalogue does not know",
            #"""
            > 10:00 authentication.workflow_enabled "workflow":"newest","product":"maas360"
            """#,
            """
            R40? which workflow is enabled
            """),
    ]
}
