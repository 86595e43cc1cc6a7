public import LedgerModel

/// To what and to whom a conditional access policy applies, as far as a record may say it: applications and
/// groups by their ids, people and roles by their number.
///
/// Ids ascend, each once. A list holds at most ``mostIDs``; what it has no room for is counted, so that the
/// scopes before and after a change have room in one record.
public struct PolicyScope: PublicStructure, Hashable {
    /// Ids of one list: of the eight lists of two scopes some 41 kB of the 65,535 bytes of a record.
    public static let mostIDs = 300

    public var allApplications = false
    public var applications: [Bits128] = []
    public var applicationSets: [ApplicationSet] = []
    public var excludedApplications: [Bits128] = []
    public var excludedApplicationSets: [ApplicationSet] = []
    /// Applications, included or excluded, that none of the lists names.
    public var otherApplications: Int64 = 0
    /// Actions of a user, such as registering a device, instead of applications.
    public var userActions: Int64 = 0
    public var allUsers = false
    public var guests = false
    public var excludesGuests = false
    public var groups: [Bits128] = []
    public var excludedGroups: [Bits128] = []
    /// Groups, included or excluded, that neither list names.
    public var otherGroups: Int64 = 0
    public var users: Int64 = 0
    public var excludedUsers: Int64 = 0
    public var roles: Int64 = 0
    public var excludedRoles: Int64 = 0
    public var clientApps: [PolicyClientApp] = []
    public var platforms: [PolicyPlatform] = []
    public var excludedPlatforms: [PolicyPlatform] = []
    /// Whether the record has an older form of policies, of which not all is read.
    public var isPartial = false
    /// Conditions that narrow the policy further and that nothing above tells: places, risks, filters.
    public var otherConditions: Int64 = 0

    public init() {}

    static let allApplicationsField = PublicField<Bool>(
        1, "allApplications", "Whether all applications are meant.")
    static let applicationsField = PublicField<[Bits128]>(2, "applications", "Applications that are meant.")
    static let applicationSetsField = PublicField<[ApplicationSet]>(
        3, "applicationSets", "Sets of applications that are meant.")
    static let excludedApplicationsField = PublicField<[Bits128]>(
        4, "excludedApplications", "Applications that are not meant.")
    static let excludedApplicationSetsField = PublicField<[ApplicationSet]>(
        5, "excludedApplicationSets", "Sets of applications that are not meant.")
    static let otherApplicationsField = PublicField<Int64>(
        6, "otherApplications", "How many more applications or sets of either kind only the evidence lists.")
    static let userActionsField = PublicField<Int64>(
        7, "userActions", "How many actions of a user are meant.")
    static let allUsersField = PublicField<Bool>(8, "allUsers", "Whether all people are meant.")
    static let guestsField = PublicField<Bool>(
        9, "guests", "Whether guests or people from outside are meant.")
    static let excludesGuestsField = PublicField<Bool>(
        10, "excludesGuests", "Whether guests or people from outside are not meant.")
    static let groupsField = PublicField<[Bits128]>(11, "groups", "Groups that are meant.")
    static let excludedGroupsField = PublicField<[Bits128]>(
        12, "excludedGroups", "Groups that are not meant.")
    static let otherGroupsField = PublicField<Int64>(
        13, "otherGroups", "How many more groups of either kind only the evidence lists.")
    static let usersField = PublicField<Int64>(14, "users", "How many people are meant one by one.")
    static let excludedUsersField = PublicField<Int64>(
        15, "excludedUsers", "How many people are not meant, one by one.")
    static let rolesField = PublicField<Int64>(16, "roles", "How many roles are meant.")
    static let excludedRolesField = PublicField<Int64>(17, "excludedRoles", "How many roles are not meant.")
    static let clientAppsField = PublicField<[PolicyClientApp]>(
        18, "clientApps", "Kinds of clients that are meant.")
    static let platformsField = PublicField<[PolicyPlatform]>(
        19, "platforms", "Operating systems that are meant.")
    static let excludedPlatformsField = PublicField<[PolicyPlatform]>(
        20, "excludedPlatforms", "Operating systems that are not meant.")
    static let isPartialField = PublicField<Bool>(
        21, "isPartial", "Whether the record has an older form, of which not all is read.")

    static let otherConditionsField = PublicField<Int64>(
        22, "otherConditions", "How many further conditions narrow it that only the evidence has.")

