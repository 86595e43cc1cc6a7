public import EventCatalogue
public import LedgerModel

/// That events came otherwise than documents have it. An observation beside the state: the events count, as
/// far as they fit, and nothing of the state depends on what is noted here.
public struct PartnershipDeviation: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Added where the same partner was added already.
        case addedTwice
        /// Added or enabled for an operating system that another partner has.
        case platformTaken
        case assignedBeforeAdded
        case consentBeforeConfiguration
        case enabledWithoutConsent
        /// Resumed, and had not been switched off.
        case resumedUnsuspended
        /// Switched off, and had not been enabled.
        case suspendedUnenabled
        /// Ended, and nothing had begun.
        case endedUnbegun
        /// Something was done after the end, and the partner had not been added again.
        case afterEnd
        case heartbeatAfterEnd
        case heartbeatBeforeEnabled
        /// In contact although it was switched off.
        case heartbeatWhileOff
        /// The tenant id that was typed in is not the tenant's.
        case otherDirectory
        /// A Cloud Connector's connection was tested by hand.
        case connectorTested
        /// A Cloud Connector's inventory was sent out of turn.
        case connectorUpdated
        /// People are not asked to set up the broker, although groups are meant and not all.
        case suppressionForGroups
        /// One installation was disconnected while others stayed.
        case installationAlone
        /// An installation was disconnected while its compliance policy was enabled.
        case policyStillEnabled
        /// Several installations on one tenant without a Cloud Connector.
        case severalWithoutConnector

        /// The transition or the rule that it departs from.
        public var rule: String {
            switch self {
            case .addedTwice: "T1"
            case .platformTaken: "R49"
            case .assignedBeforeAdded: "T2"
            case .consentBeforeConfiguration: "T4"
            case .enabledWithoutConsent: "T5"
            case .resumedUnsuspended, .suspendedUnenabled, .heartbeatWhileOff: "T13"
            case .endedUnbegun, .heartbeatAfterEnd: "T14"
            case .afterEnd: "T20"
            case .heartbeatBeforeEnabled: "T9"
            case .otherDirectory: "T3"
            case .connectorTested: "cloud-connector-test"
            case .connectorUpdated: "cloud-connector-update"
            case .suppressionForGroups: "suppression-scope"
            case .installationAlone: "R46"
            case .policyStillEnabled: "R47"
            case .severalWithoutConnector: "several-installations"
            }
        }

        /// The statements behind it, without those of other products' documents.
        public func sources(for product: ManagerProduct?) -> [ReferenceSource] {
            let document: String? =
                switch product {
                case .maas360?: "S000"
                case .ivantiEPMM?: "S002"
                case .workspaceOne?: "S003"
                case .jamfPro?: "S004"
                default: nil
                }
            guard product != nil else { return sources }
            return sources.filter { $0.document == document || !Self.ofVendors.contains($0.document) }
        }

        /// The documents that are about one product alone.
        private static let ofVendors: Set<String> = ["S000", "S002", "S003", "S004"]

        /// The statements of documents behind it; empty where it is a matter of sense alone.
        public var sources: [ReferenceSource] {
            func facts(_ document: String, _ facts: Int...) -> [ReferenceSource] {
                facts.map { ReferenceSource(document: document, fact: $0) }
            }
            return switch self {
            case .addedTwice, .platformTaken: facts("S000", 23, 28) + facts("S003", 26)
            case .assignedBeforeAdded: facts("S000", 22, 24) + facts("S003", 26, 27)
            case .consentBeforeConfiguration: facts("S000", 33, 42)
            case .enabledWithoutConsent: facts("S000", 35, 42) + facts("S003", 31) + facts("S004", 23, 33)
            case .resumedUnsuspended, .suspendedUnenabled, .heartbeatWhileOff: facts("S004", 20)
            case .endedUnbegun, .afterEnd: []
            case .heartbeatAfterEnd, .heartbeatBeforeEnabled:
                [ReferenceSource(document: "graph-compliance-partner", fact: nil)]
            case .otherDirectory: facts("S000", 30) + facts("S003", 24)
            case .connectorTested: facts("S004", 36, 38)
            case .connectorUpdated: facts("S004", 39)
            case .suppressionForGroups: facts("S000", 39, 40)
            case .installationAlone: facts("S002", 19, 20, 21)
            case .policyStillEnabled: facts("S002", 22)
            case .severalWithoutConnector: facts("S004", 10)
            }
        }
    }

    public let kind: Kind
    /// For which operating system; nil for the whole connection.
    public let platform: Platform?
    /// Which installation departs; nil where it is a matter of the connection.
    public internal(set) var installation: Bits128?
    /// The statements of the partner's own procedure; empty where the kind's own count.
    private let stated: [ReferenceSource]
    /// The first event that departs, and those that it departs from; ascending, each once.
    public let positions: [GlobalPosition]
    public let occurred: Timestamp
    /// How many events depart in this way.
    public internal(set) var count = 1

    init(
        _ kind: Kind, _ event: SetupEvent, platform: Platform? = nil, against others: [GlobalPosition] = [],
        stated: [ReferenceSource] = []
    ) {
        self.kind = kind
        self.platform = platform
        self.stated = stated
        installation = event.instance
        positions = Set([event.position] + others).sorted()
        occurred = event.occurred
    }

    /// The statements behind it, of documents that are about a product.
    public func sources(for product: ManagerProduct?) -> [ReferenceSource] {
        stated.isEmpty ? kind.sources(for: product) : stated
    }
}

extension [PartnershipDeviation] {
    /// Adds one, or counts it where the same one is there already.
    mutating func note(_ deviation: PartnershipDeviation) {
        let known = lastIndex { $0.kind == deviation.kind && $0.platform == deviation.platform }
        if let known, deviation.kind.isOfEachEvent {
            self[known].count += 1
        } else {
            append(deviation)
        }
    }
}

extension PartnershipDeviation.Kind {
    /// Whether it may be of very many events, so that they are counted and not listed.
    fileprivate var isOfEachEvent: Bool {
        switch self {
        case .heartbeatAfterEnd, .heartbeatBeforeEnabled, .heartbeatWhileOff, .afterEnd: true
        default: false
        }
    }
}
