import DeterministicCBOR
public import EventCatalogue
public import LedgerModel
import RecordFormat

/// The licences that people of a tenant have, and how many it can assign.
///
/// Whose they are is told by the random ids of identities alone.
public struct TenantLicences: Hashable, Sendable {
    /// One licence of one person, by the way it was given: by a group, or as the person's own.
    public struct Holding: Hashable, Sendable {
        public let user: IdentityID
        public let sku: Bits128?
        public let plan: Bits128?
        /// The group by which the person has it.
        public let group: Bits128?
        public internal(set) var includesIntune: Bool?
        public internal(set) var includesPremium: Bool?
        /// Whether the person has it, since when, and what proves it.
        public internal(set) var isHeld: Dated<Bool>
    }

    /// How many licences a tenant can assign, as last told.
    public struct Plan: Hashable, Sendable {
        public let sku: Bits128?
        public let plan: Bits128?
        /// Whether the subscription can be used; nil for what is told of its plans.
        public internal(set) var status: CapabilityStatus?
        public internal(set) var enabled: Int64?
        public internal(set) var consumed: Int64?
        public internal(set) var includesIntune: Bool?
        public internal(set) var includesPremium: Bool?
        public internal(set) var change: ConfigurationChange?
        public internal(set) var last: Dated<SetupEventKind>
    }

    public let tenant: TenantKey
    public private(set) var holdings: [Holding] = []
    public private(set) var plans: [Plan] = []
    /// What the tenant has subscribed to, as far as somebody said that it bought, changed or ended it.
    public private(set) var subscriptions: [Plan] = []
    private var placeOf: [Key: Int] = [:]

    private struct Key: Hashable {
        /// Nil for everybody.
        let user: IdentityID?
        let sku: Bits128?
        let plan: Bits128?
        let group: Bits128?
    }

    init(_ tenant: TenantKey) { self.tenant = tenant }

    /// Takes a licence that was given or taken, in the order of events.
    mutating func take(_ licence: StoredLicence) {
        let fields = licence.fields
        let key = Key(user: licence.user, sku: fields.sku, plan: fields.plan, group: fields.group)
        let held = Dated(
            licence.isGiven, since: licence.occurred, position: licence.content.position)
        guard let place = placeOf[key] else {
            placeOf[key] = holdings.count
            holdings.append(
                Holding(
                    user: licence.user, sku: fields.sku, plan: fields.plan, group: fields.group,
                    includesIntune: fields.includesIntune, includesPremium: fields.includesPremium,
                    isHeld: held))
            return
        }
        if holdings[place].isHeld.value != licence.isGiven { holdings[place].isHeld = held }
        if let includes = fields.includesIntune { holdings[place].includesIntune = includes }
        if let includes = fields.includesPremium { holdings[place].includesPremium = includes }
    }

    /// Takes what was said of a plan or of a subscription, in the order of events.
    mutating func take(_ event: SetupEvent) {
        if event.kind == .subscriptionChanged {
            Self.take(event, plan: nil, in: &subscriptions)
        } else {
            Self.take(event, plan: event.data[TenantEvents.plan], in: &plans)
        }
    }

    private static func take(_ event: SetupEvent, plan: Bits128?, in plans: inout [Plan]) {
        let data = event.data
        let sku = data[SubscriptionEvents.sku]
        let place = plans.firstIndex { $0.sku == sku && $0.plan == plan } ?? plans.count
        if place == plans.count {
            plans.append(Plan(sku: sku, plan: plan, last: Dated(event.kind, event)))
        }
        plans[place].last = Dated(event.kind, event)
        if let enabled = data[SubscriptionEvents.enabled] { plans[place].enabled = enabled }
        if let consumed = data[SubscriptionEvents.consumed] { plans[place].consumed = consumed }
        if let includes = data[SubscriptionEvents.includesIntune] { plans[place].includesIntune = includes }
        if let includes = data[SubscriptionEvents.includesPremium] {
            plans[place].includesPremium = includes
        }
        plans[place].change = data[TenantEvents.change].known
        guard event.kind == .subscriptionChanged else { return }
        if let status = data[SubscriptionEvents.status].known { plans[place].status = status }
    }

