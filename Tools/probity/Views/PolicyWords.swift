import ComplianceState
import EventCatalogue
import LedgerModel

/// What a policy demands, as one event after the other says it; tells what each changed.
struct PolicyWords {
    private var parts: [(part: String, value: String)] = []

    /// What an event changed, from what its own record or an earlier event says that was before; and takes in
    /// what it says.
    mutating func change(_ change: RecordedChange, _ kind: PolicyKind) -> String {
        let data = PublicDataView(change.event)
        let isEnd = [PolicyEvents.deleted.type, CompliancePolicyEvents.deleted.type].contains(
            change.event.type)
        let before = kind == .access ? Self.access(data, isBefore: true) : []
        let after = kind == .access ? Self.access(data, isBefore: false) : Self.compliance(data)
        guard !isEnd else {
            parts = []
            return "deleted"
        }
        var out: [String] = []
        for (part, value) in after {
            let old = (before.first { $0.part == part } ?? parts.first { $0.part == part })?.value
            if let old, old.utf8.elementsEqual(value.utf8) { continue }
            out.append(old.map { "\(part) \($0) -> \(value)" } ?? "\(part) \(value)")
        }
        // An audit that says what was before and after says by silence that something is no more.
        for (part, value) in before where !after.contains(where: { $0.part == part }) && !after.isEmpty {
            out.append("\(part) \(value) -> none")
        }
        for (part, value) in after {
            parts.removeAll { $0.part == part }
            parts.append((part, value))
        }
        if after.isEmpty { return "not said" }
        return out.isEmpty ? "nothing that the ledger reads" : out.joined(separator: "; ")
    }

    private static func access(
        _ data: PublicDataView, isBefore: Bool
    ) -> [(part: String, value: String)] {
        var out: [(part: String, value: String)] = []
        if let state = data[isBefore ? PolicyEvents.stateBefore : PolicyEvents.state] {
            out.append(("state", state.word))
        }
        if let joined = data[isBefore ? PolicyEvents.operatorBefore : PolicyEvents.grantOperator] {
            out.append(("operator", joined.inWords))
        }
        if let controls = data[isBefore ? PolicyEvents.controlsBefore : PolicyEvents.controls] {
            out.append(("controls", controls.map(\.word).joined(separator: "+")))
        }
        if let scope = data[isBefore ? PolicyEvents.scopeBefore : PolicyEvents.scope] {
            let words = ScopeWords(scope)
            if let applications = words.applications { out.append(("applications", applications)) }
            if let people = words.people { out.append(("people", people)) }
            out += ScopeWords.clients(scope)
        }
        return out
    }

    private static func compliance(_ data: PublicDataView) -> [(part: String, value: String)] {
        var out: [(part: String, value: String)] = []
        if let version = data[CompliancePolicyEvents.version] { out.append(("version", String(version))) }
        if let platform = data[CompliancePolicyEvents.platform] { out.append(("platform", platform.word)) }
        if data[CompliancePolicyEvents.actions] != nil { out.append(("actions", ActionWords(data).text)) }
        if data[CompliancePolicyEvents.allUsers] != nil {
            out.append(("assigned", AssignmentWords(compliance: data).text))
        }
        return out
    }
}

extension ScopeWords {
    /// With which clients and operating systems, where a policy says so.
    static func clients(_ scope: PolicyScope) -> [(part: String, value: String)] {
        var out: [(part: String, value: String)] = []
        if !scope.clientApps.isEmpty {
            out.append(("clients", scope.clientApps.map(\.word).joined(separator: ", ")))
        }
        if !scope.platforms.isEmpty || !scope.excludedPlatforms.isEmpty {
            out.append(
                (
                    "platforms",
                    joined(scope.platforms.map(\.word), except: scope.excludedPlatforms.map(\.word))
                ))
        }
        return out
    }
}
