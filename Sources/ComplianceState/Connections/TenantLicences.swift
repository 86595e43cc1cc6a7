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
    private var placeOf: [Key: Int] = [:]

    private struct Key: Hashable {
        let user: IdentityID
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

    mutating func take(_ event: SetupEvent) {
        let data = event.data
        let sku = data[SubscriptionEvents.sku]
        let plan = data[TenantEvents.plan]
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
