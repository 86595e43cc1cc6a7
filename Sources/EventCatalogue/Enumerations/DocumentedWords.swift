// Words of events as the documents' tables have them, which name their rows and cells with words of their
// own.

extension EnrollmentWorkflow {
    /// The workflow as the tables have it; nil for a word that they do not have.
    public var documented: ReferenceData.Workflow? {
        switch self {
        case .existing: .existing
        case .new: .new
        case .unrecognised: nil
        }
    }
}

extension DefaultAuthentication {
    /// The setting as the tables have it; nil for a word that they do not have.
    public var documented: ReferenceData.AuthenticationSetting? {
        switch self {
        case .none: ReferenceData.AuthenticationSetting.none
        case .activeDirectory: .activeDirectory
        case .entra: .entra
        case .both: .both
        case .unrecognised: nil
        }
    }
}

extension AuthenticationProvider {
    /// The one who checks a password as the tables have it; nil for a word that they do not have.
    public var documented: ReferenceData.Provider? {
        switch self {
        case .activeDirectory: .activeDirectory
        case .entra: .entra
        case .manager, .federated, .unrecognised: nil
        }
    }
}

extension DirectoryUserKind {
    /// The person's directory as the tables have it; nil for a word that they do not have.
    public var documented: ReferenceData.Provider? {
        switch self {
        case .activeDirectory: .activeDirectory
        case .entra: .entra
        case .local, .unrecognised: nil
        }
    }
}

extension AuthenticationPage {
    /// The page as the tables have it; nil for a word that they do not have.
    public var documented: ReferenceData.Page? {
        switch self {
        case .manager: .managerFirst
        case .managerPassword: .managerNext
        case .microsoft: .microsoft
        case .other, .unrecognised: nil
        }
    }
}

extension FactorProvider {
    /// The one who asks for a factor as the tables have it; nil for a word that they do not have.
    public var documented: ReferenceData.Authenticator? {
        switch self {
        case .entra: .entra
        case .manager: .deviceManager
        case .other, .unrecognised: nil
        }
    }
}

extension FactorSetting {
    /// As a device manager's setting; nil for one that it cannot have.
    public var ofManager: ReferenceData.ManagerFactors? {
        switch self {
        case .single: .single
        case .two: .two
        case .multi, .unrecognised: nil
        }
    }

    /// As Entra's setting; nil for one that it cannot have.
    public var ofEntra: ReferenceData.EntraFactors? {
        switch self {
        case .single: .single
        case .multi: .multi
        case .two, .unrecognised: nil
        }
    }
}

extension LocalAccountKind {
    /// The account as the tables have it; nil for a word that they do not have.
    public var documented: ReferenceData.Account? {
        switch self {
        case .local: .local
        case .mobile: .mobile
        case .network: .network
        case .unrecognised: nil
        }
    }
}
