import Connectors
import EventCatalogue
import LedgerModel
import Testing

/// Records of Intune and objects of the directory, of the tests' own making.
enum ManagementRecords {
    static let intune = "5a1d0c3e-0011-4000-8000-00000000d011"
    static let secondDevice = "5a1d0c3e-0012-4000-8000-00000000d012"
    static let batch = "5a1d0c3e-0013-4000-8000-00000000ba01"
    static let partner = "5a1d0c3e-0014-4000-8000-00000000fa01"
    static let account = "5a1d0c3e-0015-4000-8000-00000000ac01"
    static let message = "5a1d0c3e-0016-4000-8000-00000000ee01"
    static let sku = "5a1d0c3e-0017-4000-8000-00000000ab01"
    static let auditID = "5a1d0c3e-0018-4000-8000-00000000aa01"

    /// Wraps an inner record as Azure Monitor does.
    static func azure(
        _ category: String, _ inner: String, operation: String = "Other", result: String? = "None",
        tenant: String? = Records.tenant, time: String = "2026-03-01T08:05:00.0000000Z"
    ) -> String {
        let tenant = tenant.map { ",\"tenantId\":\"\($0)\"" } ?? ""
        let result = result.map { ",\"resultType\":\"\($0)\"" } ?? ""
        return """
            {"time":"\(time)"\(tenant),"category":"\(category)","operationName":"\(operation)"\(result),\
            "properties":\(inner)}
            """
    }

    static func enrollment(
        result: String? = "Success", reason: String = "Unknown", message: String? = message,
        entra: String = Records.device, more: String = ""
    ) -> String {
        let message = message.map { ",\"MessageId\":\"\($0)\"" } ?? ""
        return azure(
            "OperationalLogs",
            """
            {"AADDeviceId":"\(entra)","IntuneDeviceId":"\(intune)","AADTenantId":"\(Records.tenant)",\
            "EnrollmentTimeUTC":"2026-03-01T08:00:00.1234Z","FailureCategory":"Not Applicable",\
            "FailureReason":"\(reason)","IntuneUserId":"\(Records.user)","Os":"Windows",\
            "OsVersion":"10.0.1"\(message)\(more)}
            """, operation: "Enrollment", result: result)
    }

    static func alert(type: String = "Managed Device Not Compliant", device: String = intune) -> String {
        azure(
            "OperationalLogs",
            """
            {"AADTenantId":"\(Records.tenant)","AlertType":"\(type)","DeviceName":"pc","UserName":"frodo",\
            "UPNSuffix":"example.org","IntuneDeviceId":"\(device)","IntuneUserId":"\(Records.user)",\
            "StartTimeUtc":"2026-03-01T08:00:00.5Z",\
            "Description":"Policy.Rule||Policy.Rule||contact expected||2026-02-01||Source"}
            """, operation: "Compliance")
    }

    static func row(
        _ report: String, device: String? = intune, batch: String? = batch, more: String = ""
    ) -> String {
        let device = device.map { "\"DeviceId\":\"\($0)\"," } ?? ""
        let batch = batch.map { "\"BatchId\":\"\($0)\"," } ?? ""
        return azure(report, "{\(device)\(batch)\"AADTenantId\":\"\(Records.tenant)\"\(more)}")
    }

    static func audit(
        _ operation: String, result: String? = "Success", targets: String = "\"\(intune)\"",
        more: String = ""
    ) -> String {
        azure(
            "AuditLogs",
            """
            {"ActivityDate":"3/1/2026 8:00:05 PM","ActivityResultStatus":1,"ActivityType":3,\
            "Actor":{"ActorType":1,"Application":"\(Records.app)","ApplicationName":"portal",\
            "ObjectID":"\(Records.user)","UPN":"gandalf@example.org"},"AuditEventId":"\(auditID)",\
            "TargetDisplayNames":["<null>"],"TargetObjectIds":[\(targets)]\(more)}
            """, operation: operation, result: result)
    }

    static func graphAudit(_ type: String, result: String = "Success") -> String {
        """
        {"id":"\(auditID)","activityType":"\(type)","activityOperationType":"Action",\
        "activityDateTime":"2026-03-01T20:00:05Z","activityResult":"\(result)",\
        "correlationId":"\(Records.flow)",\
        "actor":{"userId":"\(Records.user)","userPrincipalName":"gandalf@example.org",\
        "applicationId":"\(Records.app)"},\
        "resources":[{"resourceId":"\(intune)","displayName":"pc","modifiedProperties":[\
        {"displayName":"AzureADDeviceId","oldValue":null,"newValue":"\(Records.device)"}]}]}
        """
    }

