import ArgumentParser
import ComplianceState
import EventCatalogue
import LedgerModel
import Projections

struct ListConnectionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connections", abstract: "All partners' connections to a tenant, as last seen.",
        discussion: """
            EXAMPLES
              probity list connections
              probity list connections tenant:72f988bf-86f1-41af-91ab-2d7cd011db47 --as-of -30d
            """)

    @OptionGroup var options: ListOptions
    @Argument(help: "Words of the filter: tenant:, connection:.")
    var filter: [String] = []

    func run() throws {
        try carryOut("listing the connections of \(options.place.path)") {
            try options.answer(
                Self.names, as: "connections", filter: filter, taking: ["tenant", "connection"]
            ) {
                reading, question, rows throws(ProjectionError) in
                for connection in try reading.connections(asOf: question.asOf) {
                    Self.add(connection, question, &rows)
                }
            } fold: { fold, question, rows in
                for connection in fold.connections() {
                    if let standing = ConnectionStanding(connection, asOf: question.asOf) {
                        Self.add(standing, question, &rows)
                    }
                }
            }
        }
    }

    private static let names = [
        "connection", "kind", "tenant", "name", "state", "iOS", "android", "macOS", "windows",
        "lastHeartbeat", "assigned", "since", "proof",
    ]

    private static func add(
        _ connection: ConnectionStanding, _ question: ListOptions.Question, _ rows: inout Rows
    ) {
        guard question.filter.holds(connection: connection.connection, of: connection.tenant),
            let standing = connection.standing
        else { return }
        let reader = EvidenceReader(question.ledger)
        func text(_ text: String?) -> Rows.Cell { text.map { .text($0) } ?? .none }
        func flag(_ platform: Platform) -> Rows.Cell {
            connection.isSetUp(for: platform).map { .flag($0) } ?? .none
        }
        rows.add([
            .text(connection.connection.guidText), text(connection.kind?.word), .text(connection.tenant.text),
            text(reader.label(.targetName, among: connection.sources)), .text(connection.stateText),
            flag(.iOS), flag(.android), flag(.macOS), flag(.windows),
            text(connection.lastHeartbeat?.description), text(connection.assignedText),
            .text(standing.since.description), .number(standing.position.value),
        ])
    }
}
