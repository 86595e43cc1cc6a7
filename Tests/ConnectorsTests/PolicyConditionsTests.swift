import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct PolicyConditionsTests {
    private static let second = "5a1d0c3e-00aa-4000-8000-00000000f002"

    private static func policy(_ conditions: String, state: String = "enabled") -> String {
        """
        {"id":"\(Records.policy)","state":"\(state)","displayName":"Plan","conditions":{\(conditions)},\
        "modifiedDateTime":"2026-02-01T00:00:00Z",\
        "grantControls":{"operator":"OR","builtInControls":["mfa"]}}
        """
    }

    private func scope(_ conditions: String) throws -> PolicyScope? {
        try ManagementRecords.submission(Self.policy(conditions))
            .data(CompliancePolicyEvents.accessPolicyObserved)[PolicyEvents.scope]
    }

    @Test("applications are all, ids, sets that Microsoft names, and others that are counted")
    func applications() throws {
        let read = try ManagementRecords.submission(
            Self.policy(
                """
                "applications":{"includeApplications":["All","\(Records.app)","Office365","novelApps"],\
                "excludeApplications":["MicrosoftAdminPortals","\(Self.second)","\(Records.principal)"],\
                "includeUserActions":["urn:user:registerdevice"]},\
                "clientAppTypes":["all","browser"],\
                "platforms":{"includePlatforms":["all"],"excludePlatforms":["iOS","windowsPhone"]}
                """))
        let scope = try #require(
            read.data(CompliancePolicyEvents.accessPolicyObserved)[PolicyEvents.scope])
        #expect(scope.allApplications && scope.applications == [Records.id(Records.app)])
        #expect(scope.applicationSets == [.office365])
        #expect(scope.excludedApplicationSets == [.microsoftAdminPortals])
        #expect(
            scope.excludedApplications
                == [Records.id(Self.second), Records.id(Records.principal)].sorted())
        #expect(scope.otherApplications == 1 && scope.userActions == 1)
        #expect(read.personal(.unrecognised) == ["includeApplications=novelApps"])
        #expect(scope.clientApps == [.all, .browser])
        #expect(scope.platforms == [.all] && scope.excludedPlatforms == [.iOS, .windowsPhone])
        #expect(!scope.isPartial)
    }

    @Test("contexts count as actions; conditions that only the evidence tells are counted")
    func others() throws {
        let scope = try #require(
            try ManagementRecords.submission(
                Self.policy(
                    """
                    "applications":{"includeApplications":[],\
                    "includeAuthenticationContextClassReferences":["c1","c2"],\
                    "applicationFilter":{"mode":"include","rule":"x"}},\
                    "devices":{"deviceFilter":{"mode":"exclude","rule":"x"}},"locations":null,\
                    "userRiskLevels":[],"signInRiskLevels":["high"],\
                    "clientApplications":{"includeServicePrincipals":[]}
                    """)
            ).data(CompliancePolicyEvents.accessPolicyObserved)[PolicyEvents.scope])
        #expect(scope.userActions == 2 && scope.otherConditions == 3 && !scope.isPartial)
    }

    @Test("people and roles are counted, never named; groups are named")
    func people() throws {
        let read = try ManagementRecords.submission(
            Self.policy(
                """
                "users":{"includeUsers":["\(Records.user)","GuestsOrExternalUsers"],\
                "excludeUsers":["\(Records.user)","\(Records.object)"],"includeGroups":["\(Records.group)"],\
                "excludeGroups":["\(Self.second)","no guid"],"includeRoles":["\(Self.second)"],\
                "excludeRoles":[],"excludeGuestsOrExternalUsers":{"guestOrExternalUserTypes":63}}
                """))
        let event = try #require(read.first(CompliancePolicyEvents.accessPolicyObserved))
        let scope = try #require(PublicDataView(event.data)[PolicyEvents.scope])
        #expect(scope.users == 1 && scope.guests && !scope.allUsers)
        #expect(scope.excludedUsers == 2 && scope.excludesGuests)
        #expect(scope.groups == [Records.id(Records.group)])
        #expect(scope.excludedGroups == [Records.id(Self.second)] && scope.otherGroups == 1)
        #expect(scope.roles == 1 && scope.excludedRoles == 0)
        let person = Records.id(Records.user).bytes
        let isNamed = event.data.indices.contains { event.data[$0...].starts(with: person) }
        #expect(!isNamed)
    }

    @Test("nobody and nothing are an empty scope; conditions that say neither are none")
    func empty() throws {
        let none = try #require(
            try scope(
                "\"applications\":{\"includeApplications\":[\"None\"]},\"users\":{\"includeUsers\":[\"None\"]}"
            ))
        #expect(none == PolicyScope())
        #expect(try scope("\"users\":{\"includeUsers\":[\"All\"]}")?.allUsers == true)
        #expect(try scope("") == nil)
        #expect(try scope("\"applications\":null,\"users\":null") == nil)
    }

    @Test("ids beyond what a list holds are counted, whatever their order")
    func bounds() throws {
        let ids = (0..<400).map { "\"" + Bits128(high: 9, low: UInt64($0 + 1)).guidText + "\"" }
        func read(_ ids: [String]) throws -> PolicyScope? {
            let list = ids.joined(separator: ",")
            return try self.scope(
                "\"applications\":{\"includeApplications\":[\(list)]},\"users\":{\"excludeGroups\":[\(list)]}"
            )
        }
        let scope = try #require(try read(ids))
        #expect(scope.applications.count == PolicyScope.mostIDs && scope.otherApplications == 100)
        #expect(scope.excludedGroups.count == PolicyScope.mostIDs && scope.otherGroups == 100)
        #expect(try read(ids.reversed()) == scope)
    }

    @Test("an audit says the scope after the change and before it")
    func audit() throws {
        func value(_ group: String) -> String {
            "\"{\\\"state\\\":\\\"enabled\\\",\\\"conditions\\\":{\\\"users\\\":{\\\"includeGroups\\\":[\\\"\(group)\\\"]}}}\""
        }
        let target = Records.target(
            "Policy", id: Records.policy,
            properties: [("ConditionalAccessPolicy", value(Records.group), value(Self.second))])
        let data = try Records.submission(
            Records.audit("Update conditional access policy", targets: target)
        ).data(PolicyEvents.changed)
        #expect(data[PolicyEvents.scope]?.groups == [Records.id(Self.second)])
        #expect(data[PolicyEvents.scopeBefore]?.groups == [Records.id(Records.group)])
    }

    @Test("the older form says its scope in part, and says so; another shape of it says nothing")
    func olderForm() throws {
        func scope(_ conditions: String) throws -> PolicyScope? {
            let detail = "{\"State\":\"Enabled\",\"Conditions\":\(conditions)}"
            func quoted(_ text: String) -> String {
                "\"" + text.flatMap { $0 == "\\" || $0 == "\"" ? ["\\", $0] : [$0] } + "\""
            }
            let value = quoted("[" + quoted(detail) + "]")
            let target = Records.target(
                "Policy", id: Records.policy, properties: [("PolicyDetail", "null", value)])
            return try Records.submission(Records.audit("Update policy", targets: target))
                .data(PolicyEvents.changed)[PolicyEvents.scope]
        }
        let read = try #require(
            try scope(
                """
                {"Applications":{"Include":[{"Applications":["\(Records.app)"]}],\
                "Exclude":[{"Applications":["\(Self.second)"]}]},\
                "Users":{"Include":[{"Users":["All"]},{"Groups":["\(Records.group)"]}],\
                "Exclude":[{"Users":["\(Records.user)"]},{"Roles":["\(Records.object)"]}]}}
                """))
        #expect(read.isPartial && read.allUsers && read.groups == [Records.id(Records.group)])
        #expect(read.applications == [Records.id(Records.app)])
        #expect(read.excludedApplications == [Records.id(Self.second)])
        #expect(read.excludedUsers == 1 && read.excludedRoles == 1)
        #expect(try scope("7") == nil)
        #expect(try scope("{\"Users\":7}")?.users == 0)
    }
}
