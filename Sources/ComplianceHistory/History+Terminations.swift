public import ComplianceLedger
public import ComplianceState
import EventCatalogue
public import LedgerModel

extension History {
    /// The types of events that end a partner's connection, or say that it works.
    private static let connectionTypes = [
        PartnerSetupEvents.terminated.type, PartnerSetupEvents.added.type, PartnerSetupEvents.enabled.type,
        PartnerSetupEvents.resumed.type, ConnectionEvents.stateObserved.type, ConnectionEvents.changed.type,
    ]

    /// The partners of a tenant whose connection was ended, as far as a prefix of the log says, up to an
    /// instant; by (occurred, position).
    ///
    /// A connection that was seen to work since has not ended. Where an event does not say which device
    /// manager it is of, another event of the connection may. Cost: one look at each event of a connection.
    public func terminations(
        of tenant: Tag, asOf instant: Timestamp, below limit: TreeSize
    ) throws(LedgerError) -> [PartnerTermination] {
        let events = try events(of: Self.connectionTypes, below: limit, [tenant])
        var ended: [Tag?: PartnerTermination] = [:]
        for event in events where event.occurred.instant <= instant {
            let connection = event.tags.first { Self.isConnection($0) }
            if let end = PartnerTermination(event) {
                ended[connection] = ended[connection].map { $0.updated(by: end) } ?? end
            } else if Self.works(event) {
                ended[connection] = nil
            }
        }
        var out: [PartnerTermination] = []
        for (connection, end) in ended {
            if end.product == nil, let connection {
                out.append(end.named(try product(of: connection, below: limit)))
            } else {
                out.append(end)
            }
        }
        return out.sorted { ($0.occurred, $0.position) < ($1.occurred, $1.position) }
    }

    private static func works(_ event: RecordedEvent) -> Bool {
        let data = PublicDataView(event)
        switch event.type {
        case ConnectionEvents.stateObserved.type:
            return data[ConnectionEvents.state] == .enabled
        case ConnectionEvents.changed.type: return data[ConnectionEvents.change] == .created
        default: return true
        }
    }

    /// Which device manager a connection is of, as the last of its events that says it.
    private func product(of connection: Tag, below limit: TreeSize) throws(LedgerError) -> ManagerProduct? {
        var product: ManagerProduct?
        for position in try ledger.positions(tag: connection) where limit.holds(position) {
            let event = try ledger.event(at: position)
            guard event.type.family.elementsEqual("partner".utf8) else { continue }
            product = PartnerTermination.product(event) ?? product
        }
        return product
    }

    /// Whether an event's content is the one of its record that counts, as far as a prefix of the log says.
    func counts(_ event: RecordedEvent, below limit: TreeSize) throws(LedgerError) -> Bool {
        var fold = LedgerFold()
        try noteContents(ofRecordOf: event.id, below: limit, in: &fold)
        return fold.inForce().contains(
            event.recordKey, contentTag: event.contentTag, mapping: event.mappingRevision)
    }

    private static func isConnection(_ tag: Tag) -> Bool {
        guard case .token(let word) = tag.components.first else { return false }
        return word.bytes.elementsEqual("connection".utf8)
    }
}
