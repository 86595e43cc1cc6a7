/// Steps of authentication beyond the password, and the methods that people register.
///
/// A step stands in the stream of the sign-in that it belongs to: the device's, where the sign-in names one.
public enum AuthenticationEvents {
    public static let step = PublicField<Int64>(1, "step", "Place among the sign-in's steps, from 0.")
    public static let method = PublicField<AuthenticationMethod>(2, "method", "By what.")
    public static let requirement = PublicField<StepRequirement>(3, "requirement", "What the step was for.")
    public static let errorCode = PublicField<Int64>(
        4, "errorCode", "The result code that says so, as received.")

    static let fields = [step.definition, method.definition, requirement.definition, errorCode.definition]

    public static let challenged = EventDefinition(
        "mfa.challenged", about: .device, "A further factor was asked for; not a denial.", fields: fields)
    public static let satisfied = EventDefinition(
        "mfa.satisfied", about: .device, "A further factor was given afresh.", fields: fields)
    public static let satisfiedByClaim = EventDefinition(
        "mfa.satisfied_by_claim", about: .device, "An earlier factor was accepted; not a fresh one.",
        fields: fields)
    public static let denied = EventDefinition(
        "mfa.denied", about: .device, "A further factor was refused or failed.", fields: fields)
    public static let methodRegistered = EventDefinition(
        "mfa.method_registered", about: .user, "A person registered a method.", fields: fields)
    public static let methodRemoved = EventDefinition(
        "mfa.method_removed", about: .user, "A person's method was removed.", fields: fields)

    static let all = [challenged, satisfied, satisfiedByClaim, denied, methodRegistered, methodRemoved]
}

/// Enrolment with a device manager.
public enum EnrollmentEvents {
    public static let platform = PublicField<Platform>(1, "platform", "The operating system family.")
    public static let errorCode = PublicField<Int64>(2, "errorCode", "The code of the failure, as received.")

    static let fields = [platform.definition, errorCode.definition]

    public static let requested = EventDefinition(
        "enrollment.requested", about: .device, "An enrolment was asked for.", fields: fields)
    public static let completed = EventDefinition(
        "enrollment.completed", about: .device, "An enrolment ended well.", fields: fields)
    public static let failed = EventDefinition(
        "enrollment.failed", about: .device, "An enrolment ended badly.", fields: fields)

    static let all = [requested, completed, failed]
}
