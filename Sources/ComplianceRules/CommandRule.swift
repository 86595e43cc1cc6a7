public import EventCatalogue

/// The rules that an enforcing append holds a command to, in the order in which violations are told.
public enum CommandRule: String, CaseIterable, Hashable, Comparable, Sendable {
    case installationAlone = "R46"
    case policyStillEnabled = "R47"
    case disabledPolicy = "core-policy-disabled"
    case workflows = "R40"
    case settingNone = "R38"
    case fallback = "R39"
    case passwordPage = "R42"
    case factorOrder = "R41"
    case factorCount = "R37"
    case secondPartner = "R49"
    case suppression = "suppression-scope"
    case connectorTest = "cloud-connector-test"
    case connectorUpdate = "cloud-connector-update"
    case connectorHost = "cloud-connector-host"
    case minimumVersion = "R31"
    case broker = "R34"
    case brokerAtRegistration = "R34-registration"
    case account = "R29"
    case consent = "R50-consent"
    case platform = "R50-platform"
    case sync = "R48"
    case groups = "R58"
    case identityMapping = "R59"
    case windowsPath = "R30"

    /// Stable: a rule keeps it for ever.
    public var id: String { rawValue }

    /// In one line.
    public var title: String {
        switch self {
        case .installationAlone: "no Core is disconnected while others stay connected"
        case .policyStillEnabled: "a Core's compliance policy is disabled before the Core is disconnected"
        case .disabledPolicy: "a Core whose compliance policy is disabled sends no verdicts"
        case .workflows: "an account has one enrolment workflow at a time"
        case .settingNone: "nobody enrols under the default authentication None"
        case .fallback: "in the new workflow nobody else is asked where Entra refused"
        case .passwordPage: "a password is entered on the workflow's page alone"
        case .factorOrder: "Entra's factors come before the device manager's"
        case .factorCount: "an enrolment takes the number of factors that is in force"
        case .secondPartner: "a platform has one partner at a time"
        case .suppression: "the notification is suppressed only where all users are meant"
        case .connectorTest: "a Cloud Connector's connection is not tested by hand"
        case .connectorUpdate: "a Cloud Connector's inventory is not sent out of turn"
        case .connectorHost: "a Cloud Connector connects what its vendor runs"
        case .minimumVersion: "nothing older than the minimum version takes part"
        case .broker: "the broker is the platform's own"
        case .brokerAtRegistration: "a phone is registered by the broker that is on it"
        case .account: "a computer is used by a kind of account that the integration works with"
        case .consent: "no compliance is reported before consent was given"
        case .platform: "compliance is reported for platforms that are set up"
        case .sync: "a change of users or platforms is synchronised before the next report"
        case .groups: "MaaS360 works for groups of Entra that it manages, and with a directory sync"
        case .identityMapping: "people are mapped before Windows computers' verdicts are sent"
        case .windowsPath:
            "verdicts go by the application for Windows where it supports how a computer joined"
        }
    }

    /// What an event does that is refused.
    public var refusesWhen: String {
        switch self {
        case .installationAlone:
            "`instance.disconnected` of a Core, while another one stays connected to the tenant once the whole "
                + "input is recorded"
        case .policyStillEnabled: "`instance.disconnected` of a Core whose compliance policy is still enabled"
        case .disabledPolicy:
            "`compliance.sent` by MobileIron Core, while the policies of all Cores of the tenant are disabled"
        case .workflows:
            "two workflows enabled for the same instant; a step of an enrolment under another workflow than "
                + "the one in force at its time, or than the enrolment's other steps"
        case .settingNone:
            "`enrollment.password_passed` or `enrollment.completed` under the setting `none`"
        case .fallback:
            "the same by Active Directory, under the setting `both` in the workflow `new`"
        case .passwordPage:
            "`enrollment.password_passed` or `enrollment.password_failed` on a page that the workflow does not "
                + "have for the person's directory"
        case .factorOrder:
            "a device manager's factor before Entra's, where Entra asks for one; Entra's after the device "
                + "manager's"
        case .factorCount:
            "`enrollment.completed` of an Entra user with fewer fresh factors than the settings ask for"
        case .secondPartner:
            "`partner.added`, `partner.enabled` or `partner.resumed`, while another partner has the platform"
        case .suppression: "`partner.notification_suppression_set` to true where groups are meant"
        case .connectorTest: "`partner.connection_tested` by hand on a connection by Cloud Connector"
        case .connectorUpdate: "`partner.inventory_update_requested` on a connection by Cloud Connector"
        case .connectorHost:
            "`instance.connected` of an installation on premises to a connection by Cloud Connector; "
                + "`partner.configured` by Cloud Connector where all its installations are on premises"
        case .minimumVersion:
            "an older system, app, broker or installation enrols, connects or is seen; the workflow `new` "
                + "where MaaS360 is older"
        case .broker:
            "`device.broker_installed` or `device.broker_signed_in` of another application than the platform's"
        case .brokerAtRegistration:
            "`device.registered` of a phone from which its broker was removed, and not installed again"
        case .account:
            "`device.enrolled`, `device.registration_started`, `device.registration_policy_run` or "
                + "`device.inventory_sent` of a computer that is used by a network account"
        case .consent: "`compliance.sent` by a partner, before any consent to its application"
        case .platform:
            "`compliance.sent` by a partner, for a platform that it is not set up for or was ended for"
        case .sync:
            "`compliance.sent` by Workspace ONE, after a change of users or platforms without a sync"
        case .groups:
            "`group.scope_changed` of MaaS360 to groups, without a directory sync, or with a group that is not "
                + "Entra's or that MaaS360 does not manage"
        case .identityMapping:
            "`instance.windows_compliance_set` to on of Workspace ONE, before `instance.identity_mapping_set`"
        case .windowsPath:
            "`compliance.sent` by Workspace ONE on the road `mdmApp`, of a Windows computer that is registered, "
                + "or hybrid joined otherwise than at its first start"
        }
    }

