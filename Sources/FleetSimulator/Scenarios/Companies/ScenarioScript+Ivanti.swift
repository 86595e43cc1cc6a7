import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// Two Cores of MobileIron on one tenant, in the order of the document, to the end of both; then another
    /// partner takes over.
    mutating func setUpIvanti() {
        let (company, partner, cores) = (company, company.core, company.installations)
        prepare(
            for: .ivantiEPMM, missing: .enterpriseAndroid,
            needs: [.managerVersion, .intuneSubscription, .userLicences, .enterpriseAndroid])
        setLeast(.manager, VersionNumber(major: 11), of: .ivantiEPMM, on: nil)
        setLeast(.managerApp, VersionNumber(major: 12), of: .ivantiEPMM, on: .iOS)
        setLeast(.managerApp, VersionNumber(major: 8), of: .ivantiEPMM, on: .android)
        assignBroker(.authenticator, on: .iOS, by: .ivantiEPMM)
        assignBroker(.authenticator, on: .android, by: .ivantiEPMM)

        signIn(to: .azurePortal)
        add(partner, for: .iOS)
        assign(partner, for: .iOS, groups: [company.groups[0]])
        add(partner, for: .android, failsFirst: true)
        assign(partner, for: .android, groups: [company.groups[0]])
        accessPolicy(.enabled)

        signIn(to: .managerConsole)
        configure(partner)
        consent(to: partner, declinesFirst: false)
        setVersion(of: cores[0], VersionNumber(major: 11, minor: 4), partner)
        connect(cores[0], partner, others: 0)
        // The other one is too old to take part, and is brought up to date first.
        setVersion(of: cores[1], VersionNumber(major: 10, minor: 8), partner)
        setVersion(
            of: cores[1], VersionNumber(major: 11, minor: 4), before: VersionNumber(major: 10, minor: 8),
            partner)
        connect(cores[1], partner, others: 1)
        complete(partner, [.iOS, .android])
        compliancePolicy(by: .ivantiEPMM)
        for core in cores { setReporting(true, of: core, partner) }

        wait(until: company.at(300))
        heartbeat(partner)
        act(ConnectionEvents.changed) { event in
            partner.identify(&event)
            event.set(ConnectionEvents.change, ConfigurationChange.changed)
        }
        wait(until: company.at(590))
        closeCores(partner, cores)
        wait(until: company.at(620))
        takeOver()
    }

    /// One Core sends no more; then the other; then both are disconnected, and the partner is let go.
    private mutating func closeCores(_ partner: PartnerIdentity, _ cores: [Bits128]) {
        heartbeat(partner)
        setReporting(false, of: cores[1], partner)
        observe(partner, .enabled, [.iOS, .android])
        wait(until: company.at(605))
        let isReporting = plan.violations.contains(.policyStillEnabled)
        let isAlone = plan.violations.contains(.installationAlone)
        if !isReporting { setReporting(false, of: cores[0], partner) }
        disconnect(
            cores[0], partner, others: 1, isReporting: isReporting,
            violation: isReporting ? .policyStillEnabled : nil)
        if isAlone {
            // One is connected again, and left there when the other goes.
            connect(cores[0], partner, others: 1)
            disconnect(cores[1], partner, others: 1, violation: .installationAlone)
        } else {
            disconnect(cores[1], partner, others: 0)
        }
        act(PartnerSetupEvents.deprovisioned) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.outcome, Outcome.success)
        }
        remove(partner, [.iOS, .android])
        observe(partner, .terminated, [])
    }

    /// A partner is taken away for its platforms, and its application with it.
    mutating func remove(_ partner: PartnerIdentity, _ platforms: [Platform]) {
        for platform in platforms {
            act(PartnerSetupEvents.removed, note: partner.note(platform, .removed)) { event in
                partner.introduce(&event)
                event.set(PartnerSetupEvents.outcome, Outcome.success)
                event.set(ConnectionEvents.platform, platform)
            }
        }
        act(PartnerEvents.permissionWithdrawn) { event in
            event.app(partner.app)
            event.set(PartnerEvents.principal, partner.principal)
            event.set(ConsentEvents.permissions, partner.permissions.sorted { $0.rawValue < $1.rawValue })
            event.set(ConsentEvents.scope, ConsentScope.tenant)
        }
        act(PartnerEvents.applicationRemoved) { event in
            event.app(partner.app)
            event.set(PartnerEvents.principal, partner.principal)
        }
    }

    /// Workspace ONE in the place of the Cores.
    private mutating func takeOver() {
        let (heir, groups) = (company.heir, company.groups)
        signIn(to: .intuneAdminCenter)
        for platform in [Platform.android, .iOS] {
            add(heir, for: platform)
            assign(heir, for: platform, groups: [groups[0]])
        }
        signIn(to: .managerConsole)
        configure(heir)
        consent(to: heir, declinesFirst: false)
        complete(heir, [.android, .iOS])
        synchronise(.managerDirectory, of: .workspaceOne)
        showAuthority(of: .workspaceOne)
    }
}

extension Company {
    var core: PartnerIdentity {
        PartnerIdentity(
            partner: partner, product: .ivantiEPMM, app: app, principal: principal,
            appName: "MobileIron Azure Device Compliance")
    }

    /// The partner that takes over from the Cores.
    var heir: PartnerIdentity {
        PartnerIdentity(
            partner: successor.partner, product: .workspaceOne, app: successor.app,
            principal: successor.principal, role: .conditionalAccess,
            appName: "Workspace ONE conditional access")
    }
}
