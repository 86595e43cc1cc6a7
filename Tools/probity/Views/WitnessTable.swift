import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// The witnesses of a device's compliance as one person reads them: each with what it says, since when, when
/// it said so last, how old that is, and the positions that prove it.
struct WitnessTable {
    let witnesses: ComplianceWitnesses
    private let reader: EvidenceReader
    private let sources: SourceNote
    /// What documented rules conclude beside what the witnesses say; a sentence each.
    private let concluded: [String]

    /// The places where the directory's flag is looked for; each is told, be it that nothing is known.
    private static let places: [Witness] = [.deviceObject, .auditLog, .signIn]
    private static let stages: [RegionValue.ReportStage] = [.sent, .accepted, .completed]

    init(
        _ device: DeviceTimeline, asOf instant: Timestamp, _ decisions: [AccessDecision],
        _ reader: EvidenceReader, _ sources: SourceNote, concluded: [String]
    ) {
        self.concluded = concluded
        self.reader = reader
        self.sources = sources
        witnesses = ComplianceWitnesses(device, asOf: instant, decisions: decisions) { position in
            (try? reader.ledger.event(at: position))?.source
        }
    }

    // MARK: One row each

    /// What one witness says.
    private struct Row {
        let witness: String
        let who: String
        /// Nil where nothing is known.
        var says: String?
        var since: Timestamp?
        var last: Timestamp?
        var reasons = ""
        var policy = ""
        var proof: [GlobalPosition] = []
    }

    private var rows: [Row] {
        var rows = witnesses.evaluated.map { account in
            Row(
                witness: "evaluated", who: account.source?.description ?? "not readable",
                says: account.verdict.word, since: account.state.since, last: account.state.confirmed,
                reasons: reasons(account).map { $0.map(\.word).joined(separator: " ") } ?? "",
                policy: policyText(account), proof: proof(account.state))
        }
        if rows.isEmpty { rows.append(Row(witness: "evaluated", who: "device manager")) }
        rows += stages.map { stage, step in
            Row(
                witness: "reported", who: "\(stage)",
                says: step.map { $0.verdict?.word ?? "verdict not said" },
                since: step?.occurred, last: step?.occurred, proof: step.map { [$0.position] } ?? [])
        }
        rows += places.map { place, account in
            Row(
                witness: "observed", who: Self.text(place),
                says: account?.state.value.word(in: .complianceObserved),
                since: account?.state.since, last: account?.lastSaid,
                proof: account.map { proof($0.state) } ?? [])
        }
        return rows
    }

    /// The steps of the last report that are known, and those that are missing; `failed` only where it did.
    private var stages: [(RegionValue.ReportStage, ComplianceWitnesses.Step?)] {
        let steps = witnesses.report?.steps ?? []
        let failed = steps.contains { $0.stage == .failed } ? [RegionValue.ReportStage.failed] : []
        return (Self.stages + failed).map { stage in (stage, steps.first { $0.stage == stage }) }
    }

    /// The places where the directory's flag is always looked for, and others where it was seen.
    private var places: [(Witness?, ComplianceWitnesses.Observed?)] {
        let found = witnesses.observed
        let always = Self.places.map { place in (place, found.first { $0.witness == place }) }
        let others = found.filter { account in !Self.places.contains { $0 == account.witness } }
        return always.map { ($0.0, $0.1) } + others.map { ($0.witness, $0) }
    }

    private static func text(_ place: Witness?) -> String {
        switch place {
        case .deviceObject: "directory object"
        case .auditLog: "audit log"
        case .signIn: "sign-in"
        case .intune: "Intune's inventory"
        case let other?: other.word
        case nil: "place not said"
        }
    }

    private func proof(_ state: RegionState) -> [GlobalPosition] {
        [state.position] + (state.confirmedPosition.map { $0 == state.position ? [] : [$0] } ?? [])
    }

    // MARK: What else the events say

    /// The event that said a verdict last: reasons may change while the verdict stands.
    private func last(_ account: ComplianceWitnesses.Evaluated) -> GlobalPosition {
        account.state.confirmedPosition ?? account.state.position
    }

    /// Nil where the event does not say why.
    private func reasons(_ account: ComplianceWitnesses.Evaluated) -> [ComplianceReason]? {
        reader.data(last(account))?[ComplianceEvents.reasons]
    }

    /// The names of the policies behind a verdict, which are private; none where they were erased.
    private func policyNames(_ account: ComplianceWitnesses.Evaluated) -> [String] {
        for entry in reader.personal(last(account)) where entry.field == .policyNames {
            return entry.values.map { String(decoding: $0, as: UTF8.self) }
        }
        return []
    }

    private func policyText(_ account: ComplianceWitnesses.Evaluated) -> String {
        let names = policyNames(account)
        guard let policy = account.policy else { return names.joined(separator: ", ") }
        return ([policy.guidText] + names).joined(separator: " ")
    }

    /// Whether the witnesses agree, and what is concluded.
    private var sentences: [String] { WitnessSentences(witnesses, sources).all + concluded }

    // MARK: For people

    func tell() {
        Terminal.line("compliance, by its witnesses")
        Terminal.table(
            [
                "witness", "who", "says", "since", "last said", "age", "reasons", "policy",
                "proof (since, last)",
            ],
            rows.map { row in
                [
                    row.witness, row.who, row.says ?? "not known", since(row),
                    row.last?.description ?? "", row.last.map { age($0) } ?? "", row.reasons, row.policy,
                    row.proof.map { "@\($0.value)" }.joined(separator: " "),
                ]
            })
        for sentence in sentences { Terminal.line(sentence) }
    }

