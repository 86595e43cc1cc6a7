import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes a row of the sign-in log as one of the two roads does.
struct SignInRecord {
    let context: RecordContext
    let row: SimulatedSignIn

    private var isGraph: Bool { context.isGraph }

    func write(_ json: inout JSONWriter) {
        let person = context.person
        json.beginObject()
        json.member("id", context.id)
        json.member("createdDateTime", SourceText.instant(context.fact.time))
        json.member("userDisplayName", person.displayName)
        json.member(
            "userPrincipalName", isGraph ? person.userPrincipalName.uppercased() : person.userPrincipalName)
        json.member("userId", person.objectID)
        json.member("appId", row.application.id)
        json.member("appDisplayName", row.application.title)
        json.member("resourceId", row.application.resource)
        json.member("resourceDisplayName", row.application.resourceTitle)
        json.member("ipAddress", context.fleet.text(of: row.address, person: person, tenant: context.tenant))
        json.member("clientAppUsed", clientApp)
        json.member("userAgent", context.device?.userAgent)
        json.member("correlationId", context.fact.correlation)
        json.member("originalRequestId", context.fact.id)
        json.member("isInteractive", row.isInteractive)
        json.member("conditionalAccessStatus", status)
        if isGraph {
            json.key("signInEventTypes")
            json.beginArray()
            json.string(row.isInteractive ? "interactiveUser" : "nonInteractiveUser")
            json.endArray()
        } else {
            json.member("resourceTenantId", context.tenant.id)
            json.member("homeTenantId", context.tenant.id)
            json.member("servicePrincipalId", "")
            json.member("tokenIssuerName", "")
            json.member("tokenIssuerType", "AzureAD")
            json.member("userType", "Member")
            json.member("crossTenantAccessType", "none")
            json.member("autonomousSystemNumber", 64_496)
        }
        json.member("authenticationProtocol", row.authenticationProtocol.word)
        json.member("authenticationRequirement", row.requirement.word)
        result(&json)
        device(&json)
        place(&json)
        risk(&json)
        policies(&json)
        steps(&json)
        json.key("authenticationProcessingDetails")
        json.beginArray()
        json.beginObject()
        json.member("key", "Oauth Scope Info")
        json.member("value", "[\"User.Read\",\"profile\"]")
        json.endObject()
        json.endArray()
        json.key("networkLocationDetails")
        json.beginArray()
        json.endArray()
        json.endObject()
    }

    private var clientApp: String {
        switch row.clientApp {
        case .browser: "Browser"
        case .imap: "IMAP4"
        default: "Mobile Apps and Desktop clients"
        }
    }

    private var status: String {
        context.isPreliminary(.conditionalAccess)
            ? ConditionalAccessStatus.notApplied.word : row.status.word
    }

    private func result(_ json: inout JSONWriter) {
        json.key("status")
        json.beginObject()
        json.member("errorCode", row.errorCode)
        json.member("failureReason", row.failureReason ?? (isGraph ? "Other." : nil))
        json.member("additionalDetails", row.additionalDetails)
        json.endObject()
    }

    /// Graph writes false for what is not known of an unknown device; Azure Monitor leaves it out.
    private func device(_ json: inout JSONWriter) {
        json.key("deviceDetail")
        json.beginObject()
        let named = row.namesDevice ? context.device : nil
        json.member("deviceId", named?.entraDevice.guidText ?? "")
        if named != nil || isGraph { json.member("displayName", named?.name ?? "") }
        json.member("operatingSystem", context.device?.operatingSystem)
        json.member("browser", context.device?.browser)
        if let isCompliant = row.isCompliant ?? (isGraph ? false : nil) {
            json.member("isCompliant", isCompliant)
        }
        if let isManaged = row.isManaged ?? (isGraph ? false : nil) { json.member("isManaged", isManaged) }
        json.member("trustType", named?.trustText ?? "")
        json.endObject()
    }

    private func place(_ json: inout JSONWriter) {
        let place = context.person.place
        json.key("location")
        json.beginObject()
        json.member("city", place.city)
        json.member("state", place.state)
        json.member("countryOrRegion", place.country)
        json.key("geoCoordinates")
        json.beginObject()
        json.key("latitude")
        json.raw(Place.degrees(place.latitude).utf8)
        json.key("longitude")
        json.raw(Place.degrees(place.longitude).utf8)
        json.endObject()
        json.endObject()
    }

