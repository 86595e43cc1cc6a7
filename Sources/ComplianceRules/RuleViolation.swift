public import EventCatalogue
public import LedgerModel

/// A rule that a command breaks: which one, who says so, what stands against it, and the way out.
public struct RuleViolation: Hashable, Sendable {
    public let rule: CommandRule
    /// Why the command is refused; at least one.
    public let state: [StandingFact]
    /// What to do instead, for this command.
    public let wayOut: String
    /// The statements that the rule rests on; those of the reference data's rows where it rests on these.
    public let sources: [ReferenceSource]

    init(_ rule: CommandRule, _ state: [StandingFact], sources: [ReferenceSource]? = nil, wayOut: String) {
        self.rule = rule
        self.state = state
        self.sources = sources ?? rule.sources
        self.wayOut = wayOut
    }
}

/// One thing that stands against a command.
public struct StandingFact: Hashable, Sendable {
    /// What stands: ids, words of enumerations and numbers, nothing personal.
    public let what: String
    /// Since when, or when, by the event's own time; nil for what is so by itself, or what no event says.
    public let since: Timestamp?
    /// Whether it happened then, and does not stand since.
    public let isMoment: Bool
    /// Which event says so; nil where none does.
    public let place: RulePlace?

    init(_ what: String, since: Timestamp? = nil, at place: RulePlace? = nil) {
        self.what = what
        self.since = since
        self.place = place
        isMoment = false
    }

    init(_ what: String, on moment: Timestamp, at place: RulePlace) {
        self.what = what
        self.place = place
        since = moment
        isMoment = true
    }

    /// On one line.
    public var text: String {
        var out = what
        if let since { out += isMoment ? ", at \(since)" : ", since \(since)" }
        if let place { out += " (\(place))" }
        return out
    }
}

/// A rule that could not be decided of a command, which is not refused for it.
public struct UndecidedRule: Hashable, Sendable {
    public let rule: CommandRule
    /// What no event says.
    public let missing: String
}

/// What the rules say of one command.
public struct RuleJudgement: Hashable, Sendable {
    /// All rules that it breaks, in the order of ``CommandRule``.
    public internal(set) var violations: [RuleViolation] = []
    /// The rules that concern it and could not be decided, in the same order.
    public internal(set) var undecided: [UndecidedRule] = []

    mutating func refuse(
        _ rule: CommandRule, _ state: [StandingFact], sources: [ReferenceSource]? = nil, wayOut: String
    ) {
        violations.append(RuleViolation(rule, state, sources: sources, wayOut: wayOut))
    }

    mutating func cannotTell(_ rule: CommandRule, _ missing: String) {
        undecided.append(UndecidedRule(rule: rule, missing: missing))
    }
}

extension ReferenceData {
    /// A source by its document's title: `Azure Tenant (MobileIron Core 11.0.0.0), S002.19`.
    public func citation(of source: ReferenceSource) -> String {
        document(of: source).map { "\($0.title), \(source)" } ?? "\(source)"
    }
}
