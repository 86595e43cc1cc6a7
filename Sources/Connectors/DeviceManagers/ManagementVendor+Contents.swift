import LedgerModel
import StrictJSON

extension ManagementVendor {
    /// What a value holds: one record, or a page of them.
    struct Contents {
        typealias Read = (JSONValue, [UInt8], ManagerInstance) throws(Rejection) -> Submission

        let format: SourceFormat
        /// The records of a page, each of which is an object; nil for a value that is one record.
        var page: [JSONValue]?
        /// The page's list, for refusals.
        var list: StaticString = ""
        let read: Read
    }

    /// What a value of the manager's is; nil for any other.
    ///
    /// - Parameter asked: what the operator says that it is.
    func contents(of value: JSONValue, as asked: SourceFormat?) -> Contents? {
        switch self {
        case .jamf: return jamfContents(of: value, isOfComputers: asked?.isOfComputers)
        case .workspaceOne: return workspaceOneContents(of: value)
        case .maas360: return maas360Contents(of: value)
        case .ivanti: return ivantiContents(of: value)
        case .fleet: return fleetContents(of: value)
        case .nanoMDM:
            guard NanoMDMWebhook.isWebhook(value) else { return nil }
            return Contents(format: .nanoMDMWebhook, read: NanoMDMWebhook.submission)
        }
    }

    /// What kept bytes say that stood in a page, by each format of which the manager writes pages: the bytes
    /// of an element do not always say which.
    func readElement(_ record: [UInt8], _ context: ConnectorContext) -> [Submission] {
        guard let value = try? ManagerBody.element(record, of: self), value.isObject,
            let place = try? ManagerInstance(of: self, [], context)
        else { return [] }
        let readings: [Submission?] =
            switch self {
            case .jamf: [try? JamfInventory.submission(of: value, evidence: record, place)]
            case .workspaceOne:
                [
                    try? WorkspaceOneDevice.submission(of: value, evidence: record, place),
                    try? WorkspaceOneLogEntry.submission(of: value, evidence: record, place),
                ]
            case .maas360:
                [try? MaaS360Device.submission(of: value, evidence: record, place)]
                    + MaaS360Report.indices.map { report in
                        try? MaaS360Report.submission(
                            of: value, report: report, evidence: record, place)
                    }
            case .ivanti:
                [
                    try? NeuronsDevice.submission(of: value, evidence: record, place),
                    try? IvantiCoreDevice.submission(of: value, evidence: record, place),
                    try? IvantiDevice.submission(of: value, evidence: record, place),
                ]
            case .fleet:
                [
                    try? FleetHost.submission(of: value, evidence: record, place),
                    try? FleetActivity.submission(of: value, evidence: record, place),
                ]
            case .nanoMDM: []
            }
        return readings.compactMap { $0 }
    }

    private func jamfContents(of value: JSONValue, isOfComputers: Bool?) -> Contents? {
        if JamfWebhook.isWebhook(value) {
            return Contents(format: .jamfWebhook, read: JamfWebhook.submission)
        }
        if JamfCompliance.isOne(value) {
            return Contents(format: .jamfCompliance) { (value, evidence, place) throws(Rejection) in
                try JamfCompliance.submission(
                    of: value, evidence: evidence, place, isComputer: isOfComputers)
            }
        }
        guard let devices = JamfInventory.devices(of: value) else { return nil }
        return Contents(
            format: .jamfInventory, page: devices, list: "results", read: JamfInventory.submission)
    }

    private func workspaceOneContents(of value: JSONValue) -> Contents? {
        if let entries = WorkspaceOneLogEntry.entries(of: value) {
            return Contents(
                format: .workspaceOneLogEntry, page: entries, list: "eventDataList",
                read: WorkspaceOneLogEntry.submission)
        }
        if WorkspaceOneEvent.isEvent(value) {
            return Contents(format: .workspaceOneEvent, read: WorkspaceOneEvent.submission)
        }
        guard let devices = WorkspaceOneDevice.devices(of: value) else { return nil }
        return Contents(
            format: .workspaceOneDevice, page: devices, list: "Devices", read: WorkspaceOneDevice.submission)
    }

    private func maas360Contents(of value: JSONValue) -> Contents? {
        if MaaS360Attributes.areOne(value) {
            return Contents(format: .maas360Attributes, read: MaaS360Attributes.submission)
        }
        if let devices = MaaS360Device.devices(of: value) {
            return Contents(
                format: .maas360Device, page: devices, list: "devices.device", read: MaaS360Device.submission)
        }
        guard let found = MaaS360Report.entries(of: value) else { return nil }
        return Contents(format: .maas360Report, page: found.entries, list: found.name) {
            (value, evidence, place) throws(Rejection) in
            try MaaS360Report.submission(of: value, report: found.report, evidence: evidence, place)
        }
    }

    private func ivantiContents(of value: JSONValue) -> Contents? {
        if let devices = NeuronsDevice.devices(of: value) {
            return Contents(
                format: .neuronsDevice, page: devices, list: "searchResults", read: NeuronsDevice.submission)
        }
        if let devices = IvantiCoreDevice.devices(of: value) {
            return Contents(
                format: .ivantiCoreDevice, page: devices, list: "devices.device",
                read: IvantiCoreDevice.submission)
        }
        if SentryEntry.isEntry(value) {
            return Contents(format: .sentryEntry, read: SentryEntry.submission)
        }
        if IvantiEvent.isMessage(value) {
            return Contents(format: .ivantiEvent, read: IvantiEvent.submission)
        }
        guard let devices = IvantiDevice.devices(of: value) else { return nil }
        return Contents(
            format: .ivantiDevice, page: devices, list: "results", read: IvantiDevice.submission)
    }

    private func fleetContents(of value: JSONValue) -> Contents? {
        if FleetPolicyReport.isReport(value) {
            return Contents(format: .fleetPolicyReport, read: FleetPolicyReport.submission)
        }
        if let hosts = FleetHost.hosts(of: value) {
            return Contents(format: .fleetHost, page: hosts, list: "hosts", read: FleetHost.submission)
        }
        guard let activities = FleetActivity.activities(of: value) else { return nil }
        return Contents(
            format: .fleetActivity, page: activities, list: "activities", read: FleetActivity.submission)
    }
}
