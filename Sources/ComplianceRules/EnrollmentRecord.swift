import EventCatalogue
import LedgerModel

/// The steps of one enrolment, by their own time.
struct EnrollmentRecord: Sendable {
    struct Step: Sendable {
        var kind: RuleEventKind
        var occurred: Timestamp
        var place: RulePlace
        var workflow: EnrollmentWorkflow?
        var provider: AuthenticationProvider?
        var userKind: DirectoryUserKind?
        var factor: Factor?
    }

    /// A factor that was given afresh.
    struct Factor: Hashable, Sendable {
        var askedBy: FactorProvider?
        var channel: FactorChannel?
        var method: AuthenticationMethod?
        /// Its place among the steps; tells two of one channel apart.
        var step: Int64?
    }

    /// An enrolment has a dozen steps; of one with more than this no rule tells anything.
    static let mostSteps = 256

    private(set) var steps: [Step] = []
    private(set) var isOverfull = false

    mutating func add(_ event: RuleEvent, _ kind: RuleEventKind) {
        guard steps.count < Self.mostSteps else {
            isOverfull = true
            return
        }
        let step = Step(event, kind)
        let place = steps.firstIndex { ($0.occurred, $0.place) > (step.occurred, step.place) } ?? steps.count
        steps.insert(step, at: place)
    }

    /// The steps up to an instant.
    func steps(until instant: Timestamp) -> ArraySlice<Step> { steps.prefix { $0.occurred <= instant } }
}

extension EnrollmentRecord.Step {
    init(_ event: RuleEvent, _ kind: RuleEventKind) {
        let data = event.data
        self.kind = kind
        occurred = event.occurred
        place = event.place
        if kind == .factorGiven {
            factor = EnrollmentRecord.Factor(event)
        } else {
            workflow = data[EnrollmentEvents.workflow].known
            provider = data[EnrollmentEvents.provider].known
            userKind = data[EnrollmentEvents.userKind].known
        }
    }
}

extension EnrollmentRecord.Factor {
    init(_ event: RuleEvent) {
        askedBy = event.data[AuthenticationEvents.askedBy].known
        channel = event.data[AuthenticationEvents.channel].known
        method = event.data[AuthenticationEvents.method].known
        step = event.data[AuthenticationEvents.step]
    }
}

extension Optional where Wrapped: CatalogueEnumeration {
    /// Nil for a word that the catalogue did not have, too: a rule knows as little of it as of none.
    var known: Wrapped? { self == .unrecognised ? nil : self }
}
