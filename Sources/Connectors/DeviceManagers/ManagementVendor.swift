import EventCatalogue
import LedgerModel
import StrictJSON

/// A vendor of device management whose records say neither which instance wrote them nor to which tenant
/// they belong.
enum ManagementVendor: CaseIterable, Sendable {
    case jamf
    case workspaceOne
    case maas360
    case ivanti
    case fleet
    case nanoMDM

    /// The first word of its sources' names.
    var word: StaticString {
        switch self {
        case .jamf: "jamf"
        case .workspaceOne: "workspace-one"
        case .maas360: "maas360"
        case .ivanti: "ivanti"
        case .fleet: "fleet"
        case .nanoMDM: "nanomdm"
        }
    }

    /// The manager whose source it is: its word, and the instance's name; nil for any other source.
    init?(of source: SourceName) {
        let components = source.components
        guard components.count == 2, components[1] != .slot,
            let found = Self.allCases.first(where: { SourceName(.word($0.word), components[1]) == source })
        else { return nil }
        self = found
    }

    /// The manager that writes such values, and as what; nil for a value that none writes.
    static func recognised(_ value: JSONValue) -> (manager: ManagementVendor, format: SourceFormat)? {
        for manager in allCases {
            if let format = manager.format(of: value) { return (manager, format) }
        }
        return nil
    }

    private func format(of value: JSONValue) -> SourceFormat? {
        switch self {
        case .jamf:
            if JamfWebhook.isWebhook(value) {
                .jamfWebhook
            } else {
                JamfCompliance.format(of: value)
                    ?? (JamfInventory.devices(of: value) != nil ? .jamfInventory : nil)
            }
        case .workspaceOne:
            if WorkspaceOneEvent.isEvent(value) {
                .workspaceOneEvent
            } else {
                WorkspaceOneDevice.devices(of: value) != nil ? .workspaceOneDevice : nil
            }
        case .maas360:
            if MaaS360Device.devices(of: value) != nil {
                .maas360Device
            } else {
                MaaS360Report.entries(of: value) != nil ? .maas360Report : nil
            }
        case .ivanti:
            if IvantiEvent.isMessage(value) {
                .ivantiEvent
            } else {
                IvantiDevice.devices(of: value) != nil ? .ivantiDevice : nil
            }
        case .nanoMDM: NanoMDMWebhook.isWebhook(value) ? .nanoMDMWebhook : nil
        case .fleet:
            FleetActivity.isActivity(value) || FleetActivity.activities(of: value) != nil
                ? .fleetActivity : nil
        }
    }

    /// What is expected of its records, for refusals.
    private var expected: String {
        switch self {
        case .jamf: "a webhook of Jamf Pro, its inventory, or what it says of a device's compliance"
        case .workspaceOne: "an event notification or a page of devices of Workspace ONE"
        case .maas360: "a page of devices or of a report of MaaS360"
        case .ivanti: "an event notification or a page of devices of Ivanti"
        case .fleet: "an activity of Fleet, or a page of them"
        case .nanoMDM: "a webhook of NanoMDM or MicroMDM"
        }
    }

