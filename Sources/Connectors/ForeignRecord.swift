import StrictJSON

/// Names what a JSON object looks like that is no record of the formats read.
enum ForeignRecord {
    private static let intuneCategories: [StaticString] = [
        "OperationalLogs", "DeviceComplianceOrg", "Devices", "Windows365AuditLogs",
    ]
    /// Categories of Entra's own logs that are neither sign-ins nor directory audits.
    private static let otherCategories: [StaticString] = [
        "MicrosoftServicePrincipalSignInLogs", "AzureADGraphActivityLogs", "NetworkAccessAlerts",
        "NetworkAccessConnectionEvents", "NetworkAccessGenerativeAIInsights",
        "ProvisioningLogs", "ADFSSignInLogs", "RiskyUsers", "UserRiskEvents", "RiskyServicePrincipals",
        "ServicePrincipalRiskEvents", "NetworkAccessTrafficLogs", "MicrosoftGraphActivityLogs",
        "EnrichedOffice365AuditLogs", "RemoteNetworkHealthLogs", "B2CRequestLogs",
    ]

    /// Whether a word names another log of Entra's: a category of Azure Monitor, or a table of Log Analytics,
    /// whose name may begin with the service's.
    static func isOtherLog(_ word: [UInt8]) -> Bool {
        let bare = ASCII.starts(word, with: "AAD") ? Array(word.dropFirst(3)) : word
        return otherCategories.contains {
            ASCII.equalIgnoringCase(word, $0) || ASCII.equalIgnoringCase(bare, $0)
        }
    }

    /// What an Azure Monitor record is, where its category, which is trimmed, or its properties are another
    /// service's.
    static func name(
        ofCategory word: UnsafeRawBufferPointer, properties: JSONValue
    ) -> String? {
        if properties["AuditEventId"] != nil || properties["ActivityDate"] != nil {
            return "intune audit record"
        }
        if intuneCategories.contains(where: { ASCII.equalIgnoringCase(word, $0) }) { return "intune record" }
        if otherCategories.contains(where: { ASCII.equalIgnoringCase(word, $0) }) {
            return "entra log of another kind"
        }
        return nil
    }

    /// What an object with an activity is, where it is no directory audit.
    static func name(ofActivity value: JSONValue) -> String? {
        if value["activityOperationType"] != nil || value["componentName"] != nil {
            return "intune audit record"
        }
        if value["provisioningAction"] != nil || value["provisioningSteps"] != nil {
            return "provisioning record"
        }
        if value["riskEventType"] != nil || value["detectedDateTime"] != nil { return "risk detection" }
        return nil
    }

    static func name(of value: JSONValue) -> String? {
        func has(_ names: StaticString...) -> Bool { names.allSatisfy { value[$0] != nil } }
        func hasAny(_ names: StaticString...) -> Bool { names.contains { value[$0] != nil } }
        if let error = value["error"], error["code"] != nil || error["message"] != nil { return "error body" }
        if has("TimeGenerated"), hasAny("OperationName", "ResultType", "Category", "Type") {
            return "log analytics row"
        }
        if has("complianceState"), hasAny("azureADDeviceId", "managementAgent", "deviceName") {
            return "graph managed device object"
        }
        if hasAny("deviceId", "id"), hasAny("accountEnabled", "trustType", "approximateLastSignInDateTime"),
            hasAny("operatingSystem", "operatingSystemVersion", "deviceVersion")
        {
            return "graph device object"
        }
        if has("conditions"), hasAny("grantControls", "sessionControls", "state") {
            return "conditional access policy object"
        }
        if hasAny("skuId", "skuPartNumber", "prepaidUnits") { return "list of licences" }
        if has("severity"), hasAny("evidence", "serviceSource", "alertWebUrl", "detectionSource") {
            return "security alert"
        }
        return nil
    }
}
