import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// A device as one person reads it.
struct DeviceView {
    let device: DeviceTimeline
    let state: DeviceState
    let aliases: [DeviceAlias]
    let decisions: [AccessDecision]
    let sources: SourceNote
    /// That its manager's inventories go on without it.
    let absence: InventoryAbsence?
    /// Which managers have it, each for itself.
    let standing: ManagerStanding
    let conclusions: DeviceConclusions
    /// The further factors of its users, by the record that tells of the sign-in.
    let factors: [RecordKey: FactorStanding]

    /// What had happened by the instant asked for.
    private var positions: [GlobalPosition] {
        device.facts.filter { $0.occurred <= state.snapshot.instant }.map(\.position)
    }

    /// The first of the ids that the device had by the instant asked for.
    var key: DeviceKey { aliases.map(\.key).min() ?? device.key }

    func tell(_ reader: EvidenceReader, evidence: Bool) {
        Terminal.line("device \(key.text)  tenant \(key.tenant.text)")
        for (name, field) in [("name", PersonalField.deviceName), ("serial", .serialNumber)] {
            if let label = reader.label(field, among: positions) {
                Terminal.line("\(name)   \(Terminal.plain(label))")
            }
        }
        tellInventory(reader)
        tellMissingDirectory()
        tellUnjoined(reader)
        Terminal.line("")
        tellAliases(reader)
        Terminal.line("")
        Terminal.table(
            ["region", "value", "since", "last said", "witness of since", "proof (since, last)"],
            state.snapshot.states.map { region in
                [
                    region.region.word, text(region), since(region),
                    lastSaid(region),
                    told(region), proof(region),
                ]
            })
        if state.snapshot.states.isEmpty {
            Terminal.line(
                device.facts.first.map {
                    "nothing had happened to it yet at this instant, by what was known: the first is of "
                        + "\($0.occurred) @\($0.position.value)"
                } ?? "nothing was known of it at this instant")
        }
        sources.tell(state.snapshot)
        tellSilence(reader)
        tellAbsence()
        tellEnding()
        tellReturn()
        conclusions.tellNotes()
        Terminal.line("")
        WitnessTable(
            device, asOf: state.snapshot.instant, decisions, reader, sources,
            concluded: conclusions.sentences
        ).tell()
        Terminal.line("")
        Terminal.line("history")
        Terminal.table(
            ["from", "to", "region", "value", "proof"],
            device.intervals.sorted { ($0.from, $0.position) < ($1.from, $1.position) }
                .filter { $0.from <= state.snapshot.instant }
                .map { interval in
                    [
                        interval.from.description + beginning(interval), endText(interval),
                        interval.region.word,
                        text(interval) + lastHeard(interval) + manager(interval),
                        "@\(interval.position.value)",
                    ]
                })
        if !decisions.isEmpty {
            Terminal.line("")
            Terminal.line("access, the last \(min(20, decisions.count)) of \(decisions.count)")
            Terminal.table(
                ["occurred", "outcome", "basis", "code", "app", "compliant", "factor", "proof"],
                decisions.suffix(20).map { decision in
                    [
                        decision.occurred.description, "\(decision.outcome)", decision.basis?.word ?? "",
                        decision.errorCode.map { String($0) } ?? "", decision.application?.guidText ?? "",
                        decision.deviceIsCompliant.map { $0 ? "yes" : "no" } ?? "not said",
                        factors[decision.recordKey]?.text ?? "",
                        "@\(decision.position.value)",
                    ]
                })
        }
        guard evidence else { return }
        for region in state.snapshot.states {
            reader.tell(region.position, of: region.region.word)
        }
    }

