extension EventExamples {
    static let partners: [Entry] = [
        (
            "partner.added",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065", "kind": "complianceManagement",
              "product": "maas360", "outcome": "success", "appType": "unknown",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "platform": "iOS"
            }
            """
        ),
        (
            "partner.app_id_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "appType": "unknown",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7"
            }
            """
        ),
        (
            "partner.application_added",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9"
            }
            """
        ),
        (
            "partner.application_registered",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9", "publisherVerified": false,
              "role": "complianceUpdate", "product": "maas360", "appType": "unknown",
              "appName": "MaaS360 Device Compliance"
            }
            """
        ),
        (
            "partner.application_removed",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9"
            }
            """
        ),
        (
            "partner.assigned",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360",
              "groupsAdded": ["44cb25b6-89f1-4830-8282-b4d0ffb16240", "b62b8527-ee4f-4459-8edd-668914d56ff8"],
              "groupsRemoved": ["4565b15e-fa40-464c-8138-86f42f6451a8", "5f8071cd-fcbd-4249-811c-24d93f14e6ea"],
              "digest": "0ec751cce2142192955cf8da45d5ed1ffb0e061d23a6525aaf98ec51bd7bc4a9",
              "platform": "iOS", "allUsers": true, "allDevices": false,
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "excludedGroups": ["180965e2-9268-4187-8fae-c301a2bc7024", "4d9a4552-925b-4dfe-8d9c-5e909cc4a4e0"],
              "others": 2
            }
            """
        ),
        (
            "partner.assignment_observed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "platform": "iOS", "allUsers": true, "allDevices": false,
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "excludedGroups": ["180965e2-9268-4187-8fae-c301a2bc7024", "4d9a4552-925b-4dfe-8d9c-5e909cc4a4e0"],
              "others": 2
            }
            """
        ),
        (
            "partner.configured",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065", "kind": "complianceManagement",
              "product": "maas360", "outcome": "success", "trigger": "manual", "cloud": "global",
              "connectionType": "multiTenantApp", "directory": "1610f04f-2f3b-429c-8f6a-a56579bde90c",
              "secret": "ccb19861-f71f-4ed6-8df8-9f59505c2a68",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "secretExpires": "2027-03-01T00:00:00Z",
              "secretFingerprint": "144e6424dc85f13e34110fe5d721406ec4acdab987c8ba1a7dd47e78f8246cb7"
            }
            """
        ),
        (
            "partner.connection_changed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "change": "changed"
            }
            """
        ),
        (
            "partner.connection_tested",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "jamfPro", "outcome": "failure",
              "trigger": "saved", "cloud": "global", "connectionType": "manual", "errorCode": 401
            }
            """
        ),
        (
            "partner.consent_declined",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9", "isAdministrator": true,
              "publisherVerified": false, "permissions": ["update_device_attributes"],
              "permissionsOmitted": 0, "scope": "tenant", "role": "complianceUpdate",
              "product": "maas360", "errorCode": 65004,
              "failureReason": "The administrator did not consent.",
              "appName": "MaaS360 Device Compliance"
            }
            """
        ),
        (
            "partner.consent_granted",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9", "isAdministrator": true,
              "publisherVerified": false, "permissions": ["update_device_attributes", "User.Read.All"],
              "permissionsOmitted": 0, "scope": "tenant", "role": "complianceUpdate", "product": "maas360"
            }
            """
        ),
        (
            "partner.consent_requested",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9", "isAdministrator": true,
              "publisherVerified": false, "permissions": ["update_device_attributes", "User.Read.All"],
              "permissionsOmitted": 0, "scope": "tenant", "role": "complianceUpdate", "product": "maas360"
            }
            """
        ),
        (
            "partner.deprovisioned",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "outcome": "success"
            }
            """
        ),
        (
            "partner.enabled",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "trigger": "manual", "platform": "iOS"
            }
            """
        ),
        (
            "partner.feature_enabled",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "feature": "deviceCompliance",
              "by": "vendorSupport", "additionalDetails": "Ticket TS-40117"
            }
            """
        ),
        (
            "partner.heartbeat",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement"
            }
            """
        ),
        (
            "partner.inventory_update_requested",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "deviceManagement", "product": "jamfPro", "outcome": "success", "trigger": "manual",
              "devices": 312
            }
            """
        ),
        (
            "partner.landing_page_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "deviceManagement", "product": "jamfPro", "page": "custom",
              "addressDigest": "4ca0176e2ecf14431ed925186a2eeb09c34fe433a1da6b892e536cfe761ad899",
              "targetName": "https://intranet.contoso.example/mac"
            }
            """
        ),
        (
            "partner.notification_suppression_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "platform": "iOS", "allUsers": true,
              "isSuppressed": true
            }
            """
        ),
        (
            "partner.permission_granted",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "actor": { "app": "622c8295-449c-4ef2-8ba7-63eea8b7adb4" },
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9"
            }
            """
        ),
        (
            "partner.permission_withdrawn",
            """
            {
              "tenant": "contoso", "app": "f3c8f830-c75c-49e8-8358-248142189bc7",
              "servicePrincipal": "eee3f075-7b7c-4331-839a-03ac13b632a9"
            }
            """
        ),
        (
            "partner.provisioned",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "outcome": "success"
            }
            """
        ),
        (
            "partner.registration_completed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "trigger": "manual",
              "cloud": "global", "app": "f3c8f830-c75c-49e8-8358-248142189bc7"
            }
            """
        ),
        (
            "partner.registration_failed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "trigger": "manual",
              "cloud": "global", "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "errorCode": 65004,
              "failureReason": "Registration has failed. Review the settings."
            }
            """
        ),
        (
            "partner.rejected",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "platform": "iOS", "errorCode": 401
            }
            """
        ),
        (
            "partner.removed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "outcome": "success",
              "platform": "iOS"
            }
            """
        ),
        (
            "partner.resumed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "deviceManagement", "product": "jamfPro", "trigger": "manual", "platform": "macOS"
            }
            """
        ),
        (
            "partner.secret_changed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "jamfPro",
              "secret": "ccb19861-f71f-4ed6-8df8-9f59505c2a68",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "change": "created",
              "secretExpires": "2027-03-01T00:00:00Z",
              "secretFingerprint": "144e6424dc85f13e34110fe5d721406ec4acdab987c8ba1a7dd47e78f8246cb7"
            }
            """
        ),
        (
            "partner.secret_expired",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "jamfPro",
              "secret": "ccb19861-f71f-4ed6-8df8-9f59505c2a68",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "secretExpires": "2026-03-01T00:00:00Z",
              "secretFingerprint": "144e6424dc85f13e34110fe5d721406ec4acdab987c8ba1a7dd47e78f8246cb7"
            }
            """
        ),
        (
            "partner.state_observed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "state": "enabled", "iOS": true, "macOS": true,
              "android": true, "windows": false, "isConfigured": true, "appType": "unknown",
              "app": "f3c8f830-c75c-49e8-8358-248142189bc7", "removalAt": "2026-06-01T00:00:00Z",
              "nonComplianceAt": "2026-03-10T00:00:00Z"
            }
            """
        ),
        (
            "partner.suspended",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065", "kind": "deviceManagement",
              "product": "jamfPro", "trigger": "manual", "platform": "macOS", "isKept": true
            }
            """
        ),
        (
            "partner.terminated",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "removalAt": "2026-06-01T00:00:00Z",
              "nonComplianceAt": "2026-03-10T00:00:00Z", "platform": "iOS", "devices": 312
            }
            """
        ),
        (
            "partner.url_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "product": "maas360", "platform": "iOS",
              "purpose": "enrollment",
              "addressDigest": "4ca0176e2ecf14431ed925186a2eeb09c34fe433a1da6b892e536cfe761ad899",
              "targetName": "https://mdm.contoso.example/enroll"
            }
            """
        ),
    ]
}
