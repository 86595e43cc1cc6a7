import EventCatalogue
import LedgerModel

// Partners' connections: R49, the suppressed notification, and what a Cloud Connector does not do.
extension CommandRules {
    func checkPartner(
        _ command: RuleEvent, _ kind: RuleEventKind, _ tenant: TenantRecord,
        _ judgement: inout RuleJudgement
    ) {
        if kind == .partnerAdded, !command.data[PartnerSetupEvents.outcome].isNoFailure { return }
        guard let key = ConnectionKey(command) else {
            return judgement.cannotTell(.secondPartner, "which partner it is")
        }
        let own = command.setupProduct ?? tenant.connections[key]?.product
        let platform = ConnectionRecord.family(command.data[ConnectionEvents.platform])
        let families = platform.map { [$0] } ?? ConnectionRecord.families
        var rows: [StandingFact] = []
        var isUnclear = false
        for (other, record) in tenant.connections where other != key {
            for family in families {
                // It lasts until somebody ends it: what comes later counts as well.
                guard let series = record.platforms[family],
                    let holding = series.holding(at: command.occurred)
                else { continue }
                if key.isNamed != other.isNamed, own == nil || record.product == nil || own == record.product
                {
                    // One of them has no id: they may be one and the same.
                    isUnclear = true
                    continue
                }
                rows.append(
                    StandingFact(
                        "\(other.text)\(Self.of(record.product, unlessNamed: other)) is "
                            + "\(holding.value.text) for \(family.word)",
                        since: holding.since, at: holding.place))
            }
        }
        rows.sort { ($0.place ?? command.place, $0.what) < ($1.place ?? command.place, $1.what) }
        if !rows.isEmpty {
            judgement.refuse(
                .secondPartner, rows,
                wayOut: "record partner.removed, partner.suspended or partner.terminated of the other "
                    + "partner for \(platform?.word ?? "these platforms") first")
        } else if isUnclear {
            judgement.cannotTell(.secondPartner, "whether two partners without ids are the same")
        }
    }

    private static func of(_ product: ManagerProduct?, unlessNamed key: ConnectionKey) -> String {
        guard key.isNamed, let product else { return "" }
        return " (\(product.word))"
    }

    func checkSuppression(
        _ command: RuleEvent, _ tenant: TenantRecord, _ judgement: inout RuleJudgement
    ) {
        guard command.data[PartnerSetupEvents.isSuppressed] == true else { return }
        let said = command.data[ConnectionEvents.allUsers]
        let standing = ConnectionKey(command).flatMap { tenant.connections[$0] }?.allUsers
            .at(command.occurred)
        var rows: [StandingFact] = []
        if let standing, !standing.value {
            rows.append(
                StandingFact(
                    "the partner works for groups, not for all users", since: standing.since,
                    at: standing.place))
        }
        if said == false {
            rows.append(StandingFact("the event says that not all users are meant", at: command.place))
        }
        if !rows.isEmpty {
            judgement.refuse(
                .suppression, rows,
                wayOut: "record group.scope_changed to everybody first, or leave the notification on")
        } else if said == nil, standing == nil {
            judgement.cannotTell(.suppression, "whether all users are meant")
        }
    }

    func checkTest(_ command: RuleEvent, _ tenant: TenantRecord, _ judgement: inout RuleJudgement) {
        let trigger = command.data[PartnerSetupEvents.trigger].known
        // Tests as a connection is saved or set up are everybody's.
        guard trigger == nil || trigger == .manual, isJamf(command, tenant) else { return }
        let said = command.data[PartnerSetupEvents.connectionType].known
        guard let type = connectionType(of: command, said: said, tenant) else {
            return judgement.cannotTell(.connectorTest, "the type of the connection")
        }
        guard type.value == .cloudConnector else { return }
        guard trigger != nil else {
            return judgement.cannotTell(.connectorTest, "what made the test happen")
        }
        judgement.refuse(
            .connectorTest, [type.row],
            wayOut: "leave it to the test that is made as the connection is set up, or connect by the type "
                + "manual")
    }

    func checkUpdate(_ command: RuleEvent, _ tenant: TenantRecord, _ judgement: inout RuleJudgement) {
        let trigger = command.data[PartnerSetupEvents.trigger].known
        // It is out of turn by itself, unless the event says otherwise.
        guard trigger == nil || trigger == .manual, isJamf(command, tenant) else { return }
        guard let type = connectionType(of: command, said: nil, tenant) else {
            return judgement.cannotTell(.connectorUpdate, "the type of the connection")
        }
        guard type.value == .cloudConnector else { return }
        judgement.refuse(
            .connectorUpdate, [type.row],
            wayOut: "wait for the scheduled inventory, or connect by the type manual")
    }

