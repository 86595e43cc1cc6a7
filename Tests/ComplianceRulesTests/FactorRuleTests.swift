import Testing

@testable import ComplianceRules

@Suite("The rules of commands: factors")
struct FactorRuleTests {
    @Test("what they say", arguments: cases)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let cases = [
        RuleCase(
            "the manager's factor comes before Entra's",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 mfa.code_verified "session":"#S","askedBy":"manager","channel":"email"
            """#,
            """
            R41 by ["S001.21"]
            - Entra asks for multi factors, since 2026-03-01T08:10:00Z (position 1)
            - no factor of Entra's is recorded of the enrolment up to 2026-03-01T10:00:00Z
            > record mfa.satisfied or mfa.code_verified, asked for by entra, first
            """),
        RuleCase(
            "Entra's factor comes first",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:59 mfa.satisfied "session":"#S","askedBy":"entra"
            > 10:00 mfa.code_verified "session":"#S","askedBy":"manager","channel":"email"
            """#,
            ""),
        RuleCase(
            "Entra's factor comes first in the same input",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 mfa.satisfied "session":"#S","askedBy":"entra"
            > 10:00 mfa.code_verified "session":"#S","askedBy":"manager","channel":"email"
            """#,
            ""),
        RuleCase(
            "Entra's factor comes after the manager's",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:59 mfa.satisfied "session":"#S","askedBy":"manager"
            > 10:00 mfa.satisfied "session":"#S","askedBy":"entra"
            """#,
            """
            R41 by ["S001.21"]
            - the device manager's factor was given before Entra's, at 2026-03-01T09:59:00Z (position 4)
            > begin the enrolment anew, Entra's factor first
            """),
        RuleCase(
            "who asked is told by the method",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 mfa.code_verified "session":"#S","method":"email"
            """#,
            """
            R41 by ["S001.21"]
            - Entra asks for multi factors, since 2026-03-01T08:10:00Z (position 1)
            - no factor of Entra's is recorded of the enrolment up to 2026-03-01T10:00:00Z
            > record mfa.satisfied or mfa.code_verified, asked for by entra, first
            """),
        RuleCase(
            "who asked is not known",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 mfa.satisfied "session":"#S"
            """#,
            """
            R41? who asked for the factor
            """),
        RuleCase(
            "Entra asks for none",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"single"
            > 10:00 mfa.satisfied "session":"#S","askedBy":"manager"
            """#,
            ""),
        RuleCase(
            "whether Entra asks is not known",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            > 10:00 mfa.satisfied "session":"#S","askedBy":"manager"
            """#,
            """
            R41? how many factors Entra asks for
            """),
        RuleCase(
            "the existing workflow does not ask for Entra's",
            #"""
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            > 10:00 mfa.satisfied "session":"#S","askedBy":"manager"
            """#,
            ""),
        RuleCase(
            "no enrolment is named",
            #"""
            > 10:00 mfa.satisfied "askedBy":"manager"
            """#,
            """
            R41? to which enrolment the factor belongs
            """),
        RuleCase(
            "three factors where three are asked for",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:57 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            09:58 mfa.satisfied "session":"#S","askedBy":"entra"
            09:59 mfa.satisfied "session":"#S","askedBy":"manager"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360"
            """#,
            ""),
        RuleCase(
            "two factors where three are asked for",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:57 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            09:58 mfa.satisfied "session":"#S","askedBy":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360"
            """#,
            """
            R37 by ["S001.19", "S001.21"]
            - factors asked for: 3; given afresh, the password among them: 2
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            - the device manager asks for two factors, since 2026-03-01T08:11:00Z (position 2)
            - Entra asks for multi factors, since 2026-03-01T08:10:00Z (position 1)
            > record the missing factors (mfa.satisfied, mfa.code_verified) before the enrolment is completed
            """),
        RuleCase(
            "a factor by an earlier claim is no fresh one",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:57 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            09:58 mfa.satisfied_by_claim "session":"#S","askedBy":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360","factors":2
            """#,
            """
            R37 by ["S001.19", "S001.21"]
            - factors asked for: 3; given afresh, the password among them: 2
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            - the device manager asks for two factors, since 2026-03-01T08:11:00Z (position 2)
            - Entra asks for multi factors, since 2026-03-01T08:10:00Z (position 1)
            > record the missing factors (mfa.satisfied, mfa.code_verified) before the enrolment is completed
            """),
        RuleCase(
            "readings differ, and the lower one is met",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"single"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:57 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360"
            """#,
            ""),
        RuleCase(
            "readings differ, and the lower one is not met",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"single"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360","factors":0,"userKind":"entra","provider":"entra"
            """#,
            """
            R37 by ["S001.19", "S001.29", "S001.14", "S001.15"]
            - factors asked for: 1; given afresh, the password among them: 0; readings differ (also 2), the lowest is enforced
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            - the device manager asks for single factors, since 2026-03-01T08:11:00Z (position 2)
            - Entra asks for multi factors, since 2026-03-01T08:10:00Z (position 1)
            > record the missing factors (mfa.satisfied, mfa.code_verified) before the enrolment is completed
            """),
        RuleCase(
            "the number in force at the time counts",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:00 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"single"
            11:00 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            09:57 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            09:58 mfa.satisfied "session":"#S","askedBy":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360"
            """#,
            ""),
        RuleCase(
            "a setting for people in Active Directory alone",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:00 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"single","userKind":"activeDirectory"
            09:57 enrollment.password_passed "session":"#S","workflow":"new","product":"maas360","page":"microsoft","userKind":"entra","provider":"entra"
            09:58 mfa.satisfied "session":"#S","askedBy":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360"
            """#,
            """
            R37 by ["S001.19", "S001.21"]
            - factors asked for: 3; given afresh, the password among them: 2
            - the workflow in force is new, since 2026-03-01T08:00:00Z (position 0)
            - the device manager asks for two factors, since 2026-03-01T08:11:00Z (position 2)
            - Entra asks for multi factors, since 2026-03-01T08:10:00Z (position 1)
            > record the missing factors (mfa.satisfied, mfa.code_verified) before the enrolment is completed
            """),
        RuleCase(
            "people in Active Directory are not counted",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360","userKind":"activeDirectory","factors":0
            """#,
            ""),
        RuleCase(
            "no setting is known",
            #"""
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            09:57 enrollment.password_passed "session":"#S","workflow":"existing","product":"maas360","page":"manager","userKind":"entra","provider":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"existing","product":"maas360"
            """#,
            """
            R37? how many factors are asked for
            """),
        RuleCase(
            "no factor is recorded or told",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360","userKind":"entra","provider":"entra"
            """#,
            """
            R37? how many factors were given
            """),
        RuleCase(
            "no directory is named",
            #"""
            08:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            08:10 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            08:11 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            08:12 authentication.default_set "product":"maas360","setting":"entra"
            > 10:00 enrollment.completed "session":"#S","workflow":"new","product":"maas360"
            """#,
            """
            R37? in which directory the person is
            """),
    ]
}
