import Testing

@testable import ComplianceRules

@Suite("The rules of commands: reports")
struct ReportRuleTests {
    @Test("what they say", arguments: cases)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let cases = [
        RuleCase(
            "a report with consent, platform and sync",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            ""),
        RuleCase(
            "before consent",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-consent by ["S000.35", "S000.42", "S003.31", "S004.23", "S004.33"]
            - no consent to an application of workspaceOne stands at 2026-03-01T10:00:00Z
            > record partner.consent_granted for workspaceOne first
            """),
        RuleCase(
            "before consent, which came later",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            11:00 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-consent by ["S000.35", "S000.42", "S003.31", "S004.23", "S004.33"]
            - no consent to an application of workspaceOne stands at 2026-03-01T10:00:00Z
            - consent was given, at 2026-03-01T11:00:00Z (position 3)
            > record partner.consent_granted for workspaceOne first
            """),
        RuleCase(
            "consent to another one's application does not count",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"maas360"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-consent by ["S000.35", "S000.42", "S003.31", "S004.23", "S004.33"]
            - no consent to an application of workspaceOne stands at 2026-03-01T10:00:00Z
            > record partner.consent_granted for workspaceOne first
            """),
        RuleCase(
            "consent that does not say to whose application counts",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            ""),
        RuleCase(
            "for a platform that is not set up",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"android"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-platform by ["S000.23", "S000.28", "S003.26", "S003.28"]
            - workspaceOne is not set up for iOS at 2026-03-01T10:00:00Z
            - the device runs iOS, since 2026-03-01T08:00:00Z (position 0)
            > record partner.added or partner.resumed of workspaceOne for iOS first
            """),
        RuleCase(
            "for a platform that was ended",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            09:00 partner.terminated "partner":"#A","product":"workspaceOne","platform":"iOS"
            09:10 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-platform by ["S000.23", "S000.28", "S003.26", "S003.28"]
            - partner 00000041-0000-4000-8000-000000000001 is ended for iOS, since 2026-03-01T09:00:00Z (position 4)
            - the device runs iOS, since 2026-03-01T08:00:00Z (position 0)
            > record partner.added or partner.resumed of workspaceOne for iOS first
            """),
        RuleCase(
            "for a platform that was suspended and resumed",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            09:00 partner.suspended "partner":"#A","product":"workspaceOne","platform":"iOS"
            09:30 partner.resumed "partner":"#A","product":"workspaceOne","platform":"iOS"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            ""),
        RuleCase(
            "while the partner is rejected",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            09:00 partner.state_observed "partner":"#A","state":"rejected","iOS":true
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-platform by ["S000.23", "S000.28", "S003.26", "S003.28"]
            - partner 00000041-0000-4000-8000-000000000001 is not able to report for iOS, since 2026-03-01T09:00:00Z (position 4)
            - the device runs iOS, since 2026-03-01T08:00:00Z (position 0)
            > record partner.added or partner.resumed of workspaceOne for iOS first
            """),
        RuleCase(
            "for a device whose platform nothing tells",
            #"""
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-platform? the platform of the device
            """),
        RuleCase(
            "the device's platform is told in the same input",
            #"""
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"android"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 09:59 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            1 R31? the version of the app of workspaceOne
            2 R50-platform by ["S000.23", "S000.28", "S003.26", "S003.28"]
            - workspaceOne is not set up for iOS at 2026-03-01T10:00:00Z
            - the device runs iOS, since 2026-03-01T09:59:00Z (event 1 of the input)
            > record partner.added or partner.resumed of workspaceOne for iOS first
            """),
        RuleCase(
            "a connection that nobody's product names",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.state_observed "partner":"#A","state":"enabled","iOS":true
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-platform? whose connection partner 00000041-0000-4000-8000-000000000001 is
            """),
        RuleCase(
            "after a change of groups without a sync",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            09:00 group.scope_changed "partner":"#A","product":"workspaceOne","mode":"groups"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R48 by ["S003.28"]
            - users or platforms of workspaceOne changed, at 2026-03-01T09:00:00Z (position 4)
            - the last sync was before it, at 2026-03-01T08:30:00Z (position 3)
            > record tenant.directory_synced of workspaceOne first
            """),
        RuleCase(
            "after a change of groups and a sync",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            09:00 group.scope_changed "partner":"#A","product":"workspaceOne","mode":"groups"
            09:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            ""),
        RuleCase(
            "after a sync that failed",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne"
            09:00 group.scope_changed "partner":"#A","product":"workspaceOne","mode":"groups"
            09:30 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne","outcome":"failure"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R48 by ["S003.28"]
            - users or platforms of workspaceOne changed, at 2026-03-01T09:00:00Z (position 4)
            - the last sync was before it, at 2026-03-01T08:30:00Z (position 3)
            > record tenant.directory_synced of workspaceOne first
            """),
        RuleCase(
            "after a platform without any sync",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            08:20 partner.added "partner":"#A","product":"workspaceOne","platform":"iOS"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R48 by ["S003.28"]
            - users or platforms of workspaceOne changed, at 2026-03-01T08:20:00Z (position 2)
            - no sync is recorded up to 2026-03-01T10:00:00Z
            > record tenant.directory_synced of workspaceOne first
            """),
        RuleCase(
            "another device manager needs no sync",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"workspaceOne"
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"maas360"
            08:20 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"maas360"
            """#,
            ""),
        RuleCase(
            "nobody says who evaluated",
            #"""
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant"
            """#,
            """
            R50-consent? which device manager evaluated
            R50-platform? which device manager evaluated
            R48? which device manager evaluated
            """),
        RuleCase(
            "Intune reports to itself",
            #"""
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"intune"
            """#,
            ""),
        RuleCase(
            "a Windows device, and no road is named",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"windows","product":"workspaceOne","osVersion":{"major":10}
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne"
            """#,
            """
            R50-consent? by what road the report of a Windows device goes
            R50-platform? by what road the report of a Windows device goes
            R48? by what road the report of a Windows device goes
            R30? by what road the report of a Windows device goes
            """),
        RuleCase(
            "a Windows device by the partner's road",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"windows","product":"workspaceOne","osVersion":{"major":10}
            08:10 partner.consent_granted "app":"#F","servicePrincipal":"#E","product":"workspaceOne"
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne","road":"partnerCompliance"
            """#,
            """
            R50-platform by ["S000.23", "S000.28", "S003.26", "S003.28"]
            - workspaceOne is not set up for windows at 2026-03-01T10:00:00Z
            - the device runs windows, since 2026-03-01T08:00:00Z (position 0)
            > record partner.added or partner.resumed of workspaceOne for windows first
            """),
        RuleCase(
            "another road needs none of this",
            #"""
            > 10:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne","road":"graph"
            """#,
            ""),
    ]
}
