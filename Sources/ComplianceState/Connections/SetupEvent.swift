public import EventCatalogue
public import LedgerModel

/// One event that says something of a partner, an installation or what a tenant has.
///
/// Events are ordered as folds are: by when they happened, then by position.
public struct SetupEvent: Hashable, Comparable, Sendable {
    public let kind: SetupEventKind
    public let occurred: Timestamp
    public let position: GlobalPosition
    /// The partner's id at the tenant's device manager, where the event has one.
    public let connection: Bits128?
    /// The application that the event is about, or by which the partner comes.
    public let application: Bits128?
    let data: PublicDataView

    /// The service principal of an application's event.
    var principal: Bits128? { kind.isOfApplication ? data[PartnerEvents.principal] : nil }

    /// The same, of an application that the event names by its service principal alone.
    func of(_ application: Bits128?) -> SetupEvent {
        SetupEvent(
            kind: kind, occurred: occurred, position: position, connection: connection,
            application: application, data: data)
    }

    public static func == (left: Self, right: Self) -> Bool { left.position == right.position }
    public func hash(into hasher: inout Hasher) { hasher.combine(position) }
    public static func < (left: Self, right: Self) -> Bool {
        (left.occurred, left.position) < (right.occurred, right.position)
    }

    /// Which device manager it is about; nil where the event does not say, or with a word that no table has.
    public var product: ManagerProduct? {
        let word: ManagerProduct? =
            switch kind {
            case .observed, .heartbeat, .assignmentObserved, .changed: nil
            case .scopeChanged: data[ScopeEvents.product]
            case .directorySynced, .syncConfigured, .domainAdded, .prerequisitesChecked:
                data[TenantEvents.product]
            case _ where kind.isOfPartner: data[PartnerSetupEvents.product]
            case .applicationRegistered, .consentRequested, .consentGranted, .consentDeclined:
                data[ConsentEvents.product]
            case _ where kind.isOfInstallation: data[InstanceEvents.product]
            default: nil
            }
        return word.known
    }

    /// For which operating system; nil for all, and where the event has none. iPadOS is iOS here, as partners
    /// have it.
    public var platform: Platform? {
        guard kind.isOfPartner else { return nil }
        let word = kind == .scopeChanged ? data[ScopeEvents.platform] : field(ConnectionEvents.platform)
        return word.known == .iPadOS ? .iOS : word.known
    }

    /// Which installation it is about.
    public var instance: Bits128? { kind.isOfInstallation ? data[InstanceEvents.instance] : nil }

    /// A field of the events about a partner; nil for those that have another one by its number.
    private func field(_ field: PublicField<Platform>) -> Platform? {
        kind == .observed || kind == .changed || kind == .heartbeat ? nil : data[field]
    }

    /// Whether what it tells of is not said to have failed.
    var isNoFailure: Bool {
        let outcome: Outcome? =
            switch kind {
            case .added, .removed, .configured, .tested, .provisioned, .deprovisioned, .updateRequested:
                data[PartnerSetupEvents.outcome]
            case .directorySynced: data[TenantEvents.outcome]
            default: nil
            }
        switch outcome {
        case .success?, .unrecognised?, .unknownFutureValue?, nil: return true
        case .failure?, .timeout?, .clientError?, .interrupted?: return false
        }
    }
}

