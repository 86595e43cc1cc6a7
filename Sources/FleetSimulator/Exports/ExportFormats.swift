/// Which formats an export is written in; each has a folder of its own.
public struct ExportFormats: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The directory's logs by Azure Monitor and by Graph: `entra-signin`, `entra-audit`.
    public static let entra = ExportFormats(rawValue: 1)
    /// Rows that a workspace of Log Analytics keeps: `log-analytics`.
    public static let logAnalytics = ExportFormats(rawValue: 2)
    /// What Azure Monitor writes to a storage account: `blob`.
    public static let blob = ExportFormats(rawValue: 4)
    /// The Unified Audit Log: `unified-audit`.
    public static let unifiedAudit = ExportFormats(rawValue: 8)
    /// The device manager's logs, reports and objects, and objects of the directory: `intune`.
    public static let intune = ExportFormats(rawValue: 16)

    public static let all: ExportFormats = [.entra, .logAnalytics, .blob, .unifiedAudit, .intune]

    /// The single formats by their names, in the order in which lists show them.
    public static let names: [(name: String, format: ExportFormats)] = [
        ("entra", .entra), ("log-analytics", .logAnalytics), ("blob", .blob),
        ("unified-audit", .unifiedAudit), ("intune", .intune),
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
