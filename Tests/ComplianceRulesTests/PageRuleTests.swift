import Testing

@testable import ComplianceRules

@Suite("The rules of commands: pages")
struct PageRuleTests {
    @Test("what they say", arguments: cases)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let cases = [
        RuleCase(
            "the password of a person in Entra on the manager's page, in the new workflow",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:30 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"manager","userKind":"entra","provider":"entra"
            """#,
            """
            R42 by ["S001.16", "S001.12", "S001.13"]
            - in the workflow new the password of a person in entra is entered on the page microsoft, not on manager
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            > the password is entered on the page microsoft
            """),
        RuleCase(
            "the same on Microsoft's page",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:30 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            """#,
            ""),
        RuleCase(
            "the same in the existing workflow",
            #"""
            08:30 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.password_passed "session":"#S","workflow":"existing","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            """#,
            """
            R42 by ["S001.16"]
            - in the workflow existing the password of a person in entra is entered on the page manager, not on microsoft
            - the workflow in force is existing, as no event enables another one
            > the password is entered on the page manager
            """),
        RuleCase(
            "the password of a person in Active Directory on the first page, in the new workflow",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 enrollment.password_failed "session":"#S","workflow":"new","product":"maas360","page":"manager","userKind":"activeDirectory"
            """#,
            """
            R42 by ["S001.16"]
            - in the workflow new the password of a person in activeDirectory is entered on the page managerPassword, not on manager
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            > the password is entered on the page managerPassword
            """),
        RuleCase(
            "the same on the next page",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 enrollment.password_failed "session":"#S","workflow":"new","product":"maas360","page":"managerPassword","userKind":"activeDirectory"
            """#,
            ""),
        RuleCase(
            "the directory is known from a step before",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            09:59 enrollment.identifier_submitted "session":"#S","workflow":"new","product":"maas360","userKind":"entra"
            > 10:00 enrollment.password_failed "session":"#S","workflow":"new","product":"maas360","page":"managerPassword"
            """#,
            """
            R42 by ["S001.16", "S001.12", "S001.13"]
            - in the workflow new the password of a person in entra is entered on the page microsoft, not on managerPassword
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            > the password is entered on the page microsoft
            """),
        RuleCase(
            "no page is named",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 enrollment.password_failed "session":"#S","workflow":"new","product":"maas360","userKind":"entra"
            """#,
            """
            R42? on which page the password was entered
            """),
        RuleCase(
            "no directory is named",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 enrollment.password_failed "session":"#S","workflow":"new","product":"maas360","page":"microsoft"
            """#,
            """
            R42? in which directory the person is
            """),
    ]
}
