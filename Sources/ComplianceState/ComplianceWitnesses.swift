public import EventCatalogue
public import LedgerModel

/// What each witness says of a device's compliance at an instant, side by side and never merged.
///
/// Three kinds: what device managers concluded, one account for each manager and policy; what the directory
/// was told, step by step; and what the directory showed, one account for each place where it was seen. A
/// device in its grace period counts as compliant until that ends; a verdict that is neither is compared with
/// none.
public struct ComplianceWitnesses: Sendable {
    /// What one device manager concluded, by one policy or over all.
    public struct Evaluated: Hashable, Sendable {
        /// The manager and its instance; nil where the event cannot be read.
        public let source: SourceName?
        /// Nil for a verdict over all policies.
        public let policy: Bits128?
        public let state: RegionState
        public let verdict: ComplianceVerdict

        public var isCompliant: Bool? { ComplianceWitnesses.isCompliant(verdict) }
    }

    /// One step of a report to the directory.
    public struct Step: Hashable, Sendable {
        public let stage: RegionValue.ReportStage
        /// Nil where neither the step nor the message that it names says it.
        public let verdict: ComplianceVerdict?
        public let occurred: Timestamp
        public let position: GlobalPosition
        let message: Bits128?
    }

    /// The last report to the directory, as far as its steps are known.
    public struct Report: Hashable, Sendable {
        public let message: Bits128?
        /// In the order of the stages; of a stage that was told twice, the later one.
        public let steps: [Step]

        public var verdict: ComplianceVerdict? { steps.compactMap(\.verdict).last }
        public var last: Step? {
            steps.max { ($0.occurred, $0.position) < ($1.occurred, $1.position) }
        }
        /// The steps of which nothing is recorded: what failed is not waited for.
        public var missing: [RegionValue.ReportStage] {
            let known = Set(steps.map(\.stage))
            let expected: [RegionValue.ReportStage] =
                known.contains(.failed) ? [.sent] : [.sent, .accepted, .completed]
            return expected.filter { !known.contains($0) }
        }
    }

    /// What the directory showed in one place.
    public struct Observed: Hashable, Sendable {
        /// Where it was seen; nil where the event does not say.
        public let witness: Witness?
        public let state: RegionState
        /// What was seen in this place up to the instant.
        public let intervals: [Interval]

        /// Nil too where the flag was taken away.
        public var isCompliant: Bool? {
            switch RegionValue.Flag(rawValue: state.value.low) {
            case .yes: true
            case .no: false
            case .unset, nil: nil
            }
        }
        public var lastSaid: Timestamp { state.confirmed ?? state.since }
        public var lastPosition: GlobalPosition { state.confirmedPosition ?? state.position }
    }

    public let instant: Timestamp
    /// By source, over all policies before by one of them.
    public let evaluated: [Evaluated]
    public let report: Report?
    /// By the numbers of their witnesses.
    public let observed: [Observed]
    /// All steps of all reports, in their order.
    let steps: [Step]

    /// - Parameters:
    ///   - instant: up to which facts count.
    ///   - decisions: those on access of the device: a sign-in shows the flag that the device presented.
    ///   - source: who told the event at a position; nil where that cannot be read.
    public init(
        _ device: DeviceTimeline, asOf instant: Timestamp, decisions: [AccessDecision] = [],
        source: (GlobalPosition) -> SourceName?
    ) {
        self.instant = instant
        let facts = device.facts.filter { $0.occurred <= instant }
        func states(_ facts: [Fact]) -> (states: [RegionState], intervals: [Interval]) {
            let intervals = Timeline.fold(facts)
            return (StateSnapshot(intervals: intervals, asOf: instant).states, intervals)
        }
        evaluated = states(facts.filter { $0.region == .complianceEvaluated }).states
            .map { state in
                Evaluated(
                    source: source(state.confirmedPosition ?? state.position),
                    policy: state.detail == 0 ? state.object : nil, state: state,
                    verdict: ComplianceVerdict(rawValue: state.value.low) ?? .unrecognised)
            }
            .sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
        steps = Self.steps(facts.filter { $0.region == .complianceReported })
        report = Self.report(steps)
        let flags = Self.flags(facts, decisions, asOf: instant)
        observed = Set(flags.map(\.witnessCode)).sorted().compactMap { code in
            let found = states(flags.filter { $0.witnessCode == code })
            return found.states.first.map {
                Observed(
                    witness: Witness(rawValue: code).flatMap { $0 == .unrecognised ? nil : $0 }, state: $0,
                    intervals: found.intervals)
            }
        }
    }

    /// Every word that shows the directory's flag, in their order: the facts, and decisions on access that
    /// present it. Where a record tells a sign-in's flag as a fact already, its decision adds nothing.
    static func flags(
        _ facts: [Fact], _ decisions: [AccessDecision], asOf instant: Timestamp
    ) -> [Fact] {
        var flags = facts.filter { $0.region == .complianceObserved }
        let told = Set(flags.map(\.recordKey))
        for decision in decisions where decision.occurred <= instant {
            guard let isCompliant = decision.deviceIsCompliant, !told.contains(decision.recordKey) else {
                continue
            }
            flags.append(
                Fact(
                    occurred: decision.occurred, position: decision.position, ordinal: 0,
                    recordKey: decision.recordKey, contentTag: decision.contentTag,
                    modified: decision.modified, mappingRevision: decision.mappingRevision,
                    region: .complianceObserved, value: RegionValue(RegionValue.Flag(isCompliant)),
                    witnessCode: Witness.signIn.rawValue))
        }
        return flags.sorted()
    }

