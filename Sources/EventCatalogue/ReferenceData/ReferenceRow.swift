/// One value of the reference data, with the time in which it holds and what says so.
public struct ReferenceRow<Value: ReferenceValue>: Hashable, Sendable {
    /// Stable, and of this row alone: a changed value comes as a new row, with an id of its own.
    public let id: String
    public let value: Value
    public let period: ReferencePeriod
    /// At least one.
    public let sources: [ReferenceSource]
    /// What the value does not say; empty where there is nothing.
    public let note: String
    /// The name that rows share where documents contradict each other; nil where none does.
    ///
    /// All rows of a conflict stand, and a look-up gives each that is in force.
    public let conflict: String?
}

/// What a row of the reference data states.
public protocol ReferenceValue: Hashable, Sendable {
    static var kind: ReferenceKind { get }
    /// Reads the value from its members.
    init(_ members: inout ReferenceMembers) throws(ReferenceDataFault)
    /// What is asked for. Rows of one key must not hold at the same time, unless they are in conflict.
    var key: [String] { get }
    /// The members as they stand in the file, in a fixed order; those without a value are nil.
    var cells: [(name: String, cell: ReferenceCell?)] { get }
}

/// What a table of the reference data is about.
public enum ReferenceKind: String, CaseIterable, Sendable {
    case minimumVersion, platformSupport, integration, method, broker, signOnRoad, `extension`, deepLink
    case cloud, loginHost, name, workflow, inputPage, providerChain, factorCount, factorChannel, errorCode
    case tolerance, accountType, application, permission, licence, partnerState, `default`, pointer,
        onboardingStep

    /// One line about it.
    public var summary: String {
        switch self {
        case .minimumVersion: "the lowest versions that an integration works with"
        case .platformSupport: "on which platforms, and by which road, a product reports or enrols"
        case .integration: "who judges compliance, and what is sent to the directory"
        case .method: "how a product takes part in access decisions"
        case .broker: "the application that speaks to the directory for a device"
        case .signOnRoad: "how an application's sign-in carries the device's identity"
        case .extension: "ids of single sign-on extensions"
        case .deepLink: "addresses that open the registration on a device"
        case .cloud: "sovereign clouds and their hosts"
        case .loginHost: "hosts that sign-ins go to"
        case .name: "names of products and features in the course of time"
        case .workflow: "the two ways of authentication at MaaS360's enrolment"
        case .inputPage: "on which page a person enters what, by workflow"
        case .providerChain: "who is asked to authenticate, in turn, by workflow and default setting"
        case .factorCount: "how many factors an Entra user shows, by workflow and settings"
        case .factorChannel: "by what a factor comes, and in which order"
        case .errorCode: "result codes of sign-ins and what they decide"
        case .tolerance: "delays, periods and retentions that a judgement allows for"
        case .accountType: "accounts of a computer that an integration works with"
        case .application: "applications that an administrator consents to"
        case .permission: "permissions that an integration asks for"
        case .licence: "licences that an integration needs"
        case .partnerState: "states of a partner's connection, in each vocabulary"
        case .default: "settings that stand where nobody changed them"
        case .pointer: "where vendors explain what is not told here"
        case .onboardingStep: "the steps by which a tenant is connected to a device manager, in turn"
        }
    }
}
