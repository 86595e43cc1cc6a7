public import EventCatalogue
public import LedgerModel

/// A value, what says it, and by what road it is known.
public struct EnrolmentStatement<Value: CatalogueEnumeration>: Hashable, Sendable {
    /// By what something is known of an enrolment.
    public enum Basis: String, Hashable, Sendable {
        /// An event of the enrolment says it.
        case said
        /// An administrator had set it when it counted.
        case set
        /// An administrator changed it later, and that event says what stood before.
        case before
    }

    public let value: Value
    public let position: GlobalPosition
    public let basis: Basis

    public init(_ value: Value, _ position: GlobalPosition, _ basis: Basis) {
        self.value = value
        self.position = position
        self.basis = basis
    }
}

/// Something that an enrolment is judged by, and that may change while it lasts.
///
/// What the enrolment's own events say comes before what an administrator had set. Where they say more than
/// one thing, nothing is known. Nothing is assumed that nobody said.
public struct EnrolmentSetting<Value: CatalogueEnumeration>: Hashable, Sendable {
    struct Change: Hashable, Sendable {
        let occurred: Timestamp
        let position: GlobalPosition
        let after: Value?
        let before: Value?
    }

    /// Each value that the enrolment's events say, with the first that says it.
    public let said: [EnrolmentStatement<Value>]
    /// The changes that concern the enrolment, in their order.
    let changes: [Change]

    /// Whether it was changed behind one instant, up to another one.
    public func isChanged(after begin: Timestamp, through end: Timestamp) -> Bool {
        changes.contains { $0.occurred > begin && $0.occurred <= end }
    }

    /// Whether the enrolment's own events contradict one another.
    public var isContradicted: Bool { said.count > 1 }

    /// What is known at an instant; nil where nobody says it, and where events contradict one another.
    public func known(at instant: Timestamp) -> EnrolmentStatement<Value>? {
        if let first = said.first { return isContradicted ? nil : first }
        return set(at: instant)
    }

    /// What an administrator had set at an instant, whatever the enrolment's events say.
    public func set(at instant: Timestamp) -> EnrolmentStatement<Value>? {
        if let last = changes.last(where: { $0.occurred <= instant }) {
            return last.after.map { EnrolmentStatement($0, last.position, .set) }
        }
        guard let next = changes.first, let before = next.before else { return nil }
        return EnrolmentStatement(before, next.position, .before)
    }
}
