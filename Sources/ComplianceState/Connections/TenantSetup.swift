import EventCatalogue
import LedgerModel

/// All that is told of the partners of one tenant, sorted by whom it is about.
///
/// Events name a partner by its id, or by its product; consent names an application, and belongs to the
/// partners that come by it, else to those of its product. What names neither is nobody's.
struct TenantSetup {
    private let tenant: TenantKey
    private let instant: Timestamp
    /// In their order.
    private let events: [SetupEvent]
    private let firstLicence: Dated<SetupEventKind>?
    private var productOf: [PartnershipKey: ManagerProduct] = [:]
    private var keysOfProduct: [ManagerProduct: [PartnershipKey]] = [:]
    private var typeOf: [PartnershipKey: PartnerConnectionType] = [:]
    private var keysOfApplication: [Bits128: [PartnershipKey]] = [:]
    /// Whose an application is, by events that name both.
    private var productsOfApplication: [Bits128: Set<ManagerProduct>] = [:]
    private var managesWindows: Set<PartnershipKey> = []
    private var usesPartner: Set<PartnershipKey> = []

    /// - Parameter events: in their order.
    init(
        _ tenant: TenantKey, _ events: [SetupEvent], asOf instant: Timestamp,
        firstLicence: Dated<SetupEventKind>?
    ) {
        self.tenant = tenant
        self.instant = instant
        self.events = Self.naming(events)
        self.firstLicence = firstLicence
        for event in self.events where event.kind.isOfPartner { meet(event) }
        // What an id names comes before what a product alone names.
        for event in self.events where !event.kind.isOfPartner && event.connection != nil { hear(event) }
        for event in self.events where !event.kind.isOfPartner && event.connection == nil { hear(event) }
    }

    /// Events with the application that others name together with the same service principal.
    private static func naming(_ events: [SetupEvent]) -> [SetupEvent] {
        var applicationOf: [Bits128: Bits128] = [:]
        for event in events {
            if let principal = event.principal, let application = event.application {
                applicationOf[principal] = application
            }
        }
        guard !applicationOf.isEmpty else { return events }
        return events.map { event in
            guard event.application == nil, let principal = event.principal else { return event }
            return event.of(applicationOf[principal])
        }
    }

    private static func key(_ event: SetupEvent) -> PartnershipKey {
        event.connection.map { .connection($0) } ?? .product(event.product ?? .unrecognised)
    }

    /// Takes note of a partner that an event is about.
    private mutating func meet(_ event: SetupEvent) {
        let key = Self.key(event)
        usesPartner.insert(key)
        if let product = event.product {
            name(key, product)
        } else if case .product(let product) = key {
            name(key, product)
        } else if productOf[key] == nil {
            name(key, .unrecognised)
        }
        switch event.kind {
        case .configured, .tested:
            if let type = event.data[PartnerSetupEvents.connectionType].known { typeOf[key] = type }
        case .added, .applicationNamed, .registrationCompleted, .registrationFailed, .secretChanged,
            .secretExpired:
            break
        default: return
        }
        if let application = event.application, keysOfApplication[application]?.contains(key) != true {
            keysOfApplication[application, default: []].append(key)
        }
    }

    private mutating func name(_ key: PartnershipKey, _ product: ManagerProduct) {
        let before = productOf.updateValue(product, forKey: key)
        guard before != product else { return }
        if let before { keysOfProduct[before]?.removeAll { $0 == key } }
        keysOfProduct[product, default: []].append(key)
    }

    /// Takes note of partners that only their installations, or consent to them, tell of.
    private mutating func hear(_ event: SetupEvent) {
        guard event.kind.isOfInstallation || event.kind.isOfApplication else { return }
        if event.kind.isOfApplication, let application = event.application, let product = event.product {
            productsOfApplication[application, default: []].insert(product)
        }
        var found = keys(of: event)
        if found.isEmpty {
            guard event.product != nil || event.kind.isOfInstallation else { return }
            let key =
                event.kind.isOfInstallation ? Self.key(event) : .product(event.product ?? .unrecognised)
            name(key, event.product ?? .unrecognised)
            found = [key]
        }
        for key in found where event.kind.isOfWindows { managesWindows.insert(key) }
        for key in found where event.kind.isOfApplication { usesPartner.insert(key) }
    }

    /// The partners that an event is about, of those that are known.
    private func keys(of event: SetupEvent) -> [PartnershipKey] {
        if event.kind.isOfPartner { return [Self.key(event)] }
        if event.kind.isOfApplication, let application = event.application,
            let keys = keysOfApplication[application]
        {
            return keys
        }
        if let connection = event.connection {
            return productOf[.connection(connection)] == nil ? [] : [.connection(connection)]
        }
        if let product = event.product {
            return keysOfProduct[product] ?? []
        }
        if event.kind.isOfApplication, let application = event.application,
            let products = productsOfApplication[application], let product = products.first,
            products.count == 1
        {
            return keysOfProduct[product] ?? []
        }
        switch event.kind {
        case .directorySynced, .locationChanged: return Array(productOf.keys)
        case _ where event.kind.isOfInstallation:
            return productOf[.product(.unrecognised)] == nil ? [] : [.product(.unrecognised)]
        default: return []
        }
    }

