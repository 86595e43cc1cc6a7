import ComplianceState
import LedgerModel

/// Adds facts to the intervals of one track without folding the track's earlier facts again, where that is
/// safe.
///
/// The fold itself is ``Timeline``'s. An interval that stands enters it as the one fact that began it,
/// followed by the new facts of its span: what it then says of them is what it would say with the facts in
/// between, because these have changed nothing. Safe is:
///
/// - new facts within an interval's span, if they end it nowhere;
/// - new facts behind all that is known, in regions that take every word;
/// - new facts before all that is known, in those regions, or if they say the same.
///
/// A track of reports is never spliced: a report may say what earlier or later ones leave to their message.
/// Nor is a track of contacts, whose silences follow from all of them; nor what is configured, of which a
/// fact may have made no interval.
enum IntervalSplice {
    /// Regions in which each value simply follows the one before, whatever else was said.
    private static func takesEveryWord(_ region: Region) -> Bool {
        switch region {
        case .enrolment, .complianceReported, .owner, .policy: false
        default: !region.isMomentary
        }
    }

    /// The track's intervals with the facts added; nil where the track has to be folded from its facts.
    ///
    /// - Parameters:
    ///   - old: the track's intervals, in their order.
    ///   - facts: new facts of the track, none of which belongs to a record with several contents; ascending,
    ///     each once.
    static func adding(_ facts: [Fact], to old: [Interval], in region: Region) -> [Interval]? {
        guard region != .complianceReported, region != .contact, !region.isConfiguration,
            let first = old.first
        else {
            return nil
        }
        var out: [Interval] = []
        var rest = facts[...]
        // An event that has begun an interval may say more at the same place: no order tells them apart here.
        guard !facts.contains(where: { fact in old.contains { $0.position == fact.position } }) else {
            return nil
        }
        let early = rest.prefix { precedes($0, first.from, first.position) }
        if early.isEmpty {
            out.append(first)
        } else {
            rest = rest.dropFirst(early.count)
            guard let front = before(Array(early), first) else { return nil }
            out += front
        }
        for index in old.indices {
            let current = out.count - 1
            if index + 1 < old.count {
                let next = old[index + 1]
                let within = rest.prefix { precedes($0, next.from, next.position) }
                rest = rest.dropFirst(within.count)
                guard let grown = inside(within, out[current]) else { return nil }
                out[current] = grown
                out.append(next)
            } else {
                let last = out.removeLast()
                guard let end = behind(rest, last) else { return nil }
                out += end
            }
        }
        return out
    }

    private static func precedes(_ fact: Fact, _ instant: Timestamp, _ position: GlobalPosition) -> Bool {
        fact.occurred != instant ? fact.occurred < instant : fact.position < position
    }

    /// The fact that began an interval, as far as the interval remembers it.
    private static func beginning(_ interval: Interval) -> Fact {
        Fact(
            occurred: interval.from, position: interval.position, ordinal: 0, recordKey: RecordKey(.zero),
            contentTag: ContentTag(.zero), modified: nil, mappingRevision: MappingRevision(0),
            region: interval.region, value: interval.value, object: interval.object,
            witnessCode: interval.witnessCode, reporterCode: interval.reporterCode, detail: interval.detail)
    }

    private static func before(_ facts: [Fact], _ first: Interval) -> [Interval]? {
        var folded = Timeline(facts: facts + [beginning(first)]).intervals
        guard let last = folded.last else { return nil }
        // A policy's change that leaves its state open would count as said again, and is not the same.
        let saysTheSame =
            folded.count == 1 && Int(last.count) == facts.count + 1 && last.value == first.value
            && first.region != .policy
        guard saysTheSame || takesEveryWord(first.region) else { return nil }
        folded[folded.count - 1] = Interval(
            region: last.region, object: last.object, value: last.value, detail: last.detail,
            witnessCode: last.witnessCode, reporterCode: last.reporterCode, from: last.from,
            position: last.position, to: first.to, endPosition: first.endPosition, confirmed: first.confirmed,
            confirmedPosition: first.confirmedPosition, count: last.count &+ first.count &- 1)
        return folded
    }

    private static func inside(_ facts: ArraySlice<Fact>, _ interval: Interval) -> Interval? {
        guard !facts.isEmpty else { return interval }
        let folded = Timeline(facts: [beginning(interval)] + facts).intervals
        guard folded.count == 1 else { return nil }
        return grown(interval, by: folded[0])
    }

    private static func behind(_ facts: ArraySlice<Fact>, _ interval: Interval) -> [Interval]? {
        guard !facts.isEmpty else { return [interval] }
        let known = facts.prefix { precedes($0, interval.confirmed, interval.confirmedPosition) }
        guard let standing = inside(known, interval) else { return nil }
        let later = facts.dropFirst(known.count)
        guard !later.isEmpty else { return [standing] }
        var folded = Timeline(facts: [beginning(interval)] + later).intervals
        guard folded.count == 1 || takesEveryWord(interval.region) else { return nil }
        folded[0] = grown(standing, by: folded[0], to: folded[0].to, endPosition: folded[0].endPosition)
        return folded
    }

    /// An interval that was said again: as it began, and with what the fold of its beginning and the new
    /// facts adds.
    private static func grown(_ interval: Interval, by folded: Interval) -> Interval {
        grown(interval, by: folded, to: interval.to, endPosition: interval.endPosition)
    }

    private static func grown(
        _ interval: Interval, by folded: Interval, to end: Timestamp?, endPosition: GlobalPosition?
    ) -> Interval {
        let isLater =
            folded.confirmed != interval.confirmed
            ? folded.confirmed > interval.confirmed : folded.confirmedPosition > interval.confirmedPosition
        return Interval(
            region: interval.region, object: interval.object, value: interval.value, detail: interval.detail,
            witnessCode: interval.witnessCode, reporterCode: interval.reporterCode, from: interval.from,
            position: interval.position, to: end, endPosition: endPosition,
            confirmed: isLater ? folded.confirmed : interval.confirmed,
            confirmedPosition: isLater ? folded.confirmedPosition : interval.confirmedPosition,
            count: interval.count &+ folded.count &- 1)
    }
}
