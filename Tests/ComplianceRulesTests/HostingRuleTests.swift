import Testing

@testable import ComplianceRules

@Suite("The rules of commands: who runs an installation, and by what account a computer is used")
struct HostingRuleTests {
    @Test("what they say", arguments: hosts + accounts)
    func said(_ script: RuleCase) throws {
        #expect(try RuleScript(script.script).said() == script.said)
    }

    private static let hosts = [
        RuleCase(
            "an installation on premises joins a Cloud Connector",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            09:01 instance.version_observed "instance":"#B","product":"jamfPro","version":{"major":10,"minor":25}
            > 10:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            """#,
            """
            cloud-connector-host by ["S004.8", "S004.12"]
            - the connection's type is cloudConnector, since 2026-03-01T09:00:00Z (position 0)
            - the event says hosting onPremises (event 1 of the input)
            > connect it by the type manual, or let its vendor run the installation (hosting vendorCloud)
            """),
        RuleCase(
            "one in the vendor's cloud joins it",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            09:01 instance.version_observed "instance":"#B","product":"jamfPro","version":{"major":10,"minor":25}
            > 10:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"vendorCloud"
            """#,
            ""),
        RuleCase(
            "one on premises is connected by hand",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"manual"
            09:01 instance.version_observed "instance":"#B","product":"jamfPro","version":{"major":10,"minor":25}
            > 10:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            """#,
            ""),
        RuleCase(
            "a Cloud Connector was chosen later than the time in question",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"manual"
            11:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            > 10:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            """#,
            ""),
        RuleCase(
            "nobody says who runs it",
            #"""
            09:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            > 10:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro"
            """#,
            """
            cloud-connector-host? who runs the installation
            """),
        RuleCase(
            "nobody says how it is connected",
            #"""
            > 10:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            """#,
            """
            cloud-connector-host? the type of the connection
            """),
        RuleCase(
            "other products have no Cloud Connector",
            #"""
            09:01 instance.version_observed "instance":"#B","product":"ivantiEPMM","version":{"major":11}
            > 10:00 instance.connected "partner":"#A","instance":"#B","product":"ivantiEPMM","hosting":"onPremises"
            """#,
            ""),
        RuleCase(
            "the Cloud Connector is chosen for an installation on premises",
            #"""
            09:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            > 10:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            """#,
            """
            cloud-connector-host by ["S004.8", "S004.12"]
            - installation 00000042-0000-4000-8000-000000000001 runs with hosting onPremises, since 2026-03-01T09:00:00Z (position 0)
            > connect it by the type manual, or let its vendor run the installation (hosting vendorCloud)
            """),
        RuleCase(
            "the Cloud Connector is chosen, and one on premises joins it in the same input",
            #"""
            > 10:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            > 10:01 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            """#,
            """
            2 cloud-connector-host by ["S004.8", "S004.12"]
            - the connection's type is cloudConnector, since 2026-03-01T10:00:00Z (event 1 of the input)
            - the event says hosting onPremises (event 2 of the input)
            > connect it by the type manual, or let its vendor run the installation (hosting vendorCloud)
            """),
        RuleCase(
            "the type manual is chosen for it",
            #"""
            09:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            > 10:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"manual"
            """#,
            ""),
        RuleCase(
            "another installation of the connection is in the cloud",
            #"""
            09:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            09:01 instance.connected "partner":"#A","instance":"#C","product":"jamfPro","hosting":"vendorCloud"
            > 10:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            """#,
            ""),
        RuleCase(
            "the one on premises was disconnected",
            #"""
            09:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            09:30 instance.disconnected "partner":"#A","instance":"#B","product":"jamfPro"
            > 10:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            """#,
            ""),
        RuleCase(
            "of one of two installations nobody says who runs it",
            #"""
            09:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","hosting":"onPremises"
            09:01 instance.connected "partner":"#A","instance":"#C","product":"jamfPro"
            > 10:00 partner.configured "partner":"#A","product":"jamfPro","connectionType":"cloudConnector"
            """#,
            """
            cloud-connector-host? who runs the installation
            """),
        RuleCase(
            "the partner has no id, its product tells that it is the same",
            #"""
            09:00 instance.connected "instance":"#B","product":"jamfPro","hosting":"onPremises"
            > 10:00 partner.configured "product":"jamfPro","connectionType":"cloudConnector"
            """#,
            """
            cloud-connector-host by ["S004.8", "S004.12"]
            - installation 00000042-0000-4000-8000-000000000001 runs with hosting onPremises, since 2026-03-01T09:00:00Z (position 0)
            > connect it by the type manual, or let its vendor run the installation (hosting vendorCloud)
            """),
    ]

    private static let accounts = [
        RuleCase(
            "a computer with a network account enrols",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"network"
            """#,
            """
            R29 by ["S004.16", "S004.17"]
            - jamfPro works on macOS with an account of the kind local or mobile, not network
            > use the computer by an account of the kind local or mobile
            """),
        RuleCase(
            "one with a mobile account enrols",
            #"""
            > 10:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"mobile"
            """#,
            ""),
        RuleCase(
            "a computer with a network account is registered",
            #"""
            > 10:00 device.registration_started "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"network"
            """#,
            """
            R29 by ["S004.16", "S004.17"]
            - jamfPro works on macOS with an account of the kind local or mobile, not network
            > use the computer by an account of the kind local or mobile
            """),
        RuleCase(
            "the policy that registers is run on it",
            #"""
            > 10:00 device.registration_policy_run "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"network"
            > 10:01 device.registration_policy_run "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"local"
            """#,
            """
            1 R29 by ["S004.16", "S004.17"]
            - jamfPro works on macOS with an account of the kind local or mobile, not network
            > use the computer by an account of the kind local or mobile
            """),
        RuleCase(
            "the inventory of a network account is sent",
            #"""
            > 10:00 device.inventory_sent "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"network"
            > 10:01 device.inventory_sent "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","accountKind":"local"
            """#,
            """
            1 R29 by ["S004.16", "S004.17"]
            - jamfPro works on macOS with an account of the kind local or mobile, not network
            > use the computer by an account of the kind local or mobile
            """),
        RuleCase(
            "nobody says by what account it is used",
            #"""
            > 10:00 device.registration_started "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro"
            """#,
            """
            R29? by what kind of account the computer is used
            """),
        RuleCase(
            "neither the platform nor the product is named",
            #"""
            > 10:00 device.registration_started "device":{"entraDeviceId":"#D"},"product":"jamfPro","accountKind":"network"
            > 10:01 device.registration_started "device":{"entraDeviceId":"#D"},"platform":"macOS","accountKind":"network"
            """#,
            """
            1 R29? the device's platform
            2 R29? the device manager
            """),
        RuleCase(
            "of other device managers and other systems no document says it",
            #"""
            > 10:00 device.registration_started "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"workspaceOne","accountKind":"network"
            > 10:01 device.registration_started "device":{"entraDeviceId":"#D"},"platform":"windows","product":"jamfPro","accountKind":"network"
            """#,
            ""),
    ]
}
