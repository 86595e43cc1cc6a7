import ComplianceHistory
import ComplianceState
import EventCatalogue
import LedgerModel
import Testing

/// The statements of "Device Posture in Entra ID using API" (S003), on Workspace ONE, that events carry.
@Suite("What the document on Workspace ONE says")
struct WorkspaceOneFactTests {
    static let cases = mobiles + setup + windows + logs

    @Test("goes its whole way as events", arguments: cases)
    func said(_ fact: FactCase) throws { try fact.check() }

    @Test("a sign-in that its log tells late is known from then on, and counts for when it was")
    func late() throws {
        let script = try FactScript(
            ##"09:00 access.granted "device":{"entraDeviceId":"#D"},"errorCode":0,"basis":"granted""##)
        let event = script.events[0].event
        let history = History(script.place.ledger)
        let delay = try #require(
            ReferenceData.current.tolerance(.signInLogDelay, at: event.occurred.instant).first?.value.seconds)
        #expect(delay == 900 && event.recorded > event.occurred.instant.adding(seconds: delay))
        let early = try history.resolve(
            asOf: nil, knownAt: .instant(event.occurred.instant.adding(seconds: delay)))
        #expect(early.prefix.value == 0)
        let later = try history.resolve(
            asOf: .instant(event.occurred.instant), knownAt: .instant(event.recorded))
        #expect(later.prefix.value == 1 && later.asOf == event.occurred.instant)
        let decisions = try history.fold(below: later.prefix, decisions: .kept).decisions()
        #expect(decisions.map(\.occurred) == [event.occurred.instant])
    }

