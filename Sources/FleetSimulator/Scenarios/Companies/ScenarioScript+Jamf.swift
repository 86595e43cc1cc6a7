import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// Jamf Pro's older connection, set up by hand in the order of its document, until it is ended.
    mutating func setUpJamf() {
        let (company, partner) = (company, company.jamf)
        prepare(
            for: .jamfPro, missing: .administratorConsent,
            needs: [.directoryPremium, .intuneSubscription, .administratorConsent, .brokerAvailable])
        setLeast(.companyPortal, VersionNumber(major: 1, minor: 1), of: .jamfPro, on: .macOS)
        setLeast(.operatingSystem, VersionNumber(major: 10, minor: 11), of: .jamfPro, on: .macOS)
        signIn(to: .azurePortal)
        registerApplication(partner)
        changeSecret(partner, 0, .created)
        consent(to: partner, declinesFirst: true)
        add(partner, for: .macOS)
        assign(partner, for: .macOS, groups: [company.groups[0]], excluded: [company.groups[1]])
        nameApplication(partner)

        signIn(to: .managerConsole, privilege: .conditionalAccess)
        configure(partner, failsFirst: true, secret: company.secrets[0], expires: company.at(400))
        setLandingPage(.registration, partner)
        test(partner, .saved, errorCode: 401)
        configure(partner, secret: company.secrets[0], expires: company.at(400))
        test(partner, .saved)
        complete(partner, [.macOS])
        compliancePolicy(by: .intune)
        accessPolicy(.enabled)
        updateInventory(partner)

        if plan.violations.contains(.secondPartner) { addSecond() }
        wait(until: company.at(290))
        test(partner, .manual)
        suspend(partner)
        wait(until: company.at(300))
        act(PartnerSetupEvents.resumed, note: partner.note(.macOS, .enabled)) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.trigger, Trigger.manual)
            event.set(ConnectionEvents.platform, Platform.macOS)
        }
        setLandingPage(.custom, partner)
        wait(until: company.at(400))
        expire(partner)
        wait(until: company.at(500))
        setLandingPage(.accessDenied, partner)
        heartbeat(partner)
        wait(until: company.at(600))
        terminate(partner)
    }

    /// Another partner is added for the platform that Jamf Pro has, and taken away again.
    private mutating func addSecond() {
        let second = company.heir
        wait(until: company.at(250))
        act(
            PartnerSetupEvents.added, note: second.note(.macOS, .added), violation: .secondPartner
        ) { event in
            second.introduce(&event)
            event.set(PartnerSetupEvents.outcome, Outcome.success)
            event.set(ConnectionEvents.platform, Platform.macOS)
        }
        act(PartnerSetupEvents.removed, note: second.note(.macOS, .removed)) { event in
            second.introduce(&event)
            event.set(PartnerSetupEvents.outcome, Outcome.success)
            event.set(ConnectionEvents.platform, Platform.macOS)
        }
    }

    mutating func registerApplication(_ partner: PartnerIdentity) {
        act(ConsentEvents.applicationRegistered) { event in
            event.app(partner.app)
            event.set(PartnerEvents.principal, partner.principal)
            event.set(ConsentEvents.publisherVerified, false)
            event.set(ConsentEvents.role, partner.role)
            event.set(ConsentEvents.product, partner.product)
            event.set(ConsentEvents.appType, partner.appType)
        }
    }

    mutating func nameApplication(_ partner: PartnerIdentity) {
        act(PartnerSetupEvents.appIDSet) { event in
            partner.introduce(&event)
            event.set(ConnectionEvents.appType, partner.appType)
            event.set(ConnectionEvents.app, partner.app)
        }
    }

    private mutating func changeSecret(
        _ partner: PartnerIdentity, _ number: Int, _ change: ConfigurationChange
    ) {
        let (secret, fingerprint) = (company.secrets[number], digest())
        let expires = number == 0 ? company.at(400) : clock.adding(seconds: 31_536_000)
        act(PartnerSetupEvents.secretChanged) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.secret, secret)
            event.set(ConnectionEvents.app, partner.app)
            event.set(ConnectionEvents.change, change)
            event.set(PartnerSetupEvents.secretExpires, expires)
            event.set(PartnerSetupEvents.secretFingerprint, fingerprint)
        }
    }

    mutating func setLandingPage(_ page: LandingPage, _ partner: PartnerIdentity) {
        let address = page == .custom ? digest() : nil
        act(PartnerSetupEvents.landingPageSet) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.page, page)
            event.set(PartnerSetupEvents.addressDigest, address)
        }
    }

    /// - Parameter errorCode: of a test that fails.
    mutating func test(_ partner: PartnerIdentity, _ trigger: Trigger, errorCode: Int? = nil) {
        act(PartnerSetupEvents.tested) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.outcome, errorCode == nil ? Outcome.success : .failure)
            event.set(PartnerSetupEvents.trigger, trigger)
            event.set(PartnerSetupEvents.cloud, partner.cloud)
            event.set(PartnerSetupEvents.connectionType, partner.connectionType)
            event.set(PartnerSetupEvents.errorCode, errorCode)
        }
    }

    private mutating func updateInventory(_ partner: PartnerIdentity) {
        act(PartnerSetupEvents.updateRequested) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.outcome, Outcome.success)
            event.set(PartnerSetupEvents.trigger, Trigger.manual)
            event.set(PartnerSetupEvents.devices, 12)
        }
    }

    private mutating func suspend(_ partner: PartnerIdentity) {
        act(PartnerSetupEvents.suspended, note: partner.note(.macOS, .suspended)) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.trigger, Trigger.manual)
            event.set(ConnectionEvents.platform, Platform.macOS)
            event.set(PartnerSetupEvents.isKept, true)
        }
    }

    /// The secret's term ends, so that what the partner sends is refused until there is another.
    private mutating func expire(_ partner: PartnerIdentity) {
        let (secret, expires) = (company.secrets[0], company.at(400))
        tell(PartnerSetupEvents.secretExpired) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.secret, secret)
            event.set(ConnectionEvents.app, partner.app)
            event.set(PartnerSetupEvents.secretExpires, expires)
        }
        wait(60...600)
        tell(PartnerSetupEvents.rejected, note: partner.note(.macOS, .rejected)) { event in
            partner.introduce(&event)
            event.set(ConnectionEvents.platform, Platform.macOS)
            event.set(PartnerSetupEvents.errorCode, 7_000_222)
        }
        observe(partner, .rejected, [.macOS])
        wait(until: company.at(410))
        changeSecret(partner, 1, .changed)
        configure(partner, secret: company.secrets[1], expires: clock.adding(seconds: 31_536_000))
        test(partner, .manual)
        act(PartnerSetupEvents.enabled, note: partner.note(.macOS, .enabled)) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.trigger, Trigger.automatic)
            event.set(ConnectionEvents.platform, Platform.macOS)
        }
        observe(partner, .enabled, [.macOS])
    }

    /// The connection is ended, with the dates at which its computers are marked and removed.
    private mutating func terminate(_ partner: PartnerIdentity) {
        let (marking, removal) = (company.at(Company.marking), company.at(Company.removal))
        act(PartnerSetupEvents.terminated, note: partner.note(.macOS, .terminated)) { event in
            partner.introduce(&event)
            event.set(ConnectionEvents.removalAt, removal)
            event.set(ConnectionEvents.nonComplianceAt, marking)
            event.set(ConnectionEvents.platform, Platform.macOS)
            event.set(PartnerSetupEvents.devices, 12)
        }
        observe(partner, .terminated, [.macOS], removal: removal, marking: marking)
        wait(until: removal)
        remove(partner, [.macOS])
        let (policy, accessPolicy) = (company.policy, company.accessPolicy)
        act(CompliancePolicyEvents.deleted) { $0.policy(policy) }
        act(PolicyEvents.deleted) { $0.policy(accessPolicy) }
    }
}