    private static func submissions(
        of root: JSONValue, _ format: SourceFormat, _ record: [UInt8], _ place: ManagerInstance,
        isOfComputers: Bool?
    ) throws(Rejection) -> [Submission] {
        switch format {
        case .jamfWebhook: return [try JamfWebhook.submission(of: root, evidence: record, place)]
        case .workspaceOneEvent:
            return [try WorkspaceOneEvent.submission(of: root, evidence: record, place)]
        case .nanoMDMWebhook: return [try NanoMDMWebhook.submission(of: root, evidence: record, place)]
        case .ivantiEvent: return [try IvantiEvent.submission(of: root, evidence: record, place)]
        case .jamfInventory:
            return try each(of: JamfInventory.devices(of: root) ?? []) { (device) throws(Rejection) in
                try JamfInventory.submission(of: device, evidence: device.rawBytes, place)
            }
        case .workspaceOneDevice:
            return try each(of: WorkspaceOneDevice.devices(of: root) ?? []) { (device) throws(Rejection) in
                try WorkspaceOneDevice.submission(of: device, evidence: device.rawBytes, place)
            }
        case .maas360Report:
            guard let found = MaaS360Report.entries(of: root) else { return [] }
            return try each(of: found.entries) { (entry) throws(Rejection) in
                try MaaS360Report.submission(
                    of: entry, report: found.report, evidence: entry.rawBytes, place)
            }
        case .maas360Device:
            return try each(of: MaaS360Device.devices(of: root) ?? []) { (device) throws(Rejection) in
                try MaaS360Device.submission(of: device, evidence: device.rawBytes, place)
            }
        case .ivantiDevice:
            return try each(of: IvantiDevice.devices(of: root) ?? []) { (device) throws(Rejection) in
                try IvantiDevice.submission(of: device, evidence: device.rawBytes, place)
            }
        case .fleetActivity:
            let activities = FleetActivity.activities(of: root) ?? [root]
            return try each(of: activities) { (activity) throws(Rejection) in
                try FleetActivity.submission(of: activity, evidence: activity.rawBytes, place)
            }
        default:
            return [
                try JamfCompliance.submission(of: root, evidence: record, place, isComputer: isOfComputers)
            ]
        }
    }

    /// The records of a page, each with its own bytes for evidence. If one of them is refused, all are.
    private static func each(
        of values: [JSONValue], _ read: (JSONValue) throws(Rejection) -> Submission
    ) throws(Rejection) -> [Submission] {
        var out: [Submission] = []
        for value in values { out.append(try read(value)) }
        return out
    }

    func read(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        do throws(Rejection) {
            let root = try EntraConnector.document(record).root
            guard let format = format(of: root) else {
                throw Rejection(
                    .notASourceRecord, expected: expected,
                    found: ForeignRecord.name(of: root) ?? Rejection.description(of: root))
            }
            let asked = context.forcedFormat
            guard asked == nil || asked == format || asked?.general == format else {
                throw Rejection(.formatConflict, expected: asked?.rawValue ?? "", found: format.rawValue)
            }
            guard let source = context.expectedSource, ManagementVendor(of: source) == self else {
                throw Rejection(
                    .missingInstance, expected: "the instance, as --source \(word):NAME", found: "none")
            }
            guard let tenant = context.tenant else {
                throw Rejection(.missingTenant, expected: "a tenant from the operator", found: "none")
            }
            let place = ManagerInstance(
                source: source, tenant: tenant, received: context.receivedAt,
                groups: context.complianceGroups)
            return .submissions(
                try Self.submissions(of: root, format, record, place, isOfComputers: asked?.isOfComputers))
        } catch {
            return .rejected(error)
        }
    }
}

extension SourceFormat {
    /// The format that a record says of itself, of one that the operator tells more exactly.
    fileprivate var general: SourceFormat {
        switch self {
        case .jamfComputerCompliance, .jamfMobileCompliance: .jamfCompliance
        default: self
        }
    }

    /// Whether the operator says of devices that they are computers, or that they are none.
    fileprivate var isOfComputers: Bool? {
        switch self {
        case .jamfComputerCompliance: true
        case .jamfMobileCompliance: false
        default: nil
        }
    }
}

/// Where a device manager's records come from, which they do not say themselves.
struct ManagerInstance: Sendable {
    let source: SourceName
    let tenant: TenantName
    /// When the records were received, as far as the operator says.
    let received: Timestamp?
    /// The groups whose members the instance holds for compliant.
    let groups: Set<Int64>

    /// The instance's name, for the ids that it gives its devices.
    var name: String {
        switch source.components.last {
        case .token(let name): name.description
        case .id(let id): id.guidText
        case .slot, nil: ""
        }
    }

    /// When what a record says happened: at its own instant, else when it was received.
    func occurred(_ own: Timestamp?) -> OccurredTime {
        if let own { return OccurredTime(own) }
        return received.map { OccurredTime($0, basis: .submission) } ?? .atReceipt
    }
}

/// The revision of the mapping from device managers' records to events. It rises with any change of what a
/// record means.
extension MappingRevision {
    static let deviceManagers = MappingRevision(1)
}
