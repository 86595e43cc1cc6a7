extension PublishedTables {
    static let typesToDevice = """
        access.denied 1 device: 1 errorCode integer, 2 conditionalAccessStatus ConditionalAccessStatus, 3 \
        basis AccessBasis, 4 app guid, 5 resource guid, 6 clientApp ClientApp, 7 isInteractive flag, 8 kind \
        SignInKind, 9 requirement AuthenticationRequirement, 10 protocol AuthenticationProtocol, 11 \
        deviceIsCompliant flag, 12 deviceIsManaged flag, 13 trustType TrustType, 14 policies [{1 policy \
        guid; 2 result PolicyResult; 3 controls [GrantControl]; 4 conditionsSatisfied integer; 5 \
        conditionsNotSatisfied integer}], 15 policiesOmitted integer, 16 homeTenant guid, 17 resourceTenant \
        guid, 18 servicePrincipal guid, 19 platform Platform, 20 risk RiskLevel
        access.granted 1 device: 1 errorCode integer, 2 conditionalAccessStatus ConditionalAccessStatus, 3 \
        basis AccessBasis, 4 app guid, 5 resource guid, 6 clientApp ClientApp, 7 isInteractive flag, 8 kind \
        SignInKind, 9 requirement AuthenticationRequirement, 10 protocol AuthenticationProtocol, 11 \
        deviceIsCompliant flag, 12 deviceIsManaged flag, 13 trustType TrustType, 14 policies [{1 policy \
        guid; 2 result PolicyResult; 3 controls [GrantControl]; 4 conditionsSatisfied integer; 5 \
        conditionsNotSatisfied integer}], 15 policiesOmitted integer, 16 homeTenant guid, 17 resourceTenant \
        guid, 18 servicePrincipal guid, 19 platform Platform, 20 risk RiskLevel
        access.interrupted 1 device: 1 errorCode integer, 2 conditionalAccessStatus ConditionalAccessStatus, \
        3 basis AccessBasis, 4 app guid, 5 resource guid, 6 clientApp ClientApp, 7 isInteractive flag, 8 \
        kind SignInKind, 9 requirement AuthenticationRequirement, 10 protocol AuthenticationProtocol, 11 \
        deviceIsCompliant flag, 12 deviceIsManaged flag, 13 trustType TrustType, 14 policies [{1 policy \
        guid; 2 result PolicyResult; 3 controls [GrantControl]; 4 conditionsSatisfied integer; 5 \
        conditionsNotSatisfied integer}], 15 policiesOmitted integer, 16 homeTenant guid, 17 resourceTenant \
        guid, 18 servicePrincipal guid, 19 platform Platform, 20 risk RiskLevel
        app.access_refused 1 device: 1 app guid, 2 platform Platform, 13 office OfficeApp, 16 errorCode \
        integer, 17 deviceIsCompliant flag
        app.managed_app_assigned 1 app: 1 app guid, 2 platform Platform, 3 intent AssignmentIntent, 4 broker \
        BrokerApp, 5 allUsers flag, 6 allDevices flag, 7 groups [guid], 8 excludedGroups [guid], 9 others \
        integer, 10 product ManagerProduct
        app.managed_app_installed 1 device: 1 app guid, 2 platform Platform, 4 broker BrokerApp, 10 product \
        ManagerProduct, 11 version {1 major integer; 2 minor integer; 3 patch integer; 4 build integer}, 12 \
        isManaged flag
        app.managed_app_removed 1 device: 1 app guid, 2 platform Platform, 4 broker BrokerApp, 10 product \
        ManagerProduct, 11 version {1 major integer; 2 minor integer; 3 patch integer; 4 build integer}, 12 \
        isManaged flag
        app.sso_extension_assigned 1 tenant: 2 platform Platform, 4 broker BrokerApp, 5 allUsers flag, 6 \
        allDevices flag, 7 groups [guid], 8 excludedGroups [guid], 9 others integer, 10 product \
        ManagerProduct
        app.tested 1 device: 1 app guid, 2 platform Platform, 13 office OfficeApp, 14 result AppTestResult, \
        15 isExpected flag, 16 errorCode integer, 17 deviceIsCompliant flag
        authentication.default_set 1 tenant: 4 product ManagerProduct, 5 setting DefaultAuthentication, 6 \
        settingBefore DefaultAuthentication
        authentication.factors_set 1 tenant: 4 product ManagerProduct, 7 askedBy FactorProvider, 8 factors \
        FactorSetting, 9 factorsBefore FactorSetting, 10 userKind DirectoryUserKind
        authentication.source_set 1 tenant: 4 product ManagerProduct, 10 userKind DirectoryUserKind, 11 \
        checkedBy AuthenticationProvider, 12 checkedByBefore AuthenticationProvider
        authentication.workflow_enabled 1 tenant: 1 workflow EnrollmentWorkflow, 2 workflowBefore \
        EnrollmentWorkflow, 3 by EnablingParty, 4 product ManagerProduct
        compliance.accepted 1 device: 1 verdict ComplianceVerdict, 7 message guid
        compliance.call_logged 1 device: 1 verdict ComplianceVerdict, 7 message guid, 8 isManaged flag, 14 \
        product ManagerProduct, 15 call ReportCall, 16 status integer, 17 outcome Outcome, 18 sequence \
        integer
        compliance.completed 1 device: 1 verdict ComplianceVerdict, 7 message guid
        compliance.evaluated 2 device: 1 verdict ComplianceVerdict, 6 policy guid, 11 reasons \
        [ComplianceReason], 12 results [{1 policy guid; 2 verdict ComplianceVerdict; 3 version integer}], 13 \
        policyVersion integer, 14 evaluator ManagerProduct, 17 trigger Trigger
        compliance.failed 2 device: 1 verdict ComplianceVerdict, 7 message guid, 14 evaluator \
        ManagerProduct, 15 road ReportRoad, 16 errorCode integer
        compliance.observed 1 device: 2 isCompliant flag, 3 wasCompliant flag, 4 witness Witness, 5 reporter \
        Reporter
        compliance.sent 2 device: 1 verdict ComplianceVerdict, 7 message guid, 14 evaluator ManagerProduct, \
        15 road ReportRoad, 17 trigger Trigger
        compliance.verdict_observed 1 device: 1 verdict ComplianceVerdict, 4 witness Witness, 6 policy guid, \
        10 graceEnds instant, 11 reasons [ComplianceReason]
        device.broker_installed 2 device: 1 platform Platform, 14 broker BrokerApp, 15 brokerVersion {1 \
        major integer; 2 minor integer; 3 patch integer; 4 build integer}, 16 isManagedApp flag, 17 isGuided \
        flag
        device.broker_removed 2 device: 1 platform Platform, 14 broker BrokerApp, 15 brokerVersion {1 major \
        integer; 2 minor integer; 3 patch integer; 4 build integer}, 16 isManagedApp flag, 17 isGuided flag
        device.broker_signed_in 2 device: 1 platform Platform, 14 broker BrokerApp, 15 brokerVersion {1 \
        major integer; 2 minor integer; 3 patch integer; 4 build integer}, 16 isManagedApp flag, 17 isGuided \
        flag
        device.checked_in 1 device: 1 platform Platform, 3 witness Witness, 14 lastContact instant, 19 \
        product ManagerProduct, 22 trigger Trigger, 23 osVersion {1 major integer; 2 minor integer; 3 patch \
        integer; 4 build integer}
        device.delete_requested 1 device:
        device.deleted 1 device:
        device.disabled 1 device:
        device.enabled 1 device:
        device.enrolled 2 device: 1 platform Platform, 5 ownership Ownership, 19 product ManagerProduct, 20 \
        clientVersion {1 major integer; 2 minor integer; 3 patch integer; 4 build integer}, 21 osVersion {1 \
        major integer; 2 minor integer; 3 patch integer; 4 build integer}, 22 reason EnrollmentReason
        device.hybrid_joined 1 device: 1 platform Platform, 2 trustType TrustType, 4 reporter Reporter, 20 \
        path JoinPath
        device.identity_bound 1 device: 10 entraObject guid, 11 entraDevice guid, 12 intuneDevice guid
        device.identity_rebound 1 device: 10 entraObject guid, 11 entraDevice guid, 12 intuneDevice guid, 16 \
        entraDeviceBefore guid, 17 userChanged flag, 19 product ManagerProduct
        device.inventory_observed 2 device: 1 platform Platform, 3 witness Witness, 5 ownership Ownership, \
        14 lastContact instant, 15 enrolledAt instant, 16 managementState ManagementState, 17 \
        managementAgent ManagementAgent, 18 registrationState RegistrationState, 23 \
        lastContactBy instant
        device.inventory_sent 2 device: 1 platform Platform, 16 outcome Outcome, 17 message guid, 18 \
        isRegistered flag, 19 product ManagerProduct, 22 trigger Trigger, 23 accountKind LocalAccountKind
        device.inventory_updated 1 device: 1 platform Platform, 3 witness Witness, 18 changes integer, 19 \
        product ManagerProduct, 22 trigger Trigger, 23 osVersion {1 major integer; 2 minor integer; 3 patch \
        integer; 4 build integer}
        device.joined 1 device: 1 platform Platform, 2 trustType TrustType, 4 reporter Reporter, 20 path \
        JoinPath
        device.object_observed 1 device: 1 platform Platform, 2 trustType TrustType, 3 witness Witness, 13 \
        isEnabled flag, 14 lastContact instant
        device.redirected 1 device: 1 platform Platform, 19 product ManagerProduct, 20 target RedirectTarget
        device.registered 1 device: 1 platform Platform, 2 trustType TrustType, 4 reporter Reporter
        device.registration_certificate_installed 1 device: 1 platform Platform, 20 expires instant, 21 \
        certificate digest
        device.registration_failed 1 device: 1 platform Platform, 18 registrationState RegistrationState, 19 \
        product ManagerProduct, 20 path JoinPath, 21 errorCode integer
        device.registration_observed 1 device: 1 platform Platform, 2 trustType TrustType, 3 witness Witness
        device.registration_policy_run 2 device: 1 platform Platform, 16 outcome Outcome, 19 product \
        ManagerProduct, 22 trigger Trigger, 23 accountKind LocalAccountKind
        device.registration_started 1 device: 1 platform Platform, 19 product ManagerProduct, 20 path \
        JoinPath, 22 trigger Trigger
        device.retire_confirmed 1 device: 3 witness Witness, 16 outcome Outcome, 19 product ManagerProduct
        device.retire_requested 1 device:
        device.retired 1 device: 9 evidence RemovalEvidence
        device.security_action 1 device: 8 action SecurityAction
        device.unenrolled 1 device: 9 evidence RemovalEvidence
        device.unregistered 1 device:
        device.updated 1 device: 1 platform Platform, 4 reporter Reporter, 6 properties [DeviceProperty]
        device.user_linked 1 device: 7 relation LinkRelation
        device.user_unlinked 1 device: 7 relation LinkRelation
        device.wipe_confirmed 1 device: 3 witness Witness, 16 outcome Outcome, 19 product ManagerProduct
        device.wipe_requested 1 device:
        device.wiped 1 device: 9 evidence RemovalEvidence
        """
}
