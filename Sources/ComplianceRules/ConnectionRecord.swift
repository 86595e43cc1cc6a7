import EventCatalogue
import LedgerModel

/// A partner's connection, as far as rules ask for it.
struct ConnectionRecord: Sendable {
    /// What a partner is for a platform.
    enum Activity: Hashable, Sendable {
        case added, active, unavailable, suspended, ended

        /// Whether no other partner may have the platform.
        var holdsPlatform: Bool { self == .added || self == .active || self == .unavailable }
        /// Whether reports for the platform are taken.
        var takesReports: Bool { self == .added || self == .active }

        var text: String {
            switch self {
            case .added: "added"
            case .active: "active"
            case .unavailable: "not able to report"
            case .suspended: "suspended"
            case .ended: "ended"
            }
        }
    }

    var product: ManagerProduct?
    var type = Series<PartnerConnectionType>()
    var allUsers = Series<Bool>()
    private(set) var platforms: [Platform: Series<Activity>] = [:]

    /// The platforms that partners are set up for one by one.
    static let families: [Platform] = [.iOS, .macOS, .android, .windows]

    /// A platform as partners have it; nil for a word that is none.
    static func family(_ platform: Platform?) -> Platform? {
        switch platform {
        case .iPadOS?: .iOS
        case .unrecognised?, nil: nil
        case let platform?: platform
        }
    }

    /// - Parameter platform: nil for all of them.
    mutating func set(_ activity: Activity, on platform: Platform?, by event: RuleEvent) {
        let families = Self.family(platform).map { [$0] } ?? Self.families
        for family in families { platforms[family, default: Series()].add(activity, at: event) }
    }

    mutating func add(_ event: RuleEvent, _ kind: RuleEventKind) {
        let data = event.data
        if let product = data[PartnerSetupEvents.product], kind.tellsSetupProduct { self.product = product }
        let platform = data[ConnectionEvents.platform]
        switch kind {
        case .partnerAdded where data[PartnerSetupEvents.outcome].isNoFailure:
            set(.added, on: platform, by: event)
        case .partnerEnabled, .partnerResumed: set(.active, on: platform, by: event)
        case .partnerSuspended: set(.suspended, on: platform, by: event)
        case .partnerRemoved where data[PartnerSetupEvents.outcome].isNoFailure:
            set(.ended, on: platform, by: event)
        case .partnerTerminated: set(.ended, on: platform, by: event)
        case .partnerDeprovisioned where data[PartnerSetupEvents.outcome].isNoFailure:
            set(.ended, on: nil, by: event)
        case .partnerChanged:
            let change = data[ConnectionEvents.change]
            if change == .deleted || change == .terminated { set(.ended, on: nil, by: event) }
        case .partnerObserved: observe(event)
        case .partnerAssigned:
            if let allUsers = data[ConnectionEvents.allUsers] { self.allUsers.add(allUsers, at: event) }
        case .scopeChanged:
            if let product = data[ScopeEvents.product] { self.product = product }
            switch data[ScopeEvents.mode] {
            case .everybody?: allUsers.add(true, at: event)
            case .groups?, .nobody?: allUsers.add(false, at: event)
            case .unrecognised?, nil: break
            }
        case .partnerConfigured, .connectionTested:
            if let type = data[PartnerSetupEvents.connectionType], type != .unrecognised {
                self.type.add(type, at: event)
            }
        default: break
        }
    }

    private mutating func observe(_ event: RuleEvent) {
        let data = event.data
        let state = data[ConnectionEvents.state]
        if state == .terminated { return set(.ended, on: nil, by: event) }
        let isHindered = state == .rejected || state == .unavailable || state == .unresponsive
        for (field, platform) in [
            (ConnectionEvents.iOS, Platform.iOS), (ConnectionEvents.macOS, .macOS),
            (ConnectionEvents.android, .android), (ConnectionEvents.windows, .windows),
        ] {
            guard let isSetUp = data[field] else { continue }
            // What was never set up is not ended.
            guard isSetUp || platforms[platform] != nil else { continue }
            set(!isSetUp ? .ended : isHindered ? .unavailable : .active, on: platform, by: event)
        }
    }
}

extension RuleEventKind {
    /// Whether field 3 of the type is the product; a connection's own observations have another one there.
    fileprivate var tellsSetupProduct: Bool {
        switch self {
        case .partnerObserved, .partnerChanged, .scopeChanged: false
        default: true
        }
    }
}

extension Outcome? {
    /// Whether something is not said to have failed.
    var isNoFailure: Bool {
        switch self {
        case .success?, .unrecognised?, .unknownFutureValue?, nil: true
        case .failure?, .timeout?, .clientError?, .interrupted?: false
        }
    }
}

/// One installation of a device manager, as far as rules ask for it.
struct InstanceRecord: Sendable {
    var product: ManagerProduct?
    var isConnected = Series<Bool>()
    var isPolicyEnabled = Series<Bool>()
    var version = Series<VersionNumber>()
    var hosting = Series<InstanceHosting>()
    var mapping = Series<IdentityAttribute>()
    /// How many others were said to stay, or to be there already.
    var others = Series<Int64>()
    /// The connection that it was connected to last.
    private(set) var connection: ConnectionKey?

    mutating func add(_ event: RuleEvent, _ kind: RuleEventKind) {
        if let product = event.data[InstanceEvents.product], product != .unrecognised {
            self.product = product
        }
        if kind == .instanceConnected || kind == .instanceDisconnected,
            let others = event.data[InstanceEvents.others]
        {
            self.others.add(others, at: event)
        }
        switch kind {
        case .mappingSet: mapping.add(event.mapping, at: event)
        case .instanceConnected:
            isConnected.add(true, at: event)
            connection = ConnectionKey(installation: event) ?? connection
            if let hosting = event.data[InstanceEvents.hosting].known {
                self.hosting.add(hosting, at: event)
            }
        case .instanceDisconnected: isConnected.add(false, at: event)
        case .policyEnabled: isPolicyEnabled.add(true, at: event)
        case .policyDisabled: isPolicyEnabled.add(false, at: event)
        case .versionObserved:
            if let version = event.data[InstanceEvents.version] { self.version.add(version, at: event) }
        default: break
        }
    }
}
