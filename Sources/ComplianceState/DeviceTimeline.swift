public import LedgerModel

/// The history of one device under all its keys.
public struct DeviceTimeline: Hashable, Sendable {
    /// The key that stands for the device.
    public let key: DeviceKey
    /// All its keys, smallest first.
    public let keys: [DeviceKey]
    public let timeline: Timeline

    /// - Parameters:
    ///   - facts: those of all keys, in any order; one that stands under several keys counts once.
    ///   - validity: of its tenant.
    public init(
        keys: [DeviceKey], canonical: DeviceKey, facts: [Fact], inForce: InForce = InForce(),
        validity: ValidityPeriods = .none
    ) {
        key = canonical
        self.keys = keys.sorted()
        timeline = Timeline(facts: facts, inForce: inForce, validity: validity)
    }

    public var facts: [Fact] { timeline.facts }
    public var intervals: [Interval] { timeline.intervals }
    /// By which silences fall due.
    public var validity: ValidityPeriods { timeline.validity }

    /// The device's state at an instant; facts of that very instant count.
    public func state(asOf instant: Timestamp) -> DeviceState { DeviceState(timeline.state(asOf: instant)) }
}