    private static let mobiles = [
        FactCase(
            1, 59, what: "a company's device is let in and, once it is not compliant, no longer",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","ownership":"company","product":"workspaceOne"
            08:05 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS","trustType":"workplace"
            08:10 compliance.observed "device":{"entraDeviceId":"#D"},"isCompliant":true,"witness":"auditLog"
            09:00 access.granted "device":{"entraDeviceId":"#D"},"errorCode":0,"basis":"granted","deviceIsCompliant":true
            10:00 compliance.observed "device":{"entraDeviceId":"#D"},"isCompliant":false,"wasCompliant":true,"witness":"auditLog"
            10:30 access.denied "device":{"entraDeviceId":"#D"},"errorCode":53000,"basis":"conditionalAccess","deviceIsCompliant":false
            """#,
            told: """
                device #D ownership company at 08:00
                device #D registration registered at 08:05
                device #D compliance-observed compliant at 08:10
                access granted with #D at 09:00
                device #D compliance-observed nonCompliant at 10:00
                access denied with #D at 10:30
                """),
        FactCase(
            5, what: "a person is given a licence of Intune",
            #"""
            08:00 user.licence_assigned "user":{"userPrincipalName":"ada@contoso.example"},"sku":"#A","includesIntune":true
            """#),
        FactCase(
            6, 21, what: "an enrolment as a remedy, of a person's own device",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"android","ownership":"personal","product":"workspaceOne","reason":"remediation"
            """#,
            told: """
                device #D enrolment enrolled at 08:00
                device #D ownership personal at 08:00
                """),
        FactCase(
            7, 8, 10, 11,
            what:
                "registration begins behind enrolment, the id comes back, then management and compliance are told",
            #"""
            08:00 device.registration_started "device":{"intuneDeviceId":"#B"},"platform":"iOS","product":"workspaceOne","trigger":"automatic"
            08:03 device.broker_signed_in "device":{"intuneDeviceId":"#B"},"platform":"iOS","broker":"authenticator"
            08:04 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS","trustType":"workplace"
            08:05 device.identity_bound "device":{"entraDeviceId":"#D","intuneDeviceId":"#B"},"entraDevice":"#D","intuneDevice":"#B"
            08:06 management.signalled "device":{"entraDeviceId":"#D"},"isManaged":true
            08:07 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne","road":"partnerCompliance"
            """#,
            told: """
                device #D broker signedIn at 08:03
                device #D registration registered at 08:04
                device #D management-signalled managed at 08:06
                device #D compliance-reported sent:compliant at 08:07
                """),
        FactCase(
            9, what: "passwords are checked by another provider",
            #"""
            08:00 authentication.source_set "userKind":"entra","checkedBy":"federated","checkedByBefore":"entra"
            """#),
        FactCase(
            12, 13, 63, what: "a request by the broker carries the device, and one without it does not",
            #"""
            09:00 access.granted "device":{"entraDeviceId":"#D"},"errorCode":0,"basis":"granted","isInteractive":false,"kind":"nonInteractiveUser","deviceIsCompliant":true,"deviceIsManaged":true
            09:05 access.denied "user":{"userPrincipalName":"ada@contoso.example"},"errorCode":53000,"basis":"conditionalAccess","isInteractive":true
            """#,
            told: """
                access granted with #D at 09:00
                access denied with no device at 09:05
                """),
        FactCase(
            14, 34, 37, what: "profiles of the single sign-on extension, for both of Apple's systems",
            #"""
            08:00 app.sso_extension_assigned "platform":"iOS","broker":"authenticator","allUsers":true,"product":"workspaceOne"
            08:01 app.sso_extension_assigned "platform":"macOS","broker":"companyPortal","groups":["#A"],"product":"workspaceOne","settings":"b75fd0f8b9b7c5ba3dc9d5ad6ba29ee5d3e4cb5a2a7e56bbd70c3b7ec1f7a1bb"
            """#),
        FactCase(
            15, 38, what: "the registration's certificate is put where browsers find it",
            #"""
            08:00 device.registration_certificate_installed "device":{"entraDeviceId":"#D"},"platform":"android","expires":"2027-03-01T00:00:00Z","certificate":"6c9c8cf3c21bca0a9888169a519af95c40e22fa1f838f104c79773ba65cbd47c"
            """#),
        FactCase(
            40, what: "people are registered before the policy is enforced",
            #"""
            08:00 policy.access_policy_created "policies":["#P"],"state":"enabledForReportingButNotEnforced","controls":["compliantDevice"],"operator":"AND"
            09:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS","trustType":"workplace"
            10:00 policy.access_policy_changed "policies":["#P"],"state":"enabled","stateBefore":"enabledForReportingButNotEnforced","controls":["compliantDevice"],"operator":"AND"
            """#,
            told: """
                policy enabledForReportingButNotEnforced at 08:00
                device #D registration registered at 09:00
                policy enabled at 10:00
                """),
        FactCase(
            41, what: "a person is asked to register, by the hub",
            #"""
            08:00 user.notification_sent "user":{"userPrincipalName":"ada@contoso.example"},"purpose":"registration","channel":"hub","platform":"iOS","outcome":"success","product":"workspaceOne"
            """#),
    ]

    private static let setup = [
        FactCase(
            19, 20, 22, 23, what: "what has to be there, and the vendor's reporting service",
            #"""
            07:00 tenant.subscription_observed "sku":"#A","status":"enabled","includesPremium":true,"includesIntune":false
            07:01 tenant.prerequisites_checked "product":"workspaceOne","met":["directoryPremium","conditionalAccess","userLicences"],"missing":["administratorConsent"]
            07:02 instance.intelligence_opt_in_set "partner":"#A","instance":"#B","product":"workspaceOne","isOptedIn":true
            """#,
            told: "subscription enabled at 07:00"),
        FactCase(
            24, 25, 26, 27, 28,
            what: "the partner for each platform, groups with and without, and a sync behind each change",
            #"""
            08:00 partner.configured "partner":"#A","product":"workspaceOne","directory":"#T","outcome":"success"
            08:01 tenant.administrator_signed_in "user":{"userPrincipalName":"root@contoso.example"},"console":"intuneAdminCenter","channel":"browser"
            08:02 partner.added "partner":"#A","kind":"complianceManagement","product":"workspaceOne","platform":"android","outcome":"success"
            08:03 partner.added "partner":"#A","kind":"complianceManagement","product":"workspaceOne","platform":"iOS","outcome":"success"
            08:04 partner.added "partner":"#A","kind":"complianceManagement","product":"workspaceOne","platform":"macOS","outcome":"success"
            08:05 partner.assigned "partner":"#A","kind":"complianceManagement","product":"workspaceOne","platform":"iOS","allUsers":true,"excludedGroups":["#B"]
            08:06 partner.assigned "partner":"#A","kind":"complianceManagement","product":"workspaceOne","platform":"android","allUsers":false,"groups":["#C"],"groupsAdded":["#C"]
            08:07 tenant.directory_synced "syncKind":"managerDirectory","product":"workspaceOne","trigger":"manual","outcome":"success"
            """#),
        FactCase(
            29, 30, 31, 32, 33,
            what: "the application is added, consented to with its permissions, and the partner is active",
            #"""
            08:10 partner.consent_requested "app":"#B","role":"conditionalAccess","scope":"tenant","product":"workspaceOne","permissions":["update_device_attributes","Device.Read.All"]
            08:11 partner.application_added "app":"#B","servicePrincipal":"#S"
            08:11 partner.consent_granted "app":"#B","actor":{"objectId":"0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11"},"isAdministrator":true,"role":"conditionalAccess","scope":"tenant","product":"workspaceOne","permissions":["update_device_attributes","Device.Read.All"]
            08:12 partner.registration_completed "partner":"#A","product":"workspaceOne","trigger":"manual","app":"#B"
            08:15 partner.state_observed "partner":"#A","kind":"complianceManagement","state":"enabled","iOS":true,"macOS":true,"android":true
            """#,
            told: """
                application of #S present at 08:11
                consent present at 08:11
                connection-state enabled at 08:15
                """),
        FactCase(
            46, 56, what: "one policy asks for a compliant device on every platform",
            #"""
            08:20 policy.access_policy_created "policies":["#P"],"state":"enabled","operator":"AND","controls":["compliantDevice"],"scope":{"applications":["#B"],"groups":["#C"],"platforms":["all"]}
            """#,
            told: """
                policy enabled at 08:20
                policy-scope present at 08:20
                """),
    ]

    private static let windows = [
        FactCase(
            17, 47, what: "a computer joins by itself, its id is kept, then compliance is told",
            #"""
            08:00 device.joined "device":{"entraDeviceId":"#D"},"platform":"windows","trustType":"azureAD","path":"outOfBox"
            08:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"windows","trustType":"azureAD","reporter":"deviceRegistration"
            08:01 device.identity_bound "device":{"entraDeviceId":"#D","intuneDeviceId":"#B"},"entraDevice":"#D","intuneDevice":"#B"
            08:02 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"workspaceOne","road":"mdmApp"
            09:00 device.joined "device":{"entraDeviceId":"#F"},"platform":"windows","trustType":"azureAD","path":"settings"
            09:00 device.registered "device":{"entraDeviceId":"#F"},"platform":"windows","trustType":"azureAD","reporter":"deviceRegistration"
            09:30 device.hybrid_joined "device":{"entraDeviceId":"#G"},"platform":"windows","trustType":"serverAD","path":"outOfBox"
            09:30 device.registered "device":{"entraDeviceId":"#G"},"platform":"windows","trustType":"serverAD","reporter":"directorySync"
            """#,
            told: """
                device #D registration registered at 08:00
                device #D trust-type azureAD at 08:00
                device #D compliance-reported sent:compliant at 08:02
                device #F trust-type azureAD at 09:00
                device #G trust-type serverAD at 09:30
                """),
        FactCase(
            49, 50, 51, 53, 54,
            what: "identity service, mapping, option, application and scope of an installation",
            #"""
            08:00 instance.identity_service_set "partner":"#A","instance":"#B","product":"workspaceOne","isEnabled":true
            08:01 instance.identity_mapping_set "partner":"#A","instance":"#B","product":"workspaceOne","attribute":"immutableID","attributeBefore":"mail"
            08:02 instance.windows_compliance_set "partner":"#A","instance":"#B","product":"workspaceOne","isEnabled":true
            08:03 instance.mdm_app_added "partner":"#A","instance":"#B","product":"workspaceOne","managementApp":"#C","isCustom":false
            08:04 instance.mdm_scope_set "partner":"#A","instance":"#B","product":"workspaceOne","scope":"some","groups":["#D"],"managementApp":"#C"
            """#),
        FactCase(
            55, what: "an installation on premises: its own application, its addresses and its domain",
            #"""
            08:00 instance.connected "partner":"#A","instance":"#B","product":"workspaceOne","hosting":"onPremises"
            08:01 tenant.custom_domain_added "product":"workspaceOne","isVerified":true,"targetName":"mdm.contoso.example"
            08:02 instance.mdm_app_added "partner":"#A","instance":"#B","product":"workspaceOne","managementApp":"#C","isCustom":true
            08:03 partner.url_set "partner":"#A","product":"workspaceOne","platform":"windows","purpose":"discovery","addressDigest":"4ca0176e2ecf14431ed925186a2eeb09c34fe433a1da6b892e536cfe761ad899"
            08:04 partner.url_set "partner":"#A","product":"workspaceOne","platform":"windows","purpose":"termsOfUse","addressDigest":"4ca0176e2ecf14431ed925186a2eeb09c34fe433a1da6b892e536cfe761ad899"
            """#),
        FactCase(
            58, what: "a registered computer's verdict by a connector of one's own",
            #"""
            08:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"windows","trustType":"workplace"
            08:02 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"nonCompliant","evaluator":"workspaceOne","road":"customConnector"
            """#,
            told: """
                device #D trust-type workplace at 08:00
                device #D compliance-reported sent:nonCompliant at 08:02
                """),
    ]

    private static let logs = [
        FactCase(
            4, 60, what: "what a device's own log holds of the calls to the directory",
            #"""
            08:00 compliance.call_logged "device":{"entraDeviceId":"#D"},"product":"workspaceOne","call":"register","status":201,"outcome":"success","sequence":1
            08:01 compliance.call_logged "device":{"entraDeviceId":"#D"},"product":"workspaceOne","call":"management","status":204,"outcome":"success","sequence":2,"isManaged":true
            08:02 compliance.call_logged "device":{"entraDeviceId":"#D"},"product":"workspaceOne","call":"compliance","status":429,"outcome":"failure","sequence":3,"verdict":"compliant"
            """#),
        FactCase(
            61, what: "the directory's audit: registered, managed, compliant, in this order",
            #"""
            08:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS","trustType":"workplace","reporter":"deviceRegistration"
            08:01 management.observed "device":{"entraDeviceId":"#D"},"isManaged":true,"witness":"auditLog","reporter":"intune"
            08:02 compliance.observed "device":{"entraDeviceId":"#D"},"isCompliant":true,"witness":"auditLog","reporter":"intune"
            """#,
            told: """
                device #D registration registered at 08:00
                device #D management managed at 08:01
                device #D compliance-observed compliant at 08:02
                """),
        FactCase(
            62, 65, what: "both kinds of sign-in, with device, status and the policies that were applied",
            #"""
            08:00 access.granted "device":{"entraDeviceId":"#D"},"errorCode":0,"basis":"granted","isInteractive":true,"kind":"interactiveUser","deviceIsCompliant":true,"policies":[{"policy":"#P","result":"success","controls":["compliantDevice"]}]
            08:01 access.granted "device":{"entraDeviceId":"#D"},"errorCode":0,"basis":"granted","isInteractive":false,"kind":"nonInteractiveUser","deviceIsCompliant":true,"policies":[{"policy":"#P","result":"success","controls":["compliantDevice"]}]
            """#,
            told: """
                access granted with #D at 08:00
                access granted with #D at 08:01
                """),
        FactCase(
            66, 67,
            what: "a policy for all applications leaves one out by its id and another by an attribute",
            #"""
            08:00 policy.exclusion_attribute_tagged "app":"#C","change":"created","servicePrincipal":"#S","isTagged":true,"targetName":"mdmapp"
            08:01 policy.access_policy_changed "policies":["#P"],"state":"enabled","operator":"AND","controls":["compliantDevice"],"scope":{"allApplications":true,"excludedApplications":["#B"]}
            08:02 policy.exclusion_filter_changed "policies":["#P"],"change":"changed","target":"applications","mode":"exclude","rule":"6c9c8cf3c21bca0a9888169a519af95c40e22fa1f838f104c79773ba65cbd47c"
            """#,
            told: """
                policy enabled at 08:01
                policy-scope present at 08:01
                """),
    ]
}
