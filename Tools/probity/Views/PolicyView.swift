import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// A policy as an administrator reads it: how it was last seen, and each change.
struct PolicyView {
    private let policy: PolicyTimeline
    private let standing: PolicyStanding?
    private let changes: [RecordedChange]
    private let reader: EvidenceReader

    init(_ policy: PolicyTimeline, _ instant: Timestamp, _ reader: EvidenceReader) throws {
        self.policy = policy
        self.reader = reader
        standing = PolicyStanding(policy, asOf: instant)
        let known = policy.timeline.prefix(asOf: instant)
        changes = try RecordedChange.all(known.facts.map(\.position), beginning: known, reader)
    }

    private var name: String? {
        let sources = changes.map(\.event.position) + (standing?.sources ?? [])
        return reader.label(.policyNames, among: sources) ?? reader.label(.targetName, among: sources)
    }

    func tell(evidence: Bool) {
        Terminal.line("policy \(policy.policy.guidText)  tenant \(policy.tenant.text)")
        Terminal.line("kind   \(policy.kind.rawValue)")
        if let name { Terminal.line("name   \(Terminal.plain(name))") }
        guard let standing else { return Terminal.line("nothing was known of it at this instant") }
        Terminal.line("")
        Terminal.table(["part", "value", "since", "last seen", "proof"], rows(standing))
        Terminal.line("")
        Terminal.line("history")
        var before = PolicyWords()
        Terminal.table(
            ["occurred", "event", "by", "change", "proof"],
            changes.map { change in
                let text = before.change(change, policy.kind)
                return [
                    change.event.occurred.instant.description, change.event.type.description,
                    change.actorText(reader), text, "@\(change.event.position.value)",
                ]
            })
        if evidence { for change in changes { change.tellEvidence(reader) } }
    }

    private func rows(_ standing: PolicyStanding) -> [[String]] {
        func row(_ part: String, _ value: String, _ state: RegionState) -> [String] {
            [
                part, value, state.since.description, state.confirmed?.description ?? "",
                "@\(state.position.value)",
            ]
        }
        var out: [[String]] = []
        if let state = standing.standing {
            out.append(row("state", standing.stateText, state))
            if !standing.isDeleted {
                if let joined = standing.grantOperator { out.append(row("operator", joined.inWords, state)) }
                if let controls = standing.controls {
                    out.append(row("controls", controls.map(\.word).joined(separator: "+"), state))
                }
                if let platform = standing.platform { out.append(row("platform", platform.word, state)) }
                if let version = reader.data(state.position)?[CompliancePolicyEvents.version],
                    standing.kind == .compliance
                {
                    out.append(row("version", String(version), state))
                }
            }
        }
        if let actions = standing.actions {
            out.append(row("actions", ActionWords(actions.position, reader).text, actions))
        }
        if let state = standing.scope {
            let words = ScopeWords(state.position, standing.kind, reader)
            if let applications = words.applications { out.append(row("applications", applications, state)) }
            if let people = words.people {
                out.append(row(standing.kind == .access ? "people" : "assigned", people, state))
            }
            if standing.kind == .access, let scope = reader.data(state.position)?[PolicyEvents.scope] {
                out += ScopeWords.clients(scope).map { row($0.part, $0.value, state) }
            }
        }
        return out
    }

    func write(_ writer: inout JSONWriter, evidence: Bool) {
        writer.beginObject()
        writer.key("policy")
        writer.string(policy.policy.guidText)
        writer.key("tenant")
        writer.string(policy.tenant.text)
        writer.key("kind")
        writer.string(policy.kind.rawValue)
        writer.key("name")
        if let name { writer.string(name) } else { writer.null() }
        writer.key("standing")
        if let standing { standing.write(&writer, reader) } else { writer.null() }
        writer.key("history")
        writer.beginArray()
        for change in changes { change.write(&writer, reader, evidence: evidence) }
        writer.endArray()
        writer.endObject()
    }
}

extension PolicyStanding {
    /// Writes the policy as it was last seen, with the positions that say so.
    func write(_ writer: inout JSONWriter, _ reader: EvidenceReader) {
        writer.beginObject()
        writer.key("state")
        writer.string(stateText)
        writer.key("operator")
        if let grantOperator { writer.string(grantOperator.inWords) } else { writer.null() }
        writer.key("controls")
        writer.beginArray()
        for control in controls ?? [] { writer.string(control.word) }
        writer.endArray()
        writer.key("platform")
        if let platform { writer.string(platform.word) } else { writer.null() }
        if let standing { standing.writePlace(&writer) }
        writer.key("scope")
        writePart(scope, &writer) { state, writer in
            guard let data = reader.data(state.position) else { return }
            if kind == .access {
                if let scope = data[PolicyEvents.scope] { PublicDataJSON.write(scope, to: &writer) }
            } else {
                PublicDataJSON.write(
                    Self.assignments(data).encoded.bytes, of: CompliancePolicyEvents.observed, to: &writer)
            }
        }
        writer.key("actions")
        writePart(actions, &writer) { state, writer in
            guard let data = reader.data(state.position) else { return }
            var said = PublicData()
            said.set(CompliancePolicyEvents.actions, data[CompliancePolicyEvents.actions])
            said.set(CompliancePolicyEvents.blockAfterHours, data[CompliancePolicyEvents.blockAfterHours])
            PublicDataJSON.write(said.encoded.bytes, of: CompliancePolicyEvents.observed, to: &writer)
        }
        writer.endObject()
    }

    private static func assignments(_ data: PublicDataView) -> PublicData {
        var said = PublicData()
        said.set(CompliancePolicyEvents.allUsers, data[CompliancePolicyEvents.allUsers])
        said.set(CompliancePolicyEvents.allDevices, data[CompliancePolicyEvents.allDevices])
        said.set(CompliancePolicyEvents.groups, data[CompliancePolicyEvents.groups])
        said.set(CompliancePolicyEvents.excludedGroups, data[CompliancePolicyEvents.excludedGroups])
        said.set(CompliancePolicyEvents.others, data[CompliancePolicyEvents.others])
        return said
    }

    private func writePart(
        _ state: RegionState?, _ writer: inout JSONWriter,
        _ members: (RegionState, inout JSONWriter) -> Void
    ) {
        guard let state else { return writer.null() }
        writer.beginObject()
        members(state, &writer)
        state.writePlace(&writer)
        writer.endObject()
    }
}

extension RegionState {
    /// Since when, when it was last seen, and what proves it.
    func writePlace(_ writer: inout JSONWriter) {
        writer.key("since")
        writer.string(since.description)
        writer.key("lastSeen")
        if let confirmed { writer.string(confirmed.description) } else { writer.null() }
        writer.key("position")
        writer.uint64(position.value)
    }
}
