import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// MaaS360, in the order of its document; then what is set for enrolments, part by part.
    mutating func setUpMaaS360() {
        let (company, groups, installation) = (company, company.groups, company.installations[0])
        let partner = company.maas360
        enable(.conditionalAccess, of: partner, by: .vendorSupport)
        prepare(
            for: .maas360, missing: .userLicences,
            needs: [.directoryPremium, .intuneSubscription, .userLicences, .directorySync, .brokerAvailable])
        configureSync(.managerDirectory, of: .maas360)
        synchronise(.managerDirectory, of: .maas360)
        for group in groups { seeGroup(group, of: .maas360) }
        setVersion(of: installation, VersionNumber(major: 10, minor: 75), partner)
        connect(installation, partner, others: 0)
        assignBroker(.authenticator, on: .iOS, by: .maas360)
        assignBroker(.authenticator, on: .android, by: .maas360)

        signIn(to: .intuneAdminCenter)
        add(partner, for: .android, failsFirst: true)
        assign(partner, for: .android, groups: nil)
        add(partner, for: .iOS)
        assign(partner, for: .iOS, groups: nil)

        signIn(to: .managerConsole)
        configure(partner, failsFirst: true)
        act(ConsentEvents.applicationRegistered) { event in
            event.app(partner.app)
            event.set(PartnerEvents.principal, partner.principal)
            event.set(ConsentEvents.publisherVerified, false)
            event.set(ConsentEvents.role, partner.role)
            event.set(ConsentEvents.product, partner.product)
            event.set(ConsentEvents.appType, partner.appType)
            event.set(.appName, partner.appName)
        }
        consent(to: partner, declinesFirst: true)
        complete(partner, [.android, .iOS])
        showAuthority(of: .maas360)
        setValidity()

        changeScope(of: partner, platform: nil, from: .nobody, to: .everybody)
        suppress(partner, true)
        compliancePolicy(by: .maas360)
        setReporting(true, of: installation, partner)
        accessPolicy(.reportOnly)
        act(PolicyEvents.methodsChanged) { _ in }
        act(SignInSettingEvents.sourceSet) { event in
            event.set(SignInSettingEvents.product, ManagerProduct.maas360)
            event.set(SignInSettingEvents.userKind, DirectoryUserKind.entra)
            event.set(SignInSettingEvents.checkedBy, AuthenticationProvider.entra)
        }
        enrolmentSettings(partner, installation)

        // From all people to those of a group; nobody is asked beforehand to set up the broker then.
        wait(until: company.at(870))
        suppress(partner, false)
        changeScope(
            of: partner, platform: nil, from: .everybody, to: .groups, added: [groups[0]], count: 1)
        changeScope(
            of: partner, platform: nil, from: .groups, to: .groups, added: [groups[1]], count: 2,
            countBefore: 1)
        synchronise(.managerDirectory, of: .maas360)
        accessPolicy(.enabled, before: .reportOnly)
        heartbeat(partner)
        changeAddress(of: installation, partner, until: company.at(930))
        heartbeat(partner)
    }

    private mutating func suppress(_ partner: PartnerIdentity, _ isSuppressed: Bool) {
        act(PartnerSetupEvents.suppressionSet) { event in
            partner.introduce(&event)
            event.set(ConnectionEvents.allUsers, true)
            event.set(PartnerSetupEvents.isSuppressed, isSuppressed)
        }
    }

    /// Twelve times the settings by which people enrol, and once the switch to the other workflow.
    private mutating func enrolmentSettings(_ partner: PartnerIdentity, _ installation: Bits128) {
        var before: EnrolmentSettings?
        for settings in EnrolmentSettings.all {
            if settings.workflow == .new, before?.workflow != .new {
                heartbeat(partner)
                wait(until: company.at(EnrolmentSettings.switches))
                setVersion(
                    of: installation, VersionNumber(major: 10, minor: 83),
                    before: VersionNumber(major: 10, minor: 75), partner)
                enable(.enrollmentFactors, of: partner, by: .vendorSupport)
                act(SignInSettingEvents.workflowEnabled) { event in
                    event.set(SignInSettingEvents.workflow, EnrollmentWorkflow.new)
                    event.set(SignInSettingEvents.workflowBefore, EnrollmentWorkflow.existing)
                    event.set(SignInSettingEvents.by, EnablingParty.vendorSupport)
                    event.set(SignInSettingEvents.product, ManagerProduct.maas360)
                }
            }
            wait(until: company.at(settings.begins))
            set(settings, before)
            before = settings
        }
    }

    private mutating func set(_ settings: EnrolmentSettings, _ before: EnrolmentSettings?) {
        act(SignInSettingEvents.defaultSet, after: 1...4) { event in
            event.set(SignInSettingEvents.product, ManagerProduct.maas360)
            event.set(SignInSettingEvents.setting, settings.setting)
            event.set(SignInSettingEvents.settingBefore, before?.setting)
        }
        for (asking, factors, earlier) in [
            (FactorProvider.manager, settings.manager, before?.manager),
            (.entra, settings.entra, before?.entra),
        ] {
            act(SignInSettingEvents.factorsSet, after: 1...4) { event in
                event.set(SignInSettingEvents.product, ManagerProduct.maas360)
                event.set(SignInSettingEvents.askedBy, asking)
                event.set(SignInSettingEvents.factors, factors)
                event.set(SignInSettingEvents.factorsBefore, earlier)
                event.set(SignInSettingEvents.userKind, DirectoryUserKind.entra)
            }
        }
    }
}

extension Company {
    var maas360: PartnerIdentity {
        PartnerIdentity(
            partner: partner, product: .maas360, app: app, principal: principal,
            appName: "MaaS360 Microsoft Entra Device Compliance Data Update")
    }
}
