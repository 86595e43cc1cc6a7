import EventCatalogue
import LedgerModel
import StrictJSON

/// Reads to what and to whom a conditional access policy applies.
struct PolicyConditions {
    private var scope = PolicyScope()
    private var applications: [Bits128] = []
    private var excludedApplications: [Bits128] = []
    private var groups: [Bits128] = []
    private var excludedGroups: [Bits128] = []

    private init() {}

    /// The scope in the member `conditions` of a policy's object; nil where it says neither of applications
    /// nor of people.
    static func scope(
        of policy: SourceMembers, _ personal: inout PrivateText
    ) throws(Rejection) -> PolicyScope? {
        guard let conditions = try policy.object("conditions") else { return nil }
        let applications = try conditions.object("applications")
        let users = try conditions.object("users")
        guard applications != nil || users != nil else { return nil }
        var reading = PolicyConditions()
        if let applications {
            for word in try applications.texts("includeApplications") {
                reading.include(application: word, &personal)
            }
            for word in try applications.texts("excludeApplications") {
                reading.exclude(application: word, &personal)
            }
            reading.scope.userActions = Int64(
                try applications.texts("includeUserActions").count
                    + applications.texts("includeAuthenticationContextClassReferences").count)
            if Self.says(applications.member("applicationFilter")) { reading.scope.otherConditions += 1 }
        }
        if let users {
            for word in try users.texts("includeUsers") { reading.include(user: word) }
            for word in try users.texts("excludeUsers") { reading.exclude(user: word) }
            for word in try users.texts("includeGroups") { reading.include(group: word) }
            for word in try users.texts("excludeGroups") { reading.exclude(group: word) }
            reading.scope.roles = Int64(try users.texts("includeRoles").count)
            reading.scope.excludedRoles = Int64(try users.texts("excludeRoles").count)
            if users.member("includeGuestsOrExternalUsers") != nil { reading.scope.guests = true }
            if users.member("excludeGuestsOrExternalUsers") != nil { reading.scope.excludesGuests = true }
        }
        reading.scope.clientApps = try conditions.words("clientAppTypes", &personal)
        if let platforms = try conditions.object("platforms") {
            reading.scope.platforms = try platforms.words("includePlatforms", &personal)
            reading.scope.excludedPlatforms = try platforms.words("excludePlatforms", &personal)
        }
        for name in others where says(conditions.member(name)) { reading.scope.otherConditions += 1 }
        return reading.finished()
    }

    /// Conditions of which only the evidence tells more.
    private static let others: [StaticString] = [
        "locations", "devices", "deviceStates", "clientApplications", "authenticationFlows",
        "signInRiskLevels",
        "userRiskLevels", "servicePrincipalRiskLevels", "insiderRiskLevels", "agentIdRiskLevels", "times",
    ]

    /// Whether a condition has anything in it.
    private static func says(_ condition: JSONValue?) -> Bool {
        guard let condition, !condition.isNull else { return false }
        if let elements = condition.array { return !elements.isEmpty }
        guard let members = condition.object else {
            return condition.withStringBytes { !AbsentText.isAbsent($0) } ?? true
        }
        return members.contains { !PageMembers.isAnnotation($0.key, $0.value) && says($0.value) }
    }

    /// The scope in the member `Conditions` of a policy's older form, as far as it is known; nil where it
    /// says neither of applications nor of people. What stands there in another shape is left to the
    /// evidence.
    static func scope(ofDetail detail: JSONValue, _ personal: inout PrivateText) -> PolicyScope? {
        guard let conditions = detail["Conditions"] else { return nil }
        let applications = conditions["Applications"]
        let users = conditions["Users"]
        guard applications != nil || users != nil else { return nil }
        func words(_ list: JSONValue?, _ name: StaticString) -> [[UInt8]] {
            var out: [[UInt8]] = []
            for entry in list?.elements.map({ $0 }) ?? [] {
                out += entry[name]?.elements.compactMap(\.stringBytes) ?? []
            }
            return out
        }
        var reading = PolicyConditions()
        reading.scope.isPartial = true
        let included = applications?["Include"]
        let excluded = applications?["Exclude"]
        for word in words(included, "Applications") { reading.include(application: word, &personal) }
        for word in words(excluded, "Applications") { reading.exclude(application: word, &personal) }
        reading.scope.userActions = Int64(words(included, "Acrs").count)
        let people = users?["Include"]
        let others = users?["Exclude"]
        for word in words(people, "Users") { reading.include(user: word) }
        for word in words(others, "Users") { reading.exclude(user: word) }
        for word in words(people, "Groups") { reading.include(group: word) }
        for word in words(others, "Groups") { reading.exclude(group: word) }
        reading.scope.roles = Int64(words(people, "Roles").count)
        reading.scope.excludedRoles = Int64(words(others, "Roles").count)
        return reading.finished()
    }

