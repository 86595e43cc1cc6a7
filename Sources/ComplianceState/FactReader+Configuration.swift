import EventCatalogue
import LedgerModel
import RecordFormat

extension FactReader {
    /// Appends what an event says about what an administrator configures: compliance policies, partners'
    /// connections, subscriptions and how long compliance is valid.
    ///
    /// Such events are few, so their lists are read in full.
    func emitConfiguration(
        _ view: RecordView, _ kind: EventKind, _ tenant: TenantKey, _ out: inout [SubjectFact]
    ) {
        let subject: Subject
        let data = PublicDataView(view.data)
        switch kind {
        case .compliancePolicyObserved, .compliancePolicyNamed, .compliancePolicyDeleted:
            guard let policy = tags.policy else { return }
            subject = .policy(tenant, policy)
        case .subscriptionObserved:
            guard let sku = data[SubscriptionEvents.sku] else { return }
            subject = .subscription(tenant, sku)
        case .validitySet: subject = .tenant(tenant)
        default:
            guard let connection = tags.connection ?? data[ConnectionEvents.partner] else { return }
            subject = .connection(tenant, connection)
        }
        var emission = ConfigurationEmission(view, subject, data)
        emission.emit(kind, &out)
    }
}

extension RecordView {
    /// The public data's bytes.
    var data: [UInt8] { Array(slice(dataRange)) }
}

/// Writes the facts of one event about something that is configured.
private struct ConfigurationEmission {
    private let view: RecordView
    private let subject: Subject
    private let data: PublicDataView
    private var ordinal: UInt8 = 0

    private static let present = RegionValue(RegionValue.Presence.present)
    private static let platforms: [(field: PublicField<Bool>, platform: Platform)] = [
        (ConnectionEvents.iOS, .iOS), (ConnectionEvents.macOS, .macOS),
        (ConnectionEvents.android, .android), (ConnectionEvents.windows, .windows),
    ]

    init(_ view: RecordView, _ subject: Subject, _ data: PublicDataView) {
        self.view = view
        self.subject = subject
        self.data = data
    }

    mutating func emit(_ kind: EventKind, _ out: inout [SubjectFact]) {
        switch kind {
        case .compliancePolicyObserved: compliancePolicy(&out)
        case .compliancePolicyNamed: add(.compliancePolicy, Self.present, &out)
        case .compliancePolicyDeleted:
            for region in [Region.compliancePolicy, .complianceActions, .policyScope] {
                add(region, .deleted, &out)
            }
        case .connectionObserved: connection(&out)
        case .connectionHeartbeat: add(.connectionHeartbeat, Self.present, &out)
        case .connectionAssigned: assignment(&out)
        case .connectionChanged: change(&out)
        case .subscriptionObserved: subscription(&out)
        case .validitySet: validity(&out)
        default: break
        }
    }

    private mutating func compliancePolicy(_ out: inout [SubjectFact]) {
        var version = PublicData()
        version.set(CompliancePolicyEvents.version, data[CompliancePolicyEvents.version])
        let hasVersion = data[CompliancePolicyEvents.version] != nil
        add(
            .compliancePolicy, Self.present, object: hasVersion ? FieldDigest.of(version) : nil,
            detail: data[CompliancePolicyEvents.platform]?.rawValue ?? 0, &out)
        if let actions = data[CompliancePolicyEvents.actions] {
            var said = PublicData()
            said.set(CompliancePolicyEvents.actions, actions.sorted())
            add(.complianceActions, Self.present, object: FieldDigest.of(said), &out)
        }
        guard
            data[CompliancePolicyEvents.allUsers] != nil || data[CompliancePolicyEvents.allDevices] != nil
                || data[CompliancePolicyEvents.groups] != nil
        else { return }
        var said = PublicData()
        said.set(CompliancePolicyEvents.allUsers, data[CompliancePolicyEvents.allUsers] ?? false)
        said.set(CompliancePolicyEvents.allDevices, data[CompliancePolicyEvents.allDevices] ?? false)
        said.set(CompliancePolicyEvents.groups, IDList.ordered(data[CompliancePolicyEvents.groups] ?? []))
        said.set(
            CompliancePolicyEvents.excludedGroups,
            IDList.ordered(data[CompliancePolicyEvents.excludedGroups] ?? []))
        said.set(CompliancePolicyEvents.others, data[CompliancePolicyEvents.others])
        add(.policyScope, Self.present, object: FieldDigest.of(said), &out)
    }

