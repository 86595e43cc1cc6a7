/// The names of results that the unified log gives a sign-in, and the codes that Entra's own log has for
/// them.
///
/// Names and codes: Microsoft's list of Entra authentication error codes. A name that is not here has no
/// code.
enum LogonError {
    /// The code of a name; nil where the table does not have it.
    static func code(of name: [UInt8]) -> Int64? {
        let name = ASCII.trimmed(name)
        return table.first { ASCII.equalIgnoringCase(name, $0.name) }?.code
    }

    static let table: [(name: StaticString, code: Int64)] = [
        ("DevicePolicyError", 50005),
        ("IdsLocked", 50053),
        ("InvalidPasswordExpiredPassword", 50055),
        ("UserDisabled", 50057),
        ("UserStrongAuthEnrollmentRequiredInterrupt", 50072),
        ("UserStrongAuthClientAuthNRequiredInterrupt", 50074),
        ("UserStrongAuthClientAuthNRequired", 50076),
        ("UserStrongAuthExpired", 50078),
        ("UserStrongAuthEnrollmentRequired", 50079),
        ("DeviceAuthenticationRequired", 50097),
        ("InvalidUserNameOrPassword", 50126),
        ("BrokerAppNotInstalled", 50127),
        ("DeviceIsNotWorkplaceJoined", 50129),
        ("ConditionalAccessFailed", 50131),
        ("DeviceAuthenticationFailed", 50155),
        ("ExternalSecurityChallenge", 50158),
        ("DeviceInformationNotProvided", 50187),
        ("DeviceNotCompliant", 53000),
        ("DeviceNotDomainJoined", 53001),
        ("ApplicationUsedIsNotAnApprovedApp", 53002),
        ("BlockedByConditionalAccess", 53003),
        ("BadTokenDueToSignInFrequency", 70043),
        ("BlockedBySecurityDefaults", 530_035),
        ("ExpiredOrRevokedGrantInactiveToken", 700_082),
    ]
}
