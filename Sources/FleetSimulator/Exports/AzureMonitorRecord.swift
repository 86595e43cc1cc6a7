import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes a record in the envelope of Azure Monitor.
struct AzureMonitorRecord {
    let context: RecordContext
    /// When it was delivered; a record delivered again differs in nothing else.
    let time: Timestamp

    /// The record of a fact; nil for what no log of the directory shows.
    static func bytes(
        of fact: SimulatedFact, _ version: Delivery.Version, at time: Timestamp, in fleet: Fleet
    ) -> [UInt8]? {
        guard let delivery = Delivery(fact) else { return nil }
        let context = RecordContext(fleet, fact, delivery, isGraph: false, version: version)
        return AzureMonitorRecord(context: context, time: time).bytes()
    }

    private func bytes() -> [UInt8] {
        var json = JSONWriter()
        let tenant = context.tenant
        json.beginObject()
        json.member("time", SourceText.instant(time))
        json.member("resourceId", "/tenants/\(tenant.id.guidText)/providers/Microsoft.aadiam")
        switch context.fact.content {
        case .signIn(let row): signIn(row, &json)
        case .change(let change): self.change(change, &json)
        case .report, .step: break
        }
        json.endObject()
        return json.bytes
    }

    private func signIn(_ row: SimulatedSignIn, _ json: inout JSONWriter) {
        json.member("operationName", "Sign-in activity")
        json.member("operationVersion", "1.0")
        json.member("category", row.isInteractive ? "SignInLogs" : "NonInteractiveUserSignInLogs")
        json.member("tenantId", context.tenant.id)
        json.member("resultType", String(row.errorCode))
        json.member("resultSignature", "None")
        if let reason = row.failureReason { json.member("resultDescription", reason) }
        json.member("durationMs", 0)
        json.member(
            "callerIpAddress",
            context.fleet.text(of: row.address, person: context.person, tenant: context.tenant))
        json.member("correlationId", context.fact.correlation)
        json.member("identity", context.person.displayName)
        json.member("Level", 4)
        json.member("location", context.person.place.country)
        json.key("properties")
        SignInRecord(context: context, row: row).write(&json)
    }

    private func change(_ change: DirectoryChange, _ json: inout JSONWriter) {
        json.member("operationName", change.title)
        json.member("operationVersion", "1.0")
        json.member("category", "AuditLogs")
        json.member("tenantId", context.tenant.id)
        json.member("resultSignature", "None")
        json.member("durationMs", 0)
        json.member("correlationId", context.fact.correlation)
        json.member("Level", "4")
        json.key("properties")
        AuditRecord(context: context, change: change).write(&json)
    }
}