    private func risk(_ json: inout JSONWriter) {
        let hasRisen = context.delivery.revision == .risk && !context.isPreliminary(.risk)
        json.member("riskDetail", "none")
        json.member("riskLevelAggregated", hasRisen ? "low" : "none")
        json.member("riskLevelDuringSignIn", hasRisen ? "low" : "none")
        json.member("riskState", hasRisen ? "atRisk" : "none")
        json.key("riskEventTypes_v2")
        json.beginArray()
        if hasRisen { json.string("unfamiliarFeatures") }
        json.endArray()
    }

    private func policies(_ json: inout JSONWriter) {
        json.key("appliedConditionalAccessPolicies")
        json.beginArray()
        if !context.isPreliminary(.conditionalAccess) {
            for (policy, result) in zip(AccessPolicy.allCases, row.results) {
                json.beginObject()
                json.member("id", context.tenant.id(of: policy))
                json.member("displayName", policy.title)
                json.key("enforcedGrantControls")
                json.beginArray()
                json.string(control(policy))
                json.endArray()
                json.key("enforcedSessionControls")
                json.beginArray()
                json.endArray()
                json.member("result", result.word)
                conditions(result, &json)
                json.endObject()
            }
        }
        json.endArray()
    }

    private func control(_ policy: AccessPolicy) -> String {
        switch policy.control {
        case .mfa: isGraph ? "mfa" : "Mfa"
        default: isGraph ? "compliantDevice" : "RequireCompliantDevice"
        }
    }

    /// The mask of conditions that a policy with this result has met: applications 1, users 2.
    static func conditionMask(_ result: PolicyResult) -> Int {
        result == .notApplied || result == .reportOnlyNotApplied ? 2 : 3
    }

    private func conditions(_ result: PolicyResult, _ json: inout JSONWriter) {
        let isPartial = Self.conditionMask(result) == 2
        if isGraph {
            json.member("conditionsSatisfied", isPartial ? "users" : "application,users")
            json.member("conditionsNotSatisfied", isPartial ? "application" : "none")
        } else {
            json.member("conditionsSatisfied", isPartial ? 2 : 3)
            json.member("conditionsNotSatisfied", isPartial ? 1 : 0)
        }
    }

    private func steps(_ json: inout JSONWriter) {
        let method = context.person.method
        json.key("authenticationDetails")
        json.beginArray()
        step(
            0, "Password", detail: "Password in the cloud", succeeded: !row.isBadPassword,
            result: row.isBadPassword ? "Invalid username or password" : "Correct password",
            requirement: "Primary authentication", &json)
        switch row.factor {
        case .none: break
        case .claim:
            step(
                1, "Previously satisfied", detail: nil, succeeded: true,
                result: "MFA requirement satisfied by claim in the token",
                requirement: "Multi-factor authentication", &json)
        case .fresh:
            step(
                1, Self.title(method), detail: method == .authenticatorApp ? nil : context.person.phone,
                succeeded: true, result: "MFA completed in Azure AD",
                requirement: "Multi-factor authentication", &json)
        case .refused:
            step(
                1, Self.title(method), detail: method == .authenticatorApp ? nil : context.person.phone,
                succeeded: false, result: "MFA denied; user declined the authentication",
                requirement: "Multi-factor authentication", &json)
        }
        json.endArray()
        guard row.factor == .fresh else { return }
        json.key("mfaDetail")
        json.beginObject()
        json.member("authMethod", Self.title(method))
        json.member("authDetail", method == .authenticatorApp ? nil : context.person.phone)
        json.endObject()
    }

    static func title(_ method: AuthenticationMethod) -> String {
        switch method {
        case .textMessage: "Text message"
        case .voiceCall: "Phone call"
        default: "Mobile app notification"
        }
    }

    private func step(
        _ number: Int, _ method: String, detail: String?, succeeded: Bool, result: String,
        requirement: String,
        _ json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("authenticationStepDateTime", SourceText.instant(context.fact.time))
        json.member("authenticationMethod", method)
        json.member("authenticationMethodDetail", detail)
        json.member("succeeded", succeeded)
        json.member("authenticationStepResultDetail", result)
        json.member("authenticationStepRequirement", requirement)
        if !isGraph {
            json.member("StatusSequence", number)
            json.member("RequestSequence", 0)
        }
        json.endObject()
    }
}
