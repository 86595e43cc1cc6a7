import EventCatalogue
import LedgerModel

// R50, R48, R30 and Cores whose policy is disabled: reports of compliance.
extension CommandRules {
    func checkReport(_ command: RuleEvent, _ state: RuleState, _ judgement: inout RuleJudgement) {
        let tenant = state.tenant(of: command)
        guard let product = command.data[ComplianceEvents.evaluator].known else {
            for rule in [CommandRule.consent, .platform, .sync] {
                judgement.cannotTell(rule, "which device manager evaluated")
            }
            if command.data[ComplianceEvents.road] == .mdmApp {
                judgement.cannotTell(.windowsPath, "which device manager evaluated")
            }
            return
        }
        // Intune reports to itself, and other roads than a partner's need none of this.
        guard product != .intune else { return }
        if product == .ivantiEPMM { checkPolicies(command, product, tenant, &judgement) }
        switch command.data[ComplianceEvents.road] {
        case .mdmApp?:
            if product == .workspaceOne { checkWindowsPath(command, state, &judgement) }
            return
        case .graph?, .customConnector?: return
        case .partnerCompliance?, .legacyInventory?: break
        case .unrecognised?, nil:
            // Windows mostly goes another way.
            guard state.device(of: command, \.platform)?.value == .windows else { break }
            var rules = [CommandRule.consent, .platform, .sync]
            if product == .workspaceOne { rules.append(.windowsPath) }
            for rule in rules {
                judgement.cannotTell(rule, "by what road the report of a Windows device goes")
            }
            return
        }
        checkConsent(command, product, tenant, &judgement)
        checkPlatform(command, product, state, tenant, &judgement)
        if product == .workspaceOne { checkSync(command, product, tenant, &judgement) }
    }

    private func checkConsent(
        _ command: RuleEvent, _ product: ManagerProduct, _ tenant: TenantRecord,
        _ judgement: inout RuleJudgement
    ) {
        let consents = [product, nil].compactMap { tenant.consents[$0] }
        guard consents.allSatisfy({ $0.at(command.occurred) == nil }) else { return }
        var rows = [
            StandingFact("no consent to an application of \(product.word) stands at \(command.occurred)")
        ]
        let later = consents.compactMap { $0.entries.first }.min {
            ($0.since, $0.place) < ($1.since, $1.place)
        }
        if let later {
            rows.append(StandingFact("consent was given", on: later.since, at: later.place))
        }
        judgement.refuse(
            .consent, rows, wayOut: "record partner.consent_granted for \(product.word) first")
    }

    private func checkPlatform(
        _ command: RuleEvent, _ product: ManagerProduct, _ state: RuleState, _ tenant: TenantRecord,
        _ judgement: inout RuleJudgement
    ) {
        guard let seen = state.device(of: command, \.platform),
            let platform = ConnectionRecord.family(seen.value)
        else { return judgement.cannotTell(.platform, "the platform of the device") }
        var rows: [StandingFact] = []
        for (key, record) in tenant.connections {
            guard let entry = record.platforms[platform]?.at(command.occurred) else { continue }
            guard record.product == product else {
                // Whose it is, no event says: it may be this one's.
                guard record.product == nil, entry.value.takesReports else { continue }
                return judgement.cannotTell(.platform, "whose connection \(key.text) is")
            }
            if entry.value.takesReports { return }
            rows.append(
                StandingFact(
                    "\(key.text) is \(entry.value.text) for \(platform.word)", since: entry.since,
                    at: entry.place))
        }
        if rows.isEmpty {
            rows.append(
                StandingFact("\(product.word) is not set up for \(platform.word) at \(command.occurred)"))
        }
        rows.sort { ($0.place ?? command.place, $0.what) < ($1.place ?? command.place, $1.what) }
        rows.append(StandingFact("the device runs \(seen.value.word)", since: seen.since, at: seen.place))
        judgement.refuse(
            .platform, rows,
            wayOut: "record partner.added or partner.resumed of \(product.word) for \(platform.word) first")
    }

    private func checkSync(
        _ command: RuleEvent, _ product: ManagerProduct, _ tenant: TenantRecord,
        _ judgement: inout RuleJudgement
    ) {
        guard let change = tenant.changes[product]?.at(command.occurred) else { return }
        let sync = [product, nil].compactMap { tenant.syncs[$0]?.at(command.occurred) }
            .max { ($0.since, $0.place) < ($1.since, $1.place) }
        if let sync, (sync.since, sync.place) > (change.since, change.place) { return }
        var rows = [
            StandingFact(
                "users or platforms of \(product.word) changed", on: change.since, at: change.place)
        ]
        rows.append(
            sync.map { StandingFact("the last sync was before it", on: $0.since, at: $0.place) }
                ?? StandingFact("no sync is recorded up to \(command.occurred)"))
        judgement.refuse(.sync, rows, wayOut: "record tenant.directory_synced of \(product.word) first")
    }

    /// A Core sends no verdicts once its compliance policy is disabled.
    ///
    /// A report does not say which Core it came from: it is refused where none may send one.
    private func checkPolicies(
        _ command: RuleEvent, _ product: ManagerProduct, _ tenant: TenantRecord,
        _ judgement: inout RuleJudgement
    ) {
        let cores = tenant.instances.filter {
            $0.value.product == product && $0.value.isConnected.at(command.occurred)?.value != false
        }
        var rows: [StandingFact] = []
        for (id, core) in cores {
            guard let policy = core.isPolicyEnabled.at(command.occurred), !policy.value else { continue }
            rows.append(
                StandingFact(
                    "the compliance policy of \(Self.name(id)) is disabled", since: policy.since,
                    at: policy.place))
        }
        guard !rows.isEmpty else { return }
        let others = cores.values.compactMap { $0.others.at(command.occurred) }
            .max { ($0.since, $0.place) < ($1.since, $1.place) }
        guard rows.count == cores.count, others.map({ $0.value < Int64(cores.count) }) ?? true else {
            return judgement.cannotTell(.disabledPolicy, "which installation sent the verdict")
        }
        rows.sort { ($0.place ?? command.place, $0.what) < ($1.place ?? command.place, $1.what) }
        judgement.refuse(
            .disabledPolicy, rows,
            wayOut: "record instance.compliance_policy_enabled of the installation first")
    }
}
