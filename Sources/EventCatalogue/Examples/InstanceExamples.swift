extension EventExamples {
    static let instances: [Entry] = [
        (
            "group.management_observed",
            """
            {
              "tenant": "contoso", "group": "30e78975-5494-43a1-8ec9-e5ad8ea844df", "product": "maas360",
              "isManaged": true, "isOfDirectory": true, "groupName": "Field service"
            }
            """
        ),
        (
            "group.member_added",
            """
            { "tenant": "contoso", "group": "30e78975-5494-43a1-8ec9-e5ad8ea844df", "member": "user" }
            """
        ),
        (
            "group.member_removed",
            """
            { "tenant": "contoso", "group": "30e78975-5494-43a1-8ec9-e5ad8ea844df", "member": "user" }
            """
        ),
        (
            "group.scope_changed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "product": "maas360", "platform": "android", "mode": "groups", "modeBefore": "everybody",
              "added": ["93080bd9-85d6-4b32-88df-d8f602d11378", "e0a5ca82-d70e-42df-86d3-24334f9583bb"],
              "addedCount": 2, "removedCount": 0, "count": 2, "countBefore": 0,
              "digest": "a2dc110211445130b3a4a111cc94b3261270d721c48264d5e4a1a8d233e37131",
              "digestBefore": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            }
            """
        ),
        (
            "instance.compliance_policy_disabled",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "policy": "e949d573-6cf4-46b3-8a79-b72708c4b458"
            }
            """
        ),
        (
            "instance.compliance_policy_enabled",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "policy": "e949d573-6cf4-46b3-8a79-b72708c4b458"
            }
            """
        ),
        (
            "instance.connected",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "others": 2, "hosting": "vendorCloud"
            }
            """
        ),
        (
            "instance.disconnected",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065", "kind": "complianceManagement",
              "instance": "ab5a012b-1365-46ff-8304-df4307ca5190", "product": "ivantiEPMM",
              "isLast": false, "others": 1, "policyIsEnabled": false
            }
            """
        ),
        (
            "instance.gateway_address_changed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "addresses": 2, "addressesAdded": 1, "addressesRemoved": 1,
              "trigger": "automatic", "ipAddress": ["198.51.100.4", "198.51.100.9"]
            }
            """
        ),
        (
            "instance.identity_mapping_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "attribute": "immutableID", "attributeBefore": "immutableID"
            }
            """
        ),
        (
            "instance.identity_service_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "isEnabled": true
            }
            """
        ),
        (
            "instance.intelligence_opt_in_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "isOptedIn": true
            }
            """
        ),
        (
            "instance.mdm_app_added",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "managementApp": "99fa841f-6633-4dd6-8b6e-e5b6cd519c43",
              "isCustom": true
            }
            """
        ),
        (
            "instance.mdm_scope_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "scope": "none",
              "groups": ["82215497-ff76-45cf-87e3-b7ae44dbb857", "eb29bf62-099c-47b1-8e77-5b50cc8b78d7"],
              "managementApp": "99fa841f-6633-4dd6-8b6e-e5b6cd519c43"
            }
            """
        ),
        (
            "instance.version_observed",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "version": { "major": 11, "minor": 0, "patch": 2 },
              "versionBefore": { "major": 10, "minor": 8, "patch": 0, "build": 41 }
            }
            """
        ),
        (
            "instance.windows_compliance_set",
            """
            {
              "tenant": "contoso", "partner": "026f3252-89c4-4dc9-84e0-f1bb7a2b0065",
              "kind": "complianceManagement", "instance": "ab5a012b-1365-46ff-8304-df4307ca5190",
              "product": "maas360", "isEnabled": true
            }
            """
        ),
    ]
}
