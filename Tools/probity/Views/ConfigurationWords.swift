import ComplianceState
import EventCatalogue
import LedgerModel

// What administrators configure, in words. Snapshots say how things stood when they were read.

extension GrantOperator {
    /// How many of the controls are demanded.
    var inWords: String {
        switch self {
        case .all: "all"
        case .any: "any"
        case .unrecognised: "unrecognised"
        }
    }
}

extension StateSnapshot {
    /// The events that say what is known, among which a name may stand.
    var sources: [GlobalPosition] {
        Set(states.flatMap { [$0.position, $0.confirmedPosition ?? $0.position] }).sorted()
    }
}

extension PolicyStanding {
    var sources: [GlobalPosition] { snapshot.sources }

    /// How the policy stands: its state, or of a compliance policy that it is there.
    var stateText: String {
        if isDeleted { return "deleted" }
        return kind == .access ? state?.word ?? "not said" : "present"
    }
}

extension ConnectionStanding {
    var sources: [GlobalPosition] { snapshot.sources }

    var stateText: String { state.map { $0.value.word(in: .connectionState) } ?? "not said" }

    /// Whether the partner is set up for an operating system; nil where nothing says it, and after the
    /// connection was deleted.
    func isSetUp(for platform: Platform) -> Bool? {
        switch self.platform(platform)?.value {
        case RegionValue(code: UInt16(RegionValue.Flag.yes.rawValue)): true
        case RegionValue(code: UInt16(RegionValue.Flag.no.rawValue)): false
        default: nil
        }
    }

    /// For whom the partner works, by operating system; nil where it was never read.
    var assignedText: String? {
        let parts = assignments.filter { $0.value != .deleted }.map { state in
            let word = state.value.word(in: state.region)
            return state.region.assignedPlatform.map { "\($0.word): \(word)" } ?? word
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension Region {
    /// The operating system of a region of assignments; nil for the one that names none.
    var assignedPlatform: Platform? {
        switch self {
        case .connectionAssignmentIOS: .iOS
        case .connectionAssignmentMacOS: .macOS
        case .connectionAssignmentAndroid: .android
        case .connectionAssignmentWindows: .windows
        default: nil
        }
    }
}

/// To what and to whom a policy applies.
struct ScopeWords {
    /// Nil for a compliance policy, and where it cannot be read.
    let applications: String?
    let people: String?

    /// - Parameter position: of the event that says it.
    init(_ position: GlobalPosition, _ kind: PolicyKind, _ reader: EvidenceReader) {
        guard let data = reader.data(position) else {
            applications = nil
            people = "not readable"
            return
        }
        switch kind {
        case .access:
            let scope = data[PolicyEvents.scope] ?? PolicyScope()
            applications = Self.applications(scope)
            people = Self.people(scope)
        case .compliance:
            applications = nil
            people = AssignmentWords(compliance: data).text
        }
    }

    init(_ scope: PolicyScope) {
        applications = Self.applications(scope)
        people = Self.people(scope)
    }

    private static func applications(_ scope: PolicyScope) -> String {
        var included: [String] = []
        if scope.allApplications { included.append("all") }
        included += scope.applicationSets.map(\.word)
        included += scope.applications.map(\.guidText)
        if scope.userActions > 0 { included.append(count(scope.userActions, "user action")) }
        if scope.otherApplications > 0 { included.append(count(scope.otherApplications, "other")) }
        let excluded = scope.excludedApplicationSets.map(\.word) + scope.excludedApplications.map(\.guidText)
        return joined(included, except: excluded)
    }

    private static func people(_ scope: PolicyScope) -> String {
        var included: [String] = []
        if scope.allUsers { included.append("all users") }
        if scope.guests { included.append("guests") }
        if scope.users > 0 { included.append(count(scope.users, "user")) }
        if !scope.groups.isEmpty { included.append(count(Int64(scope.groups.count), "group")) }
        if scope.roles > 0 { included.append(count(scope.roles, "role")) }
        if scope.otherGroups > 0 { included.append(count(scope.otherGroups, "other group")) }
        var excluded: [String] = []
        if scope.excludesGuests { excluded.append("guests") }
        if scope.excludedUsers > 0 { excluded.append(count(scope.excludedUsers, "user")) }
        if !scope.excludedGroups.isEmpty {
            excluded.append(count(Int64(scope.excludedGroups.count), "group"))
        }
        if scope.excludedRoles > 0 { excluded.append(count(scope.excludedRoles, "role")) }
        let text = joined(included, except: excluded)
        guard scope.otherConditions > 0 else { return text }
        return text + ", under " + count(scope.otherConditions, "further condition")
    }

    static func count(_ number: Int64, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }

    static func joined(_ included: [String], except excluded: [String]) -> String {
        let all = included.isEmpty ? "none" : included.joined(separator: ", ")
        return excluded.isEmpty ? all : all + " except " + excluded.joined(separator: ", ")
    }
}

/// To whom something is assigned by a device manager.
struct AssignmentWords {
    let text: String

    init(compliance data: PublicDataView) {
        self.init(
            data[CompliancePolicyEvents.allUsers], data[CompliancePolicyEvents.allDevices],
            data[CompliancePolicyEvents.groups], data[CompliancePolicyEvents.excludedGroups],
            data[CompliancePolicyEvents.others])
    }

    init(connection data: PublicDataView) {
        self.init(
            data[ConnectionEvents.allUsers], data[ConnectionEvents.allDevices], data[ConnectionEvents.groups],
            data[ConnectionEvents.excludedGroups], data[ConnectionEvents.others])
    }

    private init(
        _ allUsers: Bool?, _ allDevices: Bool?, _ groups: [Bits128]?, _ excluded: [Bits128]?, _ others: Int64?
    ) {
        var included: [String] = []
        if allUsers == true { included.append("all users") }
        if allDevices == true { included.append("all devices") }
        if let groups, !groups.isEmpty {
            included.append(
                (groups.count == 1 ? "group " : "groups ") + groups.map(\.guidText).joined(separator: ", "))
        }
        if let others, others > 0 { included.append(ScopeWords.count(others, "other target")) }
        let some = excluded ?? []
        text = ScopeWords.joined(
            included,
            except: some.isEmpty
                ? []
                : [(some.count == 1 ? "group " : "groups ") + some.map(\.guidText).joined(separator: ", ")])
    }
}

/// What a compliance policy does about devices that are not compliant.
struct ActionWords {
    let blockAfterHours: Int64?
    let text: String

    /// - Parameter position: of the event that says it.
    init(_ position: GlobalPosition, _ reader: EvidenceReader) { self.init(reader.data(position)) }

    /// - Parameter data: nil where it cannot be read.
    init(_ data: PublicDataView?) {
        blockAfterHours = data?[CompliancePolicyEvents.blockAfterHours]
        guard let data else {
            text = "not readable"
            return
        }
        let actions = data[CompliancePolicyEvents.actions] ?? []
        text =
            actions.isEmpty
            ? "none"
            : actions.map { action in
                (action.action?.word ?? "not said") + (action.graceHours.map { " after \($0) h" } ?? "")
            }.joined(separator: ", ")
    }
}
