import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import StrictJSON

extension DeviceView {
    /// What one device manager hears of the device.
    private struct Contact {
        let state: RegionState
        let source: String?
        let rule: SilenceRule?
        /// When it heard of the device last, and the first record that says so; nil where it never told.
        let heard: Heard?
    }

    /// When a manager heard of the device.
    private struct Heard {
        let instant: Timestamp
        let position: GlobalPosition
        /// Whether the instant is only the latest that it can have been.
        let isBound: Bool

        var text: String { "\(instant)\(isBound ? " at the latest" : "") @\(position.value)" }
    }

    private func contacts(_ reader: EvidenceReader) -> [Contact] {
        state.contacts.map { contact in
            Contact(
                state: contact,
                source: (try? reader.ledger.event(at: contact.position))?.source.description,
                rule: SilenceRule(code: contact.detail), heard: heard(contact))
        }
    }

    private func heard(_ contact: RegionState) -> Heard? {
        // Facts stand in the order of their instants.
        let last = device.facts.last { fact in
            fact.region == .contact && fact.object == contact.object && fact.contactIsBound != nil
                && fact.occurred <= state.snapshot.instant
        }
        guard let last, let isBound = last.contactIsBound else { return nil }
        return Heard(
            instant: last.occurred,
            position: sources.telling(contact, last.occurred, last.position, of: device), isBound: isBound)
    }

    /// A line for each manager that hears nothing of the device, by its rule: concluded, and never seen.
    func tellSilence(_ reader: EvidenceReader) {
        for contact in contacts(reader) where contact.state.isInferred {
            guard let heard = contact.heard, let rule = contact.rule else { continue }
            guard !sources.isOpen(contact.state) else {
                let said = sources.managers.lastSaid(contact.state).map { "after \($0)" } ?? "that is dated"
                Terminal.line(
                    "whether it is silent since \(contact.state.since) is not determinable: "
                        + "\(contact.source ?? "its manager") told of no contact with any device \(said); it "
                        + "heard of this one last \(heard.text)" + signedIn(after: heard.instant))
                continue
            }
            Terminal.line(
                "silent (inferred) since \(contact.state.since): \(contact.source ?? "its manager") heard "
                    + "of it last \(heard.text), \(days(contact)) days before; "
                    + told(rule, contact)
                    + (rule == .validityPeriod && contact.source?.hasPrefix("intune") != true
                        ? ", as its own documents name no time" : "") + signedIn(after: heard.instant))
        }
    }

    /// The tenant's own setting by which a silence fell due; nil where it did by the documents' rule.
    private func setting(_ contact: Contact) -> ValidityPeriods.Setting? {
        guard contact.state.isInferred else { return nil }
        return device.validity.setting(ofSilence: contact.rule, due: contact.state.since)
    }

    /// Whole days from what was heard last to the silence.
    private func days(_ contact: Contact) -> Int64 {
        guard setting(contact) != nil, let heard = contact.heard?.instant else {
            return contact.rule?.days ?? 0
        }
        return (contact.state.since.nanoseconds &- heard.nanoseconds) / 86_400_000_000_000
    }

    private func told(_ rule: SilenceRule, _ contact: Contact) -> String {
        guard let setting = setting(contact) else {
            return "rule \(rule.name) of \(rule.statedIn): \(rule.basis)"
        }
        return "rule \(rule.name(of: setting)): the tenant has the compliance status be valid for "
            + "\(setting.days) days since \(setting.since) @\(setting.position.value)"
    }

    /// How its management ended; nil for a device that is managed as far as is known.
    private var ending: DeviceEnding? {
        DeviceEnding(
            state, sources.managers, notListed: absence.map { ($0.batch.ended, $0.lastPosition) })
    }

