import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Projections
import StrictJSON

struct ShowConnectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connection",
        abstract: "A partner's connection to a tenant: how far it is set up, and who changed it when.",
        discussion: """
            EXAMPLES
              probity show connection d6d46d0d-6d0d-d6d4-0d6d-d4d60d6dd4d6
              probity show connection jamfPro
              probity show connection workspaceOne --as-of -30d --json
              probity show connection d6d46d0d-6d0d-d6d4-0d6d-d4d60d6dd4d6 --evidence

            A connection is named by the partner's GUID at the tenant's device manager, by the GUID of one \
            of its installations, or by its product, of which all are shown. What was done to set it up and \
            what Microsoft's own records say stand side by side. The log is read twice.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The private fields and the verbatim source records behind each part.")
    var evidence = false
    @Argument(help: "The partner's or an installation's GUID, or a product.")
    var id: String

    func run() throws {
        try carryOut("showing a connection of \(place.path)") {
            guard let target = Target(id) else {
                let words = ManagerProduct.allCases.map(\.word).dropFirst().joined(separator: ", ")
                throw ValidationError(
                    "a connection is named by the partner's GUID, or by a product: \(words), unnamed")
            }
            let history = History(try place.open())
            let times = try clocks.resolve(history)
            let fold = try history.foldPartnershipsShowingProgress(below: times.prefix)
            let partnerships = fold.partnerships(asOf: times.asOf).filter(target.holds)
            let seen = try timelines(target, partnerships, fold, history)
            let licences = fold.licences(asOf: times.asOf)
            let reader = EvidenceReader(history.ledger)
            func page(
                _ timeline: ConnectionTimeline?, _ partnership: Partnership?, _ tenant: TenantKey,
                _ connection: Bits128?
            ) throws -> ConnectionPage {
                try ConnectionPage(
                    timeline, partnership, licences.first { $0.tenant == tenant }, tenant: tenant,
                    connection: connection, history, times, reader)
            }
            var pages = try seen.map { timeline in
                let partnership = partnerships.first {
                    $0.tenant == timeline.tenant && $0.key == .connection(timeline.connection)
                }
                return try page(timeline, partnership, timeline.tenant, timeline.connection)
            }
            for partnership in partnerships {
                let isSeen = seen.contains {
                    $0.tenant == partnership.tenant && .connection($0.connection) == partnership.key
                }
                if !isSeen {
                    pages.append(try page(nil, partnership, partnership.tenant, partnership.key.connection))
                }
            }
            guard !pages.isEmpty else {
                throw NotFound(
                    "no event says how this connection is, as far as was known then",
                    hint: "probity list connections shows all that events tell of")
            }
            times.show(pages, as: "connections", json: output.json) { page, writer in
                page.write(&writer, evidence: evidence)
            } tell: { page in
                page.tell(evidence: evidence)
            }
        }
    }

    /// What Microsoft's records say of the partners that are named by an id.
    private func timelines(
        _ target: Target, _ partnerships: [Partnership], _ fold: borrowing PartnershipFold, _ history: History
    ) throws -> [ConnectionTimeline] {
        var ids = Set(partnerships.compactMap(\.key.connection))
        if case .id(let id) = target { ids.insert(id) }
        guard !ids.isEmpty else { return [] }
        let found = try ReadModels.find(about: history.ledger, isAboutNow: clocks.knownAt == nil) {
            reading throws(ProjectionError) in
            var out: [ConnectionTimeline] = []
            for id in ids.sorted() { out += try reading.connectionTimelines(id) }
            return out
        } otherwise: {
            fold.connections().filter { ids.contains($0.connection) }
        }
        // Of another tenant's partner of the same id something else may be known.
        return found.filter { timeline in
            if case .id(let id) = target, id == timeline.connection { return true }
            return partnerships.contains {
                $0.tenant == timeline.tenant && $0.key == .connection(timeline.connection)
            }
        }.sorted { ($0.tenant, $0.connection) < ($1.tenant, $1.connection) }
    }

    /// What the argument names.
    enum Target {
        case id(Bits128)
        case product(ManagerProduct)

        init?(_ text: String) {
            if let id = Bits128(guid: text) {
                self = .id(id)
            } else if text.lowercased().utf8.elementsEqual("unnamed".utf8) {
                self = .product(.unrecognised)
            } else if let product = ManagerProduct.allCases.first(where: { $0.isNamed(text) }) {
                self = .product(product)
            } else {
                return nil
            }
        }

        func holds(_ partnership: Partnership) -> Bool {
            switch self {
            case .id(let id):
                partnership.key == .connection(id)
                    || partnership.installations.contains { $0.id == id }
            case .product(.unrecognised): partnership.key == .product(.unrecognised)
            case .product(let product):
                partnership.product?.value == product || partnership.key == .product(product)
            }
        }
    }
}

extension ManagerProduct {
    /// Whether a text is its word or another spelling of it, without regard to case.
    fileprivate func isNamed(_ text: String) -> Bool {
        guard self != .unrecognised else { return false }
        let lowered = text.lowercased()
        return ([word] + spellings).contains { $0.lowercased().utf8.elementsEqual(lowered.utf8) }
    }
}
