import EventCatalogue
import LedgerModel

extension ScenarioScript {
    /// What a tenant has before a manager comes: its cloud, its subscriptions, and whether all is there that
    /// the manager needs. The first check finds something missing, which is then brought.
    mutating func prepare(
        for product: ManagerProduct, missing: Prerequisite, needs: [Prerequisite], cloud: Cloud = .global
    ) {
        let (sku, servicePlan) = (company.sku, company.servicePlan)
        wait(1...20)
        tell(TenantEvents.cloudObserved) { event in
            event.set(TenantEvents.cloud, cloud)
            event.set(TenantEvents.witness, Witness.signIn)
        }
        wait(1...5)
        tell(SubscriptionEvents.observed) { event in
            event.set(SubscriptionEvents.sku, sku)
            event.set(SubscriptionEvents.status, CapabilityStatus.warning)
            event.set(SubscriptionEvents.enabled, 20)
        }
        act(TenantEvents.prerequisitesChecked) { event in
            event.set(TenantEvents.met, needs.filter { $0 != missing })
            event.set(TenantEvents.product, product)
            event.set(TenantEvents.missing, [missing])
        }
        act(TenantEvents.subscriptionChanged) { event in
            event.set(SubscriptionEvents.sku, sku)
            event.set(SubscriptionEvents.status, CapabilityStatus.enabled)
            event.set(SubscriptionEvents.enabled, 200)
            event.set(SubscriptionEvents.consumed, 12)
            event.set(SubscriptionEvents.includesIntune, true)
            event.set(SubscriptionEvents.includesPremium, true)
            event.set(TenantEvents.statusBefore, CapabilityStatus.warning)
            event.set(TenantEvents.enabledBefore, 20)
            event.set(TenantEvents.change, ConfigurationChange.changed)
        }
        act(TenantEvents.licenceChanged) { event in
            event.set(SubscriptionEvents.sku, sku)
            event.set(SubscriptionEvents.enabled, 200)
            event.set(SubscriptionEvents.consumed, 150)
            event.set(SubscriptionEvents.includesIntune, true)
            event.set(SubscriptionEvents.includesPremium, true)
            event.set(TenantEvents.enabledBefore, 20)
            event.set(TenantEvents.change, ConfigurationChange.assigned)
            event.set(TenantEvents.plan, servicePlan)
        }
        act(TenantEvents.prerequisitesChecked) { event in
            event.set(TenantEvents.met, needs)
            event.set(TenantEvents.product, product)
        }
    }

    mutating func configureSync(_ kind: DirectorySyncKind, of product: ManagerProduct) {
        act(TenantEvents.syncConfigured) { event in
            event.set(TenantEvents.syncKind, kind)
            event.set(TenantEvents.product, product)
            event.set(TenantEvents.isEnabled, true)
        }
    }

    mutating func synchronise(
        _ kind: DirectorySyncKind, of product: ManagerProduct, _ outcome: Outcome = .success
    ) {
        let groups = company.groups.count
        act(TenantEvents.synced) { event in
            event.set(TenantEvents.syncKind, kind)
            event.set(TenantEvents.product, product)
            event.set(TenantEvents.trigger, Trigger.manual)
            event.set(TenantEvents.outcome, outcome)
            guard outcome == .success else { return }
            event.set(TenantEvents.users, 150)
            event.set(TenantEvents.groups, groups)
        }
    }

    /// Says for how long compliance is valid, which the directory has set to as much by itself.
    mutating func setValidity() {
        act(TenantEvents.validitySet) { event in
            event.set(TenantEvents.days, 30)
        }
    }

    mutating func showAuthority(of product: ManagerProduct) {
        wait(1...9)
        tell(TenantEvents.authorityObserved) { event in
            event.set(TenantEvents.displayed, ManagerProduct.intune)
            event.set(TenantEvents.actual, product)
        }
    }

    mutating func enable(_ feature: PartnerFeature, of partner: PartnerIdentity, by party: EnablingParty) {
        wait(1...20)
        tell(PartnerSetupEvents.featureEnabled) { event in
            partner.introduce(&event)
            event.set(PartnerSetupEvents.feature, feature)
            event.set(PartnerSetupEvents.by, party)
        }
    }

    mutating func assignBroker(_ broker: BrokerApp, on platform: Platform, by product: ManagerProduct) {
        let groups = company.groups
        act(AppEvents.assigned) { event in
            event.set(AppEvents.platform, platform)
            event.set(AppEvents.intent, AssignmentIntent.required)
            event.set(AppEvents.broker, broker)
            event.set(AppEvents.allUsers, false)
            event.set(AppEvents.groups, [groups[0]])
            event.set(AppEvents.product, product)
        }
    }

