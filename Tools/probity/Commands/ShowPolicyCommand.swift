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
            let found = try ReadModels.find(about: history.ledger, isAboutNow: clocks.knownAt == nil) {
                reading throws(ProjectionError) in
                try reading.policyTimelines(policy)
            } otherwise: {
                try history.foldShowingProgress(below: times.prefix).policies().filter { $0.policy == policy }
            }
            guard !found.isEmpty else {
                throw NotFound(
                    "no event says how this policy is, as far as was known then",
                    hint: "probity list policies shows all that events tell of")
            }
            let reader = EvidenceReader(history.ledger)
            let views = try found.map { try PolicyView($0, times.asOf, reader) }
            times.show(views, as: "policies", json: output.json) { view, writer in
                view.write(&writer, evidence: evidence)
            } tell: { view in
                view.tell(evidence: evidence)
            }
        }
    }
}
