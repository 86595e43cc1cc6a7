import StrictJSON

extension ManagementKind {
    /// What a JSON object is, told by the names of its members; nil where it is none of these kinds.
    static func shape(of value: JSONValue) -> (kind: ManagementKind, road: Road)? {
        guard value.isObject else { return nil }
        let envelope = SourceMembers(value, matching: .ignoringCase)
        if envelope.member("properties") != nil, let category = envelope.freeText("category") {
            return azureMonitor(envelope, category: ASCII.trimmed(category)).map { ($0, .azureMonitor) }
        }
        // Each object of Graph has an id, or says what it is.
        guard value.hasMember(ofAny: ["id", "deviceId", "@odata.type"]) else { return nil }
        return (annotated(value) ?? graph(value)).map { ($0, .graph) }
    }

    private static func azureMonitor(_ envelope: SourceMembers, category: [UInt8]) -> ManagementKind? {
        guard let inner = (try? envelope.object("properties"))?.ignoringCase() else { return nil }
        func has(_ names: StaticString...) -> Bool { names.contains { inner.member($0) != nil } }
        func isCategory(_ name: StaticString) -> Bool { ASCII.equalIgnoringCase(category, name) }
        if isCategory("OperationalLogs") {
            if isNamed("Enrollment", envelope) || has("EnrollmentTimeUTC") { return .enrollment }
            if isNamed("Compliance", envelope) || has("AlertType") { return .complianceAlert }
            // Other services have a category of this name, too.
            return has("OperationalLogCategory", "AADTenantId", "IntuneAccountId") ? .operational : nil
        }
        if isCategory("DeviceComplianceOrg") { return has("Stats") ? .batchEnd : .complianceRow }
        if isCategory("Devices") { return has("Stats") ? .batchEnd : .deviceRow }
        return has("AuditEventId", "ActivityDate") ? .audit : nil
    }

    private static func isNamed(_ name: StaticString, _ envelope: SourceMembers) -> Bool {
        envelope.freeText("operationName").map { ASCII.equalIgnoringCase(ASCII.trimmed($0), name) } ?? false
    }

    /// By the type annotation of OData.
    private static func annotated(_ value: JSONValue) -> ManagementKind? {
        let prefix: StaticString = "#microsoft.graph."
        let found = value["@odata.type"]?.withStringBytes { text -> ManagementKind? in
            guard ASCII.starts(text, with: prefix) else { return nil }
            let name = UnsafeRawBufferPointer(rebasing: text.dropFirst(prefix.utf8CodeUnitCount))
            // Each operating system has a type of policies of its own.
            if ASCII.ends(name, with: "CompliancePolicy") { return .compliancePolicy }
            return types.first { ASCII.equalIgnoringCase(name, $0.name) }?.kind
        }
        return found ?? nil
    }

    private static let types: [(name: StaticString, kind: ManagementKind)] = [
        ("managedDevice", .managedDevice), ("windowsManagedDevice", .managedDevice),
        ("auditEvent", .audit), ("complianceManagementPartner", .compliancePartner),
        ("deviceManagementPartner", .devicePartner), ("deviceComplianceDeviceStatus", .deviceStatus),
        ("enrollmentTroubleshootingEvent", .troubleshooting), ("conditionalAccessPolicy", .accessPolicy),
        ("subscribedSku", .subscribedSku), ("device", .directoryDevice),
    ]

    private static func graph(_ value: JSONValue) -> ManagementKind? {
        func has(_ names: StaticString...) -> Bool { names.allSatisfy { value[$0] != nil } }
        func hasAny(_ names: StaticString...) -> Bool { names.contains { value[$0] != nil } }
        if has("activityDateTime"), hasAny("activityOperationType", "componentName") { return .audit }
        if has("complianceState"),
            hasAny("azureADDeviceId", "azureActiveDirectoryDeviceId", "managementAgent", "deviceName")
        {
            return .managedDevice
        }
        if has("partnerState") {
            if hasAny("iosOnboarded", "androidOnboarded", "macOsOnboarded") { return .compliancePartner }
            if hasAny("partnerAppType", "isConfigured") { return .devicePartner }
        }
        if has("status", "lastReportedDateTime"),
            hasAny("deviceDisplayName", "complianceGracePeriodExpirationDateTime")
        {
            return .deviceStatus
        }
        if has("eventDateTime", "failureCategory"), hasAny("enrollmentType", "managedDeviceIdentifier") {
            return .troubleshooting
        }
        if has("conditions"), hasAny("grantControls", "sessionControls", "state") { return .accessPolicy }
        if has("skuId"), hasAny("prepaidUnits", "skuPartNumber") { return .subscribedSku }
        if hasAny("deviceId", "id"), hasAny("accountEnabled", "trustType", "approximateLastSignInDateTime"),
            hasAny("operatingSystem", "operatingSystemVersion", "deviceVersion")
        {
            return .directoryDevice
        }
        return nil
    }
}

extension SourceMembers {
    /// The same object, with names compared without regard to ASCII case.
    func ignoringCase() -> SourceMembers { SourceMembers(value, path: path, matching: .ignoringCase) }
}
