import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// Workspace ONE, in the order of its document: phones and Macs by partner compliance, then Windows by
    /// the application that manages.
    mutating func setUpWorkspaceOne() {
        let (company, partner, groups) = (company, company.workspaceOne, company.groups)
        let (instance, platforms) = (company.installations[0], [Platform.android, .iOS, .macOS])
        prepare(
            for: .workspaceOne, missing: .directorySync,
            needs: [
                .directoryPremium, .userLicences, .directorySync, .administratorConsent, .conditionalAccess,
            ])
        act(InstanceEvents.intelligenceSet) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.isOptedIn, true)
        }
        enable(.intelligence, of: partner, by: .administrator)
        configureSync(.managerDirectory, of: .workspaceOne)
        connect(instance, partner, others: 0)
        setVersion(of: instance, VersionNumber(major: 23, minor: 10), partner)
        configure(partner)

        signIn(to: .intuneAdminCenter)
        for platform in platforms {
            add(partner, for: platform)
            assign(partner, for: platform, groups: [groups[0]], excluded: [groups[1]])
        }
        signIn(to: .managerConsole)
        consent(to: partner, declinesFirst: true)
        complete(partner, platforms)
        synchronise(.managerDirectory, of: .workspaceOne, .failure)
        synchronise(.managerDirectory, of: .workspaceOne)
        setReporting(true, of: instance, partner)
        signOnExtensions()
        compliancePolicy(by: .workspaceOne)
        accessPolicy(.reportOnly)
        setUpWindows(partner, instance)

        wait(until: company.at(300))
        accessPolicy(.enabled, before: .reportOnly)
        heartbeat(partner)
        // Another group is let in; the manager knows of it after the next synchronisation.
        wait(until: company.at(520))
        assign(partner, for: .iOS, groups: groups)
        changeScope(
            of: partner, platform: .iOS, from: .groups, to: .groups, added: [groups[1]], count: 2,
            countBefore: 1)
        wait(until: company.at(530))
        synchronise(.managerDirectory, of: .workspaceOne)
        wait(until: company.at(700))
        observe(partner, .unresponsive, platforms)
        wait(until: company.at(710))
        heartbeat(partner)
        observe(partner, .enabled, platforms)
    }

    private mutating func signOnExtensions() {
        let groups = company.groups
        for platform in [Platform.iOS, .macOS] {
            assignBroker(
                platform == .iOS ? .authenticator : .companyPortal, on: platform, by: .workspaceOne)
            act(AppEvents.extensionAssigned) { event in
                event.set(AppEvents.platform, platform)
                event.set(
                    AppEvents.broker, platform == .iOS ? BrokerApp.authenticator : .companyPortal)
                event.set(AppEvents.allUsers, false)
                event.set(AppEvents.groups, [groups[0]])
                event.set(AppEvents.product, ManagerProduct.workspaceOne)
            }
        }
        assignBroker(.authenticator, on: .android, by: .workspaceOne)
    }

    /// Windows: the directory as identity service, the application that manages, how people are found, and
    /// the exclusion of that application from the access policies.
    private mutating func setUpWindows(_ partner: PartnerIdentity, _ instance: Bits128) {
        let (groups, application, principal) = (
            company.groups, company.successor.app, company.successor.principal
        )
        let (policy, rule) = (company.accessPolicy, digest())
        act(InstanceEvents.identityServiceSet) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.isEnabled, true)
        }
        act(InstanceEvents.applicationAdded) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.managementApp, application)
            event.set(InstanceEvents.isCustom, true)
        }
        setAddress(.discovery, of: partner, on: .windows)
        setAddress(.termsOfUse, of: partner, on: .windows)
        act(TenantEvents.domainAdded) { event in
            event.set(TenantEvents.product, ManagerProduct.workspaceOne)
            event.set(TenantEvents.isVerified, true)
        }
        act(InstanceEvents.mappingSet) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.attribute, IdentityAttribute.immutableID)
            event.set(InstanceEvents.attributeBefore, IdentityAttribute.userPrincipalName)
        }
        act(InstanceEvents.windowsSet) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.isEnabled, true)
        }
        act(InstanceEvents.scopeSet) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.scope, ManagementScope.some)
            event.set(InstanceEvents.groups, [groups[0]])
            event.set(InstanceEvents.managementApp, application)
        }
        act(PolicySettingEvents.attributeTagged) { event in
            event.app(application)
            event.set(PolicySettingEvents.change, ConfigurationChange.created)
            event.set(PolicySettingEvents.principal, principal)
            event.set(PolicySettingEvents.isTagged, true)
        }
        act(PolicySettingEvents.filterChanged) { event in
            event.policy(policy)
            event.set(PolicySettingEvents.change, ConfigurationChange.created)
            event.set(PolicySettingEvents.target, FilterTarget.applications)
            event.set(PolicySettingEvents.mode, FilterMode.exclude)
            event.set(PolicySettingEvents.rule, rule)
        }
    }
}

extension Company {
    var workspaceOne: PartnerIdentity {
        PartnerIdentity(
            partner: partner, product: .workspaceOne, app: app, principal: principal,
            role: .conditionalAccess,
            appName: "Workspace ONE conditional access")
    }
}
