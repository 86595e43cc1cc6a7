public import LedgerModel

/// Enrolment with a device manager, step by step.
///
/// The steps of one enrolment have one ``session``. What a person typed is nowhere: who they are stands in
/// the private record, and of a password only who checked it, on whose page, and with what result.
public enum EnrollmentEvents {
    public static let platform = PublicField<Platform>(1, "platform", "The operating system family.")
    public static let errorCode = PublicField<Int64>(2, "errorCode", "The code of the failure, as received.")
    public static let session = PublicField<Bits128>(3, "session", "The enrolment's own id.")
    public static let workflow = PublicField<EnrollmentWorkflow>(
        4, "workflow", "By which workflow the person is asked.")
    public static let provider = PublicField<AuthenticationProvider>(
        5, "provider", "Who checked the password.")
    public static let page = PublicField<AuthenticationPage>(6, "page", "Whose page took the input.")
    public static let userKind = PublicField<DirectoryUserKind>(
        7, "userKind", "In which directory the person is.")
    public static let product = PublicField<ManagerProduct>(8, "product", "Which device manager.")
    public static let reason = PublicField<EnrollmentReason>(9, "reason", "Why the device is enrolled.")
    public static let domainSource = PublicField<InputSource>(
        10, "domainSource", "Whether the person typed the domain.")
    public static let attempt = PublicField<Int64>(
        11, "attempt", "Place among the tries of the enrolment, from 1.", least: 1)
    public static let browser = PublicField<EnrollmentBrowser>(
        12, "browserKind", "Which browser opened the request.")
    public static let setting = PublicField<DefaultAuthentication>(
        13, "setting", "Which directory the device manager was to ask, as the source says.")
    public static let target = PublicField<RedirectTarget>(14, "target", "Where the person was sent.")
    public static let factors = PublicField<Int64>(
        15, "factors", "How many factors were given afresh, as the source says.", least: 0)
    public static let lastStep = PublicField<AbandonedStep>(16, "lastStep", "How far it came.")

    static let first = [platform.definition, errorCode.definition]
    private static let common =
        first + [
            session.definition, workflow.definition, provider.definition, page.definition,
            userKind.definition, product.definition,
        ]
    private static let earlier = [EarlierRevision(fields: first)]

    public static let requested = EventDefinition(
        "enrollment.requested", about: .device, "An enrolment was asked for.",
        fields: common + [reason.definition, browser.definition], earlier: earlier)
    public static let identifierSubmitted = EventDefinition(
        "enrollment.identifier_submitted", about: .device, "A person said who they are.",
        fields: common + [domainSource.definition, setting.definition])
    public static let redirected = EventDefinition(
        "enrollment.redirected", about: .device, "A person was sent to another page.",
        fields: common + [target.definition])
    public static let passwordPassed = EventDefinition(
        "enrollment.password_passed", about: .device, "A password was found right.",
        fields: common + [attempt.definition, setting.definition])
    public static let passwordFailed = EventDefinition(
        "enrollment.password_failed", about: .device, "A password was found wrong, or was not checked.",
        fields: common + [attempt.definition, setting.definition])
    public static let completed = EventDefinition(
        "enrollment.completed", about: .device, "An enrolment ended well.",
        fields: common + [reason.definition, setting.definition, factors.definition], earlier: earlier)
    public static let failed = EventDefinition(
        "enrollment.failed", about: .device, "An enrolment ended badly.",
        fields: common + [reason.definition, setting.definition, factors.definition], earlier: earlier)
    public static let abandoned = EventDefinition(
        "enrollment.abandoned", about: .device, "Nobody went on with an enrolment.",
        fields: common + [lastStep.definition])

    static let all = [
        requested, identifierSubmitted, redirected, passwordPassed, passwordFailed, completed, failed,
        abandoned,
    ]
}
