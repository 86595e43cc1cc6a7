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

    /// The step that proves the outcome: the ending, else the last one that is known. Of a completion that is
    /// said again it is the first that says it.
    public var proof: EnrolmentStep {
        guard outcome != .open, let last = endings.last else { return steps[steps.count - 1] }
        guard last.kind == .completed else { return last }
        let before = endings.lastIndex { $0.kind != .completed }
        return endings[before.map { $0 + 1 } ?? 0]
    }

    /// The completion before a later ending that says otherwise; nil where there is none.
    public var completionBefore: EnrolmentStep? {
        guard outcome == .failed || outcome == .abandoned else { return nil }
        return endings.dropLast().last { $0.kind == .completed }
    }

    /// Whether the first step that is known is the first one there was: by device and time only a request is,
    /// and an ending never.
    public var hasKnownBeginning: Bool {
        switch telling {
        case .byID: !steps[0].kind.isEnding
        case .byDeviceAndTime: steps[0].kind == .requested
        }
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
