import EventCatalogue
import LedgerModel

/// A device manager from outside, as a tenant's own one knows it.
struct PartnerIdentity: Sendable {
    let partner: Bits128
    let product: ManagerProduct
    var kind = PartnerKind.complianceManagement
    let app: Bits128
    let principal: Bits128
    var role = ConsentRole.complianceUpdate
    var appType = PartnerAppType.multiTenantApp
    var appName: String
    var permissions: [PartnerPermission] = [.readAllUsers, .readDevices, .updateDeviceAttributes]
    var cloud = Cloud.global
    var connectionType = PartnerConnectionType.multiTenantApp

    /// Says which connection an event is about.
    func identify(_ event: inout CloudEvent) {
        event.set(ConnectionEvents.partner, partner)
        event.set(ConnectionEvents.kind, kind)
    }

    /// Says which connection, and of which product.
    func introduce(_ event: inout CloudEvent) {
        identify(&event)
        event.set(PartnerSetupEvents.product, product)
    }

    /// Says which installation of it.
    func introduce(_ instance: Bits128, _ event: inout CloudEvent) {
        identify(&event)
        event.set(InstanceEvents.instance, instance)
        event.set(InstanceEvents.product, product)
    }

    func note(_ platform: Platform, _ state: ConnectionStanding) -> ScenarioNote {
        .connection(partner: partner, product: product, platform: platform, state: state)
    }
}

