public import EventCatalogue
import LedgerModel

/// The rules that commands are held to: pure functions of a command and of what stands.
///
/// A rule judges a command by the settings, numbers and minimums that were in force at the command's own
/// time. Where documents differ, the least that one of them asks for is enforced, and the refusal says so.
/// Where no event says what a rule asks for, it does not refuse: ``RuleJudgement/undecided`` tells. What only
/// an event can bring about (consent, a platform, the new workflow) is taken not to be there without one.
public struct CommandRules: Sendable {
    let reference: ReferenceData

    /// - Parameter reference: the dated tables by which commands are judged.
    public init(reference: ReferenceData = .current) { self.reference = reference }

    /// All rules that a command breaks, in the order of ``CommandRule``.
    ///
    /// Cost: a few look-ups by time; for a partner or an installation, one for each other one of the tenant.
    public func check(_ command: RuleEvent, against state: RuleState) -> [RuleViolation] {
        judge(command, against: state, andAfter: state).violations
    }

    /// What the rules say of a command.
    /// - Parameters:
    ///   - state: what stands before it.
    ///   - end: what will stand once the whole append is recorded, of which the command is a part.
    public func judge(
        _ command: RuleEvent, against state: RuleState, andAfter end: RuleState
    ) -> RuleJudgement {
        var judgement = RuleJudgement()
        guard let kind = command.kind, kind.isJudged else { return judgement }
        switch kind {
        case .instanceDisconnected:
            checkDisconnecting(command, state.tenant(of: command), end.tenant(of: command), &judgement)
        case .instanceConnected:
            checkInstallation(command, kind, state.tenant(of: command), &judgement)
            checkHost(ofInstallation: command, state.tenant(of: command), &judgement)
        case .versionObserved: checkInstallation(command, kind, state.tenant(of: command), &judgement)
        case .partnerConfigured: checkHost(ofConnection: command, state.tenant(of: command), &judgement)
        case .partnerAdded, .partnerEnabled, .partnerResumed:
            checkPartner(command, kind, state.tenant(of: command), &judgement)
        case .suppressionSet: checkSuppression(command, state.tenant(of: command), &judgement)
        case .connectionTested: checkTest(command, state.tenant(of: command), &judgement)
        case .updateRequested: checkUpdate(command, state.tenant(of: command), &judgement)
        case .workflowEnabled: checkSwitch(command, state.tenant(of: command), &judgement)
        case .deviceEnrolled:
            checkDeviceVersions(command, kind, &judgement)
            checkAccount(command, &judgement)
        case .deviceCheckedIn: checkDeviceVersions(command, kind, &judgement)
        case .registrationStarted, .registrationRun, .inventorySent: checkAccount(command, &judgement)
        case .brokerSeen: checkBroker(command, &judgement)
        case .scopeChanged: checkGroups(command, state.tenant(of: command), &judgement)
        case .windowsSet: checkMapping(command, state.tenant(of: command), &judgement)
        case .deviceRegistered: checkRegistration(command, state, &judgement)
        case .reportSent: checkReport(command, state, &judgement)
        default: checkStep(command, kind, state, &judgement)
        }
        judgement.violations.sort { $0.rule < $1.rule }
        judgement.undecided.sort { $0.rule < $1.rule }
        return judgement
    }

    /// What the rules say of the commands of one append, each judged by what stands and by the commands
    /// before it, all or nothing.
    /// - Parameter commands: in the order in which they will be recorded.
    public func judge(_ commands: [RuleEvent], against state: RuleState) -> [RuleJudgement] {
        var end = state
        for command in commands { end.add(command) }
        var before = state
        return commands.map { command in
            let judgement = judge(command, against: before, andAfter: end)
            before.add(command)
            return judgement
        }
    }
}

extension ManagerProduct {
    /// The product as the reference data names it; nil for one of which they have no versions. Those of
    /// Ivanti are Core's, and say nothing of Neurons.
    var documented: ReferenceData.Product? {
        switch self {
        case .intune: .intune
        case .maas360: .maas360
        case .ivantiEPMM: .ivanti
        case .workspaceOne: .workspaceOne
        case .jamfPro: .jamf
        case .fleet: .fleet
        case .unrecognised, .ivantiNeurons, .nanoMDM, .microMDM, .other: nil
        }
    }

    /// The manager's own app on a device, as the reference data names it; nil where it names none.
    var app: ReferenceData.Product? {
        switch self {
        case .maas360: .maas360App
        case .ivantiEPMM: .mobileAtWork
        case .workspaceOne: .intelligentHub
        default: nil
        }
    }
}

extension DirectoryUserKind {
    /// The directory of a person whose password somebody checked; nil where that may be either.
    init?(checkedBy provider: AuthenticationProvider?) {
        switch provider {
        case .activeDirectory?: self = .activeDirectory
        case .entra?: self = .entra
        case .unrecognised?, .manager?, .federated?, nil: return nil
        }
    }
}
