import EventCatalogue
import LedgerModel
import StrictJSON

/// To whom something is assigned, as a list of Intune's assignments says it.
struct AssignmentList {
    private(set) var allUsers = false
    private(set) var allDevices = false
    /// In ascending order, within the bound.
    private(set) var groups: [Bits128] = []
    private(set) var excluded: [Bits128] = []
    /// Targets that none of the above names.
    private(set) var others: Int64 = 0

    /// - Parameter most: groups of either kind; more are counted.
    init(_ assignments: SourceObjects, most: Int) throws(Rejection) {
        for assignment in assignments {
            guard let target = try assignment.object("target") else {
                others += 1
                continue
            }
            let named = try target.guid("groupId")
            let group = if let named { named } else { try target.guid("entraObjectId") }
            switch (Target(target.freeText("@odata.type")), group) {
            case (.allUsers, _): allUsers = true
            case (.allDevices, _): allDevices = true
            case (.group, let group?): groups.append(group)
            case (.excludedGroup, let group?): excluded.append(group)
            default: others += 1
            }
        }
        // Sorted before they are cut, so that the order in which they come changes nothing.
        others += Int64(max(0, groups.count - most) + max(0, excluded.count - most))
        groups = Array(groups.sorted().prefix(most))
        excluded = Array(excluded.sorted().prefix(most))
    }

    /// Whom an assignment is to.
    private enum Target {
        case allUsers, allDevices, group, excludedGroup, other

        /// By the type annotation of OData, which some versions write without its first character.
        init(_ annotation: [UInt8]?) {
            let text = annotation ?? []
            let types: [(StaticString, Target)] = [
                (".allLicensedUsersAssignmentTarget", .allUsers),
                (".allDevicesAssignmentTarget", .allDevices),
                (".groupAssignmentTarget", .group), (".exclusionGroupAssignmentTarget", .excludedGroup),
            ]
            self = types.first { type in text.withUnsafeBytes { ASCII.ends($0, with: type.0) } }?.1 ?? .other
        }
    }
}
