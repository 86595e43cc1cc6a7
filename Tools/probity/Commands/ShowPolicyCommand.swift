import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import Projections
import StrictJSON

struct ShowPolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "A policy, for access or for compliance, and who changed it when.",
        discussion: """
            EXAMPLES
              probity show policy 6b5e999b-0ba8-4186-a106-e0296c1c4358
              probity show policy 6b5e999b-0ba8-4186-a106-e0296c1c4358 --as-of 2026-03-03 --json
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The private fields and the verbatim source records behind each change.")
    var evidence = false
    @Argument(help: "A policy's GUID.")
    var id: String

    func run() throws {
        try carryOut("showing a policy of \(place.path)") {
            guard let policy = Bits128(guid: id) else {
                throw ValidationError("a policy is named by its GUID")
            }
            let history = History(try place.open())
            let times = try clocks.resolve(history)
            let found = try ConfigurationLookup(history, times, isOfNow: clocks.knownAt == nil).find {
                reading throws(ProjectionError) in
                try reading.policyTimelines(policy)
            } fold: { fold in
                fold.policies().filter { $0.policy == policy }
            }
            guard !found.isEmpty else {
                throw NotFound(
                    "no event says how this policy is, as far as was known then",
                    hint: "probity list policies shows all that events tell of")
            }
            let reader = EvidenceReader(history.ledger)
            let views = try found.map { try PolicyView($0, times.asOf, reader) }
            if output.json {
                Terminal.json { writer in
                    writer.beginObject()
                    times.write(&writer)
                    writer.key("policies")
                    writer.beginArray()
                    for view in views { view.write(&writer, evidence: evidence) }
                    writer.endArray()
                    writer.endObject()
                }
            } else {
                times.tell()
                for view in views { view.tell(evidence: evidence) }
            }
        }
    }
}

/// Finds the history of one thing that is configured: in the read models where the question is about all that
/// is known, else by a fold of the prefix that was known, in one pass.
struct ConfigurationLookup {
    private let history: History
    private let times: ResolvedTimes
    private let isOfNow: Bool

    init(_ history: History, _ times: ResolvedTimes, isOfNow: Bool) {
        self.history = history
        self.times = times
        self.isOfNow = isOfNow
    }

    func find<Found>(
        read: (ProjectionReading) throws(ProjectionError) -> [Found], fold: (LedgerFold) -> [Found]
    ) throws -> [Found] {
        if isOfNow {
            var found: [Found] = []
            let isAnswered = ReadModels.answer(about: history.ledger) { reading throws(ProjectionError) in
                found = try read(reading)
            }
            if isAnswered { return found }
        }
        let progress = ProgressBar("folding")
        let folded = try history.fold(below: times.prefix) { progress.show($0, of: times.prefix.value) }
        progress.end()
        return fold(folded)
    }
}
