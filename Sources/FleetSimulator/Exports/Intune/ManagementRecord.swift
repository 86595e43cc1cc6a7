import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes lines of the device manager's own logs in the envelope of Azure Monitor.
struct ManagementRecord {
    let fleet: Fleet
    let fact: SimulatedFact
    let tenant: TenantProfile
    let management: TenantManagement
    let person: PersonProfile
    /// Nil where the fact is the tenant's.
    let device: DeviceProfile?

    init(_ fleet: Fleet, _ fact: SimulatedFact, _ management: TenantManagement) {
        self.fleet = fleet
        self.fact = fact
        self.management = management
        tenant = fleet.tenants[fact.tenant]
        person = fact.device.map { fleet.owner(of: $0) } ?? tenant.administrator
        device = fact.device.map { [person] in
            fleet.profile(of: $0, owner: person, registration: fact.registration)
        }
    }

    /// An id of the line's own.
    func id(_ turn: Int) -> Bits128 {
        var random = fact.random(.management, turn)
        return random.guid()
    }

    func enrollment(at time: Timestamp, isRegistered: Bool, failure: EnrollmentFailure? = nil) -> [UInt8] {
        guard let device else { return [] }
        return Self.envelope(
            "OperationalLogs", "Enrollment", result: failure == nil ? "Success" : "Failure", tenant, fact.time
        ) { json in
            json.member("AADDeviceId", isRegistered ? device.entraDevice : .zero)
            json.member("AADTenantId", tenant.id)
            json.member("EnrollmentTimeUTC", SourceText.instant(time, digits: 4))
            json.member("EnrollmentType", device.enrollmentType)
            // On success there are words, too, and they say nothing.
            json.member("FailureCategory", failure?.category ?? "Not Applicable")
            json.member("FailureReason", failure?.reason ?? "Unknown")
            json.member("IntuneAccountId", management.account)
            json.member("IntuneDeviceId", device.intune)
            json.member("IntuneUserId", person.objectID)
            json.member("MessageId", id(0))
            json.member("OperationalLogCategory", "DeviceEnrollment")
            json.member("Os", device.directoryType)
            json.member("OsVersion", device.osVersion)
            json.member("ScaleUnit", "KESTREL0101")
            json.member(
                "ScenarioName", "Microsoft.Management.Services.Diagnostics.SLAEvents.EnrollmentSLAEvent")
        }
    }

    func alert() -> [UInt8] {
        guard let device else { return [] }
        let name = person.userPrincipalName.split(separator: "@").map(String.init)
        let rule = DevicePolicy(device.platform).rule
        return Self.envelope("OperationalLogs", "Compliance", result: "None", tenant, fact.time) { json in
            json.member("AADTenantId", tenant.id)
            json.member("AlertDisplayName", "Managed Device \(device.name) is not Compliant")
            json.member("AlertType", "Managed Device Not Compliant")
            json.member(
                "Description",
                "\(rule.name)||\(rule.name)||\(rule.name)||Expected \(rule.expected)||\(rule.found)"
                    + "||ComplianceCalculation")
            json.member("DeviceDnsDomain", "")
            json.member("DeviceHostName", device.name)
            json.member("DeviceName", device.name)
            json.member("DeviceNetBiosName", device.name)
            json.member("DeviceOperatingSystem", "\(device.directoryType) \(device.osVersion)")
            json.member("IntuneAccountId", management.account)
            json.member("IntuneDeviceId", device.intune)
            json.member("IntuneUserId", person.objectID)
            json.member("OperationalLogCategory", "DeviceCompliance")
            json.member("ScaleUnit", "KESTREL0101")
            json.member(
                "ScenarioName",
                "Microsoft.Management.Services.Diagnostics.SLAEvents.DeviceNotInComplianceSecurityAlert")
            json.member("StartTimeUtc", SourceText.instant(fact.time, digits: 4))
            json.member("UPNSuffix", name.last)
            json.member("UserDisplayName", person.displayName)
            json.member("UserName", name.first)
        }
    }

    /// A failed enrolment as Graph's object.
    func troubleshooting(_ failure: EnrollmentFailure) -> [UInt8] {
        guard let device else { return [] }
        var json = JSONWriter()
        json.beginObject()
        json.member("id", id(1))
        json.member("eventDateTime", SourceText.instant(fact.time))
        json.member("correlationId", id(-1))
        json.member("managedDeviceIdentifier", device.intune)
        json.member("operatingSystem", device.directoryType)
        json.member("osVersion", device.osVersion)
        json.member("userId", person.objectID)
        json.member("deviceId", Bits128.zero)
        json.member("enrollmentType", device.graphEnrollmentType)
        json.member("failureCategory", failure.category)
        json.member("failureReason", failure.reason)
        json.endObject()
        return json.bytes
    }

    /// Writes the envelope; `fill` adds the members of what stands in it.
    static func envelope(
        _ category: String, _ operation: String, result: String, _ tenant: TenantProfile, _ time: Timestamp,
        identity: String? = nil, correlation: Bits128? = nil, _ fill: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("time", SourceText.instant(time))
        json.member("tenantId", tenant.id)
        json.member("category", category)
        json.member("operationName", operation)
        json.member("resultType", result)
        if let identity { json.member("identity", identity) }
        if let correlation { json.member("correlationId", correlation) }
        json.key("properties")
        json.beginObject()
        fill(&json)
        json.endObject()
        json.endObject()
        return json.bytes
    }
}

extension DeviceProfile {
    var enrollmentType: String {
        switch platform {
        case .windows: trust == .azureAD ? "WindowsAzureADJoin" : "WindowsAutoEnrollment"
        default: "UserEnrollment"
        }
    }

    var manufacturer: String {
        switch platform {
        case .windows: "Kestrel Hardware"
        case .macOS, .iOS, .iPadOS: "Apple"
        default: "Google"
        }
    }
}