extension SetupEvent {
    /// What the event says beside product, platform and place, in the catalogue's words.
    public var details: [String] {
        func flag(_ flag: Bool?, _ yes: String, _ no: String) -> String? { flag.map { $0 ? yes : no } }
        var out: [String?] = []
        switch kind {
        case .assigned: out = assigned
        case .prerequisitesChecked:
            let missing = data[TenantEvents.missing] ?? []
            out = (data[TenantEvents.met] ?? []).map(\.word)
            if !missing.isEmpty { out.append("missing: " + missing.map(\.word).joined(separator: ", ")) }
        case .addressChanged:
            out = [
                data[InstanceEvents.addresses].map { "\($0) addresses" },
                data[InstanceEvents.addressesAdded].map { "\($0) added" },
                data[InstanceEvents.addressesRemoved].map { "\($0) removed" },
            ]
        case .configured:
            out = [
                data[PartnerSetupEvents.connectionType]?.word, data[PartnerSetupEvents.cloud]?.word,
                data[PartnerSetupEvents.secret].map { "secret \($0.guidText)" },
            ]
        case .tested:
            out = [
                data[PartnerSetupEvents.trigger].map { "trigger \($0.word)" },
                data[PartnerSetupEvents.connectionType].map { "type \($0.word)" },
            ]
        case .suspended:
            out = [flag(data[PartnerSetupEvents.isKept], "configuration kept", "configuration not kept")]
        case .terminated: out = [data[PartnerSetupEvents.devices].map { "\($0) devices" }]
        case .secretChanged:
            out = [
                data[ConnectionEvents.change]?.word,
                data[PartnerSetupEvents.secret].map { "secret \($0.guidText)" },
            ]
        case .secretExpired: out = [data[PartnerSetupEvents.secret].map { "secret \($0.guidText)" }]
        case .featureEnabled:
            out = [data[PartnerSetupEvents.feature]?.word, data[PartnerSetupEvents.by]?.word]
        case .addressSet: out = [data[PartnerSetupEvents.purpose]?.word]
        case .landingPageSet: out = [data[PartnerSetupEvents.page]?.word]
        case .suppressionSet: out = [flag(data[PartnerSetupEvents.isSuppressed], "suppressed", "shown")]
        case .observed: out = [data[ConnectionEvents.state]?.word]
        case .changed: out = [data[ConnectionEvents.change]?.word]
        case .scopeChanged:
            out = [
                data[ScopeEvents.mode]?.word, data[ScopeEvents.addedCount].map { "\($0) added" },
                data[ScopeEvents.removedCount].map { "\($0) removed" },
            ]
        case .applicationRegistered, .consentRequested, .consentGranted, .consentDeclined:
            out = [
                data[ConsentEvents.role]?.word,
                flag(data[ConsentEvents.publisherVerified], "publisher verified", "publisher not verified"),
            ]
        case .permissionGranted, .permissionWithdrawn:
            out =
                permissions.map { $0?.word ?? "permissions that are not named" }
                + [data[ConsentEvents.scope]?.word]
        case .versionObserved: out = [data[InstanceEvents.version]?.dotted]
        case .mappingSet: out = [data[InstanceEvents.attribute]?.word]
        case .windowsSet, .identityServiceSet: out = [flag(data[InstanceEvents.isEnabled], "on", "off")]
        case .intelligenceSet: out = [flag(data[InstanceEvents.isOptedIn], "opted in", "opted out")]
        case .managementScopeSet: out = [data[InstanceEvents.scope]?.word]
        default: break
        }
        if !isNoFailure { out.append("failed") }
        if let code = errorCode { out.append("code \(code)") }
        return out.compactMap { $0 }
    }

    /// For whom it is assigned, as far as the event says.
    private var assigned: [String?] {
        func count(_ list: PublicField<[Bits128]>, _ what: String) -> String? {
            data[list].flatMap { $0.isEmpty ? nil : "\($0.count) \(what)" }
        }
        return [
            data[ConnectionEvents.allUsers] == true ? "all users" : nil,
            data[ConnectionEvents.allDevices] == true ? "all devices" : nil,
            count(ConnectionEvents.groups, "assigned"), count(ConnectionEvents.excludedGroups, "excluded"),
            count(PartnerSetupEvents.groupsAdded, "added"),
            count(PartnerSetupEvents.groupsRemoved, "removed"),
        ]
    }

    /// The code of a failure, as received.
    public var errorCode: Int64? {
        switch kind {
        case .registrationFailed, .tested, .rejected, .updateRequested: data[PartnerSetupEvents.errorCode]
        case .consentDeclined: data[ConsentEvents.errorCode]
        default: nil
        }
    }
}

extension CatalogueEnumeration {
    fileprivate var isRecognised: Bool { rawValue != 0 }
}

extension Optional where Wrapped: CatalogueEnumeration {
    /// The word, where a table has it.
    var known: Wrapped? { flatMap { $0.isRecognised ? $0 : nil } }
}

extension VersionNumber {
    /// Its numbers with dots between them, as many as it has.
    public var dotted: String {
        [major, minor, patch, build].prefix { $0 != nil }.compactMap { $0.map(String.init) }
            .joined(separator: ".")
    }
}
