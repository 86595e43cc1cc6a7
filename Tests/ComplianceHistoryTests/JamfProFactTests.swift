import ComplianceLedger
import LedgerModel
import Testing

/// The statements of "Conditional Access" (S004), on Jamf Pro 10.25, that events carry.
@Suite("What the document on Jamf Pro says")
struct JamfProFactTests {
    static let cases = setup + computers

    @Test("goes its whole way as events", arguments: cases)
    func said(_ fact: FactCase) throws { try fact.check() }

    @Test(
        "what was sent of a computer is told apart by its people, and found by each of them on any computer")
    func history() throws {
        let script = try FactScript(
            #"""
            09:00 device.inventory_sent "device":{"entraDeviceId":"#D"},"user":{"userPrincipalName":"ada@contoso.example"},"product":"jamfPro"
            09:01 device.inventory_sent "device":{"entraDeviceId":"#D"},"user":{"userPrincipalName":"grace@contoso.example"},"product":"jamfPro"
            10:00 device.inventory_sent "device":{"entraDeviceId":"#F"},"user":{"userPrincipalName":"ada@contoso.example"},"product":"jamfPro"
            """#)
        let ledger = script.place.ledger
        func positions(_ prefix: String, of event: Int) throws -> [UInt64] {
            let tag = try #require(
                script.events[event].event.tags.first { $0.description.hasPrefix(prefix) })
            return try ledger.positions(tag: tag).map(\.value).sorted()
        }
        #expect(try positions("device:", of: 0) == [0, 1])
        #expect(try positions("user:", of: 0) == [0, 2])
        #expect(try positions("user:", of: 1) == [1])
        #expect(try positions("device:", of: 2) == [2])
    }

    private static let setup = [
        FactCase(
            4, what: "a policy is for the office applications alone",
            #"""
            08:00 policy.access_policy_created "policies":["#P"],"state":"enabled","operator":"AND","controls":["compliantDevice"],"scope":{"applicationSets":["Office365"],"platforms":["macOS"]}
            """#,
            told: "policy enabled at 08:00"),
        FactCase(
            13, 18, what: "the administrator's privilege, and by what he came",
            #"""
            08:00 tenant.administrator_signed_in "user":{"userPrincipalName":"root@contoso.example"},"console":"managerConsole","channel":"browser","privilege":"conditionalAccess"
            08:05 tenant.administrator_signed_in "user":{"userPrincipalName":"root@contoso.example"},"console":"azurePortal","channel":"desktopApp"
            """#),
        FactCase(
            8, 11, 22, 24, 25,
            what: "a manual connection, with its cloud, tenant, application and a secret that stands nowhere",
            #"""
            08:09 partner.application_registered "app":"#B","servicePrincipal":"#S","product":"jamfPro","appType":"singleTenantApp"
            08:10 partner.configured "partner":"#A","kind":"deviceManagement","product":"jamfPro","outcome":"success","trigger":"manual","cloud":"usGovernmentHigh","connectionType":"manual","directory":"#T","secret":"#C","app":"#B","secretExpires":"2027-03-01T00:00:00Z","secretFingerprint":"144e6424dc85f13e34110fe5d721406ec4acdab987c8ba1a7dd47e78f8246cb7"
            08:11 tenant.cloud_observed "cloud":"usGovernmentHigh","witness":"jamf"
            08:20 partner.secret_changed "partner":"#A","kind":"deviceManagement","product":"jamfPro","secret":"#D","app":"#B","change":"created","secretExpires":"2028-03-01T00:00:00Z"
            09:00 partner.secret_expired "partner":"#A","kind":"deviceManagement","product":"jamfPro","secret":"#C","app":"#B","secretExpires":"2026-03-01T09:00:00Z"
            """#),
        FactCase(
            23, what: "consent by its address, for the connector's application",
            #"""
            08:12 partner.url_set "partner":"#A","product":"jamfPro","purpose":"consent","addressDigest":"4ca0176e2ecf14431ed925186a2eeb09c34fe433a1da6b892e536cfe761ad899"
            08:13 partner.consent_granted "app":"#B","isAdministrator":true,"permissions":["update_device_attributes"],"scope":"tenant","role":"complianceUpdate","product":"jamfPro","appName":"Jamf Native macOS Connector"
            """#,
            told: "consent present at 08:13"),
        FactCase(
            26, 27, what: "where computers that nobody knows are sent",
            #"""
            08:14 partner.landing_page_set "partner":"#A","product":"jamfPro","page":"registration"
            08:15 partner.landing_page_set "partner":"#A","product":"jamfPro","page":"accessDenied"
            08:16 partner.landing_page_set "partner":"#A","product":"jamfPro","page":"custom","addressDigest":"4ca0176e2ecf14431ed925186a2eeb09c34fe433a1da6b892e536cfe761ad899"
            09:00 device.redirected "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","target":"enrollmentPortal"
            09:01 device.redirected "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","target":"companyPortal"
            """#),
        FactCase(
            19, 28, what: "as the connection is saved it is tested, and inventory goes out",
            #"""
            08:20 partner.configured "partner":"#A","product":"jamfPro","outcome":"success","trigger":"saved","connectionType":"manual"
            08:21 partner.connection_tested "partner":"#A","product":"jamfPro","outcome":"failure","trigger":"saved","connectionType":"manual","errorCode":7000215
            08:31 partner.connection_tested "partner":"#A","product":"jamfPro","outcome":"success","trigger":"saved","connectionType":"manual"
            08:32 device.inventory_sent "device":{"entraDeviceId":"#D"},"platform":"macOS","outcome":"success","isRegistered":true,"product":"jamfPro","trigger":"saved"
            """#),
        FactCase(
            20,
            what: "the connection is switched off, its configuration is kept, and it is switched on again",
            #"""
            10:00 partner.suspended "partner":"#A","kind":"deviceManagement","product":"jamfPro","trigger":"manual","platform":"macOS","isKept":true
            11:00 partner.resumed "partner":"#A","kind":"deviceManagement","product":"jamfPro","trigger":"manual","platform":"macOS"
            """#),
        FactCase(
            9, 32, 33, 34, 35, 36,
            what: "the Cloud Connector: two consents, the application's id pasted, confirmed and tested",
            #"""
            08:00 partner.consent_requested "app":"#B","role":"cloudConnector","scope":"tenant","product":"jamfPro"
            08:01 partner.application_registered "app":"#B","role":"cloudConnector","product":"jamfPro","appType":"multiTenantApp"
            08:01 partner.consent_granted "app":"#B","role":"cloudConnector","scope":"tenant","product":"jamfPro"
            08:02 partner.consent_granted "app":"#C","role":"userRegistration","scope":"tenant","product":"jamfPro"
            08:03 partner.app_id_set "partner":"#A","kind":"deviceManagement","product":"jamfPro","appType":"multiTenantApp","app":"#B"
            08:04 partner.registration_completed "partner":"#A","product":"jamfPro","trigger":"manual","cloud":"global","app":"#B"
            08:05 partner.connection_tested "partner":"#A","product":"jamfPro","outcome":"success","trigger":"automatic","cloud":"global","connectionType":"cloudConnector"
            """#,
            told: """
                consent present at 08:01
                consent present at 08:02
                """),
        FactCase(
            10, 12, 37, what: "several instances in the vendor's cloud on one tenant",
            #"""
            09:00 instance.connected "partner":"#A","instance":"#B","product":"jamfPro","others":0,"hosting":"vendorCloud"
            09:30 instance.connected "partner":"#A","instance":"#C","product":"jamfPro","others":1,"hosting":"vendorCloud"
            """#),
        FactCase(
            38, 39, 40, what: "a test and an inventory by hand, each with what came of it",
            #"""
            09:00 partner.connection_tested "partner":"#A","product":"jamfPro","outcome":"failure","trigger":"manual","connectionType":"manual","errorCode":401
            09:10 partner.inventory_update_requested "partner":"#A","product":"jamfPro","outcome":"success","trigger":"manual","devices":7
            09:20 partner.inventory_update_requested "partner":"#A","product":"jamfPro","outcome":"failure","trigger":"manual","errorCode":503
            09:11 device.inventory_sent "device":{"entraDeviceId":"#D"},"platform":"macOS","outcome":"success","product":"jamfPro","trigger":"manual"
            """#),
    ]

    private static let computers = [
        FactCase(
            1, 3, what: "Intune judges a computer by its own policy, and the person is let in",
            #"""
            09:00 compliance.evaluated "device":{"entraDeviceId":"#D"},"verdict":"compliant","policy":"#P","evaluator":"intune"
            09:01 compliance.observed "device":{"entraDeviceId":"#D"},"isCompliant":true,"witness":"intune","reporter":"intune"
            09:02 access.granted "device":{"entraDeviceId":"#D"},"errorCode":0,"basis":"granted","platform":"macOS","deviceIsCompliant":true
            """#,
            told: """
                device #D compliance-evaluated of #P compliant at 09:00
                device #D compliance-observed compliant at 09:01
                access granted with #D at 09:02
                """),
        FactCase(
            6, what: "the policy that registers is run on a computer",
            #"""
            08:00 device.registration_policy_run "device":{"entraDeviceId":"#D"},"platform":"macOS","outcome":"success","product":"jamfPro","trigger":"manual"
            08:02 device.registration_started "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","trigger":"manual","accountKind":"local"
            08:05 device.registered "device":{"entraDeviceId":"#D"},"platform":"macOS","trustType":"workplace"
            """#,
            told: "device #D registration registered at 08:05"),
        FactCase(
            7, what: "how a computer stands with the directory, as Jamf Pro shows it",
            #"""
            08:10 device.registration_observed "device":{"entraDeviceId":"#D"},"platform":"macOS","trustType":"workplace","witness":"jamf"
            """#,
            told: "device #D registration registered at 08:10"),
        FactCase(
            2, 29, 30, 42,
            what:
                "inventory goes out for a computer and each of its people, and none for one that is not registered",
            #"""
            09:00 device.inventory_sent "device":{"entraDeviceId":"#D"},"user":{"userPrincipalName":"ada@contoso.example"},"platform":"macOS","outcome":"success","message":"#A","isRegistered":true,"product":"jamfPro","trigger":"scheduled","accountKind":"local"
            09:01 device.inventory_sent "device":{"entraDeviceId":"#D"},"user":{"userPrincipalName":"grace@contoso.example"},"platform":"macOS","outcome":"success","message":"#B","isRegistered":true,"product":"jamfPro","trigger":"scheduled","accountKind":"mobile"
            09:02 device.inventory_sent "device":{"entraDeviceId":"#F"},"user":{"userPrincipalName":"ada@contoso.example"},"platform":"macOS","outcome":"failure","isRegistered":false,"product":"jamfPro","trigger":"scheduled"
            """#),
        FactCase(
            15, 16, 17, what: "versions, and by what account a computer is used",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"macOS","product":"jamfPro","osVersion":{"major":10,"minor":11},"accountKind":"mobile"
            08:01 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"macOS","broker":"companyPortal","brokerVersion":{"major":1,"minor":1}
            08:02 device.enrolled "device":{"entraDeviceId":"#F"},"platform":"macOS","product":"jamfPro","accountKind":"network"
            """#,
            told: """
                device #D enrolment enrolled at 08:00
                device #D broker installed at 08:01
                """),
    ]
}
