import EventCatalogue
import LedgerModel

// R30: Windows computers whose verdicts the built-in integration does not carry.
extension CommandRules {
    /// - Parameter command: a verdict that goes by the application for Windows.
    func checkWindowsPath(_ command: RuleEvent, _ state: RuleState, _ judgement: inout RuleJudgement) {
        let rows = reference.support(
            of: .workspaceOne, for: .complianceReporting, on: .windows, at: command.occurred
        ).filter { $0.value.join != nil }
        // Of other platforms' devices no document says anything by this road.
        let platform = state.device(of: command, \.platform)?.value
        guard !rows.isEmpty, platform == nil || platform == .windows else { return }
        guard let trust = state.device(of: command, \.trust) else {
            return judgement.cannotTell(.windowsPath, "how the device is known to the directory")
        }
        // Phones are registered as well.
        guard trust.value != .workplace || platform == .windows else {
            return judgement.cannotTell(.windowsPath, "the platform of the device")
        }
        let path = state.device(of: command) { $0.paths[trust.value] }
        guard let join = ReferenceData.Join(trust.value, path?.value) else {
            return judgement.cannotTell(.windowsPath, "on which path the device joined the directory")
        }
        guard let row = rows.first(where: { $0.value.join == join }), !row.value.isByApplication else {
            return
        }
        var facts = [
            StandingFact("the device is \(trust.value.inWords)", since: trust.since, at: trust.place)
        ]
        if let path, trust.value != .workplace {
            facts.append(
                StandingFact("it joined by \(path.value.word)", on: path.since, at: path.place))
        }
        let natives = rows.filter(\.value.isByApplication)
        judgement.refuse(
            .windowsPath, facts, sources: (row.sources + natives.flatMap(\.sources)).unique,
            wayOut: "send it by the road customConnector")
    }
}

// A phone is registered by its broker.
extension CommandRules {
    func checkRegistration(_ command: RuleEvent, _ state: RuleState, _ judgement: inout RuleJudgement) {
        // Most brokers come by another id, or are never told of: what is not told is not asked for.
        let isRemoved = BrokerApp.allCases.contains { broker in
            state.device(of: command) { $0.brokers[broker] }?.value == false
        }
        guard isRemoved else { return }
        let seen = command.platform ?? state.device(of: command, \.platform)?.value
        guard let platform = ConnectionRecord.family(seen) else {
            return judgement.cannotTell(.brokerAtRegistration, "the device's platform")
        }
        // What a broker is needed for with one device manager alone, a registration does not tell.
        let rows = reference.brokers(platform: platform, at: command.occurred).filter {
            $0.value.purpose == .registration && $0.value.isNeeded && $0.value.product == nil
                && $0.value.broker != .operatingSystem
        }
        guard !rows.isEmpty else { return }
        var removed: [StandingFact] = []
        for row in rows {
            guard let broker = BrokerApp(row.value.broker),
                let entry = state.device(of: command, { $0.brokers[broker] })
            else { continue }
            if entry.value { return }
            removed.append(
                StandingFact(
                    "the broker \(broker.word) is removed from the device", since: entry.since,
                    at: entry.place))
        }
        guard !removed.isEmpty else {
            return judgement.cannotTell(.brokerAtRegistration, "which broker was removed")
        }
        let brokers = rows.map(\.value.broker.rawValue).unique.joined(separator: " or ")
        judgement.refuse(
            .brokerAtRegistration, removed, sources: rows.flatMap(\.sources).unique,
            wayOut: "record device.broker_installed of \(brokers) first, by an id that the registration names"
        )
    }
}

extension ReferenceData.Join {
    /// How a computer came into the directory; nil where the path does not tell.
    init?(_ trust: TrustType, _ path: JoinPath?) {
        switch (trust, path) {
        case (.workplace, _): self = .registered
        case (.azureAD, .outOfBox?), (.azureAD, .autopilot?): self = .joinedAtFirstStart
        case (.azureAD, .settings?): self = .joinedBySettings
        case (.serverAD, .outOfBox?), (.serverAD, .autopilot?): self = .hybridAtFirstStart
        case (.serverAD, .settings?), (.serverAD, .groupPolicy?): self = .hybridOtherwise
        default: return nil
        }
    }
}

extension ReferenceData.PlatformSupport {
    fileprivate var isByApplication: Bool { support == .native && road == .mdmApplication }
}

extension TrustType {
    fileprivate var inWords: String {
        switch self {
        case .workplace: "registered"
        case .azureAD: "joined"
        case .serverAD: "hybrid joined"
        case .unrecognised: "known to the directory"
        }
    }
}

extension BrokerApp {
    fileprivate init?(_ broker: ReferenceData.Product) {
        switch broker {
        case .authenticator: self = .authenticator
        case .companyPortal: self = .companyPortal
        default: return nil
        }
    }
}
