import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import Projections
import StrictJSON

struct ShowConnectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connection", abstract: "A partner's connection to a tenant, and who changed it when.",
        discussion: """
            EXAMPLES
              probity show connection d6d46d0d-6d0d-d6d4-0d6d-d4d60d6dd4d6
              probity show connection d6d46d0d-6d0d-d6d4-0d6d-d4d60d6dd4d6 --as-of -30d --evidence
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The private fields and the verbatim source records behind each part.")
    var evidence = false
    @Argument(help: "The partner's GUID at the tenant's device manager.")
    var id: String

    func run() throws {
        try carryOut("showing a connection of \(place.path)") {
            guard let connection = Bits128(guid: id) else {
                throw ValidationError("a connection is named by the partner's GUID")
            }
            let history = History(try place.open())
            let times = try clocks.resolve(history)
            let found = try ReadModels.find(about: history.ledger, isAboutNow: clocks.knownAt == nil) {
                reading throws(ProjectionError) in
                try reading.connectionTimelines(connection)
            } otherwise: {
                try history.foldShowingProgress(below: times.prefix).connections().filter {
                    $0.connection == connection
                }
            }
            guard !found.isEmpty else {
                throw NotFound(
                    "no event says how this connection is, as far as was known then",
                    hint: "probity list connections shows all that events tell of")
            }
            let reader = EvidenceReader(history.ledger)
            let audits = try history.ledger.positions(tag: Tag(.word("connection"), .id(connection)))
                .filter { times.prefix.holds($0) }
            let views = try found.map { try ConnectionView($0, audits, times.asOf, reader) }
            times.show(views, as: "connections", json: output.json) { view, writer in
                view.write(&writer, evidence: evidence)
            } tell: { view in
                view.tell(evidence: evidence)
            }
        }
    }
}
