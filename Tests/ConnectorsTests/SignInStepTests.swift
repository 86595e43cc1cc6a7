import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct SignInStepTests {
    private func types(_ code: String, _ steps: String, _ more: String = "") throws -> [String] {
        let details = ",\"authenticationDetails\":[\(steps)]\(more)"
        return Array(try Records.submission(Records.signIn(code: code, more: details)).types.dropFirst())
    }

    private func step(
        _ method: String, _ succeeded: String, need: String = "Multifactor", detail: String = ""
    ) -> String {
        """
        {"authenticationMethod":"\(method)","succeeded":\(succeeded),\
        "authenticationStepRequirement":"\(need)",\
        "authenticationStepResultDetail":"\(detail)","authenticationMethodDetail":"+44 7700 900123"}
        """
    }

    @Test(
        "codes that ask for a factor are challenges",
        arguments: ["50072", "50074", "50076", "50079", "50125"])
    func challenges(code: String) throws {
        #expect(try types(code, "") == ["mfa.challenged"])
    }

    @Test("an external control is a denial and a challenge by an external provider")
    func external() throws {
        let read = try Records.submission(Records.signIn(code: "50158"))
        #expect(read.types == ["access.denied", "mfa.challenged"])
        let data = read.data(AuthenticationEvents.challenged)
        #expect(data[AuthenticationEvents.method] == .externalProvider)
        #expect(data[AuthenticationEvents.errorCode] == 50158)
    }

    @Test("a failed factor is denied once, with or without the step that says so")
    func denied() throws {
        #expect(try types("500121", "") == ["mfa.denied"])
        #expect(try types("500121", step("Mobile app notification", "false")) == ["mfa.denied"])
    }

    @Test("a password is no further factor, nor what stands in its place")
    func password() throws {
        #expect(try types("0", step("Password", "true", need: "Primary authentication")).isEmpty)
        #expect(try types("0", step("Federated", "true", need: "Primary authentication")).isEmpty)
        #expect(try types("50126", step("Password", "false")).isEmpty)
    }

    @Test("a first factor of another kind stands for both only where several were needed and it was no claim")
    func firstFactor() throws {
        let several = ",\"authenticationRequirement\":\"multiFactorAuthentication\""
        let key = step("FIDO2 security key", "true", need: "Primary authentication")
        #expect(try types("0", key).isEmpty)
        #expect(try types("0", key, several) == ["mfa.satisfied"])
        let claim = step(
            "Previously satisfied", "true", need: "Primary authentication",
            detail: "First factor requirement satisfied by claim in the token")
        #expect(try types("0", claim, several).isEmpty)
    }

    @Test("a step that succeeded is a factor; an earlier one accepted again is not a fresh one")
    func satisfied() throws {
        #expect(try types("0", step("Text message", "true")) == ["mfa.satisfied"])
        #expect(try types("0", step("Previously satisfied", "true")) == ["mfa.satisfied_by_claim"])
        #expect(try types("0", step("Satisfied by token", "true")) == ["mfa.satisfied_by_claim"])
        #expect(
            try types(
                "0", step("Text message", "true", detail: "MFA requirement satisfied by claim in the token"))
                == ["mfa.satisfied_by_claim"])
        #expect(try types("0", step("", "true")).isEmpty)
    }

    @Test(
        "a fresh factor tells its channel, as its method alone did at revision 1; an earlier one tells none")
    func channels() throws {
        func event(_ code: String, _ step: String, _ more: String = "") throws -> ProposedEvent {
            let details = ",\"authenticationDetails\":[\(step)]\(more)"
            let submission = try Records.submission(Records.signIn(code: code, more: details))
            return try #require(submission.events.first { $0.type.description.hasPrefix("mfa.") })
        }
        let text = try event("0", step("Text message", "true"))
        #expect(PublicDataView(text.data)[AuthenticationEvents.channel] == .textMessage)
        let denied = try event("500121", step("Mobile app notification", "false"))
        #expect(PublicDataView(denied.data)[AuthenticationEvents.channel] == .approval)
        let claim = try event(
            "0", step("Text message", "true", detail: "MFA requirement satisfied by claim in the token"))
        #expect(PublicDataView(claim.data)[AuthenticationEvents.channel] == nil)
        // What revision 1 recorded of the same step is read as this.
        var first = PublicData()
        first.set(AuthenticationEvents.step, 0)
        first.set(AuthenticationEvents.method, .textMessage)
        first.set(AuthenticationEvents.requirement, .multifactor)
        let read = text.type.bytes.withUnsafeBytes {
            EventCatalogue.upcast(first.encoded.bytes, ofType: $0, revision: SchemaRevision(1))
        }
        #expect(read == text.data && text.schemaRevision == SchemaRevision(2))
    }

    @Test(
        "one factor that was enough is no further one, whatever its step leaves out",
        arguments: [
            ("Previously satisfied", "First factor requirement satisfied by claim in the token", ""),
            ("Integrated Windows Authentication", "", ""), ("Password Hash Sync", "", ""),
            ("Windows Hello for Business", "", "singleFactorAuthentication"), ("Text message", "", ""),
        ])
    func oneFactor(method: String, detail: String, need: String) throws {
        let one = ",\"authenticationRequirement\":\"singleFactorAuthentication\""
        let entry = step(method, "true", need: need, detail: detail)
        #expect(try types("0", entry, one).isEmpty)
    }

    @Test("a step whose text speaks of several factors is one of them")
    func saidInText() throws {
        let one = ",\"authenticationRequirement\":\"singleFactorAuthentication\""
        let entry = step(
            "Previously satisfied", "true", need: "",
            detail: "MFA requirement satisfied by claim in the token")
        #expect(try types("0", entry, one) == ["mfa.satisfied_by_claim"])
        #expect(try types("0", step("Text message", "true", need: "")) == ["mfa.satisfied"])
    }

    @Test("a failed step is a denial only with an error that ends the flow")
    func failedStep() throws {
        let failed = step("Text message", "false")
        #expect(try types("50074", failed) == ["mfa.challenged"])
        #expect(try types("50140", failed).isEmpty)
        #expect(try types("0", failed).isEmpty)
        #expect(try types("50126", failed) == ["mfa.denied"])
        #expect(try types("50126", step("Text message", "false", need: "Primary authentication")).isEmpty)
    }

    @Test("each step keeps its place, its method and its need, and its phone number in private")
    func data() throws {
        let steps =
            step("Password", "true", need: "Primary authentication") + "," + step("Text message", "true")
        let read = try Records.submission(Records.signIn(more: ",\"authenticationDetails\":[\(steps)]"))
        let data = read.data(AuthenticationEvents.satisfied)
        #expect(data[AuthenticationEvents.step] == 1)
        #expect(data[AuthenticationEvents.method] == .textMessage)
        #expect(data[AuthenticationEvents.requirement] == .multifactor)
        #expect(read.personal(.methodDetail, part: 1) == ["+44 7700 900123"])
        #expect(read.events[1].stream.description == "user/\(Records.tenant)/?")
    }

    @Test("mfaDetail says a factor only where it says anything, with code 0, and no step says one")
    func factor() throws {
        func types(_ code: String, _ more: String) throws -> [String] {
            Array(try Records.submission(Records.signIn(code: code, more: more)).types.dropFirst())
        }
        let detail = ",\"mfaDetail\":{\"authMethod\":\"Text message\",\"authDetail\":\"+XX XXXXXXX23\"}"
        #expect(try types("0", detail) == ["mfa.satisfied"])
        #expect(try types("0", ",\"mfaDetail\":{}").isEmpty)
        #expect(try types("0", ",\"mfaDetail\":null").isEmpty)
        #expect(try types("50126", detail).isEmpty)
        let steps = ",\"authenticationDetails\":[\(step("Password", "true", need: "Primary authentication"))]"
        #expect(try types("0", detail + steps) == ["mfa.satisfied"])
        let both = ",\"authenticationDetails\":[\(step("Text message", "true"))]"
        #expect(try types("0", detail + both) == ["mfa.satisfied"])
    }
}
