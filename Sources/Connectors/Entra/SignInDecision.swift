import EventCatalogue
import LedgerModel

/// What the result code of a sign-in says; the code comes first, conditional access second.
///
/// Codes and their meaning: Microsoft's list of Entra authentication error codes.
enum ResultClass: Sendable {
    case success
    /// A conditional access policy refused.
    case conditionalAccess
    /// The device could not prove what it is.
    case deviceAuthentication
    /// A partner's challenge is open.
    case externalControl
    /// A further factor was asked for.
    case challenge
    /// A further factor failed.
    case multifactor
    /// The flow stopped for something else than a factor.
    case interrupt
    /// Credentials, account or token were refused; no decision on compliance.
    case authentication
    case unknown

    init(code: Int64) {
        switch code {
        case 0: self = .success
        case 53000, 53001, 53002, 53003, 53004, 530_003, 530_033, 530_035, 53010, 53011, 50005, 50131:
            self = .conditionalAccess
        case 50155, 50187: self = .deviceAuthentication
        case 50158: self = .externalControl
        case 50072, 50074, 50076, 50079, 50125: self = .challenge
        case 500_121, 50088: self = .multifactor
        case 50058, 50078, 50097, 50127, 50129, 50140, 16000, 65001, 65004: self = .interrupt
        case 50034, 50053, 50055, 50056, 50057, 50064, 50126, 50133, 50144, 50173, 70008, 70043, 700_082,
            7_000_215, 7_000_222:
            self = .authentication
        default: self = .unknown
        }
    }

    /// Whether the flow goes on after the code, so that nothing has failed yet.
    var isOpen: Bool {
        switch self {
        case .success, .externalControl, .challenge, .interrupt, .unknown: true
        case .conditionalAccess, .deviceAuthentication, .multifactor, .authentication: false
        }
    }
}

/// How a sign-in ended, and why.
struct SignInDecision: Sendable {
    let definition: EventDefinition
    let basis: AccessBasis

    /// A code of 0 that conditional access contradicts is neither a grant nor a denial. Results of policies
    /// in report-only mode are not looked at: they decide nothing.
    init(code: Int64, status: ConditionalAccessStatus?) {
        switch ResultClass(code: code) {
        case .success where status == .failure: self.init(AccessEvents.interrupted, .contradicted)
        case .success: self.init(AccessEvents.granted, .granted)
        case .conditionalAccess: self.init(AccessEvents.denied, .conditionalAccess)
        case .deviceAuthentication: self.init(AccessEvents.denied, .deviceAuthentication)
        case .externalControl: self.init(AccessEvents.denied, .externalControl)
        case .multifactor: self.init(AccessEvents.denied, .multifactor)
        case .authentication: self.init(AccessEvents.denied, .authentication)
        case .challenge, .interrupt: self.init(AccessEvents.interrupted, .interrupt)
        case .unknown: self.init(AccessEvents.interrupted, .unclassified)
        }
    }

    private init(_ definition: EventDefinition, _ basis: AccessBasis) {
        self.definition = definition
        self.basis = basis
    }
}
