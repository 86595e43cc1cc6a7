extension PublishedTables {
    static let typesOfPolicies = """
        policy.access_policy_changed 1 policy: 1 state PolicyState, 2 stateBefore PolicyState, 3 operator \
        GrantOperator, 4 controls [GrantControl], 5 controlsBefore [GrantControl], 6 operatorBefore \
        GrantOperator, 7 scope {1 allApplications flag; 2 applications [guid]; 3 applicationSets \
        [ApplicationSet]; 4 excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 \
        otherApplications integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests \
        flag; 11 groups [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 \
        excludedUsers integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; \
        19 platforms [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}, 8 scopeBefore {1 allApplications flag; 2 applications [guid]; 3 \
        applicationSets [ApplicationSet]; 4 excludedApplications [guid]; 5 excludedApplicationSets \
        [ApplicationSet]; 6 otherApplications integer; 7 userActions integer; 8 allUsers flag; 9 guests \
        flag; 10 excludesGuests flag; 11 groups [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 \
        users integer; 15 excludedUsers integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps \
        [PolicyClientApp]; 19 platforms [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 \
        isPartial flag; 22 otherConditions integer}
        policy.access_policy_created 1 policy: 1 state PolicyState, 2 stateBefore PolicyState, 3 operator \
        GrantOperator, 4 controls [GrantControl], 5 controlsBefore [GrantControl], 6 operatorBefore \
        GrantOperator, 7 scope {1 allApplications flag; 2 applications [guid]; 3 applicationSets \
        [ApplicationSet]; 4 excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 \
        otherApplications integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests \
        flag; 11 groups [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 \
        excludedUsers integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; \
        19 platforms [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}, 8 scopeBefore {1 allApplications flag; 2 applications [guid]; 3 \
        applicationSets [ApplicationSet]; 4 excludedApplications [guid]; 5 excludedApplicationSets \
        [ApplicationSet]; 6 otherApplications integer; 7 userActions integer; 8 allUsers flag; 9 guests \
        flag; 10 excludesGuests flag; 11 groups [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 \
        users integer; 15 excludedUsers integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps \
        [PolicyClientApp]; 19 platforms [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 \
        isPartial flag; 22 otherConditions integer}
        policy.access_policy_deleted 1 policy: 1 state PolicyState, 2 stateBefore PolicyState, 3 operator \
        GrantOperator, 4 controls [GrantControl], 5 controlsBefore [GrantControl], 6 operatorBefore \
        GrantOperator, 7 scope {1 allApplications flag; 2 applications [guid]; 3 applicationSets \
        [ApplicationSet]; 4 excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 \
        otherApplications integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests \
        flag; 11 groups [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 \
        excludedUsers integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; \
        19 platforms [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}, 8 scopeBefore {1 allApplications flag; 2 applications [guid]; 3 \
        applicationSets [ApplicationSet]; 4 excludedApplications [guid]; 5 excludedApplicationSets \
        [ApplicationSet]; 6 otherApplications integer; 7 userActions integer; 8 allUsers flag; 9 guests \
        flag; 10 excludesGuests flag; 11 groups [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 \
        users integer; 15 excludedUsers integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps \
        [PolicyClientApp]; 19 platforms [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 \
        isPartial flag; 22 otherConditions integer}
        policy.access_policy_observed 1 policy: 1 state PolicyState, 3 operator GrantOperator, 4 controls \
        [GrantControl], 7 scope {1 allApplications flag; 2 applications [guid]; 3 applicationSets \
        [ApplicationSet]; 4 excludedApplications [guid]; 5 excludedApplicationSets [ApplicationSet]; 6 \
        otherApplications integer; 7 userActions integer; 8 allUsers flag; 9 guests flag; 10 excludesGuests \
        flag; 11 groups [guid]; 12 excludedGroups [guid]; 13 otherGroups integer; 14 users integer; 15 \
        excludedUsers integer; 16 roles integer; 17 excludedRoles integer; 18 clientApps [PolicyClientApp]; \
        19 platforms [PolicyPlatform]; 20 excludedPlatforms [PolicyPlatform]; 21 isPartial flag; 22 \
        otherConditions integer}
        policy.authentication_methods_changed 1 tenant:
        policy.compliance_policy_assigned 2 policy: 1 version integer, 2 platform Platform, 3 actions [{1 \
        action NonComplianceAction; 2 graceHours integer}], 4 blockAfterHours integer, 5 allUsers flag, 6 \
        allDevices flag, 7 groups [guid], 8 excludedGroups [guid], 9 others integer, 10 evaluator \
        ManagerProduct
        policy.compliance_policy_changed 2 policy: 1 version integer, 2 platform Platform, 3 actions [{1 \
        action NonComplianceAction; 2 graceHours integer}], 4 blockAfterHours integer, 5 allUsers flag, 6 \
        allDevices flag, 7 groups [guid], 8 excludedGroups [guid], 9 others integer, 10 evaluator \
        ManagerProduct
        policy.compliance_policy_created 2 policy: 1 version integer, 2 platform Platform, 3 actions [{1 \
        action NonComplianceAction; 2 graceHours integer}], 4 blockAfterHours integer, 5 allUsers flag, 6 \
        allDevices flag, 7 groups [guid], 8 excludedGroups [guid], 9 others integer, 10 evaluator \
        ManagerProduct
        policy.compliance_policy_deleted 1 policy:
        policy.compliance_policy_observed 1 policy: 1 version integer, 2 platform Platform, 3 actions [{1 \
        action NonComplianceAction; 2 graceHours integer}], 4 blockAfterHours integer, 5 allUsers flag, 6 \
        allDevices flag, 7 groups [guid], 8 excludedGroups [guid], 9 others integer
        policy.exclusion_attribute_tagged 1 app: 1 change ConfigurationChange, 8 servicePrincipal guid, 9 \
        isTagged flag
        policy.exclusion_filter_changed 1 policy: 1 change ConfigurationChange, 10 target FilterTarget, 11 \
        mode FilterMode, 12 rule digest
        policy.minimum_version_set 1 tenant: 13 component VersionedComponent, 14 product ManagerProduct, 15 \
        platform Platform, 16 least {1 major integer; 2 minor integer; 3 patch integer; 4 build integer}, 17 \
        greatest {1 major integer; 2 minor integer; 3 patch integer; 4 build integer}
        policy.named_location_changed 1 tenant: 1 change ConfigurationChange, 2 location guid, 3 \
        locationKind NetworkLocationKind, 4 isTrusted flag, 5 ranges integer, 6 rangesAdded integer, 7 \
        rangesRemoved integer
        """
}
