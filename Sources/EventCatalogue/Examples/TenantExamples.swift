extension EventExamples {
    static let tenants: [Entry] = [
        (
            "tenant.administrator_signed_in",
            """
            {
              "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" },
              "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "console": "intuneAdminCenter", "channel": "browser", "method": "password",
              "privilege": "full", "ipAddress": "203.0.113.7"
            }
            """
        ),
        ("tenant.cloud_observed", #"{ "tenant": "contoso", "cloud": "global", "witness": "signIn" }"#),
        ("tenant.compliance_validity_set", #"{ "tenant": "contoso", "days": 45, "daysBefore": 30 }"#),
        (
            "tenant.custom_domain_added",
            """
            {
              "tenant": "contoso", "product": "maas360", "isVerified": true,
              "targetName": "devices.contoso.example"
            }
            """
        ),
        (
            "tenant.directory_sync_configured",
            """
            { "tenant": "contoso", "syncKind": "entraConnect", "product": "maas360", "isEnabled": true }
            """
        ),
        (
            "tenant.directory_synced",
            """
            {
              "tenant": "contoso", "syncKind": "entraConnect", "product": "maas360", "trigger": "manual",
              "outcome": "success", "users": 1204, "groups": 18
            }
            """
        ),
        (
            "tenant.licence_changed",
            """
            {
              "tenant": "contoso", "sku": "fe9fe5d2-25ff-4f1a-8276-f9b0d8b8c6a0", "enabled": 250,
              "consumed": 187, "includesIntune": true, "includesPremium": true, "enabledBefore": 200,
              "change": "assigned", "plan": "53ffef27-bf10-4b73-85ab-13a60cd2ee5b"
            }
            """
        ),
        (
            "tenant.mdm_authority_observed",
            """
            { "tenant": "contoso", "displayed": "intune", "actual": "maas360" }
            """
        ),
        (
            "tenant.prerequisites_checked",
            """
            {
              "tenant": "contoso", "met": ["directoryPremium", "intuneSubscription"],
              "product": "maas360", "missing": ["userLicences"]
            }
            """
        ),
        (
            "tenant.subscription_changed",
            """
            {
              "tenant": "contoso", "sku": "fe9fe5d2-25ff-4f1a-8276-f9b0d8b8c6a0", "status": "enabled",
              "enabled": 250, "suspended": 0, "warning": 0, "lockedOut": 0, "consumed": 187,
              "includesIntune": true, "includesPremium": true, "statusBefore": "warning",
              "enabledBefore": 200, "change": "changed"
            }
            """
        ),
        (
            "tenant.subscription_observed",
            """
            {
              "tenant": "contoso", "sku": "fe9fe5d2-25ff-4f1a-8276-f9b0d8b8c6a0", "status": "enabled",
              "enabled": 250, "suspended": 0, "warning": 0, "lockedOut": 0, "consumed": 187,
              "includesIntune": true, "includesPremium": true
            }
            """
        ),
    ]
}