    public static let fields = [
        allApplicationsField.definition, applicationsField.definition, applicationSetsField.definition,
        excludedApplicationsField.definition, excludedApplicationSetsField.definition,
        otherApplicationsField.definition, userActionsField.definition, allUsersField.definition,
        guestsField.definition, excludesGuestsField.definition, groupsField.definition,
        excludedGroupsField.definition, otherGroupsField.definition, usersField.definition,
        excludedUsersField.definition, rolesField.definition, excludedRolesField.definition,
        clientAppsField.definition, platformsField.definition, excludedPlatformsField.definition,
        isPartialField.definition, otherConditionsField.definition,
    ]

    /// Writes what is there: no flag that is false, no number that is zero, no list that is empty; ids in
    /// their order.
    public func fill(_ data: inout PublicData) {
        data.set(Self.allApplicationsField, Self.said(allApplications))
        data.set(Self.applicationsField, Self.said(applications))
        data.set(Self.applicationSetsField, Self.said(applicationSets))
        data.set(Self.excludedApplicationsField, Self.said(excludedApplications))
        data.set(Self.excludedApplicationSetsField, Self.said(excludedApplicationSets))
        data.set(Self.otherApplicationsField, Self.said(otherApplications))
        data.set(Self.userActionsField, Self.said(userActions))
        data.set(Self.allUsersField, Self.said(allUsers))
        data.set(Self.guestsField, Self.said(guests))
        data.set(Self.excludesGuestsField, Self.said(excludesGuests))
        data.set(Self.groupsField, Self.said(groups))
        data.set(Self.excludedGroupsField, Self.said(excludedGroups))
        data.set(Self.otherGroupsField, Self.said(otherGroups))
        data.set(Self.usersField, Self.said(users))
        data.set(Self.excludedUsersField, Self.said(excludedUsers))
        data.set(Self.rolesField, Self.said(roles))
        data.set(Self.excludedRolesField, Self.said(excludedRoles))
        data.set(Self.clientAppsField, Self.said(clientApps))
        data.set(Self.platformsField, Self.said(platforms))
        data.set(Self.excludedPlatformsField, Self.said(excludedPlatforms))
        data.set(Self.isPartialField, Self.said(isPartial))
        data.set(Self.otherConditionsField, Self.said(otherConditions))
    }

    public init(_ view: PublicDataView) {
        allApplications = view[Self.allApplicationsField] ?? false
        applications = view[Self.applicationsField] ?? []
        applicationSets = view[Self.applicationSetsField] ?? []
        excludedApplications = view[Self.excludedApplicationsField] ?? []
        excludedApplicationSets = view[Self.excludedApplicationSetsField] ?? []
        otherApplications = view[Self.otherApplicationsField] ?? 0
        userActions = view[Self.userActionsField] ?? 0
        allUsers = view[Self.allUsersField] ?? false
        guests = view[Self.guestsField] ?? false
        excludesGuests = view[Self.excludesGuestsField] ?? false
        groups = view[Self.groupsField] ?? []
        excludedGroups = view[Self.excludedGroupsField] ?? []
        otherGroups = view[Self.otherGroupsField] ?? 0
        users = view[Self.usersField] ?? 0
        excludedUsers = view[Self.excludedUsersField] ?? 0
        roles = view[Self.rolesField] ?? 0
        excludedRoles = view[Self.excludedRolesField] ?? 0
        clientApps = view[Self.clientAppsField] ?? []
        platforms = view[Self.platformsField] ?? []
        excludedPlatforms = view[Self.excludedPlatformsField] ?? []
        isPartial = view[Self.isPartialField] ?? false
        otherConditions = view[Self.otherConditionsField] ?? 0
    }

    private static func said(_ flag: Bool) -> Bool? { flag ? true : nil }
    private static func said(_ number: Int64) -> Int64? { number == 0 ? nil : number }
    private static func said(_ ids: [Bits128]) -> [Bits128]? { ids.isEmpty ? nil : IDList.ordered(ids) }
    private static func said<Word: CatalogueEnumeration>(_ words: [Word]) -> [Word]? {
        words.isEmpty ? nil : Set(words).sorted { $0.rawValue < $1.rawValue }
    }
}

/// Ids that stand for a set: in ascending order, each once.
public enum IDList {
    public static func ordered(_ ids: [Bits128]) -> [Bits128] { Set(ids).sorted() }

    /// The first so many of a set, in ascending order, and how many more there are.
    public static func bounded(_ ids: [Bits128], to most: Int) -> (ids: [Bits128], others: Int64) {
        let all = ordered(ids)
        return (Array(all.prefix(most)), Int64(max(0, all.count - most)))
    }
}
