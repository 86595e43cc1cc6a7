/// The catalogue as it was published: what a record's numbers mean for ever. Lines may be added, and none
/// changed.
enum PublishedTables {
    /// Each enumeration: its numbers and words.
    static let enumerations = lines(
        """
        AccessBasis: 0 unrecognised, 1 granted, 2 conditionalAccess, 3 deviceAuthentication, 4 \
        externalControl, 5 authentication, 6 multifactor, 7 interrupt, 8 unclassified, 9 contradicted
        ApplicationSet: 0 unrecognised, 1 Office365, 2 MicrosoftAdminPortals
        AuditCategory: 0 unrecognised, 1 ApplicationManagement, 2 Authentication, 3 Authorization, 4 \
        Device, 5 DirectoryManagement, 6 GroupManagement, 7 Policy, 8 ResourceManagement, 9 \
        RoleManagement, 10 UserManagement, 11 AdministrativeUnit, 12 DeviceConfiguration, 13 \
        EntitlementManagement, 14 IdentityProtection, 15 ProvisioningManagement, 16 Other, 17 \
        KerberosDomain, 18 Label, 19 PermissionGrantPolicy, 20 Contact, 21 AttributeManagement, 22 \
        CrossTenantAccessSettings
        AuthenticationMethod: 0 unrecognised, 1 password, 2 textMessage, 3 voiceCall, 4 authenticatorApp, \
        5 verificationCode, 6 fido2, 7 windowsHello, 8 certificate, 9 temporaryAccessPass, 10 \
        previouslySatisfied, 11 email, 12 federated, 13 phoneSignIn, 14 externalProvider
        AuthenticationProtocol: 0 unrecognised, 1 none, 2 oAuth2, 3 ropc, 4 wsFederation, 5 saml20, 6 \
        deviceCode, 7 authenticationTransfer, 8 nativeAuth, 9 implicitAccessTokenAndGetResponseMode, 10 \
        unknownFutureValue
        AuthenticationRequirement: 0 unrecognised, 1 singleFactorAuthentication, 2 \
        multiFactorAuthentication
        BatchedReport: 0 unrecognised, 1 devices, 2 deviceComplianceOrg
        CapabilityStatus: 0 unrecognised, 1 enabled, 2 warning, 3 suspended, 4 deleted, 5 lockedOut
        ClientApp: 0 unrecognised, 1 browser, 2 mobileAppsAndDesktopClients, 3 exchangeActiveSync, 4 imap, \
        5 pop, 6 authenticatedSMTP, 7 exchangeWebServices, 8 autodiscover, 9 mapiOverHTTP, 10 \
        otherClients, 11 exchangeOnlinePowerShell, 12 offlineAddressBook, 13 outlookAnywhere, 14 \
        reportingWebServices, 15 universalOutlook
        ComplianceReason: 0 unrecognised, 1 appControl, 2 allowedApps, 3 disallowedApps, 4 requiredApps, 5 \
        autoBlock, 6 compromised, 7 dataProtection, 8 deviceAdminDeactivated, 9 outOfContact, 10 exchange, \
        11 hardwareVersion, 12 loggedOut, 13 manual, 14 osVersion, 15 mailboxLimit, 16 policyOutOfDate, 17 \
        unknown, 18 passcode, 19 policyViolated, 20 ruleViolated, 21 quarantined, 22 blocked, 23 \
        leftComplianceGroup, 24 noPolicyAssigned, 25 userMissing
        ComplianceVerdict: 0 unrecognised, 1 compliant, 2 nonCompliant, 3 inGracePeriod, 4 conflict, 5 \
        error, 6 unknown, 7 configManager, 8 indeterminate, 9 notApplicable, 10 remediated, 11 notAssigned
        ConditionalAccessStatus: 0 unrecognised, 1 success, 2 failure, 3 notApplied, 4 unknownFutureValue
        ConfigurationChange: 0 unrecognised, 1 created, 2 changed, 3 deleted, 4 assigned, 5 terminated
        DeviceProperty: 0 unrecognised, 1 DeviceOSVersion, 2 DisplayName, 3 DevicePhysicalIds, 4 \
        DeviceOSType, 5 DeviceTrustType, 6 AccountEnabled, 7 ApproximateLastLogonTimestamp, 8 \
        CloudAccountEnabled, 9 CloudDeviceOSType, 10 CloudDeviceOSVersion, 11 CloudDisplayName, 12 \
        DeviceManufacturer, 13 DeviceModel, 14 IsCompliant, 15 IsManaged, 16 DeviceManagementAppId, 17 \
        RegisteredOwner, 18 RegisteredUsers, 19 ProfileType, 20 DeviceCategory, 21 DeviceOwnership, 22 \
        EnrollmentProfileName, 23 ExtensionAttributes, 24 DeviceId, 25 BitLockerKey, 26 \
        AlternativeSecurityIds, 27 SystemLabels, 28 IsRooted, 29 DomainName, 30 \
        ComplianceExpirationDateTime, 31 DeviceEnrollmentType, 32 RegistrationDateTime, 33 Included \
        Updated Properties, 34 TargetId.DeviceId
        GrantControl: 0 unrecognised, 1 block, 2 mfa, 3 compliantDevice, 4 domainJoinedDevice, 5 \
        approvedApplication, 6 compliantApplication, 7 passwordChange, 8 termsOfUse, 9 \
        authenticationStrength, 10 federatedMultiFactor, 11 riskRemediation, 12 unknownFutureValue
        GrantOperator: 0 unrecognised, 1 AND, 2 OR
        LinkRelation: 0 unrecognised, 1 owner, 2 user
        ManagementAgent: 0 unrecognised, 1 eas, 2 mdm, 3 easMdm, 4 intuneClient, 5 easIntuneClient, 6 \
        configurationManagerClient, 7 configurationManagerClientMdm, 8 configurationManagerClientMdmEas, 9 \
        unknown, 10 jamf, 11 googleCloudDevicePolicyController, 12 microsoft365ManagedMdm, 13 msSense
        ManagementState: 0 unrecognised, 1 managed, 2 retirePending, 3 retireFailed, 4 wipePending, 5 \
        wipeFailed, 6 unhealthy, 7 deletePending, 8 retireIssued, 9 wipeIssued, 10 wipeCanceled, 11 \
        retireCanceled, 12 discovered
        MemberKind: 0 unrecognised, 1 user, 2 device, 3 servicePrincipal, 4 group, 5 other
        NonComplianceAction: 0 unrecognised, 1 noAction, 2 notification, 3 block, 4 retire, 5 wipe, 6 \
        removeResourceAccessProfiles, 7 pushNotification, 8 remoteLock
        ObservationReason: 0 unrecognised, 1 noMapping, 2 failedOperation, 3 nothingChanged, 4 \
        evidenceOnly, 5 detailMissing, 6 fieldUnreadable
        Outcome: 0 unrecognised, 1 success, 2 failure, 3 timeout, 4 unknownFutureValue, 5 clientError, 6 \
        interrupted
        Ownership: 0 unrecognised, 1 company, 2 personal, 3 unknown
        PartnerAppType: 0 unrecognised, 1 unknown, 2 singleTenantApp, 3 multiTenantApp
        PartnerKind: 0 unrecognised, 1 complianceManagement, 2 deviceManagement
        PartnerState: 0 unrecognised, 1 unknown, 2 unavailable, 3 enabled, 4 terminated, 5 rejected, 6 \
        unresponsive
        Platform: 0 unrecognised, 1 windows, 2 macOS, 3 iOS, 4 iPadOS, 5 android, 6 linux, 7 chromeOS, 8 \
        windowsPhone, 9 other
        PolicyClientApp: 0 unrecognised, 1 all, 2 browser, 3 mobileAppsAndDesktopClients, 4 \
        exchangeActiveSync, 5 easSupported, 6 other, 7 unknownFutureValue
        PolicyPlatform: 0 unrecognised, 1 all, 2 android, 3 iOS, 4 windows, 5 windowsPhone, 6 macOS, 7 \
        linux, 8 unknownFutureValue
        PolicyResult: 0 unrecognised, 1 success, 2 failure, 3 notApplied, 4 notEnabled, 5 unknown, 6 \
        unknownFutureValue, 7 reportOnlySuccess, 8 reportOnlyFailure, 9 reportOnlyNotApplied, 10 \
        reportOnlyInterrupted
        PolicyState: 0 unrecognised, 1 enabled, 2 disabled, 3 enabledForReportingButNotEnforced
        RecordCategory: 0 unrecognised, 1 signIn, 2 directoryAudit, 3 other, 4 deviceManagement, 5 \
        deviceManagementAudit, 6 configuration
        RegistrationState: 0 unrecognised, 1 notRegistered, 2 registered, 3 revoked, 4 keyConflict, 5 \
        approvalPending, 6 certificateReset, 7 notRegisteredPendingEnrollment, 8 unknown
        RemovalEvidence: 0 unrecognised, 1 observed, 2 inferred
        Reporter: 0 unrecognised, 1 intune, 2 deviceRegistration, 3 directorySync, 4 person, 5 application
        RiskLevel: 0 unrecognised, 1 none, 2 low, 3 medium, 4 high, 5 hidden, 6 unknownFutureValue
        SecurityAction: 0 unrecognised, 1 localPasswordRecovered, 2 bitLockerKeyRead, 3 bitLockerKeyAdded, \
        4 bitLockerKeyDeleted, 5 lockRequested, 6 unlockRequested
        SignInKind: 0 unrecognised, 1 interactiveUser, 2 nonInteractiveUser, 3 servicePrincipal, 4 \
        managedIdentity, 5 unknownFutureValue
        StepRequirement: 0 unrecognised, 1 primary, 2 multifactor
        TrustType: 0 unrecognised, 1 workplace, 2 azureAD, 3 serverAD
        Witness: 0 unrecognised, 1 signIn, 2 auditLog, 3 deviceObject, 4 intune, 5 jamf, 6 \
        workspaceOne, 7 maas360, 8 ivanti, 9 fleet, 10 nanoMDM
        """)

