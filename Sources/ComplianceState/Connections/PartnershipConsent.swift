public import EventCatalogue
public import LedgerModel

/// Consent to one of a partner's applications, from the question to the answer.
public struct PartnershipConsent: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case asked, granted, declined
        /// The application was removed from the tenant, or a permission taken that it needs.
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
    /// The events that gave single permissions, from all of which consent follows; empty where an event says
    /// by itself how consent stands.
    public internal(set) var grants: [GlobalPosition] = []

    /// What proves how it stands.
    public var proofs: [GlobalPosition] { grants.isEmpty ? [last.position] : grants }

    public var last: Dated<State> { steps[steps.count - 1] }
    public var state: State { last.value }

    fileprivate init(_ state: State, _ event: SetupEvent) {
        application = event.application
        steps = [Dated(state, event)]
        lastSaid = steps[0]
        take(event)
    }

    fileprivate mutating func enter(_ state: State, _ event: SetupEvent, _ grants: [GlobalPosition] = []) {
        lastSaid = Dated(state, event)
        guard self.state != state else { return }
        steps.append(lastSaid)
        self.grants = grants
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

    /// Concludes from single permissions how consent stands.
    ///
    /// - Parameters:
    ///   - needed: all that the application needs; empty where documents do not say.
    ///   - permissions: as they stand with the event.
    mutating func conclude(
        _ event: SetupEvent, _ needed: [PartnerPermission], _ permissions: [PartnershipPermission]
    ) {
        let isConcerned = event.permissions.contains { permission in
            permission.map { needed.contains($0) } ?? false
        }
        guard isConcerned else { return }
        let place = lastIndex { $0.application == event.application }
        guard let grants = permissions.grants(of: needed, to: event.application) else {
            // One that is lacking still is no withdrawal.
            guard event.kind == .permissionWithdrawn, let place else { return }
            if self[place].state == .granted { self[place].enter(.withdrawn, event, []) }
            return
        }
        guard event.kind == .permissionGranted else { return }
        guard let place else {
            append(PartnershipConsent(.granted, event))
            self[count - 1].grants = grants
            return
        }
        self[place].enter(.granted, event, grants)
    }

    /// Whether an event's permissions are what consent follows from.
    func isConcluded(by event: SetupEvent) -> Bool {
        contains { $0.state == .granted && !$0.grants.isEmpty && $0.last.position == event.position }
    }

    /// When consent first followed from permissions, and by which event.
    var firstConcluded: Dated<SetupEventKind>? {
        lazy.filter { $0.state == .granted && !$0.grants.isEmpty }.map(\.last)
            .min { ($0.since, $0.position) < ($1.since, $1.position) }
            .map { Dated(.permissionGranted, since: $0.since, position: $0.position) }
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
