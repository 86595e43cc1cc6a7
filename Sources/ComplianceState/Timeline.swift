public import LedgerModel

/// The history of one subject: its facts in force, and the intervals that they make.
///
/// Invariants: facts ascend, each stands once, and all are in force; intervals ascend by region, object, and
/// their place in the fold; within a track each ends where the next begins, and only the last one lasts; but
/// what was said of a directory object ends where the device, deleted since, is registered anew, and an
/// attempt at a registration where the device is registered.
///
/// The history is the same for every permutation of the facts it is made of, and does not depend on the
/// clock: what is dated in the future begins at its instant.
public struct Timeline: Hashable, Sendable {
    public let facts: [Fact]
    public let intervals: [Interval]
    /// By which silences fall due, of a device.
    public let validity: ValidityPeriods

    /// Folds facts, which may come in any order and more than once.
    ///
    /// - Parameters:
    ///   - inForce: what is known about the contents of records beyond these facts.
    ///   - validity: of the tenant whose device it is.
    public init(facts: [Fact], inForce: InForce = InForce(), validity: ValidityPeriods = .none) {
        var sorted = inForce.filter(facts)
        sorted.sort()
        var kept: [Fact] = []
        kept.reserveCapacity(sorted.count)
        for fact in sorted {
            if let last = kept.last, last.position == fact.position, last.ordinal == fact.ordinal { continue }
            kept.append(fact)
        }
        self.facts = kept
        self.validity = validity
        intervals = Self.fold(kept, validity)
    }

    static func fold(_ facts: [Fact], _ validity: ValidityPeriods = .none) -> [Interval] {
        // Most regions have one track, found by their number.
        var tracks: [Track] = []
        var objectTracks: [TrackKey: Track] = [:]
        func add(_ fact: Fact) {
            if fact.region.hasTrackPerObject {
                objectTracks[TrackKey(fact.region, fact.object), default: Track(validity: validity)].add(fact)
            } else {
                let index = Int(fact.region.rawValue)
                while tracks.count <= index { tracks.append(Track()) }
                tracks[index].add(fact)
            }
        }
        let registration = Int(Region.registration.rawValue)
        let attempt = Int(Region.registrationAttempt.rawValue)
        var start = 0
        while start < facts.count {
            var end = start + 1
            while end < facts.count, facts[end].occurred == facts[start].occurred { end += 1 }
            // What is said in the instant of a new registration is of the new object.
            for fact in facts[start..<end] where fact.region.isOfRegistration {
                add(fact)
                guard fact.region == .registration else { continue }
                if tracks.count > attempt, fact.value == RegionValue(RegionValue.Registration.registered) {
                    tracks[attempt].close(fact)
                }
                guard tracks[registration].hasRegisteredAgain else { continue }
                for index in tracks.indices { tracks[index].close(fact) }
                for key in objectTracks.keys { objectTracks[key]?.close(fact) }
            }
            for fact in facts[start..<end] where !fact.region.isMomentary && !fact.region.isOfRegistration {
                add(fact)
            }
            start = end
        }
        guard !objectTracks.isEmpty else { return tracks.flatMap { $0.finished() } }
        for (index, track) in tracks.enumerated() where !track.intervals.isEmpty {
            guard let region = Region(rawValue: UInt8(index)) else { continue }
            objectTracks[TrackKey(region, nil)] = track
        }
        return objectTracks.sorted { $0.key < $1.key }.flatMap { $0.value.finished() }
    }

    /// The history as it was at an instant: of what happened up to then.
    public func prefix(asOf instant: Timestamp) -> Timeline {
        guard let last = facts.last, last.occurred > instant else { return self }
        return Timeline(facts: facts.filter { $0.occurred <= instant }, validity: validity)
    }

    /// What held at an instant, from the intervals; see ``StateSnapshot``.
    ///
    /// When a value was last said again before the instant is found among the facts.
    public func state(asOf instant: Timestamp) -> StateSnapshot {
        guard let last = facts.last, last.occurred > instant else {
            return StateSnapshot(intervals: intervals, asOf: instant)
        }
        var end = facts.startIndex
        var upper = facts.endIndex
        while end < upper {
            let middle = end + (upper - end) / 2
            if facts[middle].occurred <= instant { end = middle + 1 } else { upper = middle }
        }
        return StateSnapshot(intervals: Self.fold(Array(facts[..<end]), validity), asOf: instant)
    }
}