    func checkHost(
        ofInstallation command: RuleEvent, _ tenant: TenantRecord, _ judgement: inout RuleJudgement
    ) {
        let data = command.data
        let record = data[InstanceEvents.instance].flatMap { tenant.instances[$0] }
        let key = ConnectionKey(installation: command) ?? record?.connection
        let product =
            data[InstanceEvents.product].known ?? record?.product
            ?? key.flatMap { tenant.connections[$0]?.product }
        let hosting = data[InstanceEvents.hosting].known
        // What the vendor runs may be connected by either type.
        guard product == nil || product == .jamfPro, hosting != .vendorCloud else { return }
        guard product != nil else {
            return judgement.cannotTell(.connectorHost, "the product of the installation")
        }
        let type = key.flatMap { tenant.connections[$0] }?.type.at(command.occurred)
        guard let type else {
            return judgement.cannotTell(.connectorHost, "the type of the connection")
        }
        guard type.value == .cloudConnector else { return }
        guard let hosting else { return judgement.cannotTell(.connectorHost, "who runs the installation") }
        judgement.refuse(
            .connectorHost,
            [
                StandingFact(
                    "the connection's type is \(type.value.word)", since: type.since, at: type.place),
                StandingFact("the event says hosting \(hosting.word)", at: command.place),
            ], wayOut: Self.wayOutOfHost)
    }

    func checkHost(
        ofConnection command: RuleEvent, _ tenant: TenantRecord, _ judgement: inout RuleJudgement
    ) {
        guard command.data[PartnerSetupEvents.connectionType] == .cloudConnector, isJamf(command, tenant),
            command.data[PartnerSetupEvents.outcome].isNoFailure
        else { return }
        guard let key = ConnectionKey(command) else {
            return judgement.cannotTell(.connectorHost, "which partner it is")
        }
        let connected = tenant.instances.filter {
            $0.value.connection == key && $0.value.isConnected.at(command.occurred)?.value == true
        }
        // One that is connected later is judged then.
        guard !connected.isEmpty else { return }
        var rows: [StandingFact] = []
        for (id, record) in connected {
            guard let hosting = record.hosting.at(command.occurred) else { continue }
            // One that the vendor runs may be the one that is meant.
            guard hosting.value == .onPremises else { return }
            rows.append(
                StandingFact(
                    "\(Self.name(id)) runs with hosting \(hosting.value.word)", since: hosting.since,
                    at: hosting.place))
        }
        guard rows.count == connected.count else {
            return judgement.cannotTell(.connectorHost, "who runs the installation")
        }
        rows.sort { ($0.place ?? command.place, $0.what) < ($1.place ?? command.place, $1.what) }
        judgement.refuse(.connectorHost, rows, wayOut: Self.wayOutOfHost)
    }

    private static let wayOutOfHost =
        "connect it by the type manual, or let its vendor run the installation (hosting vendorCloud)"

    /// Whether a connection may be Jamf Pro's, which alone has a Cloud Connector.
    private func isJamf(_ command: RuleEvent, _ tenant: TenantRecord) -> Bool {
        let product =
            command.setupProduct.known ?? ConnectionKey(command).flatMap { tenant.connections[$0]?.product }
        return product == nil || product == .jamfPro
    }

    private func connectionType(
        of command: RuleEvent, said: PartnerConnectionType?, _ tenant: TenantRecord
    ) -> (value: PartnerConnectionType, row: StandingFact)? {
        let standing = ConnectionKey(command).flatMap { tenant.connections[$0] }?.type.at(command.occurred)
        if let standing, said == nil || said == standing.value || standing.value == .cloudConnector {
            return (
                standing.value,
                StandingFact(
                    "the connection's type is \(standing.value.word)", since: standing.since,
                    at: standing.place)
            )
        }
        return said.map {
            ($0, StandingFact("the event says that the connection's type is \($0.word)", at: command.place))
        }
    }
}

extension ConnectionKey {
    fileprivate var isNamed: Bool {
        if case .id = self { true } else { false }
    }
}

extension Series<ConnectionRecord.Activity> {
    /// What holds a platform at an instant or later; nil where nothing does.
    fileprivate func holding(at instant: Timestamp) -> Entry? {
        if let standing = at(instant), standing.value.holdsPlatform { return standing }
        return after(instant).first { $0.value.holdsPlatform }
    }
}
