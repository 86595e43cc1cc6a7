import EventCatalogue
import LedgerModel

extension ManagementMapping {
    /// A row of a report: how the inventory held the device, what Intune concluded, which flags it last set
    /// in the directory, and that the row's ids are one device's.
    ///
    /// Words are read, or numbers of Graph's published tables; never the localised words beside them.
    mutating func mapRow() throws(Rejection) {
        var personal = privateText()
        let isReport = record.kind == .complianceRow
        var devices = DeviceIDs(intune: try inner.guid("DeviceId"))
        if !isReport { devices.entra = try inner.guid("ReferenceId") }
        devices.hardware = DeviceReference(serialNumber: inner.freeText("SerialNumber"))
        var snapshot = Snapshot()
        snapshot.platform = try platform("OS", version: "OSVersion", &personal)
        snapshot.ownership = try word("OwnerType", &personal) { Ownership(number: $0) }
        if !isReport, snapshot.ownership == nil {
            snapshot.ownership = try word("Ownership", &personal) { Ownership(number: $0) }
        }
        snapshot.lastContact = try inner.time("LastContact", forms: record.forms)?.instant
        snapshot.enrolledAt = try inner.time("CreatedDate", forms: record.forms)?.instant
        snapshot.state = try word(isReport ? "ManagementState" : "DeviceState", &personal) { _ in nil }
        snapshot.agent = try word(isReport ? "ManagementAgents" : "ManagedBy", &personal) {
            ManagementAgent(number: $0)
        }
        snapshot.registration = try word("DeviceRegistrationState", &personal) { _ in nil }
        snapshot.verdict = try word(isReport ? "ComplianceState" : "CompliantState", &personal) {
            ComplianceVerdict(number: $0)
        }
        snapshot.graceEnds = try inner.time("InGracePeriodUntil", forms: record.forms)?.instant
        snapshot.isManaged = try inner.flag("GraphDeviceIsManaged")
        snapshot.isCompliant = try inner.flag("GraphDeviceIsCompliant")
        let id = try inner.text("UserId")
        let user = if let id { id } else { try inner.text("PrimaryUser") }
        snapshot.user = PersonReference(objectID: user, userPrincipalName: try inner.text("UPN"))
        noteUser(id: "UserId", name: "UPN", &personal)
        personal.add(.userObjectID, inner, "PrimaryUser")
        personal.add(.mail, inner, "UserEmail")
        personal.add(.displayName, inner, "UserName")
        personal.add(.deviceName, inner, "DeviceName")
        personal.add(.serialNumber, inner, "SerialNumber")
        personal.add(.imei, inner, "IMEI")
        personal.add(.modelName, inner, "Model")
        personal.add(.timeText, record.envelopeTime?.text)
        emit(snapshot, devices, personal)
    }

    /// What ends a batch: how many rows it has.
    mutating func mapBatchEnd() throws(Rejection) {
        var personal = privateText()
        personal.add(.timeText, record.envelopeTime?.text)
        guard let stats = try inner.object("Stats")?.ignoringCase(),
            let count = try stats.integer("RecordCount"), count >= 0
        else {
            observe(.deviceManagement, .detailMissing, personal)
            return
        }
        let report: BatchedReport? = try record.envelope?.word("category", &personal)
        var data = PublicData()
        data.set(SourceEvents.report, report)
        data.set(SourceEvents.records, count)
        data.set(SourceEvents.batch, record.correlation?.bits)
        emit(SourceEvents.batchEnded, subject, data: data, personal: personal)
    }

    /// Graph's object of a managed device.
    mutating func mapManagedDevice() throws(Rejection) {
        var personal = privateText()
        let given = try inner.guid("azureADDeviceId")
        let entra = if let given { given } else { try inner.guid("azureActiveDirectoryDeviceId") }
        let devices = DeviceIDs(
            intune: try inner.guid("id"), entra: entra,
            hardware: DeviceReference(serialNumber: inner.freeText("serialNumber")))
        var snapshot = Snapshot()
        snapshot.platform = try platform("operatingSystem", version: "osVersion", &personal)
        snapshot.ownership = try inner.word("managedDeviceOwnerType", &personal)
        snapshot.lastContact = try inner.time("lastSyncDateTime", forms: record.forms)?.instant
        snapshot.enrolledAt = try inner.time("enrolledDateTime", forms: record.forms)?.instant
        snapshot.state = try inner.word("managementState", &personal)
        snapshot.agent = try inner.word("managementAgent", &personal)
        snapshot.registration = try inner.word("deviceRegistrationState", &personal)
        snapshot.verdict = try inner.word("complianceState", &personal)
        snapshot.graceEnds =
            try inner.time("complianceGracePeriodExpirationDateTime", forms: record.forms)?.instant
        snapshot.user = PersonReference(
            objectID: try inner.text("userId"), userPrincipalName: try inner.text("userPrincipalName"))
        noteUser(id: "userId", name: "userPrincipalName", &personal)
        personal.add(.displayName, inner, "userDisplayName")
        personal.add(.mail, inner, "emailAddress")
        personal.add(.phone, inner, "phoneNumber")
        personal.add(.deviceName, inner, "deviceName")
        personal.add(.serialNumber, inner, "serialNumber")
        personal.add(.imei, inner, "imei")
        personal.add(.udid, inner, "udid")
        personal.add(.modelName, inner, "model")
        emit(snapshot, devices, personal)
    }

