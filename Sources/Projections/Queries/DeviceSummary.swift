public import ComplianceState
public import LedgerModel

/// One device at an instant, as a list shows it.
public struct DeviceSummary: Hashable, Sendable {
    /// The key that stands for the device.
    public let key: DeviceKey
    /// The first instant that anything says something of it; nil where only its keys are known.
    public var firstSeen: Timestamp? { row.firstSeen }
    /// The last instant, up to the one asked for, at which anything was said of it.
    public var lastSeen: Timestamp? { row.lastSeen }
    /// The registered owner.
    public var owner: IdentityID? { row.owner }
    /// Personal; nil where no private record that still stands has one.
    public let name: String?

    let row: Row
    let number: Int64

    /// What holds in a region; of several compliance policies, what was said last. Nil for a region that
    /// lists do not show.
    public subscript(region: Region) -> RegionValue? {
        DeviceTable.regions.firstIndex(of: region).map { row.values[$0] }
    }

    init(key: DeviceKey, row: Row, name: String?, number: Int64) {
        self.key = key
        self.row = row
        self.name = name
        self.number = number
    }
}

/// Which devices are asked for.
public struct DeviceQuery: Hashable, Sendable {
    public var tenant: TenantKey?
    /// Values of which one must hold, by region; every region named must agree. A device of which nothing is
    /// known in a region has `unknown` there.
    public var values: [Region: Set<RegionValue>]
    /// For when; facts of that very instant count.
    public var instant: Timestamp
    /// Only devices behind this one.
    public var after: DeviceCursor?
    /// How many at most; 1 to ``mostPerPage``.
    public var limit: Int

    public static let mostPerPage = 10_000

    public init(
        tenant: TenantKey? = nil, values: [Region: Set<RegionValue>] = [:], asOf instant: Timestamp,
        after: DeviceCursor? = nil, limit: Int = 100
    ) {
        self.tenant = tenant
        self.values = values
        self.instant = instant
        self.after = after
        self.limit = min(max(limit, 1), Self.mostPerPage)
    }
}

/// A place in the list of devices, which is ordered by their ids' text.
public struct DeviceCursor: Hashable, Sendable {
    let text: String
    let number: Int64
}

/// A part of a list of devices.
public struct DevicePage: Hashable, Sendable {
    public let devices: [DeviceSummary]
    /// Where the next part begins; nil where there is none.
    public let next: DeviceCursor?
}

/// Everything that the tables hold of one device.
public struct DeviceDetail: Hashable, Sendable {
    public let summary: DeviceSummary
    /// All its keys, smallest first.
    public let keys: [DeviceKey]
    /// Its whole history, in the order of a timeline.
    public let intervals: [Interval]
    /// Personal; as for the name.
    public let serialNumbers: [String]

    /// What held at an instant. Where a value was said again later still, its last confirmation is not known.
    public func state(asOf instant: Timestamp) -> DeviceState {
        DeviceState(StateSnapshot(intervals: intervals, asOf: instant))
    }
}
