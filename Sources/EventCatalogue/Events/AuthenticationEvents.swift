public import LedgerModel

/// Steps of authentication beyond the password, and the methods that people register.
///
/// A step stands in the stream of the sign-in or the enrolment that it belongs to: the device's, where that
/// names one. At revision 1 the method alone said by which channel a factor came; ``channel`` says it now.
public enum AuthenticationEvents {
    public static let step = PublicField<Int64>(1, "step", "Place among the sign-in's steps, from 0.")
    public static let method = PublicField<AuthenticationMethod>(2, "method", "By what.")
    public static let requirement = PublicField<StepRequirement>(3, "requirement", "What the step was for.")
    public static let errorCode = PublicField<Int64>(
        4, "errorCode", "The result code that says so, as received.")
    public static let channel = PublicField<FactorChannel>(
        5, "channel", "How the factor reached the person; absent where an earlier one was accepted.")
    public static let askedBy = PublicField<FactorProvider>(6, "askedBy", "Who asked for the factor.")
    public static let session = PublicField<Bits128>(
        7, "session", "The enrolment's or the sign-in's own id.")
    public static let attempts = PublicField<Int64>(
        8, "attempts", "How many codes or answers were given, this one among them.", least: 0)
    public static let offered = PublicField<[FactorChannel]>(
        9, "offered", "The channels that the person could choose from.")

    static let first = [step.definition, method.definition, requirement.definition, errorCode.definition]
    static let fields =
        first + [
            channel.definition, askedBy.definition, session.definition, attempts.definition,
            offered.definition,
        ]
    static let earlier = [
        EarlierRevision(fields: first) { data in
            data[channel] = data[method].flatMap(FactorChannel.init(impliedBy:))
        }
    ]

    public static let challenged = EventDefinition(
        "mfa.challenged", about: .device, "A further factor was asked for; not a denial.", fields: fields,
        earlier: earlier)
    public static let satisfied = EventDefinition(
        "mfa.satisfied", about: .device, "A further factor was given afresh.", fields: fields,
        earlier: earlier)
    public static let satisfiedByClaim = EventDefinition(
        "mfa.satisfied_by_claim", about: .device, "An earlier factor was accepted; not a fresh one.",
        fields: fields, earlier: earlier)
    public static let denied = EventDefinition(
        "mfa.denied", about: .device, "A further factor was refused or failed.", fields: fields,
        earlier: earlier)
    public static let timedOut = EventDefinition(
        "mfa.timed_out", about: .device, "Nobody answered when a further factor was asked for.",
        fields: fields)
    public static let codeVerified = EventDefinition(
        "mfa.code_verified", about: .device, "A code that had been sent was given back.", fields: fields)
    public static let codeRefused = EventDefinition(
        "mfa.code_refused", about: .device, "Another code was given than the one that had been sent.",
        fields: fields)
    public static let methodRegistered = EventDefinition(
        "mfa.method_registered", about: .user, "A person registered a method.", fields: first)
    public static let methodRemoved = EventDefinition(
        "mfa.method_removed", about: .user, "A person's method was removed.", fields: first)

    static let all = [
        challenged, satisfied, satisfiedByClaim, denied, timedOut, codeVerified, codeRefused,
        methodRegistered, methodRemoved,
    ]
}

extension FactorChannel {
    /// The channel that a method always has; nil for one that has none, or more than one.
    init?(impliedBy method: AuthenticationMethod) {
        switch method {
        case .textMessage: self = .textMessage
        case .voiceCall: self = .call
        case .authenticatorApp, .phoneSignIn: self = .approval
        case .verificationCode: self = .appCode
        case .email: self = .email
        case .fido2: self = .securityKey
        case .certificate: self = .certificate
        case .windowsHello: self = .platformCredential
        case .temporaryAccessPass: self = .pass
        case .unrecognised, .password, .previouslySatisfied, .federated, .externalProvider: return nil
        }
    }
}
