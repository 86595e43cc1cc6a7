import EventCatalogue
import LedgerModel
import StrictJSON

extension TenantObjects {
    func accessPolicies() -> [[UInt8]] {
        AccessPolicy.allCases.compactMap { policy in
            held.policies[Int(policy.rawValue)].map { self.policy(policy, $0.made, $0.changed) }
        }
    }

    private func policy(_ policy: AccessPolicy, _ made: Timestamp, _ changed: Timestamp) -> [UInt8] {
        let isChanged = changed > made
        return object { json in
            json.member("id", tenant.id(of: policy))
            json.member("displayName", policy.title)
            json.member("createdDateTime", SourceText.instant(made))
            json.member("modifiedDateTime", isChanged ? SourceText.instant(changed) : nil)
            json.member("state", (isChanged ? .enabled : policy.firstState).word)
            json.key("sessionControls")
            json.null()
            json.key("conditions")
            json.beginObject()
            json.texts("userRiskLevels", [])
            json.texts("signInRiskLevels", [])
            json.texts("clientAppTypes", ["all"])
            json.key("platforms")
            json.null()
            json.key("locations")
            json.null()
            json.key("applications")
            json.beginObject()
            let applications = policy.applications.map(\.resource.guidText)
            json.texts("includeApplications", applications.isEmpty ? ["All"] : applications)
            json.texts(
                "excludeApplications",
                policy == .multifactor ? [KnownApplication.broker.resource.guidText] : [])
            json.texts("includeUserActions", [])
            json.endObject()
            json.key("users")
            json.beginObject()
            json.texts("includeUsers", ["All"])
            json.texts("excludeUsers", [])
            json.texts("includeGroups", [])
            json.texts("excludeGroups", [management.excludedGroup.guidText])
            json.texts("includeRoles", [])
            json.texts("excludeRoles", [])
            json.endObject()
            json.endObject()
            json.key("grantControls")
            json.beginObject()
            json.member("operator", GrantOperator.any.word)
            json.texts("builtInControls", [policy.control.word])
            json.texts("customAuthenticationFactors", [])
            json.texts("termsOfUse", [])
            json.endObject()
        }
    }
}
