import Testing

/// The statements of "Configuring conditional access for Microsoft Entra integration with IBM MaaS360" (S000)
/// that events carry.
@Suite("What the document on MaaS360 and conditional access says")
struct MaaS360AccessFactTests {
    static let cases = use + setup + scopes

    @Test("goes its whole way as events", arguments: cases)
    func said(_ fact: FactCase) throws { try fact.check() }

    private static let use = [
        FactCase(
            1, what: "compliant and managed are two flags, and one tells nothing of the other",
            #"""
            09:00 compliance.observed "device":{"entraDeviceId":"#D"},"isCompliant":true,"witness":"deviceObject","reporter":"intune"
            09:01 management.observed "device":{"entraDeviceId":"#D"},"isManaged":false,"witness":"deviceObject","reporter":"intune"
            09:02 access.denied "device":{"entraDeviceId":"#D"},"errorCode":53000,"basis":"conditionalAccess","deviceIsCompliant":true,"deviceIsManaged":false
            """#,
            told: """
                device #D compliance-observed compliant at 09:00
                device #D management notManaged at 09:01
                access denied with #D at 09:02
                """),
        FactCase(
            3, 8, what: "a verdict is sent, taken and carried out, and the directory shows it later",
            #"""
            09:00 compliance.evaluated "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"maas360"
            09:01 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","message":"#A","evaluator":"maas360","road":"partnerCompliance"
            09:02 compliance.accepted "device":{"entraDeviceId":"#D"},"verdict":"compliant","message":"#A"
            09:03 compliance.completed "device":{"entraDeviceId":"#D"},"verdict":"compliant","message":"#A"
            09:04 compliance.observed "device":{"entraDeviceId":"#D"},"isCompliant":true,"witness":"auditLog","reporter":"intune"
            """#,
            told: """
                device #D compliance-evaluated compliant at 09:00
                device #D compliance-reported of #A sent:compliant at 09:01
                device #D compliance-reported of #A accepted:compliant at 09:02
                device #D compliance-reported of #A completed:compliant at 09:03
                device #D compliance-observed compliant at 09:04
                """),
        FactCase(
            4, what: "the vendor's support switches the feature on, by a ticket that is private",
            #"""
            09:00 partner.feature_enabled "partner":"#A","product":"maas360","feature":"conditionalAccess","by":"vendorSupport","additionalDetails":"ticket 4711"
            """#),
        FactCase(
            5, 6, what: "the gateway's address changes, and the named location follows",
            #"""
            09:00 instance.gateway_address_changed "partner":"#A","instance":"#B","product":"maas360","addresses":2,"addressesAdded":1,"addressesRemoved":1,"trigger":"automatic","ipAddress":["198.51.100.4","198.51.100.9"]
            09:30 policy.named_location_changed "change":"changed","location":"#C","locationKind":"addresses","isTrusted":true,"ranges":2,"rangesAdded":1,"rangesRemoved":1
            """#),
        FactCase(
            9, what: "the directory shows one authority, and another one works",
            #"""
            09:00 tenant.mdm_authority_observed "displayed":"intune","actual":"maas360"
            """#),
        FactCase(
            10, 12, what: "the tenant's subscriptions",
            #"""
            09:00 tenant.subscription_observed "sku":"#A","status":"enabled","enabled":50,"includesIntune":true,"includesPremium":false
            09:00 tenant.subscription_observed "sku":"#B","status":"enabled","enabled":50,"includesIntune":false,"includesPremium":true
            10:00 tenant.subscription_changed "sku":"#B","status":"suspended","statusBefore":"enabled","includesPremium":true,"change":"changed"
            """#,
            told: """
                subscription enabled at 09:00
                subscription enabled at 09:00
                """),
        FactCase(
            11, what: "a person is given a licence, and it is taken away",
            #"""
            09:00 user.licence_assigned "user":{"userPrincipalName":"ada@contoso.example"},"sku":"#A","plan":"#B","includesIntune":true,"includesPremium":false
            10:00 user.licence_removed "user":{"userPrincipalName":"ada@contoso.example"},"sku":"#A","plan":"#B","includesIntune":true
            """#),
        FactCase(
            13, 14, 15, what: "the broker comes as a managed app, and registering follows it",
            #"""
            08:00 app.managed_app_assigned "app":"#A","platform":"iOS","intent":"required","broker":"authenticator","allUsers":true,"product":"maas360"
            09:00 app.managed_app_installed "device":{"entraDeviceId":"#D"},"app":"#A","platform":"iOS","broker":"authenticator","product":"maas360","isManaged":true
            09:00 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator","isManagedApp":true
            09:05 device.broker_signed_in "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator"
            09:06 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS","trustType":"workplace","reporter":"deviceRegistration"
            """#,
            told: """
                device #D broker installed at 09:00
                device #D broker signedIn at 09:05
                device #D registration registered at 09:06
                """),
        FactCase(
            17, what: "of two enrolled devices one was registered",
            #"""
            09:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"android","product":"maas360"
            09:01 device.enrolled "device":{"entraDeviceId":"#F"},"platform":"android","product":"maas360"
            09:10 device.registered "device":{"entraDeviceId":"#D"},"platform":"android","trustType":"workplace"
            """#,
            told: """
                device #D enrolment enrolled at 09:00
                device #D registration registered at 09:10
                device #F enrolment enrolled at 09:01
                """),
    ]

    private static let setup = [
        FactCase(
            21, 29, what: "administrators sign in at two consoles",
            #"""
            09:00 tenant.administrator_signed_in "user":{"userPrincipalName":"root@contoso.example"},"console":"intuneAdminCenter","channel":"browser","privilege":"full"
            09:20 tenant.administrator_signed_in "user":{"userPrincipalName":"root@contoso.example"},"console":"managerConsole","channel":"browser","method":"password"
            """#),
        FactCase(
            22, 23, 24, 25, 26, 28, what: "the partner is added, platform by platform",
            #"""
            09:01 partner.added "partner":"#A","kind":"complianceManagement","product":"maas360","outcome":"success","platform":"android"
            09:02 partner.assigned "partner":"#A","kind":"complianceManagement","product":"maas360","platform":"android","allUsers":false,"groups":["#B","#C"],"groupsAdded":["#B","#C"]
            09:03 partner.provisioned "partner":"#A","kind":"complianceManagement","product":"maas360","outcome":"success"
            09:05 partner.added "partner":"#A","kind":"complianceManagement","product":"maas360","outcome":"success","platform":"iOS"
            """#),
        FactCase(
            27, what: "the page of partners shows for which system it works",
            #"""
            09:04 partner.state_observed "partner":"#A","kind":"complianceManagement","state":"unknown","android":true,"iOS":false
            09:06 partner.state_observed "partner":"#A","kind":"complianceManagement","state":"enabled","android":true,"iOS":true
            """#,
            told: """
                connection-state unknown at 09:04
                connection-state enabled at 09:06
                connection-platform yes at 09:04
                connection-platform yes at 09:06
                """),
        FactCase(
            30, 31, what: "tenant and application are told to the device manager by their ids",
            #"""
            09:21 partner.configured "partner":"#A","product":"maas360","outcome":"success","trigger":"manual","cloud":"global","directory":"#C","app":"#B"
            """#),
        FactCase(
            32, what: "the application is registered in the tenant",
            #"""
            09:10 partner.application_registered "app":"#B","servicePrincipal":"#P","publisherVerified":false,"product":"maas360","role":"complianceUpdate","appType":"singleTenantApp"
            """#),
        FactCase(
            33, 34, 35,
            what: "consent is asked for, by an application without a verified publisher, and given for all",
            #"""
            09:22 partner.consent_requested "app":"#B","servicePrincipal":"#P","publisherVerified":false,"permissions":["update_device_attributes"],"scope":"tenant","role":"complianceUpdate","product":"maas360","appName":"MaaS360 Microsoft Entra Device Compliance Data Update"
            09:23 partner.consent_granted "app":"#B","servicePrincipal":"#P","isAdministrator":true,"publisherVerified":false,"permissions":["update_device_attributes","User.Read.All"],"scope":"tenant","role":"complianceUpdate","product":"maas360"
            """#,
            told: "consent of #P present at 09:23"),
        FactCase(
            36, what: "the registration ends well",
            #"""
            09:24 partner.registration_completed "partner":"#A","product":"maas360","trigger":"manual","cloud":"global","app":"#B"
            """#),
        FactCase(
            37, what: "the registration fails, with a text that is private, and the settings are typed again",
            #"""
            09:24 partner.registration_failed "partner":"#A","product":"maas360","trigger":"manual","app":"#B","errorCode":65004,"failureReason":"Registration did not succeed"
            09:30 partner.configured "partner":"#A","product":"maas360","outcome":"success","directory":"#C","app":"#B"
            09:31 partner.registration_completed "partner":"#A","product":"maas360","app":"#B"
            """#),
    ]

    private static let scopes = [
        FactCase(
            16, 39, what: "all users are meant, and nobody is asked to set up the broker",
            #"""
            10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"everybody"
            10:01 partner.notification_suppression_set "partner":"#A","product":"maas360","allUsers":true,"isSuppressed":true
            """#),
        FactCase(
            18, 19, 20, what: "groups are meant, which come by a directory sync and are known to MaaS360",
            #"""
            08:00 tenant.directory_sync_configured "syncKind":"managerDirectory","product":"maas360","isEnabled":true
            08:30 tenant.directory_synced "syncKind":"managerDirectory","product":"maas360","trigger":"scheduled","outcome":"success","users":12,"groups":2
            08:31 group.management_observed "group":"#B","product":"maas360","isManaged":true,"isOfDirectory":true
            08:31 group.management_observed "group":"#C","product":"maas360","isManaged":false,"isOfDirectory":true
            10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups","added":["#B"],"addedCount":1,"count":1
            """#),
        FactCase(
            41, 43,
            what:
                "a change of groups tells what came and what went, and the change to all users what was before",
            #"""
            10:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups","modeBefore":"groups","added":["#B"],"removed":["#C"],"addedCount":1,"removedCount":1,"count":3,"countBefore":3,"digest":"a2dc110211445130b3a4a111cc94b3261270d721c48264d5e4a1a8d233e37131","digestBefore":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            11:00 group.scope_changed "partner":"#A","product":"maas360","mode":"everybody","modeBefore":"groups","countBefore":3
            12:00 group.scope_changed "partner":"#A","product":"maas360","mode":"groups","modeBefore":"everybody","added":["#B"],"addedCount":1,"count":1
            """#),
        FactCase(
            42, what: "the whole road, and a report only at its end",
            #"""
            08:00 partner.added "partner":"#A","product":"maas360","platform":"android","outcome":"success"
            08:10 partner.added "partner":"#A","product":"maas360","platform":"iOS","outcome":"success"
            08:20 partner.configured "partner":"#A","product":"maas360","directory":"#C","app":"#B"
            08:30 partner.consent_granted "app":"#B","scope":"tenant","product":"maas360"
            08:40 group.scope_changed "partner":"#A","product":"maas360","mode":"everybody"
            09:00 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"compliant","evaluator":"maas360","road":"partnerCompliance"
            """#,
            told: """
                consent present at 08:30
                device #D compliance-reported sent:compliant at 09:00
                """),
    ]
}
