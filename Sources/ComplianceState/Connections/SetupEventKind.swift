import EventCatalogue
public import LedgerModel

/// What an event is to the fold of partnerships.
public enum SetupEventKind: UInt8, CaseIterable, Hashable, Sendable {
    /// It says nothing of them.
    case none = 0
    // What is done with a partner.
    case added, removed, assigned, configured, applicationNamed, secretChanged, secretExpired
    case registrationCompleted, registrationFailed, tested, provisioned, deprovisioned, enabled, suspended
    case resumed, terminated, rejected, featureEnabled, addressSet, landingPageSet, suppressionSet
    case updateRequested, scopeChanged
    // What is seen at the tenant's own device manager.
    case observed, heartbeat, assignmentObserved, changed
    // Applications, and consent to them.
    case applicationAdded, applicationRemoved, applicationRegistered
    case permissionGranted, permissionWithdrawn
    case consentRequested, consentGranted, consentDeclined
    // Installations.
    case instanceConnected, instanceDisconnected, policyEnabled, policyDisabled, addressChanged
    case versionObserved, intelligenceSet, mappingSet, windowsSet, identityServiceSet, managementScopeSet
    case managementAppAdded
    // What a tenant has.
    case directorySynced, syncConfigured, domainAdded, prerequisitesChecked, administratorSignedIn
    case locationChanged, accessPolicyCreated, subscriptionChanged, licenceChanged
    // What people have.
    case licenceAssigned, licenceRemoved

    init(_ type: EventType) { self = Self.kinds[type] ?? .none }

    /// Whether a partner's connection or its product is what it is about.
    var isOfPartner: Bool { rawValue >= Self.added.rawValue && rawValue <= Self.changed.rawValue }
    /// Whether somebody does it, and it is not just seen.
    var isOfSetup: Bool { rawValue >= Self.added.rawValue && rawValue <= Self.scopeChanged.rawValue }
    var isOfApplication: Bool {
        rawValue >= Self.applicationAdded.rawValue && rawValue <= Self.consentDeclined.rawValue
    }
    var isOfInstallation: Bool {
        rawValue >= Self.instanceConnected.rawValue && rawValue <= Self.managementAppAdded.rawValue
    }
    var isOfTenant: Bool {
        rawValue >= Self.directorySynced.rawValue && rawValue <= Self.licenceChanged.rawValue
    }
    var isOfPerson: Bool { self == .licenceAssigned || self == .licenceRemoved }

    /// The type of the event that tells of it; nil for ``none``.
    public var type: EventType? { Self.types[self] }

    /// Its name in answers.
    public var word: String { String(describing: self) }

    private static let types: [SetupEventKind: EventType] = [
        .added: PartnerSetupEvents.added.type, .removed: PartnerSetupEvents.removed.type,
        .assigned: PartnerSetupEvents.assigned.type, .configured: PartnerSetupEvents.configured.type,
        .applicationNamed: PartnerSetupEvents.appIDSet.type,
        .secretChanged: PartnerSetupEvents.secretChanged.type,
        .secretExpired: PartnerSetupEvents.secretExpired.type,
        .registrationCompleted: PartnerSetupEvents.registrationCompleted.type,
        .registrationFailed: PartnerSetupEvents.registrationFailed.type,
        .tested: PartnerSetupEvents.tested.type, .provisioned: PartnerSetupEvents.provisioned.type,
        .deprovisioned: PartnerSetupEvents.deprovisioned.type, .enabled: PartnerSetupEvents.enabled.type,
        .suspended: PartnerSetupEvents.suspended.type, .resumed: PartnerSetupEvents.resumed.type,
        .terminated: PartnerSetupEvents.terminated.type, .rejected: PartnerSetupEvents.rejected.type,
        .featureEnabled: PartnerSetupEvents.featureEnabled.type,
        .addressSet: PartnerSetupEvents.addressSet.type,
        .landingPageSet: PartnerSetupEvents.landingPageSet.type,
        .suppressionSet: PartnerSetupEvents.suppressionSet.type,
        .updateRequested: PartnerSetupEvents.updateRequested.type,
        .scopeChanged: ScopeEvents.changed.type,
        .observed: ConnectionEvents.stateObserved.type, .heartbeat: ConnectionEvents.heartbeat.type,
        .assignmentObserved: ConnectionEvents.assignmentObserved.type,
        .changed: ConnectionEvents.changed.type,
        .applicationAdded: PartnerEvents.applicationAdded.type,
        .applicationRemoved: PartnerEvents.applicationRemoved.type,
        .applicationRegistered: ConsentEvents.applicationRegistered.type,
        .permissionGranted: PartnerEvents.permissionGranted.type,
        .permissionWithdrawn: PartnerEvents.permissionWithdrawn.type,
        .consentRequested: ConsentEvents.requested.type, .consentGranted: PartnerEvents.consentGranted.type,
        .consentDeclined: ConsentEvents.declined.type,
        .instanceConnected: InstanceEvents.connected.type,
        .instanceDisconnected: InstanceEvents.disconnected.type,
        .policyEnabled: InstanceEvents.policyEnabled.type,
        .policyDisabled: InstanceEvents.policyDisabled.type,
        .addressChanged: InstanceEvents.addressChanged.type,
        .versionObserved: InstanceEvents.versionObserved.type,
        .intelligenceSet: InstanceEvents.intelligenceSet.type,
        .mappingSet: InstanceEvents.mappingSet.type, .windowsSet: InstanceEvents.windowsSet.type,
        .identityServiceSet: InstanceEvents.identityServiceSet.type,
        .managementScopeSet: InstanceEvents.scopeSet.type,
        .managementAppAdded: InstanceEvents.applicationAdded.type,
        .directorySynced: TenantEvents.synced.type, .syncConfigured: TenantEvents.syncConfigured.type,
        .domainAdded: TenantEvents.domainAdded.type,
        .prerequisitesChecked: TenantEvents.prerequisitesChecked.type,
        .administratorSignedIn: TenantEvents.administratorSignedIn.type,
        .locationChanged: PolicySettingEvents.locationChanged.type,
        .accessPolicyCreated: PolicyEvents.created.type,
        .subscriptionChanged: TenantEvents.subscriptionChanged.type,
        .licenceChanged: TenantEvents.licenceChanged.type,
        .licenceAssigned: PeopleEvents.licenceAssigned.type,
        .licenceRemoved: PeopleEvents.licenceRemoved.type,
    ]

    private static let kinds = Dictionary(uniqueKeysWithValues: types.map { ($0.value, $0.key) })
}
