import EventCatalogue
import LedgerModel
import StrictJSON

extension ManagementMapping {
    /// How a partner's connection stands, when the partner was last in contact, and for whom it works.
    mutating func mapPartner(_ kind: PartnerKind) throws(Rejection) {
        var personal = privateText()
        personal.add(.targetName, inner, "displayName")
        let state: PartnerState? = try inner.word("partnerState", &personal)
        let heartbeat = try inner.time("lastHeartbeatDateTime", forms: record.forms)
        personal.add(.timeText, heartbeat?.text)
        guard let partner = try inner.guid("id") else {
            observe(.configuration, .detailMissing, personal)
            return
        }
        var about = subject
        about.connection = partner
        var data = PublicData()
        data.set(ConnectionEvents.partner, partner)
        data.set(ConnectionEvents.kind, kind)
        data.set(ConnectionEvents.state, state)
        data.set(ConnectionEvents.iOS, try inner.flag("iosOnboarded"))
        data.set(ConnectionEvents.macOS, try inner.flag("macOsOnboarded"))
        data.set(ConnectionEvents.android, try inner.flag("androidOnboarded"))
        data.set(ConnectionEvents.windows, try inner.flag("windowsOnboarded"))
        data.set(ConnectionEvents.isConfigured, try inner.flag("isConfigured"))
        data.set(ConnectionEvents.appType, try inner.word("partnerAppType", &personal))
        data.set(ConnectionEvents.app, try inner.guid("singleTenantAppId"))
        data.set(ConnectionEvents.removalAt, try instant("whenPartnerDevicesWillBeRemovedDateTime"))
        data.set(
            ConnectionEvents.nonComplianceAt,
            try instant("whenPartnerDevicesWillBeMarkedAsNonCompliantDateTime"))
        emit(ConnectionEvents.stateObserved, about, data: data, personal: personal)
        if let heartbeat {
            var data = PublicData()
            data.set(ConnectionEvents.partner, partner)
            data.set(ConnectionEvents.kind, kind)
            emit(ConnectionEvents.heartbeat, about, occurred: OccurredTime(heartbeat.instant), data: data)
        }
        for (name, platform) in Self.assignments {
            // An empty list says that nobody is assigned; an absent one says nothing.
            guard inner.member(name) != nil else { continue }
            try mapAssignment(name, platform, partner, kind, about)
        }
    }

    private static let assignments: [(name: StaticString, platform: Platform?)] = [
        ("iosEnrollmentAssignments", .iOS), ("macOsEnrollmentAssignments", .macOS),
        ("androidEnrollmentAssignments", .android), ("windowsEnrollmentAssignments", .windows),
        ("groupsRequiringPartnerEnrollment", nil),
    ]

    /// The most groups of either kind that an event names.
    private static let mostGroups = 1_000

    private mutating func mapAssignment(
        _ name: StaticString, _ platform: Platform?, _ partner: Bits128, _ kind: PartnerKind,
        _ about: EventSubject
    ) throws(Rejection) {
        let list = try AssignmentList(try inner.objects(name), most: Self.mostGroups)
        var data = PublicData()
        data.set(ConnectionEvents.partner, partner)
        data.set(ConnectionEvents.kind, kind)
        data.set(ConnectionEvents.platform, platform)
        data.set(ConnectionEvents.allUsers, list.allUsers)
        data.set(ConnectionEvents.allDevices, list.allDevices)
        data.set(ConnectionEvents.groups, list.groups)
        data.set(ConnectionEvents.excludedGroups, list.excluded)
        data.set(ConnectionEvents.others, list.others == 0 ? nil : list.others)
        emit(ConnectionEvents.assignmentObserved, about, data: data)
    }

    /// Graph's object of a compliance policy.
    mutating func mapCompliancePolicy() throws(Rejection) {
        var personal = privateText()
        personal.add(.policyNames, inner, "displayName")
        personal.add(.timeText, record.time?.text)
        guard let policy = try inner.guid("id") else {
            observe(.configuration, .detailMissing, personal)
            return
        }
        var about = subject
        about.policies = [policy]
        let mostListed = CompliancePolicyEvents.mostListed
        var data = PublicData()
        data.set(CompliancePolicyEvents.version, try inner.integer("version"))
        data.set(
            CompliancePolicyEvents.platform, Platform(policyType: inner.freeText("@odata.type") ?? []))
        let actions = try scheduledActions(&personal)
        data.set(CompliancePolicyEvents.actions, actions.map { Array($0.prefix(mostListed)) })
        data.set(
            CompliancePolicyEvents.blockAfterHours,
            actions?.filter { $0.action == .block }.compactMap(\.graceHours).min())
        // An absent list of assignments was not read.
        if inner.member("assignments") != nil {
            let list = try AssignmentList(try inner.objects("assignments"), most: mostListed)
            data.set(CompliancePolicyEvents.allUsers, list.allUsers)
            data.set(CompliancePolicyEvents.allDevices, list.allDevices)
            data.set(CompliancePolicyEvents.groups, list.groups)
            data.set(CompliancePolicyEvents.excludedGroups, list.excluded)
            data.set(CompliancePolicyEvents.others, list.others == 0 ? nil : list.others)
        }
        emit(CompliancePolicyEvents.observed, about, data: data, personal: personal)
    }

