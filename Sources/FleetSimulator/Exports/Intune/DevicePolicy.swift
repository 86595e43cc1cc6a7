import EventCatalogue
import LedgerModel

/// The compliance policies that every tenant of the fleet has, one for each family of systems.
enum DevicePolicy: UInt8, CaseIterable, Sendable {
    case windows = 0
    case apple = 1
    case mac = 2
    case android = 3

    init(_ platform: Platform) {
        switch platform {
        case .windows: self = .windows
        case .macOS: self = .mac
        case .iOS, .iPadOS: self = .apple
        default: self = .android
        }
    }

    var title: String {
        switch self {
        case .windows: "KS-Windows – encrypted and current"
        case .apple: "KS-iOS – current"
        case .mac: "KS-macOS – encrypted"
        case .android: "KS-Android – patched"
        }
    }

    /// The type that Graph has for it.
    var type: String {
        switch self {
        case .windows: "#microsoft.graph.windows10CompliancePolicy"
        case .apple: "#microsoft.graph.iosCompliancePolicy"
        case .mac: "#microsoft.graph.macOSCompliancePolicy"
        case .android: "#microsoft.graph.androidCompliancePolicy"
        }
    }

    /// The rule that a device breaks, what it wants and what is found.
    var rule: (name: String, expected: String, found: String) {
        switch self {
        case .windows: ("Windows10CompliancePolicy.BitLockerEnabled", "True", "False")
        case .apple: ("IosCompliancePolicy.OsMinimumVersion", "18.0", "17.0")
        case .mac: ("MacOSCompliancePolicy.StorageRequireEncryption", "True", "False")
        case .android: ("AndroidCompliancePolicy.MinAndroidSecurityPatchLevel", "2025-12-01", "2025-06-01")
        }
    }
}

/// What the device manager of a tenant has by itself.
struct TenantManagement: Sendable {
    let account: Bits128
    let compliancePartner: Bits128
    let devicePartner: Bits128
    /// The people whom no access policy locks out.
    let excludedGroup: Bits128
    private let policies: [Bits128]

    init(_ fleet: Fleet, tenant: Int) {
        var random = SeededRandom(seed: fleet.plan.seed, .management, tenant)
        account = random.guid()
        compliancePartner = random.guid()
        devicePartner = random.guid()
        excludedGroup = random.guid()
        policies =
            [fleet.tenants[tenant].compliancePolicy]
            + DevicePolicy.allCases.dropFirst().map { _ in random.guid() }
    }

    func id(of policy: DevicePolicy) -> Bits128 { policies[Int(policy.rawValue)] }
}
