import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

extension TenantView {
    /// What was said of licences: what the tenant subscribed to, how many of each plan it can assign, and
    /// what people hold; each with the event that says so last.
    func tellLicences(_ reader: EvidenceReader, evidence: Bool) {
        guard let licences else { return }
        func tell(_ title: String, _ plans: [TenantLicences.Plan]) {
            guard !plans.isEmpty else { return }
            Terminal.line("")
            Terminal.table(
                [
                    title, "name", "plan", "status", "enabled", "consumed", "includes", "change", "since",
                    "proof",
                ],
                plans.map { plan in
                    [
                        plan.sku?.guidText ?? "",
                        reader.label(.targetName, among: [plan.last.position]) ?? "",
                        plan.plan?.guidText ?? "", plan.status?.word ?? "", Self.text(plan.enabled),
                        Self.text(plan.consumed), Self.included(plan.includesIntune, plan.includesPremium),
                        plan.change?.word ?? "", plan.last.since.description, "@\(plan.last.position.value)",
                    ]
                })
        }
        tell("subscription", licences.subscriptions)
        tell("licence to assign", licences.plans)
        let held = licences.held
        if !held.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["licence of people", "plan", "people", "includes", "last", "since", "proof"],
                held.map { held in
                    [
                        held.sku?.guidText ?? "", held.plan?.guidText ?? "", "\(held.people)",
                        Self.included(held.includesIntune, held.includesPremium),
                        held.last.value ? "assigned" : "removed", held.last.since.description,
                        "@\(held.last.position.value)",
                    ]
                })
        }
        guard evidence else { return }
        let places =
            (licences.subscriptions + licences.plans).map(\.last.position) + held.map(\.last.position)
        for position in places { reader.tell(position, of: "licence") }
    }

    private static func text(_ number: Int64?) -> String { number.map { "\($0)" } ?? "" }

    private static func included(_ intune: Bool?, _ premium: Bool?) -> String {
        [intune == true ? "Intune" : nil, premium == true ? "premium directory" : nil].compactMap { $0 }
            .joined(separator: ", ")
    }

    /// The same, as the member `licencesTold`; null where nothing was said.
    func writeLicences(_ writer: inout JSONWriter, _ reader: EvidenceReader, evidence: Bool) {
        writer.key("licencesTold")
        guard let licences else { return writer.null() }
        writer.beginObject()
        for (name, count) in [
            ("people", licences.licensed), ("withIntune", licences.withIntune),
            ("withPremium", licences.withPremium),
        ] {
            writer.key(name)
            writer.int64(Int64(count))
        }
        for (name, plans) in [("subscriptions", licences.subscriptions), ("plans", licences.plans)] {
            writer.key(name)
            writer.beginArray()
            for plan in plans {
                writer.beginObject()
                Self.write("sku", plan.sku?.guidText, &writer)
                Self.write("plan", plan.plan?.guidText, &writer)
                Self.write("name", reader.label(.targetName, among: [plan.last.position]), &writer)
                Self.write("status", plan.status?.word, &writer)
                Self.write("enabled", plan.enabled, &writer)
                Self.write("consumed", plan.consumed, &writer)
                Self.write("includesIntune", plan.includesIntune, &writer)
                Self.write("includesPremium", plan.includesPremium, &writer)
                Self.write("change", plan.change?.word, &writer)
                Self.write(plan.last, &writer)
                if evidence { reader.write(plan.last.position, &writer) }
                writer.endObject()
            }
            writer.endArray()
        }
        writer.key("held")
        writer.beginArray()
        for held in licences.held {
            writer.beginObject()
            Self.write("sku", held.sku?.guidText, &writer)
            Self.write("plan", held.plan?.guidText, &writer)
            Self.write("people", Int64(held.people), &writer)
            Self.write("includesIntune", held.includesIntune, &writer)
            Self.write("includesPremium", held.includesPremium, &writer)
            Self.write("last", held.last.value ? "assigned" : "removed", &writer)
            Self.write(held.last, &writer)
            if evidence { reader.write(held.last.position, &writer) }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ name: String, _ value: String?, _ writer: inout JSONWriter) {
        writer.key(name)
        if let value { writer.string(value) } else { writer.null() }
    }

    private static func write(_ name: String, _ value: Int64?, _ writer: inout JSONWriter) {
        writer.key(name)
        if let value { writer.int64(value) } else { writer.null() }
    }

    private static func write(_ name: String, _ value: Bool?, _ writer: inout JSONWriter) {
        writer.key(name)
        if let value { writer.bool(value) } else { writer.null() }
    }

    private static func write<Value>(_ dated: Dated<Value>, _ writer: inout JSONWriter) {
        writer.key("since")
        writer.string(dated.since.description)
        writer.key("position")
        writer.uint64(dated.position.value)
    }
}
