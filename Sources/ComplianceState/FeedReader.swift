import EventCatalogue
import LedgerModel
public import RecordFormat

/// Tells to which feed of its source an event's record belongs, by the record's first event.
///
/// A record of a device manager that says no more than that it was kept counts as operational, unless it
/// names its batch.
public struct FeedReader: Sendable {
    private let kinds = EventKindTable.shared
    private static let batch = TagPrefix(Tag(.word("batch"), .id(.zero)))

    public init() {}

    /// What the first event of a record says of it.
    enum Kind: UInt8 {
        /// Nothing in particular.
        case general
        /// What the ledger says of itself and of sources.
        case ledger
        case signIn
        case object
        case operational
        case inventory
        case deviceManagementAudit
        /// Its category says.
        case observed

        init(_ type: EventType) {
            switch type {
            // Audits of the directory, although they are of a person's factors.
            case AuthenticationEvents.methodRegistered.type, AuthenticationEvents.methodRemoved.type:
                self = .general
            case RecordEvents.observed.type: self = .observed
            case ManagementEvents.inventoryObserved.type, SourceEvents.batchEnded.type: self = .inventory
            case ManagementEvents.objectObserved.type, CompliancePolicyEvents.accessPolicyObserved.type,
                CompliancePolicyEvents.observed.type, SubscriptionEvents.observed.type,
                ConnectionEvents.stateObserved.type, ConnectionEvents.heartbeat.type,
                ConnectionEvents.assignmentObserved.type, VerdictEvents.observed.type:
                self = .object
            case ComplianceEvents.evaluated.type: self = .operational
            case ManagementEvents.retireRequested.type, ManagementEvents.wipeRequested.type,
                ManagementEvents.deleteRequested.type, CompliancePolicyEvents.created.type,
                CompliancePolicyEvents.changed.type, CompliancePolicyEvents.assigned.type,
                CompliancePolicyEvents.deleted.type, ConnectionEvents.changed.type:
                self = .deviceManagementAudit
            default:
                switch String(decoding: type.family, as: UTF8.self) {
                case "access", "mfa": self = .signIn
                case "enrollment": self = .operational
                case "ledger", "source": self = .ledger
                default: self = .general
                }
            }
        }
    }

    /// The feed of a record.
    ///
    /// - Parameter view: the record's first event.
    /// - Returns: nil for what the ledger itself says, which is nobody's coverage.
    public func feed(_ view: RecordView, of service: SourceService) -> SourceFeed? {
        let kind = kinds.feedKind(view.slice(view.typeRange))
        guard kind != .ledger, service != .ledger else { return nil }
        switch service {
        case .entra:
            switch kind {
            case .signIn: return .signIns
            case .object: return .objects
            case .observed: return observed(view, of: service)
            default: return .audits
            }
        case .intune:
            switch kind {
            case .object: return .objects
            case .operational: return .operational
            case .inventory: return .inventory
            case .deviceManagementAudit: return .deviceManagementAudit
            case .observed: return observed(view, of: service)
            default: return .other
            }
        case .unifiedAuditLog:
            switch kind {
            case .signIn: return .signIns
            case .observed: return observed(view, of: service)
            default: return .audits
            }
        case .deviceManager:
            // What it sends as it happens; what it says when it is asked are objects.
            return kind == .object ? .objects : .operational
        case .other, .ledger: return .other
        }
    }

    private func observed(_ view: RecordView, of service: SourceService) -> SourceFeed {
        let category = FieldCodes(view)[Self.category].flatMap { RecordCategory(rawValue: $0) }
        switch (category, service) {
        case (.signIn, _): return .signIns
        case (.configuration, .entra), (.configuration, .intune): return .objects
        case (.deviceManagementAudit, .intune): return .deviceManagementAudit
        case (.deviceManagement, .intune): return isOfBatch(view) ? .inventory : .operational
        case (_, .intune): return .other
        default: return .audits
        }
    }

    private func isOfBatch(_ view: RecordView) -> Bool {
        var found = false
        view.forEachTag { if Self.batch.id(in: $0) != nil { found = true } }
        return found
    }

    private static let category = Int(RecordEvents.category.definition.number)
}