    /// What makes such an event valid.
    public var wayOut: String {
        switch self {
        case .installationAlone:
            "disconnect all of them in one input, or disable the one's compliance policy and leave it connected"
        case .policyStillEnabled: "`instance.compliance_policy_disabled` first"
        case .disabledPolicy: "`instance.compliance_policy_enabled` first"
        case .workflows: "switch the workflow at another instant; enrol under the one that is in force"
        case .settingNone: "`authentication.default_set` to another setting first"
        case .fallback: "another setting, or the person signs in with Entra"
        case .passwordPage: "the page that the workflow has"
        case .factorOrder: "Entra's factor first"
        case .factorCount: "the missing factors, each recorded before the enrolment is completed"
        case .secondPartner:
            "`partner.removed`, `partner.suspended` or `partner.terminated` of the other first"
        case .suppression: "mean all users first, or leave the notification on"
        case .connectorTest: "a connection of the type `manual`; a Cloud Connector is tested as it is set up"
        case .connectorUpdate: "a connection of the type `manual`, or the next scheduled inventory"
        case .connectorHost: "a connection of the type `manual`, or an installation in Jamf Cloud"
        case .minimumVersion: "update first"
        case .broker: "install the platform's broker"
        case .brokerAtRegistration: "`device.broker_installed` first"
        case .account: "a local or a mobile account"
        case .consent: "`partner.consent_granted` first"
        case .platform: "`partner.added` or `partner.resumed` for the platform first"
        case .sync: "`tenant.directory_synced` first"
        case .groups: "`tenant.directory_sync_configured` first; groups of Entra that MaaS360 manages"
        case .identityMapping: "`instance.identity_mapping_set` first"
        case .windowsPath: "the road `customConnector`"
        }
    }

    /// What an event may lack, so that the rule is not decided and the event is not refused.
    public var undecidedWhen: String {
        switch self {
        case .installationAlone: "the installation or its product is not named"
        case .policyStillEnabled: "nothing says how its policy stands"
        case .disabledPolicy: "only some of several Cores have it disabled, or some are not known"
        case .workflows: "the event names no workflow"
        case .settingNone, .fallback: "no setting is known, or by which workflow or directory"
        case .passwordPage: "the page or the person's directory is not named"
        case .factorOrder: "the enrolment or who asked is not named, or whether Entra asks for a factor"
        case .factorCount: "no factor is recorded or told, or a setting is not known"
        case .secondPartner: "one of the two partners is not named"
        case .suppression: "nothing says who is meant"
        case .connectorTest: "the connection's type or what made it happen is not known"
        case .connectorUpdate: "the connection's type is not known"
        case .connectorHost:
            "the installation, who runs it or the connection's type is not known"
        case .minimumVersion: "the product, the platform or the version is not named"
        case .broker: "the platform or the broker is not named"
        case .brokerAtRegistration:
            "a broker was removed, and the platform or which broker it was is not named; nothing is asked for "
                + "where nothing is recorded of a broker"
        case .account: "the product, the platform or the kind of account is not named"
        case .consent, .sync: "who evaluated is not named, or of a Windows device the road"
        case .platform:
            "who evaluated is not named, or of a Windows device the road, or nothing says the device's platform"
        case .groups: "the product is not named, or nothing says how a group stands"
        case .identityMapping:
            "the product is not named, or the installation where several are there; whether a mapping is the "
                + "right one no document says"
        case .windowsPath:
            "who evaluated or the road is not named, or nothing says how the computer joined, or on which path"
        }
    }

    /// The statements that the rule rests on, beside those of the reference data's rows.
    public var sources: [ReferenceSource] {
        func facts(_ document: String, _ facts: Int...) -> [ReferenceSource] {
            facts.map { ReferenceSource(document: document, fact: $0) }
        }
        return switch self {
        case .installationAlone: facts("S002", 19, 20, 21)
        case .policyStillEnabled: facts("S002", 22)
        case .disabledPolicy: facts("S002", 21)
        case .workflows: facts("S001", 6, 7)
        case .settingNone: facts("S001", 17)
        case .fallback: facts("S001", 17, 18)
        case .passwordPage: facts("S001", 16)
        case .factorOrder: facts("S001", 21)
        case .factorCount: facts("S001", 19, 27)
        case .secondPartner:
            facts("S000", 23, 28) + facts("S003", 26)
                + [ReferenceSource(document: "intune-partners", fact: nil)]
        case .suppression: facts("S000", 39, 40)
        case .connectorTest: facts("S004", 36, 38)
        case .connectorUpdate: facts("S004", 39)
        case .connectorHost: facts("S004", 8, 12)
        case .minimumVersion: facts("S001", 3) + facts("S002", 10, 13, 14, 15, 16) + facts("S004", 15, 16)
        case .broker: facts("S000", 13, 15) + facts("S003", 43, 44, 45)
        case .brokerAtRegistration: facts("S000", 13, 15) + facts("S002", 34) + facts("S003", 8)
        case .account: facts("S004", 16, 17)
        case .consent: facts("S000", 35, 42) + facts("S003", 31) + facts("S004", 23, 33)
        case .platform: facts("S000", 23, 28) + facts("S003", 26, 28)
        case .sync: facts("S003", 28)
        case .groups: facts("S000", 19, 20)
        case .identityMapping: facts("S003", 50)
        case .windowsPath: facts("S003", 47, 58)
        }
    }

    private static let ranks = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })

    public static func < (left: CommandRule, right: CommandRule) -> Bool {
        (ranks[left] ?? 0) < (ranks[right] ?? 0)
    }
}