    func write(_ writer: inout JSONWriter, _ reader: EvidenceReader, evidence: Bool) {
        writer.beginObject()
        writer.key("device")
        writer.string(key.text)
        writer.key("tenant")
        writer.string(key.tenant.text)
        writer.key("ids")
        writer.beginArray()
        for alias in aliases { writer.string(alias.key.text) }
        writer.endArray()
        writeAliases(&writer, reader)
        writeInventory(&writer, reader)
        WitnessTable(
            device, asOf: state.snapshot.instant, decisions, reader, sources,
            concluded: conclusions.sentences
        ).write(&writer)
        conclusions.write(&writer)
        writeSilence(&writer, reader)
        writeAbsence(&writer)
        writeEnding(&writer)
        for (name, field) in [("name", PersonalField.deviceName), ("serialNumber", .serialNumber)] {
            writer.key(name)
            if let label = reader.label(field, among: positions) {
                writer.string(label)
            } else {
                writer.null()
            }
        }
        writer.key("state")
        writer.beginArray()
        for region in state.snapshot.states {
            writer.beginObject()
            writer.key("region")
            writer.string(region.region.word)
            writer.key("value")
            writer.string(region.value.word(in: region.region))
            if let object = region.namedObject {
                writer.key("object")
                writer.string(object.guidText)
            }
            writer.key("since")
            writer.string(region.since.description)
            write(datedBy: region.isInferred ? nil : dating(region), &writer)
            writer.key("isInferred")
            writer.bool(region.isInferred)
            writer.key("lastSaid")
            if !region.isInferred, let confirmed = region.confirmed {
                writer.string(confirmed.description)
            } else {
                writer.null()
            }
            writer.key("lastPosition")
            if !region.isInferred, let last = region.confirmedPosition {
                writer.uint64(last.value)
            } else {
                writer.null()
            }
            writer.key("witness")
            let witness = told(region)
            if witness.isEmpty { writer.null() } else { writer.string(witness) }
            writer.key("position")
            writer.uint64(region.position.value)
            sources.write(region, of: state.snapshot, &writer)
            writer.key("isDeterminable")
            writer.bool(!sources.isOpen(region))
            if evidence { reader.write(region.position, &writer) }
            writer.endObject()
        }
        writer.endArray()
        writer.key("history")
        writer.beginArray()
        for interval in device.intervals where interval.from <= state.snapshot.instant {
            writer.beginObject()
            writer.key("region")
            writer.string(interval.region.word)
            writer.key("value")
            writer.string(interval.value.word(in: interval.region))
            writer.key("from")
            writer.string(interval.from.description)
            writer.key("to")
            if let to = end(interval) { writer.string(to.description) } else { writer.null() }
            write(datedBy: interval.isInferred ? nil : dating(interval), &writer)
            writer.key("isInferred")
            writer.bool(interval.isInferred)
            writer.key("source")
            if let source = sources.source(of: interval.position) {
                writer.string(source)
            } else {
                writer.null()
            }
            writer.key("endedBy")
            if let cause = endCause(interval) { writer.string(cause) } else { writer.null() }
            writer.key("object")
            if let object = interval.namedObject { writer.string(object.guidText) } else { writer.null() }
            writer.key("position")
            writer.uint64(interval.position.value)
            writer.endObject()
        }
        writer.endArray()
        writer.key("access")
        writer.beginArray()
        for decision in decisions { decision.write(&writer, factors[decision.recordKey]) }
        writer.endArray()
        writer.endObject()
    }

    /// How an interval began, where it is not said to have begun then.
    private func beginning(_ interval: Interval) -> String {
        interval.isInferred ? " (fell due)" : dating(interval).suffix
    }

    /// Since when it holds; only seen by then, where it is told by somebody who looked.
    private func since(_ region: RegionState) -> String {
        region.since.description
            + (region.isInferred ? " (fell due)" : dating(region).suffix)
    }

    /// When it was last said; nothing says what was concluded.
    private func lastSaid(_ region: RegionState) -> String {
        guard !region.isInferred, let confirmed = region.confirmed else { return "" }
        let isBound = region.confirmedPosition.map {
            sources.dating(region.region, since: confirmed, at: $0, of: device) == .atTheLatest
        }
        return confirmed.description + (isBound == true ? Dating.atTheLatest.suffix : "")
    }

    /// The events that say so first and last.
    private func proof(_ region: RegionState) -> String {
        let first = sources.telling(region, region.since, region.position, of: device)
        guard !region.isInferred, let confirmed = region.confirmed, let position = region.confirmedPosition
        else { return "@\(first.value)" }
        let last = sources.telling(region, confirmed, position, of: device)
        return first == last ? "@\(first.value)" : "@\(first.value) @\(last.value)"
    }

    func dating(_ region: RegionState) -> Dating {
        sources.dating(region.region, since: region.since, at: region.position, of: device)
    }

    private func dating(_ interval: Interval) -> Dating {
        sources.dating(interval.region, since: interval.from, at: interval.position, of: device)
    }

    /// Writes by what a beginning is dated; nil for what was concluded.
    func write(datedBy dating: Dating?, _ writer: inout JSONWriter) {
        writer.key("datedBy")
        writer.string(dating?.rawValue ?? "rule")
        writer.key("isFirstSeen")
        writer.bool(dating == .firstSeen)
        writer.key("isAsRecorded")
        writer.bool(dating == .recorded)
    }

