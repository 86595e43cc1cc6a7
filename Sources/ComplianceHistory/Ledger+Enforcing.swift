public import ComplianceLedger
public import ComplianceRules
public import LedgerModel

extension Ledger {
    /// Records commands, all of them or none, and none that breaks a rule.
    ///
    /// What stands is read, each command is judged by it and by the commands before it, and the append is
    /// made under the condition that nothing of the tenants was recorded since; where something was, it is
    /// read and judged anew. So of two appends that exclude each other one is refused, whatever runs beside.
    ///
    /// A submission of its owner that the ledger has already is not judged again: it is a duplicate, and its
    /// receipt says so.
    ///
    /// Cost: the events by which rules judge, found by their types and tags; then a few look-ups a command.
    /// - Parameters:
    ///   - rules: with the reference data by which they judge.
    ///   - conditions: what must hold beside the rules.
    /// - Throws: ``EnforcingError``; nothing was written then, but for what the next opening tells after
    ///   `.append(.failed)`.
    public func append(
        enforcing submissions: [Submission], by rules: CommandRules = CommandRules(),
        if conditions: [AppendCondition] = []
    ) async throws(EnforcingError) -> EnforcedAppend {
        var enforcement = Enforcement(self, submissions, rules)
        for _ in 0..<Enforcement.mostTries {
            let own = try enforcement.judge()
            do throws(AppendError) {
                let receipts = try await append(submissions, if: own + conditions)
                return EnforcedAppend(receipts: receipts, undecided: enforcement.undecided)
            } catch {
                guard enforcement.isOutrun(error) else { throw .append(error) }
            }
        }
        throw .contended(tries: Enforcement.mostTries)
    }

    /// The same for a thread that may wait.
    public func appendAndWait(
        enforcing submissions: [Submission], by rules: CommandRules = CommandRules(),
        if conditions: [AppendCondition] = []
    ) throws(EnforcingError) -> EnforcedAppend {
        var enforcement = Enforcement(self, submissions, rules)
        for _ in 0..<Enforcement.mostTries {
            let own = try enforcement.judge()
            do throws(AppendError) {
                let receipts = try appendAndWait(submissions, if: own + conditions)
                return EnforcedAppend(receipts: receipts, undecided: enforcement.undecided)
            } catch {
                guard enforcement.isOutrun(error) else { throw .append(error) }
            }
        }
        throw .contended(tries: Enforcement.mostTries)
    }
}

/// One enforcing append on its way: what was read, and what the rules say by it.
struct Enforcement {
    /// Each try is lost to another append of the same tenants, which then stands: some writer always wins.
    static let mostTries = 1_000

    private let ledger: Ledger
    private let submissions: [Submission]
    private let rules: CommandRules
    private var reader: RuleStateReader?
    /// Below it everything was read.
    private var size = TreeSize(0)
    private(set) var undecided: [UndecidedCommand] = []

    init(_ ledger: Ledger, _ submissions: [Submission], _ rules: CommandRules) {
        self.ledger = ledger
        self.submissions = submissions
        self.rules = rules
    }

    /// Judges the commands by what stands now.
    /// - Returns: the conditions under which the judgement holds.
    mutating func judge() throws(EnforcingError) -> [AppendCondition] {
        let result: Result<[AppendCondition], EnforcingError>
        do throws(LedgerError) {
            result = try judged()
        } catch {
            throw .reading(error)
        }
        return try result.get()
    }

    /// Whether an append failed because more was recorded than had been read.
    func isOutrun(_ error: AppendError) -> Bool {
        guard case .conditionNotMet(let found) = error else { return false }
        return !size.holds(found)
    }

    private mutating func judged() throws(LedgerError) -> Result<[AppendCondition], EnforcingError> {
        size = ledger.size
        let (commands, places) = try commands()
        let scope = RuleScope(commands)
        var state = RuleState(scope)
        if scope.needsState {
            // The scope does not change from one try to the next, unless a submission became a duplicate.
            var reader =
                self.reader?.scope == scope ? self.reader ?? RuleStateReader(scope) : RuleStateReader(scope)
            try reader.read(ledger, below: size)
            self.reader = reader
            state = reader.state
        }
        guard !state.isOverfull else { return .failure(.unbounded(limit: RuleState.mostSubjects)) }
        let judgements = rules.judge(commands, against: state)
        var refused: [RefusedCommand] = []
        undecided = []
        for (command, (place, judgement)) in zip(commands, zip(places, judgements)) {
            if !judgement.violations.isEmpty {
                refused.append(
                    RefusedCommand(submission: place, type: command.type, violations: judgement.violations))
            }
            if !judgement.undecided.isEmpty {
                undecided.append(
                    UndecidedCommand(submission: place, type: command.type, rules: judgement.undecided))
            }
        }
        guard refused.isEmpty else { return .failure(.refused(refused)) }
        let last = size.value > 0 ? GlobalPosition(size.value - 1) : nil
        return .success(
            scope.tenants.sorted { $0.encoded.lexicographicallyPrecedes($1.encoded) }.map {
                .noEvent(tags: [$0], after: last)
            })
    }

    /// The events to judge, with the places of their submissions: not those of a record that is there.
    private func commands() throws(LedgerError) -> (events: [RuleEvent], places: [Int]) {
        struct Record: Hashable {
            var source: SourceName
            var key: [UInt8]
        }
        var now = ledger.environment.clock.now()
        if size.value > 0 { now = max(now, try ledger.event(at: GlobalPosition(size.value - 1)).recorded) }
        var seen: Set<Record> = []
        var events: [RuleEvent] = []
        var places: [Int] = []
        for (place, submission) in submissions.enumerated() {
            if !submission.isObserved {
                guard seen.insert(Record(source: submission.source, key: submission.key)).inserted else {
                    continue
                }
                guard try ledger.events(ofRecord: submission.source, key: submission.key).isEmpty else {
                    continue
                }
            }
            for event in submission.events {
                events.append(RuleEvent(event, submission: place, now: now))
                places.append(place)
            }
        }
        return (events, places)
    }
}
