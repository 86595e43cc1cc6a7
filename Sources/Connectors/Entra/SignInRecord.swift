import EventCatalogue
import LedgerModel
import StrictJSON

/// A sign-in, decoded: what may stand in records here, and the rest among the personal fields.
struct SignInRecord: Sendable {
    /// The most policies that public data lists; the evidence has them all.
    static let policiesListed = 1_000

    let code: Int64?
    /// A result in words, where the source gives no code.
    let outcome: Outcome?
    let status: ConditionalAccessStatus?
    /// What the status says besides its code.
    let statusDetail: [UInt8]?
    let user: PersonReference?
    let servicePrincipal: Bits128?
    let app: Bits128?
    let resource: Bits128?
    let clientApp: ClientApp?
    let isInteractive: Bool?
    let kind: SignInKind?
    let requirement: AuthenticationRequirement?
    let authenticationProtocol: AuthenticationProtocol?
    let risk: RiskLevel?
    let homeTenant: Bits128?
    let resourceTenant: Bits128?
    let device: SignInDevice
    let policies: [AppliedPolicy]
    let policiesOmitted: Int64?
    let steps: [SignInStep]
    /// The method of `mfaDetail`, where that says anything.
    let factor: SignInFactor?

    init(_ record: EntraRecord, _ personal: inout PrivateText) throws(Rejection) {
        let inner = record.inner
        let result = try inner.object("status")
        var code = try result?.integer("errorCode")
        var outcome: Outcome?
        if code == nil, let outer = record.envelope?.member("resultType") {
            code = SourceMembers.integer(outer)
            if code == nil {
                outcome = personal.word(try record.envelope?.text("resultType"), "resultType")
            }
        }
        self.code = code
        self.outcome = outcome
        statusDetail = try result?.text("additionalDetails")
        personal.add(.failureReason, result?.freeText("failureReason"))
        personal.add(.additionalDetails, statusDetail)
        status = try inner.word("conditionalAccessStatus", &personal)

        let userID = try inner.text("userId")
        let principalName = try inner.text("userPrincipalName")
        user = PersonReference(objectID: userID, userPrincipalName: principalName)
        servicePrincipal = try inner.guid("servicePrincipalId")
        personal.add(.userObjectID, userID)
        personal.add(.userPrincipalName, principalName)
        personal.add(.displayName, inner, "userDisplayName")
        personal.add(.actorName, inner, "servicePrincipalName")
        personal.add(.ipAddress, inner, "ipAddress")
        personal.add(.userAgent, inner, "userAgent")
        personal.add(.appName, inner, "appDisplayName")
        personal.add(.resourceName, inner, "resourceDisplayName")
        try Self.addLocation(inner, &personal)
        personal.add(.timeText, record.time?.text)

        app = try inner.guid("appId")
        resource = try inner.guid("resourceId")
        clientApp = try inner.word("clientAppUsed", &personal)
        isInteractive = try inner.flag("isInteractive")
        requirement = try inner.word("authenticationRequirement", &personal)
        authenticationProtocol = try inner.word("authenticationProtocol", &personal)
        risk = try inner.word("riskLevelDuringSignIn", &personal)
        homeTenant = try inner.guid("homeTenantId")
        resourceTenant = try inner.guid("resourceTenantId")
        device = try SignInDevice(record, &personal)
        (policies, policiesOmitted) = try Self.policies(inner, &personal)
        steps = try SignInStep.all(of: inner)
        factor = try inner.object("mfaDetail").flatMap { (detail) throws(Rejection) in
            try SignInFactor(detail)
        }

        let category = try record.envelope?.read("category") { SignInCategory($0) }
        let types = try inner.texts("signInEventTypes")
        if let category {
            kind = category.kind
        } else if let first = types.first {
            kind = personal.word(first, "signInEventTypes")
        } else if user == nil, servicePrincipal != nil {
            kind = .servicePrincipal
        } else {
            kind = isInteractive.map { $0 ? .interactiveUser : .nonInteractiveUser }
        }
    }

    private static func addLocation(_ inner: SourceMembers, _ personal: inout PrivateText) throws(Rejection) {
        guard let location = try inner.object("location") else { return }
        personal.add(.city, location, "city")
        personal.add(.state, location, "state")
        personal.add(.country, location, "countryOrRegion")
        guard let place = location.member("geoCoordinates"), let latitude = place["latitude"]?.numberLexeme,
            let longitude = place["longitude"]?.numberLexeme
        else { return }
        personal.add(.coordinates, latitude + [UInt8(ascii: ",")] + longitude)
    }

    private static func policies(
        _ inner: SourceMembers, _ personal: inout PrivateText
    ) throws(Rejection) -> ([AppliedPolicy], Int64?) {
        let all = try inner.objects("appliedConditionalAccessPolicies")
        var out: [AppliedPolicy] = []
        for policy in all.prefix(policiesListed) {
            let controls = try policy.words("enforcedGrantControls", &personal, as: GrantControl.self)
            out.append(
                AppliedPolicy(
                    policy: try policy.guid("id"), result: try policy.word("result", &personal),
                    controls: controls, conditionsSatisfied: try mask(policy, "conditionsSatisfied"),
                    conditionsNotSatisfied: try mask(policy, "conditionsNotSatisfied")))
            personal.add(.policyNames, policy, "displayName")
        }
        return (out, all.count > policiesListed ? Int64(all.count - policiesListed) : nil)
    }

    /// A mask of conditions. Where a source names the conditions instead, in text or a list, the evidence has
    /// them.
    private static func mask(_ policy: SourceMembers, _ name: StaticString) throws(Rejection) -> Int64? {
        guard let value = policy.member(name) else { return nil }
        if value.kind == .string || value.isArray { return nil }
        return try policy.integer(name)
    }
}

extension PersonReference {
    /// The directory object id, else the user principal name; nil where both are absent.
    init?(objectID: [UInt8]?, userPrincipalName: [UInt8]?) {
        if let objectID {
            self = .objectID(ASCII.trimmed(objectID))
        } else if let userPrincipalName {
            self = .userPrincipalName(ASCII.trimmed(userPrincipalName))
        } else {
            return nil
        }
    }
}