    /// Each event type: its revision, its subject, and the numbers, names and kinds of its fields.
    static let definitions = lines(
        """
        access.denied 1 device: 1 errorCode integer, 2 conditionalAccessStatus ConditionalAccessStatus, 3 \
        basis AccessBasis, 4 app guid, 5 resource guid, 6 clientApp ClientApp, 7 isInteractive flag, 8 \
        kind SignInKind, 9 requirement AuthenticationRequirement, 10 protocol AuthenticationProtocol, 11 \
        deviceIsCompliant flag, 12 deviceIsManaged flag, 13 trustType TrustType, 14 policies [{1 policy \
        guid; 2 result PolicyResult; 3 controls [GrantControl]; 4 conditionsSatisfied integer; 5 \
        conditionsNotSatisfied integer}], 15 policiesOmitted integer, 16 homeTenant guid, 17 \
        resourceTenant guid, 18 servicePrincipal guid, 19 platform Platform, 20 risk RiskLevel
        access.granted 1 device: 1 errorCode integer, 2 conditionalAccessStatus ConditionalAccessStatus, 3 \
        basis AccessBasis, 4 app guid, 5 resource guid, 6 clientApp ClientApp, 7 isInteractive flag, 8 \
        kind SignInKind, 9 requirement AuthenticationRequirement, 10 protocol AuthenticationProtocol, 11 \
        deviceIsCompliant flag, 12 deviceIsManaged flag, 13 trustType TrustType, 14 policies [{1 policy \
        guid; 2 result PolicyResult; 3 controls [GrantControl]; 4 conditionsSatisfied integer; 5 \
        conditionsNotSatisfied integer}], 15 policiesOmitted integer, 16 homeTenant guid, 17 \
        resourceTenant guid, 18 servicePrincipal guid, 19 platform Platform, 20 risk RiskLevel
        access.interrupted 1 device: 1 errorCode integer, 2 conditionalAccessStatus \
        ConditionalAccessStatus, 3 basis AccessBasis, 4 app guid, 5 resource guid, 6 clientApp ClientApp, \
        7 isInteractive flag, 8 kind SignInKind, 9 requirement AuthenticationRequirement, 10 protocol \
        AuthenticationProtocol, 11 deviceIsCompliant flag, 12 deviceIsManaged flag, 13 trustType \
        TrustType, 14 policies [{1 policy guid; 2 result PolicyResult; 3 controls [GrantControl]; 4 \
        conditionsSatisfied integer; 5 conditionsNotSatisfied integer}], 15 policiesOmitted integer, 16 \
        homeTenant guid, 17 resourceTenant guid, 18 servicePrincipal guid, 19 platform Platform, 20 risk \
        RiskLevel
        compliance.accepted 1 device: 1 verdict ComplianceVerdict, 7 message guid
        compliance.completed 1 device: 1 verdict ComplianceVerdict, 7 message guid
        compliance.evaluated 1 device: 1 verdict ComplianceVerdict, 6 policy guid, 11 reasons \
        [ComplianceReason]
        compliance.failed 1 device: 1 verdict ComplianceVerdict, 7 message guid
        compliance.observed 1 device: 2 isCompliant flag, 3 wasCompliant flag, 4 witness Witness, 5 \
        reporter Reporter
        compliance.sent 1 device: 1 verdict ComplianceVerdict, 7 message guid
        compliance.verdict_observed 1 device: 1 verdict ComplianceVerdict, 4 witness Witness, 6 policy \
        guid, 10 graceEnds instant, 11 reasons [ComplianceReason]
        device.broker_installed 1 device:
        device.broker_removed 1 device:
        device.broker_signed_in 1 device:
        device.delete_requested 1 device:
        device.deleted 1 device:
        device.disabled 1 device:
        device.enabled 1 device:
        device.enrolled 1 device: 1 platform Platform, 5 ownership Ownership
        device.identity_bound 1 device: 10 entraObject guid, 11 entraDevice guid, 12 intuneDevice guid
        device.inventory_observed 1 device: 1 platform Platform, 3 witness Witness, 5 ownership Ownership, \
        14 lastContact instant, 15 enrolledAt instant, 16 managementState ManagementState, 17 \
        managementAgent ManagementAgent, 18 registrationState RegistrationState
        device.object_observed 1 device: 1 platform Platform, 2 trustType TrustType, 3 witness Witness, 13 \
        isEnabled flag, 14 lastContact instant
        device.registered 1 device: 1 platform Platform, 2 trustType TrustType, 4 reporter Reporter
        device.registration_observed 1 device: 1 platform Platform, 2 trustType TrustType, 3 witness \
        Witness
        device.retire_requested 1 device:
        device.retired 1 device: 9 evidence RemovalEvidence
        device.security_action 1 device: 8 action SecurityAction
        device.unenrolled 1 device: 9 evidence RemovalEvidence
        device.unregistered 1 device:
        device.updated 1 device: 1 platform Platform, 4 reporter Reporter, 6 properties [DeviceProperty]
        device.user_linked 1 device: 7 relation LinkRelation
        device.user_unlinked 1 device: 7 relation LinkRelation
        device.wipe_requested 1 device:
        device.wiped 1 device: 9 evidence RemovalEvidence
        enrollment.completed 1 device: 1 platform Platform, 2 errorCode integer
        enrollment.failed 1 device: 1 platform Platform, 2 errorCode integer
        enrollment.requested 1 device: 1 platform Platform, 2 errorCode integer
        group.member_added 1 group: 1 member MemberKind
        group.member_removed 1 group: 1 member MemberKind
        ledger.recovered 1 ledger: 1 bytes integer, 2 digest digest, 3 segment integer, 4 byteOffset \
        integer
        management.observed 1 device: 4 witness Witness, 5 reporter Reporter, 8 isManaged flag, 9 \
        wasManaged flag
        management.signalled 1 device: 8 isManaged flag
        mfa.challenged 1 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer
        mfa.denied 1 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement StepRequirement, 4 \
        errorCode integer
        mfa.method_registered 1 user: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer
        mfa.method_removed 1 user: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer
        mfa.satisfied 1 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer
        mfa.satisfied_by_claim 1 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer
        partner.application_added 1 app: 1 servicePrincipal guid
        partner.application_removed 1 app: 1 servicePrincipal guid
        partner.assignment_observed 1 connection: 1 partner guid, 2 kind PartnerKind, 13 platform \
        Platform, 14 allUsers flag, 15 allDevices flag, 16 groups [guid], 17 excludedGroups [guid], 18 \
        others integer
        partner.connection_changed 1 connection: 1 partner guid, 2 kind PartnerKind, 19 change \
        ConfigurationChange
        partner.consent_granted 1 app: 1 servicePrincipal guid
        partner.heartbeat 1 connection: 1 partner guid, 2 kind PartnerKind
        partner.permission_granted 1 app: 1 servicePrincipal guid
        partner.permission_withdrawn 1 app: 1 servicePrincipal guid
        partner.state_observed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 state PartnerState, 4 iOS \
        flag, 5 macOS flag, 6 android flag, 7 windows flag, 8 isConfigured flag, 9 appType PartnerAppType, \
        10 app guid, 11 removalAt instant, 12 nonComplianceAt instant
        policy.access_policy_changed 1 policy: 1 state PolicyState, 2 stateBefore PolicyState, 3 operator \
        GrantOperator, 4 controls [GrantControl], 5 controlsBefore [GrantControl], 6 operatorBefore \
        GrantOperator, 7 scope {1 \
        allApplications flag; 2 applications [guid]; 3 applicationSets [ApplicationSet]; 4 \
        excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 otherApplications \
        integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests flag; 11 groups \
        [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 excludedUsers \
        integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; 19 platforms \
        [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}, 8 scopeBefore {1 \
        allApplications flag; 2 applications [guid]; 3 applicationSets [ApplicationSet]; 4 \
        excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 otherApplications \
        integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests flag; 11 groups \
        [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 excludedUsers \
        integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; 19 platforms \
        [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}
        policy.access_policy_created 1 policy: 1 state PolicyState, 2 stateBefore PolicyState, 3 operator \
        GrantOperator, 4 controls [GrantControl], 5 controlsBefore [GrantControl], 6 operatorBefore \
        GrantOperator, 7 scope {1 \
        allApplications flag; 2 applications [guid]; 3 applicationSets [ApplicationSet]; 4 \
        excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 otherApplications \
        integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests flag; 11 groups \
        [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 excludedUsers \
        integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; 19 platforms \
        [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}, 8 scopeBefore {1 \
        allApplications flag; 2 applications [guid]; 3 applicationSets [ApplicationSet]; 4 \
        excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 otherApplications \
        integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests flag; 11 groups \
        [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 excludedUsers \
        integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; 19 platforms \
        [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}
        policy.access_policy_deleted 1 policy: 1 state PolicyState, 2 stateBefore PolicyState, 3 operator \
        GrantOperator, 4 controls [GrantControl], 5 controlsBefore [GrantControl], 6 operatorBefore \
        GrantOperator, 7 scope {1 \
        allApplications flag; 2 applications [guid]; 3 applicationSets [ApplicationSet]; 4 \
        excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 otherApplications \
        integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests flag; 11 groups \
        [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 excludedUsers \
        integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; 19 platforms \
        [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}, 8 scopeBefore {1 \
        allApplications flag; 2 applications [guid]; 3 applicationSets [ApplicationSet]; 4 \
        excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 otherApplications \
        integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests flag; 11 groups \
        [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 excludedUsers \
        integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; 19 platforms \
        [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}
        policy.access_policy_observed 1 policy: 1 state PolicyState, 3 operator GrantOperator, 4 controls \
        [GrantControl], 7 scope {1 \
        allApplications flag; 2 applications [guid]; 3 applicationSets [ApplicationSet]; 4 \
        excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 otherApplications \
        integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests flag; 11 groups \
        [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 excludedUsers \
        integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; 19 platforms \
        [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}
        policy.authentication_methods_changed 1 tenant:
        policy.compliance_policy_assigned 1 policy:
        policy.compliance_policy_changed 1 policy:
        policy.compliance_policy_created 1 policy:
        policy.compliance_policy_deleted 1 policy:
        policy.compliance_policy_observed 1 policy: 1 version integer, 2 platform Platform, 3 actions [{1 \
        action NonComplianceAction; 2 graceHours integer}], 4 blockAfterHours integer, 5 allUsers flag, 6 \
        allDevices flag, 7 groups [guid], 8 excludedGroups [guid], 9 others integer
        record.corroborated 1 tenant: 5 first guid
        record.observed 1 tenant: 1 category RecordCategory, 2 reason ObservationReason, 3 outcome \
        Outcome, 4 auditCategory AuditCategory, 6 unreadableFields integer
        record.remapped 1 tenant: 7 mapping integer, 8 origin integer
        record.revised 1 tenant: 5 first guid
        source.batch_ended 1 tenant: 1 report BatchedReport, 2 records integer, 3 batch guid
        source.gap_closed 1 tenant: 1 report BatchedReport, 3 batch guid, 4 expected integer, 5 found \
        integer
        source.gap_noticed 1 tenant: 1 report BatchedReport, 3 batch guid, 4 expected integer, 5 found \
        integer
        tenant.subscription_observed 1 tenant: 1 sku guid, 2 status CapabilityStatus, 3 enabled integer, 4 \
        suspended integer, 5 warning integer, 6 lockedOut integer, 7 consumed integer, 8 includesIntune \
        flag, 9 includesPremium flag
        user.account_disabled 1 user:
        user.account_enabled 1 user:
        user.licence_changed 1 user:
        """)

    /// The numbers of the personal fields.
    static let personalFields = lines(
        """
        1 userPrincipalName
        2 displayName
        3 mail
        4 phone
        5 ipAddress
        6 city
        7 state
        8 country
        9 coordinates
        10 deviceName
        11 serialNumber
        12 imei
        13 udid
        14 userObjectID
        15 appName
        16 resourceName
        17 policyNames
        18 failureReason
        19 additionalDetails
        20 browser
        21 userAgent
        22 operation
        23 operatingSystem
        24 methodDetail
        25 actorName
        26 groupName
        27 targetName
        28 unrecognised
        29 timeText
        30 resultReason
        31 modelName
        """)

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
