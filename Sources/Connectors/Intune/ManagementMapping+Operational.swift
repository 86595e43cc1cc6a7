import EventCatalogue
import LedgerModel

extension ManagementMapping {
    /// How an enrolment ended; then, where the record carries two of the device's ids, that they are one
    /// device's.
    ///
    /// The envelope's result decides: the record gives a reason and a category of failure on success, too.
    mutating func mapEnrollment() throws(Rejection) {
        var personal = privateText()
        let devices = DeviceIDs(
            intune: try inner.guid("IntuneDeviceId"), entra: try inner.guid("AADDeviceId"))
        let result: Outcome? = personal.word(try record.envelope?.text("resultType"), "resultType")
        var about = subject
        about.devices = devices.named
        about.user = PersonReference(
            objectID: try inner.text("IntuneUserId"), userPrincipalName: try inner.text("UPN"))
        let platform = try platform("Os", version: "OsVersion", &personal)
        noteUser(id: "IntuneUserId", name: "UPN", &personal)
        personal.add(.timeText, record.time?.text)
        guard let result else {
            observe(.deviceManagement, .detailMissing, personal, about: about)
            return
        }
        if result != .success {
            personal.add(.failureReason, inner, "FailureReason")
            personal.add(.resultReason, inner, "FailureCategory")
        }
        var data = PublicData()
        data.set(EnrollmentEvents.platform, platform)
        let definition = result == .success ? EnrollmentEvents.completed : EnrollmentEvents.failed
        emit(definition, about, data: data, personal: personal)
        bind(devices)
    }

    /// That Intune found a device not compliant. The description says by which rules, in pieces of which
    /// several may be the same.
    mutating func mapAlert() throws(Rejection) {
        var personal = privateText()
        var about = subject
        about.devices = try inner.guid("IntuneDeviceId").map { [.intune($0)] } ?? []
        let name = try inner.text("UserName")
        let suffix = try inner.text("UPNSuffix")
        let principalName = name.map { name in suffix.map { name + [UInt8(ascii: "@")] + $0 } ?? name }
        about.user = PersonReference(
            objectID: try inner.text("IntuneUserId"), userPrincipalName: suffix == nil ? nil : principalName)
        personal.add(.userObjectID, inner, "IntuneUserId")
        personal.add(.userPrincipalName, principalName)
        personal.add(.displayName, inner, "UserDisplayName")
        personal.add(.deviceName, inner, "DeviceName")
        personal.add(.operatingSystem, inner, "DeviceOperatingSystem")
        personal.add(.timeText, record.time?.text)
        let pieces = Self.pieces(of: inner.freeText("Description") ?? [])
        for piece in pieces { personal.add(.failureReason, piece) }
        let type = try inner.text("AlertType")
        guard let type, ASCII.equalIgnoringCase(ASCII.trimmed(type), "Managed Device Not Compliant") else {
            if let type { personal.addUnrecognised("AlertType", type) }
            leaveUnmapped(.deviceManagement, personal, about: about)
            return
        }
        guard !about.devices.isEmpty else {
            observe(.deviceManagement, .detailMissing, personal, about: about)
            return
        }
        var data = PublicData()
        data.set(ComplianceEvents.verdict, .nonCompliant)
        data.set(Set(pieces.compactMap { Self.reason(ofRule: $0) }), of: .nonCompliant)
        emit(ComplianceEvents.evaluated, about, data: data, personal: personal)
    }

    /// An enrolment that failed, as Graph tells it.
    mutating func mapTroubleshooting() throws(Rejection) {
        var personal = privateText()
        let devices = DeviceIDs(
            intune: try inner.guid("managedDeviceIdentifier"), entra: try inner.guid("deviceId"))
        var about = subject
        about.devices = devices.named
        about.user = PersonReference(objectID: try inner.text("userId"), userPrincipalName: nil)
        let platform = try platform("operatingSystem", version: "osVersion", &personal)
        noteUser(id: "userId", name: nil, &personal)
        personal.add(.failureReason, inner, "failureReason")
        personal.add(.resultReason, inner, "failureCategory")
        personal.add(.timeText, record.time?.text)
        var data = PublicData()
        data.set(EnrollmentEvents.platform, platform)
        emit(EnrollmentEvents.failed, about, data: data, personal: personal)
        bind(devices)
    }

    /// The pieces of a description, each once, in their order; at most as many as say something.
    private static func pieces(of text: [UInt8]) -> [[UInt8]] {
        var out: [[UInt8]] = []
        var start = 0
        var index = 0
        func add(_ end: Int) {
            let piece = ASCII.trimmed(Array(text[start..<end]))
            if !piece.isEmpty, out.count < mostPieces, !out.contains(piece) { out.append(piece) }
        }
        while index + 1 < text.count {
            if text[index] == UInt8(ascii: "|"), text[index + 1] == UInt8(ascii: "|") {
                add(index)
                start = index + 2
                index += 2
            } else {
                index += 1
            }
        }
        add(text.count)
        return out
    }

    private static let mostPieces = 32

    /// What a rule is about, by the last part of its dotted name; nil for a piece that is no rule's name, and
    /// for a rule that is none of the table's.
    private static func reason(ofRule piece: [UInt8]) -> ComplianceReason? {
        guard let dot = piece.lastIndex(of: UInt8(ascii: ".")), !piece.contains(UInt8(ascii: " ")) else {
            return nil
        }
        let rule = Array(piece[(dot + 1)...])
        return rules.first { ASCII.equalIgnoringCase(rule, $0.name) }?.reason
    }

    private static let rules: [(name: StaticString, reason: ComplianceReason)] = [
        ("RequireRemainContact", .outOfContact), ("RequireDeviceCompliancePolicyAssigned", .noPolicyAssigned),
        ("RequireUserExistence", .userMissing), ("OsMinimumVersion", .osVersion),
        ("OsMaximumVersion", .osVersion), ("PasswordRequired", .passcode), ("PasscodeRequired", .passcode),
        ("BitLockerEnabled", .dataProtection), ("StorageRequireEncryption", .dataProtection),
        ("SecurityBlockJailbrokenDevices", .compromised),
    ]
}

extension ManagementMapping {
    /// The operating system family; the source's words go into private fields. A number is a word that only
    /// the source's own tables have.
    func platform(
        _ name: StaticString, version: StaticString, _ personal: inout PrivateText
    ) throws(Rejection) -> Platform? {
        let text = try inner.text(name)
        personal.add(.operatingSystem, text)
        personal.add(.operatingSystem, inner, version)
        if let text, ASCII.trimmed(text).allSatisfy(ASCII.isDigit) { return nil }
        return personal.platform(text, "\(name)")
    }

    /// Keeps what a record says of a person.
    func noteUser(id: StaticString, name: StaticString?, _ personal: inout PrivateText) {
        personal.add(.userObjectID, inner, id)
        if let name { personal.add(.userPrincipalName, inner, name) }
    }
}
