import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// A tenant as an administrator reads it.
struct TenantView {
    private let key: TenantKey
    private let tenant: TenantTimeline
    private let instant: Timestamp
    private let deviceCount: Int
    private let compliantCount: Int
    private let notCompliantCount: Int
    private let userCount: Int

    init(_ key: TenantKey, _ tenant: TenantTimeline, _ fold: LedgerFold, _ instant: Timestamp) {
        self.key = key
        self.tenant = tenant
        self.instant = instant
        var devices = 0
        var compliant = 0
        var notCompliant = 0
        fold.forEachDevice { device in
            guard device.key.tenant == key, device.facts.contains(where: { $0.occurred <= instant }) else {
                return
            }
            devices += 1
            switch device.state(asOf: instant).isCompliantObserved {
            case true: compliant += 1
            case false: notCompliant += 1
            case nil: break
            }
        }
        deviceCount = devices
        compliantCount = compliant
        notCompliantCount = notCompliant
        userCount = fold.users().keys.filter { $0.tenant == key }.count
    }

    private var policies: [(policy: Bits128, content: PolicyContent)] {
        tenant.policies.compactMap { policy in policy.content(asOf: instant).map { (policy.policy, $0) } }
    }

    func tell(_ reader: EvidenceReader, evidence: Bool) {
        Terminal.line("tenant \(key.text)")
        Terminal.line(
            "events \(tenant.counts.events), \(tenant.counts.firstOccurred) to \(tenant.counts.lastOccurred)")
        Terminal.line(
            "devices \(deviceCount): \(compliantCount) seen compliant, \(notCompliantCount) seen not compliant, "
                + "\(deviceCount - compliantCount - notCompliantCount) not determinable")
        Terminal.line("users \(userCount)")
        for (family, count) in tenant.counts.families.sorted(by: {
            $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }) {
            Terminal.line("  \(family) \(count)")
        }
        if !policies.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["policy", "name", "state", "operator", "controls", "since", "proof"],
                policies.map { policy, content in
                    [
                        policy.guidText, reader.label(.policyNames, among: [content.interval.position]) ?? "",
                        content.isDeleted ? "deleted" : content.state?.word ?? "not said",
                        content.grantOperator?.word ?? "",
                        content.controls?.map(\.word).joined(separator: "+") ?? "",
                        content.interval.from.description, "@\(content.interval.position.value)",
                    ]
                })
        }
        if !tenant.applications.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["application", "region", "value", "since", "proof"],
                tenant.applications.flatMap { app in
                    app.timeline.state(asOf: instant).states.map { state in
                        [
                            app.application.guidText, state.region.word, state.value.word(in: state.region),
                            state.since.description, "@\(state.position.value)",
                        ]
                    }
                })
        }
        guard evidence else { return }
        for (policy, content) in policies {
            Terminal.line("")
            Terminal.line("evidence of policy \(policy.guidText), @\(content.interval.position.value)")
            let bytes = reader.evidence(content.interval.position)
            Terminal.line(
                bytes.map { Terminal.plain(String(decoding: $0, as: UTF8.self)) }
                    ?? "the event is its own evidence")
        }
    }

    func write(_ writer: inout JSONWriter, _ reader: EvidenceReader, evidence: Bool) {
        writer.beginObject()
        writer.key("tenant")
        writer.string(key.text)
        for (name, count) in [
            ("events", tenant.counts.events), ("devices", deviceCount), ("compliant", compliantCount),
            ("notCompliant", notCompliantCount), ("users", userCount),
        ] {
            writer.key(name)
            writer.int64(Int64(count))
        }
        writer.key("first")
        writer.string(tenant.counts.firstOccurred.description)
        writer.key("last")
        writer.string(tenant.counts.lastOccurred.description)
        writer.key("families")
        writer.beginObject()
        for (family, count) in tenant.counts.families.sorted(by: {
            $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }) {
            writer.key(family)
            writer.int64(Int64(count))
        }
        writer.endObject()
        writer.key("policies")
        writer.beginArray()
        for (policy, content) in policies {
            writer.beginObject()
            writer.key("policy")
            writer.string(policy.guidText)
            writer.key("state")
            writer.string(content.isDeleted ? "deleted" : content.state?.word ?? "notSaid")
            writer.key("operator")
            if let joined = content.grantOperator { writer.string(joined.word) } else { writer.null() }
            writer.key("controls")
            writer.beginArray()
            for control in content.controls ?? [] { writer.string(control.word) }
            writer.endArray()
            writer.key("since")
            writer.string(content.interval.from.description)
            writer.key("position")
            writer.uint64(content.interval.position.value)
            if evidence { reader.write(content.interval.position, &writer) }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
