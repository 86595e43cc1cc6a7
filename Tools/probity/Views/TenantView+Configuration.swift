import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

extension TenantView {
    /// Compliance policies, partners' connections and licences, as they were last seen.
    func tellConfigured(_ reader: EvidenceReader) {
        if !compliancePolicies.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["compliance policy", "name", "state", "platform", "actions", "assigned", "since", "proof"],
                compliancePolicies.compactMap { policy in
                    guard let standing = policy.standing else { return nil }
                    return [
                        policy.policy.guidText, reader.label(.policyNames, among: policy.sources) ?? "",
                        policy.stateText, policy.platform?.word ?? "",
                        policy.actions.map { ActionWords($0.position, reader).text } ?? "",
                        policy.scope.flatMap { ScopeWords($0.position, .compliance, reader).people } ?? "",
                        standing.since.description, "@\(standing.position.value)",
                    ]
                })
        }
        if !connections.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["connection", "name", "kind", "state", "last heartbeat", "assigned", "since", "proof"],
                connections.compactMap { connection in
                    guard let standing = connection.standing else { return nil }
                    return [
                        connection.connection.guidText,
                        reader.label(.targetName, among: connection.sources) ?? "",
                        connection.kind?.word ?? "", connection.stateText,
                        connection.lastHeartbeat?.description ?? "", connection.assignedText ?? "",
                        standing.since.description, "@\(standing.position.value)",
                    ]
                })
        }
        if !subscriptions.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["licence", "name", "status", "enabled", "consumed", "plans", "since", "last seen", "proof"],
                subscriptions.map { subscription in
                    let state = subscription.state
                    let data = reader.data(state.position)
                    func number(_ field: PublicField<Int64>) -> String { data?[field].map { "\($0)" } ?? "" }
                    return [
                        subscription.sku.guidText, reader.label(.targetName, among: [state.position]) ?? "",
                        state.value.word(in: .subscription), number(SubscriptionEvents.enabled),
                        number(SubscriptionEvents.consumed), Self.plans(data), state.since.description,
                        state.confirmed?.description ?? "", "@\(state.position.value)",
                    ]
                })
        }
    }

    private static func plans(_ data: PublicDataView?) -> String {
        var out: [String] = []
        if data?[SubscriptionEvents.includesIntune] == true { out.append("Intune") }
        if data?[SubscriptionEvents.includesPremium] == true { out.append("premium directory") }
        return out.joined(separator: ", ")
    }

    /// The same, as members.
    func writeConfigured(_ writer: inout JSONWriter, _ reader: EvidenceReader, evidence: Bool) {
        func string(_ key: String, _ value: String?, _ writer: inout JSONWriter) {
            writer.key(key)
            if let value { writer.string(value) } else { writer.null() }
        }
        writer.key("compliancePolicies")
        writer.beginArray()
        for policy in compliancePolicies {
            writer.beginObject()
            string("policy", policy.policy.guidText, &writer)
            string("name", reader.label(.policyNames, among: policy.sources), &writer)
            writer.key("standing")
            policy.write(&writer, reader)
            if evidence, let standing = policy.standing { reader.write(standing.position, &writer) }
            writer.endObject()
        }
        writer.endArray()
        writer.key("connections")
        writer.beginArray()
        for connection in connections {
            writer.beginObject()
            string("connection", connection.connection.guidText, &writer)
            string("name", reader.label(.targetName, among: connection.sources), &writer)
            string("kind", connection.kind?.word, &writer)
            string("state", connection.stateText, &writer)
            string("lastHeartbeat", connection.lastHeartbeat?.description, &writer)
            string("assigned", connection.assignedText, &writer)
            if let standing = connection.standing {
                standing.writePlace(&writer)
                if evidence { reader.write(standing.position, &writer) }
            }
            writer.endObject()
        }
        writer.endArray()
        writer.key("licences")
        writer.beginArray()
        for subscription in subscriptions {
            let state = subscription.state
            writer.beginObject()
            string("name", reader.label(.targetName, among: [state.position]), &writer)
            if let event = try? reader.ledger.event(at: state.position) {
                PublicDataJSON.write(event, to: &writer)
            }
            state.writePlace(&writer)
            if evidence { reader.write(state.position, &writer) }
            writer.endObject()
        }
        writer.endArray()
    }
}
