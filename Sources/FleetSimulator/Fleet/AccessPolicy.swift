import EventCatalogue

/// The conditional access policies that every tenant of the fleet has.
enum AccessPolicy: UInt8, CaseIterable, Sendable {
    /// Needs a compliant device for mail, files and chat; begins in report-only mode and is enabled later.
    case compliantDevice = 0
    /// Needs a second factor for everything.
    case multifactor = 1
    /// Needs a compliant device for the administration portal; stays in report-only mode.
    case portalReport = 2

    var title: String {
        switch self {
        case .compliantDevice: "CA-101 Require compliant device – Office"
        case .multifactor: "CA-102 Require MFA for \"all\" users"
        case .portalReport: "CA-103 Portal needs compliant device (report-only)"
        }
    }

    var control: GrantControl {
        switch self {
        case .compliantDevice, .portalReport: .compliantDevice
        case .multifactor: .mfa
        }
    }

    /// The state in which it is made.
    var firstState: PolicyState { self == .multifactor ? .enabled : .reportOnly }

    var applications: [KnownApplication] {
        switch self {
        case .compliantDevice: KnownApplication.allCases.filter(\.needsCompliance)
        case .multifactor: []
        case .portalReport: [.portal]
        }
    }
}