    /// Graph's object of a device in the directory.
    mutating func mapDirectoryDevice() throws(Rejection) {
        var personal = privateText()
        let devices = DeviceIDs(entra: try inner.guid("deviceId"), object: try inner.guid("id"))
        let platform = try platform("operatingSystem", version: "operatingSystemVersion", &personal)
        personal.add(.deviceName, inner, "displayName")
        personal.add(.modelName, inner, "model")
        var about = subject
        about.devices = devices.named
        let trustType: TrustType? = try inner.word("trustType", &personal)
        let isEnabled = try inner.flag("accountEnabled")
        let lastContact = try inner.time("approximateLastSignInDateTime", forms: record.forms)?.instant
        let isManaged = try inner.flag("isManaged")
        let isCompliant = try inner.flag("isCompliant")
        guard !about.devices.isEmpty else {
            observe(.configuration, .detailMissing, personal)
            return
        }
        var data = PublicData()
        data.set(DeviceEvents.platform, platform)
        data.set(DeviceEvents.trustType, trustType)
        data.set(DeviceEvents.witness, .deviceObject)
        data.set(DeviceEvents.isEnabled, isEnabled)
        data.set(ManagementEvents.lastContact, lastContact)
        emit(ManagementEvents.objectObserved, about, data: data, personal: personal)
        emitFlags(isManaged: isManaged, isCompliant: isCompliant, witness: .deviceObject, about)
        bind(devices)
    }

    /// How a device stands with one policy.
    ///
    /// The id of a status is three ids: the account's, the policy's and the device's.
    mutating func mapDeviceStatus() throws(Rejection) {
        var personal = privateText()
        let verdict: ComplianceVerdict? = try inner.word("status", &personal)
        let graceEnds = try inner.time(
            "complianceGracePeriodExpirationDateTime", forms: record.forms)?.instant
        let name = try inner.text("userPrincipalName")
        personal.add(.userPrincipalName, name)
        personal.add(.displayName, inner, "userName")
        personal.add(.deviceName, inner, "deviceDisplayName")
        personal.add(.modelName, inner, "deviceModel")
        personal.add(.timeText, record.time?.text)
        let parts = try inner.text("id")?.split(separator: UInt8(ascii: "_")) ?? []
        let ids = parts.compactMap { Bits128(guid: Array($0)) }.filter { $0 != .zero }
        var about = subject
        about.user = PersonReference(objectID: nil, userPrincipalName: name)
        guard parts.count == 3, ids.count == 3, let verdict else {
            observe(.deviceManagement, .detailMissing, personal, about: about)
            return
        }
        about.policies = [ids[1]]
        about.devices = [.intune(ids[2])]
        var data = PublicData()
        data.set(ComplianceEvents.verdict, verdict)
        data.set(ComplianceEvents.witness, .intune)
        data.set(ComplianceEvents.policy, ids[1])
        data.set(VerdictEvents.graceEnds, graceEnds)
        emit(VerdictEvents.observed, about, data: data, personal: personal)
    }

    private mutating func emit(_ snapshot: Snapshot, _ devices: DeviceIDs, _ personal: PrivateText) {
        var about = subject
        about.devices = devices.named
        about.user = snapshot.user
        guard !about.devices.isEmpty else {
            observe(.deviceManagement, .detailMissing, personal, about: about)
            return
        }
        emit(ManagementEvents.inventoryObserved, about, data: snapshot.data, personal: personal)
        if let verdict = snapshot.verdict {
            var data = PublicData()
            data.set(ComplianceEvents.verdict, verdict)
            data.set(ComplianceEvents.witness, .intune)
            data.set(VerdictEvents.graceEnds, snapshot.graceEnds)
            emit(VerdictEvents.observed, about, data: data)
        }
        emitFlags(
            isManaged: snapshot.isManaged, isCompliant: snapshot.isCompliant, witness: .intune, about)
        bind(devices)
    }

    /// The directory's flags, as a witness gives them; an absent one is never false.
    private mutating func emitFlags(
        isManaged: Bool?, isCompliant: Bool?, witness: Witness, _ about: EventSubject
    ) {
        if let isManaged {
            var data = PublicData()
            data.set(ComplianceEvents.witness, witness)
            data.set(ComplianceEvents.isManaged, isManaged)
            emit(ComplianceEvents.managementObserved, about, data: data)
        }
        if let isCompliant {
            var data = PublicData()
            data.set(ComplianceEvents.isCompliant, isCompliant)
            data.set(ComplianceEvents.witness, witness)
            emit(ComplianceEvents.observed, about, data: data)
        }
    }

    /// The value of a member that is a word, or a number of a table; text that is in neither is noted.
    private func word<Value: CatalogueEnumeration>(
        _ name: StaticString, _ personal: inout PrivateText, byNumber: (Int64) -> Value?
    ) throws(Rejection) -> Value? {
        guard let member = inner.member(name) else { return nil }
        if let number = SourceMembers.integer(member) {
            if let value = byNumber(number) { return value }
            personal.addUnrecognised("\(name)", Array("\(number)".utf8))
            return .unrecognised
        }
        return try inner.word(name, &personal)
    }
}

/// What an inventory holds of one device.
private struct Snapshot {
    var platform: Platform?
    var ownership: Ownership?
    var lastContact: Timestamp?
    var enrolledAt: Timestamp?
    var state: ManagementState?
    var agent: ManagementAgent?
    var registration: RegistrationState?
    var verdict: ComplianceVerdict?
    var graceEnds: Timestamp?
    /// What Intune last set in the directory.
    var isManaged: Bool?
    var isCompliant: Bool?
    var user: PersonReference?

    var data: PublicData {
        var data = PublicData()
        data.set(DeviceEvents.platform, platform)
        data.set(DeviceEvents.witness, .intune)
        data.set(DeviceEvents.ownership, ownership)
        data.set(ManagementEvents.lastContact, lastContact)
        data.set(ManagementEvents.enrolledAt, enrolledAt)
        data.set(ManagementEvents.state, state)
        data.set(ManagementEvents.agent, agent)
        data.set(ManagementEvents.registration, registration)
        return data
    }
}
