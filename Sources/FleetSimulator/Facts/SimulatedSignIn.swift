import EventCatalogue

/// One row of the sign-in log.
struct SimulatedSignIn: Sendable {
    /// What was asked of the person beyond the password.
    enum Factor: UInt8, Sendable {
        case none, claim, fresh, refused
    }

    /// By what the token was asked for.
    enum Flow: UInt8, Sendable {
        case ordinary, deviceCode, olderMail
    }

    var application: KnownApplication
    var flow = Flow.ordinary
    var isInteractive: Bool
    var errorCode: Int
    var address: Address
    var factor: Factor
    /// Whether the sign-in names the device.
    var namesDevice: Bool
    /// The flag as presented; nil where it was never set.
    var isCompliant: Bool?
    /// The flag as presented; nil where it was never set.
    var isManaged: Bool?
    /// What each policy did, by ``AccessPolicy``.
    var results: [PolicyResult]

    /// What conditional access did, by its enforced policies.
    var status: ConditionalAccessStatus {
        if results.contains(.failure) { return .failure }
        return results.contains(.success) ? .success : .notApplied
    }

    /// Whether the password was wrong, so that nothing else was looked at.
    var isBadPassword: Bool { errorCode == 50126 || errorCode == 50056 || errorCode == 50064 }

    var requirement: AuthenticationRequirement { factor == .none ? .singleFactor : .multiFactor }

    var authenticationProtocol: AuthenticationProtocol { flow == .deviceCode ? .deviceCode : .none }

    var clientApp: ClientApp {
        if flow == .olderMail { return .imap }
        return application == .home || application == .portal ? .browser : .mobileAppsAndDesktopClients
    }

    var failureReason: String? {
        switch errorCode {
        case 50074: "Strong Authentication is required."
        case 50076:
            "Due to a configuration change made by your administrator, or because you moved to a new "
                + "location, you must use multi-factor authentication to access the resource."
        case 50126: "Error validating credentials due to invalid username or password."
        case 53000:
            "Device is not in required device state: {state}. Conditional Access policy requires a compliant "
                + "device, and the device is not compliant."
        case 53003:
            "Access has been blocked by Conditional Access policies. The access policy does not allow token "
                + "issuance."
        case 500121: "Authentication failed during strong authentication request."
        case 0: nil
        default: ReferenceData.current.errorCodes.first { $0.value.code == Int64(errorCode) }?.value.meaning
        }
    }

    var additionalDetails: String? {
        switch (errorCode, factor) {
        case (0, .claim): "MFA requirement satisfied by claim in the token"
        case (0, .fresh): "MFA completed in Azure AD"
        case (500121, _): "MFA denied; user declined the authentication"
        default: nil
        }
    }
}
