import EventCatalogue
public import LedgerModel

/// What happened in one step of an enrolment. The raw values are stable.
public enum EnrolmentStepKind: UInt8, CaseIterable, Hashable, Sendable {
    case requested = 1
    case identifierSubmitted = 2
    case redirected = 3
    case passwordPassed = 4
    case passwordFailed = 5
    case completed = 6
    case failed = 7
    case abandoned = 8
    case challenged = 9
    case satisfied = 10
    case satisfiedByClaim = 11
    case denied = 12
    case timedOut = 13
    case codeVerified = 14
    case codeRefused = 15

    /// The type of the event that tells of it.
    public var type: EventType {
        switch self {
        case .requested: EnrollmentEvents.requested.type
        case .identifierSubmitted: EnrollmentEvents.identifierSubmitted.type
        case .redirected: EnrollmentEvents.redirected.type
        case .passwordPassed: EnrollmentEvents.passwordPassed.type
        case .passwordFailed: EnrollmentEvents.passwordFailed.type
        case .completed: EnrollmentEvents.completed.type
        case .failed: EnrollmentEvents.failed.type
        case .abandoned: EnrollmentEvents.abandoned.type
        case .challenged: AuthenticationEvents.challenged.type
        case .satisfied: AuthenticationEvents.satisfied.type
        case .satisfiedByClaim: AuthenticationEvents.satisfiedByClaim.type
        case .denied: AuthenticationEvents.denied.type
        case .timedOut: AuthenticationEvents.timedOut.type
        case .codeVerified: AuthenticationEvents.codeVerified.type
        case .codeRefused: AuthenticationEvents.codeRefused.type
        }
    }

    /// Whether an enrolment ends with it.
    public var isEnding: Bool { self == .completed || self == .failed || self == .abandoned }

    /// Whether it is of a factor beyond the password.
    public var isOfFactor: Bool { rawValue >= Self.challenged.rawValue }

    public var isOfPassword: Bool { self == .passwordPassed || self == .passwordFailed }
}

extension EnrolmentStepKind {
    /// Its name in answers.
    public var word: String { String(describing: self) }
}
