public import EventCatalogue
public import LedgerModel

/// Consent to one of a partner's applications, from the question to the answer.
public struct PartnershipConsent: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case asked, granted, declined
        /// The application was removed from the tenant.
        case withdrawn
    }

    public let application: Bits128?
    public internal(set) var role: ConsentRole?
    /// In their order; at least one. What is said again stands once.
    public internal(set) var steps: [Dated<State>]
    /// The event that says the present state last.
    public internal(set) var lastSaid: Dated<State>
    /// Whether the publisher is known to the identity provider, as last said.
    public internal(set) var publisherVerified: Bool?
    public internal(set) var isAdministrator: Bool?
    public internal(set) var scope: ConsentScope?
    public internal(set) var permissions: [PartnerPermission] = []
    public internal(set) var errorCode: Int64?

    public var last: Dated<State> { steps[steps.count - 1] }
    public var state: State { last.value }

    fileprivate init(_ state: State, _ event: SetupEvent) {
        application = event.application
        steps = [Dated(state, event)]
        lastSaid = steps[0]
        take(event)
    }

    fileprivate mutating func enter(_ state: State, _ event: SetupEvent) {
        lastSaid = Dated(state, event)
        if self.state != state { steps.append(lastSaid) }
    }

    fileprivate mutating func take(_ event: SetupEvent) {
        let data = event.data
        if let role = data[ConsentEvents.role].known { self.role = role }
        if let verified = data[ConsentEvents.publisherVerified] { publisherVerified = verified }
        if let isAdministrator = data[ConsentEvents.isAdministrator] {
            self.isAdministrator = isAdministrator
        }
        if let scope = data[ConsentEvents.scope].known { self.scope = scope }
        if let permissions = data[ConsentEvents.permissions] { self.permissions = permissions }
        errorCode = event.errorCode
    }
}

extension [PartnershipConsent] {
    mutating func take(_ event: SetupEvent) {
        let state: PartnershipConsent.State
        switch event.kind {
        case .consentRequested: state = .asked
        case .consentGranted: state = .granted
        case .consentDeclined: state = .declined
        case .applicationRemoved: state = .withdrawn
        default: return
        }
        if state == .withdrawn {
            // It is gone in each of the roles that it had.
            for place in indices where self[place].application == event.application {
                self[place].enter(state, event)
            }
            return
        }
        let role = event.data[ConsentEvents.role].known
        let place = lastIndex {
            $0.application == event.application && (role == nil || $0.role == nil || $0.role == role)
        }
        guard let place else { return append(PartnershipConsent(state, event)) }
        self[place].take(event)
        self[place].enter(state, event)
    }

    /// Whether consent stands to all that a procedure asks for.
    func isComplete(by procedure: ReferenceData.OnboardingProcedure?) -> Bool {
        let granted = filter { $0.state == .granted }
        guard procedure == .jamfCloudConnector else { return !granted.isEmpty }
        func isGranted(_ role: ConsentRole) -> Bool { granted.contains { $0.role == role } }
        // Where events do not tell the applications' roles, two applications are the two.
        let unnamed = granted.count { $0.role == nil }
        let missing = [ConsentRole.cloudConnector, .userRegistration].count { !isGranted($0) }
        return missing <= unnamed
    }
}
