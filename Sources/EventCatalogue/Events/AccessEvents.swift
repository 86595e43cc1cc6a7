public import LedgerModel

/// Decisions on access, as the identity provider logged them.
public enum AccessEvents {
    public static let errorCode = PublicField<Int64>(
        1, "errorCode", "The result code as received; 0 is success.")
    public static let status = PublicField<ConditionalAccessStatus>(
        2, "conditionalAccessStatus", "What conditional access did, as received.")
    public static let basis = PublicField<AccessBasis>(
        3, "basis", "Why: read from the code first and from conditional access second.", required: true)
    public static let app = PublicField<Bits128>(4, "app", "The application that asked.")
    public static let resource = PublicField<Bits128>(5, "resource", "The application that was asked for.")
    public static let clientApp = PublicField<ClientApp>(6, "clientApp", "The kind of client.")
    public static let isInteractive = PublicField<Bool>(7, "isInteractive", "Whether a person was there.")
    public static let kind = PublicField<SignInKind>(8, "kind", "Which kind of sign-in.")
    public static let requirement = PublicField<AuthenticationRequirement>(
        9, "requirement", "The highest level of authentication needed.")
    public static let authenticationProtocol = PublicField<AuthenticationProtocol>(
        10, "protocol", "The protocol by which the token was asked for.")
    public static let deviceIsCompliant = PublicField<Bool>(
        11, "deviceIsCompliant",
        "As presented; only where the sign-in names a device, absent where it does not say.")
    public static let deviceIsManaged = PublicField<Bool>(
        12, "deviceIsManaged",
        "As presented; only where the sign-in names a device, absent where it does not say.")
    public static let trustType = PublicField<TrustType>(
        13, "trustType", "How the device stood with the directory.")
    public static let policies = PublicField<[AppliedPolicy]>(
        14, "policies", "The policies that were looked at, in the order received.")
    public static let policiesOmitted = PublicField<Int64>(
        15, "policiesOmitted", "How many more policies only the evidence lists.")
    public static let homeTenant = PublicField<Bits128>(16, "homeTenant", "Where the person belongs.")
    public static let resourceTenant = PublicField<Bits128>(
        17, "resourceTenant", "Where the resource belongs.")
    public static let servicePrincipal = PublicField<Bits128>(
        18, "servicePrincipal", "The service principal that signed in.")
    public static let platform = PublicField<Platform>(19, "platform", "The operating system family.")
    public static let risk = PublicField<RiskLevel>(20, "risk", "The risk judged during the sign-in.")

    static let fields: [FieldDefinition] = [
        errorCode.definition, status.definition, basis.definition, app.definition, resource.definition,
        clientApp.definition, isInteractive.definition, kind.definition, requirement.definition,
        authenticationProtocol.definition, deviceIsCompliant.definition, deviceIsManaged.definition,
        trustType.definition, policies.definition, policiesOmitted.definition, homeTenant.definition,
        resourceTenant.definition, servicePrincipal.definition, platform.definition, risk.definition,
    ]

    public static let granted = EventDefinition(
        "access.granted", about: .device, "A sign-in ended with a token.", fields: fields)
    public static let denied = EventDefinition(
        "access.denied", about: .device, "A sign-in was refused.", fields: fields)
    public static let interrupted = EventDefinition(
        "access.interrupted", about: .device,
        "A sign-in stopped to ask for something; neither granted nor denied.", fields: fields)

    static let all = [granted, denied, interrupted]
}

/// One policy that a sign-in met.
public struct AppliedPolicy: PublicStructure, Hashable {
    public var policy: Bits128?
    public var result: PolicyResult?
    public var controls: [GrantControl]
    /// The mask of conditions that were met, where the source gives one.
    public var conditionsSatisfied: Int64?
    public var conditionsNotSatisfied: Int64?

    public init(
        policy: Bits128?, result: PolicyResult?, controls: [GrantControl], conditionsSatisfied: Int64? = nil,
        conditionsNotSatisfied: Int64? = nil
    ) {
        self.policy = policy
        self.result = result
        self.controls = controls
        self.conditionsSatisfied = conditionsSatisfied
        self.conditionsNotSatisfied = conditionsNotSatisfied
    }

    static let policyField = PublicField<Bits128>(1, "policy", "The policy.")
    static let resultField = PublicField<PolicyResult>(2, "result", "What it did.")
    static let controlsField = PublicField<[GrantControl]>(3, "controls", "The grant controls it enforced.")
    static let satisfiedField = PublicField<Int64>(4, "conditionsSatisfied", "Mask of conditions met.")
    static let notSatisfiedField = PublicField<Int64>(
        5, "conditionsNotSatisfied", "Mask of conditions not met.")

    public static let fields = [
        policyField.definition, resultField.definition, controlsField.definition, satisfiedField.definition,
        notSatisfiedField.definition,
    ]

    public func fill(_ data: inout PublicData) {
        data.set(Self.policyField, policy)
        data.set(Self.resultField, result)
        data.set(Self.controlsField, controls.isEmpty ? nil : controls)
        data.set(Self.satisfiedField, conditionsSatisfied)
        data.set(Self.notSatisfiedField, conditionsNotSatisfied)
    }

    public init(_ view: PublicDataView) {
        policy = view[Self.policyField]
        result = view[Self.resultField]
        controls = view[Self.controlsField] ?? []
        conditionsSatisfied = view[Self.satisfiedField]
        conditionsNotSatisfied = view[Self.notSatisfiedField]
    }
}
