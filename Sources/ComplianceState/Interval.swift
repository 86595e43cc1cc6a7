public import LedgerModel

/// For how long a value held in a region, and what says so: one row of a history.
public struct Interval: Hashable, Sendable {
    public let region: Region
    /// What the value is of or about; see ``Fact/object``. That of the fact that began it.
    public let object: Bits128?
    public let value: RegionValue
    /// See ``Fact/detail``; of the fact that began it.
    public let detail: UInt8
    public let witnessCode: UInt8
    public let reporterCode: UInt8
    public let from: Timestamp
    /// The position of the fact that began it.
    public let position: GlobalPosition
    /// When the next value began; nil while it lasts. Equal to `from` where both began at one instant.
    public internal(set) var to: Timestamp?
    /// The position of the fact that ended it.
    public internal(set) var endPosition: GlobalPosition?
    /// When the value was last said again; `from` where it was said once.
    public internal(set) var confirmed: Timestamp
    /// The position of the fact that said it last.
    public internal(set) var confirmedPosition: GlobalPosition
    /// How many facts say it; none of what was concluded.
    public internal(set) var count: UInt32

    public init(
        region: Region, object: Bits128?, value: RegionValue, detail: UInt8, witnessCode: UInt8,
        reporterCode: UInt8, from: Timestamp, position: GlobalPosition, to: Timestamp?,
        endPosition: GlobalPosition?,
        confirmed: Timestamp, confirmedPosition: GlobalPosition, count: UInt32
    ) {
        self.region = region
        self.object = object
        self.value = value
        self.detail = detail
        self.witnessCode = witnessCode
        self.reporterCode = reporterCode
        self.from = from
        self.position = position
        self.to = to
        self.endPosition = endPosition
        self.confirmed = confirmed
        self.confirmedPosition = confirmedPosition
        self.count = count
    }

    /// The interval that a fact begins.
    init(beginning fact: Fact, value: RegionValue) {
        self.init(
            region: fact.region, object: fact.object, value: value, detail: fact.detail,
            witnessCode: fact.witnessCode, reporterCode: fact.reporterCode, from: fact.occurred,
            position: fact.position, to: nil, endPosition: nil, confirmed: fact.occurred,
            confirmedPosition: fact.position, count: 1)
    }

    /// The silence that falls due after what was heard last; no fact says it.
    init(silentAfter heard: Interval, from due: Timestamp) {
        self.init(
            region: heard.region, object: heard.object,
            value: RegionValue(RegionValue.Contact.silentInferred),
            detail: heard.detail, witnessCode: 0, reporterCode: 0, from: due,
            position: heard.confirmedPosition, to: nil, endPosition: nil, confirmed: due,
            confirmedPosition: heard.confirmedPosition, count: 0)
    }

    /// Whether it was concluded by a rule: no fact says it, and its position is that of the fact from which
    /// it was concluded.
    public var isInferred: Bool { count == 0 }

    /// ``object``, unless that only tells one manager's track from another's.
    public var namedObject: Bits128? { region.objectIsTeller(detail) ? nil : object }

    mutating func confirm(_ fact: Fact) {
        count &+= 1
        // One contact may be told of by many records: the first that did stands for it.
        if region == .contact, fact.occurred == confirmed { return }
        confirmed = fact.occurred
        confirmedPosition = fact.position
    }

    mutating func end(_ fact: Fact) { end(fact.occurred, fact.position) }

    mutating func end(_ instant: Timestamp, _ position: GlobalPosition) {
        to = instant
        endPosition = position
    }

    /// Whether the value holds at an instant: from its first, and before its end.
    public func holds(at instant: Timestamp) -> Bool {
        guard from <= instant else { return false }
        guard let to else { return true }
        return instant < to
    }
}
