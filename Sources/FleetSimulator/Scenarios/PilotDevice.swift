import EventCatalogue
import LedgerModel

/// A device of a scenario's company. It stands in events alone.
struct PilotDevice: Sendable {
    let number: Int
    let platform: Platform
    let ownership: Ownership
    let serialNumber: String
    var intune: Bits128
    var entraDevice: Bits128
    var entraObject: Bits128
    /// The directory's id at a registration that comes later.
    let laterDevice: Bits128
    let laterObject: Bits128
    let osVersion: VersionNumber
    let person: PersonProfile

    init(_ plan: FleetPlan, _ company: Company, number: Int, platform: Platform, ownership: Ownership) {
        var random = SeededRandom(
            seed: plan.seed, .pilot, Int(company.scenario.rawValue) * 10_000 + number)
        self.number = number
        self.platform = platform
        self.ownership = ownership
        serialNumber = "PV" + random.code(5) + String(number, radix: 36, uppercase: true)
        intune = random.guid()
        entraDevice = random.guid()
        entraObject = random.guid()
        laterDevice = random.guid()
        laterObject = random.guid()
        osVersion =
            switch platform {
            case .windows: VersionNumber(major: 10, minor: 0, patch: 22_631, build: 4_317)
            case .macOS: VersionNumber(major: 14, minor: Int64(random.int(1...7)))
            case .iOS, .iPadOS: VersionNumber(major: 17, minor: Int64(random.int(0...6)))
            case .linux: VersionNumber(major: 24, minor: 4)
            default: VersionNumber(major: Int64(random.int(13...15)))
            }
        person = company.person(number)
    }

    /// Of computers of Windows one in eight is joined to a directory on premises as well.
    var isHybrid: Bool { platform == .windows && number % 8 == 7 }

    /// How it stands with the directory once it is registered.
    var trust: TrustType { isHybrid ? .serverAD : platform == .windows ? .azureAD : .workplace }

    /// The broker by which it registers, as the reference data have it; nil where the system needs none.
    func broker(
        with product: ReferenceData.Product, at instant: Timestamp, _ reference: ReferenceData
    ) -> BrokerApp? {
        let family: Platform = platform == .iPadOS ? .iOS : platform
        let rows = reference.brokers(platform: family, for: product, at: instant)
        let row = rows.first { $0.value.purpose == .registration } ?? rows.first
        switch row?.value.broker {
        case .authenticator?: return .authenticator
        case .companyPortal?: return .companyPortal
        default: return nil
        }
    }
}