    /// By the source's name, and over all policies before by one of them.
    private static func order(_ account: Evaluated) -> [UInt8] {
        (account.source?.encoded ?? []) + (account.policy?.bytes ?? [])
    }

    /// Whether a verdict says that a device is compliant; nil for one that says neither.
    public static func isCompliant(_ verdict: ComplianceVerdict?) -> Bool? {
        switch verdict {
        case .compliant, .inGracePeriod: true
        case .nonCompliant: false
        default: nil
        }
    }

    private static func steps(_ facts: [Fact]) -> [Step] {
        var verdicts: [Bits128: UInt8] = [:]
        return facts.compactMap { fact in
            guard let stage = fact.value.stage else { return nil }
            var code = fact.value.low
            if code == RegionRule.verdictOfMessage {
                code = fact.object.flatMap { verdicts[$0] } ?? 0
            } else if let message = fact.object {
                verdicts[message] = code
            }
            let verdict = ComplianceVerdict(rawValue: code)
            return Step(
                stage: stage, verdict: verdict == .unrecognised ? nil : verdict, occurred: fact.occurred,
                position: fact.position, message: fact.object)
        }
    }

    /// The report of the last step. Steps that name no message belong together as far back as they are
    /// earlier stages of one verdict.
    private static func report(_ steps: [Step]) -> Report? {
        guard let last = steps.last else { return nil }
        var found: [RegionValue.ReportStage: Step] = [:]
        if let message = last.message {
            for step in steps where step.message == message { found[step.stage] = step }
        } else {
            var next = last
            found[last.stage] = last
            for step in steps.dropLast().reversed() {
                guard step.message == nil, step.stage.rawValue < next.stage.rawValue,
                    step.verdict == last.verdict
                else { break }
                found[step.stage] = step
                next = step
            }
        }
        return Report(
            message: last.message,
            steps: found.values.sorted { $0.stage.rawValue < $1.stage.rawValue })
    }
}

extension ComplianceWitnesses {
    /// What the managers say over all, one account each: the verdict over all policies where there is one,
    /// else the worst of those by single policies.
    public var managers: [Evaluated] {
        var out: [Evaluated] = []
        for account in evaluated where account.isCompliant != nil {
            if let index = out.firstIndex(where: { $0.source == account.source }) {
                if out[index].policy != nil, out[index].isCompliant == true, account.isCompliant == false {
                    out[index] = account
                }
            } else {
                out.append(account)
            }
        }
        return out
    }

    /// What the directory showed last, wherever that was.
    public var seenLast: Observed? {
        observed.max { ($0.lastSaid, $0.lastPosition) < ($1.lastSaid, $1.lastPosition) }
    }

    /// What can be compared: of each manager, of the last report, and of what the directory showed last.
    public var comparable: [Bool] {
        managers.compactMap(\.isCompliant)
            + [Self.isCompliant(report?.verdict), seenLast?.isCompliant].compactMap { $0 }
    }

    /// Whether all that can be compared is one thing; nil where there is less than two.
    public var agree: Bool? {
        let said = comparable
        guard let first = said.first, said.count > 1 else { return nil }
        return said.allSatisfy { $0 == first }
    }

    /// A manager's verdict that the directory, as it was seen last, does not show.
    public struct Lag: Sendable {
        public let evaluated: Evaluated
        public let observed: Observed
        /// The last step that told the directory the manager's verdict, after the manager came to it.
        public let reported: Step?
        /// When the directory showed the manager's verdict after that, before it was seen last; nil where it
        /// did not.
        public let followed: (since: Timestamp, position: GlobalPosition)?
        /// Whether the directory was seen after the manager came to its verdict; else it may have followed
        /// unseen.
        public var isSeenSince: Bool { observed.lastSaid >= evaluated.state.since }
    }

    /// Each manager whose verdict the directory does not show.
    public var lags: [Lag] {
        guard let seen = seenLast, let shown = seen.isCompliant else { return [] }
        return managers.filter { $0.isCompliant != shown }.map { account in
            let step = steps.last { step in
                step.occurred >= account.state.since
                    && Self.isCompliant(step.verdict) == account.isCompliant
            }
            // Where it changed and was seen to change back, it did not lag behind.
            let verdict = RegionValue(RegionValue.Flag(account.isCompliant))
            let followed = observed.flatMap(\.intervals).filter {
                $0.value == verdict && $0.from >= account.state.since && $0.from <= seen.lastSaid
            }
            .min { ($0.from, $0.position) < ($1.from, $1.position) }
            return Lag(
                evaluated: account, observed: seen, reported: step,
                followed: followed.map { ($0.from, $0.position) })
        }
    }
}
