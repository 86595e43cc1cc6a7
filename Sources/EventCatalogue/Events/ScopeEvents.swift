public import LedgerModel

/// For whom something works, as it changes.
///
/// An event names what was added and what was removed, and says of the whole only how many it is and a
/// digest by which two wholes are compared; so that a group of ten thousand has room.
public enum ScopeEvents {
    public static let partner = PublicField<Bits128>(
        1, "partner", "The partner whose scope it is.")
    public static let product = PublicField<ManagerProduct>(
        2, "product", "Which device manager's scope it is.")
    public static let platform = PublicField<Platform>(
        3, "platform", "For which operating system; absent for all.")
    public static let mode = PublicField<ScopeMode>(
        4, "mode", "For whom, after.")
    public static let modeBefore = PublicField<ScopeMode>(
        5, "modeBefore", "For whom, before.")
    public static let added = PublicField<[Bits128]>(
        6, "added", "Groups that were added, in ascending order.")
    public static let removed = PublicField<[Bits128]>(
        7, "removed", "Groups that were removed, in ascending order.")
    public static let addedCount = PublicField<Int64>(
        8, "addedCount", "How many were added, named or not.", least: 0)
    public static let removedCount = PublicField<Int64>(
        9, "removedCount", "How many were removed, named or not.", least: 0)
    public static let count = PublicField<Int64>(
        10, "count", "How many there are, after.", least: 0)
    public static let countBefore = PublicField<Int64>(
        11, "countBefore", "How many there were, before.", least: 0)
    public static let digest = PublicField<DigestValue>(
        12, "digest", "SHA-256 of all ids after, in ascending order, sixteen bytes each.")
    public static let digestBefore = PublicField<DigestValue>(
        13, "digestBefore", "SHA-256 of all ids before, in the same way.")
    public static let isManaged = PublicField<Bool>(
        14, "isManaged", "Whether the device manager knows the group.", required: true)
    public static let isOfDirectory = PublicField<Bool>(
        15, "isOfDirectory", "Whether the group comes from the tenant's directory.")

    public static let changed = EventDefinition(
        "group.scope_changed", about: .connection, "For which groups a device manager works was changed.",
        fields: [
            partner.definition, product.definition, platform.definition, mode.definition,
            modeBefore.definition, added.definition, removed.definition, addedCount.definition,
            removedCount.definition, count.definition, countBefore.definition, digest.definition,
            digestBefore.definition,
        ])
    public static let managementObserved = EventDefinition(
        "group.management_observed", about: .group, "Whether a device manager knows a group was seen.",
        fields: [product.definition, isManaged.definition, isOfDirectory.definition])

    static let all = [changed, managementObserved]
}
