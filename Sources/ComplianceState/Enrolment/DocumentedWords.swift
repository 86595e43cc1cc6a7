import EventCatalogue
import LedgerModel

// Words of events as the documents' tables have them; nil for those that the tables do not have.

extension EnrollmentWorkflow {
    var documented: ReferenceData.Workflow? {
        switch self {
        case .existing: .existing
        case .new: .new
        case .unrecognised: nil
        }
    }
}

extension DefaultAuthentication {
    var documented: ReferenceData.AuthenticationSetting? {
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
    var documented: ReferenceData.Provider? {
        switch self {
        case .activeDirectory: .activeDirectory
        case .entra: .entra
        case .manager, .federated, .unrecognised: nil
        }
    }
}

extension DirectoryUserKind {
    var documented: ReferenceData.Provider? {
        switch self {
        case .activeDirectory: .activeDirectory
        case .entra: .entra
        case .local, .unrecognised: nil
        }
    }
}

extension AuthenticationPage {
    var documented: ReferenceData.Page? {
        switch self {
        case .manager: .managerFirst
        case .managerPassword: .managerNext
        case .microsoft: .microsoft
        case .other, .unrecognised: nil
        }
    }
}

extension FactorProvider {
    var documented: ReferenceData.Authenticator? {
        switch self {
        case .entra: .entra
        case .manager: .deviceManager
        case .other, .unrecognised: nil
        }
    }
}

extension FactorSetting {
    /// As a device manager's setting.
    var ofManager: ReferenceData.ManagerFactors? {
        switch self {
        case .single: .single
        case .two: .two
        case .multi, .unrecognised: nil
        }
    }

    /// As Entra's setting.
    var ofEntra: ReferenceData.EntraFactors? {
        switch self {
        case .single: .single
        case .multi: .multi
        case .two, .unrecognised: nil
        }
    }
}

extension ManagerProduct {
    /// The product that documents are about; nil for one that none is.
    var documented: ReferenceData.Product? {
        switch self {
        case .intune: .intune
        case .maas360: .maas360
        case .ivantiEPMM, .ivantiNeurons: .ivanti
        case .workspaceOne: .workspaceOne
        case .jamfPro: .jamf
        case .fleet: .fleet
        case .nanoMDM, .microMDM, .other, .unrecognised: nil
        }
    }
}

extension LocalAccountKind {
    var documented: ReferenceData.Account? {
        switch self {
        case .local: .local
        case .mobile: .mobile
        case .network: .network
        case .unrecognised: nil
        }
    }
}

extension EnrolmentSession {
    /// The device manager's product: as steps say, else as the name of the one who tells of the enrolment.
    static func manager(_ steps: [EnrolmentStep]) -> ManagerProduct? {
        let told = said(steps) { $0.product }
        if !told.isEmpty { return only(told)?.value }
        let isKnown = steps.allSatisfy { $0.kind.isOfFactor || ReferenceData.Product($0.source) == .maas360 }
        return isKnown ? .maas360 : nil
    }

    /// Whether the documents on enrolment are about it: they are MaaS360's. Where nobody says the product,
    /// a workflow that is known has been told in the words of these documents.
    var isDocumented: Bool {
        if let manager = Self.manager(steps) { return manager == .maas360 }
        guard products.isEmpty else { return false }
        return !instances.contains { instance in
            ReferenceData.Product(instance).map { $0 != .maas360 } ?? false
        }
    }
}
