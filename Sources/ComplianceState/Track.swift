import LedgerModel

/// Folds the facts of one region, and of one object where the region has a track for each, into intervals.
///
/// What is to come depends on the interval that stands and on the value before it alone, so a track that is
/// asked for no history keeps no more.
struct Track {
    /// Those before the one that stands; none where no history is kept.
    private var past: [Interval] = []
    /// The interval that stands, or stood until what it tells of was replaced.
    private(set) var last: Interval?
    private var valueBefore: RegionValue?
    private var verdicts: [Bits128: UInt8] = [:]
    private var hasForgottenVerdicts = false
    private let keepsHistory: Bool
    private let validity: ValidityPeriods
    /// Whether what it tells of was replaced by another one, of which nothing is said yet.
    private(set) var isClosed = false

    init(keepsHistory: Bool = true, validity: ValidityPeriods = .none) {
        self.keepsHistory = keepsHistory
        self.validity = validity
    }

    /// Of how many messages a track without history knows the verdict.
    private static let messagesKept = 8

    /// Whether a verdict was asked for that only the history has, so that the track may be wrong.
    private(set) var needsHistory = false

    /// As far as they are kept, ascending.
    var intervals: [Interval] { last.map { past + [$0] } ?? [] }

    /// - Precondition: facts come in their order.
    mutating func add(_ fact: Fact) {
        if fact.region == .contact { fallSilent(before: fact.occurred) }
        let value = fact.region == .complianceReported ? resolved(fact) : fact.value
        switch RegionRule.step(isClosed ? nil : last, fact, value: value) {
        case .ignore: break
        case .confirm: last?.confirm(fact)
        case .begin(let value):
            if !isClosed { last?.end(fact) }
            isClosed = false
            begin(Interval(beginning: fact, value: value))
        }
    }

    private mutating func begin(_ interval: Interval) {
        if let last {
            valueBefore = last.value
            if keepsHistory { past.append(last) }
        }
        last = interval
    }

    /// Ends what was said of a directory object that was deleted, as the device is registered anew: what is
    /// said from then on is of another object, and begins with that, be it the same. So ends an attempt at a
    /// registration.
    mutating func close(_ registration: Fact) {
        guard !isClosed, let region = last?.region, region.endsByRegistration else { return }
        last?.end(registration)
        isClosed = true
    }

    /// Whether a device that was deleted from the directory is registered anew by the fact added last.
    var hasRegisteredAgain: Bool {
        guard let last, last.region == .registration, last.count == 1 else { return false }
        return last.value == RegionValue(RegionValue.Registration.registered)
            && valueBefore == RegionValue(RegionValue.Registration.deleted)
    }

    /// The track's intervals to their end, which may be a silence that falls due.
    ///
    /// That one stands here with its instant, whatever the clock says: whoever asks says for when.
    func finished() -> [Interval] {
        guard last?.region == .contact else { return intervals }
        var track = self
        track.fallSilent(before: nil)
        // What a silence ends stands until it falls due.
        if !keepsHistory, let silence = track.last, silence.isInferred, let heard = last, !heard.isInferred {
            var ended = heard
            ended.end(silence.from, silence.position)
            return [ended, silence]
        }
        return track.intervals
    }

    /// Ends what was heard last where a silence falls due before an instant, or at all.
    private mutating func fallSilent(before instant: Timestamp?) {
        guard let heard = last, heard.value == RegionValue(RegionValue.Contact.heard),
            let rule = SilenceRule(code: heard.detail)
        else { return }
        let due = validity.due(after: heard.confirmed, by: rule)
        if let instant, instant <= due { return }
        last?.end(due, heard.confirmedPosition)
        begin(Interval(silentAfter: heard, from: due))
    }

    private mutating func resolved(_ fact: Fact) -> RegionValue {
        guard fact.value.low == RegionRule.verdictOfMessage else {
            if let message = fact.object { note(fact.value.low, of: message) }
            return fact.value
        }
        let verdict = fact.object.flatMap { verdicts[$0] }
        if verdict == nil, hasForgottenVerdicts { needsHistory = true }
        return RegionValue(code: fact.value.code & 0xFF00 | UInt16(verdict ?? 0))
    }

    private mutating func note(_ verdict: UInt8, of message: Bits128) {
        if !keepsHistory, verdicts.count >= Self.messagesKept, verdicts[message] == nil {
            verdicts.removeAll(keepingCapacity: true)
            hasForgottenVerdicts = true
        }
        verdicts[message] = verdict
    }
}