    /// A line where its management or its registration ended: what its witnesses say is of a device that was
    /// managed, or was in the directory, whenever they said it.
    func tellEnding() {
        guard let ending, ending.kind != .notDeterminable else { return }
        let since = "\(ending.since)\(dating(ending).map(\.suffix) ?? "") @\(ending.position.value)"
        let text = ending.kind.text
        switch ending.kind {
        case .deleted, .unregistered:
            Terminal.line(
                "no longer in the directory: \(ending.kind.word) since \(since); no verdict below is one on a device "
                    + "that is registered")
        case .silentInferred, .notListedInferred:
            Terminal.line(
                "not known to be managed any more: \(text) since \(since); no verdict below says how it "
                    + "stands since")
        default:
            guard isEndOfOneManager(ending) else {
                Terminal.line(
                    "no longer managed: \(text) since \(since); no verdict below, whenever it was said, is "
                        + "one on a device that is managed")
                return
            }
            Terminal.line(
                "no longer managed by \(standing.endedBy?.text ?? "one of its managers"): \(text) since "
                    + "\(since); no verdict of that one below is one on a device that it manages")
            for hold in standing.holds {
                Terminal.line(
                    "still managed by \(hold.manager.text), as far as is known: it took the device in "
                        + "\(hold.since) @\(hold.position.value), and nothing says that it let it go")
            }
        }
    }

    /// Whether an end is of one manager, and another one has the device.
    private func isEndOfOneManager(_ ending: DeviceEnding) -> Bool {
        !standing.holds.isEmpty && state.enrolment?.isEnd == true
            && state[.enrolment]?.position == ending.position
    }

    /// A line where a verdict was said before the device was let go and taken in again.
    func tellReturn() {
        guard state.enrolment == .enrolled, let enrolled = state[.enrolment] else { return }
        let end = device.intervals.last { interval in
            interval.region == .enrolment && interval.from < enrolled.since
                && interval.value.enrolment?.isEnd == true
        }
        guard let end else { return }
        let told = [Region.complianceEvaluated, .complianceReported, .complianceObserved].filter { region in
            let tracks = state.snapshot.tracks(region)
            return !tracks.isEmpty && tracks.allSatisfy { ($0.confirmed ?? $0.since) < end.from }
        }
        guard !told.isEmpty else { return }
        Terminal.line(
            "let go \(end.from) @\(end.position.value), and enrolled again \(enrolled.since) "
                + "@\(enrolled.position.value): \(told.map(\.word).joined(separator: ", ")) as before that")
    }

    /// By what an ending is dated; nil for one that was concluded.
    private func dating(_ ending: DeviceEnding) -> Dating? {
        state.snapshot.states.first {
            DeviceEnding.regions.contains($0.region) && !$0.isInferred && $0.since == ending.since
                && $0.position == ending.position
        }.map { dating($0) }
    }

    /// Writes `ending` and `endingSince`, null for a device that is managed as far as is known; `endedBy`,
    /// whose end it is, and `managedBy`, the managers that have it, as far as events say it.
    func writeEnding(_ writer: inout JSONWriter) {
        let endedBy = ending.flatMap { $0.position == state[.enrolment]?.position ? standing.endedBy : nil }
        for (name, text) in [
            ("ending", ending?.kind.word), ("endingSince", ending?.since.description),
            ("endedBy", endedBy?.text),
        ] {
            writer.key(name)
            if let text { writer.string(text) } else { writer.null() }
        }
        writer.key("managedBy")
        writer.beginArray()
        for hold in standing.holds {
            writer.beginObject()
            writer.key("manager")
            writer.string(hold.manager.text)
            writer.key("since")
            writer.string(hold.since.description)
            writer.key("position")
            writer.uint64(hold.position.value)
            writer.endObject()
        }
        writer.endArray()
    }

    /// That the device was seen elsewhere after its manager heard of it last.
    private func signedIn(after instant: Timestamp) -> String {
        guard let last = decisions.last, last.occurred > instant else { return "" }
        return "; yet it was at a sign-in \(last.occurred) @\(last.position.value)"
    }

