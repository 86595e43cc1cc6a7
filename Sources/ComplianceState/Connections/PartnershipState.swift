public import LedgerModel

/// How far a partner's connection is, for all operating systems or for one.
public enum PartnershipState: String, CaseIterable, Hashable, Sendable {
    // On the way; each comes behind the one before it.
    case created, assigned, configured, consentPending, provisioning
    /// It works: reports are taken.
    case enabled
    /// Setting it up did not succeed; it may be tried again.
    case failed
    /// Switched off, and what was set up stays.
    case suspended
    /// Switched off, and what was set up does not stay.
    case off
    // Microsoft says that it does not work.
    case rejected, unresponsive, unavailable
    // It is over, until the partner is added again.
    case removed, terminated, deprovisioned

    /// Whether only adding the partner again leads out of it.
    public var isEnd: Bool { self == .removed || self == .terminated || self == .deprovisioned }

    /// Whether it is being set up.
    public var isOnTheWay: Bool { progress != nil }

    /// Its place on the way to ``enabled``; nil for a state that is not on the way.
    var progress: Int? {
        switch self {
        case .created: 1
        case .assigned: 2
        case .configured: 3
        case .consentPending: 4
        case .provisioning: 5
        default: nil
        }
    }

    /// Whether it was set up to the end, and works or is hindered.
    var isSetUp: Bool {
        self == .enabled || self == .rejected || self == .unresponsive || self == .unavailable
    }

    /// Whether no other partner may have the operating system.
    var holdsPlatform: Bool { !isEnd && self != .off && self != .suspended && self != .failed }
}

/// What leads from one state to another. The raw values are stable, and documented as a table.
public enum PartnershipTransition: String, CaseIterable, Hashable, Sendable {
    case added = "T1"
    case assigned = "T2"
    case configured = "T3"
    case consentAsked = "T4"
    case consentGiven = "T5"
    case consentRefused = "T6"
    case confirmed = "T7"
    case testFailed = "T8"
    case heartbeat = "T9"
    case unanswered = "T10"
    case rejected = "T11"
    case unavailable = "T12"
    case suspended = "T13"
    case ended = "T14"
    case switchedOff = "T15"
    case changed = "T16"
    case synced = "T17"
    case addressChanged = "T18"
    case secret = "T19"
    case addedAgain = "T20"
}

/// What somebody did with an operating system, or with the whole connection, from being added to its end.
public struct PartnershipLife: Hashable, Sendable {
    /// A state, what led to it, and the event that says so.
    public struct Step: Hashable, Sendable {
        public let state: PartnershipState
        public let transition: PartnershipTransition
        public let since: Timestamp
        public let position: GlobalPosition
        public let kind: SetupEventKind
    }

    /// In their order; at least one.
    public internal(set) var steps: [Step]

    public var last: Step { steps[steps.count - 1] }
    public var began: Timestamp { steps[0].since }
    public var isOver: Bool { last.state.isEnd }

    /// What brought an operating system to a state that the connection had before it; nil where the present
    /// state came by an event of its own.
    public var joined: Step? {
        guard steps.count > 1 else { return nil }
        let before = steps[steps.count - 2]
        return (last.since, last.position) < (before.since, before.position) ? before : nil
    }
}
