import EventCatalogue
import LedgerModel
import StrictJSON

extension ManagementVendor {
    /// What a value of one of the manager's further interfaces is; nil for any other.
    func interfaceContents(of value: JSONValue) -> Contents? {
        switch self {
        case .workspaceOne:
            WorkspaceOneLogEntry.entries(of: value).map { entries in
                Contents(format: .workspaceOneLogEntry, page: entries, list: "eventDataList") {
                    (value, evidence, place, _) throws(Rejection) in
                    try WorkspaceOneLogEntry.submission(of: value, evidence: evidence, place)
                }
            }
        case .ivanti: ivantiContents(of: value)
        case .fleet: fleetContents(of: value)
        case .maas360:
            MaaS360Attributes.areOne(value)
                ? Contents(format: .maas360Attributes) { (value, evidence, place, _) throws(Rejection) in
                    try MaaS360Attributes.submission(of: value, evidence: evidence, place)
                } : nil
        case .jamf, .nanoMDM: nil
        }
    }

    private func ivantiContents(of value: JSONValue) -> Contents? {
        if let devices = NeuronsDevice.devices(of: value) {
            return Contents(format: .neuronsDevice, page: devices, list: "searchResults") {
                (value, evidence, place, _) throws(Rejection) in
                try NeuronsDevice.submission(of: value, evidence: evidence, place)
            }
        }
        if let devices = IvantiCoreDevice.devices(of: value) {
            return Contents(format: .ivantiCoreDevice, page: devices, list: "devices.device") {
                (value, evidence, place, _) throws(Rejection) in
                try IvantiCoreDevice.submission(of: value, evidence: evidence, place)
            }
        }
        guard SentryEntry.isEntry(value) else { return nil }
        return Contents(format: .sentryEntry) { (value, evidence, place, _) throws(Rejection) in
            try SentryEntry.submission(of: value, evidence: evidence, place)
        }
    }

    private func fleetContents(of value: JSONValue) -> Contents? {
        if FleetPolicyReport.isReport(value) {
            return Contents(format: .fleetPolicyReport) { (value, evidence, place, _) throws(Rejection) in
                try FleetPolicyReport.submission(of: value, evidence: evidence, place)
            }
        }
        return FleetHost.hosts(of: value).map { hosts in
            Contents(format: .fleetHost, page: hosts, list: "hosts") {
                (value, evidence, place, _) throws(Rejection) in
                try FleetHost.submission(of: value, evidence: evidence, place)
            }
        }
    }
}