extension ScenarioScript {
    /// The partner is added for a platform. The first try may fail.
    mutating func add(_ partner: PartnerIdentity, for platform: Platform, failsFirst: Bool = false) {
        if failsFirst {
            act(PartnerSetupEvents.added) { event in
                partner.introduce(&event)
                event.set(PartnerSetupEvents.outcome, Outcome.failure)
                event.set(ConnectionEvents.platform, platform)
            }
        }
        act(PartnerSetupEvents.added, note: partner.note(platform, .added)) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.outcome, Outcome.success)
            event.set(ConnectionEvents.appType, partner.appType)
            event.set(ConnectionEvents.app, partner.app)
            event.set(ConnectionEvents.platform, platform)
        }
    }

    /// - Parameter groups: nil for all people.
    mutating func assign(
        _ partner: PartnerIdentity, for platform: Platform, groups: [Bits128]?, excluded: [Bits128] = []
    ) {
        act(PartnerSetupEvents.assigned) { event in
            partner.introduce(&event)
            event.set(ConnectionEvents.platform, platform)
            event.set(ConnectionEvents.allUsers, groups == nil)
            event.set(ConnectionEvents.allDevices, false)
            if let groups {
                event.set(PartnerSetupEvents.groupsAdded, groups)
                event.set(ConnectionEvents.groups, groups)
            }
            if !excluded.isEmpty { event.set(ConnectionEvents.excludedGroups, excluded) }
        }
        wait(1...3)
        tell(ConnectionEvents.assignmentObserved) { event in
            partner.identify(&event)
            event.set(ConnectionEvents.platform, platform)
            event.set(ConnectionEvents.allUsers, groups == nil)
            if let groups { event.set(ConnectionEvents.groups, groups) }
            if !excluded.isEmpty { event.set(ConnectionEvents.excludedGroups, excluded) }
        }
    }

    mutating func signIn(
        to console: AdministratorConsole, privilege: AdministratorPrivilege = .full,
        after: ClosedRange<Int> = 4...16
    ) {
        let administrator = company.administrator
        act(TenantEvents.administratorSignedIn, after: after) { event in
            event.user(administrator)
            event.set(TenantEvents.console, console)
            event.set(TenantEvents.channel, ConsoleChannel.browser)
            event.set(TenantEvents.method, AuthenticationMethod.password)
            event.set(TenantEvents.privilege, privilege)
        }
    }

    /// Consent is asked for; where it is declined first, the registration fails and is tried again.
    mutating func consent(to partner: PartnerIdentity, declinesFirst: Bool) {
        @Sendable func ask(_ event: inout CloudEvent) {
            event.app(partner.app)
            event.set(PartnerEvents.principal, partner.principal)
            event.set(ConsentEvents.isAdministrator, true)
            event.set(ConsentEvents.publisherVerified, partner.product != .maas360)
            event.set(ConsentEvents.permissions, partner.permissions.sorted { $0.rawValue < $1.rawValue })
            event.set(ConsentEvents.scope, ConsentScope.tenant)
            event.set(ConsentEvents.role, partner.role)
            event.set(ConsentEvents.product, partner.product)
        }
        if declinesFirst {
            act(ConsentEvents.requested) { ask(&$0) }
            act(ConsentEvents.declined) { event in
                ask(&event)
                event.set(ConsentEvents.errorCode, 65_004)
            }
            act(PartnerSetupEvents.registrationFailed) { event in
                partner.introduce(&event)
                event.set(PartnerSetupEvents.trigger, Trigger.manual)
                event.set(PartnerSetupEvents.cloud, partner.cloud)
                event.set(ConnectionEvents.app, partner.app)
                event.set(PartnerSetupEvents.errorCode, 65_004)
            }
            begin()
        }
        act(ConsentEvents.requested) { ask(&$0) }
        act(PartnerEvents.applicationAdded) { event in
            event.app(partner.app)
            event.set(PartnerEvents.principal, partner.principal)
            event.set(.appName, partner.appName)
        }
        act(PartnerEvents.consentGranted, after: 2...6) { ask(&$0) }
        act(PartnerEvents.permissionGranted, after: 1...2) { event in
            event.app(partner.app)
            event.set(PartnerEvents.principal, partner.principal)
            event.set(ConsentEvents.permissions, partner.permissions.sorted { $0.rawValue < $1.rawValue })
            event.set(ConsentEvents.scope, ConsentScope.tenant)
        }
    }

    /// The partner says that it is known, room is made for its reports, and the connection is switched on.
    mutating func complete(_ partner: PartnerIdentity, _ platforms: [Platform]) {
        act(PartnerSetupEvents.provisioned, after: 1...4) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.outcome, Outcome.success)
        }
        act(PartnerSetupEvents.registrationCompleted, after: 1...4) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.trigger, Trigger.manual)
            event.set(PartnerSetupEvents.cloud, partner.cloud)
            event.set(ConnectionEvents.app, partner.app)
        }
        for platform in platforms {
            act(PartnerSetupEvents.enabled, after: 1...4, note: partner.note(platform, .enabled)) { event in
                partner.introduce(&event)
                event.set(PartnerSetupEvents.trigger, Trigger.manual)
                event.set(ConnectionEvents.platform, platform)
            }
        }
        observe(partner, .enabled, platforms)
    }

    mutating func observe(
        _ partner: PartnerIdentity, _ state: PartnerState, _ platforms: [Platform],
        removal: Timestamp? = nil, marking: Timestamp? = nil
    ) {
        wait(1...9)
        tell(ConnectionEvents.stateObserved) { event in
            partner.identify(&event)
            event.set(ConnectionEvents.state, state)
            event.set(ConnectionEvents.iOS, platforms.contains(.iOS))
            event.set(ConnectionEvents.macOS, platforms.contains(.macOS))
            event.set(ConnectionEvents.android, platforms.contains(.android))
            event.set(ConnectionEvents.windows, platforms.contains(.windows))
            event.set(ConnectionEvents.isConfigured, true)
            event.set(ConnectionEvents.appType, partner.appType)
            event.set(ConnectionEvents.app, partner.app)
            event.set(ConnectionEvents.removalAt, removal)
            event.set(ConnectionEvents.nonComplianceAt, marking)
        }
    }

    mutating func heartbeat(_ partner: PartnerIdentity) {
        wait(1...30)
        tell(ConnectionEvents.heartbeat) { partner.identify(&$0) }
    }

    /// What is needed was typed in; the first time wrongly where that is asked for.
    mutating func configure(
        _ partner: PartnerIdentity, failsFirst: Bool = false, secret: Bits128? = nil,
        expires: Timestamp? = nil
    ) {
        let directory = company.tenant.id
        let wrong = random.guid()
        let fingerprint = secret == nil ? nil : digest()
        for isRight in failsFirst ? [false, true] : [true] {
            act(PartnerSetupEvents.configured) { event in
                partner.introduce(&event)
                event.set(PartnerSetupEvents.outcome, isRight ? Outcome.success : .failure)
                event.set(PartnerSetupEvents.trigger, Trigger.manual)
                event.set(PartnerSetupEvents.cloud, partner.cloud)
                event.set(PartnerSetupEvents.connectionType, partner.connectionType)
                event.set(PartnerSetupEvents.directory, isRight ? directory : wrong)
                event.set(ConnectionEvents.app, partner.app)
                event.set(PartnerSetupEvents.secret, secret)
                event.set(PartnerSetupEvents.secretExpires, expires)
                event.set(PartnerSetupEvents.secretFingerprint, fingerprint)
            }
        }
    }

    /// What an access policy that needs compliant devices goes through.
    mutating func accessPolicy(_ state: PolicyState, before: PolicyState? = nil) {
        let (policy, groups) = (company.accessPolicy, company.groups)
        act(before == nil ? PolicyEvents.created : PolicyEvents.changed) { event in
            event.policy(policy)
            event.set(PolicyEvents.state, state)
            event.set(PolicyEvents.grantOperator, GrantOperator.any)
            event.set(PolicyEvents.controls, [GrantControl.compliantDevice])
            event.set(PolicyEvents.scope, groups: [groups[0]], allApplications: true)
            guard let before else { return }
            event.set(PolicyEvents.stateBefore, before)
            event.set(PolicyEvents.operatorBefore, GrantOperator.any)
            event.set(PolicyEvents.controlsBefore, [GrantControl.compliantDevice])
            event.set(PolicyEvents.scopeBefore, groups: [groups[0]], allApplications: true)
        }
        wait(1...5)
        tell(CompliancePolicyEvents.accessPolicyObserved) { event in
            event.policy(policy)
            event.set(PolicyEvents.state, state)
            event.set(PolicyEvents.grantOperator, GrantOperator.any)
            event.set(PolicyEvents.controls, [GrantControl.compliantDevice])
        }
    }

    /// The compliance policy by which a manager judges is made and handed out.
    mutating func compliancePolicy(by evaluator: ManagerProduct) {
        let (policy, groups) = (company.policy, company.groups)
        @Sendable func fill(_ event: inout CloudEvent, version: Int) {
            event.policy(policy)
            event.set(CompliancePolicyEvents.version, version)
            event.set(
                CompliancePolicyEvents.actions,
                [
                    ScheduledAction(action: .notification, graceHours: 0),
                    ScheduledAction(action: .block, graceHours: 24),
                ])
            event.set(CompliancePolicyEvents.blockAfterHours, 24)
            event.set(CompliancePolicyEvents.evaluator, evaluator)
        }
        act(CompliancePolicyEvents.created) { fill(&$0, version: 1) }
        act(CompliancePolicyEvents.changed) { fill(&$0, version: 2) }
        act(CompliancePolicyEvents.assigned) { event in
            fill(&event, version: 2)
            event.set(CompliancePolicyEvents.allUsers, false)
            event.set(CompliancePolicyEvents.allDevices, false)
            event.set(CompliancePolicyEvents.groups, [groups[0]])
        }
        wait(1...5)
        tell(CompliancePolicyEvents.observed) { event in
            event.policy(policy)
            event.set(CompliancePolicyEvents.version, 2)
            event.set(CompliancePolicyEvents.groups, [groups[0]])
        }
    }
}
