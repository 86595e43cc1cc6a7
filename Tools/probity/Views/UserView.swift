import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// A person as another one reads it.
struct UserView {
    private let key: UserKey
    private let user: UserTimeline
    let state: UserState
    /// Of which sign-ins and enrolments a further factor is known.
    let factors: [FactorStanding]
    /// What the person has or had, as far as events tell.
    private let licences: [TenantLicences.Holding]
    /// The events that name the person, whatever they say; nil where none does up to the instant.
    private let mentions: PersonMentions?

    init(
        _ key: UserKey, _ user: UserTimeline, _ instant: Timestamp, _ licences: [TenantLicences.Holding],
        _ mentions: PersonMentions?
    ) {
        self.mentions = mentions
        self.key = key
        self.user = user
        state = user.state(asOf: instant)
        factors = user.factors(asOf: instant)
        self.licences = licences
    }

    private var positions: [GlobalPosition] {
        user.timeline.facts.map(\.position) + licences.map(\.isHeld.position)
    }
    private var occurrences: [(name: String, text: String, occurrence: Occurrence?)] {
        [
            ("lastGranted", "last sign-in granted", state.lastGranted),
            ("lastDenied", "last sign-in denied", state.lastDenied),
            ("lastFactorSatisfied", "last factor given", state.lastFactorSatisfied),
            ("lastFactorDenied", "last factor refused", state.lastFactorDenied),
            ("lastFactorTimedOut", "last factor not answered", state.lastFactorTimedOut),
        ]
    }

    /// The principal name: of the last sign-in, else as another event has it beside the person's id.
    private func name(_ reader: EvidenceReader) -> String? {
        reader.label(.userPrincipalName, among: positions) ?? mentions?.name(of: key.identity, reader)
    }

    func tell(_ reader: EvidenceReader, evidence: Bool) {
        Terminal.line("user \(key.identity)  tenant \(key.tenant.text)")
        if let name = name(reader) { Terminal.line("name \(Terminal.plain(name))") }
        if let label = reader.label(.displayName, among: positions) {
            Terminal.line("called \(Terminal.plain(label))")
        }
        if let mentions { Terminal.line(mentions.text) }
        Terminal.line("account \(state.isEnabled.map { $0 ? "enabled" : "disabled" } ?? "not known")")
        Terminal.line(
            "sign-ins \(state.granted) granted, \(state.denied) denied, \(state.interrupted) interrupted")
        let methods = state.methods.map(\.word) + (state.hasUnnamedMethod ? ["another"] : [])
        Terminal.line("methods \(methods.isEmpty ? "none known" : methods.joined(separator: ", "))")
        for (_, text, occurrence) in occurrences {
            if let occurrence {
                Terminal.line("\(text) \(occurrence.occurred) @\(occurrence.position.value)")
            }
        }
        tellFactors()
        if !state.devices.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["device", "first", "last", "events", "proof"],
                state.devices.map {
                    [
                        $0.device.text, $0.first.occurred.description, $0.last.occurred.description,
                        String($0.count),
                        "@\($0.last.position.value)",
                    ]
                })
        }
        if !licences.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["licence", "plan", "by group", "intune", "held", "since", "proof"],
                licences.map { licence in
                    [
                        licence.sku?.guidText ?? "not said", licence.plan?.guidText ?? "",
                        licence.group?.guidText ?? "",
                        licence.includesIntune.map { $0 ? "yes" : "no" } ?? "",
                        licence.isHeld.value ? "yes" : "no", licence.isHeld.since.description,
                        "@\(licence.isHeld.position.value)",
                    ]
                })
        }
        guard evidence else { return }
        for licence in licences { reader.tell(licence.isHeld.position, of: "licence") }
        for case (_, let text, let occurrence?) in occurrences {
            reader.tell(occurrence.position, of: text)
        }
    }

    func write(_ writer: inout JSONWriter, _ reader: EvidenceReader, evidence: Bool) {
        writer.beginObject()
        writer.key("user")
        writer.string(key.identity.description)
        writer.key("tenant")
        writer.string(key.tenant.text)
        for (name, label) in [
            ("userPrincipalName", name(reader)),
            ("displayName", reader.label(.displayName, among: positions)),
        ] {
            writer.key(name)
            if let label { writer.string(label) } else { writer.null() }
        }
        writer.key("events")
        writer.int64(Int64(mentions?.count ?? 0))
        writer.key("isEnabled")
        if let enabled = state.isEnabled { writer.bool(enabled) } else { writer.null() }
        for (name, count) in [
            ("granted", state.granted), ("denied", state.denied), ("interrupted", state.interrupted),
        ] {
            writer.key(name)
            writer.int64(Int64(count))
        }
        writer.key("methods")
        writer.beginArray()
        for method in state.methods { writer.string(method.word) }
        if state.hasUnnamedMethod { writer.string("another") }
        writer.endArray()
        for (name, _, occurrence) in occurrences {
            writer.key(name)
            guard let occurrence else {
                writer.null()
                continue
            }
            writer.beginObject()
            writer.key("occurred")
            writer.string(occurrence.occurred.description)
            writer.key("position")
            writer.uint64(occurrence.position.value)
            if evidence { reader.write(occurrence.position, &writer) }
            writer.endObject()
        }
        writer.key("hasIntuneLicence")
        if let has = state.hasIntuneLicence { writer.bool(has) } else { writer.null() }
        writer.key("factors")
        writer.beginArray()
        for standing in factors { standing.write(&writer) }
        writer.endArray()
        writer.key("devices")
        writer.beginArray()
        for use in state.devices {
            writer.beginObject()
            writer.key("device")
            writer.string(use.device.text)
            writer.key("first")
            writer.string(use.first.occurred.description)
            writer.key("last")
            writer.string(use.last.occurred.description)
            writer.key("count")
            writer.int64(Int64(use.count))
            writer.key("position")
            writer.uint64(use.last.position.value)
            writer.endObject()
        }
        writer.endArray()
        write(licences, &writer, reader, evidence: evidence)
        writer.endObject()
    }

    private func write(
        _ licences: [TenantLicences.Holding], _ writer: inout JSONWriter, _ reader: EvidenceReader,
        evidence: Bool
    ) {
        writer.key("licences")
        writer.beginArray()
        for licence in licences {
            writer.beginObject()
            for (name, id) in [("sku", licence.sku), ("plan", licence.plan), ("group", licence.group)] {
                writer.key(name)
                if let id { writer.string(id.guidText) } else { writer.null() }
            }
            for (name, flag) in [
                ("includesIntune", licence.includesIntune), ("includesPremium", licence.includesPremium),
                ("isHeld", licence.isHeld.value),
            ] {
                writer.key(name)
                if let flag { writer.bool(flag) } else { writer.null() }
            }
            writer.key("since")
            writer.string(licence.isHeld.since.description)
            writer.key("position")
            writer.uint64(licence.isHeld.position.value)
            if evidence { reader.write(licence.isHeld.position, &writer) }
            writer.endObject()
        }
        writer.endArray()
    }
}
