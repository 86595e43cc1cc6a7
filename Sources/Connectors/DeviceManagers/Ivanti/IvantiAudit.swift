import EventCatalogue
import LedgerModel

/// An entry of the audit log of Ivanti Core, as an event of the Common Event Format.
///
/// Who acted stands in `suser`, what was done in `act` or in the event's name, on which Core in `dvc`. The
/// device stands in custom texts, of which a label says what each is, or in one that lists several values in
/// braces. An action that was begun, or that ended well, is a request: whether the device followed it, the
/// device's own status tells.
struct IvantiAudit {
    private let event: CEFMessage

    private static let vendors: [StaticString] = [
        "MobileIron", "Ivanti", "MobileIronCore", "IvantiCore", "MobileIron,Inc.",
    ]

    /// Nil for an event of another vendor's.
    init?(_ event: CEFMessage) {
        let vendor = event.vendor.filter { $0 != 0x20 }
        guard Self.vendors.contains(where: { ASCII.equalIgnoringCase(vendor, $0) }) else { return nil }
        self.event = event
    }

    /// The Core that wrote it.
    var marks: [FoundMark] {
        let hosts: [(name: String, text: [UInt8]?)] = [("dvc", event["dvc"]), ("dvchost", event["dvchost"])]
        return hosts.compactMap { host in
            host.text.flatMap { FoundMark(InstanceMark(.host, $0), host.name) }
        }
    }

    private enum Action {
        case retire, wipe, delete, lock, unlock, register, restrict, evidence, session

        /// By its words, without regard to case and to what stands between them.
        init?(_ name: [UInt8]) {
            let plain = name.filter { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
            guard name.count <= 64,
                let found = Self.table.first(where: { ASCII.equalIgnoringCase(plain, $0.name) })
            else { return nil }
            self = found.action
        }

        private static let table: [(name: StaticString, action: Action)] = [
            ("Retire", .retire), ("RetireDevice", .retire),
            ("Wipe", .wipe), ("WipeDevice", .wipe),
            ("DeleteRetiredDevice", .delete), ("DeleteDevice", .delete),
            ("Lock", .lock), ("LockDevice", .lock), ("Unlock", .unlock), ("UnlockDevice", .unlock),
            ("Register", .register), ("RegisterDevice", .register), ("Registration", .register),
            ("DeviceRegistration", .register),
            ("Block", .restrict), ("BlockDevice", .restrict), ("Quarantine", .restrict),
            ("QuarantineDevice", .restrict),
            ("Allow", .evidence), ("AllowDevice", .evidence), ("Unblock", .evidence),
            ("RemoveQuarantine", .evidence), ("SendAlert", .evidence), ("ComplianceAction", .evidence),
            ("CheckCompliance", .evidence), ("ComplianceCheck", .evidence), ("AddPolicy", .evidence),
            ("ModifyPolicy", .evidence), ("DeletePolicy", .evidence), ("ApplyPolicy", .evidence),
            ("RemovePolicy", .evidence), ("ActivatePolicy", .evidence), ("DeactivatePolicy", .evidence),
            ("CancelWipe", .evidence), ("CancelRetire", .evidence), ("SendMessage", .evidence),
            ("Login", .session), ("Logout", .session), ("SignIn", .session), ("SignOut", .session),
            ("AdminLogin", .session), ("LoginAttempt", .session),
        ]
    }

    /// How an action stands, as the entry says; nil where it does not, or by another word.
    private enum Status {
        case initiated, succeeded, failed

        init?(_ word: [UInt8]) {
            func isOne(of words: StaticString...) -> Bool {
                words.contains { ASCII.equalIgnoringCase(word, $0) }
            }
            if isOne(of: "Initiated") {
                self = .initiated
            } else if isOne(of: "Success", "Successful", "Succeeded") {
                self = .succeeded
            } else if isOne(of: "Failed", "Failure") {
                self = .failed
            } else {
                return nil
            }
        }

        var outcome: Outcome? {
            switch self {
            case .initiated: nil
            case .succeeded: .success
            case .failed: .failure
            }
        }
    }

