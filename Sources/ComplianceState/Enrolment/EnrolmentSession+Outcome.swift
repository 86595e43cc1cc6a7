import LedgerModel

extension EnrolmentSession {
    /// How an enrolment stands.
    public enum Outcome: String, Hashable, Sendable {
        case completed, failed, abandoned
        /// No ending is known, or it went on after one.
        case open
    }

    /// The steps that end it, in their order; more than one where it was tried again.
    public var endings: [EnrolmentStep] { steps.filter(\.kind.isEnding) }

    /// How it stands: by its last ending, unless a step of the enrolment happened after a failure.
    ///
    /// A factor that is told of after the ending opens nothing.
    public var outcome: Outcome {
        guard let ending = endings.last else { return .open }
        if ending.kind == .completed { return .completed }
        if steps.contains(where: { !$0.kind.isOfFactor && $0.occurred > ending.occurred }) { return .open }
        return ending.kind == .failed ? .failed : .abandoned
    }

    /// The step that proves the outcome: the ending, else the last one that is known.
    public var proof: EnrolmentStep {
        if outcome != .open, let ending = endings.last { return ending }
        return steps[steps.count - 1]
    }

    /// The last step before a failure that says what went wrong; nil where the enrolment did not fail.
    public var stumble: EnrolmentStep? {
        guard outcome == .failed || outcome == .abandoned, let ending = endings.last else { return nil }
        return steps.last { $0 < ending && $0.kind.isRefusal }
    }
}

extension EnrolmentStepKind {
    /// Whether it says that a password or a factor was not right.
    public var isRefusal: Bool {
        switch self {
        case .passwordFailed, .denied, .timedOut, .codeRefused: true
        default: false
        }
    }
}
