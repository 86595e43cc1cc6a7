import EventCatalogue
import LedgerModel

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
