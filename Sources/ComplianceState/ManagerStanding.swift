public import EventCatalogue
public import LedgerModel

/// Which device managers have a device at an instant: by the events that take it in and let it go, each by
/// whom it names, else by who says it.
///
/// The region of the enrolment has one track, which the last word of whichever manager decides. That one
/// manager let a device go does not say that another one did: this tells them apart. What an end that names
/// nobody is of, its source tells; where that took nothing in, it is of all.
public struct ManagerStanding {
    /// A manager: as a product that documents are about, else as the source that speaks.
    public enum Name: Hashable, Sendable {
        case product(ReferenceData.Product)
        case source(SourceName)

        /// For people.
        public var text: String {
            switch self {
            case .product(let product): product.rawValue
            case .source(let source): source.description
            }
        }
    }

    /// That a manager took the device in, and has not let it go.
    public struct Hold: Hashable, Sendable {
        public let manager: Name
        public let since: Timestamp
        public let position: GlobalPosition
        /// When it last said that it took it in.
        public internal(set) var confirmed: Timestamp
        fileprivate let source: SourceName?
    }

    /// In the order in which they took it in.
    public private(set) var holds: [Hold] = []
    /// Who let it go last; nil where nobody did, and where nothing tells who.
    public private(set) var endedBy: Name?
    private var ended: Set<Name> = []
    private var isEndedByUnknown = false

    /// Cost: one event read for each fact of the device's enrolment.
    public init(_ device: DeviceTimeline, asOf instant: Timestamp, _ basis: ConclusionBasis) {
        // That an inventory lists a device says that the manager knows it, not that it took it in: one lists
        // those that another one manages.
        var listings: Set<GlobalPosition> = []
        for fact in device.facts where fact.region == .inventory { listings.insert(fact.position) }
        for fact in device.facts where fact.region == .enrolment && fact.occurred <= instant {
            guard let value = RegionValue.Enrolment(rawValue: fact.value.low) else { continue }
            if value == .enrolled, !listings.contains(fact.position) {
                take(fact, basis)
            } else if value.isEnd {
                letGo(fact, basis)
            }
        }
    }

    private mutating func take(_ fact: Fact, _ basis: ConclusionBasis) {
        guard let manager = basis.manager(fact.position) else { return }
        ended.remove(manager)
        isEndedByUnknown = false
        if let index = holds.firstIndex(where: { $0.manager == manager }) {
            holds[index].confirmed = fact.occurred
            return
        }
        holds.append(
            Hold(
                manager: manager, since: fact.occurred, position: fact.position, confirmed: fact.occurred,
                source: basis.source(fact.position)))
    }

    private mutating func letGo(_ fact: Fact, _ basis: ConclusionBasis) {
        let manager = basis.manager(fact.position)
        endedBy = manager
        if case .product? = manager {
            if let manager { ended.insert(manager) }
            holds.removeAll { $0.manager == manager }
            return
        }
        let source = basis.source(fact.position)
        let own = holds.filter { $0.source == source && source != nil }
        if own.isEmpty {
            holds = []
            isEndedByUnknown = true
        } else {
            if own.count == 1 { endedBy = own.first?.manager }
            ended.formUnion(own.map(\.manager))
            holds.removeAll { own.contains($0) }
        }
    }

    /// Whether a product has the device, as far as events tell; not where another one took it in since.
    ///
    /// - Parameter isKnown: whether anything else that was said of the device up to then is the product's.
    func has(_ product: ReferenceData.Product, isKnown: Bool) -> Bool {
        let name = Name.product(product)
        guard let own = holds.first(where: { $0.manager == name }) else {
            return isKnown && holds.isEmpty && !ended.contains(name) && !isEndedByUnknown
        }
        return !holds.contains { $0.manager != name && $0.since > own.confirmed }
    }

    /// Whether a product other than one has taken the device in after an instant, and has it still.
    func isElsewhere(than product: ReferenceData.Product, after instant: Timestamp) -> Bool {
        holds.contains { $0.manager != .product(product) && $0.since > instant }
    }
}

extension ManagerProduct {
    /// Which device manager an event names, whatever its type calls it; nil where it names none.
    public static func named(by event: RecordedEvent) -> ManagerProduct? {
        guard let fields = EventCatalogue.definition(of: event.type)?.fields else { return nil }
        let known = [
            DeviceEvents.product, ManagementEndEvents.product, EnrollmentEvents.product,
            ComplianceEvents.evaluator,
        ]
        // Another type has another field of the same number.
        let field = known.first { field in
            fields.contains {
                $0.number == field.definition.number && $0.name == field.definition.name
            }
        }
        return field.flatMap { PublicDataView(event)[$0] }
    }
}