    /// When a value ended; at the latest, where what came after it was only seen by then.
    private func endText(_ interval: Interval) -> String {
        guard let to = end(interval) else { return "" }
        switch endCause(interval) {
        case "objectDeleted": return to.description + " (object deleted)"
        case "fellDue":
            let isOpen = state.contacts.contains {
                $0.object == interval.object && $0.since == to && sources.isOpen($0)
            }
            return to.description + (isOpen ? " (not known from then)" : " (silent from then)")
        default: break
        }
        let isBound = interval.endPosition.map { sources.dating(of: $0).isBound } ?? false
        return to.description + (isBound ? " (at the latest)" : "")
    }

    /// When a value ended, up to the instant asked for: with the directory object that it was said of, at the
    /// latest.
    private func end(_ interval: Interval) -> Timestamp? {
        let ends = [interval.to, device.deletion(after: interval)?.from].compactMap { $0 }
        return ends.min().flatMap { $0 <= state.snapshot.instant ? $0 : nil }
    }

    /// `objectDeleted` where a value went with its directory object, `fellDue` where a silence followed by
    /// its rule, `said` where somebody said another one; nil while it lasts.
    private func endCause(_ interval: Interval) -> String? {
        guard let to = end(interval) else { return nil }
        if interval.to != to { return "objectDeleted" }
        return interval.region == .contact && interval.endPosition == interval.confirmedPosition
            ? "fellDue" : "said"
    }

    private func text(_ region: RegionState) -> String {
        sources.isOpen(region)
            ? Self.openSilence
            : text(region.value, in: region.region, region.namedObject)
                + stay(region.region, region.position)
    }

    /// That an enrolment goes on as the device was not retired or wiped, and did not begin then.
    private func stay(_ region: Region, _ position: GlobalPosition) -> String {
        guard region == .enrolment else { return "" }
        let fact = device.facts.first { $0.region == .enrolment && $0.position == position }
        switch fact?.value.enrolment {
        case .retireFailed: return ", as its retirement failed"
        case .wipeFailed: return ", as its wipe failed"
        default: return ""
        }
    }

    private func text(_ interval: Interval) -> String {
        let isOpen =
            interval.isInferred
            && state.contacts.contains {
                $0.object == interval.object && $0.since == interval.from && sources.isOpen($0)
            }
        return isOpen
            ? Self.openSilence
            : text(interval.value, in: interval.region, interval.namedObject)
                + stay(interval.region, interval.position)
    }

    private static let openSilence = "not determinable"

    private func text(_ value: RegionValue, in region: Region, _ object: Bits128?) -> String {
        let text = value.text(in: region)
        return object.map { "\(text) \($0.guidText)" } ?? text
    }

    /// When a manager heard of the device last, where its silence ends what it heard: from then to the end
    /// nothing was heard.
    private func lastHeard(_ interval: Interval) -> String {
        endCause(interval) == "fellDue" ? ", last \(interval.confirmed)" : ""
    }

    /// The manager that tells an interval, where the region has a track for each of them.
    private func manager(_ interval: Interval) -> String {
        guard interval.object != nil, interval.namedObject == nil else { return "" }
        return sources.source(of: interval.position).map { "  \($0)" } ?? ""
    }

    /// The witness, else the feed that told of it.
    private func told(_ region: RegionState) -> String {
        let witness = witness(region)
        return witness.isEmpty ? sources.witness(of: region.position) : witness
    }

    private func witness(_ region: RegionState) -> String {
        let fact = device.facts.first { $0.position == region.position && $0.region == region.region }
        return [fact?.witness?.word, fact?.reporter?.word].compactMap(\.self).joined(separator: " ")
    }
}

extension AccessDecision {
    /// The decision as an object, with the further factor of its sign-in.
    func write(_ writer: inout JSONWriter, _ factor: FactorStanding?) {
        writer.beginObject()
        writer.key("position")
        writer.uint64(position.value)
        writer.key("occurred")
        writer.string(occurred.description)
        writer.key("outcome")
        writer.string("\(outcome)")
        writer.key("basis")
        if let basis { writer.string(basis.word) } else { writer.null() }
        writer.key("errorCode")
        if let errorCode { writer.int64(errorCode) } else { writer.null() }
        writer.key("app")
        if let application { writer.string(application.guidText) } else { writer.null() }
        writer.key("device")
        if let device { writer.string(device.text) } else { writer.null() }
        writer.key("deviceIsCompliant")
        if let deviceIsCompliant { writer.bool(deviceIsCompliant) } else { writer.null() }
        writer.key("factor")
        if let factor { factor.write(&writer) } else { writer.null() }
        writer.key("policies")
        writer.beginArray()
        for policy in policies {
            writer.beginObject()
            writer.key("policy")
            if let id = policy.policy { writer.string(id.guidText) } else { writer.null() }
            writer.key("result")
            if let result = policy.result { writer.string(result.word) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
