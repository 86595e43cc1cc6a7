import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Projections

struct ListConnectionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connections",
        abstract: "All partners' connections to a tenant, as set up and as last seen.",
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
                let seen = try reading.connections(asOf: question.asOf)
                let setUp: [Partnership]
                do throws(LedgerError) {
                    setUp = try Self.fold(question).partnerships(asOf: question.asOf)
                } catch {
                    throw ProjectionError("fold the connections", error)
                }
                Self.add(seen, setUp, question, &rows)
            } readLog: { question, rows in
                let fold = try Self.fold(question)
                question.tellTimes()
                let seen = fold.connections().compactMap { ConnectionStanding($0, asOf: question.asOf) }
                Self.add(seen, fold.partnerships(asOf: question.asOf), question, &rows)
            }
        }
    }

    private static let names = [
        "connection", "kind", "tenant", "name", "state", "iOS", "android", "macOS", "windows",
        "lastHeartbeat", "assigned", "since", "proof", "product", "setup", "setupSince", "setupProof",
    ]

    /// The partners as far as they were set up, or seen.
    private static func fold(_ question: ListOptions.Question) throws(LedgerError) -> PartnershipFold {
        try question.history.foldPartnershipsShowingProgress(below: question.times.prefix)
    }

    /// Adds those that Microsoft's records know, and then those that only their being set up tells of. They
    /// are the same where tenant and id are.
    private static func add(
        _ seen: [ConnectionStanding], _ setUp: [Partnership], _ question: ListOptions.Question,
        _ rows: inout Rows
    ) {
        var listed: Set<Partner> = []
        for connection in seen {
            let partnership = setUp.first {
                $0.tenant == connection.tenant && $0.key == .connection(connection.connection)
            }
            if add(connection, partnership, question, &rows) {
                listed.insert(
                    Partner(tenant: connection.tenant, key: .connection(connection.connection)))
            }
        }
        for partnership in setUp
        where !listed.contains(Partner(tenant: partnership.tenant, key: partnership.key)) {
            add(partnership, question, &rows)
        }
    }

    private struct Partner: Hashable {
        let tenant: TenantKey
        let key: PartnershipKey
    }

    private static func text(_ text: String?) -> Rows.Cell { text.map { .text($0) } ?? .none }

    /// Whether a partner is set up for an operating system, as Microsoft says.
    private static func add(
        _ connection: ConnectionStanding, _ partnership: Partnership?, _ question: ListOptions.Question,
        _ rows: inout Rows
    ) -> Bool {
        guard let standing = connection.standing else { return false }
        guard question.filter.holds(connection: connection.connection, of: connection.tenant) else {
            return true
        }
        let reader = EvidenceReader(question.ledger)
        func flag(_ platform: Platform) -> Rows.Cell {
            connection.isSetUp(for: platform).map { .flag($0) } ?? .none
        }
        rows.add(
            [
                .text(connection.connection.guidText),
                text((connection.kind ?? partnership?.kind?.value)?.word),
                .text(connection.tenant.text),
                text(reader.label(.targetName, among: connection.sources)), .text(connection.stateText),
                flag(.iOS), flag(.android), flag(.macOS), flag(.windows),
                text(connection.lastHeartbeat?.description), text(connection.assignedText),
                .text(standing.since.description), .number(standing.position.value),
            ] + setup(partnership))
        return true
    }

    /// A partner that Microsoft's records do not have: what they say is not known of it.
    private static func add(
        _ partnership: Partnership, _ question: ListOptions.Question, _ rows: inout Rows
    ) {
        let id = partnership.key.connection
        guard question.filter.holds(connection: id ?? .zero, of: partnership.tenant) else { return }
        rows.add(
            [
                text(id?.guidText), text(partnership.kind?.value.word), .text(partnership.tenant.text), .none,
                .none, .none, .none, .none, .none, text(partnership.heartbeats.last?.since.description),
                .none, .none, .none,
            ] + setup(partnership))
    }

    /// How far it was set up: of operating systems that differ each one's.
    private static func setup(_ partnership: Partnership?) -> [Rows.Cell] {
        guard let partnership else { return [.none, .none, .none, .none] }
        var state = partnership.state?.value.rawValue
        var proof = partnership.state
        if state == nil {
            let tracks = partnership.tracks.filter { $0.state != nil }
            let words = tracks.map { track in
                "\(track.platform?.word ?? "all"): \(track.state?.rawValue ?? "")"
            }
            state = words.isEmpty ? nil : words.joined(separator: "; ")
            proof = tracks.compactMap(\.standing).max { ($0.since, $0.position) < ($1.since, $1.position) }
        }
        return [
            text(partnership.product?.value.word), text(state), text(proof?.since.description),
            proof.map { .number($0.position.value) } ?? .none,
        ]
    }
}
