public import LedgerModel

/// What people are given, and what they are told.
public enum PeopleEvents {
    public static let sku = PublicField<Bits128>(
        1, "sku", "The subscription that the licence is of.")
    public static let plan = PublicField<Bits128>(
        2, "plan", "The service plan within it.")
    public static let includesIntune = PublicField<Bool>(
        3, "includesIntune", "Whether the licence lets its owner's devices be managed.")
    public static let includesPremium = PublicField<Bool>(
        4, "includesPremium", "Whether the licence has conditional access.")
    public static let group = PublicField<Bits128>(
        5, "group", "The group by which the person has it; absent where it is the person's own.")
    public static let purpose = PublicField<NotificationPurpose>(
        1, "purpose", "Why.", required: true)
    public static let channel = PublicField<NotificationChannel>(
        2, "channel", "By what.")
    public static let platform = PublicField<Platform>(
        3, "platform", "On which operating system.")
    public static let outcome = PublicField<Outcome>(
        4, "outcome", "Whether it went out.")
    public static let product = PublicField<ManagerProduct>(
        6, "product", "Which device manager did it.")

    public static let licenceAssigned = EventDefinition(
        "user.licence_assigned", about: .user, "A person was given a licence.",
        fields: [
            sku.definition, plan.definition, includesIntune.definition, includesPremium.definition,
            group.definition,
        ])
    public static let licenceRemoved = EventDefinition(
        "user.licence_removed", about: .user, "A licence was taken from a person.",
        fields: [
            sku.definition, plan.definition, includesIntune.definition, includesPremium.definition,
            group.definition,
        ])
    public static let notified = EventDefinition(
        "user.notification_sent", about: .user, "A person was asked for something; the text is private.",
        fields: [
            purpose.definition, channel.definition, platform.definition, outcome.definition,
            product.definition,
        ])

    static let all = [licenceAssigned, licenceRemoved, notified]
}
