public import EventCatalogue
public import LedgerModel

/// That an enrolment was otherwise than vendors' documents have it. An observation beside the state, and no
/// finding yet: nothing of the state depends on it.
public struct EnrolmentDeviation: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Somebody got in although the setting has every authentication fail.
        case successUnderNone
        /// Active Directory let somebody pass where the workflow asks nobody after Entra.
        case forbiddenFallback
        /// Somebody else than those whom the setting names let a person pass.
        case otherProvider
        /// A password was entered on another page than the workflow's.
        case passwordPage
        /// Fewer factors than the least that is documented.
        case tooFewFactors
        /// Enough factors by one reading of the document, and too few by another.
        case fewerThanOtherReading
        /// More factors than the most that is documented.
        case moreFactors
        /// The device manager's own factor was given before Entra's.
        case factorsOutOfOrder
        /// The enrolment says another workflow than was in force, or more than one.
        case otherWorkflow

        /// Whether it is worth telling and breaks nothing.
        public var isInformation: Bool { self == .moreFactors || self == .fewerThanOtherReading }
    }

    /// A row of the reference data that says how it ought to be.
    public struct Citation: Hashable, Sendable {
        public let row: String
        public let sources: [ReferenceSource]

        init<Value>(_ row: ReferenceRow<Value>) {
            self.row = row.id
            sources = row.sources
        }
    }

    public let kind: Kind
    /// What the documents have, in the words of tables.
    public let expected: String
    public let found: String
    /// The events that prove it, ascending, each once.
    public let positions: [GlobalPosition]
    /// At least one.
    public let citations: [Citation]

    init(
        _ kind: Kind, expected: String, found: String, positions: [GlobalPosition], by citations: [Citation]
    ) {
        self.kind = kind
        self.expected = expected
        self.found = found
        self.positions = Set(positions).sorted()
        self.citations = citations
    }
}

/// That a table of the documents could not be applied to an enrolment, and what was missing.
public struct EnrolmentUndetermined: Hashable, Sendable {
    /// What nobody said, or what was said in two ways, or with a word that no table has.
    public enum Missing: String, CaseIterable, Hashable, Sendable {
        case workflow, defaultAuthentication, userKind, managerFactors, entraFactors
        /// Who checked a password.
        case provider
        /// On which page a password was entered.
        case page
        /// Any step in which somebody authenticated.
        case authentication
        /// The documents are about another product than the enrolment's, or that is said in two ways.
        case product
        /// The table speaks of Entra's users alone.
        case entraUser
        /// No row of the table was in force.
        case documents
    }

    public let table: ReferenceKind
    public let missing: [Missing]
}
