extension PublishedTables {
    static let typesToMFA = """
        enrollment.abandoned 1 device: 1 platform Platform, 2 errorCode integer, 3 session guid, 4 workflow \
        EnrollmentWorkflow, 5 provider AuthenticationProvider, 6 page AuthenticationPage, 7 userKind \
        DirectoryUserKind, 8 product ManagerProduct, 16 lastStep AbandonedStep
        enrollment.completed 2 device: 1 platform Platform, 2 errorCode integer, 3 session guid, 4 workflow \
        EnrollmentWorkflow, 5 provider AuthenticationProvider, 6 page AuthenticationPage, 7 userKind \
        DirectoryUserKind, 8 product ManagerProduct, 9 reason EnrollmentReason, 13 setting \
        DefaultAuthentication, 15 factors integer
        enrollment.failed 2 device: 1 platform Platform, 2 errorCode integer, 3 session guid, 4 workflow \
        EnrollmentWorkflow, 5 provider AuthenticationProvider, 6 page AuthenticationPage, 7 userKind \
        DirectoryUserKind, 8 product ManagerProduct, 9 reason EnrollmentReason, 13 setting \
        DefaultAuthentication, 15 factors integer
        enrollment.identifier_submitted 1 device: 1 platform Platform, 2 errorCode integer, 3 session guid, \
        4 workflow EnrollmentWorkflow, 5 provider AuthenticationProvider, 6 page AuthenticationPage, 7 \
        userKind DirectoryUserKind, 8 product ManagerProduct, 10 domainSource InputSource, 13 setting \
        DefaultAuthentication
        enrollment.password_failed 1 device: 1 platform Platform, 2 errorCode integer, 3 session guid, 4 \
        workflow EnrollmentWorkflow, 5 provider AuthenticationProvider, 6 page AuthenticationPage, 7 \
        userKind DirectoryUserKind, 8 product ManagerProduct, 11 attempt integer, 13 setting \
        DefaultAuthentication
        enrollment.password_passed 1 device: 1 platform Platform, 2 errorCode integer, 3 session guid, 4 \
        workflow EnrollmentWorkflow, 5 provider AuthenticationProvider, 6 page AuthenticationPage, 7 \
        userKind DirectoryUserKind, 8 product ManagerProduct, 11 attempt integer, 13 setting \
        DefaultAuthentication
        enrollment.redirected 1 device: 1 platform Platform, 2 errorCode integer, 3 session guid, 4 workflow \
        EnrollmentWorkflow, 5 provider AuthenticationProvider, 6 page AuthenticationPage, 7 userKind \
        DirectoryUserKind, 8 product ManagerProduct, 14 target RedirectTarget
        enrollment.requested 2 device: 1 platform Platform, 2 errorCode integer, 3 session guid, 4 workflow \
        EnrollmentWorkflow, 5 provider AuthenticationProvider, 6 page AuthenticationPage, 7 userKind \
        DirectoryUserKind, 8 product ManagerProduct, 9 reason EnrollmentReason, 12 browserKind \
        EnrollmentBrowser
        finding.acknowledged 1 device: 1 finding guid, 2 rule integer, 3 basis integer
        finding.closed 1 device: 1 finding guid, 2 rule integer, 3 basis integer, 4 reason FindingReason, 5 \
        until instant, 6 evidence integer
        finding.explained 1 device: 1 finding guid, 2 rule integer, 3 basis integer, 4 reason FindingReason, \
        5 until instant, 6 evidence integer
        finding.reopened 1 device: 1 finding guid, 2 rule integer, 3 basis integer, 4 reason FindingReason, \
        6 evidence integer
        group.management_observed 1 group: 2 product ManagerProduct, 14 isManaged flag, 15 isOfDirectory \
        flag
        group.member_added 1 group: 1 member MemberKind
        group.member_removed 1 group: 1 member MemberKind
        group.scope_changed 1 connection: 1 partner guid, 2 product ManagerProduct, 3 platform Platform, 4 \
        mode ScopeMode, 5 modeBefore ScopeMode, 6 added [guid], 7 removed [guid], 8 addedCount integer, 9 \
        removedCount integer, 10 count integer, 11 countBefore integer, 12 digest digest, 13 digestBefore \
        digest
        instance.compliance_policy_disabled 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance \
        guid, 4 product ManagerProduct, 8 policy guid
        instance.compliance_policy_enabled 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance \
        guid, 4 product ManagerProduct, 8 policy guid
        instance.connected 2 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 product \
        ManagerProduct, 6 others integer, 23 hosting InstanceHosting
        instance.disconnected 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 product \
        ManagerProduct, 5 isLast flag, 6 others integer, 7 policyIsEnabled flag
        instance.gateway_address_changed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, \
        4 product ManagerProduct, 9 addresses integer, 10 addressesAdded integer, 11 addressesRemoved \
        integer, 12 trigger Trigger
        instance.identity_mapping_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 \
        product ManagerProduct, 15 attribute IdentityAttribute, 16 attributeBefore IdentityAttribute
        instance.identity_service_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 \
        product ManagerProduct, 17 isEnabled flag
        instance.intelligence_opt_in_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, \
        4 product ManagerProduct, 22 isOptedIn flag
        instance.mdm_app_added 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 product \
        ManagerProduct, 20 managementApp guid, 21 isCustom flag
        instance.mdm_scope_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 product \
        ManagerProduct, 18 scope ManagementScope, 19 groups [guid], 20 managementApp guid
        instance.version_observed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 \
        product ManagerProduct, 13 version {1 major integer; 2 minor integer; 3 patch integer; 4 build \
        integer}, 14 versionBefore {1 major integer; 2 minor integer; 3 patch integer; 4 build integer}
        instance.windows_compliance_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 instance guid, 4 \
        product ManagerProduct, 17 isEnabled flag
        ledger.closed 1 ledger: 5 size integer, 6 program digest, 7 version {1 major integer; 2 minor \
        integer; 3 patch integer; 4 build integer}
        ledger.erasure_approved 1 ledger: 1 request guid, 9 subjects integer, 10 ground ErasureBasis, 11 \
        approvals integer, 12 required integer
        ledger.erasure_done 2 ledger: 1 request guid, 9 subjects integer, 10 ground ErasureBasis, 11 \
        approvals integer, 13 records integer, 14 identities integer, 18 recordRuns [integer], 19 \
        identityRuns [integer], 20 quarantineRuns [integer]
        ledger.erasure_requested 1 ledger: 1 request guid, 9 subjects integer, 10 ground ErasureBasis, 12 \
        required integer
        ledger.exported 1 ledger: 2 digest digest, 9 purpose ReadingPurpose, 10 first integer, 11 last \
        integer, 12 events integer, 13 withPersonal flag, 14 format ExportFormat
        ledger.hold_placed 1 ledger: 1 hold guid, 9 subjects integer, 10 until instant
        ledger.hold_released 1 ledger: 1 hold guid, 9 subjects integer
        ledger.key_rotated 1 ledger: 5 size integer, 15 keyPurpose KeyPurpose, 16 key digest, 17 keyBefore \
        digest
        ledger.opened 1 ledger: 5 size integer, 6 program digest, 7 version {1 major integer; 2 minor \
        integer; 3 patch integer; 4 build integer}, 8 wasClean flag
        ledger.read 1 ledger: 9 purpose ReadingPurpose, 10 first integer, 11 last integer, 12 events \
        integer, 13 withPersonal flag
        ledger.recovered 1 ledger: 1 bytes integer, 2 digest digest, 3 segment integer, 4 byteOffset integer
        ledger.restored 1 ledger: 1 size integer, 2 root digest, 3 epoch integer, 4 publishedSize integer, 5 \
        publishedRoot digest
        management.lost 1 device: 4 witness Witness, 5 reporter Reporter, 9 wasManaged flag, 12 end \
        ManagementEnd, 13 evidence RemovalEvidence, 14 product ManagerProduct
        management.observed 1 device: 4 witness Witness, 5 reporter Reporter, 8 isManaged flag, 9 wasManaged \
        flag
        management.signalled 1 device: 8 isManaged flag
        mfa.challenged 2 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer, 5 channel FactorChannel, 6 askedBy FactorProvider, 7 session \
        guid, 8 attempts integer, 9 offered [FactorChannel]
        mfa.code_refused 1 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer, 5 channel FactorChannel, 6 askedBy FactorProvider, 7 session \
        guid, 8 attempts integer, 9 offered [FactorChannel]
        mfa.code_verified 1 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer, 5 channel FactorChannel, 6 askedBy FactorProvider, 7 session \
        guid, 8 attempts integer, 9 offered [FactorChannel]
        mfa.denied 2 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement StepRequirement, 4 \
        errorCode integer, 5 channel FactorChannel, 6 askedBy FactorProvider, 7 session guid, 8 attempts \
        integer, 9 offered [FactorChannel]
        mfa.method_registered 1 user: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer
        mfa.method_removed 1 user: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer
        mfa.satisfied 2 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer, 5 channel FactorChannel, 6 askedBy FactorProvider, 7 session \
        guid, 8 attempts integer, 9 offered [FactorChannel]
        mfa.satisfied_by_claim 2 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer, 5 channel FactorChannel, 6 askedBy FactorProvider, 7 session \
        guid, 8 attempts integer, 9 offered [FactorChannel]
        mfa.timed_out 1 device: 1 step integer, 2 method AuthenticationMethod, 3 requirement \
        StepRequirement, 4 errorCode integer, 5 channel FactorChannel, 6 askedBy FactorProvider, 7 session \
        guid, 8 attempts integer, 9 offered [FactorChannel]
        """
}
