import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel

/// How a partner was set up, as an administrator reads it.
struct PartnershipView {
    let partnership: Partnership
    /// What licences the tenant's people have; nil where no event tells.
    let licences: TenantLicences?
    let reader: EvidenceReader

    init(_ partnership: Partnership, _ licences: TenantLicences?, _ reader: EvidenceReader) {
        self.partnership = partnership
        self.licences = licences
        self.reader = reader
    }

    func tellParts() {
        tellTable("set up", ["for", "state", "since", "by", "proof"], tracks)
        tellTable("settings", ["setting", "value", "since", "proof"], settings)
        tellTable("for whom", ["for", "who", "standing", "since", "proof"], scopes)
        tellTable("secrets", ["secret", "standing", "since", "expires", "proof"], secrets)
        tellTable("consent", ["application", "role", "state", "since", "publisher", "proof"], consents)
        tellTable(
            "permissions", ["application", "permission", "for", "state", "since", "proof"], permissions)
        tellTable(
            "installations",
            [
                "installation", "connected", "policy", "sends verdicts", "version", "windows", "mapping",
                "proof",
            ],
            installations)
        for progress in partnership.onboarding {
            tellTable(
                "onboarding by \(progress.procedure.rawValue)",
                ["step", "standing", "done", "for", "before its turn", "stated in", "proof"],
                progress.steps.map(Self.row))
        }
        tellTable(
            "otherwise than documented", ["what", "for", "times", "rule", "stated in", "proof"],
            partnership.allDeviations.map { deviation in
                [
                    deviation.kind.inWords,
                    deviation.platform?.word ?? deviation.installation?.guidText ?? "", "\(deviation.count)",
                    deviation.kind.rule,
                    deviation.sources(for: partnership.product?.value).map(\.description).joined(
                        separator: " "),
                    deviation.positions.map { "@\($0.value)" }.joined(separator: " "),
                ]
            })
    }

    func tellHistory(evidence: Bool) {
        let events = history
        tellTable(
            "what was done and seen", ["occurred", "event", "for", "what", "by", "proof"],
            events.map { event in
                [
                    event.occurred.description, event.kind.type?.description ?? event.kind.word,
                    event.platform?.word ?? event.instance?.guidText ?? "",
                    event.details.joined(separator: ", "), actor(event), "@\(event.position.value)",
                ]
            })
        guard evidence else { return }
        for event in events { reader.tell(event.position, of: event.kind.type?.description ?? "") }
    }

    /// All events of the partner and of its installations, in order.
    var history: [SetupEvent] {
        (partnership.events + partnership.installations.flatMap(\.events)).sorted()
    }

    func actor(_ event: SetupEvent) -> String {
        guard let recorded = try? reader.ledger.event(at: event.position) else { return "" }
        return RecordedChange(event: recorded).actorText(reader)
    }

    private func tellTable(_ title: String, _ names: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        Terminal.line("")
        Terminal.line(title)
        Terminal.table(names, rows)
    }

    // MARK: - Rows

    /// The whole, and each operating system, each with its earlier lives.
    private var tracks: [[String]] {
        ([partnership.whole] + partnership.platforms).flatMap { track in
            let name = track.platform?.word ?? "the connection"
            return track.lives.enumerated().map { index, life in
                let step = life.last
                let isEarlier = index < track.lives.count - 1
                return [
                    isEarlier ? "\(name), earlier" : name, step.state.inWords, step.since.description,
                    step.transition.rawValue, "@\(step.position.value)",
                ]
            }
        }
    }

    private var settings: [[String]] {
        var out: [[String]] = []
        func add<Value>(_ name: String, _ value: Dated<Value>?, _ text: (Value) -> String) {
            guard let value else { return }
            out.append([name, text(value.value), value.since.description, "@\(value.position.value)"])
        }
        add("connection type", partnership.connectionType) { $0.word }
        add("cloud", partnership.cloud) { $0.word }
        add("directory typed in", partnership.directory) { $0.guidText }
        add("application", partnership.application) { $0.guidText }
        add("application type", partnership.applicationType) { $0.word }
        add("landing page", partnership.landingPage) { $0.word }
        for setting in partnership.suppression {
            let name = "broker notification" + (setting.platform.map { " \($0.word)" } ?? "")
            add(name, setting.value) { $0 ? "suppressed" : "shown" }
        }
        for feature in partnership.features { add("feature", feature) { $0.word } }
        for address in partnership.addresses { add("address", address) { $0.word } }
        add("last test", partnership.test) { $0 ? "succeeded" : "failed" }
        add("last inventory out of turn", partnership.update) { $0 ? "succeeded" : "failed" }
        return out
    }

