import EventCatalogue

/// The product that manages a device.
///
/// A device stays with its product for its whole life; each tenant has one instance of every product.
public enum ManagingProduct: UInt8, CaseIterable, Hashable, Sendable {
    case intune = 0
    case jamf = 1
    case workspaceOne = 2
    case maas360 = 3
    case ivanti = 4
    case fleet = 5
    /// A manager of somebody's own making, over NanoMDM.
    case nanoMDM = 6

    /// Its name among formats, in paths and in sources.
    public var word: String {
        switch self {
        case .intune: "intune"
        case .jamf: "jamf"
        case .workspaceOne: "workspace-one"
        case .maas360: "maas360"
        case .ivanti: "ivanti"
        case .fleet: "fleet"
        case .nanoMDM: "nanomdm"
        }
    }

    /// The format in which it is written.
    public var format: ExportFormats {
        switch self {
        case .intune: .intune
        case .jamf: .jamf
        case .workspaceOne: .workspaceOne
        case .maas360: .maas360
        case .ivanti: .ivanti
        case .fleet: .fleet
        case .nanoMDM: .nanoMDM
        }
    }

    /// The format, and those that have the same once more.
    var formats: ExportFormats {
        switch self {
        case .jamf, .workspaceOne: [format, .xml]
        case .ivanti: [format, .cef]
        default: format
        }
    }

    /// Those that say neither which instance wrote a record nor whose it is.
    static let others: [ManagingProduct] = allCases.filter { $0 != .intune }

    /// The product of a device, by shares of a thousand for each family of systems.
    init(seed: UInt64, index: Int, platform: Platform) {
        var random = SeededRandom(seed: seed, .product, index)
        var left = random.below(1_000)
        self = .intune
        for (product, share) in Self.shares(platform) {
            left -= share
            guard left < 0 else { continue }
            self = product
            return
        }
    }

    private static func shares(_ platform: Platform) -> [(ManagingProduct, Int)] {
        switch platform {
        case .windows: [(.workspaceOne, 180), (.maas360, 80), (.ivanti, 70), (.fleet, 70)]
        case .macOS: [(.jamf, 500), (.workspaceOne, 120), (.maas360, 60), (.fleet, 80), (.nanoMDM, 40)]
        case .iOS, .iPadOS:
            [(.jamf, 280), (.workspaceOne, 160), (.maas360, 130), (.ivanti, 130), (.nanoMDM, 70)]
        default: [(.workspaceOne, 230), (.maas360, 190), (.ivanti, 190)]
        }
    }
}