    /// What a compliance policy does about a device that is not compliant, in one order; nil where the
    /// record does not say it: Graph leaves it out unless it is asked for.
    private func scheduledActions(_ personal: inout PrivateText) throws(Rejection) -> [ScheduledAction]? {
        guard inner.member("scheduledActionsForRule") != nil else { return nil }
        var out: [ScheduledAction] = []
        var isSaid = true
        for rule in try inner.objects("scheduledActionsForRule") {
            guard rule.member("scheduledActionConfigurations") != nil else {
                isSaid = false
                continue
            }
            for item in try rule.objects("scheduledActionConfigurations") {
                out.append(
                    ScheduledAction(
                        action: try item.word("actionType", &personal),
                        graceHours: try item.integer("gracePeriodHours").flatMap { $0 < 0 ? nil : $0 }))
            }
        }
        return isSaid ? out.sorted() : nil
    }

    /// Graph's object of a conditional access policy.
    mutating func mapAccessPolicy() throws(Rejection) {
        var personal = privateText()
        personal.add(.policyNames, inner, "displayName")
        personal.add(.timeText, record.time?.text)
        let content = try PolicyContent(inner, &personal)
        guard let policy = try inner.guid("id") else {
            observe(.configuration, .detailMissing, personal)
            return
        }
        var about = subject
        about.policies = [policy]
        var data = PublicData()
        data.set(PolicyEvents.state, content.state)
        data.set(PolicyEvents.grantOperator, content.grantOperator)
        data.set(PolicyEvents.controls, content.controls)
        data.set(PolicyEvents.scope, content.scope)
        emit(CompliancePolicyEvents.accessPolicyObserved, about, data: data, personal: personal)
    }

    /// Graph's object of a subscription: how many licences a tenant has, and whether Intune and the premium
    /// directory are among their plans.
    mutating func mapSubscription() throws(Rejection) {
        var personal = privateText()
        personal.add(.targetName, inner, "skuPartNumber")
        guard let sku = try inner.guid("skuId") else {
            observe(.configuration, .detailMissing, personal)
            return
        }
        let units = try inner.object("prepaidUnits")
        let plans = try inner.objects("servicePlans")
        var hasIntune = false
        var hasPremium = false
        for plan in plans {
            let isProvisioned =
                plan.freeText("provisioningStatus").map { ASCII.equalIgnoringCase($0, "Success") } ?? true
            guard isProvisioned, let name = plan.freeText("servicePlanName") else { continue }
            if ASCII.starts(name, with: "INTUNE_") { hasIntune = true }
            if ASCII.starts(name, with: "AAD_PREMIUM") { hasPremium = true }
        }
        let hasPlans = inner.member("servicePlans") != nil
        var data = PublicData()
        data.set(SubscriptionEvents.sku, sku)
        data.set(SubscriptionEvents.status, try inner.word("capabilityStatus", &personal))
        data.set(SubscriptionEvents.enabled, try units?.integer("enabled"))
        data.set(SubscriptionEvents.suspended, try units?.integer("suspended"))
        data.set(SubscriptionEvents.warning, try units?.integer("warning"))
        data.set(SubscriptionEvents.lockedOut, try units?.integer("lockedOut"))
        data.set(SubscriptionEvents.consumed, try inner.integer("consumedUnits"))
        data.set(SubscriptionEvents.includesIntune, hasPlans ? hasIntune : nil)
        data.set(SubscriptionEvents.includesPremium, hasPlans ? hasPremium : nil)
        emit(SubscriptionEvents.observed, subject, data: data, personal: personal)
    }

    private func instant(_ name: StaticString) throws(Rejection) -> Timestamp? {
        try inner.time(name, forms: record.forms)?.instant
    }
}

extension Platform {
    /// The family in the type of a compliance policy, `#microsoft.graph.windows10CompliancePolicy`.
    fileprivate init?(policyType text: [UInt8]) {
        let names: [(StaticString, Platform)] = [
            ("windowsPhone", .windowsPhone), ("windows10Mobile", .windowsPhone), ("windows", .windows),
            ("ios", .iOS), ("macOS", .macOS), ("android", .android), ("aosp", .android), ("linux", .linux),
        ]
        let prefix: StaticString = "#microsoft.graph."
        guard ASCII.starts(text, with: prefix) else { return nil }
        let type = Array(text.dropFirst(prefix.utf8CodeUnitCount))
        guard let found = names.first(where: { ASCII.starts(type, with: $0.0) }) else { return nil }
        self = found.1
    }
}
