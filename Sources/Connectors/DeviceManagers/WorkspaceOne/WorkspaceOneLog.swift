import EventCatalogue
import LedgerModel

/// What Workspace ONE UEM's console sends of an event by syslog.
///
/// By default it writes labels and values behind one another with nothing between them, and the value of one
/// may hold another label. Administrators can write the message anew; then labels are followed by values in
/// quotes. Nothing but the event's name is needed of either; the device is named by free text, unless the
/// message has a label for one of its ids.
struct WorkspaceOneLog {
    /// The first words of a message of the default form.
    static let opening: StaticString = "AirWatch Syslog Details"

    /// Labels of the default form, in their order. `Event Data` holds whatever stands up to the last one.
    private static let labels: [StaticString] = [
        "Event Type:", "Event:", "User:", "Event Source:", "Event Module:", "Event Category:", "Event Data:",
        "Event Timestamp:",
    ]
    private static let labelBytes = 64

    /// The values, by their labels without spaces and in lower case.
    private var values: [[UInt8]: [UInt8]] = [:]

    /// Reads a message; nil for one that names no event of Workspace ONE's.
    init?(_ message: [UInt8]) {
        if ASCII.starts(message, with: Self.opening) || ASCII.starts(message, with: "Event Type:") {
            readPlain(message)
        }
        if self["event"] == nil { readQuoted(message) }
        guard self["event"] != nil else { return nil }
    }

    /// The value of a label; nil where it is not there, or says that there is none.
    subscript(_ label: StaticString) -> [UInt8]? {
        let value = values[label.withUTF8Buffer { Array($0) }]
        return value.flatMap { AbsentText.isAbsent($0) ? nil : $0 }
    }

    private static func plain(_ label: some Sequence<UInt8>) -> [UInt8] {
        label.filter { $0 != 0x20 && $0 != UInt8(ascii: ":") }.map(ASCII.lowered)
    }

    private mutating func readPlain(_ message: [UInt8]) {
        var found: [(label: StaticString, start: Int, end: Int)] = []
        var from = 0
        for (index, label) in Self.labels.enumerated() {
            let isLast = index == Self.labels.count - 1
            guard let place = Self.place(of: label, in: message, from: from, last: isLast) else { continue }
            from = place + label.utf8CodeUnitCount
            found.append((label, place, from))
        }
        for (index, one) in found.enumerated() {
            let end = index + 1 < found.count ? found[index + 1].start : message.count
            values[one.label.withUTF8Buffer { Self.plain($0) }] = ASCII.trimmed(Array(message[one.end..<end]))
        }
    }

    /// Where a label stands first, or last, at or behind a place.
    private static func place(
        of label: StaticString, in message: [UInt8], from: Int, last: Bool
    ) -> Int? {
        let count = label.utf8CodeUnitCount
        let first = label.utf8Start[0]
        return message.withUnsafeBytes { bytes in
            guard bytes.count - from >= count else { return nil }
            func isThere(_ at: Int) -> Bool {
                bytes[at] == first && (1..<count).allSatisfy { bytes[at + $0] == label.utf8Start[$0] }
            }
            let places = from...(bytes.count - count)
            return last ? places.last(where: isThere) : places.first(where: isThere)
        }
    }

    /// Reads `Label:"value"`, as often as it stands there; what is between them says nothing.
    private mutating func readQuoted(_ message: [UInt8]) {
        values = [:]
        var at = 0
        while let colon = message[at...].firstIndex(of: UInt8(ascii: ":")) {
            at = colon + 1
            guard at < message.count, message[at] == UInt8(ascii: "\"") else { continue }
            guard let end = message[(at + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return }
            let label = message[..<colon].suffix(Self.labelBytes).reversed().prefix {
                ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 == 0x20
            }.reversed()
            let name = Self.plain(label)
            // The first one counts: a later one may stand in a value that somebody chose.
            if !name.isEmpty, values[name] == nil { values[name] = Array(message[(at + 1)..<end]) }
            at = end + 1
        }
    }
}

extension WorkspaceOneLog {
    private enum Event {
        case inventoryUpdated, loggedIn

        /// Of the names that have been seen; no other is taken for granted.
        init?(_ name: [UInt8]) {
            if ASCII.equalIgnoringCase(name, "SecurityInformationConfirmed") {
                self = .inventoryUpdated
            } else if ASCII.equalIgnoringCase(name, "AdminUserLoggedIn") {
                self = .loggedIn
            } else {
                return nil
            }
        }
    }

    /// The organization group that the message names, where its form has one.
    var group: [UInt8]? { self["organizationgroup"] ?? self["organizationgroupname"] }

    func submission(
        of line: SyslogLine, evidence: [UInt8], _ place: ManagerInstance
    ) -> Submission {
        // No message has an id: the host, the text of its time and all that it says make it the same again.
        var content: [UInt8] = []
        for part in [line.host, line.timeText ?? line.time.map { Array($0.rfc3339) }, line.message] {
            EntraRecord.append(part, to: &content)
        }
        var key: [UInt8] = []
        EntraRecord.append("workspaceOneSyslog", to: &key)
        EntraRecord.append(content, to: &key)
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.syslog,
            occurred: place.occurred(line.time), evidence: evidence)
        map(&mapping, line, place)
        return mapping.finished()
    }

    private func map(_ mapping: inout ManagerMapping, _ line: SyslogLine, _ place: ManagerInstance) {
        var personal = mapping.privateText()
        personal.add(.operation, self["event"])
        personal.add(.actorName, self["user"])
        personal.add(.displayName, self["enrollmentuser"])
        personal.add(.deviceName, self["devicefriendlyname"])
        personal.add(.groupName, group)
        personal.add(.timeText, line.timeText)
        personal.add(.timeText, self["eventtimestamp"])
        let serial = self["serialnumber"] ?? self["deviceserialnumber"]
        let udid = self["udid"] ?? self["deviceudid"]
        personal.add(.serialNumber, serial)
        personal.add(.udid, udid)
        let devices = [
            DeviceReference(serialNumber: serial), DeviceReference(udid: udid),
            WorkspaceOneWords.uuid(self["deviceuuid"].flatMap { Bits128(guid: $0) }, at: place),
        ].compactMap { $0 }
        switch self["event"].flatMap({ Event($0) }) {
        case .inventoryUpdated:
            var data = PublicData()
            data.set(DeviceEvents.witness, .workspaceOne)
            mapping.emit(ManagementEvents.inventoryObserved, devices, data: data, personal)
            mapping.bind(devices)
        case .loggedIn: mapping.observe(.deviceManagementAudit, .evidenceOnly, personal)
        case nil: mapping.leaveUnmapped(.deviceManagement, personal, devices: devices)
        }
    }
}
