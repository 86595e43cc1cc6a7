/// A column of the tables that Log Analytics keeps sign-ins and directory audits in, and the member of the
/// Azure Monitor record that holds the same.
///
/// Columns that stand in no row of the table here (`TenantId`, which is the workspace's, and what a query
/// computed beside the record) are no part of the record; the evidence has them.
struct LogAnalyticsColumn: Sendable {
    /// Where the member stands.
    enum Place: Sendable {
        /// Beside the inner record.
        case envelope
        /// In the inner record of both kinds, or of one.
        case both, signIn, audit
        /// The names of the table and of the category, which say what the row is.
        case table, category
    }

    /// What the value is, however the export spells it.
    enum Form: Sendable {
        case text, flag, integer, time
        case object, list
        /// Text, or JSON in text.
        case open
    }

    let name: StaticString
    let place: Place
    let member: StaticString
    let form: Form
    /// Whether no other kind of row has it, so that a value in it tells the kind.
    let tells: Bool

    private init(
        _ name: StaticString, _ place: Place, _ member: StaticString, _ form: Form = .text,
        tells: Bool = false
    ) {
        self.name = name
        self.place = place
        self.member = member
        self.form = form
        self.tells = tells
    }

    static let all: [LogAnalyticsColumn] =
        [
            LogAnalyticsColumn("Type", .table, "Type"),
            LogAnalyticsColumn("Category", .category, "category"),
            LogAnalyticsColumn("TimeGenerated", .envelope, "time", .time),
            LogAnalyticsColumn("ResourceId", .envelope, "resourceId"),
            LogAnalyticsColumn("AADTenantId", .envelope, "tenantId"),
            LogAnalyticsColumn("OperationName", .envelope, "operationName"),
            LogAnalyticsColumn("ResultType", .envelope, "resultType"),
            LogAnalyticsColumn("ResultDescription", .envelope, "resultDescription"),

            LogAnalyticsColumn("Id", .both, "id"),
            LogAnalyticsColumn("CorrelationId", .both, "correlationId"),

            LogAnalyticsColumn("ActivityDateTime", .audit, "activityDateTime", .time, tells: true),
            LogAnalyticsColumn("ActivityDisplayName", .audit, "activityDisplayName", tells: true),
            LogAnalyticsColumn("AADOperationType", .audit, "operationType", tells: true),
            LogAnalyticsColumn("AdditionalDetails", .audit, "additionalDetails", .list),
            LogAnalyticsColumn("InitiatedBy", .audit, "initiatedBy", .object, tells: true),
            LogAnalyticsColumn("LoggedByService", .audit, "loggedByService", tells: true),
            LogAnalyticsColumn("Result", .audit, "result"),
            LogAnalyticsColumn("ResultReason", .audit, "resultReason"),
            LogAnalyticsColumn("TargetResources", .audit, "targetResources", .list, tells: true),
        ] + signIns

    /// The place in ``all`` of the column of a name; nil where there is none.
    static func index(of name: [UInt8]) -> Int? { indexes[name] }

    private static let indexes: [[UInt8]: Int] = {
        var out: [[UInt8]: Int] = [:]
        for (index, column) in all.enumerated() { out[column.name.withUTF8Buffer { Array($0) }] = index }
        // Some tables spell it so.
        out[Array("AadTenantId".utf8)] = out[Array("AADTenantId".utf8)]
        return out
    }()

