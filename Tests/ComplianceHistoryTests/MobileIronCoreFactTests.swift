import Testing

/// The statements of "Azure Tenant" (S002), on MobileIron Core, that events carry.
@Suite("What the document on MobileIron Core says")
struct MobileIronCoreFactTests {
    static let cases = administrators + people

    @Test("goes its whole way as events", arguments: cases)
    func said(_ fact: FactCase) throws { try fact.check() }

    private static let administrators = [
        FactCase(
            7, 8, 23, what: "a subscription, and a licence for each person",
            #"""
            08:00 tenant.subscription_observed "sku":"#A","status":"enabled","enabled":20,"consumed":3,"includesIntune":true
            08:10 user.licence_assigned "user":{"userPrincipalName":"ada@contoso.example"},"sku":"#A","includesIntune":true
            """#,
            told: "subscription enabled at 08:00"),
        FactCase(
            11, what: "Android Enterprise is missing when somebody checks",
            #"""
            08:00 tenant.prerequisites_checked "product":"ivantiEPMM","met":["managerVersion","intuneSubscription"],"missing":["enterpriseAndroid"]
            """#),
        FactCase(
            24, 25, what: "the administrator signs in to the portal, and adds the partner",
            #"""
            08:20 tenant.administrator_signed_in "user":{"userPrincipalName":"root@contoso.example"},"console":"azurePortal","channel":"browser"
            08:21 partner.added "partner":"#A","kind":"complianceManagement","product":"ivantiEPMM","outcome":"success","platform":"android"
            """#),
        FactCase(
            5, 26, what: "a policy for the apps asks for a compliant device, and lets no other in",
            #"""
            08:30 policy.access_policy_created "policies":["#P"],"state":"enabled","operator":"AND","controls":["compliantDevice"],"scope":{"applications":["#B"],"groups":["#C"]}
            09:00 access.denied "device":{"entraDeviceId":"#D"},"errorCode":53000,"conditionalAccessStatus":"failure","basis":"conditionalAccess","app":"#B","deviceIsCompliant":false,"policies":[{"policy":"#P","result":"failure","controls":["compliantDevice"]}]
            """#,
            told: """
                policy enabled at 08:30
                policy-scope present at 08:30
                access denied with #D at 09:00
                """),
        FactCase(
            6, 10, 18, 27, what: "two Cores are connected, each with its version",
            #"""
            08:39 instance.version_observed "partner":"#A","instance":"#B","product":"ivantiEPMM","version":{"major":11,"minor":0,"patch":0,"build":0}
            08:40 instance.connected "partner":"#A","instance":"#B","product":"ivantiEPMM","others":0,"hosting":"onPremises"
            08:41 instance.connected "partner":"#A","instance":"#C","product":"ivantiEPMM","others":1,"hosting":"onPremises"
            08:42 partner.configured "partner":"#A","product":"ivantiEPMM","outcome":"success","directory":"#T"
            """#),
        FactCase(
            2, 28, what: "a compliance policy in Core, for every device",
            #"""
            08:50 policy.compliance_policy_created "policies":["#P"],"version":1,"platform":"iOS","evaluator":"ivantiEPMM"
            08:51 policy.compliance_policy_assigned "policies":["#P"],"version":1,"platform":"iOS","allDevices":true,"evaluator":"ivantiEPMM"
            08:52 policy.compliance_policy_observed "policies":["#P"],"version":1,"platform":"iOS","allDevices":true
            """#,
            told: """
                compliance-policy present at 08:50
                policy-scope present at 08:52
                """),
        FactCase(
            4, 29, what: "a check-in, and the report after it",
            #"""
            09:00 device.checked_in "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"ivantiEPMM","trigger":"scheduled","osVersion":{"major":17,"minor":4}
            09:01 compliance.evaluated "device":{"entraDeviceId":"#D"},"verdict":"nonCompliant","evaluator":"ivantiEPMM","reasons":["osVersion"],"trigger":"checkIn"
            09:02 compliance.sent "device":{"entraDeviceId":"#D"},"verdict":"nonCompliant","evaluator":"ivantiEPMM","road":"partnerCompliance","trigger":"checkIn"
            """#,
            told: """
                device #D compliance-evaluated nonCompliant at 09:01
                device #D compliance-reported sent:nonCompliant at 09:02
                """),
        FactCase(
            21, 22, 20, 31,
            what:
                "the policies are disabled first, then all Cores are disconnected, and the tenant is let go",
            #"""
            10:00 instance.compliance_policy_disabled "partner":"#A","instance":"#B","product":"ivantiEPMM","policy":"#P"
            10:01 instance.compliance_policy_disabled "partner":"#A","instance":"#C","product":"ivantiEPMM","policy":"#P"
            10:02 instance.disconnected "partner":"#A","instance":"#B","product":"ivantiEPMM","isLast":false,"others":1,"policyIsEnabled":false
            10:02 instance.disconnected "partner":"#A","instance":"#C","product":"ivantiEPMM","isLast":true,"others":0,"policyIsEnabled":false
            10:03 partner.deprovisioned "partner":"#A","kind":"complianceManagement","product":"ivantiEPMM","outcome":"success"
            """#),
        FactCase(
            32, what: "each app is tried",
            #"""
            11:00 app.tested "device":{"entraDeviceId":"#D"},"platform":"iOS","office":"outlook","result":"opened","isExpected":true,"deviceIsCompliant":true
            11:01 app.tested "device":{"entraDeviceId":"#D"},"platform":"iOS","office":"word","result":"refused","isExpected":true,"errorCode":53000,"deviceIsCompliant":false
            11:02 app.tested "device":{"entraDeviceId":"#D"},"platform":"iOS","office":"excel","result":"promptedToRegister","isExpected":false
            11:03 app.tested "device":{"entraDeviceId":"#D"},"platform":"iOS","office":"powerPoint","result":"failed","isExpected":false
            11:04 app.tested "device":{"entraDeviceId":"#D"},"platform":"iOS","office":"oneDrive","result":"opened","isExpected":true
            """#),
    ]

    private static let people = [
        FactCase(
            1, 3, 30, 37, what: "of two devices of one person the compliant one is let in",
            #"""
            09:00 access.granted "device":{"entraDeviceId":"#D"},"user":{"userPrincipalName":"ada@contoso.example"},"errorCode":0,"basis":"granted","app":"#B","deviceIsCompliant":true
            09:01 access.denied "device":{"entraDeviceId":"#F"},"user":{"userPrincipalName":"ada@contoso.example"},"errorCode":53000,"basis":"conditionalAccess","app":"#B","deviceIsCompliant":false
            """#,
            told: """
                access granted with #D at 09:00
                access denied with #F at 09:01
                """),
        FactCase(
            33, 34, 35, what: "enrolled by the client, and signed in to the broker that is there",
            #"""
            08:00 device.enrolled "device":{"entraDeviceId":"#D"},"platform":"iOS","product":"ivantiEPMM","ownership":"personal","clientVersion":{"major":12,"minor":0},"osVersion":{"major":12,"minor":0}
            08:01 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator","isGuided":false
            08:05 device.broker_signed_in "device":{"entraDeviceId":"#D"},"platform":"iOS","broker":"authenticator"
            """#,
            told: """
                device #D enrolment enrolled at 08:00
                device #D broker installed at 08:01
                device #D broker signedIn at 08:05
                """),
        FactCase(
            36, what: "without the broker the person is led to it, and then signs in",
            #"""
            08:01 device.broker_installed "device":{"entraDeviceId":"#D"},"platform":"android","broker":"authenticator","isGuided":true
            08:05 device.broker_signed_in "device":{"entraDeviceId":"#D"},"platform":"android","broker":"authenticator","isGuided":true
            """#,
            told: """
                device #D broker installed at 08:01
                device #D broker signedIn at 08:05
                """),
        FactCase(
            38, what: "the app says that it cannot be opened, in a text that is private",
            #"""
            09:01 app.access_refused "device":{"entraDeviceId":"#D"},"platform":"iOS","office":"outlook","errorCode":53000,"deviceIsCompliant":false,"failureReason":"This app cannot be opened here"
            """#),
    ]
}
