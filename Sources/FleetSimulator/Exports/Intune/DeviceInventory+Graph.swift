import EventCatalogue
import LedgerModel
import StrictJSON

extension DeviceInventory {
    /// Graph's object of a managed device.
    func managedDevice() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("id", device.intune)
        json.member("userId", person.objectID)
        json.member("deviceName", device.name)
        json.member("managedDeviceName", device.name)
        json.member("managedDeviceOwnerType", device.ownership == .company ? "company" : "personal")
        json.member("enrolledDateTime", SourceText.second(held.enrolled, zone: "Z"))
        json.member("lastSyncDateTime", SourceText.second(held.lastContact, zone: "Z"))
        json.member("operatingSystem", device.directoryType)
        json.member("osVersion", device.version(after: held.updates))
        json.member("complianceState", verdict("compliant", "noncompliant", "unknown"))
        json.member("complianceGracePeriodExpirationDateTime", "9999-12-31T23:59:59Z")
        json.member("jailBroken", device.platform == .windows ? "Unknown" : "False")
        json.member("managementAgent", "mdm")
        json.member("managementState", "managed")
        json.member("deviceEnrollmentType", device.graphEnrollmentType)
        json.member("deviceRegistrationState", held.isInDirectory ? "registered" : "notRegistered")
        json.member("azureADRegistered", held.isInDirectory)
        json.member("azureADDeviceId", held.isInDirectory ? device.entraDevice : .zero)
        json.member("partnerReportedThreatState", "unknown")
        json.member("isEncrypted", held.verdict != false)
        json.member("isSupervised", false)
        json.member("emailAddress", person.userPrincipalName)
        json.member("userPrincipalName", person.userPrincipalName)
        json.member("userDisplayName", person.displayName)
        json.member("phoneNumber", "")
        json.member("manufacturer", device.manufacturer)
        json.member("model", device.model)
        json.member("serialNumber", device.serialNumber)
        json.member("imei", device.imei ?? "")
        json.member("udid", device.udid)
        json.key("totalStorageSpaceInBytes")
        json.int(device.storage << 30)
        json.endObject()
        return json.bytes
    }

    /// Graph's object of a device in the directory.
    func directoryDevice() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("id", device.entraObject)
        json.member("deviceId", device.entraDevice)
        json.member("accountEnabled", true)
        json.member("approximateLastSignInDateTime", SourceText.second(held.lastSignIn, zone: "Z"))
        json.member("deviceVersion", 2)
        json.member("displayName", device.name)
        json.key("isCompliant")
        if let isCompliant = held.isCompliant { json.bool(isCompliant) } else { json.null() }
        json.key("isManaged")
        if let isManaged = held.isManaged { json.bool(isManaged) } else { json.null() }
        json.member("manufacturer", device.manufacturer)
        json.member("model", device.model)
        json.member("operatingSystem", device.directoryType)
        json.member("operatingSystemVersion", device.version(after: held.updates))
        json.member("profileType", "RegisteredDevice")
        json.member("registrationDateTime", SourceText.second(held.registered, zone: "Z"))
        json.member("trustType", device.directoryTrust)
        json.endObject()
        return json.bytes
    }
}

extension DeviceProfile {
    /// As Graph spells it.
    var graphEnrollmentType: String {
        switch enrollmentType {
        case "WindowsAzureADJoin": "windowsAzureADJoin"
        case "WindowsAutoEnrollment": "windowsAutoEnrollment"
        default: "userEnrollment"
        }
    }
}
