import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// One partner of one tenant: how it was set up, and what Microsoft's own records say, side by side.
struct ConnectionPage {
    private let tenant: TenantKey
    private let connection: Bits128?
    /// What Microsoft's records say; without anything where they do not have the partner.
    private let seen: ConnectionView
    /// Nil where no event tells of it being set up or seen up to the instant.
    private let setup: PartnershipView?

    init(
        _ timeline: ConnectionTimeline?, _ partnership: Partnership?, _ licences: TenantLicences?,
        tenant: TenantKey, connection: Bits128?, _ history: History, _ times: ResolvedTimes,
        _ reader: EvidenceReader
    ) throws {
        self.tenant = tenant
        self.connection = connection
        let positions =
            try connection.map {
                try history.ledger.positions(tag: Tag(.word("connection"), .id($0)))
                    .filter { times.prefix.holds($0) }
            } ?? []
        seen = try ConnectionView(
            timeline, kind: partnership?.kind?.value, positions, times.asOf, reader)
        setup = partnership.map { PartnershipView($0, licences, reader) }
    }

    func tell(evidence: Bool) {
        let name = connection?.guidText ?? setup?.partnership.key.text ?? ""
        Terminal.line("connection \(name)  tenant \(tenant.text)")
        if let product = setup?.partnership.product?.value { Terminal.line("product \(product.word)") }
        guard let setup else {
            Terminal.line("nothing was known of it at this instant")
            return
        }
        if connection != nil { seen.tellHead() }
        Terminal.line("")
        for sentence in setup.sentences { Terminal.line(sentence) }
        seen.tellParts()
        setup.tellParts()
        setup.tellHistory(evidence: evidence)
        seen.tellHistory(evidence: evidence)
    }

    func write(_ writer: inout JSONWriter, evidence: Bool) {
        writer.beginObject()
        writer.key("connection")
        if let connection { writer.string(connection.guidText) } else { writer.null() }
        writer.key("tenant")
        writer.string(tenant.text)
        seen.writeMembers(&writer, evidence: evidence)
        writer.key("sentences")
        writer.beginArray()
        for sentence in setup?.sentences ?? [] { writer.string(sentence) }
        writer.endArray()
        writer.key("setup")
        if let setup { setup.write(&writer, evidence: evidence) } else { writer.null() }
        writer.endObject()
    }
}
