/// Why an enrolment failed. Drawn from the fact's own id, so that every output agrees without asking another.
struct EnrollmentFailure: Sendable {
    /// A word of Graph's list.
    let category: String
    let reason: String

    init(_ fact: SimulatedFact) {
        var random = fact.random(.enrollment)
        (category, reason) = random.pick([
            ("authentication", "The user could not be authenticated."),
            ("userAbandonment", "The user left the enrolment before it ended."),
            ("deviceNotSupported", "The version of the operating system is not supported."),
            ("enrollmentRestrictionsEnforced", "The user has reached the limit of devices."),
        ])
    }
}
