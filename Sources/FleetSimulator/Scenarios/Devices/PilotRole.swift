import EventCatalogue
import LedgerModel

/// What befalls a pilot device.
enum PilotStory: Int, CaseIterable, Sendable {
    /// It falls out of compliance and comes back.
    case drifts = 0
    /// Its user is led to the broker, and does not have it yet.
    case isGuided = 1
    /// Its registration fails first.
    case failsFirst = 2
    /// Its reports come late, and one is refused.
    case lags = 3
    /// Its user leaves the group and comes back.
    case leavesGroup = 4
    /// Its user's licence is taken away and given back.
    case losesLicence = 5
    case isRetired = 6
    case isWiped = 7
    /// Its user turns the management off; nobody is told.
    case isUnenrolled = 8
    /// Its source is down for a while and tells the rest later.
    case isUnheard = 9
    /// It registers anew and goes by another id.
    case registersAnew = 10
    /// Each of Microsoft's apps is tried on it.
    case isTested = 11
}

/// A pilot device, by whom it is managed, and what befalls it.
struct PilotRole: Sendable {
    let device: PilotDevice
    let partner: PartnerIdentity
    let story: PilotStory
    /// Which of the manager's installations it belongs to.
    let installation: Bits128
    /// When its enrolment is asked for.
    let start: Timestamp
    /// Whether the manager knows it, as an enrolment of its own told.
    var isEnrolled = false
    /// How the verdicts reach the directory.
    let road: ReportRoad
    /// Who comes to the verdicts.
    let evaluator: ManagerProduct

    /// By what kind of account a computer of Jamf Pro's is used; of others nobody asks.
    var account: LocalAccountKind? {
        guard device.platform == .macOS, partner.product == .jamfPro else { return nil }
        return device.number % 3 == 0 ? .mobile : .local
    }

    /// So many devices that each story and each platform is among them.
    static let least = 14

    /// The nth pilot device of a company that has some from its beginning.
    init(_ plan: FleetPlan, _ company: Company, _ number: Int) {
        var random = SeededRandom(seed: plan.seed, .pilot, -1 - Int(company.scenario.rawValue), number)
        let platforms: [Platform]
        switch company.scenario {
        case .ivanti: platforms = [.iOS, .android, .iPadOS]
        case .workspaceOne: platforms = [.iOS, .android, .macOS, .windows]
        default: platforms = [.macOS]
        }
        let isForeign = company.scenario == .workspaceOne && number % 15 == 13
        let platform = isForeign ? .linux : platforms[number % platforms.count]
        self.init(
            PilotDevice(
                plan, company, number: number, platform: platform,
                ownership: number % 3 == 1 ? .personal : .company),
            company, story: PilotStory(rawValue: number % PilotStory.allCases.count) ?? .drifts,
            start: company.at(40 + random.below(200)).adding(seconds: Int64(random.below(600))))
    }

    /// A device that an enrolment of MaaS360's let in.
    init(enrolled device: PilotDevice, _ plan: FleetPlan, _ company: Company) {
        let stories: [PilotStory] = [.drifts, .isGuided, .isRetired, .lags, .isWiped]
        self.init(device, company, story: stories[device.number % stories.count], start: plan.start)
        isEnrolled = true
    }

    private init(_ device: PilotDevice, _ company: Company, story: PilotStory, start: Timestamp) {
        self.device = device
        self.story = story
        self.start = start
        partner = company.firstPartner
        installation = company.installations[device.number % 2]
        road = device.platform == .windows ? .mdmApp : .partnerCompliance
        evaluator = partner.product == .jamfPro ? .intune : partner.product
    }

    init(_ before: PilotRole, device: PilotDevice) {
        self.device = device
        partner = before.partner
        story = before.story
        installation = before.installation
        start = before.start
        road = before.road
        evaluator = before.evaluator
    }

    /// The same device with the manager that takes over.
    func handedOver(to partner: PartnerIdentity) -> PilotRole { PilotRole(self, partner) }

    private init(_ before: PilotRole, _ partner: PartnerIdentity) {
        device = before.device.enrolledAnew()
        self.partner = partner
        story = .drifts
        installation = before.installation
        start = before.start
        road = before.road
        evaluator = partner.product
    }

    /// The manager's witness.
    var witness: Witness {
        switch partner.product {
        case .maas360: .maas360
        case .ivantiEPMM: .ivanti
        case .workspaceOne: .workspaceOne
        default: .jamf
        }
    }

    /// The manager as the reference data name it.
    var documented: ReferenceData.Product {
        switch partner.product {
        case .maas360: .maas360
        case .ivantiEPMM: .ivanti
        case .workspaceOne: .workspaceOne
        default: .jamf
        }
    }

    /// The version of the manager's own app.
    var appVersion: VersionNumber? {
        switch partner.product {
        case .maas360: VersionNumber(major: 5, minor: 30)
        case .ivantiEPMM: VersionNumber(major: 12, minor: 11)
        case .workspaceOne: VersionNumber(major: 23, minor: 9)
        default: nil
        }
    }
}

extension PilotDevice {
    /// By the ids that the manager knows.
    func identify(_ event: inout CloudEvent) {
        event.device(intune: intune, serialNumber: serialNumber)
    }

    /// By the ids that the directory knows.
    func identifyInDirectory(_ event: inout CloudEvent) {
        event.device(entra: entraDevice, object: entraObject)
    }

    /// The device with the ids of its next registration.
    func registeredAnew() -> PilotDevice {
        var device = self
        (device.entraDevice, device.entraObject) = (laterDevice, laterObject)
        return device
    }

    /// The device with another id at the tenant's own manager, and those of its next registration.
    func enrolledAnew() -> PilotDevice {
        var device = registeredAnew()
        device.intune = Bits128(high: intune.high, low: intune.low ^ 1)
        return device
    }
}

extension Company {
    /// The partner of the company from its beginning.
    var firstPartner: PartnerIdentity {
        switch scenario {
        case .maas360: maas360
        case .ivanti: core
        case .workspaceOne: workspaceOne
        case .jamf: jamf
        default: jamfCloud
        }
    }
}