    /// Since when it says so; seen by then, where it is told by somebody who looked.
    private func since(_ row: Row) -> String {
        guard let since = row.since else { return "" }
        return since.description + (row.proof.first.map { sources.dating(of: $0).suffix } ?? "")
    }

    private func age(_ said: Timestamp) -> String { DurationText(from: said, to: witnesses.instant).text }

    // MARK: As an object

    /// Writes `witnessesAgree`, and `witnesses`: what each says, and the sentences.
    func write(_ writer: inout JSONWriter) {
        writer.key("witnessesAgree")
        if let agree = witnesses.agree { writer.bool(agree) } else { writer.null() }
        writer.key("witnesses")
        writer.beginObject()
        writer.key("evaluated")
        writer.beginArray()
        for account in witnesses.evaluated { write(account, &writer) }
        writer.endArray()
        writeReport(&writer)
        writer.key("observed")
        writer.beginArray()
        for (place, account) in places { write(place, account, &writer) }
        writer.endArray()
        writer.key("sentences")
        writer.beginArray()
        for sentence in sentences { writer.string(sentence) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ account: ComplianceWitnesses.Evaluated, _ writer: inout JSONWriter) {
        writer.beginObject()
        Self.write("source", account.source?.description, &writer)
        writer.key("verdict")
        writer.string(account.verdict.word)
        Self.write("isCompliant", account.isCompliant, &writer)
        writeTimes(since: account.state.since, last: account.state.confirmed, &writer)
        Self.write("datedBy", sources.dating(of: account.state.position).rawValue, &writer)
        writer.key("reasons")
        if let reasons = reasons(account) {
            writer.beginArray()
            for reason in reasons { writer.string(reason.word) }
            writer.endArray()
        } else {
            writer.null()
        }
        Self.write("policy", account.policy?.guidText, &writer)
        writer.key("policyNames")
        writer.beginArray()
        for name in policyNames(account) { writer.string(name) }
        writer.endArray()
        Self.write("graceEnds", reader.data(last(account))?[VerdictEvents.graceEnds]?.description, &writer)
        Self.write(account.state.position, last: account.state.confirmedPosition, &writer)
        writer.endObject()
    }

    private func writeReport(_ writer: inout JSONWriter) {
        writer.key("reported")
        guard let report = witnesses.report else {
            writer.null()
            return
        }
        writer.beginObject()
        Self.write("verdict", report.verdict?.word, &writer)
        Self.write("isCompliant", ComplianceWitnesses.isCompliant(report.verdict), &writer)
        Self.write("message", report.message?.guidText, &writer)
        writer.key("steps")
        writer.beginArray()
        for step in report.steps {
            writer.beginObject()
            writer.key("step")
            writer.string("\(step.stage)")
            Self.write("verdict", step.verdict?.word, &writer)
            writer.key("occurred")
            writer.string(step.occurred.description)
            Self.write("datedBy", sources.dating(of: step.position).rawValue, &writer)
            writer.key("ageSeconds")
            writer.int64(DurationText(from: step.occurred, to: witnesses.instant).seconds)
            writer.key("position")
            writer.uint64(step.position.value)
            writer.endObject()
        }
        writer.endArray()
        writer.key("missing")
        writer.beginArray()
        for stage in report.missing { writer.string("\(stage)") }
        writer.endArray()
        writer.endObject()
    }

    /// - Parameter account: nil for a place where nothing was seen: all but its name is null then.
    private func write(
        _ place: Witness?, _ account: ComplianceWitnesses.Observed?, _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        Self.write("witness", place?.word, &writer)
        Self.write("value", account?.state.value.word(in: .complianceObserved), &writer)
        Self.write("isCompliant", account?.isCompliant, &writer)
        writeTimes(since: account?.state.since, last: account?.lastSaid, &writer)
        Self.write("datedBy", account.map { sources.dating(of: $0.state.position).rawValue }, &writer)
        Self.write(account?.state.position, last: account?.lastPosition, &writer)
        writer.endObject()
    }

    private func writeTimes(since: Timestamp?, last: Timestamp?, _ writer: inout JSONWriter) {
        Self.write("since", since?.description, &writer)
        Self.write("lastSaid", last?.description, &writer)
        writer.key("ageSeconds")
        if let last {
            writer.int64(DurationText(from: last, to: witnesses.instant).seconds)
        } else {
            writer.null()
        }
    }

    private static func write(
        _ position: GlobalPosition?, last: GlobalPosition?, _ writer: inout JSONWriter
    ) {
        for (name, place) in [("position", position), ("lastPosition", last)] {
            writer.key(name)
            if let place { writer.uint64(place.value) } else { writer.null() }
        }
    }

    private static func write(_ name: StaticString, _ text: String?, _ writer: inout JSONWriter) {
        writer.key("\(name)")
        if let text { writer.string(text) } else { writer.null() }
    }

    private static func write(_ name: StaticString, _ flag: Bool?, _ writer: inout JSONWriter) {
        writer.key("\(name)")
        if let flag { writer.bool(flag) } else { writer.null() }
    }
}
