public import EventCatalogue
public import LedgerModel

/// What the ledger knows of a record whose evidence is read again.
///
/// A record does not say all of itself: whose it is, which instance wrote it and when it was received are the
/// operator's words, given once. They are carried over from the events that stand in the log.
public struct KeptRecord: Hashable, Sendable {
    public let source: SourceName
    public let tenant: TenantName
    /// When it was received, where that dates one of its events; nil where the record dates them itself, and
    /// where nobody said.
    public let receivedAt: Timestamp?
    /// The types of its events.
    public let types: Set<EventType>
    /// Why its first event says no more; nil where it is no `record.observed`.
    public let reason: ObservationReason?

    public init(
        source: SourceName, tenant: TenantName, receivedAt: Timestamp?, types: Set<EventType>,
        reason: ObservationReason?
    ) {
        self.source = source
        self.tenant = tenant
        self.receivedAt = receivedAt
        self.types = types
        self.reason = reason
    }
}

/// What a group of a device manager's is to its integration, by which a change of its members means
/// something.
enum StatedGroup: Hashable, Sendable {
    /// Its members are the compliant devices.
    case verdict
    /// The integration applies to its members.
    case scope

    /// What a reading of a group's change said that the group is; nil where it said neither, and for any
    /// other record.
    init?(_ kept: KeptRecord) {
        guard ManagementVendor(of: kept.source) == .jamf else { return nil }
        // Of a group that is neither, a reading does not tell that nobody came or went.
        if kept.types.contains(ComplianceEvents.evaluated.type) || kept.reason == .nothingChanged {
            self = .verdict
        } else if kept.types.contains(DirectoryEvents.memberAdded.type)
            || kept.types.contains(DirectoryEvents.memberRemoved.type)
        {
            self = .scope
        } else {
            return nil
        }
    }
}

extension VendorConnector {
    /// Reads kept evidence again, as ``read(_:_:)`` does, and finds in it the record that it is kept for.
    ///
    /// Source, tenant and instant of receipt are the kept record's; of the context count the mappings, and
    /// what it lists of the source's groups. Where the operator had to say what the record is, every format
    /// that an operator can say of such a source is tried.
    ///
    /// - Parameters:
    ///   - evidence: the source record, byte for byte.
    ///   - isSame: whether a submission is of the very record and content that the evidence is kept for.
    /// - Returns: one submission, or why there is none: what the reading without a word of the operator's
    ///   says, or that the evidence holds another record than it did.
    public func readAgain(
        _ evidence: [UInt8], _ kept: KeptRecord, _ context: ConnectorContext,
        isSame: (Submission) -> Bool
    ) -> Result<Submission, Rejection> {
        var context = Self.context(of: kept, context)
        var first: Rejection?
        for format in Self.formats(of: kept.source) {
            context.forcedFormat = format
            switch read(evidence, context) {
            case .submissions(let found):
                if let same = found.first(where: isSame) { return .success(same) }
                first =
                    first
                    ?? Rejection(
                        .otherRecord, expected: "the record that the evidence is kept for",
                        found: found.isEmpty ? "none" : "another record, or another content of it")
            case .rejected(let rejection): first = first ?? rejection
            }
        }
        if let manager = ManagementVendor(of: kept.source) {
            context.forcedFormat = nil
            let found = ReadingResult.submissions(manager.readElement(evidence, context))
            if case .submissions(let read) = found.observing(context.mappings),
                let same = read.first(where: isSame)
            {
                return .success(same)
            }
        }
        return .failure(
            first ?? Rejection(.unknownFormat, expected: "a source that is read", found: "another one"))
    }

    private static func context(of kept: KeptRecord, _ given: ConnectorContext) -> ConnectorContext {
        var context = ConnectorContext(
            tenant: kept.tenant, receivedAt: kept.receivedAt, expectedSource: kept.source)
        context.mappings = given.mappings
        context.statedGroup = StatedGroup(kept)
        // Marks have told the instance once, and may have changed hands since.
        if let listed = given.bindings?.instance(of: kept.source) {
            let instance = InstanceBindings.Instance(
                source: kept.source, tenant: kept.tenant, complianceGroups: listed.complianceGroups,
                applicableGroups: listed.applicableGroups)
            context.bindings = try? InstanceBindings([instance])
        }
        return context
    }

    /// Nil for the format that the content says.
    private static func formats(of source: SourceName) -> [SourceFormat?] {
        if EntraConnector.canRead(source) { return [nil] + SourceFormat.allCases.filter(\.isTakenUnseen) }
        guard ManagementVendor(of: source) == .jamf else { return [nil] }
        return [nil] + SourceFormat.allCases.filter { $0.isOfComputers != nil }
    }
}

extension TenantName {
    /// The tenant that a tag names; nil for any other tag.
    public init?(tag: Tag) {
        let components = tag.components
        guard components.count == 2, components[0] == .word("tenant") else { return nil }
        switch components[1] {
        case .id(let id): self.init(id: id)
        case .token(let name): self.init(name: name)
        case .slot: return nil
        }
    }
}