    private func procedures(of key: PartnershipKey) -> [ReferenceData.OnboardingProcedure] {
        switch productOf[key] {
        case .maas360?: return [.maas360]
        case .ivantiEPMM?: return [.ivantiCore]
        case .workspaceOne?:
            var out: [ReferenceData.OnboardingProcedure] = []
            if usesPartner.contains(key), typeOf[key] != .mdmApp { out.append(.workspaceOnePartner) }
            if managesWindows.contains(key) || typeOf[key] == .mdmApp || out.isEmpty {
                out.append(.workspaceOneWindows)
            }
            return out
        case .jamfPro?:
            switch typeOf[key] {
            case .cloudConnector?: return [.jamfCloudConnector]
            case .manual?: return [.jamfManual]
            default: return []
            }
        default: return []
        }
    }

    /// By which procedures the partner itself may be connected.
    private func candidates(of key: PartnershipKey) -> [ReferenceData.OnboardingProcedure] {
        if productOf[key] == .jamfPro, typeOf[key] == nil { return [.jamfManual, .jamfCloudConnector] }
        return procedures(of: key).filter { $0 != .workspaceOneWindows }
    }

    /// All partners, by their keys.
    func partnerships() -> [Partnership] {
        let keys = productOf.keys.sorted()
        var all = keys.map {
            Partnership(tenant, $0, instant, procedures(of: $0), candidates: candidates(of: $0))
        }
        let placeOf = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($0.element, $0.offset) })
        // What is the tenant's belongs to nobody's history, and to everybody's progress.
        var shared: [SetupEvent] = []
        for event in events {
            if event.kind.isOfTenant, event.kind != .directorySynced { shared.append(event) }
            for place in self.keys(of: event).compactMap({ placeOf[$0] }).sorted() {
                let holders = self.holders(against: event, among: all, but: place)
                all[place].take(event, holders: holders)
            }
        }
        for place in all.indices {
            all[place].installations.judgeTogether()
            all[place].judgeInstallations()
            all[place].onboard(shared, firstLicence)
        }
        return all
    }

    /// What proves that other partners have the operating systems that an event is about; of those events
    /// alone that ask for one.
    private func holders(
        against event: SetupEvent, among all: [Partnership], but place: Int
    ) -> [Platform: [GlobalPosition]] {
        guard event.kind == .added || event.kind == .enabled || event.kind == .resumed else { return [:] }
        var out: [Platform: [GlobalPosition]] = [:]
        for platform in event.platform.map({ [$0] }) ?? all[place].platforms.compactMap(\.platform) {
            let found = holders(of: platform, among: all, but: place)
            if !found.isEmpty { out[platform] = found }
        }
        return out
    }

    /// What proves that other partners have an operating system.
    private func holders(
        of platform: Platform, among all: [Partnership], but place: Int
    ) -> [GlobalPosition] {
        let own = productOf[all[place].key].known
        return all.indices.compactMap { other in
            guard other != place, let life = all[other].track(platform)?.lives.last,
                life.last.state.holdsPlatform
            else { return nil }
            let product = productOf[all[other].key].known
            let isOneNamed = (all[other].key.connection == nil) != (all[place].key.connection == nil)
            // One of them has no id: they may be one and the same.
            if isOneNamed, own == nil || product == nil || own == product { return nil }
            // By what it came to have it, which nothing has undone.
            return life.steps[0].position
        }
    }
}

extension SetupEventKind {
    /// Whether it is about Windows by the management application, which needs no partner.
    fileprivate var isOfWindows: Bool {
        switch self {
        case .windowsSet, .identityServiceSet, .managementScopeSet, .managementAppAdded, .mappingSet: true
        default: false
        }
    }
}

extension Partnership {
    /// Several installations of Jamf Pro work on one tenant by Cloud Connector alone.
    mutating func judgeInstallations() {
        guard product?.value == .jamfPro, let connectionType, connectionType.value == .manual else { return }
        let connected = installations.filter { $0.isConnected?.value == true }
        guard connected.count > 1 else { return }
        let last = connected.flatMap(\.events).filter { $0.kind == .instanceConnected }.max()
        guard let last else { return }
        deviations.note(
            PartnershipDeviation(
                .severalWithoutConnector, last,
                against: connected.compactMap { $0.isConnected?.position } + [connectionType.position]))
    }

    mutating func onboard(_ shared: [SetupEvent], _ firstLicence: Dated<SetupEventKind>?) {
        let own = product?.value
        let mine = (events.filter { isOfPresentLife($0) } + installations.flatMap(\.events)).sorted()
        let all = (mine + shared.filter { $0.product == nil || $0.product == own }).sorted()
        onboarding = procedures.map {
            OnboardingProgress(
                $0, at: instant, all, since: mine.first, firstLicence: firstLicence,
                consent: consents.firstConcluded)
        }
    }

    /// What was done in an earlier life is done no more; what was done behind its end was done for this one.
    private func isOfPresentLife(_ event: SetupEvent) -> Bool {
        guard event.kind != .featureEnabled, event.kind.isOfPartner || event.kind.isOfApplication
        else { return true }
        let track = event.platform.flatMap { self.track($0) } ?? whole
        guard let end = track.earlierLives.last?.last else { return true }
        return (event.occurred, event.position) > (end.since, end.position)
    }
}
