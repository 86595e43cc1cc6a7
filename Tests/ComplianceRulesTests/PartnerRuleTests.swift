import Testing

@testable import ComplianceRules

@Suite("The rules of commands: partners")
struct PartnerRuleTests {
    @Test("what they say", arguments: cases)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let cases = [
        RuleCase(
            "another partner has the platform",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            09:30 partner.enabled "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            """
            R49 by ["S000.23", "S000.28", "S003.26", "intune-partners"]
            - partner 00000041-0000-4000-8000-000000000001 (maas360) is active for iOS, since 2026-03-01T09:30:00Z (position 1)
            > record partner.removed, partner.suspended or partner.terminated of the other partner for iOS first
            """),
        RuleCase(
            "another partner has another platform",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"android"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            ""),
        RuleCase(
            "iPadOS is iOS's platform",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iPadOS"
            """#,
            """
            R49 by ["S000.23", "S000.28", "S003.26", "intune-partners"]
            - partner 00000041-0000-4000-8000-000000000001 (maas360) is added for iOS, since 2026-03-01T09:00:00Z (position 0)
            > record partner.removed, partner.suspended or partner.terminated of the other partner for iOS first
            """),
        RuleCase(
            "the same partner goes on",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 partner.enabled "partner":"#A","product":"maas360","platform":"iOS"
            """#,
            ""),
        RuleCase(
            "the other partner was removed",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            09:30 partner.removed "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            ""),
        RuleCase(
            "the other partner was suspended, and comes back",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            09:30 partner.suspended "partner":"#A","product":"maas360","platform":"iOS"
            09:40 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            > 10:00 partner.resumed "partner":"#A","product":"maas360","platform":"iOS"
            """#,
            """
            R49 by ["S000.23", "S000.28", "S003.26", "intune-partners"]
            - partner 00000042-0000-4000-8000-000000000001 (workspaceOne) is added for iOS, since 2026-03-01T09:40:00Z (position 2)
            > record partner.removed, partner.suspended or partner.terminated of the other partner for iOS first
            """),
        RuleCase(
            "the other partner was terminated for all platforms",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            09:30 partner.terminated "partner":"#A","product":"maas360"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            ""),
        RuleCase(
            "adding failed",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS","outcome":"failure"
            """#,
            ""),
        RuleCase(
            "the other one's adding failed",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS","outcome":"failure"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            ""),
        RuleCase(
            "no platform is named, so all are meant",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"macOS"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne"
            """#,
            """
            R49 by ["S000.23", "S000.28", "S003.26", "intune-partners"]
            - partner 00000041-0000-4000-8000-000000000001 (maas360) is added for macOS, since 2026-03-01T09:00:00Z (position 0)
            > record partner.removed, partner.suspended or partner.terminated of the other partner for these platforms first
            """),
        RuleCase(
            "two partners in one input",
            #"""
            > 10:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            """
            2 R49 by ["S000.23", "S000.28", "S003.26", "intune-partners"]
            - partner 00000041-0000-4000-8000-000000000001 (maas360) is added for iOS, since 2026-03-01T10:00:00Z (event 1 of the input)
            > record partner.removed, partner.suspended or partner.terminated of the other partner for iOS first
            """),
        RuleCase(
            "a partner that was added later",
            #"""
            11:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            """
            R49 by ["S000.23", "S000.28", "S003.26", "intune-partners"]
            - partner 00000041-0000-4000-8000-000000000001 (maas360) is added for iOS, since 2026-03-01T11:00:00Z (position 0)
            > record partner.removed, partner.suspended or partner.terminated of the other partner for iOS first
            """),
        RuleCase(
            "a partner that a snapshot shows",
            #"""
            09:00 partner.state_observed "partner":"#A","state":"enabled","iOS":true,"android":false
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            """
            R49 by ["S000.23", "S000.28", "S003.26", "intune-partners"]
            - partner 00000041-0000-4000-8000-000000000001 is active for iOS, since 2026-03-01T09:00:00Z (position 0)
            > record partner.removed, partner.suspended or partner.terminated of the other partner for iOS first
            """),
        RuleCase(
            "a snapshot shows that it was let go",
            #"""
            08:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            09:00 partner.state_observed "partner":"#A","state":"enabled","iOS":false
            > 10:00 partner.added "partner":"#B","product":"workspaceOne","platform":"iOS"
            """#,
            ""),
        RuleCase(
            "no partner is named",
            #"""
            > 10:00 partner.added "platform":"iOS"
            """#,
            """
            R49? which partner it is
            """),
        RuleCase(
            "one of two partners has no id",
            #"""
            09:00 partner.added "partner":"#A","product":"maas360","platform":"iOS"
            > 10:00 partner.added "product":"maas360","platform":"iOS"
            """#,
            """
            R49? whether two partners without ids are the same
            """),
        RuleCase(
            "the notification is suppressed for groups",
            #"""
            09:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups"
            > 10:00 partner.notification_suppression_set "partner":"#A","product":"maas360","isSuppressed":true
            """#,
            """
            suppression-scope by ["S000.39", "S000.40"]
            - the partner works for groups, not for all users, since 2026-03-01T09:00:00Z (position 0)
            > record group.scope_changed to everybody first, or leave the notification on
            """),
        RuleCase(
            "the notification is suppressed for everybody",
            #"""
            09:00 group.scope_changed "partner":"#A","product":"maas360","mode":"everybody"
            > 10:00 partner.notification_suppression_set "partner":"#A","product":"maas360","isSuppressed":true
            """#,
            ""),
        RuleCase(
            "the event says that not all users are meant",
            #"""
            > 10:00 partner.notification_suppression_set "partner":"#A","product":"maas360","allUsers":false,"isSuppressed":true
            """#,
            """
            suppression-scope by ["S000.39", "S000.40"]
            - the event says that not all users are meant (event 1 of the input)
            > record group.scope_changed to everybody first, or leave the notification on
            """),
        RuleCase(
            "the notification is left on for groups",
            #"""
            > 10:00 partner.notification_suppression_set "partner":"#A","product":"maas360","allUsers":false,"isSuppressed":false
            """#,
            ""),
        RuleCase(
            "nothing says who is meant",
            #"""
            > 10:00 partner.notification_suppression_set "partner":"#A","product":"maas360","isSuppressed":true
            """#,
            """
            suppression-scope? whether all users are meant
            """),
        RuleCase(
            "a Cloud Connector is tested by hand",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            > 10:00 partner.connection_tested "partner":"#A","product":"jamfPro","trigger":"manual"
            """#,
            """
            cloud-connector-test by ["S004.36", "S004.38"]
            - the connection's type is cloudConnector, since 2026-03-01T09:00:00Z (position 0)
            > leave it to the test that is made as the connection is set up, or connect by the type manual
            """),
        RuleCase(
            "a Cloud Connector is tested as it is saved",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            > 10:00 partner.connection_tested "partner":"#A","product":"jamfPro","trigger":"saved"
            """#,
            ""),
        RuleCase(
            "a manual connection is tested by hand",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"manual"
            > 10:00 partner.connection_tested "partner":"#A","product":"jamfPro","trigger":"manual"
            """#,
            ""),
        RuleCase(
            "the event says that it is a Cloud Connector",
            #"""
            > 10:00 partner.connection_tested "partner":"#A","product":"jamfPro","trigger":"manual","connectionType":"cloudConnector"
            """#,
            """
            cloud-connector-test by ["S004.36", "S004.38"]
            - the event says that the connection's type is cloudConnector (event 1 of the input)
            > leave it to the test that is made as the connection is set up, or connect by the type manual
            """),
        RuleCase(
            "nothing says what made the test happen",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            > 10:00 partner.connection_tested "partner":"#A","product":"jamfPro"
            """#,
            """
            cloud-connector-test? what made the test happen
            """),
        RuleCase(
            "nothing says how it is connected",
            #"""
            > 10:00 partner.connection_tested "partner":"#A","product":"jamfPro","trigger":"manual"
            """#,
            """
            cloud-connector-test? the type of the connection
            """),
        RuleCase(
            "a Cloud Connector's inventory is sent by hand",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            > 10:00 partner.inventory_update_requested "partner":"#A","product":"jamfPro"
            """#,
            """
            cloud-connector-update by ["S004.39"]
            - the connection's type is cloudConnector, since 2026-03-01T09:00:00Z (position 0)
            > wait for the scheduled inventory, or connect by the type manual
            """),
        RuleCase(
            "a manual connection's inventory is sent by hand",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"manual"
            > 10:00 partner.inventory_update_requested "partner":"#A","product":"jamfPro"
            """#,
            ""),
        RuleCase(
            "nothing says how it is connected, and its inventory is sent",
            #"""
            > 10:00 partner.inventory_update_requested "partner":"#A","product":"jamfPro"
            """#,
            """
            cloud-connector-update? the type of the connection
            """),
        RuleCase(
            "another device manager has no Cloud Connector",
            #"""
            > 10:00 partner.inventory_update_requested "partner":"#A","product":"workspaceOne"
            """#,
            ""),
    ]
}
