/// Consent to an application, from the question to the answer; that it was given is
/// ``PartnerEvents/consentGranted``.
public enum ConsentEvents {
    public static let isAdministrator = PublicField<Bool>(
        2, "isAdministrator", "Whether whoever was asked may consent for all.")
    public static let publisherVerified = PublicField<Bool>(
        3, "publisherVerified", "Whether the application's publisher is known to the identity provider.")
    public static let permissions = PublicField<[PartnerPermission]>(
        4, "permissions", "What the application may do, each once and ascending.")
    public static let permissionsOmitted = PublicField<Int64>(
        5, "permissionsOmitted", "How many more permissions only the evidence lists.", least: 0)
    public static let scope = PublicField<ConsentScope>(
        6, "scope", "For whom it counts.")
    public static let role = PublicField<ConsentRole>(
        7, "role", "What the application is for.")
    public static let product = PublicField<ManagerProduct>(
        8, "product", "Whose application it is.")
    public static let appType = PublicField<PartnerAppType>(
        9, "appType", "How many tenants it is for.")
    public static let errorCode = PublicField<Int64>(
        10, "errorCode", "The code of the refusal, as received.")

    static let asked = [
        isAdministrator.definition, publisherVerified.definition, permissions.definition,
        permissionsOmitted.definition, scope.definition, role.definition, product.definition,
    ]

    public static let applicationRegistered = EventDefinition(
        "partner.application_registered", about: .app, "An application was made for a device manager.",
        fields: [
            PartnerEvents.principal.definition, publisherVerified.definition, role.definition,
            product.definition, appType.definition,
        ])
    public static let requested = EventDefinition(
        "partner.consent_requested", about: .app, "Somebody was asked to consent to an application.",
        fields: [
            PartnerEvents.principal.definition, isAdministrator.definition, publisherVerified.definition,
            permissions.definition, permissionsOmitted.definition, scope.definition, role.definition,
            product.definition,
        ])
    public static let declined = EventDefinition(
        "partner.consent_declined", about: .app, "Consent to an application was refused.",
        fields: [
            PartnerEvents.principal.definition, isAdministrator.definition, publisherVerified.definition,
            permissions.definition, permissionsOmitted.definition, scope.definition, role.definition,
            product.definition, errorCode.definition,
        ])

    static let all = [applicationRegistered, requested, declined]
}
