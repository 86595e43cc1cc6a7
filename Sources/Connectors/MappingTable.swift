import EventCatalogue
public import LedgerModel

/// By which mappings records are read: the revision of each, and which formats are kept for a later one.
///
/// An import by a table that keeps a format for later records its evidence and that it is there; a later
/// reading of the evidence, by a table with a higher revision, says what it means. See
/// ``VendorConnector/readAgain(_:_:_:isSame:)``.
public struct MappingTable: Hashable, Sendable {
    /// Today's mappings, which keep nothing for later.
    public static let current = MappingTable()

    /// Of Entra's sign-ins and directory audits.
    public var entra = EntraConnector.mappingRevision
    /// Of Intune's records, and of the directory's objects.
    public var management = ManagementMapping.mappingRevision
    /// Of the unified audit log.
    public var unifiedAudit = UnifiedAuditRecord.mappingRevision
    /// Of device managers from outside.
    public var deviceManagers = MappingRevision.deviceManagers
    /// Formats of which a record becomes one `record.observed` and nothing else.
    public var keptForLater: Set<SourceFormat> = []

    public init() {}

    /// Whether a newer mapping than the one by which a record was read may be in the table.
    ///
    /// - Parameters:
    ///   - source: the record's.
    ///   - type: the type of the record's first event; tells sign-ins from the directory's objects, which
    ///     have one source and two mappings.
    /// - Returns: false, too, for a source of which no connector reads records.
    public func mayBeNewer(than mapping: MappingRevision, of source: SourceName, _ type: EventType) -> Bool {
        newest(of: source, type).map { mapping < $0 } ?? false
    }

    private func newest(of source: SourceName, _ type: EventType) -> MappingRevision? {
        if EntraConnector.canRead(source) {
            return Self.signInFamilies.contains { $0.elementsEqual(type.family) }
                ? entra : max(entra, management)
        }
        if MicrosoftConnector.canRead(source) {
            return source.components.first == .word("ual") ? unifiedAudit : management
        }
        return VendorConnector.canRead(source) ? deviceManagers : nil
    }

    /// No record but a sign-in begins with such an event.
    private static let signInFamilies = [Array("access".utf8), Array("mfa".utf8)]
}

extension ReadingResult {
    /// The result with what the table keeps for later as no more than observations.
    func observing(_ mappings: MappingTable) -> ReadingResult {
        guard !mappings.keptForLater.isEmpty, case .submissions(let found) = self else { return self }
        return .submissions(
            found.map { submission in
                guard let format = SourceFormat(recordKey: submission.key),
                    mappings.keptForLater.contains(format)
                else { return submission }
                return submission.observed(as: format.category) ?? submission
            })
    }
}

extension Submission {
    /// The same record, of which no more is said than that it is there; nil where no tenant is named, which
    /// every connector names.
    fileprivate func observed(as category: RecordCategory) -> Submission? {
        guard let tenant = events.lazy.flatMap(\.tags).compactMap({ TenantName(tag: $0) }).first,
            let first = events.first
        else { return nil }
        // What a record was received at dates those of its events that it does not date itself.
        let occurred = events.first { $0.occurred.basis != .record }?.occurred ?? first.occurred
        var draft = SubmissionDraft(
            source: source, key: key, content: content, mappingRevision: mappingRevision, road: road,
            modified: modified, isObserved: isObserved, evidence: evidence)
        var data = PublicData()
        data.set(RecordEvents.category, category)
        data.set(RecordEvents.reason, .noMapping)
        draft.add(
            RecordEvents.observed, occurred: occurred, subject: EventSubject(tenant: tenant), data: data)
        draft.markUnmapped()
        return draft.finished()
    }
}

extension SourceFormat {
    /// What a record of the format is to whoever knows no more of it.
    fileprivate var category: RecordCategory {
        switch self {
        case .entraSignIn: .signIn
        case .entraAudit: .directoryAudit
        case .unifiedAudit: .other
        case .entraObject, .intuneObject: .configuration
        case .intuneAudit: .deviceManagementAudit
        default: .deviceManagement
        }
    }
}