    private static let signIns: [LogAnalyticsColumn] = [
        LogAnalyticsColumn("CreatedDateTime", .signIn, "createdDateTime", .time),
        LogAnalyticsColumn("UserId", .signIn, "userId"),
        LogAnalyticsColumn("UserPrincipalName", .signIn, "userPrincipalName"),
        LogAnalyticsColumn("UserDisplayName", .signIn, "userDisplayName"),
        LogAnalyticsColumn("UserType", .signIn, "userType"),
        LogAnalyticsColumn("AlternateSignInName", .signIn, "alternateSignInName"),
        LogAnalyticsColumn("SignInIdentifier", .signIn, "signInIdentifier"),
        LogAnalyticsColumn("SignInIdentifierType", .signIn, "signInIdentifierType"),
        LogAnalyticsColumn("SignInEventTypes", .signIn, "signInEventTypes", .list),
        LogAnalyticsColumn("IPAddress", .signIn, "ipAddress"),
        LogAnalyticsColumn("IPAddressFromResourceProvider", .signIn, "ipAddressFromResourceProvider"),
        LogAnalyticsColumn("GlobalSecureAccessIpAddress", .signIn, "globalSecureAccessIpAddress"),
        LogAnalyticsColumn("AutonomousSystemNumber", .signIn, "autonomousSystemNumber", .integer),
        LogAnalyticsColumn("LocationDetails", .signIn, "location", .object),
        LogAnalyticsColumn("NetworkLocationDetails", .signIn, "networkLocationDetails", .list),
        LogAnalyticsColumn("UserAgent", .signIn, "userAgent"),
        LogAnalyticsColumn("AppId", .signIn, "appId"),
        LogAnalyticsColumn("AppDisplayName", .signIn, "appDisplayName"),
        LogAnalyticsColumn("AppOwnerTenantId", .signIn, "appOwnerTenantId"),
        LogAnalyticsColumn("ResourceIdentity", .signIn, "resourceId"),
        LogAnalyticsColumn("ResourceDisplayName", .signIn, "resourceDisplayName"),
        LogAnalyticsColumn("ResourceServicePrincipalId", .signIn, "resourceServicePrincipalId"),
        LogAnalyticsColumn("ResourceTenantId", .signIn, "resourceTenantId"),
        LogAnalyticsColumn("ResourceOwnerTenantId", .signIn, "resourceOwnerTenantId"),
        LogAnalyticsColumn("HomeTenantId", .signIn, "homeTenantId"),
        LogAnalyticsColumn("HomeTenantName", .signIn, "homeTenantName"),
        LogAnalyticsColumn("CrossTenantAccessType", .signIn, "crossTenantAccessType"),
        LogAnalyticsColumn("ServicePrincipalId", .signIn, "servicePrincipalId"),
        LogAnalyticsColumn("ServicePrincipalName", .signIn, "servicePrincipalName"),
        LogAnalyticsColumn(
            "ServicePrincipalCredentialKeyId", .signIn, "servicePrincipalCredentialKeyId", tells: true),
        LogAnalyticsColumn(
            "ServicePrincipalCredentialThumbprint", .signIn, "servicePrincipalCredentialThumbprint",
            tells: true),
        LogAnalyticsColumn("FederatedCredentialId", .signIn, "federatedCredentialId"),
        LogAnalyticsColumn("ManagedServiceIdentity", .signIn, "managedServiceIdentity", .object, tells: true),
        LogAnalyticsColumn("ClientAppUsed", .signIn, "clientAppUsed", tells: true),
        LogAnalyticsColumn("ClientCredentialType", .signIn, "clientCredentialType", tells: true),
        LogAnalyticsColumn("DeviceDetail", .signIn, "deviceDetail", .object, tells: true),
        LogAnalyticsColumn("IsInteractive", .signIn, "isInteractive", .flag, tells: true),
        LogAnalyticsColumn("IsRisky", .signIn, "isRisky", .flag),
        LogAnalyticsColumn("IsTenantRestricted", .signIn, "isTenantRestricted", .flag),
        LogAnalyticsColumn("IsThroughGlobalSecureAccess", .signIn, "isThroughGlobalSecureAccess", .flag),
        LogAnalyticsColumn("FlaggedForReview", .signIn, "flaggedForReview", .flag),
        LogAnalyticsColumn("Status", .signIn, "status", .object),
        LogAnalyticsColumn("MfaDetail", .signIn, "mfaDetail", .object),
        LogAnalyticsColumn("ConditionalAccessStatus", .signIn, "conditionalAccessStatus", tells: true),
        LogAnalyticsColumn(
            "ConditionalAccessPolicies", .signIn, "appliedConditionalAccessPolicies", .list, tells: true),
        LogAnalyticsColumn("ConditionalAccessAudiences", .signIn, "conditionalAccessAudiences", .open),
        LogAnalyticsColumn("AppliedEventListeners", .signIn, "appliedEventListeners", .open),
        LogAnalyticsColumn(
            "AuthenticationContextClassReferences", .signIn,
            "authenticationContextClassReferences", .open),
        LogAnalyticsColumn("AuthenticationDetails", .signIn, "authenticationDetails", .list, tells: true),
        LogAnalyticsColumn("AuthenticationMethodsUsed", .signIn, "authenticationMethodsUsed", .open),
        LogAnalyticsColumn(
            "AuthenticationProcessingDetails", .signIn, "authenticationProcessingDetails", .open),
        LogAnalyticsColumn("AuthenticationProtocol", .signIn, "authenticationProtocol"),
        LogAnalyticsColumn("AuthenticationRequirement", .signIn, "authenticationRequirement", tells: true),
        LogAnalyticsColumn(
            "AuthenticationRequirementPolicies", .signIn, "authenticationRequirementPolicies", .open),
        LogAnalyticsColumn("IncomingTokenType", .signIn, "incomingTokenType"),
        LogAnalyticsColumn("OriginalRequestId", .signIn, "originalRequestId"),
        LogAnalyticsColumn("OriginalTransferMethod", .signIn, "originalTransferMethod"),
        LogAnalyticsColumn("ProcessingTimeInMilliseconds", .signIn, "processingTimeInMilliseconds", .integer),
        LogAnalyticsColumn("RiskDetail", .signIn, "riskDetail"),
        LogAnalyticsColumn("RiskEventTypes", .signIn, "riskEventTypes", .open),
        LogAnalyticsColumn("RiskEventTypes_V2", .signIn, "riskEventTypes_v2", .open),
        LogAnalyticsColumn("RiskLevelAggregated", .signIn, "riskLevelAggregated"),
        LogAnalyticsColumn("RiskLevelDuringSignIn", .signIn, "riskLevelDuringSignIn"),
        LogAnalyticsColumn("RiskState", .signIn, "riskState"),
        LogAnalyticsColumn("SessionId", .signIn, "sessionId"),
        LogAnalyticsColumn("SessionLifetimePolicies", .signIn, "sessionLifetimePolicies", .open),
        LogAnalyticsColumn("TokenIssuerName", .signIn, "tokenIssuerName"),
        LogAnalyticsColumn("TokenIssuerType", .signIn, "tokenIssuerType"),
        LogAnalyticsColumn("TokenProtectionStatusDetails", .signIn, "tokenProtectionStatusDetails", .open),
        LogAnalyticsColumn("UniqueTokenIdentifier", .signIn, "uniqueTokenIdentifier"),
    ]
}
