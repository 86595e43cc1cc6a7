import Testing

/// The statements of "Supporting Microsoft Entra multi-factor authentication to enroll users into MaaS360"
/// (S001) that events carry.
@Suite("What the document on MaaS360's enrolment says")
struct MaaS360EnrolmentFactTests {
    static let cases = steps + settings

    @Test("goes its whole way as events", arguments: cases)
    func said(_ fact: FactCase) throws { try fact.check() }

    private static let steps = [
        FactCase(
            1, 4, 8, 9, 10, 11, 12, 13, 14, 15,
            what: "the new workflow, step by step, with a request to approve",
            #"""
            07:00 authentication.workflow_enabled "workflow":"new","workflowBefore":"existing","by":"vendorSupport","product":"maas360"
            07:01 authentication.default_set "product":"maas360","setting":"entra"
            07:02 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            07:03 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"single"
            09:00 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","platform":"windows","product":"maas360","workflow":"new","page":"manager","browserKind":"edge","reason":"rollout"
            09:01 enrollment.identifier_submitted "device":{"entraDeviceId":"#D"},"session":"#S","page":"manager","userKind":"entra","domainSource":"prefilled","workflow":"new"
            09:02 enrollment.redirected "device":{"entraDeviceId":"#D"},"session":"#S","target":"microsoftSignIn","workflow":"new"
            09:03 enrollment.password_passed "device":{"entraDeviceId":"#D"},"session":"#S","page":"microsoft","provider":"entra","userKind":"entra","attempt":1,"workflow":"new"
            09:04 mfa.challenged "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"approval","askedBy":"entra","method":"authenticatorApp"
            09:05 mfa.satisfied "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"approval","askedBy":"entra","method":"authenticatorApp"
            09:06 enrollment.redirected "device":{"entraDeviceId":"#D"},"session":"#S","target":"managerPage","workflow":"new"
            09:07 enrollment.completed "device":{"entraDeviceId":"#D"},"session":"#S","platform":"windows","workflow":"new","userKind":"entra","factors":2
            """#,
            told: """
                enrolment completed with 2 factors
                factor password by - of - at 09:03
                factor authenticatorApp by approval of entra at 09:05
                redirect at 09:02
                redirect at 09:06
                """),
        FactCase(
            2, what: "the existing workflow takes name and password at once, on its own page",
            #"""
            07:00 authentication.workflow_enabled "workflow":"existing","product":"maas360"
            09:00 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","platform":"iOS","product":"maas360","workflow":"existing","page":"manager"
            09:01 enrollment.password_passed "device":{"entraDeviceId":"#D"},"session":"#S","page":"manager","provider":"entra","userKind":"entra","workflow":"existing"
            09:02 enrollment.completed "device":{"entraDeviceId":"#D"},"session":"#S","workflow":"existing","userKind":"entra","factors":1
            """#,
            told: """
                enrolment completed with 1 factors
                """),
        FactCase(
            15, what: "a request to approve is turned down, and another one is not answered",
            #"""
            09:00 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","platform":"iOS","product":"maas360","workflow":"new"
            09:03 enrollment.password_passed "device":{"entraDeviceId":"#D"},"session":"#S","page":"microsoft","provider":"entra","userKind":"entra"
            09:04 mfa.denied "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"approval","askedBy":"entra"
            09:06 mfa.timed_out "device":{"entraDeviceId":"#D"},"session":"#S","step":2,"channel":"approval","askedBy":"entra"
            09:07 enrollment.failed "device":{"entraDeviceId":"#D"},"session":"#S","errorCode":500121
            """#,
            told: "enrolment failed with 1 factors"),
        FactCase(
            13, 18, what: "Entra refuses, and Active Directory is asked next",
            #"""
            07:00 authentication.default_set "product":"maas360","setting":"both"
            07:00 authentication.workflow_enabled "workflow":"existing","product":"maas360"
            09:00 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","platform":"iOS","product":"maas360","workflow":"existing"
            09:01 enrollment.password_failed "device":{"entraDeviceId":"#D"},"session":"#S","page":"manager","provider":"entra","attempt":1,"setting":"both","workflow":"existing"
            09:02 enrollment.password_passed "device":{"entraDeviceId":"#D"},"session":"#S","page":"manager","provider":"activeDirectory","attempt":2,"setting":"both","workflow":"existing"
            09:03 enrollment.completed "device":{"entraDeviceId":"#D"},"session":"#S","workflow":"existing"
            """#,
            told: "enrolment completed with 1 factors"),
        FactCase(
            22, 24, 26, what: "a code by text message, where a call was offered, too",
            #"""
            09:03 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","product":"maas360","workflow":"new"
            09:04 mfa.challenged "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"textMessage","askedBy":"entra","method":"textMessage","offered":["textMessage","call"]
            09:05 mfa.code_refused "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"textMessage","askedBy":"entra","attempts":1
            09:06 mfa.code_verified "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"textMessage","askedBy":"entra","attempts":2
            """#,
            told: "factor - by textMessage of entra at 09:06"),
        FactCase(
            23, what: "a call to answer",
            #"""
            09:03 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","product":"maas360","workflow":"new"
            09:04 mfa.challenged "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"call","askedBy":"entra","method":"voiceCall"
            09:05 mfa.satisfied "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"call","askedBy":"entra","method":"voiceCall"
            """#,
            told: "factor voiceCall by call of entra at 09:05"),
        FactCase(
            21, 25, 26, what: "Entra's factor first, then MaaS360's code by mail",
            #"""
            07:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            07:02 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"multi"
            07:03 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two"
            09:00 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","platform":"android","product":"maas360","workflow":"new"
            09:03 enrollment.password_passed "device":{"entraDeviceId":"#D"},"session":"#S","page":"microsoft","provider":"entra","userKind":"entra","workflow":"new"
            09:04 mfa.code_verified "device":{"entraDeviceId":"#D"},"session":"#S","step":1,"channel":"textMessage","askedBy":"entra","attempts":1
            09:05 mfa.challenged "device":{"entraDeviceId":"#D"},"session":"#S","step":2,"channel":"email","askedBy":"manager","method":"email"
            09:06 mfa.code_verified "device":{"entraDeviceId":"#D"},"session":"#S","step":2,"channel":"email","askedBy":"manager","method":"email","attempts":1
            09:07 enrollment.completed "device":{"entraDeviceId":"#D"},"session":"#S","workflow":"new","userKind":"entra","factors":3
            """#,
            told: """
                enrolment completed with 3 factors
                factor - by textMessage of entra at 09:04
                factor email by email of manager at 09:06
                documented 3 by factors-new-two-multi
                """),
    ]

    private static let settings = [
        FactCase(
            5, 7, what: "until the vendor's support switches the workflow, the existing one is in force",
            #"""
            07:00 authentication.workflow_enabled "workflow":"existing","product":"maas360","by":"administrator"
            08:00 authentication.workflow_enabled "workflow":"new","workflowBefore":"existing","product":"maas360","by":"vendorSupport"
            """#),
        FactCase(
            6, what: "an enrolment that says one workflow while the other one is in force",
            #"""
            07:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            09:00 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","product":"maas360","workflow":"existing"
            09:01 enrollment.password_passed "device":{"entraDeviceId":"#D"},"session":"#S","page":"manager","provider":"entra","userKind":"entra","workflow":"existing"
            09:02 enrollment.completed "device":{"entraDeviceId":"#D"},"session":"#S","workflow":"existing","userKind":"entra"
            """#,
            told: "deviation otherWorkflow"),
        FactCase(
            20, 27, 28,
            what:
                "both askers' numbers of factors are set each for itself, and a step is judged by what was set last",
            #"""
            06:00 authentication.workflow_enabled "workflow":"new","product":"maas360"
            07:00 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"single"
            07:01 authentication.factors_set "product":"maas360","askedBy":"entra","factors":"single"
            09:00 enrollment.requested "device":{"entraDeviceId":"#D"},"session":"#S","platform":"iOS","product":"maas360","workflow":"new"
            09:01 enrollment.password_passed "device":{"entraDeviceId":"#D"},"session":"#S","page":"microsoft","provider":"entra","userKind":"entra"
            09:02 enrollment.completed "device":{"entraDeviceId":"#D"},"session":"#S","userKind":"entra","factors":1
            10:00 authentication.factors_set "product":"maas360","askedBy":"manager","factors":"two","factorsBefore":"single"
            11:00 enrollment.requested "device":{"entraDeviceId":"#F"},"session":"#T","platform":"iOS","product":"maas360","workflow":"new"
            11:01 enrollment.password_passed "device":{"entraDeviceId":"#F"},"session":"#T","page":"microsoft","provider":"entra","userKind":"entra"
            11:02 enrollment.completed "device":{"entraDeviceId":"#F"},"session":"#T","userKind":"entra","factors":1
            """#,
            told: """
                documented 1 by factors-new-single-single
                documented 2 by factors-new-two-single
                deviation tooFewFactors
                """),
    ]
}