    /// A line where its manager's inventories go on without it.
    func tellAbsence() {
        guard let absence else { return }
        Terminal.line(
            "no longer listed (inferred) since \(absence.batch.ended): the inventory "
                + "\(absence.batch.batch.id.guidText) of \(absence.batch.source) is whole, "
                + "\(absence.batch.found) of \(absence.batch.expected) rows, and does not list it; "
                + "one did last \(absence.lastListed) @\(absence.lastPosition.value); "
                + "rule \(InventoryAbsence.rule)")
    }

    /// Writes `notListed`: since when its manager's inventories go on without it, and what says so; null
    /// where nothing does.
    func writeAbsence(_ writer: inout JSONWriter) {
        writer.key("notListed")
        guard let absence else {
            writer.null()
            return
        }
        writer.beginObject()
        for (name, text) in [
            ("source", absence.batch.source.description), ("since", absence.batch.ended.description),
            ("rule", InventoryAbsence.rule), ("lastListed", absence.lastListed.description),
            ("batch", absence.batch.batch.id.guidText),
        ] {
            writer.key(name)
            writer.string(text)
        }
        writer.key("rows")
        writer.int64(absence.batch.found)
        writer.key("isInferred")
        writer.bool(true)
        writer.key("position")
        writer.uint64(absence.lastPosition.value)
        writer.endObject()
    }

    /// Writes `contacts`: what each manager hears of the device, and by which rule it counts as silent.
    func writeSilence(_ writer: inout JSONWriter, _ reader: EvidenceReader) {
        writer.key("contacts")
        writer.beginArray()
        for contact in contacts(reader) {
            writer.beginObject()
            let texts: [(String, String?)] = [
                ("source", contact.source), ("value", contact.state.value.word(in: .contact)),
                ("since", contact.state.since.description), ("lastHeard", contact.heard?.instant.description),
                ("lastHeardIs", contact.heard.map { $0.isBound ? "atTheLatest" : "told" }),
                ("rule", contact.rule.map { $0.name(of: setting(contact)) }),
                ("ruleStatedIn", contact.rule?.statedIn), ("ruleBasis", contact.rule?.basis),
            ]
            for (name, text) in texts {
                writer.key(name)
                if let text { writer.string(text) } else { writer.null() }
            }
            write(datedBy: contact.state.isInferred ? nil : dating(contact.state), &writer)
            writer.key("isInferred")
            writer.bool(contact.state.isInferred)
            writer.key("isDeterminable")
            writer.bool(!sources.isOpen(contact.state))
            writer.key("dueAt")
            // What ended falls silent no more, nor what nobody tells of.
            if contact.state.isInferred || contact.state.value.isHeard(in: .contact), let rule = contact.rule,
                let heard = contact.heard
            {
                writer.string(device.validity.due(after: heard.instant, by: rule).description)
            } else {
                writer.null()
            }
            writer.key("settingPosition")
            if let setting = setting(contact) {
                writer.uint64(setting.position.value)
            } else {
                writer.null()
            }
            writer.key("position")
            writer.uint64((contact.heard?.position ?? contact.state.position).value)
            writer.endObject()
        }
        writer.endArray()
    }
}

extension RegionValue {
    /// Of the region of the enrolment.
    var enrolment: Enrolment? { UInt8(exactly: code).flatMap { Enrolment(rawValue: $0) } }

    /// Whether it is that a manager hears of a device.
    func isHeard(in region: Region) -> Bool {
        region == .contact && code == UInt16(Contact.heard.rawValue)
    }

    /// Its word for people: what was concluded says so, and whose contact it is.
    func text(in region: Region) -> String {
        guard region == .contact, let contact = UInt8(exactly: code).flatMap(Contact.init) else {
            return word(in: region)
        }
        switch contact {
        case .heard: return "heard by its manager"
        case .ended: return "ended"
        case .silentInferred: return "silent (inferred)"
        case .notTold: return "listed by its manager, contact not told"
        }
    }
}
