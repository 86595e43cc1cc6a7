extension PublishedTables {
    static let typesOfPartners = """
        partner.added 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 4 outcome \
        Outcome, 9 appType PartnerAppType, 10 app guid, 13 platform Platform
        partner.app_id_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 9 \
        appType PartnerAppType, 10 app guid
        partner.application_added 1 app: 1 servicePrincipal guid
        partner.application_registered 1 app: 1 servicePrincipal guid, 3 publisherVerified flag, 7 role \
        ConsentRole, 8 product ManagerProduct, 9 appType PartnerAppType
        partner.application_removed 1 app: 1 servicePrincipal guid
        partner.assigned 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 5 \
        groupsAdded [guid], 6 groupsRemoved [guid], 7 digest digest, 13 platform Platform, 14 allUsers flag, \
        15 allDevices flag, 16 groups [guid], 17 excludedGroups [guid], 18 others integer
        partner.assignment_observed 1 connection: 1 partner guid, 2 kind PartnerKind, 13 platform Platform, \
        14 allUsers flag, 15 allDevices flag, 16 groups [guid], 17 excludedGroups [guid], 18 others integer
        partner.configured 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 4 \
        outcome Outcome, 5 trigger Trigger, 6 cloud Cloud, 7 connectionType PartnerConnectionType, 8 \
        directory guid, 9 secret guid, 10 app guid, 20 secretExpires instant, 21 secretFingerprint digest
        partner.connection_changed 1 connection: 1 partner guid, 2 kind PartnerKind, 19 change \
        ConfigurationChange
        partner.connection_tested 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product \
        ManagerProduct, 4 outcome Outcome, 5 trigger Trigger, 6 cloud Cloud, 7 connectionType \
        PartnerConnectionType, 22 errorCode integer
        partner.consent_declined 1 app: 1 servicePrincipal guid, 2 isAdministrator flag, 3 publisherVerified \
        flag, 4 permissions [PartnerPermission], 5 permissionsOmitted integer, 6 scope ConsentScope, 7 role \
        ConsentRole, 8 product ManagerProduct, 10 errorCode integer
        partner.consent_granted 2 app: 1 servicePrincipal guid, 2 isAdministrator flag, 3 publisherVerified \
        flag, 4 permissions [PartnerPermission], 5 permissionsOmitted integer, 6 scope ConsentScope, 7 role \
        ConsentRole, 8 product ManagerProduct
        partner.consent_requested 1 app: 1 servicePrincipal guid, 2 isAdministrator flag, 3 \
        publisherVerified flag, 4 permissions [PartnerPermission], 5 permissionsOmitted integer, 6 scope \
        ConsentScope, 7 role ConsentRole, 8 product ManagerProduct
        partner.deprovisioned 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 4 \
        outcome Outcome
        partner.enabled 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 5 \
        trigger Trigger, 13 platform Platform
        partner.feature_enabled 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, \
        20 feature PartnerFeature, 21 by EnablingParty
        partner.heartbeat 1 connection: 1 partner guid, 2 kind PartnerKind
        partner.inventory_update_requested 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product \
        ManagerProduct, 4 outcome Outcome, 5 trigger Trigger, 20 devices integer, 22 errorCode integer
        partner.landing_page_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, \
        20 page LandingPage, 21 addressDigest digest
        partner.notification_suppression_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product \
        ManagerProduct, 13 platform Platform, 14 allUsers flag, 20 isSuppressed flag
        partner.permission_granted 1 app: 1 servicePrincipal guid
        partner.permission_withdrawn 1 app: 1 servicePrincipal guid
        partner.provisioned 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 4 \
        outcome Outcome
        partner.registration_completed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product \
        ManagerProduct, 5 trigger Trigger, 6 cloud Cloud, 10 app guid
        partner.registration_failed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product \
        ManagerProduct, 5 trigger Trigger, 6 cloud Cloud, 10 app guid, 22 errorCode integer
        partner.rejected 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 13 \
        platform Platform, 22 errorCode integer
        partner.removed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 4 \
        outcome Outcome, 13 platform Platform
        partner.resumed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 5 \
        trigger Trigger, 13 platform Platform
        partner.secret_changed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 9 \
        secret guid, 10 app guid, 19 change ConfigurationChange, 20 secretExpires instant, 21 \
        secretFingerprint digest
        partner.secret_expired 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 9 \
        secret guid, 10 app guid, 20 secretExpires instant, 21 secretFingerprint digest
        partner.state_observed 1 connection: 1 partner guid, 2 kind PartnerKind, 3 state PartnerState, 4 iOS \
        flag, 5 macOS flag, 6 android flag, 7 windows flag, 8 isConfigured flag, 9 appType PartnerAppType, \
        10 app guid, 11 removalAt instant, 12 nonComplianceAt instant
        partner.suspended 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 5 \
        trigger Trigger, 13 platform Platform, 23 isKept flag
        partner.terminated 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 11 \
        removalAt instant, 12 nonComplianceAt instant, 13 platform Platform, 20 devices integer
        partner.url_set 1 connection: 1 partner guid, 2 kind PartnerKind, 3 product ManagerProduct, 13 \
        platform Platform, 20 purpose AddressPurpose, 21 addressDigest digest
        """
}
