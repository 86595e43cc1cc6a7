/// A fault that the simulator can plant, named by the rule that finds it.
public enum PlantedFault: UInt8, CaseIterable, Hashable, Sendable {
    /// Access granted to an application that needs a compliant device, from one evaluated, reported and seen
    /// as not.
    case grantedWhileNonCompliant = 0
    /// The same, while the report of the new verdict was still on its way.
    case grantedDuringReport = 1
    /// A sign-in presents another flag than the directory holds.
    case disagreement = 2
    /// Access blocked for want of compliance, on a device that is compliant.
    case falseBlock = 3
    /// A report took hours from acceptance to completion.
    case reportLag = 4
    /// Access granted without a device id to an application that needs a compliant device.
    case grantedWithoutDevice = 5
    /// Access granted although a report-only policy was not met.
    case reportOnlyFailure = 6
    /// The directory's flag says compliant for a device that never registered.
    case compliantUnregistered = 7
    /// A device left management and is still compliant in the directory.
    case retiredYetCompliant = 8
    /// Many prompts for a further factor, then an approval.
    case promptFatigue = 9

    /// The rule's id.
    public var id: String {
        switch self {
        case .grantedWhileNonCompliant: "R1"
        case .grantedDuringReport: "R2"
        case .disagreement: "R3"
        case .falseBlock: "R4"
        case .reportLag: "R5"
        case .grantedWithoutDevice: "R7"
        case .reportOnlyFailure: "R8"
        case .compliantUnregistered: "R13"
        case .retiredYetCompliant: "R22"
        case .promptFatigue: "R44"
        }
    }

    /// Whether the directory's own logs show it, or only what the device manager tells beside them.
    public var isVisibleInExports: Bool {
        switch self {
        case .grantedDuringReport, .reportLag, .retiredYetCompliant: false
        default: true
        }
    }

    /// Whether what the device's manager writes, beside the directory's logs, shows it. How long a report
    /// takes stands in none of it; an end of which nobody need tell is none to rely on.
    func isVisible(to product: ManagingProduct) -> Bool {
        switch self {
        case .reportLag: false
        case .grantedDuringReport: [.intune, .jamf, .workspaceOne, .ivanti].contains(product)
        case .retiredYetCompliant: product != .nanoMDM && product != .fleet
        default: true
        }
    }

    /// Whether exports in some formats show it in a fact of a device that a product manages.
    func isVisible(in formats: ExportFormats, of fact: SimulatedFact, product: ManagingProduct) -> Bool {
        guard formats.haveRecord(of: fact) else { return false }
        return isVisibleInExports || formats.contains(product.format) && isVisible(to: product)
    }

    init?(id: some StringProtocol) {
        guard let found = Self.allCases.first(where: { $0.id == id }) else { return nil }
        self = found
    }
}
