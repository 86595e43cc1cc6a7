import Testing

@testable import ComplianceRules

@Suite("The rules of commands: default settings")
struct SettingRuleTests {
    @Test("what they say", arguments: cases)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let cases = [
        RuleCase(
            "a password passes under the setting None",
            #"""
            09:00 authentication.default_set "product":"maas360","setting":"none"
            > 10:00 enrollment.password_passed "session":"#S","workflow":"existing","product":"maas360","page":"manager","userKind":"entra","provider":"entra"
            """#,
            """
            R38 by ["S001.17"]
            - the default authentication is none, since 2026-03-01T09:00:00Z (position 0)
            > record authentication.default_set to activeDirectory, entra or both first
            """),
        RuleCase(
            "an enrolment is completed under the setting None",
            #"""
            09:00 authentication.default_set "product":"maas360","setting":"none"
            > 10:00 enrollment.completed "session":"#S","workflow":"existing","product":"maas360","userKind":"activeDirectory"
            """#,
            """
            R38 by ["S001.17"]
            - the default authentication is none, since 2026-03-01T09:00:00Z (position 0)
            > record authentication.default_set to activeDirectory, entra or both first
            """),
        RuleCase(
            "the event says that the setting is None",
            #"""
            09:00 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"existing","product":"maas360","userKind":"activeDirectory","setting":"none"
            """#,
            """
            R38 by ["S001.17"]
            - the event says that the default authentication is none (event 1 of the input)
            > record authentication.default_set to activeDirectory, entra or both first
            """),
        RuleCase(
            "a password fails under the setting None",
            #"""
            09:00 authentication.default_set "product":"maas360","setting":"none"
            > 10:00 enrollment.password_failed "session":"#S","workflow":"existing","product":"maas360","page":"manager","userKind":"entra"
            """#,
            ""),
        RuleCase(
            "the setting is changed first",
            #"""
            09:00 authentication.default_set "product":"maas360","setting":"none"
            09:30 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"existing","product":"maas360","userKind":"activeDirectory"
            """#,
            ""),
        RuleCase(
            "the setting is not known",
            #"""
            > 10:00 enrollment.completed "session":"#S","workflow":"existing","product":"maas360","userKind":"activeDirectory"
            """#,
            """
            R38? the default authentication
            R39? the default authentication
            """),
        RuleCase(
            "Active Directory after Entra refused, in the new workflow",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            09:00 authentication.default_set "product":"maas360","setting":"both"
            09:59 enrollment.password_failed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            > 10:00 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"managerPassword","userKind":"activeDirectory","provider":"activeDirectory"
            """#,
            """
            R39 by ["S001.17", "S001.18"]
            - the default authentication is both, since 2026-03-01T09:00:00Z (position 1)
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            - Entra refused the person, at 2026-03-01T09:59:00Z (position 2)
            > the person signs in with Entra, or record authentication.default_set to activeDirectory first
            """),
        RuleCase(
            "the same in the existing workflow",
            #"""
            09:00 authentication.default_set "product":"maas360","setting":"both"
            09:59 enrollment.password_failed "session":"#S","workflow":"existing","product":"maas360","page":"manager","userKind":"entra","provider":"entra"
            > 10:00 enrollment.password_passed "session":"#S","workflow":"existing","product":"maas360","page":"manager","userKind":"activeDirectory","provider":"activeDirectory"
            """#,
            ""),
        RuleCase(
            "Entra itself in the new workflow",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            09:00 authentication.default_set "product":"maas360","setting":"both"
            > 10:00 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            """#,
            ""),
        RuleCase(
            "who checked the password is known from the step before",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            09:00 authentication.default_set "product":"maas360","setting":"both"
            09:58 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"managerPassword","userKind":"activeDirectory","provider":"activeDirectory"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360"
            """#,
            """
            R39 by ["S001.17", "S001.18"]
            - the default authentication is both, since 2026-03-01T09:00:00Z (position 1)
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            > the person signs in with Entra, or record authentication.default_set to activeDirectory first
            """),
        RuleCase(
            "nothing says who checked the password",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            09:00 authentication.default_set "product":"maas360","setting":"both"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360","userKind":"activeDirectory"
            """#,
            """
            R39? who checked the password
            """),
    ]
}