    /// What people hold of one product or plan, all ways by which they have it taken together.
    public struct Held: Hashable, Sendable {
        public let sku: Bits128?
        public let plan: Bits128?
        public internal(set) var includesIntune: Bool?
        public internal(set) var includesPremium: Bool?
        /// How many people have it.
        public internal(set) var people: Int
        /// The last change of anybody's, and whether it was given then.
        public internal(set) var last: Dated<Bool>
    }

    /// What people hold, product by product in the order in which they were first told of.
    public var held: [Held] {
        var out: [Held] = []
        var placeOf: [Key: Int] = [:]
        var holders: [Key: Set<IdentityID>] = [:]
        for holding in holdings {
            let key = Key(user: nil, sku: holding.sku, plan: holding.plan, group: nil)
            let place = placeOf[key] ?? out.count
            if place == out.count {
                placeOf[key] = place
                out.append(Held(sku: holding.sku, plan: holding.plan, people: 0, last: holding.isHeld))
            }
            if let includes = holding.includesIntune { out[place].includesIntune = includes }
            if let includes = holding.includesPremium { out[place].includesPremium = includes }
            if holding.isHeld.value, holders[key, default: []].insert(holding.user).inserted {
                out[place].people += 1
            }
            let (last, own) = (out[place].last, holding.isHeld)
            if (own.since, own.position) > (last.since, last.position) { out[place].last = own }
        }
        return out
    }

    /// What a person has or had, in the order in which it was first told of.
    public func holdings(of user: IdentityID) -> [Holding] { holdings.filter { $0.user == user } }

    /// How many people hold a licence that is one of some.
    private func people(_ isOne: (Holding) -> Bool) -> Int {
        Set(holdings.filter { $0.isHeld.value && isOne($0) }.map(\.user)).count
    }

    /// People who hold any licence, as far as events tell.
    public var licensed: Int { people { _ in true } }
    /// Those whose devices may be managed by it.
    public var withIntune: Int { people { $0.includesIntune == true } }
    /// Those for whom it has conditional access.
    public var withPremium: Int { people { $0.includesPremium == true } }
}

/// A licence given or taken, as the fold holds it.
struct StoredLicence: Sendable {
    let content: RecordContent
    let occurred: Timestamp
    let tenant: Int
    let user: IdentityID
    let isGiven: Bool
    let fields: LicenceFields
}

/// The fields of an event of a licence; read in one pass and without allocation.
struct LicenceFields: Hashable, Sendable {
    private(set) var sku: Bits128?
    private(set) var plan: Bits128?
    private(set) var group: Bits128?
    private(set) var includesIntune: Bool?
    private(set) var includesPremium: Bool?

    init(_ view: RecordView) {
        var reader = CBORReader(view.slice(view.dataRange))
        do throws(CBORError) {
            for _ in 0..<(try reader.readMapHeader()) {
                let number = try reader.readUnsigned()
                try read(number, &reader)
            }
        } catch {
            return
        }
    }

    private mutating func read(_ number: UInt64, _ reader: inout CBORReader) throws(CBORError) {
        switch number {
        case Self.numbers.sku: sku = try Bits128.decode(&reader)
        case Self.numbers.plan: plan = try Bits128.decode(&reader)
        case Self.numbers.group: group = try Bits128.decode(&reader)
        case Self.numbers.includesIntune: includesIntune = try reader.readBool()
        case Self.numbers.includesPremium: includesPremium = try reader.readBool()
        default: try reader.skipItem()
        }
    }

    private static let numbers = (
        sku: UInt64(PeopleEvents.sku.definition.number), plan: UInt64(PeopleEvents.plan.definition.number),
        group: UInt64(PeopleEvents.group.definition.number),
        includesIntune: UInt64(PeopleEvents.includesIntune.definition.number),
        includesPremium: UInt64(PeopleEvents.includesPremium.definition.number)
    )
}
