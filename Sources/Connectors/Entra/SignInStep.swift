import EventCatalogue
import LedgerModel

/// One entry of a sign-in's `authenticationDetails`.
struct SignInStep: Sendable {
    /// The most steps that become events; the evidence has them all.
    static let stepsRead = 256

    /// Place among the entries, from 0.
    let index: Int64
    let method: [UInt8]?
    let requirement: [UInt8]?
    let resultDetail: [UInt8]?
    let succeeded: Bool?
    /// A phone number, a device's name: personal.
    let methodDetail: [UInt8]?

    static func all(of inner: SourceMembers) throws(Rejection) -> [SignInStep] {
        var out: [SignInStep] = []
        for (index, entry) in try inner.objects("authenticationDetails").prefix(stepsRead).enumerated() {
            out.append(try SignInStep(entry, index: index))
        }
        return out
    }

    private init(_ entry: SourceMembers, index: Int) throws(Rejection) {
        self.index = Int64(index)
        method = try entry.text("authenticationMethod")
        requirement = try entry.text("authenticationStepRequirement")
        resultDetail = try entry.text("authenticationStepResultDetail")
        succeeded = try entry.flag("succeeded")
        methodDetail = entry.freeText("authenticationMethodDetail")
    }

    /// What the step says of a further factor; nil where it says nothing.
    ///
    /// A password is no further factor, nor is an identity provider that took the password's place. A first
    /// factor of another kind, as a security key is, counts only where the sign-in needed several factors and
    /// the step was no claim: it then stands for both. An earlier factor that was accepted again is not a
    /// fresh one. A step that is not said to be a further factor is none where one factor was enough, unless
    /// its text says so. A failed step is a refusal only if it was asked for as a further factor and the
    /// sign-in ended with it: an interrupted flow goes on.
    ///
    /// - Parameter needsSeveral: whether the sign-in needed several factors; nil where it does not say.
    func event(code: Int64?, needsSeveral: Bool?) -> EventDefinition? {
        guard let method else { return nil }
        let word = AuthenticationMethod(word: ASCII.trimmed(method))
        var need = requirement.map { StepRequirement(word: ASCII.trimmed($0)) }
        if need != .multifactor, let resultDetail {
            if ASCII.starts(ASCII.trimmed(resultDetail), with: "First factor") {
                need = .primary
            } else if need != .primary, Self.speaksOfSeveral(resultDetail) {
                need = .multifactor
            }
        }
        if word == .password || word == .federated && need != .multifactor { return nil }
        let isClaim = word == .previouslySatisfied || resultDetail.map(Self.speaksOfClaim) ?? false
        if need == .primary, isClaim || needsSeveral != true { return nil }
        if need != .multifactor, needsSeveral == false { return nil }
        switch succeeded {
        case true?: return isClaim ? AuthenticationEvents.satisfiedByClaim : AuthenticationEvents.satisfied
        case false?:
            guard !isClaim, need == .multifactor, let code, !ResultClass(code: code).isOpen else {
                return nil
            }
            return AuthenticationEvents.denied
        case nil: return word == .previouslySatisfied ? AuthenticationEvents.satisfiedByClaim : nil
        }
    }

    /// Whether a result's text speaks of several factors.
    private static func speaksOfSeveral(_ text: [UInt8]) -> Bool {
        text.withUnsafeBytes { text in
            let start = UnsafeRawBufferPointer(rebasing: text.prefix(512))
            return ASCII.contains(start, "MFA") || ASCII.contains(start, "multifactor")
                || ASCII.contains(start, "multi-factor")
        }
    }

    /// Whether a result's text says that an earlier factor was accepted.
    static func speaksOfClaim(_ text: [UInt8]) -> Bool {
        text.withUnsafeBytes { text in
            let start = UnsafeRawBufferPointer(rebasing: text.prefix(512))
            return ASCII.contains(start, "satisfied by claim")
                || ASCII.contains(start, "previously satisfied")
                || ASCII.contains(start, "satisfied by token")
        }
    }
}

/// The `mfaDetail` of a sign-in that says anything.
struct SignInFactor: Sendable {
    let method: [UInt8]?
    let detail: [UInt8]?

    init?(_ members: SourceMembers) throws(Rejection) {
        method = try members.text("authMethod")
        detail = members.freeText("authDetail")
        if method == nil, detail == nil { return nil }
    }
}
