extension EventExamples {
    static let enrolments: [Entry] = [
        (
            "enrollment.abandoned",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "workflow": "new", "page": "microsoft",
              "userKind": "entra", "product": "maas360", "lastStep": "factor"
            }
            """
        ),
        (
            "enrollment.completed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "workflow": "new", "provider": "entra",
              "page": "microsoft", "userKind": "entra", "product": "maas360", "reason": "rollout",
              "setting": "entra", "factors": 2
            }
            """
        ),
        (
            "enrollment.failed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS", "errorCode": 34,
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "workflow": "new", "provider": "entra",
              "page": "microsoft", "userKind": "entra", "product": "maas360", "reason": "rollout",
              "setting": "entra", "factors": 2
            }
            """
        ),
        (
            "enrollment.identifier_submitted",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "workflow": "new", "page": "manager",
              "userKind": "entra", "product": "maas360", "domainSource": "typed", "setting": "entra"
            }
            """
        ),
        (
            "enrollment.password_failed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "errorCode": 50126, "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "workflow": "new",
              "provider": "entra", "page": "microsoft", "userKind": "entra", "product": "maas360",
              "attempt": 2, "setting": "entra"
            }
            """
        ),
        (
            "enrollment.password_passed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "workflow": "new", "provider": "entra",
              "page": "microsoft", "userKind": "entra", "product": "maas360", "attempt": 1,
              "setting": "entra"
            }
            """
        ),
        (
            "enrollment.redirected",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "workflow": "new", "page": "manager",
              "userKind": "entra", "product": "maas360", "target": "microsoftSignIn"
            }
            """
        ),
        (
            "enrollment.requested",
            """
            {
              "tenant": "contoso", "device": { "serialNumber": "F4GTX1C02" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "workflow": "new", "product": "maas360",
              "reason": "rollout", "browserKind": "edge",
              "userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) EdgiOS/121.0"
            }
            """
        ),
        (
            "mfa.challenged",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "step": 1,
              "method": "authenticatorApp", "requirement": "multifactor", "errorCode": 50074,
              "channel": "approval", "askedBy": "entra",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "attempts": 1,
              "offered": ["approval", "textMessage"]
            }
            """
        ),
        (
            "mfa.code_refused",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "step": 2, "method": "email",
              "requirement": "multifactor", "channel": "email", "askedBy": "manager",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "attempts": 2,
              "offered": ["approval", "textMessage"]
            }
            """
        ),
        (
            "mfa.code_verified",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "step": 2, "method": "email",
              "requirement": "multifactor", "channel": "email", "askedBy": "manager",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "attempts": 1,
              "offered": ["approval", "textMessage"], "mail": "ada@contoso.example"
            }
            """
        ),
        (
            "mfa.denied",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "step": 1, "method": "voiceCall",
              "requirement": "multifactor", "errorCode": 500121, "channel": "call", "askedBy": "entra",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "attempts": 1,
              "offered": ["approval", "textMessage"]
            }
            """
        ),
        (
            "mfa.method_registered",
            """
            {
              "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" }, "step": 1,
              "method": "authenticatorApp", "requirement": "primary"
            }
            """
        ),
        (
            "mfa.method_removed",
            """
            {
              "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" }, "step": 1,
              "method": "textMessage", "requirement": "primary"
            }
            """
        ),
        (
            "mfa.satisfied",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "step": 1, "method": "textMessage",
              "requirement": "multifactor", "channel": "textMessage", "askedBy": "entra",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "attempts": 1,
              "offered": ["textMessage", "call"], "phone": "+49 30 901820"
            }
            """
        ),
        (
            "mfa.satisfied_by_claim",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "step": 1,
              "method": "previouslySatisfied", "requirement": "multifactor", "askedBy": "entra",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13"
            }
            """
        ),
        (
            "mfa.timed_out",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "step": 1,
              "method": "authenticatorApp", "requirement": "multifactor", "errorCode": 500121,
              "channel": "approval", "askedBy": "entra",
              "session": "26fa6a3f-c2e7-4cfa-8557-93e5b4400f13", "attempts": 1,
              "offered": ["approval", "textMessage"]
            }
            """
        ),
    ]
}
