public import Merkle

/// What vendors' documents state and what changes with time, each with the time in which it holds and with
/// its source: minimum versions, names, tables of authentication, result codes, tolerances.
///
/// A judgement goes by what was in force at its event's time, never by what is in force now; so rows stay,
/// and a change adds one. Where documents contradict each other, all they say stands, and look-ups give all
/// of it. Immutable; reading it takes some milliseconds, once in a process.
public struct ReferenceData: Sendable {
    /// The edition's number: it grows with every change of a file. 0 where there is no data.
    public let version: Int64
    /// SHA-256 of the files, one behind the other in the order of their names.
    public let digest: SHA256Digest
    public let documents: [ReferenceDocument]

    public let minimumVersions: [ReferenceRow<MinimumVersion>]
    public let platformSupport: [ReferenceRow<PlatformSupport>]
    public let integrations: [ReferenceRow<Integration>]
    public let methods: [ReferenceRow<IntegrationMethod>]
    public let brokers: [ReferenceRow<Broker>]
    public let signOnRoads: [ReferenceRow<SignOnRoad>]
    public let signOnExtensions: [ReferenceRow<SignOnExtension>]
    public let deepLinks: [ReferenceRow<DeepLink>]
    public let clouds: [ReferenceRow<Cloud>]
    public let loginHosts: [ReferenceRow<LoginHost>]
    public let names: [ReferenceRow<ProductName>]
    public let workflows: [ReferenceRow<EnrollmentWorkflow>]
    public let inputPages: [ReferenceRow<InputPage>]
    public let providerChains: [ReferenceRow<ProviderChain>]
    public let factorCounts: [ReferenceRow<FactorCount>]
    public let factorChannels: [ReferenceRow<FactorChannel>]
    public let errorCodes: [ReferenceRow<ErrorCode>]
    public let tolerances: [ReferenceRow<Tolerance>]
    public let accountTypes: [ReferenceRow<AccountType>]
    public let applications: [ReferenceRow<ConsentApplication>]
    public let permissions: [ReferenceRow<Permission>]
    public let licences: [ReferenceRow<Licence>]
    public let partnerStates: [ReferenceRow<PartnerStateMeaning>]
    public let defaultSettings: [ReferenceRow<DefaultSetting>]
    public let pointers: [ReferenceRow<Pointer>]
    public let onboardingSteps: [ReferenceRow<OnboardingStep>]

    /// Reads and checks a whole edition.
    ///
    /// Checked are: every member and word; that ids are unique; that each source is a known document, and its
    /// statement one that the document has; that no period is empty; that rows of one key which hold at the
    /// same time share a conflict; that a conflict has at least two rows.
    /// - Throws: the first ``ReferenceDataFault``, in the order of the files' names.
    public init(files: [ReferenceFile]) throws(ReferenceDataFault) {
        var reading = try ReferenceReading(files)
        version = reading.version
        digest = reading.digest
        documents = reading.documents
        minimumVersions = try reading.rows()
        platformSupport = try reading.rows()
        integrations = try reading.rows()
        methods = try reading.rows()
        brokers = try reading.rows()
        signOnRoads = try reading.rows()
        signOnExtensions = try reading.rows()
        deepLinks = try reading.rows()
        clouds = try reading.rows()
        loginHosts = try reading.rows()
        names = try reading.rows()
        workflows = try reading.rows()
        inputPages = try reading.rows()
        providerChains = try reading.rows()
        factorCounts = try reading.rows()
        factorChannels = try reading.rows()
        errorCodes = try reading.rows()
        tolerances = try reading.rows()
        accountTypes = try reading.rows()
        applications = try reading.rows()
        permissions = try reading.rows()
        licences = try reading.rows()
        partnerStates = try reading.rows()
        defaultSettings = try reading.rows()
        pointers = try reading.rows()
        onboardingSteps = try reading.rows()
    }

    /// An edition without rows, by which nothing can be judged.
    private init() {
        version = 0
        digest = SHA256().finalized()
        documents = []
        minimumVersions = []
        platformSupport = []
        integrations = []
        methods = []
        brokers = []
        signOnRoads = []
        signOnExtensions = []
        deepLinks = []
        clouds = []
        loginHosts = []
        names = []
        workflows = []
        inputPages = []
        providerChains = []
        factorCounts = []
        factorChannels = []
        errorCodes = []
        tolerances = []
        accountTypes = []
        applications = []
        permissions = []
        licences = []
        partnerStates = []
        defaultSettings = []
        pointers = []
        onboardingSteps = []
    }

    private static let outcome: (data: ReferenceData, fault: ReferenceDataFault?) = {
        do throws(ReferenceDataFault) {
            return (try ReferenceData(files: ReferenceFile.embedded), nil)
        } catch {
            return (ReferenceData(), error)
        }
    }()

    /// The edition that the binary carries; one without rows where that has a fault.
    public static var current: ReferenceData { outcome.data }

    /// What is wrong with the edition that the binary carries; nil in every build whose tests passed.
    public static var fault: ReferenceDataFault? { outcome.fault }
}
