import EventCatalogue
import LedgerModel

@testable import ComplianceState

extension EnrolmentLog {
    /// Appends one event of whichever kind, that may be of an enrolment: by an id, or by its device.
    /// - Parameter count: of enrolments, and of devices.
    mutating func appendRandom(_ at: Int64, of count: UInt64, using random: inout SeededRandom) {
        let number = UInt64.random(in: 1...count, using: &random)
        let session: Bits128? = [nil, Bits128(high: 0xE0, low: number)].randomElement(using: &random) ?? nil
        let device = [entra(number), intune(number)].randomElement(using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0:
            setWorkflow([.existing, .new].randomElement(using: &random) ?? .new, before: .existing, at)
        case 1: setDefault([.none, .both, .entra].randomElement(using: &random) ?? .both, at)
        case 2:
            setFactors(
                [.single, .two, .multi].randomElement(using: &random) ?? .two,
                by: [.entra, .manager].randomElement(using: &random) ?? .entra, at)
        case 3:
            append(
                Entry(
                    definition: DeviceEvents.identityBound, at: seconds(at),
                    devices: [entra(number), intune(number)]))
        case 4, 5: appendRandomFactor(at, in: session, using: &random)
        case 6, 7:
            append(
                Bool.random(using: &random)
                    ? EnrollmentEvents.passwordFailed : EnrollmentEvents.passwordPassed, at, session,
                device: device
            ) {
                $0.set(EnrollmentEvents.provider, Bool.random(using: &random) ? .entra : .activeDirectory)
                $0.set(EnrollmentEvents.page, Bool.random(using: &random) ? .microsoft : .manager)
                $0.set(EnrollmentEvents.userKind, .entra)
            }
        default:
            append(
                Self.definition(using: &random) { !$0.isOfFactor && !$0.isOfPassword }, at, session,
                device: device)
        }
    }

    /// Appends a factor of a session, or of none.
    mutating func appendRandomFactor(_ at: Int64, in session: Bits128?, using random: inout SeededRandom) {
        factor(
            Self.definition(using: &random) { $0.isOfFactor }, at, in: session,
            [.textMessage, .email].randomElement(using: &random) ?? .email,
            [.textMessage, .email].randomElement(using: &random),
            by: [.entra, .manager].randomElement(using: &random))
    }

    private static func definition(
        using random: inout SeededRandom, where isWanted: (EnrolmentStepKind) -> Bool
    ) -> EventDefinition {
        let kind = EnrolmentStepKind.allCases.filter(isWanted).randomElement(using: &random)
        return kind.flatMap { EventCatalogue.definition(of: $0.type) } ?? EnrollmentEvents.requested
    }
}