    private mutating func connection(_ out: inout [SubjectFact]) {
        if let state = data[ConnectionEvents.state] {
            var said = PublicData()
            said.set(ConnectionEvents.appType, data[ConnectionEvents.appType])
            said.set(ConnectionEvents.app, data[ConnectionEvents.app])
            said.set(ConnectionEvents.removalAt, data[ConnectionEvents.removalAt])
            said.set(ConnectionEvents.nonComplianceAt, data[ConnectionEvents.nonComplianceAt])
            add(
                .connectionState, RegionValue(state), object: FieldDigest.of(said),
                detail: data[ConnectionEvents.kind]?.rawValue ?? 0, &out)
        }
        for (field, platform) in Self.platforms {
            guard let isSet = data[field] else { continue }
            let value = RegionValue(isSet ? RegionValue.Flag.yes : .no)
            add(.connectionPlatform, value, object: Self.track(platform), &out)
        }
        if let isConfigured = data[ConnectionEvents.isConfigured] {
            add(.connectionConfigured, RegionValue(isConfigured ? RegionValue.Flag.yes : .no), &out)
        }
    }

    private mutating func assignment(_ out: inout [SubjectFact]) {
        guard let region = Region.assignment(of: data[ConnectionEvents.platform]) else { return }
        let groups = IDList.ordered(data[ConnectionEvents.groups] ?? [])
        let excluded = IDList.ordered(data[ConnectionEvents.excludedGroups] ?? [])
        var value: RegionValue.Assignment = []
        if data[ConnectionEvents.allUsers] == true { value.insert(.allUsers) }
        if data[ConnectionEvents.allDevices] == true { value.insert(.allDevices) }
        if !groups.isEmpty { value.insert(.groups) }
        if !excluded.isEmpty { value.insert(.exclusions) }
        if data[ConnectionEvents.others] ?? 0 > 0 { value.insert(.others) }
        if value.isEmpty { value = .nobody }
        var said = PublicData()
        said.set(ConnectionEvents.groups, groups)
        said.set(ConnectionEvents.excludedGroups, excluded)
        said.set(ConnectionEvents.others, data[ConnectionEvents.others])
        add(region, RegionValue(value), object: FieldDigest.of(said), &out)
    }

    /// An audit of the device manager says that somebody did something. What ends a connection ends all that
    /// stands of it, but for its heartbeats, which were.
    private mutating func change(_ out: inout [SubjectFact]) {
        let kind = data[ConnectionEvents.kind]?.rawValue ?? 0
        switch data[ConnectionEvents.change] {
        case .created: add(.connectionState, .connectionCreated, detail: kind, &out)
        case .terminated: add(.connectionState, .connectionTerminated, detail: kind, &out)
        case .deleted:
            add(.connectionState, .deleted, detail: kind, &out)
            for (_, platform) in Self.platforms {
                add(.connectionPlatform, .deleted, object: Self.track(platform), &out)
            }
            for region in Region.allCases where region.isAssignment { add(region, .deleted, &out) }
            add(.connectionConfigured, .deleted, &out)
        default: break
        }
    }

    /// A number that no document has is no setting.
    private mutating func validity(_ out: inout [SubjectFact]) {
        guard let days = data[TenantEvents.days], ValidityPeriods.documented.contains(days) else { return }
        add(.complianceValidity, RegionValue(code: UInt16(days)), &out)
    }

    private mutating func subscription(_ out: inout [SubjectFact]) {
        var said = PublicData()
        for field in [
            SubscriptionEvents.enabled, SubscriptionEvents.suspended, SubscriptionEvents.warning,
            SubscriptionEvents.lockedOut, SubscriptionEvents.consumed,
        ] { said.set(field, data[field]) }
        said.set(SubscriptionEvents.includesIntune, data[SubscriptionEvents.includesIntune])
        said.set(SubscriptionEvents.includesPremium, data[SubscriptionEvents.includesPremium])
        let status = data[SubscriptionEvents.status].map { RegionValue($0) } ?? .unknown
        add(.subscription, status, object: FieldDigest.of(said), &out)
    }

    private static func track(_ platform: Platform) -> Bits128 {
        Bits128(high: 0, low: UInt64(platform.rawValue))
    }

    private mutating func add(
        _ region: Region, _ value: RegionValue, object: Bits128? = nil, detail: UInt8 = 0,
        _ out: inout [SubjectFact]
    ) {
        out.append(
            SubjectFact(
                subject: subject,
                fact: Fact(view, ordinal: ordinal, region, value, object: object, detail: detail)))
        ordinal += 1
    }
}
