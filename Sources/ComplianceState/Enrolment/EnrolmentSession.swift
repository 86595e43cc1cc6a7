public import EventCatalogue
public import LedgerModel

/// One enrolment, from its first step that is known to its last.
///
/// Invariants: there is a step that is of no factor; steps ascend; the session is the same for every
/// permutation of events that happened at different instants, and does not depend on the clock.
public struct EnrolmentSession: Hashable, Sendable {
    /// By what steps are known to be of one enrolment.
    public enum Telling: String, Hashable, Sendable {
        /// They say its id, or stand in one flow with a step that does.
        case byID
        /// None says an id: one source tells of one device, from a request to the next request, or to an
        /// ending. A step that no request came before begins an enrolment, too.
        case byDeviceAndTime
    }

    public let tenant: TenantKey
    /// The id that the steps say; the first step's event where none does.
    public let id: Bits128
    public let telling: Telling
    /// In their order; at least one.
    public let steps: [EnrolmentStep]
    /// The keys that stand for the devices that the steps name. One, unless no record binds what they name.
    public let devices: [DeviceKey]
    /// All keys of these devices.
    public let deviceKeys: [DeviceKey]
    /// By which workflow people were asked.
    public let workflow: EnrolmentSetting<EnrollmentWorkflow>
    /// Which directory the device manager was to ask.
    public let defaultAuthentication: EnrolmentSetting<DefaultAuthentication>
    /// How many factors the device manager asks for; no step says it.
    public let managerFactors: EnrolmentSetting<FactorSetting>
    /// How many factors Entra asks for; no step says it.
    public let entraFactors: EnrolmentSetting<FactorSetting>

    init(_ group: EnrolmentSorting.Group, _ directory: DeviceDirectory, _ changes: [SignInChange]) {
        tenant = group.tenant
        telling = group.telling
        steps = group.steps
        id = group.id ?? group.steps[0].event.bits
        var devices: [DeviceKey] = []
        for step in group.steps {
            for key in step.devices {
                let canonical = directory.canonical(of: key)
                if !devices.contains(canonical) { devices.append(canonical) }
            }
        }
        self.devices = devices.sorted()
        deviceKeys = devices.flatMap { directory.members(of: $0) }.sorted()
        let manager = Self.manager(group.steps)
        let userKind = Self.only(Self.said(group.steps) { $0.userKind })
        let mine = changes.filter { $0.applies(to: manager, userKind?.value) }
        workflow = EnrolmentSetting(
            said: Self.said(group.steps) { $0.workflow }, mine.filter { $0.setting == .workflow },
            after: SignInSettingEvents.workflow, before: SignInSettingEvents.workflowBefore)
        defaultAuthentication = EnrolmentSetting(
            said: Self.said(group.steps) { $0.setting },
            mine.filter { $0.setting == .defaultAuthentication },
            after: SignInSettingEvents.setting, before: SignInSettingEvents.settingBefore)
        managerFactors = Self.factors(mine, of: .manager)
        entraFactors = Self.factors(mine, of: .entra)
    }

    private static func factors(
        _ changes: [SignInChange], of provider: FactorProvider
    ) -> EnrolmentSetting<FactorSetting> {
        EnrolmentSetting(
            said: [], changes.filter { $0.askedBy == provider },
            after: SignInSettingEvents.factors, before: SignInSettingEvents.factorsBefore)
    }

    /// Each value that steps say, with the first that says it.
    static func said<Value>(
        _ steps: [EnrolmentStep], _ value: (EnrolmentStep) -> Value?
    ) -> [EnrolmentStatement<Value>] {
        var out: [EnrolmentStatement<Value>] = []
        for step in steps {
            guard let value = value(step), !out.contains(where: { $0.value == value }) else { continue }
            out.append(EnrolmentStatement(value, step.position, .said))
        }
        return out
    }

    /// The one value that is said; nil where none is, or more than one.
    static func only<Value>(_ said: [EnrolmentStatement<Value>]) -> EnrolmentStatement<Value>? {
        said.count == 1 ? said[0] : nil
    }
}

extension EnrolmentSession {
    /// When the first step happened that is known.
    public var began: Timestamp { steps[0].occurred }
    /// When the last step happened that is known.
    public var last: Timestamp { steps[steps.count - 1].occurred }

    /// The persons whom steps name, each once; one as a rule.
    public var users: [IdentityID] {
        var out: [IdentityID] = []
        for step in steps { if let user = step.user, !out.contains(user) { out.append(user) } }
        return out
    }

    /// Who tells of the enrolment itself, without those who tell of factors alone.
    public var instances: [SourceName] {
        var out: [SourceName] = []
        for step in steps where !step.kind.isOfFactor && !out.contains(step.source) {
            out.append(step.source)
        }
        return out
    }

    /// Each value that steps say, with the first that says it; more than one where they contradict.
    public var platforms: [EnrolmentStatement<Platform>] { Self.said(steps) { $0.platform } }
    public var products: [EnrolmentStatement<ManagerProduct>] { Self.said(steps) { $0.product } }
    public var userKinds: [EnrolmentStatement<DirectoryUserKind>] { Self.said(steps) { $0.userKind } }
    public var reasons: [EnrolmentStatement<EnrollmentReason>] { Self.said(steps) { $0.reason } }

    /// In which directory the person is; nil where nobody says it, or more than one thing is said.
    public var userKind: EnrolmentStatement<DirectoryUserKind>? { Self.only(userKinds) }
    public var product: EnrolmentStatement<ManagerProduct>? { Self.only(products) }
    public var platform: EnrolmentStatement<Platform>? { Self.only(platforms) }

    /// Whether a step is known to be of the enrolment by a flow that it has in common with others.
    public func isOfFlow(_ step: EnrolmentStep) -> Bool {
        step.session == nil && (telling == .byID || step.kind.isOfFactor)
    }

    /// The steps in which somebody was sent to another page.
    public var redirects: [EnrolmentStep] { steps.filter { $0.kind == .redirected } }

    /// When the person was asked who they are; when the session began where no step says it. What is set is
    /// judged by this instant.
    public var decisive: Timestamp {
        steps.first { $0.kind.isOfPassword }?.occurred ?? began
    }
}
