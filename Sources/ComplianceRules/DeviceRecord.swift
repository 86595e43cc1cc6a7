import EventCatalogue

/// A device under one of its ids, as far as rules ask for it.
struct DeviceRecord: Sendable {
    private(set) var platform = Series<Platform>()
    /// What it is to the directory: registered, joined, or joined to two.
    private(set) var trust = Series<TrustType>()
    /// How a computer came to be joined, by what it became.
    private(set) var paths: [TrustType: Series<JoinPath>] = [:]
    /// Whether a broker is on it.
    private(set) var brokers: [BrokerApp: Series<Bool>] = [:]

    mutating func add(_ event: RuleEvent, _ kind: RuleEventKind) {
        if let platform = event.platform { self.platform.add(platform, at: event) }
        switch kind {
        case .deviceJoined, .deviceHybridJoined:
            let trust: TrustType = kind == .deviceJoined ? .azureAD : .serverAD
            self.trust.add(trust, at: event)
            if let path = event.data[DeviceStepEvents.path].known {
                paths[trust, default: Series()].add(path, at: event)
            }
        case .deviceRegistered, .deviceSeen:
            if let trust = event.data[DeviceEvents.trustType].known { self.trust.add(trust, at: event) }
        case .brokerSeen, .brokerRemoved:
            let broker = event.data[DeviceEvents.broker].known ?? .unrecognised
            brokers[broker, default: Series()].add(kind == .brokerSeen, at: event)
        default: break
        }
    }
}
