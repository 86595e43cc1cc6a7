public import EventCatalogue
public import LedgerModel

/// What is known beside a device's own history, for what is concluded and told of it.
///
/// Nothing here is read by a fold: who asks reads it, for the instant and the prefix of the log that are
/// asked for.
public struct ConclusionBasis {
    /// What a compliance policy did about devices that were not compliant, and the event that says so.
    public typealias Actions = (actions: [ScheduledAction], position: GlobalPosition)

    public var managers: ManagerActivity
    /// The source of the event at a position; nil where that cannot be read.
    public var source: (GlobalPosition) -> SourceName?
    /// The public data of the event at a position; nil where it cannot be read.
    public var data: (GlobalPosition) -> PublicDataView?
    /// Which device manager the event at a position names; nil where it names none, or cannot be read.
    public var product: (GlobalPosition) -> ManagerProduct?
    /// What documents state, each for its time.
    public var reference: ReferenceData
    /// All actions that a compliance policy had in a time, the first at its beginning; nil where they were
    /// not known throughout.
    public var actions: (Bits128, ClosedRange<Timestamp>) -> [Actions]? = { _, _ in nil }
    /// The decisions on access of the device that count.
    public var decisions: [AccessDecision] = []
    /// The licences of the device's owner, whom the rule of one conclusion alone asks for; nil where none are
    /// known.
    public var owner: () -> UserTimeline? = { nil }
    /// The partners of the device's tenant whose connection was ended.
    public var terminations: [PartnerTermination] = []

    public init(
        managers: ManagerActivity, source: @escaping (GlobalPosition) -> SourceName?,
        data: @escaping (GlobalPosition) -> PublicDataView?,
        product: @escaping (GlobalPosition) -> ManagerProduct?, reference: ReferenceData
    ) {
        self.managers = managers
        self.source = source
        self.data = data
        self.product = product
        self.reference = reference
    }

    /// Whether the tenant's own device manager evaluated, by whom the event names, else by who says it.
    func isByIntune(_ position: GlobalPosition) -> Bool {
        if let evaluator = data(position)?[ComplianceEvents.evaluator] { return evaluator == .intune }
        return source(position).map { SourceService($0) == .intune } ?? false
    }

    /// Whether the tenant's own device manager has a device, by what the event names, else by who says it.
    func isOfIntune(_ position: GlobalPosition) -> Bool {
        if let product = data(position)?[DeviceEvents.product] { return product == .intune }
        return source(position).map { SourceService($0) == .intune } ?? false
    }

    /// Who a manager is that says the event at a position: whom it names, else whose source it is. Nil where
    /// the event cannot be read, and of the directory, which manages nothing.
    func manager(_ position: GlobalPosition) -> ManagerStanding.Name? {
        if let named = product(position)?.documented { return .product(named) }
        guard let source = source(position) else { return nil }
        guard let product = ReferenceData.Product(source) else { return .source(source) }
        return product == .entra ? nil : .product(product)
    }

    /// The device managers of a device up to an instant, as far as events name them or are theirs.
    ///
    /// Cost: one event read for each fact of the enrolment, and for each that is of an instant at which
    /// something else that managers say began.
    func products(of device: DeviceTimeline, asOf instant: Timestamp) -> Set<ReferenceData.Product> {
        var beginnings: Set<Timestamp> = []
        for interval in device.intervals where interval.from <= instant && !interval.isInferred {
            if Self.isOfManager(interval.region, interval.detail) { beginnings.insert(interval.from) }
        }
        // Of the events of one instant any may name it: the one that began an interval is only the first.
        var positions: Set<GlobalPosition> = []
        for fact in device.facts where fact.occurred <= instant && Self.isOfManager(fact.region, fact.detail)
        {
            if fact.region == .enrolment || beginnings.contains(fact.occurred) {
                positions.insert(fact.position)
            }
        }
        var out: Set<ReferenceData.Product> = []
        for position in positions {
            if let product = product(position)?.documented { out.insert(product) }
            if let product = source(position).flatMap({ ReferenceData.Product($0) }), product != .entra {
                out.insert(product)
            }
        }
        return out
    }

    private static func isOfManager(_ region: Region, _ detail: UInt8) -> Bool {
        switch region {
        case .enrolment, .contact, .inventory: true
        case .complianceEvaluated: detail != 0
        default: false
        }
    }
}

/// That a partner's connection was ended, and what becomes of its devices.
public struct PartnerTermination: Hashable, Sendable {
    /// Which device manager it is; nil where the event does not say.
    public let product: ManagerProduct?
    /// For which operating system; nil for all.
    public let platform: Platform?
    public let occurred: Timestamp
    public let position: GlobalPosition
    /// When its devices are marked as not compliant; nil where that is not told.
    public let nonComplianceAt: Timestamp?
    /// When its devices are removed; nil where that is not told.
    public let removalAt: Timestamp?

    public init(
        product: ManagerProduct?, platform: Platform?, occurred: Timestamp, position: GlobalPosition,
        nonComplianceAt: Timestamp?, removalAt: Timestamp?
    ) {
        self.product = product
        self.platform = platform
        self.occurred = occurred
        self.position = position
        self.nonComplianceAt = nonComplianceAt
        self.removalAt = removalAt
    }

    /// Nil for an event that ends no partner's connection.
    public init?(_ event: RecordedEvent) {
        let data = PublicDataView(event)
        switch event.type {
        case PartnerSetupEvents.terminated.type: break
        case ConnectionEvents.stateObserved.type:
            guard data[ConnectionEvents.state] == .terminated else { return nil }
        case ConnectionEvents.changed.type:
            guard data[ConnectionEvents.change] == .terminated else { return nil }
        default: return nil
        }
        self.init(
            product: Self.product(event), platform: data[ConnectionEvents.platform],
            occurred: event.occurred.instant, position: event.position,
            nonComplianceAt: data[ConnectionEvents.nonComplianceAt],
            removalAt: data[ConnectionEvents.removalAt])
    }

    /// Which device manager an event of a connection names. Of a state that was seen another field has that
    /// one's number.
    public static func product(_ event: RecordedEvent) -> ManagerProduct? {
        let product = PartnerSetupEvents.product
        let names = EventCatalogue.definition(of: event.type)?.fields.contains {
            $0.number == product.definition.number && $0.name == product.definition.name
        }
        return names == true ? PublicDataView(event)[product] : nil
    }

    /// The same end with what a later event says of it.
    public func updated(by later: PartnerTermination) -> PartnerTermination {
        PartnerTermination(
            product: later.product ?? product, platform: platform == later.platform ? platform : nil,
            occurred: occurred, position: position,
            nonComplianceAt: later.nonComplianceAt ?? nonComplianceAt,
            removalAt: later.removalAt ?? removalAt)
    }

    /// The same end where another event says which device manager it is of.
    public func named(_ product: ManagerProduct?) -> PartnerTermination {
        PartnerTermination(
            product: self.product ?? product, platform: platform, occurred: occurred, position: position,
            nonComplianceAt: nonComplianceAt, removalAt: removalAt)
    }
}
