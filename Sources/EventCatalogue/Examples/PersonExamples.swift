extension EventExamples {
    static let people: [Entry] = [
        (
            "authentication.default_set",
            """
            { "tenant": "contoso", "product": "maas360", "setting": "both", "settingBefore": "entra" }
            """
        ),
        (
            "authentication.factors_set",
            """
            {
              "tenant": "contoso", "product": "maas360", "askedBy": "manager", "factors": "two",
              "factorsBefore": "single", "userKind": "entra"
            }
            """
        ),
        (
            "authentication.source_set",
            """
            {
              "tenant": "contoso", "product": "workspaceOne", "userKind": "activeDirectory",
              "checkedBy": "federated", "checkedByBefore": "entra"
            }
            """
        ),
        (
            "authentication.workflow_enabled",
            """
            {
              "tenant": "contoso", "workflow": "new", "workflowBefore": "existing", "by": "vendorSupport",
              "product": "maas360"
            }
            """
        ),
        (
            "user.account_disabled",
            """
            { "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" } }
            """
        ),
        (
            "user.account_enabled",
            """
            { "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" } }
            """
        ),
        (
            "user.licence_assigned",
            """
            {
              "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" },
              "sku": "fe9fe5d2-25ff-4f1a-8276-f9b0d8b8c6a0",
              "plan": "53ffef27-bf10-4b73-85ab-13a60cd2ee5b", "includesIntune": true,
              "includesPremium": true, "group": "30e78975-5494-43a1-8ec9-e5ad8ea844df"
            }
            """
        ),
        (
            "user.licence_changed",
            """
            { "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" } }
            """
        ),
        (
            "user.licence_removed",
            """
            {
              "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" },
              "sku": "fe9fe5d2-25ff-4f1a-8276-f9b0d8b8c6a0",
              "plan": "53ffef27-bf10-4b73-85ab-13a60cd2ee5b", "includesIntune": true,
              "includesPremium": true, "group": "30e78975-5494-43a1-8ec9-e5ad8ea844df"
            }
            """
        ),
        (
            "user.notification_sent",
            """
            {
              "tenant": "contoso", "user": { "userPrincipalName": "ada@contoso.example" },
              "purpose": "registration", "channel": "hub", "platform": "iOS", "outcome": "success",
              "product": "workspaceOne", "mail": "ada@contoso.example"
            }
            """
        ),
    ]
}
