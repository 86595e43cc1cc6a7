/// A column of a table, and where the Azure Monitor record has what stands in it.
struct WorkspaceColumn: Sendable {
    enum Place: Sendable {
        /// What a workspace adds by itself.
        case workspace
        /// Beside the inner record, or in it.
        case envelope, inner
    }

    enum Form: Sendable {
        /// As the record has it; an object or a list as JSON text.
        case value
        /// Text, whatever the record has.
        case text
        case time
    }

    let name: StaticString
    let place: Place
    let member: StaticString
    let form: Form

    private init(_ name: StaticString, _ place: Place, _ member: StaticString, _ form: Form = .value) {
        self.name = name
        self.place = place
        self.member = member
        self.form = form
    }

    /// As a header of a portal's table writes it.
    var header: String { form == .time ? "\(name) [UTC]" : "\(name)" }

    private static let opening: [WorkspaceColumn] = [
        WorkspaceColumn("TenantId", .workspace, ""),
        WorkspaceColumn("SourceSystem", .workspace, ""),
        WorkspaceColumn("TimeGenerated", .envelope, "time", .time),
        WorkspaceColumn("ResourceId", .envelope, "resourceId"),
        WorkspaceColumn("OperationName", .envelope, "operationName"),
        WorkspaceColumn("OperationVersion", .envelope, "operationVersion"),
    ]

    private static let middle: [WorkspaceColumn] = [
        WorkspaceColumn("ResultType", .envelope, "resultType", .text),
        WorkspaceColumn("ResultSignature", .envelope, "resultSignature"),
        WorkspaceColumn("ResultDescription", .envelope, "resultDescription"),
        WorkspaceColumn("DurationMs", .envelope, "durationMs"),
        WorkspaceColumn("CorrelationId", .inner, "correlationId"),
        WorkspaceColumn("Resource", .workspace, ""),
        WorkspaceColumn("ResourceGroup", .workspace, ""),
        WorkspaceColumn("Identity", .envelope, "identity"),
        WorkspaceColumn("Level", .envelope, "Level", .text),
        WorkspaceColumn("Id", .inner, "id"),
    ]

    private static let closing: [WorkspaceColumn] = [
        WorkspaceColumn("AADTenantId", .envelope, "tenantId"),
        WorkspaceColumn("Type", .workspace, ""),
    ]

    static let audits =
        opening + [
            // Here it is the activity's category, not the log's.
            WorkspaceColumn("Category", .inner, "category")
        ] + middle + [
            WorkspaceColumn("AdditionalDetails", .inner, "additionalDetails"),
            WorkspaceColumn("InitiatedBy", .inner, "initiatedBy"),
            WorkspaceColumn("LoggedByService", .inner, "loggedByService"),
            WorkspaceColumn("Result", .inner, "result"),
            WorkspaceColumn("ResultReason", .inner, "resultReason"),
            WorkspaceColumn("TargetResources", .inner, "targetResources"),
            WorkspaceColumn("ActivityDisplayName", .inner, "activityDisplayName"),
            WorkspaceColumn("ActivityDateTime", .inner, "activityDateTime", .time),
            WorkspaceColumn("AADOperationType", .inner, "operationType"),
        ] + closing

    static let signIns =
        opening + [WorkspaceColumn("Category", .envelope, "category")] + middle + [
            WorkspaceColumn("Location", .envelope, "location"),
            WorkspaceColumn("AppDisplayName", .inner, "appDisplayName"),
            WorkspaceColumn("AppId", .inner, "appId"),
            WorkspaceColumn("AuthenticationDetails", .inner, "authenticationDetails"),
            WorkspaceColumn("AuthenticationProcessingDetails", .inner, "authenticationProcessingDetails"),
            WorkspaceColumn("AuthenticationProtocol", .inner, "authenticationProtocol"),
            WorkspaceColumn("AuthenticationRequirement", .inner, "authenticationRequirement"),
            WorkspaceColumn("AutonomousSystemNumber", .inner, "autonomousSystemNumber", .text),
            WorkspaceColumn("ClientAppUsed", .inner, "clientAppUsed"),
            WorkspaceColumn("ConditionalAccessPolicies", .inner, "appliedConditionalAccessPolicies"),
            WorkspaceColumn("ConditionalAccessStatus", .inner, "conditionalAccessStatus"),
            WorkspaceColumn("CreatedDateTime", .inner, "createdDateTime", .time),
            WorkspaceColumn("CrossTenantAccessType", .inner, "crossTenantAccessType"),
            WorkspaceColumn("DeviceDetail", .inner, "deviceDetail"),
            WorkspaceColumn("HomeTenantId", .inner, "homeTenantId"),
            WorkspaceColumn("IPAddress", .inner, "ipAddress"),
            WorkspaceColumn("IsInteractive", .inner, "isInteractive"),
            WorkspaceColumn("LocationDetails", .inner, "location"),
            WorkspaceColumn("MfaDetail", .inner, "mfaDetail"),
            WorkspaceColumn("NetworkLocationDetails", .inner, "networkLocationDetails"),
            WorkspaceColumn("OriginalRequestId", .inner, "originalRequestId"),
            WorkspaceColumn("ResourceDisplayName", .inner, "resourceDisplayName"),
            WorkspaceColumn("ResourceIdentity", .inner, "resourceId"),
            WorkspaceColumn("ResourceTenantId", .inner, "resourceTenantId"),
            WorkspaceColumn("RiskDetail", .inner, "riskDetail"),
            WorkspaceColumn("RiskEventTypes_V2", .inner, "riskEventTypes_v2"),
            WorkspaceColumn("RiskLevelAggregated", .inner, "riskLevelAggregated"),
            WorkspaceColumn("RiskLevelDuringSignIn", .inner, "riskLevelDuringSignIn"),
            WorkspaceColumn("RiskState", .inner, "riskState"),
            WorkspaceColumn("ServicePrincipalId", .inner, "servicePrincipalId"),
            WorkspaceColumn("Status", .inner, "status"),
            WorkspaceColumn("TokenIssuerName", .inner, "tokenIssuerName"),
            WorkspaceColumn("TokenIssuerType", .inner, "tokenIssuerType"),
            WorkspaceColumn("UserAgent", .inner, "userAgent"),
            WorkspaceColumn("UserDisplayName", .inner, "userDisplayName"),
            WorkspaceColumn("UserId", .inner, "userId"),
            WorkspaceColumn("UserPrincipalName", .inner, "userPrincipalName"),
            WorkspaceColumn("UserType", .inner, "userType"),
        ] + closing
}
