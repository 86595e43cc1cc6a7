import EventCatalogue
import LedgerModel

/// What a result code of a sign-in decides, as the reference data have it.
struct SignInResult: Sendable {
    let code: Int
    let kind: ReferenceData.ResultClass

    /// A code that the reference data do not have counts as an interruption.
    init(code: Int, at instant: Timestamp, _ reference: ReferenceData = .current) {
        self.code = code
        kind = reference.errorCode(Int64(code), at: instant).first?.value.class ?? .interrupt
    }

    var definition: EventDefinition {
        switch kind {
        case .success: AccessEvents.granted
        case .challenge, .interrupt: AccessEvents.interrupted
        default: AccessEvents.denied
        }
    }

    var basis: AccessBasis {
        switch kind {
        case .success: .granted
        case .conditionalAccess: .conditionalAccess
        case .deviceAuthentication: .deviceAuthentication
        case .externalControl: .externalControl
        case .challenge, .interrupt: .interrupt
        case .multifactor: .multifactor
        case .authentication: .authentication
        }
    }

    /// What conditional access did.
    var status: ConditionalAccessStatus {
        switch kind {
        case .success: .success
        case .conditionalAccess, .deviceAuthentication, .challenge, .multifactor, .externalControl: .failure
        case .interrupt, .authentication: .notApplied
        }
    }
}