    private var scopes: [[String]] {
        partnership.scopes.flatMap { scope -> [[String]] in
            let platform = (scope.platform?.word ?? "all") + (scope.isOwn ? ", own setting" : "")
            var out: [[String]] = []
            func add(_ who: String, _ standing: String, _ since: Timestamp, _ position: GlobalPosition) {
                out.append([platform, who, standing, since.description, "@\(position.value)"])
            }
            if let mode = scope.mode { add("mode", mode.value.word, mode.since, mode.position) }
            for (name, value) in [("all users", scope.allUsers), ("all devices", scope.allDevices)] {
                guard let value else { continue }
                add(name, value.value ? "meant" : "not meant", value.since, value.position)
            }
            if let count = scope.count {
                add("groups in all", "\(count.value)", count.since, count.position)
            }
            for group in scope.groups {
                if let included = group.included {
                    let standing =
                        included.value
                        ? (group.isOverridden ? "included, and excluded" : "included") : "removed"
                    add(group.id.guidText, standing, included.since, included.position)
                }
                if let excluded = group.excluded {
                    add(
                        group.id.guidText, excluded.value ? "excluded" : "excluded no more", excluded.since,
                        excluded.position)
                }
            }
            return out
        }
    }

    private var secrets: [[String]] {
        partnership.secrets.map { secret in
            [
                secret.id?.guidText ?? "without an id", secret.standing(at: partnership.instant).rawValue,
                secret.since.description, secret.expires?.description ?? "",
                Self.proofs([secret.first, secret.position, secret.ended?.position]),
            ]
        }
    }

    private var consents: [[String]] {
        partnership.consents.map { consent in
            [
                consent.application?.guidText ?? "", consent.role?.word ?? "",
                consent.grants.isEmpty ? consent.state.rawValue : "\(consent.state.rawValue), by permissions",
                consent.last.since.description,
                consent.publisherVerified.map { $0 ? "verified" : "not verified" } ?? "",
                consent.proofs.map { "@\($0.value)" }.joined(separator: " "),
            ]
        }
    }

    private var permissions: [[String]] {
        partnership.permissions.map { permission in
            [
                permission.application?.guidText ?? "", permission.permission?.word ?? "not named",
                permission.scope?.word ?? "", permission.isGranted.value ? "granted" : "withdrawn",
                permission.isGranted.since.description, "@\(permission.isGranted.position.value)",
            ]
        }
    }

    private var installations: [[String]] {
        func flag(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "not known" }
        return partnership.installations.map { installation in
            // Only of Workspace ONE a document tells that Windows is switched on by itself.
            let hasWindows = installation.product == .workspaceOne || installation.sendsWindows != nil
            return [
                installation.id?.guidText ?? "not said", flag(installation.isConnected?.value),
                flag(installation.policyIsEnabled?.value), flag(partnership.sendsVerdicts(installation)),
                installation.version?.value.dotted ?? "",
                hasWindows ? flag(installation.sendsWindows?.value) : "",
                installation.mapping?.value.word ?? "",
                Self.proofs([
                    installation.isConnected?.position, installation.policyIsEnabled?.position,
                    installation.version?.position, installation.sendsWindows?.position,
                    installation.mapping?.position,
                ]),
            ]
        }
    }

    /// The events behind a row, each once.
    private static func proofs(_ positions: [GlobalPosition?]) -> String {
        Set(positions.compactMap { $0 }).sorted().map { "@\($0.value)" }.joined(separator: " ")
    }

    private static func row(_ step: OnboardingProgress.Step) -> [String] {
        [
            step.row.value.step.rawValue, step.standing.rawValue, step.done?.since.description ?? "",
            step.platforms.compactMap { $0.platform?.word }.joined(separator: " "),
            step.overtook.map(\.rawValue).joined(separator: " "),
            step.row.sources.map(\.description).joined(separator: " "),
            step.done.map { "@\($0.position.value)" } ?? "",
        ]
    }
}

extension PartnershipState {
    var inWords: String { self == .consentPending ? "consent pending" : rawValue }
}

extension PartnershipDeviation.Kind {
    var inWords: String {
        switch self {
        case .addedTwice: "added twice"
        case .platformTaken: "another partner has the operating system"
        case .assignedBeforeAdded: "assigned before it was added"
        case .consentBeforeConfiguration: "consent before it was configured"
        case .enabledWithoutConsent: "enabled without consent"
        case .resumedUnsuspended: "switched on again, and had not been switched off"
        case .suspendedUnenabled: "switched off, and had not been enabled"
        case .endedUnbegun: "ended, and nothing had begun"
        case .afterEnd: "done after the end, and not added again"
        case .heartbeatAfterEnd: "in contact after the end"
        case .heartbeatBeforeEnabled: "in contact before it was enabled"
        case .heartbeatWhileOff: "in contact while switched off"
        case .otherDirectory: "the tenant id that was typed in is another tenant's"
        case .connectorTested: "a Cloud Connector was tested by hand"
        case .connectorUpdated: "a Cloud Connector's inventory was sent out of turn"
        case .suppressionForGroups: "notification suppressed for groups"
        case .installationAlone: "disconnected while others stay connected"
        case .policyStillEnabled: "disconnected while its compliance policy was enabled"
        case .severalWithoutConnector: "several installations without a Cloud Connector"
        }
    }
}
