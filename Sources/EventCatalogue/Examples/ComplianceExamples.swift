extension EventExamples {
    static let reports: [Entry] = [
        (
            "app.access_refused",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" },
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "platform": "iOS", "office": "outlook",
              "errorCode": 53000, "deviceIsCompliant": false, "appName": "Outlook"
            }
            """
        ),
        (
            "app.managed_app_assigned",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "platform": "iOS",
              "intent": "required", "broker": "authenticator", "allUsers": true, "allDevices": false,
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "excludedGroups": ["180965e2-9268-4187-8fae-c301a2bc7024", "4d9a4552-925b-4dfe-8d9c-5e909cc4a4e0"],
              "others": 2, "product": "maas360"
            }
            """
        ),
        (
            "app.managed_app_installed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "platform": "iOS", "broker": "authenticator",
              "product": "maas360", "version": { "major": 11, "minor": 0, "patch": 2 }, "isManaged": true
            }
            """
        ),
        (
            "app.managed_app_removed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "platform": "iOS", "broker": "authenticator",
              "product": "maas360", "version": { "major": 11, "minor": 0, "patch": 2 }, "isManaged": true
            }
            """
        ),
        (
            "app.sso_extension_assigned",
            """
            {
              "tenant": "contoso", "platform": "iOS", "broker": "authenticator", "allUsers": true,
              "allDevices": false,
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "excludedGroups": ["180965e2-9268-4187-8fae-c301a2bc7024", "4d9a4552-925b-4dfe-8d9c-5e909cc4a4e0"],
              "others": 2, "product": "maas360",
              "settings": "b75fd0f8b9b7c5ba3dc9d5ad6ba29ee5d3e4cb5a2a7e56bbd70c3b7ec1f7a1bb"
            }
            """
        ),
        (
            "app.tested",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "platform": "iOS", "office": "outlook",
              "result": "refused", "isExpected": true, "errorCode": 53000, "deviceIsCompliant": false
            }
            """
        ),
        (
            "compliance.accepted",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "verdict": "nonCompliant", "message": "bcfced78-4bfb-476e-8e9b-88da14824d2f"
            }
            """
        ),
        (
            "compliance.call_logged",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "verdict": "nonCompliant", "message": "bcfced78-4bfb-476e-8e9b-88da14824d2f",
              "isManaged": true, "product": "maas360", "call": "register", "status": 202,
              "outcome": "success", "sequence": 2
            }
            """
        ),
        (
            "compliance.completed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "verdict": "nonCompliant", "message": "bcfced78-4bfb-476e-8e9b-88da14824d2f"
            }
            """
        ),
        (
            "compliance.evaluated",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "verdict": "nonCompliant", "policy": "e949d573-6cf4-46b3-8a79-b72708c4b458",
              "reasons": ["passcode", "osVersion"],
              "results": [{ "policy": "e949d573-6cf4-46b3-8a79-b72708c4b458", "verdict": "nonCompliant", "version": 7 }],
              "policyVersion": 7, "evaluator": "intune", "trigger": "manual",
              "policyNames": ["iOS baseline"]
            }
            """
        ),
        (
            "compliance.failed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "verdict": "nonCompliant", "message": "bcfced78-4bfb-476e-8e9b-88da14824d2f",
              "evaluator": "intune", "road": "partnerCompliance", "errorCode": 409,
              "failureReason": "The device is not known."
            }
            """
        ),
        (
            "compliance.observed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "isCompliant": false, "wasCompliant": true, "witness": "auditLog", "reporter": "intune"
            }
            """
        ),
        (
            "compliance.sent",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "verdict": "nonCompliant", "message": "bcfced78-4bfb-476e-8e9b-88da14824d2f",
              "evaluator": "intune", "road": "partnerCompliance", "trigger": "manual"
            }
            """
        ),
        (
            "compliance.verdict_observed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "verdict": "nonCompliant", "witness": "intune",
              "policy": "e949d573-6cf4-46b3-8a79-b72708c4b458", "graceEnds": "2026-03-04T09:12:00Z",
              "reasons": ["appControl", "allowedApps"]
            }
            """
        ),
        (
            "management.lost",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "witness": "auditLog", "reporter": "intune", "wasManaged": true, "end": "retired",
              "evidence": "observed", "product": "ivantiEPMM"
            }
            """
        ),
        (
            "management.observed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "witness": "auditLog", "reporter": "intune", "isManaged": false, "wasManaged": true
            }
            """
        ),
        (
            "management.signalled",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "isManaged": true
            }
            """
        ),
    ]
}
