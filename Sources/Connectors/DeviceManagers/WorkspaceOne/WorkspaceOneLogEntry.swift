import EventCatalogue
import LedgerModel
import StrictJSON

/// An entry of the log that Workspace ONE's interface gives of one device: with an id and a time, but without
/// the device, which the request alone names.
enum WorkspaceOneLogEntry {
    /// The entries of a page, or the one that a value is; nil for any other value.
    static func entries(of value: JSONValue) -> [JSONValue]? {
        if isEntry(value) { return [value] }
        // What the list is called is published nowhere; it is the only one of a page.
        let lists = value.members.filter { $0.value.isArray }
        guard lists.count == 1, let list = lists[0].value.array, list.contains(where: { isEntry($0) }) else {
            return nil
        }
        return Array(list)
    }

    private static func isEntry(_ value: JSONValue) -> Bool {
        value.isObject && value["eventDataList"] != nil && value["event"]?.kind == .string
            && value["timestamp"] != nil && value.hasMember(ofAny: ["id", "uuid"])
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        let number = members.member("id").flatMap { SourceMembers.integer($0) }.map { Array("\($0)".utf8) }
        guard let id = members.freeText("uuid") ?? number else {
            throw Rejection(.missingID, field: "id", expected: "an id", found: "none")
        }
        let written = try members.text("timestamp")
        let own = written.flatMap { SourceTime($0, forms: .zoned) }
        if let written, own == nil, SourceTime(written, forms: .unzoned) == nil {
            throw Rejection(
                .invalidTime, field: "timestamp", expected: "an instant as ISO 8601 has it",
                found: "text of \(written.count) bytes")
        }
        var key: [UInt8] = []
        EntraRecord.append("workspaceOneLogEntry", to: &key)
        EntraRecord.append(id, to: &key)
        var mapping = ManagerMapping(
            place, key: key, content: canonicalBytes(of: value), road: ManagerMapping.interface,
            occurred: place.occurred(own?.instant), evidence: evidence)
        var personal = mapping.privateText()
        personal.add(.operation, members, "event")
        personal.add(.actorName, members, "adminAccount")
        personal.add(.timeText, own == nil ? written : own?.text)
        mapping.observe(.deviceManagementAudit, .evidenceOnly, personal)
        return mapping.finished()
    }
}
