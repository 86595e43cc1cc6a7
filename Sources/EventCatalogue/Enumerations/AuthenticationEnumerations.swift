/// The highest level of authentication that a sign-in needed.
public enum AuthenticationRequirement: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case singleFactor = 1
    case multiFactor = 2

    public static let name = "AuthenticationRequirement"
    public static let words = EnumerationWords(AuthenticationRequirement.self)

    public var word: String {
        switch self {
        case .singleFactor: "singleFactorAuthentication"
        case .multiFactor: "multiFactorAuthentication"
        default: String(describing: self)
        }
    }
}

/// By what a step of authentication was done.
public enum AuthenticationMethod: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case password = 1
    case textMessage = 2
    case voiceCall = 3
    case authenticatorApp = 4
    case verificationCode = 5
    case fido2 = 6
    case windowsHello = 7
    case certificate = 8
    case temporaryAccessPass = 9
    case previouslySatisfied = 10
    case email = 11
    case federated = 12
    case phoneSignIn = 13
    case externalProvider = 14

    public static let name = "AuthenticationMethod"
    public static let words = EnumerationWords(AuthenticationMethod.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .password:
            [
                "Password in the cloud", "PHS", "PTA", "Password Hash Sync", "Pass-through Authentication",
                "Integrated Windows Authentication",
            ]
        case .textMessage: ["SMS", "Text message", "OneWaySms", "TwoWaySms"]
        case .voiceCall:
            [
                "Voice", "Phone call", "TwoWayVoiceMobile", "TwoWayVoiceOffice",
                "Phone call approval (Authentication phone)",
            ]
        case .authenticatorApp:
            [
                "Authenticator App", "Mobile app notification", "PhoneAppNotification",
                "Microsoft Authenticator",
            ]
        case .verificationCode:
            [
                "App Verification code", "Software OATH token", "OATH verification code",
                "Mobile app verification code", "PhoneAppOTP", "OATH hardware token",
            ]
        case .fido2: ["FIDO", "FIDO2 security key", "Passkey", "Passkey (device-bound)"]
        case .windowsHello: ["Windows Hello for Business"]
        case .certificate: ["X.509 Certificate", "Certificate-based authentication"]
        case .temporaryAccessPass: ["Temporary Access Pass"]
        case .previouslySatisfied:
            [
                "Previously satisfied", "Satisfied by token", "Previously satisfied by claim in the token",
                "Claim in access token",
            ]
        case .email: ["Email", "Email OTP", "Email one-time passcode"]
        case .federated: ["Federated"]
        case .phoneSignIn: ["Passwordless phone sign-in", "Phone sign-in"]
        case .externalProvider: ["External authentication method"]
        default: []
        }
    }
}

/// What a step of authentication was for.
public enum StepRequirement: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case primary = 1
    case multifactor = 2

    public static let name = "StepRequirement"
    public static let words = EnumerationWords(StepRequirement.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .primary: ["Primary authentication", "singleFactorAuthentication"]
        case .multifactor:
            [
                "Secondary authentication", "MFA", "multiFactorAuthentication", "Multi-factor authentication",
                "Multifactor authentication",
            ]
        default: []
        }
    }
}
