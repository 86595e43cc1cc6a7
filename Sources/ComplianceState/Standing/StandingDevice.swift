import LedgerModel

/// What stands in each region of one device.
struct StandingDevice: Sendable {
    /// The key that stands for it.
    let key: DeviceKey
    private let validity: ValidityPeriods
    private var parts: [Part] = []
    /// The regions of the first parts, so that one is found without a look at the others.
    private var regions = SIMD16<UInt8>(repeating: 0)
    /// How many facts were added.
    private(set) var facts: UInt32 = 0
    /// Up to when steps of a registration were told.
    private var registrationOccurred = Timestamp.earliest
    /// Up to when the directory object was spoken of.
    private var objectOccurred = Timestamp.earliest
    /// When what was said of a directory object was ended last, as another one took its place.
    private var objectEnded = Timestamp.earliest
    /// Whether a fact came later than another one that it would have had to come before.
    private(set) var isLate = false

    private struct Part: Sendable {
        let key: TrackKey
        var track: Track
        /// When the last fact happened that the track was given.
        var occurred: Timestamp
    }

    init(key: DeviceKey, validity: ValidityPeriods) {
        self.key = key
        self.validity = validity
    }

    /// Counts a fact.
    mutating func count() { facts &+= 1 }

    /// - Precondition: facts come in the order of their positions; of those of one event, what is said of the
    ///   registration comes first.
    mutating func add(_ fact: Fact) {
        guard !isLate else { return }
        let part = part(for: fact)
        let isOfObject = fact.region.isOfDirectoryObject
        guard occurred(before: fact, part) <= fact.occurred, !isOfObject || objectEnded <= fact.occurred
        else { return becomeLate() }
        parts[part].occurred = fact.occurred
        parts[part].track.add(fact)
        if parts[part].track.needsHistory { return becomeLate() }
        if isOfObject { objectOccurred = max(objectOccurred, fact.occurred) }
        if fact.region.isOfRegistration { registrationOccurred = fact.occurred }
        guard fact.region == .registration else { return }
        if fact.value == RegionValue(RegionValue.Registration.registered) {
            for index in parts.indices where parts[index].key.region == .registrationAttempt {
                parts[index].track.close(fact)
            }
        }
        guard parts[part].track.hasRegisteredAgain else { return }
        // What was said in that instant, or after it, is of the new object.
        guard objectOccurred < fact.occurred || objectOccurred == .earliest else { return becomeLate() }
        for index in parts.indices { parts[index].track.close(fact) }
        objectEnded = fact.occurred
    }

    /// When the fact happened that may not come after another one: of a registration, which is told by two
    /// regions, the last of either.
    private func occurred(before fact: Fact, _ part: Int) -> Timestamp {
        fact.region.isOfRegistration ? registrationOccurred : parts[part].occurred
    }

    private mutating func becomeLate() {
        isLate = true
        parts = []
    }

    private mutating func part(for fact: Fact) -> Int {
        let key = TrackKey(fact.region, fact.object)
        let region = fact.region.rawValue
        for index in 0..<min(parts.count, regions.scalarCount)
        where regions[index] == region && parts[index].key == key {
            return index
        }
        if parts.count > regions.scalarCount {
            for index in regions.scalarCount..<parts.count where parts[index].key == key { return index }
        }
        if parts.count < regions.scalarCount { regions[parts.count] = region }
        // There are tens of thousands of devices: room for a few more, not for as many again.
        if parts.count == parts.capacity { parts.reserveCapacity(parts.count + 4) }
        parts.append(
            Part(
                key: key, track: Track(keepsHistory: false, validity: validity), occurred: fact.occurred))
        return parts.count - 1
    }

    /// What holds at an instant that no fact comes after.
    func snapshot(asOf instant: Timestamp) -> StateSnapshot {
        StateSnapshot(
            intervals: parts.sorted { $0.key < $1.key }.flatMap { $0.track.finished() }, asOf: instant)
    }
}
