public import LedgerModel

/// Groups, people and their licences.
public enum DirectoryEvents {
    public static let member = PublicField<MemberKind>(1, "member", "What the member is.")

    public static let memberAdded = EventDefinition(
        "group.member_added", about: .group, "Something became a member.", fields: [member.definition])
    public static let memberRemoved = EventDefinition(
        "group.member_removed", about: .group, "Something is no longer a member.", fields: [member.definition]
    )
    public static let licenceChanged = EventDefinition(
        "user.licence_changed", about: .user, "A person's licences changed.")
    public static let accountDisabled = EventDefinition(
        "user.account_disabled", about: .user, "A person's account was disabled.")
    public static let accountEnabled = EventDefinition(
        "user.account_enabled", about: .user, "A person's account was enabled.")

    static let all = [memberAdded, memberRemoved, licenceChanged, accountDisabled, accountEnabled]
}

/// Policies that decide on access.
public enum PolicyEvents {
    public static let state = PublicField<PolicyState>(
        1, "state", "Whether it is in force, after the change.")
    public static let stateBefore = PublicField<PolicyState>(
        2, "stateBefore", "Whether it was in force before.")
    public static let grantOperator = PublicField<GrantOperator>(
        3, "operator", "How its controls are joined, after.")
    public static let controls = PublicField<[GrantControl]>(4, "controls", "Its grant controls, after.")
    public static let controlsBefore = PublicField<[GrantControl]>(
        5, "controlsBefore", "Its grant controls before.")
    public static let operatorBefore = PublicField<GrantOperator>(
        6, "operatorBefore", "How its controls were joined before.")
    public static let scope = PublicField<PolicyScope>(
        7, "scope", "To what and to whom it applies, after; absent where the record does not say it.")
    public static let scopeBefore = PublicField<PolicyScope>(
        8, "scopeBefore", "To what and to whom it applied before.")

    static let fields = [
        state.definition, stateBefore.definition, grantOperator.definition, controls.definition,
        controlsBefore.definition, operatorBefore.definition, scope.definition, scopeBefore.definition,
    ]

    public static let created = EventDefinition(
        "policy.access_policy_created", about: .policy, "A conditional access policy was made.",
        fields: fields)
    public static let changed = EventDefinition(
        "policy.access_policy_changed", about: .policy, "A conditional access policy was changed.",
        fields: fields)
    public static let deleted = EventDefinition(
        "policy.access_policy_deleted", about: .policy, "A conditional access policy was deleted.",
        fields: fields)
    public static let methodsChanged = EventDefinition(
        "policy.authentication_methods_changed", about: .tenant,
        "The methods that a tenant allows were changed.")

    static let all = [created, changed, deleted, methodsChanged]
}

/// Applications that a tenant lets in: the road by which a device manager reports.
public enum PartnerEvents {
    public static let principal = PublicField<Bits128>(
        1, "servicePrincipal", "The service principal concerned.")

    static let fields = [principal.definition]

    public static let applicationAdded = EventDefinition(
        "partner.application_added", about: .app, "An application got a service principal.", fields: fields)
    public static let applicationRemoved = EventDefinition(
        "partner.application_removed", about: .app, "An application's service principal was removed.",
        fields: fields)
    public static let consentGranted = EventDefinition(
        "partner.consent_granted", about: .app, "Consent was given to an application.",
        fields: fields + ConsentEvents.asked, earlier: [EarlierRevision(fields: fields)])
    public static let permissionGranted = EventDefinition(
        "partner.permission_granted", about: .app, "An application was given a permission.", fields: fields)
    public static let permissionWithdrawn = EventDefinition(
        "partner.permission_withdrawn", about: .app, "A permission was taken from an application.",
        fields: fields)

    static let all = [
        applicationAdded, applicationRemoved, consentGranted, permissionGranted, permissionWithdrawn,
    ]
}
