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
        allCases.first { $0.contents(of: value, as: nil) != nil }
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
            return read(try ManagerBody(record), context)
        } catch {
            return .rejected(error)
        }
    }

    func read(_ body: ManagerBody, _ context: ConnectorContext) -> ReadingResult {
        do throws(Rejection) {
            return .submissions(try submissions(of: body, context))
        } catch {
            return .rejected(error)
        }
    }

    /// The submissions of a body, one for each of its records. If one of them is refused, all are.
    private func submissions(
        of body: ManagerBody, _ context: ConnectorContext
    ) throws(Rejection) -> [Submission] {
        let root = body.root
        let asked = context.forcedFormat
        guard let contents = contents(of: root, as: asked) else {
            throw Rejection(
                .notASourceRecord, expected: expected,
                found: ForeignRecord.name(of: root) ?? Rejection.description(of: root))
        }
        let format = contents.format
        guard asked == nil || asked == format || asked?.general == format else {
            throw Rejection(.formatConflict, expected: asked?.rawValue ?? "", found: format.rawValue)
        }
        func place(of value: JSONValue) throws(Rejection) -> ManagerInstance {
            try ManagerInstance(of: self, marks(of: value, in: root), context)
        }
        guard let page = contents.page else {
            return [try contents.read(root, body.record, try place(of: root))]
        }
        // An empty page names no instance, and is no record.
        if page.isEmpty { _ = try place(of: root) }
        var submissions: [Submission] = []
        // The records of a page have their own bytes for evidence.
        for value in page {
            guard value.isObject else {
                throw Rejection(
                    .wrongShape, field: "\(contents.list)", expected: "a list of objects",
                    found: Rejection.description(of: value))
            }
            submissions.append(try contents.read(value, body.evidence(of: value), try place(of: value)))
        }
        return submissions
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
    var isOfComputers: Bool? {
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
    /// The revision of the mapping by which its records are read.
    var mapping = MappingRevision.deviceManagers
    /// What an earlier reading of the record held its group for.
    var statedGroup: StatedGroup?

    /// What a change of a group's members says; nil where nobody says what the group is.
    func role(ofGroup group: Int64) -> StatedGroup? {
        if let statedGroup { return statedGroup }
        if groups.contains(group) { return .verdict }
        return applicableGroups.contains(group) ? .scope : nil
    }

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
        OccurredTime(said: own, received: received)
    }
}

/// The revision of the mapping from device managers' records to events. It rises with any change of what a
/// record means.
extension MappingRevision {
    static let deviceManagers = MappingRevision(3)
}
