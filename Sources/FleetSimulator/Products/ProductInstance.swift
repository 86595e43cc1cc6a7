import LedgerModel

/// One tenant's instance of a product: what it is called, how its clock goes, and what it has of its own.
struct ProductInstance: Sendable {
    let product: ManagingProduct
    let tenant: TenantProfile
    /// The short name that operators give it; no record says it.
    let name: String
    /// Where its files stand.
    let folder: String
    /// By how many milliseconds its clock is ahead.
    let skew: Int
    /// Where people's browsers find it.
    let host: String
    /// Something of its own, as a key, a number or a topic.
    let id: Bits128

    init(_ fleet: Fleet, _ product: ManagingProduct, tenant index: Int) {
        var random = SeededRandom(seed: fleet.plan.seed, .instance, index, Int(product.rawValue))
        self.product = product
        tenant = fleet.tenants[index]
        name = String(tenant.domain.prefix { $0 != "." })
        folder = "\(product.word)/\(name)"
        skew = random.int(-3_000...7_000)
        host = "\(product.word).\(tenant.domain)"
        id = random.guid()
    }

    /// What operators call it: service and instance.
    var source: String { "\(product.word):\(name)" }

    /// The smart groups of Jamf Pro that decide compliance: of computers and of mobile devices.
    static let complianceGroups = (computers: 95, mobiles: 96)
    /// The smart groups to whose members Jamf Pro's integration applies.
    static let applicableGroups = (computers: 90, mobiles: 91)
    /// After how many notifications it is upgraded to the form of today.
    static let olderNotifications = 12

    /// An instant as the instance's clock has it, to the millisecond.
    func clock(_ time: Timestamp) -> Timestamp {
        let milliseconds = time.nanoseconds / 1_000_000 + Int64(skew)
        return Timestamp(nanoseconds: milliseconds * 1_000_000)
    }

    /// An instant of the instance's clock in milliseconds since 1970.
    func milliseconds(_ time: Timestamp) -> Int64 { clock(time).nanoseconds / 1_000_000 }
}
