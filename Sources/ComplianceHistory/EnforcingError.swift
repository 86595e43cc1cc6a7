public import ComplianceLedger
public import ComplianceRules
public import LedgerModel

/// Why an enforcing append recorded nothing.
public enum EnforcingError: Error, Sendable {
    /// Commands break rules; all of them, in their order.
    case refused([RefusedCommand])
    /// Other writers of the same tenants came first, each time anew.
    case contended(tries: Int)
    /// A tenant has more connections and installations than can be judged.
    case unbounded(limit: Int)
    /// The ledger did not take the append.
    case append(AppendError)
    /// What stands could not be read.
    case reading(LedgerError)
}

/// A command that breaks rules.
public struct RefusedCommand: Hashable, Sendable {
    /// The place of its submission in the append, from 0.
    public let submission: Int
    public let type: EventType
    /// At least one, in the order of ``CommandRule``.
    public let violations: [RuleViolation]
}

/// A command of which a rule could not be decided; it was recorded all the same.
public struct UndecidedCommand: Hashable, Sendable {
    /// The place of its submission in the append, from 0.
    public let submission: Int
    public let type: EventType
    /// At least one, in the order of ``CommandRule``.
    public let rules: [UndecidedRule]
}

/// What became of an enforcing append.
public struct EnforcedAppend: Sendable {
    /// One for each submission, in their order.
    public let receipts: [AppendReceipt]
    /// What nobody could judge, for want of what an event says.
    public let undecided: [UndecidedCommand]
}

extension EnforcingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let commands):
            commands.map { command in
                "event \(command.submission + 1), \(command.type): refused by "
                    + command.violations.map { "\($0.rule.id), \($0.rule.title)" }.joined(separator: "; ")
            }.joined(separator: "\n")
        case .contended(let tries):
            "other writers changed what the rules judge by, \(tries) times; try again"
        case .unbounded(let limit):
            "the tenant has more than \(limit) connections and installations: its rules cannot be judged"
        case .append(let error): "\(error)"
        case .reading(let error): "\(error)"
        }
    }
}
