import EventCatalogue
import LedgerModel

/// A made-up device, and the ids by which three systems know it.
struct DeviceProfile: Sendable {
    let index: Int
    let platform: Platform
    /// Who manages it.
    let product: ManagingProduct
    let trust: TrustType
    let ownership: Ownership
    let name: String
    let serialNumber: String
    let model: String
    let entraDevice: Bits128
    let entraObject: Bits128
    let intune: Bits128
    /// The version with which it was enrolled.
    let osVersion: String

    /// - Parameter registration: which of the device's registrations, from 0: a reset gives it new ids in the
    ///   directory and in the device manager, and leaves what is of the machine.
    init(seed: UInt64, index: Int, owner: PersonProfile, registration: Int = 0) {
        var random = SeededRandom(seed: seed, .device, index)
        self.index = index
        var ids = (device: random.guid(), object: random.guid(), intune: random.guid())
        if registration > 0 {
            var again = SeededRandom(seed: seed, .registration, index, registration)
            ids = (again.guid(), again.guid(), again.guid())
        }
        (entraDevice, entraObject, intune) = ids
        platform = Self.drawPlatform(&random)
        product = ManagingProduct(seed: seed, index: index, platform: platform)
        trust =
            platform == .windows ? (random.chance(700) ? .azureAD : .serverAD) : TrustType.workplace
        ownership = random.chance(750) ? .company : .personal
        serialNumber = "KS" + random.code(4) + String(index, radix: 36, uppercase: true)
        switch platform {
        case .windows:
            model = random.pick(NameStock.windowsModels)
            osVersion = "10.0.22631.\(random.int(2_000...4_900))"
        case .macOS:
            model = random.pick(NameStock.macModels)
            osVersion = "14.\(random.int(1...7))"
        case .iOS, .iPadOS:
            model = random.pick(platform == .iOS ? NameStock.phoneModels : NameStock.tabletModels)
            osVersion = "17.\(random.int(0...6))"
        default:
            model = random.pick(NameStock.androidModels)
            osVersion = "\(random.int(13...15))"
        }
        if random.chance(40) {
            name = "\(random.pick(NameStock.hostile)) \(index)"
        } else if platform == .windows {
            name = "DESKTOP-\(random.code(4))\(index)"
        } else {
            name = "\(owner.givenName)’s \(model) \(index)"
        }
    }

    private static func drawPlatform(_ random: inout SeededRandom) -> Platform {
        random.pick([.windows, .windows, .windows, .macOS, .iOS, .iOS, .iPadOS, .android, .android])
    }

    /// The system of a device, without all else that it is.
    static func platform(seed: UInt64, index: Int) -> Platform {
        var random = SeededRandom(seed: seed, .device, index)
        for _ in 0..<3 { _ = random.guid() }
        return drawPlatform(&random)
    }

    /// The version after some updates.
    func version(after updates: Int) -> String {
        guard updates > 0 else { return osVersion }
        return platform == .windows ? "10.0.26100.\(1_000 + updates)" : "18.\(updates / 10).\(updates % 10)"
    }

    /// The operating system as sign-in logs write it.
    var operatingSystem: String {
        switch platform {
        case .windows: "Windows10"
        case .macOS: "MacOs"
        case .iOS, .iPadOS: "Ios \(osVersion)"
        default: "Android \(osVersion)"
        }
    }

    /// The operating system as the directory writes it.
    var directoryType: String {
        switch platform {
        case .windows: "Windows"
        case .macOS: "MacOS"
        case .iOS: "IOS"
        case .iPadOS: "IPad"
        default: "Android"
        }
    }

    var browser: String {
        switch platform {
        case .windows: "Edge 131.0.0"
        case .macOS, .iOS, .iPadOS: "Mobile Safari 17.6"
        default: "Chrome Mobile 131.0.6778"
        }
    }

    var userAgent: String {
        switch platform {
        case .windows: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Edg/131.0.0.0"
        case .macOS: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.6"
        case .iOS, .iPadOS: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15"
        default: "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0.6778.39"
        }
    }

    /// The trust as sign-in logs write it.
    var trustText: String {
        switch trust {
        case .azureAD: "Azure AD joined"
        case .serverAD: "Hybrid Azure AD joined"
        default: "Azure AD registered"
        }
    }

    /// The trust as the directory writes it.
    var directoryTrust: String {
        switch trust {
        case .azureAD: "AzureAd"
        case .serverAD: "ServerAd"
        default: "Workplace"
        }
    }
}
