public import EventCatalogue
public import LedgerModel

/// What the operator says of device managers' instances: whose each is, and by which marks its records
/// tell it.
///
/// Invariant: a mark belongs to at most one instance of a service.
public struct InstanceBindings: Sendable {
    /// One instance.
    public struct Instance: Sendable {
        public let source: SourceName
        public let tenant: TenantName
        /// Of a Jamf Pro: the groups whose members it reports as compliant, by their numbers there.
        public let complianceGroups: Set<Int64>
        /// Of a Jamf Pro: the groups to whose members its compliance integration applies.
        public let applicableGroups: Set<Int64>
        public let marks: Set<InstanceMark>

        public init(
            source: SourceName, tenant: TenantName, complianceGroups: Set<Int64> = [],
            applicableGroups: Set<Int64> = [], marks: Set<InstanceMark> = []
        ) {
            self.source = source
            self.tenant = tenant
            self.complianceGroups = complianceGroups
            self.applicableGroups = applicableGroups
            self.marks = marks
        }
    }

    /// Why instances cannot be told apart.
    public enum Conflict: Error, Hashable, Sendable {
        /// Two entries are of one source.
        case sourceTwice(SourceName)
        /// Two instances of one service have a mark of a kind in common.
        case markTwice(InstanceMark.Kind, SourceName, SourceName)
    }

    private struct Place: Hashable {
        let vendor: ManagementVendor
        let mark: InstanceMark
    }

    public let instances: [Instance]
    private var places: [Place: Int] = [:]

    public init(_ instances: [Instance]) throws(Conflict) {
        self.instances = instances
        var sources: Set<SourceName> = []
        for (index, instance) in instances.enumerated() {
            guard sources.insert(instance.source).inserted else { throw .sourceTwice(instance.source) }
            guard let vendor = ManagementVendor(of: instance.source) else { continue }
            for mark in instance.marks {
                if let other = places.updateValue(index, forKey: Place(vendor: vendor, mark: mark)) {
                    throw .markTwice(mark.kind, instances[other].source, instance.source)
                }
            }
        }
    }

    /// The instance of a source; nil where none is of it.
    public func instance(of source: SourceName) -> Instance? { instances.first { $0.source == source } }

    /// The instance of a service that a mark belongs to.
    func instance(of vendor: ManagementVendor, markedBy mark: InstanceMark) -> Instance? {
        places[Place(vendor: vendor, mark: mark)].map { instances[$0] }
    }
}

extension InstanceBindings {
    /// Which kinds of marks records of a source may have; none for one that is no device manager's.
    public static func kinds(of source: SourceName) -> [InstanceMark.Kind] {
        switch ManagementVendor(of: source) {
        case .jamf, .fleet: [.host, .listener]
        case .workspaceOne: [.organizationGroup, .host, .listener]
        case .maas360: [.billingID, .listener]
        case .ivanti: [.host, .partition, .listener]
        case .nanoMDM: [.listener]
        case nil: []
        }
    }
}
