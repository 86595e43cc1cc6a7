import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes one device as the device manager's reports and Graph's objects show it.
struct DeviceInventory {
    let batch: InventoryBatch
    let held: ManagedFleet.Device
    let tenant: TenantProfile
    let management: TenantManagement
    let person: PersonProfile
    let device: DeviceProfile

    init(_ index: Int, in batch: InventoryBatch, of fleet: ManagedFleet, _ management: TenantManagement) {
        self.batch = batch
        self.management = management
        held = fleet.devices[index]
        tenant = fleet.fleet.tenant(of: index)
        person = fleet.fleet.owner(of: index)
        device = fleet.fleet.profile(of: index, owner: person, registration: held.registration)
    }

    func bytes() -> [UInt8] {
        switch batch.report {
        case .devices: deviceRow()
        case .compliance: complianceRow()
        case .managedDevices: managedDevice()
        case .directory: directoryDevice()
        }
    }

    /// What ends a batch: how many rows it has, whether or not all of them came.
    static func ending(_ batch: InventoryBatch, _ tenant: TenantProfile) -> [UInt8] {
        ManagementRecord.envelope("Devices", "Devices", result: "Success", tenant, batch.time) { json in
            json.member("AADTenantId", tenant.id)
            json.member("BatchId", batch.id)
            json.key("Stats")
            json.beginObject()
            json.member("RecordCount", batch.count)
            json.endObject()
        }
    }

    private func deviceRow() -> [UInt8] {
        ManagementRecord.envelope("Devices", "Devices", result: "Success", tenant, batch.time) { json in
            json.member("AADTenantId", tenant.id)
            json.member("BatchId", batch.id)
            json.member("CompliantState", verdict("Compliant", "Noncompliant", "Unknown"))
            json.member("CreatedDate", Self.text(held.enrolled))
            json.member("DeviceId", device.intune)
            json.member("DeviceName", device.name)
            json.member("DeviceRegistrationState", held.isInDirectory ? "Registered" : "NotRegistered")
            json.member("DeviceState", "Managed")
            json.member("EasID", "")
            json.member("EncryptionStatusString", held.verdict == false ? "False" : "True")
            json.key("GraphDeviceIsManaged")
            if let isManaged = held.isManaged { json.bool(isManaged) } else { json.null() }
            json.member("IMEI", device.imei ?? "")
            json.member("InGracePeriodUntil", Self.latest)
            json.member("IntuneAccountId", management.account)
            json.member("JailBroken", device.platform == .windows ? "Unknown" : "False")
            json.member("LastContact", Self.text(held.lastContact))
            json.member("ManagedBy", "MDM")
            json.member("Manufacturer", device.manufacturer)
            json.member("MEID", "")
            json.member("Model", device.model)
            json.member("OS", device.directoryType)
            json.member("OSVersion", device.version(after: held.updates))
            json.member("OwnerType", device.ownership == .company ? "Company" : "Personal")
            json.member("PhoneNumber", "")
            json.member("PrimaryUser", person.objectID)
            json.member("ReferenceId", held.isInDirectory ? device.entraDevice : .zero)
            json.member("SerialNumber", device.serialNumber)
            json.member("StorageFree", device.storage / 2)
            json.member("StorageTotal", device.storage)
            json.member("SupervisedStatusString", "False")
            json.member("UPN", person.userPrincipalName)
            json.member("UserEmail", person.userPrincipalName)
            json.member("UserName", person.displayName)
            json.member("WifiMacAddress", "")
        }
    }

    private func complianceRow() -> [UInt8] {
        ManagementRecord.envelope(
            "DeviceComplianceOrg", "DeviceComplianceOrg", result: "Success", tenant, batch.time
        ) { json in
            json.member("AADTenantId", tenant.id)
            json.member("BatchId", batch.id)
            json.member("ComplianceState", verdict("1", "2", "0"))
            json.member("ComplianceState_loc", localVerdict)
            json.member("DeviceId", device.intune)
            json.member("DeviceName", device.name)
            json.member("IMEI", device.imei ?? "")
            json.member("InGracePeriodUntil", Self.latest)
            json.member("IntuneAccountId", management.account)
            json.member("LastContact", Self.text(held.lastContact))
            json.member("ManagementAgents", "2")
            json.member("ManagementAgents_loc", "MDM")
            json.member("OS", device.directoryType)
            json.member("OSVersion", device.version(after: held.updates))
            json.member("OwnerType", device.ownership == .company ? "1" : "2")
            json.member("OwnerType_loc", device.ownership == .company ? "Company" : "Personal")
            json.member("RetireAfterDatetime", "0001-01-01 00:00:00.0000000")
            json.member("SerialNumber", device.serialNumber)
            json.member("UPN", person.userPrincipalName)
            json.member("UserEmail", person.userPrincipalName)
            json.member("UserId", person.objectID)
            json.member("UserName", person.displayName)
        }
    }

    /// One of three words: for compliant, for not, and for not known yet.
    func verdict(_ compliant: String, _ other: String, _ unknown: String) -> String {
        held.verdict.map { $0 ? compliant : other } ?? unknown
    }

    /// The word beside the number, in a language of the tenant's country.
    private var localVerdict: String {
        switch tenant.place.country {
        case "NL": verdict("Compatibel", "Niet compatibel", "Onbekend")
        case "PL": verdict("Zgodne", "Niezgodne", "Nieznane")
        case "NO": verdict("Samsvarer", "Samsvarer ikke", "Ukjent")
        case "PT", "BR": verdict("Em conformidade", "Não conforme", "Desconhecido")
        case "JP": verdict("準拠", "非準拠", "不明")
        default: verdict("Compliant", "Not compliant", "Unknown")
        }
    }

    /// What stands where a date never comes.
    private static let latest = "9999-12-31 23:59:59.0000000"

    /// In UTC, without saying so.
    private static func text(_ time: Timestamp) -> String {
        SourceText.second(time, mark: " ", zone: ".0000000")
    }
}

extension DeviceProfile {
    /// Of what can telephone.
    var imei: String? {
        guard platform == .iOS || platform == .android else { return nil }
        return "35" + drawn(0) { $0.digits(13) }
    }

    /// Of what Apple makes; it stays with the machine.
    var udid: String? {
        guard platform == .macOS || platform == .iOS || platform == .iPadOS else { return nil }
        return drawn(1) { $0.guid().guidText.uppercased() }
    }

    /// Gibibytes.
    var storage: Int { drawn(2) { $0.pick([64, 128, 256, 512]) } }

    /// Something of the machine that does not change with its ids.
    private func drawn<Value>(_ turn: Int, _ draw: (inout SeededRandom) -> Value) -> Value {
        var random = SeededRandom(seed: serialNumber.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }, .device, turn)
        return draw(&random)
    }
}
