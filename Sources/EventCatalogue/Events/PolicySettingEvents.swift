public import LedgerModel

/// What access policies and findings rest on: places, exclusions and least versions.
public enum PolicySettingEvents {
    public static let change = PublicField<ConfigurationChange>(
        1, "change", "What was done.")
    public static let location = PublicField<Bits128>(
        2, "location", "The named location.")
    public static let locationKind = PublicField<NetworkLocationKind>(
        3, "locationKind", "By what it is told.")
    public static let isTrusted = PublicField<Bool>(
        4, "isTrusted", "Whether it is trusted, after.")
    public static let ranges = PublicField<Int64>(
        5, "ranges", "How many ranges or countries it has, after; which ones is private.", least: 0)
    public static let rangesAdded = PublicField<Int64>(
        6, "rangesAdded", "How many of them are new.", least: 0)
    public static let rangesRemoved = PublicField<Int64>(
        7, "rangesRemoved", "How many it has no more.", least: 0)
    public static let principal = PublicField<Bits128>(
        8, "servicePrincipal", "The service principal that was tagged.")
    public static let isTagged = PublicField<Bool>(
        9, "isTagged", "Whether it has the attribute, after.")
    public static let target = PublicField<FilterTarget>(
        10, "target", "What the filter looks at.")
    public static let mode = PublicField<FilterMode>(
        11, "mode", "Whether what it finds is meant.")
    public static let rule = PublicField<DigestValue>(
        12, "rule", "SHA-256 of the filter's text, which is private.")
    public static let component = PublicField<VersionedComponent>(
        13, "component", "Of what.", required: true)
    public static let product = PublicField<ManagerProduct>(
        14, "product", "Of which device manager.")
    public static let platform = PublicField<Platform>(
        15, "platform", "On which operating system.")
    public static let least = PublicField<VersionNumber>(
        16, "least", "The least version that counts.", required: true)
    public static let greatest = PublicField<VersionNumber>(
        17, "greatest", "The greatest one; absent where there is none.")

    public static let locationChanged = EventDefinition(
        "policy.named_location_changed", about: .tenant,
        "A place that access policies name was made, changed or deleted.",
        fields: [
            change.definition, location.definition, locationKind.definition, isTrusted.definition,
            ranges.definition, rangesAdded.definition, rangesRemoved.definition,
        ])
    public static let attributeTagged = EventDefinition(
        "policy.exclusion_attribute_tagged", about: .app,
        "An attribute by which a policy excludes an application was set or removed; its name is private.",
        fields: [change.definition, principal.definition, isTagged.definition])
    public static let filterChanged = EventDefinition(
        "policy.exclusion_filter_changed", about: .policy,
        "The filter by which a policy includes or excludes was changed.",
        fields: [change.definition, target.definition, mode.definition, rule.definition])
    public static let leastVersionSet = EventDefinition(
        "policy.minimum_version_set", about: .tenant, "The least version that counts was set.",
        fields: [
            component.definition, product.definition, platform.definition, least.definition,
            greatest.definition,
        ])

    static let all = [locationChanged, attributeTagged, filterChanged, leastVersionSet]
}
