/// The catalogue as it was published: what a record's numbers mean for ever. Lines may be added, and none
/// changed, but for a type that gets a revision: its line then stands among the earlier ones.
enum PublishedTables {
    /// Each enumeration: its numbers and words.
    static let enumerations = lines(
        """
        AbandonedStep: 0 unrecognised, 1 request, 2 identifier, 3 password, 4 factor, 5 code, 6 profile
        AccessBasis: 0 unrecognised, 1 granted, 2 conditionalAccess, 3 deviceAuthentication, 4 \
        externalControl, 5 authentication, 6 multifactor, 7 interrupt, 8 unclassified, 9 contradicted
        AddressPurpose: 0 unrecognised, 1 enrollment, 2 remediation, 3 discovery, 4 termsOfUse, 5 consent
        AdministratorConsole: 0 unrecognised, 1 intuneAdminCenter, 2 azurePortal, 3 entraAdminCenter, 4 \
        managerConsole, 5 commandLine, 6 other
        AdministratorPrivilege: 0 unrecognised, 1 full, 2 conditionalAccess, 3 compliance, 4 application, 5 \
        readOnly, 6 other
        AppTestResult: 0 unrecognised, 1 opened, 2 refused, 3 promptedToRegister, 4 failed
        ApplicationSet: 0 unrecognised, 1 Office365, 2 MicrosoftAdminPortals
        AssignmentIntent: 0 unrecognised, 1 required, 2 available, 3 uninstall
        AuditCategory: 0 unrecognised, 1 ApplicationManagement, 2 Authentication, 3 Authorization, 4 Device, \
        5 DirectoryManagement, 6 GroupManagement, 7 Policy, 8 ResourceManagement, 9 RoleManagement, 10 \
        UserManagement, 11 AdministrativeUnit, 12 DeviceConfiguration, 13 EntitlementManagement, 14 \
        IdentityProtection, 15 ProvisioningManagement, 16 Other, 17 KerberosDomain, 18 Label, 19 \
        PermissionGrantPolicy, 20 Contact, 21 AttributeManagement, 22 CrossTenantAccessSettings
        AuthenticationMethod: 0 unrecognised, 1 password, 2 textMessage, 3 voiceCall, 4 authenticatorApp, 5 \
        verificationCode, 6 fido2, 7 windowsHello, 8 certificate, 9 temporaryAccessPass, 10 \
        previouslySatisfied, 11 email, 12 federated, 13 phoneSignIn, 14 externalProvider
        AuthenticationPage: 0 unrecognised, 1 manager, 2 managerPassword, 3 microsoft, 4 other
        AuthenticationProtocol: 0 unrecognised, 1 none, 2 oAuth2, 3 ropc, 4 wsFederation, 5 saml20, 6 \
        deviceCode, 7 authenticationTransfer, 8 nativeAuth, 9 implicitAccessTokenAndGetResponseMode, 10 \
        unknownFutureValue
        AuthenticationProvider: 0 unrecognised, 1 activeDirectory, 2 entra, 3 manager, 4 federated
        AuthenticationRequirement: 0 unrecognised, 1 singleFactorAuthentication, 2 multiFactorAuthentication
        BatchedReport: 0 unrecognised, 1 devices, 2 deviceComplianceOrg
        BrokerApp: 0 unrecognised, 1 authenticator, 2 companyPortal, 3 other
        CapabilityStatus: 0 unrecognised, 1 enabled, 2 warning, 3 suspended, 4 deleted, 5 lockedOut
        ClientApp: 0 unrecognised, 1 browser, 2 mobileAppsAndDesktopClients, 3 exchangeActiveSync, 4 imap, 5 \
        pop, 6 authenticatedSMTP, 7 exchangeWebServices, 8 autodiscover, 9 mapiOverHTTP, 10 otherClients, 11 \
        exchangeOnlinePowerShell, 12 offlineAddressBook, 13 outlookAnywhere, 14 reportingWebServices, 15 \
        universalOutlook
        Cloud: 0 unrecognised, 1 global, 2 usGovernmentHigh, 3 usGovernmentDefense, 4 china, 5 germany
        ComplianceReason: 0 unrecognised, 1 appControl, 2 allowedApps, 3 disallowedApps, 4 requiredApps, 5 \
        autoBlock, 6 compromised, 7 dataProtection, 8 deviceAdminDeactivated, 9 outOfContact, 10 exchange, \
        11 hardwareVersion, 12 loggedOut, 13 manual, 14 osVersion, 15 mailboxLimit, 16 policyOutOfDate, 17 \
        unknown, 18 passcode, 19 policyViolated, 20 ruleViolated, 21 quarantined, 22 blocked, 23 \
        leftComplianceGroup, 24 noPolicyAssigned, 25 userMissing
        ComplianceVerdict: 0 unrecognised, 1 compliant, 2 nonCompliant, 3 inGracePeriod, 4 conflict, 5 \
        error, 6 unknown, 7 configManager, 8 indeterminate, 9 notApplicable, 10 remediated, 11 notAssigned
        ConditionalAccessStatus: 0 unrecognised, 1 success, 2 failure, 3 notApplied, 4 unknownFutureValue
        ConfigurationChange: 0 unrecognised, 1 created, 2 changed, 3 deleted, 4 assigned, 5 terminated
        ConsentRole: 0 unrecognised, 1 complianceUpdate, 2 cloudConnector, 3 userRegistration, 4 \
        conditionalAccess, 5 other
        ConsentScope: 0 unrecognised, 1 tenant, 2 person
        ConsoleChannel: 0 unrecognised, 1 browser, 2 desktopApp, 3 api
        CoverageReason: 0 unrecognised, 1 connected, 2 resumed, 3 disconnected, 4 suspended, 5 failed, 6 \
        retentionReached, 7 concluded
        DefaultAuthentication: 0 unrecognised, 1 none, 2 activeDirectory, 3 entra, 4 both
        DeviceProperty: 0 unrecognised, 1 DeviceOSVersion, 2 DisplayName, 3 DevicePhysicalIds, 4 \
        DeviceOSType, 5 DeviceTrustType, 6 AccountEnabled, 7 ApproximateLastLogonTimestamp, 8 \
        CloudAccountEnabled, 9 CloudDeviceOSType, 10 CloudDeviceOSVersion, 11 CloudDisplayName, 12 \
        DeviceManufacturer, 13 DeviceModel, 14 IsCompliant, 15 IsManaged, 16 DeviceManagementAppId, 17 \
        RegisteredOwner, 18 RegisteredUsers, 19 ProfileType, 20 DeviceCategory, 21 DeviceOwnership, 22 \
        EnrollmentProfileName, 23 ExtensionAttributes, 24 DeviceId, 25 BitLockerKey, 26 \
        AlternativeSecurityIds, 27 SystemLabels, 28 IsRooted, 29 DomainName, 30 \
        ComplianceExpirationDateTime, 31 DeviceEnrollmentType, 32 RegistrationDateTime, 33 Included Updated \
        Properties, 34 TargetId.DeviceId
        DirectorySyncKind: 0 unrecognised, 1 entraConnect, 2 cloudSync, 3 managerDirectory, 4 provisioning
        DirectoryUserKind: 0 unrecognised, 1 activeDirectory, 2 entra, 3 local
        EnablingParty: 0 unrecognised, 1 vendorSupport, 2 vendorUpgrade, 3 administrator
        EnrollmentBrowser: 0 unrecognised, 1 edge, 2 safari, 3 chrome, 4 firefox, 5 inApp, 6 other
        EnrollmentReason: 0 unrecognised, 1 rollout, 2 remediation, 3 replacement, 4 reenrollment
        EnrollmentWorkflow: 0 unrecognised, 1 existing, 2 new
        ErasureBasis: 0 unrecognised, 1 withdrawnConsent, 2 noLongerNecessary, 3 objection, 4 unlawful, 5 \
        legalObligation, 6 retentionEnded
        ExportFormat: 0 unrecognised, 1 cloudEvents, 2 json, 3 csv, 4 pack, 5 table
        FactorChannel: 0 unrecognised, 1 approval, 2 textMessage, 3 call, 4 email, 5 appCode, 6 securityKey, \
        7 certificate, 8 platformCredential, 9 pass, 10 other
        FactorProvider: 0 unrecognised, 1 entra, 2 manager, 3 other
        FactorSetting: 0 unrecognised, 1 single, 2 two, 3 multi
        FilterMode: 0 unrecognised, 1 include, 2 exclude
        FilterTarget: 0 unrecognised, 1 applications, 2 devices
        FindingReason: 0 unrecognised, 1 repaired, 2 acceptedRisk, 3 falseAlarm, 4 expected, 5 \
        compensatingControl, 6 duplicate, 7 occurredAgain, 8 expired, 9 newEvidence
        GrantControl: 0 unrecognised, 1 block, 2 mfa, 3 compliantDevice, 4 domainJoinedDevice, 5 \
        approvedApplication, 6 compliantApplication, 7 passwordChange, 8 termsOfUse, 9 \
        authenticationStrength, 10 federatedMultiFactor, 11 riskRemediation, 12 unknownFutureValue
        GrantOperator: 0 unrecognised, 1 AND, 2 OR
        IdentityAttribute: 0 unrecognised, 1 immutableID, 2 userPrincipalName, 3 mail, 4 objectGUID, 5 other
        InputSource: 0 unrecognised, 1 typed, 2 prefilled
        InstanceHosting: 0 unrecognised, 1 vendorCloud, 2 onPremises
        JoinPath: 0 unrecognised, 1 outOfBox, 2 settings, 3 autopilot, 4 groupPolicy, 5 bulk, 6 other
        KeyPurpose: 0 unrecognised, 1 signing, 2 identities
        LandingPage: 0 unrecognised, 1 registration, 2 accessDenied, 3 custom
        LinkRelation: 0 unrecognised, 1 owner, 2 user
        LocalAccountKind: 0 unrecognised, 1 local, 2 mobile, 3 network
        ManagementAgent: 0 unrecognised, 1 eas, 2 mdm, 3 easMdm, 4 intuneClient, 5 easIntuneClient, 6 \
        configurationManagerClient, 7 configurationManagerClientMdm, 8 configurationManagerClientMdmEas, 9 \
        unknown, 10 jamf, 11 googleCloudDevicePolicyController, 12 microsoft365ManagedMdm, 13 msSense
        ManagementEnd: 0 unrecognised, 1 retired, 2 wiped, 3 unenrolled, 4 managementOff, 5 silent, 6 \
        deleted, 7 superseded
        ManagementScope: 0 unrecognised, 1 none, 2 some, 3 all
        ManagementState: 0 unrecognised, 1 managed, 2 retirePending, 3 retireFailed, 4 wipePending, 5 \
        wipeFailed, 6 unhealthy, 7 deletePending, 8 retireIssued, 9 wipeIssued, 10 wipeCanceled, 11 \
        retireCanceled, 12 discovered
        ManagerProduct: 0 unrecognised, 1 intune, 2 maas360, 3 ivantiEPMM, 4 ivantiNeurons, 5 workspaceOne, \
        6 jamfPro, 7 fleet, 8 nanoMDM, 9 microMDM, 10 other
        MemberKind: 0 unrecognised, 1 user, 2 device, 3 servicePrincipal, 4 group, 5 other
        NetworkLocationKind: 0 unrecognised, 1 addresses, 2 countries
        NonComplianceAction: 0 unrecognised, 1 noAction, 2 notification, 3 block, 4 retire, 5 wipe, 6 \
        removeResourceAccessProfiles, 7 pushNotification, 8 remoteLock
        NotificationChannel: 0 unrecognised, 1 push, 2 email, 3 textMessage, 4 hub, 5 browser
        NotificationPurpose: 0 unrecognised, 1 registration, 2 nonCompliance, 3 enrollment, 4 retirement, 5 \
        other
        ObservationReason: 0 unrecognised, 1 noMapping, 2 failedOperation, 3 nothingChanged, 4 evidenceOnly, \
        5 detailMissing, 6 fieldUnreadable
        OfficeApp: 0 unrecognised, 1 outlook, 2 word, 3 excel, 4 powerPoint, 5 oneDrive, 6 teams, 7 oneNote, \
        8 sharePoint, 9 edge, 10 authenticator, 11 companyPortal, 12 other
        Outcome: 0 unrecognised, 1 success, 2 failure, 3 timeout, 4 unknownFutureValue, 5 clientError, 6 \
        interrupted
        Ownership: 0 unrecognised, 1 company, 2 personal, 3 unknown
        PartnerAppType: 0 unrecognised, 1 unknown, 2 singleTenantApp, 3 multiTenantApp
        PartnerConnectionType: 0 unrecognised, 1 cloudConnector, 2 manual, 3 multiTenantApp, 4 mdmApp
        PartnerFeature: 0 unrecognised, 1 deviceCompliance, 2 conditionalAccess, 3 enrollmentFactors, 4 \
        windowsCompliance, 5 intelligence
        PartnerKind: 0 unrecognised, 1 complianceManagement, 2 deviceManagement
        PartnerPermission: 0 unrecognised, 1 update_device_attributes, 2 get_device_compliance, 3 \
        get_data_warehouse, 4 manage_partner_compliance_policy, 5 User.Read, 6 User.Read.All, 7 \
        Directory.Read.All, 8 Group.Read.All, 9 Device.Read.All, 10 Device.ReadWrite.All, 11 \
        Application.Read.All, 12 other
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
        Prerequisite: 0 unrecognised, 1 managerVersion, 2 directoryPremium, 3 intuneSubscription, 4 \
        userLicences, 5 directorySync, 6 groupsImported, 7 administratorConsent, 8 conditionalAccess, 9 \
        brokerAvailable, 10 enterpriseAndroid, 11 customDomain
        ReadingPurpose: 0 unrecognised, 1 state, 2 events, 3 evidence, 4 audit, 5 proof
        RecordCategory: 0 unrecognised, 1 signIn, 2 directoryAudit, 3 other, 4 deviceManagement, 5 \
        deviceManagementAudit, 6 configuration
        RedirectTarget: 0 unrecognised, 1 microsoftSignIn, 2 managerPage, 3 enrollmentPortal, 4 \
        companyPortal, 5 registrationPage, 6 accessDenied, 7 custom
        RegistrationState: 0 unrecognised, 1 notRegistered, 2 registered, 3 revoked, 4 keyConflict, 5 \
        approvalPending, 6 certificateReset, 7 notRegisteredPendingEnrollment, 8 unknown
        RemovalEvidence: 0 unrecognised, 1 observed, 2 inferred
        ReportCall: 0 unrecognised, 1 register, 2 management, 3 compliance, 4 inventory, 5 withdrawal, 6 \
        status
        ReportRoad: 0 unrecognised, 1 partnerCompliance, 2 mdmApp, 3 graph, 4 customConnector, 5 \
        legacyInventory
        Reporter: 0 unrecognised, 1 intune, 2 deviceRegistration, 3 directorySync, 4 person, 5 application
        RiskLevel: 0 unrecognised, 1 none, 2 low, 3 medium, 4 high, 5 hidden, 6 unknownFutureValue
        ScopeMode: 0 unrecognised, 1 everybody, 2 groups, 3 nobody
        SecurityAction: 0 unrecognised, 1 localPasswordRecovered, 2 bitLockerKeyRead, 3 bitLockerKeyAdded, 4 \
        bitLockerKeyDeleted, 5 lockRequested, 6 unlockRequested
        SignInKind: 0 unrecognised, 1 interactiveUser, 2 nonInteractiveUser, 3 servicePrincipal, 4 \
        managedIdentity, 5 unknownFutureValue
        StepRequirement: 0 unrecognised, 1 primary, 2 multifactor
        Trigger: 0 unrecognised, 1 manual, 2 scheduled, 3 automatic, 4 stateChange, 5 checkIn, 6 saved
        TrustType: 0 unrecognised, 1 workplace, 2 azureAD, 3 serverAD
        VersionedComponent: 0 unrecognised, 1 operatingSystem, 2 manager, 3 managerApp, 4 broker, 5 \
        companyPortal, 6 browser
        Witness: 0 unrecognised, 1 signIn, 2 auditLog, 3 deviceObject, 4 intune, 5 jamf, 6 workspaceOne, 7 \
        maas360, 8 ivanti, 9 fleet, 10 nanoMDM
        """)

