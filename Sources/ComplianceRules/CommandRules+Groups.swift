import EventCatalogue
import LedgerModel

// R58: groups that MaaS360 works for.
extension CommandRules {
    func checkGroups(_ command: RuleEvent, _ tenant: TenantRecord, _ judgement: inout RuleJudgement) {
        let data = command.data
        let added = data[ScopeEvents.added] ?? []
        let mode = data[ScopeEvents.mode].known
        guard mode == .groups || (mode == nil && !added.isEmpty) else { return }
        let product =
            command.setupProduct.known ?? ConnectionKey(command).flatMap { tenant.connections[$0]?.product }
        guard let product else { return judgement.cannotTell(.groups, "whose scope it is") }
        // Of other device managers no document asks it.
        guard product == .maas360 else { return }
        var rows: [StandingFact] = []
        var isSyncMissing = false
        if let fact = missingSync(of: product, tenant, at: command.occurred) {
            rows.append(fact)
            isSyncMissing = true
        }
        var unknown = added.isEmpty && (data[ScopeEvents.addedCount] ?? 0) > 0
        var isGroupWrong = false
        for group in added {
            let entries = [product, nil].compactMap {
                tenant.groups[TenantRecord.GroupOf(group: group, product: $0)]?.at(command.occurred)
            }
            guard let seen = entries.max(by: { ($0.since, $0.place) < ($1.since, $1.place) }) else {
                unknown = true
                continue
            }
            if seen.value.isManaged, seen.value.isOfDirectory != false {
                unknown = unknown || seen.value.isOfDirectory == nil
                continue
            }
            isGroupWrong = true
            let fault =
                seen.value.isManaged
                ? "does not come from the tenant's directory" : "is none that \(product.word) manages"
            rows.append(
                StandingFact("group \(group.guidText) \(fault)", since: seen.since, at: seen.place))
        }
        guard rows.isEmpty else {
            var ways: [String] = []
            if isSyncMissing {
                ways.append("record tenant.directory_sync_configured of \(product.word) first")
            }
            if isGroupWrong {
                ways.append("choose groups of Entra that \(product.word) manages")
            }
            return judgement.refuse(.groups, rows, wayOut: ways.joined(separator: "; "))
        }
        if unknown {
            judgement.cannotTell(.groups, "whether the groups are Entra's and \(product.word) manages them")
        }
    }

    /// That no directory sync stands at an instant; one that was run had been set up.
    private func missingSync(
        of product: ManagerProduct, _ tenant: TenantRecord, at instant: Timestamp
    ) -> StandingFact? {
        let configured = [product, nil].compactMap { tenant.syncSettings[$0]?.at(instant) }
            .max { ($0.since, $0.place) < ($1.since, $1.place) }
        if let configured {
            return configured.value
                ? nil
                : StandingFact(
                    "the directory sync of \(product.word) is off", since: configured.since,
                    at: configured.place)
        }
        guard [product, nil].allSatisfy({ tenant.syncs[$0]?.at(instant) == nil }) else { return nil }
        return StandingFact("no directory sync of \(product.word) stands at \(instant)")
    }
}

// R59: by which attribute Workspace ONE finds people who join a computer.
extension CommandRules {
    func checkMapping(_ command: RuleEvent, _ tenant: TenantRecord, _ judgement: inout RuleJudgement) {
        let data = command.data
        guard data[InstanceEvents.isEnabled] == true else { return }
        let instance = data[InstanceEvents.instance]
        let record = instance.flatMap { tenant.instances[$0] }
        guard let product = data[InstanceEvents.product].known ?? record?.product else {
            return judgement.cannotTell(.identityMapping, "the product of the installation")
        }
        guard product == .workspaceOne else { return }
        var own = [product, nil].compactMap { tenant.mappings[$0] }
        if let record { own.append(record.mapping) }
        guard own.allSatisfy({ $0.at(command.occurred) == nil }) else { return }
        let others = tenant.instances.values.filter {
            $0.product == product && $0.mapping.at(command.occurred) != nil
        }
        if instance == nil, !others.isEmpty {
            return judgement.cannotTell(.identityMapping, "which installation it is")
        }
        var rows = [StandingFact("no mapping of \(Self.name(instance)) stands at \(command.occurred)")]
        let later = own.compactMap { $0.entries.first }.min {
            ($0.since, $0.place) < ($1.since, $1.place)
        }
        if let later {
            rows.append(StandingFact("a mapping was set", on: later.since, at: later.place))
        }
        judgement.refuse(
            .identityMapping, rows,
            wayOut: "record instance.identity_mapping_set of \(Self.name(instance)) first")
    }
}
