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

    /// The manager that writes such values; nil for a value that none writes.
    static func recognised(_ value: JSONValue) -> ManagementVendor? {
        allCases.first { $0.contents(of: value) != nil }
    }

    /// What a value holds: one record, or a page of them.
    struct Contents {
        typealias Read = (JSONValue, [UInt8], ManagerInstance, _ isOfComputers: Bool?) throws(Rejection) ->
            Submission

        let format: SourceFormat
        /// The records of a page, each of which is an object; nil for a value that is one record.
        var page: [JSONValue]?
        /// The page's list, for refusals.
        var list: StaticString = ""
        let read: Read
    }

    /// What a value of the manager's is; nil for any other.
    private func contents(of value: JSONValue) -> Contents? {
        if let found = interfaceContents(of: value) { return found }
        switch self {
        case .jamf:
            if JamfWebhook.isWebhook(value) {
                return Contents(format: .jamfWebhook) { (value, evidence, place, _) throws(Rejection) in
                    try JamfWebhook.submission(of: value, evidence: evidence, place)
                }
            }
            if JamfCompliance.isOne(value) {
                return Contents(format: .jamfCompliance) {
                    (value, evidence, place, isOfComputers) throws(Rejection) in
                    try JamfCompliance.submission(
                        of: value, evidence: evidence, place, isComputer: isOfComputers)
                }
            }
            return JamfInventory.devices(of: value).map { devices in
                Contents(format: .jamfInventory, page: devices, list: "results") {
                    (value, evidence, place, _) throws(Rejection) in
                    try JamfInventory.submission(of: value, evidence: evidence, place)
                }
            }
        case .workspaceOne:
            if WorkspaceOneEvent.isEvent(value) {
                return Contents(format: .workspaceOneEvent) { (value, evidence, place, _) throws(Rejection) in
                    try WorkspaceOneEvent.submission(of: value, evidence: evidence, place)
                }
            }
            return WorkspaceOneDevice.devices(of: value).map { devices in
                Contents(format: .workspaceOneDevice, page: devices, list: "Devices") {
                    (value, evidence, place, _) throws(Rejection) in
                    try WorkspaceOneDevice.submission(of: value, evidence: evidence, place)
                }
            }
        case .maas360:
            if let devices = MaaS360Device.devices(of: value) {
                return Contents(format: .maas360Device, page: devices, list: "devices.device") {
                    (value, evidence, place, _) throws(Rejection) in
                    try MaaS360Device.submission(of: value, evidence: evidence, place)
                }
            }
            return MaaS360Report.entries(of: value).map { found in
                Contents(format: .maas360Report, page: found.entries, list: found.name) {
                    (value, evidence, place, _) throws(Rejection) in
                    try MaaS360Report.submission(of: value, report: found.report, evidence: evidence, place)
                }
            }
        case .ivanti:
            if IvantiEvent.isMessage(value) {
                return Contents(format: .ivantiEvent) { (value, evidence, place, _) throws(Rejection) in
                    try IvantiEvent.submission(of: value, evidence: evidence, place)
                }
            }
            return IvantiDevice.devices(of: value).map { devices in
                Contents(format: .ivantiDevice, page: devices, list: "results") {
                    (value, evidence, place, _) throws(Rejection) in
                    try IvantiDevice.submission(of: value, evidence: evidence, place)
                }
            }
        case .fleet:
            guard let activities = FleetActivity.activities(of: value) else { return nil }
            return Contents(format: .fleetActivity, page: activities, list: "activities") {
                (value, evidence, place, _) throws(Rejection) in
                try FleetActivity.submission(of: value, evidence: evidence, place)
            }
        case .nanoMDM:
            guard NanoMDMWebhook.isWebhook(value) else { return nil }
            return Contents(format: .nanoMDMWebhook) { (value, evidence, place, _) throws(Rejection) in
                try NanoMDMWebhook.submission(of: value, evidence: evidence, place)
            }
        }
    }

    /// What is expected of its records, for refusals.
    private var expected: String {
        switch self {
        case .jamf: "a webhook of Jamf Pro, its inventory, or what it says of a device's compliance"
        case .workspaceOne: "an event notification, a page of devices or a log entry of Workspace ONE"
        case .maas360: "a page of devices or of a report of MaaS360, or a device's attributes"
        case .ivanti: "an event notification, devices or an entry of a Sentry of Ivanti"
        case .fleet: "an activity or a host of Fleet, or a page of them"
        case .nanoMDM: "a webhook of NanoMDM or MicroMDM"
        }
    }

    func read(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        do throws(Rejection) {
            let body = try ManagerBody(record)
            let root = body.root
            guard let contents = contents(of: root) else {
                throw Rejection(
                    .notASourceRecord, expected: expected,
                    found: ForeignRecord.name(of: root) ?? Rejection.description(of: root))
            }
            let format = contents.format
            let asked = context.forcedFormat
            guard asked == nil || asked == format || asked?.general == format else {
                throw Rejection(.formatConflict, expected: asked?.rawValue ?? "", found: format.rawValue)
            }
            func place(of value: JSONValue) throws(Rejection) -> ManagerInstance {
                try ManagerInstance(of: self, marks(of: value, in: root), context)
            }
            // The records of a page have their own bytes for evidence. If one of them is refused, all are.
            guard let page = contents.page else {
                return .submissions(
                    [try contents.read(root, record, try place(of: root), asked?.isOfComputers)])
            }
            // An empty page names no instance, and is no record.
            if page.isEmpty { _ = try place(of: root) }
            var submissions: [Submission] = []
            for value in page {
                guard value.isObject else {
                    throw Rejection(
                        .wrongShape, field: "\(contents.list)", expected: "a list of objects",
                        found: Rejection.description(of: value))
                }
                submissions.append(
                    try contents.read(
                        value, body.evidence(of: value), try place(of: value), asked?.isOfComputers))
            }
            return .submissions(submissions)
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
    /// The groups to whose members its compliance integration applies.
    var applicableGroups: Set<Int64> = []

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
    static let deviceManagers = MappingRevision(2)
}
