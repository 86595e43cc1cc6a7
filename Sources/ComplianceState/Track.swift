import LedgerModel

/// Folds the facts of one region, and of one object where the region has a track for each, into intervals.
struct Track {
    private(set) var intervals: [Interval] = []
    /// The verdicts that messages were sent with.
    private var verdicts: [Bits128: UInt8] = [:]
    /// Whether what it tells of was replaced by another one, of which nothing is said yet.
    private var isClosed = false

    /// - Precondition: facts come in their order.
    mutating func add(_ fact: Fact) {
        if fact.region == .contact { fallSilent(before: fact.occurred) }
        let value = fact.region == .complianceReported ? resolved(fact) : fact.value
        switch RegionRule.step(isClosed ? nil : intervals.last, fact, value: value) {
        case .ignore: break
        case .confirm: intervals[intervals.count - 1].confirm(fact)
        case .begin(let value):
            if !intervals.isEmpty, !isClosed { intervals[intervals.count - 1].end(fact) }
            isClosed = false
            intervals.append(Interval(beginning: fact, value: value))
        }
    }

    /// Ends what was said of a directory object that was deleted, as the device is registered anew: what is
    /// said from then on is of another object, and begins with that, be it the same. So ends an attempt at a
    /// registration.
    mutating func close(_ registration: Fact) {
        guard !isClosed, let last = intervals.last, last.region.endsByRegistration else { return }
        intervals[intervals.count - 1].end(registration)
        isClosed = true
    }

    /// Whether a device that was deleted from the directory is registered anew by the fact added last.
    var hasRegisteredAgain: Bool {
        guard let last = intervals.last, last.region == .registration, intervals.count > 1, last.count == 1
        else { return false }
        return last.value == RegionValue(RegionValue.Registration.registered)
            && intervals[intervals.count - 2].value == RegionValue(RegionValue.Registration.deleted)
    }

    /// The track's intervals to their end, which may be a silence that falls due.
    ///
    /// That one stands here with its instant, whatever the clock says: whoever asks says for when.
    func finished() -> [Interval] {
        guard intervals.last?.region == .contact else { return intervals }
        var track = self
        track.fallSilent(before: nil)
        return track.intervals
    }

    /// Ends what was heard last where a silence falls due before an instant, or at all.
    private mutating func fallSilent(before instant: Timestamp?) {
        guard let last = intervals.last, last.value == RegionValue(RegionValue.Contact.heard),
            let rule = SilenceRule(code: last.detail)
        else { return }
        let due = rule.due(after: last.confirmed)
        if let instant, instant <= due { return }
        intervals[intervals.count - 1].end(due, last.confirmedPosition)
        intervals.append(Interval(silentAfter: last, from: due))
    }

    private mutating func resolved(_ fact: Fact) -> RegionValue {
        guard fact.value.low == RegionRule.verdictOfMessage else {
            if let message = fact.object { verdicts[message] = fact.value.low }
            return fact.value
        }
        let verdict = fact.object.flatMap { verdicts[$0] } ?? 0
        return RegionValue(code: fact.value.code & 0xFF00 | UInt16(verdict))
    }
}
