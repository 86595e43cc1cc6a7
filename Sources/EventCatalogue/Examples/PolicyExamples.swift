extension EventExamples {
    static let policies: [Entry] = [
        (
            "policy.access_policy_changed",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"],
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" }, "state": "enabled",
              "stateBefore": "enabled", "operator": "AND", "controls": ["block", "mfa"],
              "controlsBefore": ["block", "mfa"], "operatorBefore": "AND",
              "scope": { "allApplications": true, "groups": ["30e78975-5494-43a1-8ec9-e5ad8ea844df"], "excludedUsers": 2, "clientApps": ["all"], "platforms": ["iOS", "android"] },
              "scopeBefore": { "allApplications": true, "groups": ["30e78975-5494-43a1-8ec9-e5ad8ea844df"], "excludedUsers": 1, "clientApps": ["all"], "platforms": ["iOS", "android"] }
            }
            """
        ),
        (
            "policy.access_policy_created",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"],
              "state": "enabled", "stateBefore": "enabled", "operator": "AND",
              "controls": ["block", "mfa"], "controlsBefore": ["block", "mfa"], "operatorBefore": "AND",
              "scope": { "allApplications": true, "groups": ["30e78975-5494-43a1-8ec9-e5ad8ea844df"], "excludedUsers": 2, "clientApps": ["all"], "platforms": ["iOS", "android"] },
              "scopeBefore": { "allApplications": true, "groups": ["30e78975-5494-43a1-8ec9-e5ad8ea844df"], "excludedUsers": 1, "clientApps": ["all"], "platforms": ["iOS", "android"] }
            }
            """
        ),
        (
            "policy.access_policy_deleted",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"],
              "state": "enabled", "stateBefore": "enabled", "operator": "AND",
              "controls": ["block", "mfa"], "controlsBefore": ["block", "mfa"], "operatorBefore": "AND",
              "scope": { "allApplications": true, "groups": ["30e78975-5494-43a1-8ec9-e5ad8ea844df"], "excludedUsers": 2, "clientApps": ["all"], "platforms": ["iOS", "android"] },
              "scopeBefore": { "allApplications": true, "groups": ["30e78975-5494-43a1-8ec9-e5ad8ea844df"], "excludedUsers": 1, "clientApps": ["all"], "platforms": ["iOS", "android"] }
            }
            """
        ),
        (
            "policy.access_policy_observed",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"],
              "state": "enabled", "operator": "AND", "controls": ["block", "mfa"],
              "scope": { "allApplications": true, "groups": ["30e78975-5494-43a1-8ec9-e5ad8ea844df"], "excludedUsers": 2, "clientApps": ["all"], "platforms": ["iOS", "android"] }
            }
            """
        ),
        ("policy.authentication_methods_changed", #"{ "tenant": "contoso" }"#),
        (
            "policy.compliance_policy_assigned",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"], "version": 7,
              "platform": "iOS", "actions": [{ "action": "noAction", "graceHours": 24 }],
              "blockAfterHours": 24, "allUsers": true, "allDevices": false,
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "excludedGroups": ["180965e2-9268-4187-8fae-c301a2bc7024", "4d9a4552-925b-4dfe-8d9c-5e909cc4a4e0"],
              "others": 2, "evaluator": "intune"
            }
            """
        ),
        (
            "policy.compliance_policy_changed",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"], "version": 7,
              "platform": "iOS", "actions": [{ "action": "noAction", "graceHours": 24 }],
              "blockAfterHours": 24, "allUsers": true, "allDevices": false,
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "excludedGroups": ["180965e2-9268-4187-8fae-c301a2bc7024", "4d9a4552-925b-4dfe-8d9c-5e909cc4a4e0"],
              "others": 2, "evaluator": "intune"
            }
            """
        ),
        (
            "policy.compliance_policy_created",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"], "version": 7,
              "platform": "iOS", "actions": [{ "action": "noAction", "graceHours": 24 }],
              "blockAfterHours": 24, "allUsers": true, "allDevices": false,
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "excludedGroups": ["180965e2-9268-4187-8fae-c301a2bc7024", "4d9a4552-925b-4dfe-8d9c-5e909cc4a4e0"],
              "others": 2, "evaluator": "intune"
            }
            """
        ),
        (
            "policy.compliance_policy_deleted",
            """
            { "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"] }
            """
        ),
        (
            "policy.compliance_policy_observed",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"], "version": 7,
              "platform": "iOS", "actions": [{ "action": "noAction", "graceHours": 24 }],
              "blockAfterHours": 24, "allUsers": true, "allDevices": false,
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "excludedGroups": ["180965e2-9268-4187-8fae-c301a2bc7024", "4d9a4552-925b-4dfe-8d9c-5e909cc4a4e0"],
              "others": 2
            }
            """
        ),
        (
            "policy.exclusion_attribute_tagged",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "actor": { "app": "622c8295-449c-4ef2-8ba7-63eea8b7adb4" }, "change": "created",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9", "isTagged": true,
              "targetName": "mdmapp"
            }
            """
        ),
        (
            "policy.exclusion_filter_changed",
            """
            {
              "tenant": "contoso", "policies": ["e949d573-6cf4-46b3-8a79-b72708c4b458"],
              "change": "created", "target": "applications", "mode": "include",
              "rule": "3a887a9b09e8566d79b927da78741db3ed5d0d92bb55eeac884c2e619cbc18e2",
              "additionalDetails": "CustomSecurityAttribute.mdmapp -eq \\"excluded\\""
            }
            """
        ),
        (
            "policy.minimum_version_set",
            """
            {
              "tenant": "contoso", "component": "managerApp", "product": "ivantiEPMM", "platform": "iOS",
              "least": { "major": 12 }, "greatest": { "major": 17 }
            }
            """
        ),
        (
            "policy.named_location_changed",
            """
            {
              "tenant": "contoso", "change": "changed",
              "location": "29d64f82-6a5c-4d04-805e-83f7a5683004", "locationKind": "addresses",
              "isTrusted": true, "ranges": 4, "rangesAdded": 1, "rangesRemoved": 1,
              "ipAddress": ["198.51.100.0/24", "203.0.113.0/24"], "targetName": "Berlin office"
            }
            """
        ),
    ]
}
