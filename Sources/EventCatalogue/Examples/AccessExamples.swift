extension EventExamples {
    static let decisions: [Entry] = [
        (
            "access.denied",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "errorCode": 53000,
              "conditionalAccessStatus": "failure", "basis": "conditionalAccess",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "resource": "6e43e51a-4654-4e91-8969-41e5b89070d5", "clientApp": "browser",
              "isInteractive": true, "kind": "interactiveUser",
              "requirement": "singleFactorAuthentication", "protocol": "none", "deviceIsCompliant": false,
              "deviceIsManaged": true, "trustType": "workplace",
              "policies": [{ "policy": "e949d573-6cf4-46b3-8a79-b72708c4b458", "result": "success", "controls": ["block", "mfa"], "conditionsSatisfied": 3, "conditionsNotSatisfied": 0 }],
              "policiesOmitted": 0, "homeTenant": "4ba0ed1c-76f6-4435-83a2-5bd4296c619b",
              "resourceTenant": "64c6de0a-a18f-4486-8ba5-5f124d97d6ba",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9", "platform": "iOS",
              "risk": "none", "ipAddress": "203.0.113.7",
              "failureReason": "Device is not in required device state: compliant."
            }
            """
        ),
        (
            "access.granted",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "errorCode": 0,
              "conditionalAccessStatus": "success", "basis": "granted",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "resource": "6e43e51a-4654-4e91-8969-41e5b89070d5", "clientApp": "browser",
              "isInteractive": true, "kind": "interactiveUser",
              "requirement": "singleFactorAuthentication", "protocol": "none", "deviceIsCompliant": true,
              "deviceIsManaged": true, "trustType": "workplace",
              "policies": [{ "policy": "e949d573-6cf4-46b3-8a79-b72708c4b458", "result": "success", "controls": ["block", "mfa"], "conditionsSatisfied": 3, "conditionsNotSatisfied": 0 }],
              "policiesOmitted": 0, "homeTenant": "4ba0ed1c-76f6-4435-83a2-5bd4296c619b",
              "resourceTenant": "64c6de0a-a18f-4486-8ba5-5f124d97d6ba",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9", "platform": "iOS",
              "risk": "none", "ipAddress": "203.0.113.7", "browser": "Edge 121.0"
            }
            """
        ),
        (
            "access.interrupted",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "errorCode": 50074,
              "conditionalAccessStatus": "failure", "basis": "multifactor",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "resource": "6e43e51a-4654-4e91-8969-41e5b89070d5", "clientApp": "browser",
              "isInteractive": true, "kind": "interactiveUser",
              "requirement": "singleFactorAuthentication", "protocol": "none", "deviceIsCompliant": false,
              "deviceIsManaged": true, "trustType": "workplace",
              "policies": [{ "policy": "e949d573-6cf4-46b3-8a79-b72708c4b458", "result": "success", "controls": ["block", "mfa"], "conditionsSatisfied": 3, "conditionsNotSatisfied": 0 }],
              "policiesOmitted": 0, "homeTenant": "4ba0ed1c-76f6-4435-83a2-5bd4296c619b",
              "resourceTenant": "64c6de0a-a18f-4486-8ba5-5f124d97d6ba",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9", "platform": "iOS",
              "risk": "none"
            }
            """
        ),
        (
            "finding.acknowledged",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "finding": "fcf518b9-7fe3-4539-8d40-d3e3e9120e82", "rule": 37, "basis": 4711
            }
            """
        ),
        (
            "finding.closed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "finding": "fcf518b9-7fe3-4539-8d40-d3e3e9120e82", "rule": 37, "basis": 4711,
              "reason": "repaired", "until": "2026-09-30T00:00:00Z", "evidence": 4715,
              "additionalDetails": "Enrolled again."
            }
            """
        ),
        (
            "finding.explained",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "finding": "fcf518b9-7fe3-4539-8d40-d3e3e9120e82", "rule": 37, "basis": 4711,
              "reason": "acceptedRisk", "until": "2026-09-30T00:00:00Z", "evidence": 4715,
              "additionalDetails": "Loan device of the service desk; returned on Friday."
            }
            """
        ),
        (
            "finding.reopened",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "finding": "fcf518b9-7fe3-4539-8d40-d3e3e9120e82", "rule": 37, "basis": 4711,
              "reason": "occurredAgain", "evidence": 4715
            }
            """
        ),
    ]
}
