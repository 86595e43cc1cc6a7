public import EventCatalogue
public import LedgerModel

/// For how long a device manager may hear nothing of a device before the device counts as silent.
///
/// Reference data of 2026-03. A silence is concluded and never seen: it falls due at an instant that follows
/// from what was heard last alone, so that no row depends on the clock. Whose documents name no time of their
/// own goes by the directory's: what the directory is told of a device is valid no longer.
public struct SilenceRule: Hashable, Sendable {
    /// Its number in rows; stable.
    public let code: UInt8
    /// Its name in reports.
    public let name: String
    /// Whole days after what was heard last.
    public let days: Int64
    /// Since when the rule is known to stand as it does: a month, as `2026-03`.
    public let statedIn: String
    /// What says so.
    public let basis: String

    /// Microsoft Learn, "Device compliance policies": the compliance status validity period, by default 30
    /// days; a tenant may set 1 to 120.
    public static let validityPeriod = SilenceRule(
        code: 1, name: "validity-period-30d", days: 30, statedIn: "2026-03",
        basis: "Microsoft Intune, compliance status validity period: 30 days unless the tenant sets another")

    /// Ivanti, "Device status reporting" and "Managing device compliance": a status is reported at least once
    /// a week, and devices are checked once a day by default.
    public static let weeklyReport = SilenceRule(
        code: 2, name: "ivanti-weekly-report-8d", days: 8, statedIn: "2026-03",
        basis: "Ivanti EPMM, a status at least once a week, and a day for the default check interval")

    public static let all = [validityPeriod, weeklyReport]

    /// The rule of a number; nil for one that none has.
    public init?(code: UInt8) {
        guard let found = Self.all.first(where: { $0.code == code }) else { return nil }
        self = found
    }

    private init(code: UInt8, name: String, days: Int64, statedIn: String, basis: String) {
        self.code = code
        self.name = name
        self.days = days
        self.statedIn = statedIn
        self.basis = basis
    }

    /// The rule by which a source's silence is judged; nil for what is no device manager, or one of which
    /// nothing is documented.
    public init?(_ source: SourceName) {
        switch SourceService(source) {
        case .intune: self = .validityPeriod
        case .deviceManager:
            guard case .token(let word)? = source.components.first else { return nil }
            self = word.bytes.elementsEqual("ivanti".utf8) ? .weeklyReport : .validityPeriod
        case .entra, .unifiedAuditLog, .ledger, .other: return nil
        }
    }

    /// The rule by which the silence of a product is judged that an event names; nil for one of which nothing
    /// is documented.
    public init?(_ product: ManagerProduct) {
        switch product {
        case .intune, .maas360, .workspaceOne, .jamfPro, .fleet, .nanoMDM: self = .validityPeriod
        case .ivantiEPMM, .ivantiNeurons: self = .weeklyReport
        case .microMDM, .other, .unrecognised: return nil
        }
    }

    /// Whether a source's own enrolment messages are heard of a device, as it tells of later contacts too.
    ///
    /// Fleet's activities tell that a device was taken in and let go, and never that it called: of silence
    /// there only its hosts tell, by when each was seen.
    static func tellsContacts(_ source: SourceName) -> Bool {
        guard case .token(let word)? = source.components.first else { return true }
        return !word.bytes.elementsEqual("fleet".utf8)
    }

    /// When a silence falls due; held at the end of time.
    public func due(after heard: Timestamp) -> Timestamp { heard.adding(seconds: days * 86_400) }
}
