public import EventCatalogue
public import LedgerModel

/// A single permission of one of a partner's applications: given, or taken again.
///
/// It is no consent by itself. Where documents name all that an application needs, consent follows from
/// having them; ``PartnershipConsent/grants`` has the events then.
public struct PartnershipPermission: Hashable, Sendable {
    public let application: Bits128?
    /// Nil where the event does not name it, or with a word that no table has.
    public let permission: PartnerPermission?
    /// For whom it counts; nil where the event does not say.
    public let scope: ConsentScope?
    /// Whether the application has it, since when, and by which event.
    public internal(set) var isGranted: Dated<Bool>
}

extension [PartnershipPermission] {
    /// Takes that permissions were given or taken, or that the application went with all it had.
    mutating func take(_ event: SetupEvent) {
        switch event.kind {
        case .permissionGranted: for permission in event.permissions { set(permission, true, event) }
        case .permissionWithdrawn: for permission in event.permissions { withdraw(permission, event) }
        case .applicationRemoved:
            for place in indices where self[place].application == event.application { take(place, event) }
        default: break
        }
    }

    private mutating func set(_ permission: PartnerPermission?, _ isGranted: Bool, _ event: SetupEvent) {
        let scope = event.data[ConsentEvents.scope].known
        let place = firstIndex {
            $0.application == event.application && $0.permission == permission && $0.scope == scope
        }
        let value = Dated(isGranted, event)
        guard let place else {
            return append(
                PartnershipPermission(
                    application: event.application, permission: permission, scope: scope, isGranted: value))
        }
        if self[place].isGranted.value != isGranted { self[place].isGranted = value }
    }

    /// A withdrawal that does not say for whom is for all.
    private mutating func withdraw(_ permission: PartnerPermission?, _ event: SetupEvent) {
        let scope = event.data[ConsentEvents.scope].known
        let places = indices.filter {
            self[$0].application == event.application && self[$0].permission == permission
                && (scope == nil || self[$0].scope == nil || self[$0].scope == scope)
        }
        if places.isEmpty { set(permission, false, event) }
        for place in places { take(place, event) }
    }

    private mutating func take(_ place: Int, _ event: SetupEvent) {
        if self[place].isGranted.value { self[place].isGranted = Dated(false, event) }
    }

    /// The events by which an application has all of some permissions for the whole tenant; nil where it
    /// lacks one.
    func grants(
        of needed: [PartnerPermission], to application: Bits128?
    ) -> [GlobalPosition]? {
        var out: Set<GlobalPosition> = []
        for permission in needed {
            let grant = first {
                $0.application == application && $0.permission == permission && $0.scope != .person
                    && $0.isGranted.value
            }
            guard let grant else { return nil }
            out.insert(grant.isGranted.position)
        }
        return out.sorted()
    }
}

extension SetupEvent {
    /// The permissions that it is about, each once. Nil among them stands for those that it does not name.
    var permissions: [PartnerPermission?] {
        var out: [PartnerPermission?] = []
        for permission in data[ConsentEvents.permissions] ?? [] {
            let known = Optional(permission).known
            if !out.contains(known) { out.append(known) }
        }
        let isCut = data[ConsentEvents.permissionsOmitted].map { $0 > 0 } ?? false
        if out.isEmpty || (isCut && !out.contains(nil)) { out.append(nil) }
        return out
    }
}

extension ReferenceData {
    /// All permissions that an application needs for a procedure, as documents had it at an instant.
    ///
    /// Empty where they do not name them, or name one that no event can: consent follows from nothing then.
    func permissions(
        for procedure: OnboardingProcedure?, at instant: Timestamp
    ) -> [PartnerPermission] {
        // Only of Jamf Pro's manual connection do documents list what its application needs.
        guard procedure == .jamfManual else { return [] }
        var out: [PartnerPermission] = []
        for row in permissions(of: .jamf, road: .partnerDevice, at: instant)
        where row.value.holder == .application {
            let named = PartnerPermission.allCases.first { $0.word == row.value.permission }
            guard let named else { return [] }
            if !out.contains(named) { out.append(named) }
        }
        return out
    }
}
