import ArgumentParser
import ComplianceState
import EventCatalogue
import LedgerModel
import Projections

struct ListPoliciesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policies", abstract: "All policies, for access and for compliance, as last seen.",
        discussion: """
            EXAMPLES
              probity list policies
              probity list policies tenant:72f988bf-86f1-41af-91ab-2d7cd011db47 --json
              probity list policies --as-of 2026-03-03
            """)

    @OptionGroup var options: ListOptions
    @Argument(help: "Words of the filter: tenant:, policy:.")
    var filter: [String] = []

    func run() throws {
        try carryOut("listing the policies of \(options.place.path)") {
            try options.answer(Self.names, as: "policies", filter: filter, taking: ["tenant", "policy"]) {
                reading, question, rows throws(ProjectionError) in
                for policy in try reading.policyStandings(asOf: question.asOf) {
                    Self.add(policy, question, &rows)
                }
            } fold: { fold, question, rows in
                for policy in fold.policies() {
                    if let standing = PolicyStanding(policy, asOf: question.asOf) {
                        Self.add(standing, question, &rows)
                    }
                }
            }
        }
    }

    private static let names = [
        "policy", "kind", "tenant", "name", "state", "operator", "controls", "applications", "people",
        "platform", "blockAfterHours", "actions", "since", "proof",
    ]

    private static func add(_ policy: PolicyStanding, _ question: ListOptions.Question, _ rows: inout Rows) {
        guard question.filter.holds(policy: policy.policy, of: policy.tenant), let standing = policy.standing
        else { return }
        let reader = EvidenceReader(question.ledger)
        let scope = policy.scope.map { ScopeWords($0.position, policy.kind, reader) }
        let actions = policy.actions.map { ActionWords($0.position, reader) }
        func text(_ text: String?) -> Rows.Cell { text.map { .text($0) } ?? .none }
        rows.add([
            .text(policy.policy.guidText), .text(policy.kind.rawValue), .text(policy.tenant.text),
            text(
                reader.label(.policyNames, among: policy.sources)
                    ?? reader.label(.targetName, among: policy.sources)),
            .text(policy.stateText), text(policy.grantOperator?.inWords),
            text(policy.controls.map { $0.map(\.word).joined(separator: "+") }), text(scope?.applications),
            text(scope?.people), text(policy.platform?.word),
            actions?.blockAfterHours.map { .signed($0) } ?? .none,
            text(actions?.text), .text(standing.since.description), .number(standing.position.value),
        ])
    }
}