    mutating func setVersion(
        of instance: Bits128, _ version: VersionNumber, before: VersionNumber? = nil,
        _ partner: PartnerIdentity
    ) {
        wait(1...9)
        tell(InstanceEvents.versionObserved) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.version, version)
            event.set(InstanceEvents.versionBefore, before)
        }
    }

    mutating func connect(_ instance: Bits128, _ partner: PartnerIdentity, others: Int) {
        act(
            InstanceEvents.connected,
            note: .installation(instance, product: partner.product, isConnected: true, isReporting: nil)
        ) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.others, others)
            // Cores stand in the company's own house, all others are their vendors' services.
            event.set(
                InstanceEvents.hosting,
                partner.product == .ivantiEPMM ? InstanceHosting.onPremises : .vendorCloud)
        }
    }

    mutating func setReporting(_ isReporting: Bool, of instance: Bits128, _ partner: PartnerIdentity) {
        let policy = company.policy
        act(
            isReporting ? InstanceEvents.policyEnabled : InstanceEvents.policyDisabled,
            note: .installation(
                instance, product: partner.product, isConnected: nil, isReporting: isReporting)
        ) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.policy, policy)
        }
    }

    mutating func disconnect(
        _ instance: Bits128, _ partner: PartnerIdentity, others: Int, isReporting: Bool = false,
        violation: PlantedViolation? = nil
    ) {
        act(
            InstanceEvents.disconnected,
            note: .installation(instance, product: partner.product, isConnected: false, isReporting: nil),
            violation: violation
        ) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.isLast, others == 0)
            event.set(InstanceEvents.others, others)
            event.set(InstanceEvents.policyIsEnabled, isReporting)
        }
    }

    /// From where an installation comes is changed, and only later what the access policies hold of it.
    mutating func changeAddress(of instance: Bits128, _ partner: PartnerIdentity, until later: Timestamp) {
        let location = company.location
        wait(1...60)
        tell(InstanceEvents.addressChanged) { event in
            partner.introduce(instance, &event)
            event.set(InstanceEvents.addresses, 2)
            event.set(InstanceEvents.addressesAdded, 1)
            event.set(InstanceEvents.addressesRemoved, 1)
            event.set(InstanceEvents.trigger, Trigger.automatic)
        }
        wait(until: later)
        act(PolicySettingEvents.locationChanged) { event in
            event.set(PolicySettingEvents.change, ConfigurationChange.changed)
            event.set(PolicySettingEvents.location, location)
            event.set(PolicySettingEvents.locationKind, NetworkLocationKind.addresses)
            event.set(PolicySettingEvents.isTrusted, true)
            event.set(PolicySettingEvents.ranges, 2)
            event.set(PolicySettingEvents.rangesAdded, 1)
            event.set(PolicySettingEvents.rangesRemoved, 1)
        }
    }

    mutating func setAddress(_ purpose: AddressPurpose, of partner: PartnerIdentity, on platform: Platform?) {
        let address = digest()
        act(PartnerSetupEvents.addressSet) { event in
            partner.introduce(&event)
            event.set(ConnectionEvents.platform, platform)
            event.set(PartnerSetupEvents.purpose, purpose)
            event.set(PartnerSetupEvents.addressDigest, address)
        }
    }

    mutating func changeScope(
        of partner: PartnerIdentity, platform: Platform?, from before: ScopeMode, to after: ScopeMode,
        added: [Bits128] = [], removed: [Bits128] = [], count: Int = 0, countBefore: Int = 0
    ) {
        act(ScopeEvents.changed) { event in
            event.set(ScopeEvents.partner, partner.partner)
            event.set(ScopeEvents.product, partner.product)
            event.set(ScopeEvents.platform, platform)
            event.set(ScopeEvents.mode, after)
            event.set(ScopeEvents.modeBefore, before)
            if !added.isEmpty { event.set(ScopeEvents.added, added) }
            if !removed.isEmpty { event.set(ScopeEvents.removed, removed) }
            event.set(ScopeEvents.addedCount, added.count)
            event.set(ScopeEvents.removedCount, removed.count)
            event.set(ScopeEvents.count, count)
            event.set(ScopeEvents.countBefore, countBefore)
        }
    }

    mutating func seeGroup(_ group: Bits128, of product: ManagerProduct) {
        wait(1...5)
        tell(ScopeEvents.managementObserved) { event in
            event.group(group)
            event.set(ScopeEvents.product, product)
            event.set(ScopeEvents.isManaged, true)
            event.set(ScopeEvents.isOfDirectory, true)
        }
    }

    mutating func setLeast(
        _ component: VersionedComponent, _ least: VersionNumber, of product: ManagerProduct,
        on platform: Platform?
    ) {
        act(PolicySettingEvents.leastVersionSet) { event in
            event.set(PolicySettingEvents.component, component)
            event.set(PolicySettingEvents.product, product)
            event.set(PolicySettingEvents.platform, platform)
            event.set(PolicySettingEvents.least, least)
        }
    }
}
