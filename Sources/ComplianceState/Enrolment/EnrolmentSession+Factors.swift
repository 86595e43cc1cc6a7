public import EventCatalogue
public import LedgerModel

/// A factor that a person gave afresh, and the steps that tell of it.
public struct EnrolmentFactor: Hashable, Sendable {
    /// The first step that tells of it.
    public let step: EnrolmentStep
    /// Others that tell of the same factor.
    public internal(set) var others: [GlobalPosition] = []

    public var occurred: Timestamp { step.occurred }
    public var position: GlobalPosition { step.position }
    /// Whether it is the password.
    public var isPassword: Bool { step.kind == .passwordPassed || step.method == .password }
    /// By what it was given; nil where nobody says it.
    public var method: AuthenticationMethod? { isPassword ? .password : step.method }
    public var channel: FactorChannel? { step.channel }
    /// Who asked for it, of a factor beyond the password.
    public var askedBy: FactorProvider? { step.askedBy }
}

extension EnrolmentSession {
    /// Who was asked for the password, in turn, and what they said.
    public var passwords: [EnrolmentStep] { steps.filter(\.kind.isOfPassword) }

    /// The step in which Active Directory let pass whom Entra had refused before; nil where that was not
    /// seen.
    public var fallback: (refused: EnrolmentStep, passed: EnrolmentStep)? {
        for passed in steps where passed.kind == .passwordPassed && passed.provider == .activeDirectory {
            let refused = steps.last {
                $0 < passed && $0.kind == .passwordFailed && $0.provider == .entra
            }
            if let refused { return (refused, passed) }
        }
        return nil
    }

    /// Earlier factors that were accepted in place of fresh ones.
    public var claims: [EnrolmentStep] { steps.filter(\.isClaim) }

    /// The factors that were given afresh, in their order.
    ///
    /// However often a password is given, it is one factor. Two steps tell of one further factor where both
    /// give it the same number within the sign-in; where one of them gives none, where who asked, method and
    /// channel are the same and nobody was challenged between.
    public var factors: [EnrolmentFactor] {
        var out: [EnrolmentFactor] = []
        var challenged: Set<FactorProvider?> = []
        for step in steps {
            if step.kind == .challenged { challenged.insert(step.askedBy) }
            guard step.isFreshFactor else { continue }
            let factor = EnrolmentFactor(step: step)
            let same = out.lastIndex { known in
                if known.isPassword || factor.isPassword { return known.isPassword && factor.isPassword }
                guard known.askedBy == factor.askedBy else { return false }
                if let number = known.step.number, let other = step.number { return number == other }
                return known.method == factor.method && known.channel == factor.channel
                    && !challenged.contains(factor.askedBy) && !challenged.contains(nil)
            }
            if let same {
                out[same].others.append(step.position)
            } else {
                out.append(factor)
            }
            challenged.subtract([step.askedBy, nil])
        }
        return out
    }

    /// Whether any step tells of a password or a factor. Where none does, how many were given is not known.
    public var tellsAuthentication: Bool {
        steps.contains { $0.kind.isOfPassword || $0.kind.isOfFactor }
    }

    /// How many factors the source says were given afresh; nil where no ending says it.
    public var countSaid: (count: Int64, position: GlobalPosition)? {
        for ending in endings.reversed() {
            if let count = ending.factorCount { return (count, ending.position) }
        }
        return nil
    }
}

extension EnrolmentStep {
    /// Whether an earlier factor was accepted; that is no fresh one.
    public var isClaim: Bool {
        kind == .satisfiedByClaim || (kind == .satisfied && method == .previouslySatisfied)
    }

    /// Whether a factor was given afresh.
    public var isFreshFactor: Bool {
        switch kind {
        case .passwordPassed, .codeVerified: true
        case .satisfied: !isClaim
        default: false
        }
    }
}
