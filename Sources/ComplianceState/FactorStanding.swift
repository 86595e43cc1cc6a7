public import EventCatalogue
public import LedgerModel

/// One step of a further factor.
public struct FactorStep: Hashable, Sendable {
    public let occurred: Timestamp
    public let position: GlobalPosition
    public let outcome: RegionValue.FactorOutcome
    /// Nil where the record does not name it.
    public let method: AuthenticationMethod?
    /// How it reached the person; nil for a factor that was accepted because of an earlier one.
    public let channel: FactorChannel?
    /// Nil where the record does not say it.
    public let askedBy: FactorProvider?

    init?(_ fact: Fact) {
        guard fact.region == .factor, var outcome = RegionValue.FactorOutcome(rawValue: fact.value.low) else {
            return nil
        }
        method = AuthenticationMethod(rawValue: fact.detail).flatMap { $0 == .unrecognised ? nil : $0 }
        channel = FactorChannel(rawValue: fact.witnessCode).flatMap { $0 == .unrecognised ? nil : $0 }
        askedBy = FactorProvider(rawValue: fact.reporterCode).flatMap { $0 == .unrecognised ? nil : $0 }
        if outcome == .satisfied, method == .previouslySatisfied { outcome = .satisfiedByClaim }
        self.outcome = outcome
        occurred = fact.occurred
        position = fact.position
    }

    /// Whether two steps are of one factor, as far as they say.
    func isOfSameFactor(as other: FactorStep) -> Bool {
        askedBy == other.askedBy && channel == other.channel && (channel != nil || method == other.method)
    }
}

/// How the further factors of one sign-in or one enrolment stand: told by its steps, in their order.
public struct FactorStanding: Hashable, Sendable {
    /// By the step that came last.
    public enum State: String, Sendable {
        /// Somebody was asked, and has not answered yet.
        case asked
        /// Given afresh.
        case given
        /// An earlier one was accepted: no fresh one.
        case claimed
        case refused
        /// Asked for, and nobody answered in time.
        case notAnswered
    }

    /// The session's own id; nil where records name none and the steps are of one record.
    public let session: Bits128?
    public let recordKey: RecordKey
    /// At least one.
    public let steps: [FactorStep]

    public var state: State {
        switch steps.last?.outcome {
        case .satisfied, .codeVerified: .given
        case .satisfiedByClaim: .claimed
        case .denied, .codeRefused: .refused
        case .timedOut: .notAnswered
        case .challenged, nil: .asked
        }
    }

    /// The factors that were given afresh. A code that was found right, and that the factor was given, is
    /// one.
    public var given: [FactorStep] {
        var out: [FactorStep] = []
        var isOpen = true
        for step in steps {
            if step.outcome == .challenged { isOpen = true }
            guard step.outcome.isFresh else { continue }
            if !isOpen, out.contains(where: { $0.isOfSameFactor(as: step) }) { continue }
            out.append(step)
            isOpen = false
        }
        return out
    }

    /// What was asked for by one channel and came to nothing, as the same one asked by another channel
    /// afterwards, which was answered.
    public var unanswered: [FactorStep] {
        steps.indices.filter { index in
            let step = steps[index]
            guard step.outcome == .challenged, step.channel != nil else { return false }
            let later = steps[(index + 1)...].filter { $0.askedBy == step.askedBy }
            return !later.contains { $0.channel == nil || $0.channel == step.channel }
                && later.contains { $0.outcome.isFresh }
        }
        .map { steps[$0] }
    }

    /// Whether Entra's factor was given before the device manager's own; nil where not both were.
    public var isEntraFirst: Bool? {
        let given = given
        guard let entra = given.firstIndex(where: { $0.askedBy == .entra }),
            let manager = given.firstIndex(where: { $0.askedBy == .manager })
        else { return nil }
        return entra < manager
    }
}

extension UserTimeline {
    /// The sign-ins and enrolments of the person with a further factor up to an instant, by their last steps.
    ///
    /// Steps are of one session where they name it, else where they are of one record. Cost: one pass over
    /// the facts.
    public func factors(asOf instant: Timestamp) -> [FactorStanding] {
        var order: [Bits128] = []
        var found: [Bits128: (session: Bits128?, key: RecordKey, steps: [FactorStep])] = [:]
        for fact in timeline.facts {
            guard fact.occurred <= instant else { break }
            guard let step = FactorStep(fact) else { continue }
            let name = fact.object ?? fact.recordKey.bits
            if found[name] == nil { order.append(name) }
            found[name, default: (fact.object, fact.recordKey, [])].steps.append(step)
        }
        return order.compactMap { found[$0] }
            .map { FactorStanding(session: $0.session, recordKey: $0.key, steps: $0.steps) }
            .sorted { left, right in
                guard let first = left.steps.last, let second = right.steps.last else { return false }
                return (first.occurred, first.position) < (second.occurred, second.position)
            }
    }
}
