public import LedgerModel

/// For how long a tenant has a device's compliance be valid without news of it, setting by setting.
///
/// Where a tenant has set nothing, ``SilenceRule/validityPeriod`` holds. Which setting is in force decides
/// day by day: a silence falls due at the first instant at which it has lasted for as long as the setting of
/// that instant allows. So a setting never makes a silence fall due before it was set.
public struct ValidityPeriods: Hashable, Sendable {
    public struct Setting: Hashable, Sendable {
        public let days: Int64
        public let since: Timestamp
        public let position: GlobalPosition
    }

    /// What a tenant can set, in days: Microsoft Learn, "Device compliance policies".
    static let documented: ClosedRange<Int64> = 1...120

    /// Ascending; each says another number of days than the one before.
    public let settings: [Setting]

    /// Of a tenant that has set nothing.
    public static let none = ValidityPeriods([])

    /// - Parameter facts: of a tenant, in any order; those that are in force alone.
    init(_ facts: [Fact]) {
        var settings: [Setting] = []
        for fact in facts.filter({ $0.region == .complianceValidity }).sorted() {
            let days = Int64(fact.value.code)
            // Of one instant the last word counts.
            if let last = settings.last, last.since == fact.occurred { settings.removeLast() }
            if settings.last?.days == days { continue }
            settings.append(Setting(days: days, since: fact.occurred, position: fact.position))
        }
        self.settings = settings
    }

    /// - Parameter facts: of a tenant, in any order.
    public init(_ facts: [Fact], inForce: InForce) { self.init(inForce.filter(facts)) }

    /// The setting in force at an instant; nil where none was made by then.
    public func setting(at instant: Timestamp) -> Setting? { settings.last { $0.since <= instant } }

    /// When a silence falls due after what was heard last.
    public func due(after heard: Timestamp, by rule: SilenceRule) -> Timestamp {
        guard rule == .validityPeriod, !settings.isEmpty else { return rule.due(after: heard) }
        var days = setting(at: heard)?.days ?? rule.days
        var since = heard
        for next in settings where next.since > heard {
            let due = max(heard.adding(seconds: days * 86_400), since)
            if due < next.since { return due }
            (days, since) = (next.days, next.since)
        }
        return max(heard.adding(seconds: days * 86_400), since)
    }

    /// The setting by which a silence fell due at an instant; nil where it did by a rule of documents.
    public func setting(ofSilence rule: SilenceRule?, due instant: Timestamp) -> Setting? {
        rule == .validityPeriod ? setting(at: instant) : nil
    }
}

extension SilenceRule {
    /// Its name in reports, where a tenant's own setting decided.
    public func name(of setting: ValidityPeriods.Setting?) -> String {
        setting.map { "validity-period-\($0.days)d" } ?? name
    }
}
