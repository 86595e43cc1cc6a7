/// Which formats an export is written in; each has a folder of its own.
public struct ExportFormats: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The directory's logs by Azure Monitor and by Graph: `entra-signin`, `entra-audit`.
    public static let entra = ExportFormats(rawValue: 1)
    /// Rows that a workspace of Log Analytics keeps: `log-analytics`.
    public static let logAnalytics = ExportFormats(rawValue: 2)
    /// What Azure Monitor writes to a storage account: `blob`.
    public static let blob = ExportFormats(rawValue: 4)
    /// The Unified Audit Log: `unified-audit`.
    public static let unifiedAudit = ExportFormats(rawValue: 8)
    /// Intune's logs, reports and objects, and objects of the directory: `intune`.
    public static let intune = ExportFormats(rawValue: 16)
    /// Jamf Pro's webhooks, inventory and device compliance: `jamf`.
    public static let jamf = ExportFormats(rawValue: 32)
    /// Workspace ONE's event notifications and device search: `workspace-one`.
    public static let workspaceOne = ExportFormats(rawValue: 64)
    /// MaaS360's device search and reports: `maas360`.
    public static let maas360 = ExportFormats(rawValue: 128)
    /// Ivanti's event notifications and EPMM's devices: `ivanti`.
    public static let ivanti = ExportFormats(rawValue: 256)
    /// FleetDM's activities: `fleet`.
    public static let fleet = ExportFormats(rawValue: 512)
    /// NanoMDM's webhooks: `nanomdm`.
    public static let nanoMDM = ExportFormats(rawValue: 1_024)
    /// Webhooks of Jamf Pro and notifications of Workspace ONE once more, as receivers get them that asked
    /// for XML: `xml`.
    public static let xml = ExportFormats(rawValue: 2_048)
    /// The audit log of Ivanti Core as lines in the Common Event Format: `cef`.
    public static let cef = ExportFormats(rawValue: 4_096)

    public static let all: ExportFormats = [
        .entra, .logAnalytics, .blob, .unifiedAudit, .intune, .jamf, .workspaceOne, .maas360, .ivanti, .fleet,
        .nanoMDM, .xml, .cef,
    ]
    /// Those of device managers other than Intune, which say nowhere whose they are: `sources.json` does.
    public static let unnamed: ExportFormats = [
        .jamf, .workspaceOne, .maas360, .ivanti, .fleet, .nanoMDM, .xml, .cef,
    ]

    /// The single formats by their names, in the order in which lists show them.
    public static let names: [(name: String, format: ExportFormats)] = [
        ("entra", .entra), ("log-analytics", .logAnalytics), ("blob", .blob),
        ("unified-audit", .unifiedAudit), ("intune", .intune), ("jamf", .jamf),
        ("workspace-one", .workspaceOne), ("maas360", .maas360), ("ivanti", .ivanti), ("fleet", .fleet),
        ("nanomdm", .nanoMDM), ("xml", .xml), ("cef", .cef),
    ]

    /// Reads `all`, or names separated by commas; case and spaces around a name do not matter.
    ///
    /// - Throws: ``ExportFormatsError`` at the first name that the simulator does not know.
    public init(parsing text: String) throws(ExportFormatsError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.filter { $0 != " " }).lowercased() }
        guard parts != ["all"] else {
            self = .all
            return
        }
        var formats: ExportFormats = []
        for (index, part) in parts.enumerated() {
            guard let found = Self.names.first(where: { $0.name == part }) else {
                throw ExportFormatsError(place: index + 1, length: part.utf8.count)
            }
            formats.insert(found.format)
        }
        self = formats
    }
}

extension ExportFormats {
    /// Whether a log of the directory among them has the whole record of a fact, if a log has it at all.
    func haveRecord(of fact: SimulatedFact) -> Bool {
        if contains(.entra) { return true }
        return !isDisjoint(with: [.logAnalytics, .blob]) && Delivery(fact)?.road != .graph
    }
}

/// A name that is no format of the simulator.
public struct ExportFormatsError: Error, Hashable, Sendable {
    /// Which of the names, from 1.
    public let place: Int
    /// How many bytes it has.
    public let length: Int
    /// All names that are known.
    public var known: [String] { ExportFormats.names.map(\.name) }
}

extension ExportFormatsError: CustomStringConvertible {
    public var description: String {
        "reading the list of formats: name \(place), of \(length) bytes, is not known; "
            + "expected all, or a list of \(known.joined(separator: ", "))"
    }
}
