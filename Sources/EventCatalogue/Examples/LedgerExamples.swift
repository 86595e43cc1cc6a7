extension EventExamples {
    static let ledger: [Entry] = [
        (
            "ledger.closed",
            """
            {
              "tenant": "contoso", "size": 120034,
              "program": "642ddc4876a7c41ece5d97524e92f187fb171ae3d9a26213031f713c3d48c82d",
              "version": { "major": 11, "minor": 0, "patch": 2 }
            }
            """
        ),
        (
            "ledger.erasure_approved",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "request": "56f05f82-dae9-4f21-8fa3-75f6d2e3b256", "subjects": 1,
              "ground": "withdrawnConsent", "approvals": 1, "required": 2
            }
            """
        ),
        (
            "ledger.erasure_done",
            """
            {
              "tenant": "contoso", "request": "56f05f82-dae9-4f21-8fa3-75f6d2e3b256", "subjects": 1,
              "ground": "withdrawnConsent", "approvals": 2, "records": 312, "identities": 3,
              "recordRuns": [4000, 311, 4711, 1], "identityRuns": [17, 3], "quarantineRuns": []
            }
            """
        ),
        (
            "ledger.erasure_requested",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "request": "56f05f82-dae9-4f21-8fa3-75f6d2e3b256", "subjects": 1,
              "ground": "withdrawnConsent", "required": 2, "additionalDetails": "Letter of 1 March"
            }
            """
        ),
        (
            "ledger.exported",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "digest": "0ec751cce2142192955cf8da45d5ed1ffb0e061d23a6525aaf98ec51bd7bc4a9",
              "purpose": "state", "first": 0, "last": 120033, "events": 120034, "withPersonal": true,
              "format": "cloudEvents"
            }
            """
        ),
        (
            "ledger.hold_placed",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "hold": "0c9d6d4b-6e71-4527-852a-3e9c33752524", "subjects": 1,
              "until": "2026-09-30T00:00:00Z", "additionalDetails": "Case 2026-17"
            }
            """
        ),
        (
            "ledger.hold_released",
            """
            { "tenant": "contoso", "hold": "0c9d6d4b-6e71-4527-852a-3e9c33752524", "subjects": 1 }
            """
        ),
        (
            "ledger.key_rotated",
            """
            {
              "tenant": "contoso", "size": 120034, "keyPurpose": "signing",
              "key": "4e2e09881b1b1a3aa5f1e66aef320c0f6759fa9ed00533f12ad0b8009448980b",
              "keyBefore": "6559f2432683028c1da25773f1c6ff250f3e27f031cfca099e0e68df8db33d97"
            }
            """
        ),
        (
            "ledger.opened",
            """
            {
              "tenant": "contoso", "size": 120034,
              "program": "642ddc4876a7c41ece5d97524e92f187fb171ae3d9a26213031f713c3d48c82d",
              "version": { "major": 11, "minor": 0, "patch": 2 }, "wasClean": true
            }
            """
        ),
        (
            "ledger.read",
            """
            {
              "tenant": "contoso", "actor": { "objectId": "0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11" },
              "purpose": "state", "first": 4000, "last": 4711, "events": 12, "withPersonal": true
            }
            """
        ),
        (
            "ledger.recovered",
            """
            {
              "tenant": "contoso", "bytes": 8192,
              "digest": "0ec751cce2142192955cf8da45d5ed1ffb0e061d23a6525aaf98ec51bd7bc4a9", "segment": 0,
              "byteOffset": 1048576
            }
            """
        ),
        (
            "ledger.restored",
            """
            {
              "tenant": "contoso", "size": 118000,
              "root": "642ddc4876a7c41ece5d97524e92f187fb171ae3d9a26213031f713c3d48c82d", "epoch": 1,
              "publishedSize": 120034,
              "publishedRoot": "4e2e09881b1b1a3aa5f1e66aef320c0f6759fa9ed00533f12ad0b8009448980b"
            }
            """
        ),
        (
            "record.corroborated",
            """
            { "tenant": "contoso", "first": "ae4d53b2-90a0-4385-8752-55150f6303f4" }
            """
        ),
        (
            "record.observed",
            """
            {
              "tenant": "contoso", "category": "directoryAudit", "reason": "noMapping",
              "outcome": "success", "auditCategory": "Policy", "unreadableFields": 1,
              "operation": "Update continuous access evaluation"
            }
            """
        ),
        ("record.remapped", #"{ "tenant": "contoso", "mapping": 3, "origin": 4711 }"#),
        (
            "record.revised",
            """
            { "tenant": "contoso", "first": "ae4d53b2-90a0-4385-8752-55150f6303f4" }
            """
        ),
        (
            "source.batch_ended",
            """
            {
              "tenant": "contoso", "report": "devices", "records": 312,
              "batch": "21f16a66-4543-4fe9-8eff-e456e91e39da"
            }
            """
        ),
        (
            "source.coverage_ended",
            """
            {
              "tenant": "contoso", "reason": "disconnected", "through": "2026-03-03T09:00:00Z",
              "retentionDays": 30
            }
            """
        ),
        (
            "source.coverage_started",
            """
            {
              "tenant": "contoso", "reason": "connected", "through": "2026-03-03T09:00:00Z",
              "retentionDays": 30
            }
            """
        ),
        (
            "source.cursor_advanced",
            """
            {
              "tenant": "contoso", "through": "2026-03-03T09:00:00Z", "newRecords": 500,
              "cursor": "c46a205bddecc994bdd987ba1953ee3fee37fafe50ad1845bb35a7c06811170b"
            }
            """
        ),
        (
            "source.gap_closed",
            """
            {
              "tenant": "contoso", "report": "devices", "batch": "21f16a66-4543-4fe9-8eff-e456e91e39da",
              "expected": 312, "found": 309
            }
            """
        ),
        (
            "source.gap_noticed",
            """
            {
              "tenant": "contoso", "report": "devices", "batch": "21f16a66-4543-4fe9-8eff-e456e91e39da",
              "expected": 312, "found": 309
            }
            """
        ),
    ]
}