    static func managedDevice(
        _ state: String = "compliant", entra: String = Records.device, more: String = ""
    ) -> String {
        """
        {"id":"\(intune)","azureADDeviceId":"\(entra)","userId":"\(Records.user)",\
        "userPrincipalName":"frodo@example.org","operatingSystem":"iOS","osVersion":"17.1",\
        "complianceState":"\(state)","managementAgent":"mdm","managementState":"managed",\
        "managedDeviceOwnerType":"company","deviceRegistrationState":"registered",\
        "enrolledDateTime":"2026-01-02T03:04:05Z","lastSyncDateTime":"2026-02-28T23:00:00Z",\
        "complianceGracePeriodExpirationDateTime":"9999-12-31T23:59:59Z"\(more)}
        """
    }

    static func partner(_ members: String) -> String {
        "{\"id\":\"\(partner)\",\"displayName\":\"Jamf\",\(members)}"
    }

    static func result(_ json: String, _ context: ConnectorContext = Records.context) -> ReadingResult {
        MicrosoftConnector().read(Array(json.utf8), context).heldAgain()
    }

    static func submissions(
        _ json: String, _ context: ConnectorContext = Records.context,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> [Submission] {
        switch result(json, context) {
        case .submissions(let list): return list
        case .rejected(let rejection):
            Issue.record("\(rejection)", sourceLocation: location)
            throw rejection
        }
    }

    static func submission(
        _ json: String, _ context: ConnectorContext = Records.context,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> Submission {
        let all = try submissions(json, context, location)
        return try #require(all.count == 1 ? all.first : nil, sourceLocation: location)
    }

    static func rejection(_ json: String, _ context: ConnectorContext = Records.context) -> Rejection? {
        guard case .rejected(let rejection) = result(json, context) else { return nil }
        return rejection
    }

    /// One record of each kind.
    static let all: [String] = [
        enrollment(), alert(), azure("OperationalLogs", "{\"AADTenantId\":\"\(Records.tenant)\"}"),
        row(
            "DeviceComplianceOrg",
            more: ",\"ComplianceState\":\"2\",\"LastContact\":\"2026-02-28 08:27:37.0000000\""),
        row(
            "Devices",
            more: """
                ,"ReferenceId":"\(Records.device)","CompliantState":"Compliant","GraphDeviceIsManaged":true,\
                "SerialNumber":"C39ZQ0000001"
                """),
        azure("Devices", "{\"Stats\":{\"RecordCount\":2},\"BatchId\":\"\(batch)\"}"),
        audit("wipe ManagedDevice"), graphAudit("retire ManagedDevice"), managedDevice(),
        partner(
            """
            "partnerState":"enabled","iosOnboarded":true,"lastHeartbeatDateTime":"2026-02-28T23:00:00Z",\
            "iosEnrollmentAssignments":[{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget",\
            "groupId":"\(Records.group)"}}]
            """),
        partner(
            "\"partnerState\":\"terminated\",\"isConfigured\":false,\"partnerAppType\":\"singleTenantApp\""),
        """
        {"@odata.type":"#microsoft.graph.iosCompliancePolicy","id":"\(Records.policy)","version":3,\
        "createdDateTime":"2026-01-01T00:00:00Z","lastModifiedDateTime":"2026-02-01T00:00:00Z"}
        """,
        """
        {"id":"\(account)_\(Records.policy)_\(intune)","status":"nonCompliant",\
        "deviceDisplayName":"pc","lastReportedDateTime":"2026-02-28T23:00:00Z",\
        "complianceGracePeriodExpirationDateTime":"2026-03-05T00:00:00Z",\
        "userPrincipalName":"frodo@example.org"}
        """,
        """
        {"id":"t-1","eventDateTime":"2026-02-28T23:00:00Z","managedDeviceIdentifier":"\(intune)",\
        "deviceId":"\(Records.device)","operatingSystem":"Android","enrollmentType":"userEnrollment",\
        "failureCategory":"authentication","failureReason":"bad","userId":"\(Records.user)"}
        """,
        """
        {"id":"\(Records.policy)","state":"enabled","conditions":{},\
        "modifiedDateTime":"2026-02-01T00:00:00Z",\
        "grantControls":{"operator":"OR","builtInControls":["mfa","compliantDevice"]}}
        """,
        """
        {"id":"x","skuId":"\(sku)","skuPartNumber":"EMS","capabilityStatus":"Enabled","consumedUnits":14,\
        "prepaidUnits":{"enabled":25,"suspended":0,"warning":1},"servicePlans":[\
        {"servicePlanName":"INTUNE_A","provisioningStatus":"Success"},\
        {"servicePlanName":"AAD_PREMIUM","provisioningStatus":"Disabled"}]}
        """,
        """
        {"id":"\(Records.object)","deviceId":"\(Records.device)","accountEnabled":false,"isCompliant":true,\
        "isManaged":null,"trustType":"AzureAd","operatingSystem":"Windows","operatingSystemVersion":"10",\
        "approximateLastSignInDateTime":"2026-02-28T23:00:00Z"}
        """,
    ]
}