extension ScenarioScript {
    /// Jamf's Cloud Connector: two applications that need consent, and one installation after another.
    mutating func setUpJamfCloud() {
        let (company, partner) = (company, company.jamfCloud)
        prepare(
            for: .jamfPro, missing: .intuneSubscription,
            needs: [.directoryPremium, .intuneSubscription, .administratorConsent], cloud: partner.cloud)
        signIn(to: .managerConsole, privilege: .conditionalAccess)
        setAddress(.consent, of: partner, on: nil)
        for (turn, instance) in company.installations.enumerated() {
            if turn > 0 { wait(600...1_200) }
            consent(to: partner, declinesFirst: false)
            var registration = partner
            registration.role = .userRegistration
            registration.appName = "Cloud Connector user registration app"
            consent(to: registration, declinesFirst: turn == 0)
            if turn == 0 {
                signIn(to: .intuneAdminCenter)
                add(partner, for: .macOS)
                assign(partner, for: .macOS, groups: [company.groups[0]])
            }
            nameApplication(partner)
            signIn(to: .managerConsole)
            configure(partner)
            test(partner, .automatic)
            connect(instance, partner, others: turn)
            setVersion(of: instance, VersionNumber(major: 10, minor: 25), partner)
            if turn == 0 {
                complete(partner, [.macOS])
                setLandingPage(.registration, partner)
                compliancePolicy(by: .intune)
                accessPolicy(.enabled)
            }
        }
        wait(until: company.at(500))
        heartbeat(partner)
        wait(until: company.at(900))
        heartbeat(partner)
    }
}

extension Company {
    /// When the computers of an ended connection are marked, and when they are removed, in thousandths of the
    /// plan.
    static let marking = 700
    static let removal = 850

    var jamf: PartnerIdentity {
        PartnerIdentity(
            partner: partner, product: .jamfPro, kind: .deviceManagement, app: app, principal: principal,
            role: .complianceUpdate, appType: .singleTenantApp, appName: "Jamf Native macOS Connector",
            permissions: [.updateDeviceAttributes, .readApplications], connectionType: .manual)
    }

    var jamfCloud: PartnerIdentity {
        PartnerIdentity(
            partner: partner, product: .jamfPro, kind: .deviceManagement, app: app, principal: principal,
            role: .cloudConnector, appName: "Cloud Connector",
            permissions: [.updateDeviceAttributes, .readApplications], cloud: .usGovernmentHigh,
            connectionType: .cloudConnector)
    }
}
