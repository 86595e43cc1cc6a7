import EventCatalogue
import LedgerModel

// Installations: R46, R47, and R31 of an installation's version.
extension CommandRules {
    func checkDisconnecting(
        _ command: RuleEvent, _ tenant: TenantRecord, _ end: TenantRecord, _ judgement: inout RuleJudgement
    ) {
        let data = command.data
        let instance = data[InstanceEvents.instance]
        let record = instance.flatMap { tenant.instances[$0] }
        guard let product = data[InstanceEvents.product].known ?? record?.product else {
            judgement.cannotTell(.installationAlone, "the product of the installation")
            judgement.cannotTell(.policyStillEnabled, "the product of the installation")
            return
        }
        // The documents ask it of MobileIron's Cores alone.
        guard product == .ivantiEPMM else { return }
        checkOthers(command, instance, tenant, end, &judgement)
        var rows: [StandingFact] = []
        let policy = record?.isPolicyEnabled.at(command.occurred)
        let said = data[InstanceEvents.policyIsEnabled]
        if let policy, policy.value {
            rows.append(
                StandingFact("its compliance policy is enabled", since: policy.since, at: policy.place))
        }
        if said == true {
            rows.append(StandingFact("the event says that its policy still sent verdicts", at: command.place))
        }
        if !rows.isEmpty {
            judgement.refuse(
                .policyStillEnabled, rows,
                wayOut: "record instance.compliance_policy_disabled of \(Self.name(instance)) first")
        } else if policy == nil, said == nil {
            judgement.cannotTell(.policyStillEnabled, "whether its compliance policy is enabled")
        }
    }

    private func checkOthers(
        _ command: RuleEvent, _ instance: Bits128?, _ tenant: TenantRecord, _ end: TenantRecord,
        _ judgement: inout RuleJudgement
    ) {
        var rows: [StandingFact] = []
        // How many the same input disconnects as well.
        var goingToo: Int64 = 0
        for (id, other) in end.instances where id != instance && other.product == .ivantiEPMM {
            guard let last = other.isConnected.entries.last else { continue }
            if !last.value, case .submitted = last.place { goingToo += 1 }
            guard last.value, let standing = tenant.instances[id]?.isConnected.at(command.occurred),
                standing.value
            else { continue }
            rows.append(
                StandingFact(
                    "installation \(id.guidText) is connected", since: standing.since, at: standing.place))
        }
        rows.sort { ($0.place ?? command.place, $0.what) < ($1.place ?? command.place, $1.what) }
        let others = command.data[InstanceEvents.others]
        let isLast = command.data[InstanceEvents.isLast]
        if let others, others > goingToo {
            rows.append(StandingFact("the event says that others stay: \(others)", at: command.place))
        } else if isLast == false, others == nil, goingToo == 0 {
            rows.append(StandingFact("the event says that it is not the last one", at: command.place))
        }
        if !rows.isEmpty {
            judgement.refuse(
                .installationAlone, rows,
                wayOut: "disconnect all of them in one input, or leave \(Self.name(instance)) connected and "
                    + "record instance.compliance_policy_disabled of it")
        } else if instance == nil, others == nil, isLast == nil {
            judgement.cannotTell(.installationAlone, "which installation it is")
        }
    }

    func checkInstallation(
        _ command: RuleEvent, _ kind: RuleEventKind, _ tenant: TenantRecord,
        _ judgement: inout RuleJudgement
    ) {
        let data = command.data
        let record = data[InstanceEvents.instance].flatMap { tenant.instances[$0] }
        guard let product = data[InstanceEvents.product].known ?? record?.product else {
            return judgement.cannotTell(.minimumVersion, "the product of the installation")
        }
        guard let documented = product.documented else { return }
        let least = minimum(
            of: documented, on: nil, requiredBy: documented, for: .complianceReporting, at: command.occurred)
        guard let least else { return }
        var version: VersionNumber?
        var row: StandingFact?
        if kind == .versionObserved {
            // One that is not connected may be as old as it likes.
            guard let connected = record?.isConnected.at(command.occurred), connected.value else { return }
            version = data[InstanceEvents.version]
            row = StandingFact(
                "the installation is connected", since: connected.since, at: connected.place)
        } else if let seen = record?.version.at(command.occurred) {
            version = seen.value
            row = StandingFact(
                "the installation runs \(seen.value.text)", since: seen.since, at: seen.place)
        }
        guard let version, let row else {
            return judgement.cannotTell(.minimumVersion, "which version the installation runs")
        }
        refuse(version, below: least, of: "\(product.word)", rows: [row], &judgement)
    }

    static func name(_ instance: Bits128?) -> String {
        instance.map { "installation \($0.guidText)" } ?? "the installation"
    }
}
