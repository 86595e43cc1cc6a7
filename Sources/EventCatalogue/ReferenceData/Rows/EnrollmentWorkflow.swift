extension ReferenceData {
    /// One of MaaS360's two ways of authentication at enrolment. An account has one of them at a time.
    public struct EnrollmentWorkflow: ReferenceValue {
        public static let kind = ReferenceKind.workflow

        public let workflow: Workflow
        /// Who asks for the credentials.
        public let authenticator: Authenticator
        /// Whether it is in force where nobody turned the other on.
        public let isDefault: Bool

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            workflow = try members.word("workflow")
            authenticator = try members.word("authenticator")
            isDefault = try members.flag("isDefault")
        }

        public var key: [String] { [workflow.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("workflow", ReferenceCell(workflow)),
                ("authenticator", ReferenceCell(authenticator)),
                ("isDefault", ReferenceCell(isDefault)),
            ]
        }
    }

    /// On which page a person enters something.
    public struct InputPage: ReferenceValue {
        public static let kind = ReferenceKind.inputPage

        public let workflow: Workflow
        /// Where the person's account is.
        public let user: Provider
        public let input: Input
        public let page: Page
        public let reading: Reading

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            workflow = try members.word("workflow")
            user = try members.word("user")
            input = try members.word("input")
            page = try members.word("page")
            reading = try members.word("reading")
        }

        public var key: [String] { [workflow.rawValue, user.rawValue, input.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("workflow", ReferenceCell(workflow)),
                ("user", ReferenceCell(user)),
                ("input", ReferenceCell(input)),
                ("page", ReferenceCell(page)),
                ("reading", ReferenceCell(reading)),
            ]
        }
    }

    /// Who is asked to authenticate a person, one after the other until one says yes.
    public struct ProviderChain: ReferenceValue {
        public static let kind = ReferenceKind.providerChain

        public let workflow: Workflow
        public let setting: AuthenticationSetting
        /// In turn; none where every authentication fails.
        public let providers: [Provider]

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            workflow = try members.word("workflow")
            setting = try members.word("setting")
            providers = try members.words("providers")
        }

        public var key: [String] { [workflow.rawValue, setting.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("workflow", ReferenceCell(workflow)),
                ("setting", ReferenceCell(setting)),
                ("providers", ReferenceCell(providers)),
            ]
        }
    }

    /// How many factors an Entra user shows at enrolment.
    public struct FactorCount: ReferenceValue {
        public static let kind = ReferenceKind.factorCount

        public let workflow: Workflow
        /// MaaS360's setting.
        public let deviceManager: ManagerFactors
        /// Entra's setting.
        public let entra: EntraFactors
        /// From 1.
        public let count: Int64
        public let reading: Reading

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            workflow = try members.word("workflow")
            deviceManager = try members.word("deviceManager")
            entra = try members.word("entra")
            count = try members.number("count")
            reading = try members.word("reading")
        }

        public var key: [String] { [workflow.rawValue, deviceManager.rawValue, entra.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("workflow", ReferenceCell(workflow)),
                ("deviceManager", ReferenceCell(deviceManager)),
                ("entra", ReferenceCell(entra)),
                ("count", ReferenceCell(count)),
                ("reading", ReferenceCell(reading)),
            ]
        }
    }

    /// By what a factor reaches a person, and whose turn it is.
    public struct FactorChannel: ReferenceValue {
        public static let kind = ReferenceKind.factorChannel

        /// Who asks for the factor.
        public let provider: Authenticator
        public let method: AuthenticationMethod
        /// Lower ones come first.
        public let order: Int64

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            provider = try members.word("provider")
            method = try members.enumeration("method")
            order = try members.number("order")
        }

        public var key: [String] { [provider.rawValue, method.word] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("provider", ReferenceCell(provider)),
                ("method", ReferenceCell(method)),
                ("order", ReferenceCell(order)),
            ]
        }
    }
}
