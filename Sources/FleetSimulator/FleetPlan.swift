public import LedgerModel

/// What fleet to simulate; the whole input of the simulator.
///
/// Two equal plans give the same bytes in every output.
public struct FleetPlan: Hashable, Sendable {
    public let devices: Int
    public let days: Int
    public let seed: UInt64
    /// The first instant of the fleet.
    public let start: Timestamp
    public let tenants: Int
    public let faults: FaultSelection
    /// What is told beside the ordinary fleet; it changes nothing of the fleet itself.
    public let scenarios: ScenarioSelection
    /// Which rules the scenarios break; of one that is not told, none is broken.
    public let violations: ViolationSelection

    public static let deviceRange = 1...1_000_000
    public static let dayRange = 1...3_650
    public static let tenantRange = 1...100
    /// A Monday.
    public static let defaultStart = Timestamp(nanoseconds: 1_767_571_200_000_000_000)

    /// A plan within the limits.
    ///
    /// - Throws: ``FleetPlanError`` where a number is out of its range, or the fleet would outlive the
    /// calendar.
    public init(
        devices: Int, days: Int, seed: UInt64, start: Timestamp = Self.defaultStart, tenants: Int = 1,
        faults: FaultSelection = .none, scenarios: ScenarioSelection = .none,
        violations: ViolationSelection = .none
    ) throws(FleetPlanError) {
        try Self.check("devices", devices, Self.deviceRange)
        try Self.check("days", days, Self.dayRange)
        try Self.check("tenants", tenants, Self.tenantRange)
        let years = Self.earliestStart.civil.year...Self.latestStart.civil.year
        guard start >= Self.earliestStart, start <= Self.latestStart else {
            throw FleetPlanError(field: "year of start", found: start.civil.year, expected: years)
        }
        self.devices = devices
        self.days = days
        self.seed = seed
        self.start = start
        self.tenants = tenants
        self.faults = faults
        self.scenarios = scenarios
        self.violations = violations
    }

    /// The last instant at which something may happen; what is then on its way still arrives later.
    public var end: Timestamp { start.adding(seconds: Int64(days) * 86_400) }

    /// From 1970 to 2200, so that no sum of instants leaves what a ``Timestamp`` can hold.
    private static let earliestStart = Timestamp(nanoseconds: 0)
    private static let latestStart = Timestamp(nanoseconds: 7_258_118_400_000_000_000)

    private static func check(
        _ field: StaticString, _ value: Int, _ range: ClosedRange<Int>
    ) throws(FleetPlanError) {
        guard range.contains(value) else {
            throw FleetPlanError(field: field.description, found: value, expected: range)
        }
    }
}

/// A number of a plan is out of its range.
public struct FleetPlanError: Error, Hashable, Sendable {
    public let field: String
    public let found: Int
    public let expected: ClosedRange<Int>
}

extension FleetPlanError: CustomStringConvertible {
    public var description: String {
        "planning a fleet: \(field) is \(found), expected \(expected.lowerBound) to \(expected.upperBound)"
    }
}
