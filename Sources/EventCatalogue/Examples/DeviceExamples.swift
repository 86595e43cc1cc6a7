extension EventExamples {
    static let devices: [Entry] = [
        (
            "device.broker_installed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "broker": "authenticator",
              "brokerVersion": { "major": 11, "minor": 0, "patch": 2 }, "isManagedApp": true,
              "isGuided": true
            }
            """
        ),
        (
            "device.broker_removed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "broker": "authenticator",
              "brokerVersion": { "major": 11, "minor": 0, "patch": 2 }, "isManagedApp": true,
              "isGuided": true
            }
            """
        ),
        (
            "device.broker_signed_in",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "broker": "authenticator", "brokerVersion": { "major": 11, "minor": 0, "patch": 2 },
              "isManagedApp": true, "isGuided": true
            }
            """
        ),
        (
            "device.checked_in",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "witness": "maas360", "lastContact": "2026-03-03T08:55:00Z",
              "product": "maas360", "trigger": "manual",
              "osVersion": { "major": 17, "minor": 4, "patch": 1 }
            }
            """
        ),
        (
            "device.delete_requested",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" }
            }
            """
        ),
        (
            "device.deleted",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" }
            }
            """
        ),
        (
            "device.disabled",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" }
            }
            """
        ),
        (
            "device.enabled",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" }
            }
            """
        ),
        (
            "device.enrolled",
            """
            {
              "tenant": "contoso", "device": { "serialNumber": "F4GTX1C02" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "iOS",
              "ownership": "company", "product": "maas360",
              "clientVersion": { "major": 11, "minor": 0, "patch": 2 },
              "osVersion": { "major": 17, "minor": 4, "patch": 1 }, "reason": "rollout",
              "deviceName": "Ada's iPhone", "modelName": "iPhone 15"
            }
            """
        ),
        (
            "device.hybrid_joined",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "windows", "trustType": "serverAD", "reporter": "directorySync",
              "path": "groupPolicy"
            }
            """
        ),
        (
            "device.identity_bound",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "entraObject": "9a860a5a-dc79-4dc8-8b40-488b1b795e7a",
              "entraDevice": "ce32546f-4559-480e-8c5a-a9ea5345b4da",
              "intuneDevice": "13673ea8-1f9c-4e44-8201-a3a4d8ed89a8"
            }
            """
        ),
        (
            "device.identity_rebound",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" },
              "entraObject": "9a860a5a-dc79-4dc8-8b40-488b1b795e7a",
              "entraDevice": "ce32546f-4559-480e-8c5a-a9ea5345b4da",
              "intuneDevice": "13673ea8-1f9c-4e44-8201-a3a4d8ed89a8",
              "entraDeviceBefore": "3809fb66-c8ab-4c8e-8dca-d1a17e419fca", "userChanged": true,
              "product": "maas360"
            }
            """
        ),
        (
            "device.inventory_observed",
            """
            {
              "tenant": "contoso",
              "device": { "intuneDeviceId": "e12511af-822a-461b-8fa5-6ef453ca25b8", "serialNumber": "F4GTX1C02" },
              "platform": "iOS", "witness": "intune", "ownership": "company",
              "lastContact": "2026-03-03T08:55:00Z", "enrolledAt": "2026-01-12T10:00:00Z",
              "managementState": "managed", "managementAgent": "mdm",
              "registrationState": "registered", "deviceName": "BER-0042",
              "lastContactBy": "2026-03-03T20:55:00Z"
            }
            """
        ),
        (
            "device.inventory_sent",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "platform": "macOS",
              "outcome": "success", "message": "bcfced78-4bfb-476e-8e9b-88da14824d2f",
              "isRegistered": true, "product": "jamfPro", "trigger": "manual", "accountKind": "mobile"
            }
            """
        ),
        (
            "device.inventory_updated",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "witness": "maas360", "changes": 3, "product": "maas360",
              "trigger": "manual", "osVersion": { "major": 17, "minor": 4, "patch": 1 }
            }
            """
        ),
        (
            "device.joined",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "windows", "trustType": "azureAD", "reporter": "deviceRegistration",
              "path": "outOfBox"
            }
            """
        ),
        (
            "device.object_observed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "trustType": "workplace", "witness": "deviceObject", "isEnabled": true,
              "lastContact": "2026-03-03T08:55:00Z"
            }
            """
        ),
        (
            "device.redirected",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "macOS", "product": "jamfPro", "target": "companyPortal"
            }
            """
        ),
        (
            "device.registered",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "trustType": "workplace", "reporter": "deviceRegistration"
            }
            """
        ),
        (
            "device.registration_certificate_installed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "android", "expires": "2027-03-01T00:00:00Z",
              "certificate": "6c9c8cf3c21bca0a9888169a519af95c40e22fa1f838f104c79773ba65cbd47c"
            }
            """
        ),
        (
            "device.registration_failed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "registrationState": "notRegisteredPendingEnrollment",
              "product": "maas360", "path": "outOfBox", "errorCode": 1312
            }
            """
        ),
        (
            "device.registration_observed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "trustType": "workplace", "witness": "signIn"
            }
            """
        ),
        (
            "device.registration_policy_run",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "macOS", "outcome": "success", "product": "jamfPro", "trigger": "scheduled",
              "accountKind": "local"
            }
            """
        ),
        (
            "device.registration_started",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "product": "maas360", "path": "outOfBox", "trigger": "manual"
            }
            """
        ),
        (
            "device.retire_confirmed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "witness": "ivanti", "outcome": "success", "product": "ivantiEPMM"
            }
            """
        ),
        (
            "device.retire_requested",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" }
            }
            """
        ),
        (
            "device.retired",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "evidence": "observed"
            }
            """
        ),
        (
            "device.security_action",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "action": "localPasswordRecovered"
            }
            """
        ),
        (
            "device.unenrolled",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "evidence": "observed"
            }
            """
        ),
        (
            "device.unregistered",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" }
            }
            """
        ),
        (
            "device.updated",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "platform": "iOS", "reporter": "intune", "properties": ["DeviceOSVersion", "DisplayName"]
            }
            """
        ),
        (
            "device.user_linked",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "relation": "owner"
            }
            """
        ),
        (
            "device.user_unlinked",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "user": { "userPrincipalName": "ada@contoso.example" }, "relation": "owner"
            }
            """
        ),
        (
            "device.wipe_confirmed",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "witness": "ivanti", "outcome": "success", "product": "ivantiEPMM"
            }
            """
        ),
        (
            "device.wipe_requested",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" }
            }
            """
        ),
        (
            "device.wiped",
            """
            {
              "tenant": "contoso", "device": { "entraDeviceId": "b693c895-3068-4a47-8f12-979ff958c475" },
              "evidence": "observed"
            }
            """
        ),
    ]
}
