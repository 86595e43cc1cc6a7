import LedgerModel
import StrictJSON

extension ManagementVendor {
    /// What a record, alone or in its page, tells of its instance. A member of another type tells nothing.
    func marks(of value: JSONValue, in page: JSONValue) -> [FoundMark] {
        switch self {
        case .jamf: Self.jamfMarks(of: value)
        case .workspaceOne: Self.workspaceOneMarks(of: value)
        case .maas360:
            Self.texts(["billingId", "billingID", "billing_id"], of: page, .billingID)
                + (value.range == page.range
                    ? [] : Self.texts(["billingId", "billingID", "billing_id"], of: value, .billingID))
        case .ivanti: Self.ivantiMarks(of: value)
        case .fleet: Self.fleetMarks(of: value)
        case .nanoMDM: []
        }
    }

    /// A group by its name, which may be changed, and by its ids.
    private static func workspaceOneMarks(of value: JSONValue) -> [FoundMark] {
        let group = value["LocationGroupId"]
        let ids = [group?["Uuid"]?.stringBytes, group?["Id"]?["Value"]?.int64.map { Array("\($0)".utf8) }]
        return texts(["OrganizationGroupName", "LocationGroupName"], of: value, .organizationGroup)
            + ids.compactMap { id in
                id.flatMap { FoundMark(InstanceMark(.organizationGroup, $0), "LocationGroupId") }
            }
    }

    private static func texts(
        _ names: [StaticString], of value: JSONValue, _ kind: InstanceMark.Kind
    ) -> [FoundMark] {
        names.compactMap { name in
            text(name, of: value).flatMap { FoundMark(InstanceMark(kind, $0), "\(name)") }
        }
    }

    /// The text of a member, or the digits of a number.
    private static func text(_ name: StaticString, of value: JSONValue) -> [UInt8]? {
        guard let member = value[name] else { return nil }
        if let number = member.int64 { return Array("\(number)".utf8) }
        return member.withStringBytes { AbsentText.isAbsent($0) ? nil : Array($0) } ?? nil
    }

    /// Only what the instance says of its own start and end has its address.
    private static func jamfMarks(of value: JSONValue) -> [FoundMark] {
        let body = SourceMembers(value, matching: .ignoringCaseAndUnderscores)
        guard let event = body.member("event"), event.isObject else { return [] }
        let members = SourceMembers(event, matching: .ignoringCaseAndUnderscores)
        return [
            FoundMark(members.freeText("jssUrl").flatMap { InstanceMark(hostOf: $0) }, "event.jssUrl"),
            FoundMark(
                members.freeText("hostAddress").flatMap { InstanceMark(.host, $0) }, "event.hostAddress"),
        ].compactMap { $0 }
    }

    /// The topic of a message of Neurons begins with its tenant; a device of it names its partition.
    private static func ivantiMarks(of value: JSONValue) -> [FoundMark] {
        var out = texts(["dmPartitionId"], of: value, .partition)
        for name: StaticString in ["eventType", "topic"] {
            guard let topic = text(name, of: value),
                let first = topic.split(separator: UInt8(ascii: "/")).first.map({ Array($0) }),
                first.count < topic.count, Bits128(guid: first) != nil,
                let found = FoundMark(InstanceMark(.partition, first), "\(name)")
            else { continue }
            out.append(found)
        }
        return out
    }

    /// A webhook about hosts has their addresses at the instance.
    private static func fleetMarks(of value: JSONValue) -> [FoundMark] {
        guard value["policy"] != nil, let host = value["hosts"]?.array?.first(where: { $0["url"] != nil })
        else { return [] }
        return [FoundMark(text("url", of: host).flatMap { InstanceMark(hostOf: $0) }, "hosts.url")]
            .compactMap { $0 }
    }
}
