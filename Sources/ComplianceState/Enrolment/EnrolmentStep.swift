public import EventCatalogue
public import LedgerModel

/// One step of an enrolment, as one event tells of it.
///
/// Steps are ordered as folds are: by when they happened, then by position. A word that no table has is
/// `unrecognised`; nil is what nobody said.
public struct EnrolmentStep: Hashable, Sendable, Comparable {
    public let kind: EnrolmentStepKind
    public let event: EventID
    public let occurred: Timestamp
    public let position: GlobalPosition
    /// Who told of it.
    public let source: SourceName
    /// The ids by which the event names the device.
    public let devices: [DeviceKey]
    public let user: IdentityID?
    let fields: EnrolmentFields

    /// The enrolment's id, where the event says it.
    public var session: Bits128? { fields.session }

    public static func < (left: Self, right: Self) -> Bool {
        (left.occurred, left.position) < (right.occurred, right.position)
    }

    // What events of an enrolment say, and those of a factor do not.
    public var platform: Platform? { enrolment(EnrollmentEvents.platform) }
    public var workflow: EnrollmentWorkflow? { enrolment(EnrollmentEvents.workflow) }
    public var provider: AuthenticationProvider? { enrolment(EnrollmentEvents.provider) }
    public var page: AuthenticationPage? { enrolment(EnrollmentEvents.page) }
    public var userKind: DirectoryUserKind? { enrolment(EnrollmentEvents.userKind) }
    public var product: ManagerProduct? { enrolment(EnrollmentEvents.product) }
    public var reason: EnrollmentReason? { enrolment(EnrollmentEvents.reason) }
    public var domainSource: InputSource? { enrolment(EnrollmentEvents.domainSource) }
    public var browser: EnrollmentBrowser? { enrolment(EnrollmentEvents.browser) }
    public var setting: DefaultAuthentication? { enrolment(EnrollmentEvents.setting) }
    public var target: RedirectTarget? { enrolment(EnrollmentEvents.target) }
    public var lastStep: AbandonedStep? { enrolment(EnrollmentEvents.lastStep) }
    /// Place among the tries, from 1.
    public var attempt: Int64? { kind.isOfFactor ? nil : fields.number(EnrollmentEvents.attempt) }
    /// How many factors were given afresh, as the source says.
    public var factorCount: Int64? { kind.isOfFactor ? nil : fields.number(EnrollmentEvents.factors) }

    // What events of a factor say.
    public var method: AuthenticationMethod? { factor(AuthenticationEvents.method) }
    public var requirement: StepRequirement? { factor(AuthenticationEvents.requirement) }
    public var channel: FactorChannel? { factor(AuthenticationEvents.channel) }
    public var askedBy: FactorProvider? { factor(AuthenticationEvents.askedBy) }
    /// Place among the sign-in's steps, from 0.
    public var number: Int64? { kind.isOfFactor ? fields.number(AuthenticationEvents.step) : nil }
    /// How many answers were given, this one among them.
    public var attempts: Int64? { kind.isOfFactor ? fields.number(AuthenticationEvents.attempts) : nil }
    /// The channels that the person could choose from; empty where nobody says.
    public var offered: [FactorChannel] {
        guard kind.isOfFactor, let bits = fields.list else { return [] }
        return FactorChannel.allCases.filter { bits & 1 << UInt64($0.rawValue) != 0 }
    }

    /// The code of a failure, as received.
    public var errorCode: Int64? {
        kind.isOfFactor
            ? fields.number(AuthenticationEvents.errorCode) : fields.number(EnrollmentEvents.errorCode)
    }

    private func enrolment<Word: CatalogueEnumeration>(_ field: PublicField<Word>) -> Word? {
        kind.isOfFactor ? nil : fields.word(field)
    }

    private func factor<Word: CatalogueEnumeration>(_ field: PublicField<Word>) -> Word? {
        kind.isOfFactor ? fields.word(field) : nil
    }
}