    /// Each event type: its revision, its subject, and the numbers, names and kinds of its fields.
    static let definitions = lines(
        [typesToDevice, typesToMFA, typesOfPartners, typesOfPolicies, typesFromRecord].joined(separator: "\n")
    )

    /// Each revision before the current one: the numbers, names and kinds of its fields.
    static let earlier = lines(
        """
        app.sso_extension_assigned 1: 2 platform Platform, 4 broker BrokerApp, 5 allUsers flag, 6 allDevices \
        flag, 7 groups [guid], 8 excludedGroups [guid], 9 others integer, 10 product ManagerProduct
        compliance.evaluated 1: 1 verdict ComplianceVerdict, 6 policy guid, 11 reasons [ComplianceReason]
        compliance.failed 1: 1 verdict ComplianceVerdict, 7 message guid
        compliance.sent 1: 1 verdict ComplianceVerdict, 7 message guid
        device.broker_installed 1:
        device.broker_removed 1:
        device.broker_signed_in 1:
        device.enrolled 1: 1 platform Platform, 5 ownership Ownership
        device.enrolled 2: 1 platform Platform, 5 ownership Ownership, 19 product ManagerProduct, 20 \
        clientVersion {1 major integer; 2 minor integer; 3 patch integer; 4 build integer}, 21 osVersion {1 \
        major integer; 2 minor integer; 3 patch integer; 4 build integer}, 22 reason EnrollmentReason
        device.inventory_observed 1: 1 platform Platform, 3 witness Witness, 5 ownership Ownership, \
        14 lastContact instant, 15 enrolledAt instant, 16 managementState ManagementState, 17 \
        managementAgent ManagementAgent, 18 registrationState RegistrationState
        device.inventory_sent 1: 1 platform Platform, 16 outcome Outcome, 17 message guid, 18 isRegistered \
        flag, 19 product ManagerProduct, 22 trigger Trigger
        device.registration_policy_run 1: 1 platform Platform, 16 outcome Outcome, 19 product \
        ManagerProduct, 22 trigger Trigger
        device.registration_started 1: 1 platform Platform, 19 product ManagerProduct, 20 path JoinPath, 22 \
        trigger Trigger
        enrollment.completed 1: 1 platform Platform, 2 errorCode integer
        enrollment.failed 1: 1 platform Platform, 2 errorCode integer
        enrollment.requested 1: 1 platform Platform, 2 errorCode integer
        instance.connected 1: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 product ManagerProduct, \
        6 others integer
        ledger.erasure_done 1: 1 request guid, 9 subjects integer, 10 ground ErasureBasis, 11 approvals \
        integer, 13 records integer, 14 identities integer
        mfa.challenged 1: 1 step integer, 2 method AuthenticationMethod, 3 requirement StepRequirement, 4 \
        errorCode integer
        mfa.denied 1: 1 step integer, 2 method AuthenticationMethod, 3 requirement StepRequirement, 4 \
        errorCode integer
        mfa.satisfied 1: 1 step integer, 2 method AuthenticationMethod, 3 requirement StepRequirement, 4 \
        errorCode integer
        mfa.satisfied_by_claim 1: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer
        partner.consent_granted 1: 1 servicePrincipal guid
        partner.permission_granted 1: 1 servicePrincipal guid
        partner.permission_withdrawn 1: 1 servicePrincipal guid
        policy.compliance_policy_assigned 1:
        policy.compliance_policy_changed 1:
        policy.compliance_policy_created 1:
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
