import StrictXML

/// What a vendor's bodies mean by the names of their elements, which XML does not say: which of them the JSON
/// of the same vendor has as numbers, flags and lists.
///
/// Names are compared without regard to case and underscores, as those of Jamf Pro are everywhere.
struct XMLVocabulary: Sendable {
    /// Whether the root's own name is a member of the JSON.
    let keepsRoot: Bool
    /// Numbers, where the text is one as JSON writes it.
    let numbers: Set<[UInt8]>
    /// Flags, where the text is `true` or `false`.
    let flags: Set<[UInt8]>
    /// Lists of values: elements of the name, or one with an element for each value.
    let lists: Set<[UInt8]>
    /// Objects, even where nothing stands in them.
    let objects: Set<[UInt8]>
    /// Elements that may stand several times beside one another; nil where any may.
    let repeated: Set<[UInt8]>?
    /// Names that end so are numbers, too.
    let numberEnding: [UInt8]?

    private init(
        keepsRoot: Bool = false, numbers: [String] = [], flags: [String] = [], lists: [String] = [],
        objects: [String] = [], repeated: [String]? = [], numberEnding: String? = nil
    ) {
        self.keepsRoot = keepsRoot
        self.numbers = Set(numbers.map { Self.plain(Array($0.utf8)) })
        self.flags = Set(flags.map { Self.plain(Array($0.utf8)) })
        self.lists = Set(lists.map { Self.plain(Array($0.utf8)) })
        self.objects = Set(objects.map { Self.plain(Array($0.utf8)) })
        self.repeated = repeated.map { Set($0.map { Self.plain(Array($0.utf8)) }) }
        self.numberEnding = numberEnding.map { Self.plain(Array($0.utf8)) }
    }

    /// A name as it is compared.
    static func plain(_ name: [UInt8]) -> [UInt8] {
        name.filter { $0 != UInt8(ascii: "_") }.map { ASCII.lowered($0) }
    }

    func isNumber(_ plain: [UInt8]) -> Bool {
        numbers.contains(plain) || numberEnding.map { plain.suffix($0.count).elementsEqual($0) } ?? false
    }

    /// The vocabulary of a document, by its root; that of no vendor's where it is none of theirs.
    static func of(_ root: XMLElement) -> XMLVocabulary {
        func has(_ names: StaticString...) -> Bool {
            names.allSatisfy { name in root.children.contains { ASCII.equalIgnoringCase($0.name, name) } }
        }
        func isNamed(_ name: StaticString) -> Bool { ASCII.equalIgnoringCase(root.name, name) }
        if has("event"), has("webhook") || isNamed("webhook") { return jamfWebhook }
        if has("general"), isNamed("computer") || isNamed("mobile_device") { return jamfInventory }
        if has("EventType", "EventId", "DeviceId") { return workspaceOne }
        if isNamed("DeviceSearchResult") { return workspaceOne }
        for name: StaticString in ["devices", "adminChanges", "loginEvents", "complianceEvents"]
        where isNamed(name) {
            return maas360
        }
        return unknown
    }

    /// The vocabulary of a manager's pages.
    static func ofPages(_ manager: ManagementVendor) -> XMLVocabulary {
        switch manager {
        case .workspaceOne: workspaceOne
        case .maas360: maas360
        case .jamf, .ivanti, .fleet, .nanoMDM: unknown
        }
    }

    private static let unknown = XMLVocabulary(repeated: nil)

    static let jamfWebhook = XMLVocabulary(
        numbers: [
            "id", "eventTimestamp", "jssID", "policyId", "patchPolicyId", "softwareTitleId", "objectID",
            "deviceAssignedDate", "deviceEnrollmentProgramInstanceId", "lastUpdate", "groupAddedDevicesIds",
            "groupRemovedDevicesIds", "groupAddedUserIds", "groupRemovedUserIds",
        ],
        flags: ["computer", "smartGroup", "successful", "operationSuccessful", "isClusterMaster"],
        lists: [
            "groupAddedDevicesIds", "groupRemovedDevicesIds", "groupAddedUserIds", "groupRemovedUserIds",
            "groupAddedDevices", "groupRemovedDevices",
        ],
        objects: ["event"], repeated: ["action"])

    /// The classic interface; what it counts is not read.
    private static let jamfInventory = XMLVocabulary(
        keepsRoot: true, numbers: ["id"], flags: ["managed", "supervised", "mdmCapable"], repeated: nil,
        numberEnding: "Epoch")

    private static let workspaceOne = XMLVocabulary(
        numbers: [
            "EventId", "DeviceId", "EnrollmentUserId", "Page", "PageSize", "Total", "Value",
        ],
        lists: ["Devices"])

    private static let maas360 = XMLVocabulary(
        keepsRoot: true,
        numbers: [
            "count", "pageNumber", "pageSize", "imeiEsn", "sourceID", "updateDate", "loginAttemptTime",
            "logoutTime", "duration",
        ],
        flags: ["isSupervisedDevice", "testDevice"], repeated: nil, numberEnding: "InEpochms")
}