    private mutating func include(application word: [UInt8], _ personal: inout PrivateText) {
        let text = ASCII.trimmed(word)
        if ASCII.equalIgnoringCase(text, "None") { return }
        if ASCII.equalIgnoringCase(text, "All") {
            scope.allApplications = true
        } else if let id = Self.id(text) {
            applications.append(id)
        } else if let set = Self.set(text, "includeApplications", &personal) {
            scope.applicationSets.append(set)
        } else {
            scope.otherApplications += 1
        }
    }

    private mutating func exclude(application word: [UInt8], _ personal: inout PrivateText) {
        let text = ASCII.trimmed(word)
        if ASCII.equalIgnoringCase(text, "None") { return }
        if let id = Self.id(text) {
            excludedApplications.append(id)
        } else if let set = Self.set(text, "excludeApplications", &personal) {
            scope.excludedApplicationSets.append(set)
        } else {
            scope.otherApplications += 1
        }
    }

    /// A person's id is personal: people are counted.
    private mutating func include(user word: [UInt8]) {
        let text = ASCII.trimmed(word)
        if ASCII.equalIgnoringCase(text, "None") { return }
        if ASCII.equalIgnoringCase(text, "All") {
            scope.allUsers = true
        } else if ASCII.equalIgnoringCase(text, "GuestsOrExternalUsers") {
            scope.guests = true
        } else {
            scope.users += 1
        }
    }

    private mutating func exclude(user word: [UInt8]) {
        let text = ASCII.trimmed(word)
        if ASCII.equalIgnoringCase(text, "None") { return }
        if ASCII.equalIgnoringCase(text, "GuestsOrExternalUsers") {
            scope.excludesGuests = true
        } else {
            scope.excludedUsers += 1
        }
    }

    private mutating func include(group word: [UInt8]) {
        if let id = Self.id(ASCII.trimmed(word)) { groups.append(id) } else { scope.otherGroups += 1 }
    }

    private mutating func exclude(group word: [UInt8]) {
        if let id = Self.id(ASCII.trimmed(word)) { excludedGroups.append(id) } else { scope.otherGroups += 1 }
    }

    private static func id(_ text: [UInt8]) -> Bits128? {
        guard let id = Bits128(guid: text), id != .zero else { return nil }
        return id
    }

    private static func set(
        _ text: [UInt8], _ name: String, _ personal: inout PrivateText
    ) -> ApplicationSet? {
        let set = personal.word(text, name, as: ApplicationSet.self)
        return set == .unrecognised ? nil : set
    }

    /// The scope, with each list within its bound.
    private func finished() -> PolicyScope {
        var out = scope
        for (ids, list) in [
            (applications, \PolicyScope.applications), (excludedApplications, \.excludedApplications),
        ] {
            let bounded = IDList.bounded(ids, to: PolicyScope.mostIDs)
            out[keyPath: list] = bounded.ids
            out.otherApplications += bounded.others
        }
        for (ids, list) in [(groups, \PolicyScope.groups), (excludedGroups, \.excludedGroups)] {
            let bounded = IDList.bounded(ids, to: PolicyScope.mostIDs)
            out[keyPath: list] = bounded.ids
            out.otherGroups += bounded.others
        }
        return out
    }
}