    func submission(
        of line: SyslogLine, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let own = try time()
        // An action may come begun and ended under one number, so nothing but all of it is the same again;
        // where it has no time, with that of the line.
        var content: [UInt8] = []
        EntraRecord.append(line.message, to: &content)
        if own == nil {
            EntraRecord.append(line.timeText ?? line.time.map { $0.rfc3339 }, to: &content)
        }
        var key: [UInt8] = []
        EntraRecord.append("ivantiAudit", to: &key)
        EntraRecord.append(content, to: &key)
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.syslog,
            occurred: place.occurred(own?.instant ?? line.time), evidence: evidence)
        let details = IvantiAuditDetails(event)
        var personal = mapping.privateText()
        personal.add(.timeText, own?.text)
        personal.add(.timeText, line.timeText)
        add(details, to: &personal)
        map(&mapping, details.devices(at: place), details, personal)
        return mapping.finished()
    }

    /// When it happened: where its begin has no instant, when the Core received it.
    private func time() throws(Rejection) -> CEFTime? {
        var first: CEFTime?
        for name: StaticString in ["start", "rt"] {
            guard let text = event[name] else { continue }
            guard let time = CEFTime(text, zone: event["dtz"]) else {
                throw Rejection(
                    .invalidTime, field: "\(name)",
                    expected: "seconds or milliseconds since 1970, RFC 3339, or a day and a time of day",
                    found: "text of \(text.count) bytes")
            }
            if time.instant != nil { return time }
            first = first ?? time
        }
        return first
    }

    private func add(_ details: IvantiAuditDetails, to personal: inout PrivateText) {
        personal.add(.operation, event["act"] ?? event.name)
        personal.add(.actorName, event["suser"])
        personal.add(.displayName, event["duser"])
        personal.add(.ipAddress, event["src"])
        personal.add(.serialNumber, details.serialNumber)
        personal.add(.udid, details.udid)
        personal.add(.resultReason, event["reason"])
    }

    private func map(
        _ mapping: inout ManagerMapping, _ devices: [DeviceReference], _ details: IvantiAuditDetails,
        _ personal: PrivateText
    ) {
        var personal = personal
        let word = event["outcome"] ?? details.status
        let status = word.flatMap { Status($0) }
        if let word, status == nil { personal.addUnrecognised("outcome", word) }
        guard let action = event["act"].flatMap({ Action($0) }) ?? Action(event.name) else {
            return mapping.leaveUnmapped(.deviceManagementAudit, personal, devices: devices)
        }
        switch action {
        case .session, .evidence:
            return mapping.observe(
                .deviceManagementAudit, .evidenceOnly, personal, outcome: status?.outcome, devices: devices)
        default: break
        }
        if status == .failed {
            return mapping.observe(
                .deviceManagementAudit, .failedOperation, personal, outcome: .failure, devices: devices)
        }
        // What a word says that nothing knows may be that it was not done.
        if word != nil, status == nil {
            return mapping.observe(.deviceManagementAudit, .detailMissing, personal, devices: devices)
        }
        var data = PublicData()
        switch action {
        case .retire: mapping.emit(ManagementEvents.retireRequested, devices, data: data, personal)
        case .wipe: mapping.emit(ManagementEvents.wipeRequested, devices, data: data, personal)
        case .delete: mapping.emit(ManagementEvents.deleteRequested, devices, data: data, personal)
        case .register: mapping.emit(EnrollmentEvents.requested, devices, data: data, personal)
        case .lock, .unlock:
            data.set(DeviceEvents.action, action == .lock ? .lockRequested : .unlockRequested)
            mapping.emit(DeviceEvents.securityAction, devices, data: data, personal)
        case .restrict:
            // A device that is blocked or quarantined is reported as not compliant; one that is about to be
            // is not, yet.
            guard status == .succeeded else {
                return mapping.observe(.deviceManagementAudit, .evidenceOnly, personal, devices: devices)
            }
            data.set(ComplianceEvents.verdict, .nonCompliant)
            mapping.emit(ComplianceEvents.evaluated, devices, data: data, personal)
        case .session, .evidence: return
        }
        mapping.bind(devices)
    }
}
