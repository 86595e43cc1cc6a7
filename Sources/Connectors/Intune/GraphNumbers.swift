import EventCatalogue

// Numbers that Graph publishes for the members of its enumerations; reports write them in place of words.

extension ComplianceVerdict {
    /// By a number of `complianceState`; nil for one that the table does not have.
    init?(number: Int64) {
        switch number {
        case 0: self = .unknown
        case 1: self = .compliant
        case 2: self = .nonCompliant
        case 3: self = .conflict
        case 4: self = .error
        case 254: self = .inGracePeriod
        case 255: self = .configManager
        default: return nil
        }
    }
}

extension Ownership {
    /// By a number of `managedDeviceOwnerType`; nil for one that the table does not have.
    init?(number: Int64) {
        switch number {
        case 0: self = .unknown
        case 1: self = .company
        case 2: self = .personal
        default: return nil
        }
    }
}

extension ManagementAgent {
    /// By a number of `managementAgentType`; nil for one that the table does not have.
    init?(number: Int64) {
        switch number {
        case 1: self = .eas
        case 2: self = .mdm
        case 3: self = .easMdm
        case 4: self = .intuneClient
        case 5: self = .easIntuneClient
        case 8: self = .configurationManagerClient
        case 10: self = .configurationManagerClientMdm
        case 11: self = .configurationManagerClientMdmEas
        case 16: self = .unknown
        case 32: self = .jamf
        case 64: self = .googleCloudDevicePolicyController
        case 258: self = .microsoft365ManagedMdm
        case 1024: self = .msSense
        default: return nil
        }
    }
}
