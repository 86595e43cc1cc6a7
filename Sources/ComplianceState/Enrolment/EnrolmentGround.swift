import LedgerModel
public import RecordFormat

/// What the fold of enrolments has to know of the whole log, so as to keep nothing that says nothing of any:
/// see ``RecordGround``, and which factors may be of an enrolment.
///
/// Memory, beside that of a ``RecordGround``: eight bytes for each id of a session and of a flow of
/// enrolments, and sixteen for each sign-in whose factors name both.
public struct EnrolmentGround: ~Copyable, Sendable {
    private let kinds = EventKindTable.shared
    private var records = RecordGround()
    private var flows = EnrolmentFlows()

    public init() {}

    /// Whether a record may have to be announced.
    public func wants(_ head: RecordHead) -> Bool {
        let (kind, enrolment) = kinds.findOfEnrolment(head.type)
        if case .step = enrolment { return true }
        return records.wants(head, kind)
    }

    /// Takes note of a record, of whichever type.
    public mutating func announce(_ view: RecordView) {
        let (kind, enrolment) = kinds.findOfEnrolment(view.slice(view.typeRange))
        records.announce(view, kind)
        guard case .step(let step) = enrolment else { return }
        view.withCurrent {
            let fields = EnrolmentFields($0, isOfFactor: step.isOfFactor)
            flows.note(step, session: fields.session, correlation: $0.correlation)
        }
    }

    /// What was announced, for a fold.
    func settled() -> (records: AnnouncedRecords, flows: EnrolmentFlows) {
        var flows = flows
        flows.settle()
        return (records.announced, flows)
    }
}
