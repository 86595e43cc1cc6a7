import LedgerModel

/// One tenant: its ids, its policies, its group and the person who administers it.
struct TenantProfile: Sendable {
    let index: Int
    let id: Bits128
    let domain: String
    let place: Place
    let officeAddress: String
    let administrator: PersonProfile
    /// The device manager's application, and what it is in this tenant.
    let partnerApp: Bits128
    let partnerPrincipal: Bits128
    /// The service that writes compliance into the directory, and the one that registers devices.
    let complianceWriter: Bits128
    let registrationWriter: Bits128
    let compliancePolicy: Bits128
    let group: Bits128
    let accessPolicies: [Bits128]
    /// The workspace that keeps the tenant's logs.
    let workspace: Bits128

    static let partnerName = "Kestrel Device Compliance"

    init(seed: UInt64, index: Int) {
        var random = SeededRandom(seed: seed, .tenant, index)
        let company = NameStock.companies[index % NameStock.companies.count]
        self.index = index
        id = random.guid()
        domain = index == 0 ? "\(company).example" : "\(company)\(index).example"
        place = random.pick(Place.all)
        officeAddress = "203.0.113.\(1 + index % 254)"
        administrator = PersonProfile(seed: seed, administratorOf: index, domain: domain, place: place)
        partnerApp = random.guid()
        partnerPrincipal = random.guid()
        complianceWriter = random.guid()
        registrationWriter = random.guid()
        compliancePolicy = random.guid()
        group = random.guid()
        accessPolicies = AccessPolicy.allCases.map { _ in random.guid() }
        workspace = random.guid()
    }

    func id(of policy: AccessPolicy) -> Bits128 { accessPolicies[Int(policy.rawValue)] }

    var groupName: String { "GS-\(domain)-Mobile Workers" }
}
