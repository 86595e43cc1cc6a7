import EventCatalogue
import LedgerModel

/// A tenant's settings, connections and installations, as far as rules ask for them.
struct TenantRecord: Sendable {
    /// Whose factors, and of which people; nil for all.
    struct FactorsOf: Hashable, Sendable {
        var askedBy: FactorProvider
        var userKind: DirectoryUserKind?
    }

    /// A group, and the device manager that was asked about it; nil where the event does not say.
    struct GroupOf: Hashable, Sendable {
        var group: Bits128
        var product: ManagerProduct?
    }

    /// What a device manager was seen to know of a group.
    struct GroupStanding: Hashable, Sendable {
        var isManaged: Bool
        var isOfDirectory: Bool?
    }

    /// A change of users or platforms, or a sync: never the same as another.
    typealias Mark = RulePlace

    var workflow = Series<EnrollmentWorkflow>()
    var setting = Series<DefaultAuthentication>()
    var factors: [FactorsOf: Series<FactorSetting>] = [:]
    /// By whose application it is; nil where the event does not say.
    var consents: [ManagerProduct?: Series<Bool>] = [:]
    var connections: [ConnectionKey: ConnectionRecord] = [:]
    var instances: [Bits128: InstanceRecord] = [:]
    var changes: [ManagerProduct: Series<Mark>] = [:]
    /// By the device manager that was synchronised; nil where the event does not say.
    var syncs: [ManagerProduct?: Series<Mark>] = [:]
    /// Whether bringing people and groups is set up, in the same way.
    var syncSettings: [ManagerProduct?: Series<Bool>] = [:]
    /// By which attribute people are found, where the event names no installation.
    var mappings: [ManagerProduct?: Series<IdentityAttribute>] = [:]
    var groups: [GroupOf: Series<GroupStanding>] = [:]

    mutating func add(_ event: RuleEvent, _ kind: RuleEventKind) {
        let data = event.data
        switch kind {
        case .workflowEnabled, .defaultSet, .factorsSet:
            // The settings are MaaS360's, and those of no other device manager.
            if let product = data[SignInSettingEvents.product], product != .maas360 { return }
            set(kind, by: event)
        case .consentGranted: consents[data[ConsentEvents.product], default: Series()].add(true, at: event)
        case .directorySynced where data[TenantEvents.outcome].isNoFailure:
            syncs[data[TenantEvents.product], default: Series()].add(event.place, at: event)
        case .syncConfigured:
            syncSettings[data[TenantEvents.product], default: Series()].add(
                data[TenantEvents.isEnabled] ?? true, at: event)
        case .instanceConnected, .instanceDisconnected, .policyEnabled, .policyDisabled, .versionObserved,
            .mappingSet, .windowsSet:
            guard let instance = data[InstanceEvents.instance] else {
                if kind == .mappingSet {
                    mappings[data[InstanceEvents.product], default: Series()].add(event.mapping, at: event)
                }
                return
            }
            instances[instance, default: InstanceRecord()].add(event, kind)
        default:
            guard kind.isOfConnection, let key = ConnectionKey(event) else { return }
            connections[key, default: ConnectionRecord()].add(event, kind)
            if kind == .partnerAdded || kind == .partnerRemoved || kind == .partnerAssigned
                || kind == .scopeChanged, let product = connections[key]?.product
            {
                changes[product, default: Series()].add(event.place, at: event)
            }
        }
    }

    mutating func observe(_ group: Bits128, _ event: RuleEvent) {
        guard let isManaged = event.data[ScopeEvents.isManaged] else { return }
        let key = GroupOf(group: group, product: event.data[ScopeEvents.product])
        groups[key, default: Series()].add(
            GroupStanding(isManaged: isManaged, isOfDirectory: event.data[ScopeEvents.isOfDirectory]),
            at: event)
    }

    private mutating func set(_ kind: RuleEventKind, by event: RuleEvent) {
        let data = event.data
        switch kind {
        case .workflowEnabled:
            if let workflow = data[SignInSettingEvents.workflow].known {
                self.workflow.add(workflow, at: event)
            }
        case .defaultSet:
            if let setting = data[SignInSettingEvents.setting].known { self.setting.add(setting, at: event) }
        default:
            guard let askedBy = data[SignInSettingEvents.askedBy].known,
                let factors = data[SignInSettingEvents.factors].known
            else { return }
            let key = FactorsOf(askedBy: askedBy, userKind: data[SignInSettingEvents.userKind].known)
            self.factors[key, default: Series()].add(factors, at: event)
        }
    }

    /// How many factors people of a directory have to give, as it was set last: for them or for all.
    func factors(
        askedBy: FactorProvider, of userKind: DirectoryUserKind, at instant: Timestamp
    ) -> Series<FactorSetting>.Entry? {
        [userKind, nil].compactMap { factors[FactorsOf(askedBy: askedBy, userKind: $0)]?.at(instant) }
            .max { ($0.since, $0.place) < ($1.since, $1.place) }
    }
}

/// A partner's connection by its id, or where no event gives one by its product.
enum ConnectionKey: Hashable, Sendable {
    case id(Bits128)
    case product(ManagerProduct)

    init?(_ event: RuleEvent) {
        if let id = event.connection {
            self = .id(id)
        } else if let product = event.setupProduct, product != .unrecognised {
            self = .product(product)
        } else {
            return nil
        }
    }

    /// The connection of an installation's event.
    init?(installation event: RuleEvent) {
        if let id = event.connection {
            self = .id(id)
        } else if let product = event.data[InstanceEvents.product].known {
            self = .product(product)
        } else {
            return nil
        }
    }

    var text: String {
        switch self {
        case .id(let id): "partner \(id.guidText)"
        case .product(let product): "partner \(product.word)"
        }
    }
}

extension RuleEvent {
    /// The attribute of a mapping; that one was set counts without its word, too.
    var mapping: IdentityAttribute { data[InstanceEvents.attribute] ?? .unrecognised }

    /// The device manager that a connection's event names.
    var setupProduct: ManagerProduct? {
        switch kind {
        case .scopeChanged?: data[ScopeEvents.product]
        case .partnerObserved?, .partnerChanged?, nil: nil
        default: kind?.isOfConnection == true ? data[PartnerSetupEvents.product] : nil
        }
    }
}
