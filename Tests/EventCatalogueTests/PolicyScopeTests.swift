import LedgerModel
import StrictJSON
import Testing

@testable import EventCatalogue

@Suite struct PolicyScopeTests {
    private static func ids(_ count: Int, _ high: UInt64) -> [Bits128] {
        (0..<count).map { Bits128(high: high, low: UInt64($0)) }
    }

    private func bytes(_ scope: PolicyScope) -> [UInt8] {
        var data = PublicData()
        scope.fill(&data)
        return data.encoded.bytes
    }

    @Test("a scope is read as it was written, and its lists have one order, each id once")
    func roundTrip() {
        var scope = PolicyScope()
        scope.allApplications = true
        scope.excludedApplications = [Bits128(high: 2, low: 0), Bits128(high: 1, low: 0)]
        scope.applicationSets = [.microsoftAdminPortals, .office365]
        scope.guests = true
        scope.users = 3
        scope.excludedRoles = 1
        scope.clientApps = [.other, .browser]
        scope.excludedPlatforms = [.iOS]
        scope.isPartial = true
        let read = PolicyScope(PublicDataView(bytes(scope)))
        #expect(read.excludedApplications == [Bits128(high: 1, low: 0), Bits128(high: 2, low: 0)])
        #expect(read.applicationSets == [.office365, .microsoftAdminPortals])
        #expect(read.allApplications && read.guests && !read.allUsers && read.isPartial)
        #expect(read.users == 3 && read.excludedRoles == 1 && read.roles == 0)
        #expect(read.clientApps == [.browser, .other] && read.excludedPlatforms == [.iOS])
        var other = scope
        other.excludedApplications = [
            Bits128(high: 1, low: 0), Bits128(high: 2, low: 0), Bits128(high: 1, low: 0),
        ]
        #expect(bytes(other) == bytes(scope))
        #expect(bytes(PolicyScope()) == [0xA0])
    }

    @Test("the fullest scopes before and after a change have room in one record")
    func room() {
        var scope = PolicyScope()
        for list in [
            \PolicyScope.applications, \.excludedApplications, \.groups, \.excludedGroups,
        ] { scope[keyPath: list] = Self.ids(PolicyScope.mostIDs, .max) }
        scope.applicationSets = ApplicationSet.allCases
        scope.excludedApplicationSets = ApplicationSet.allCases
        scope.clientApps = PolicyClientApp.allCases
        scope.platforms = PolicyPlatform.allCases
        scope.excludedPlatforms = PolicyPlatform.allCases
        var data = PublicData()
        data.set(PolicyEvents.controls, GrantControl.allCases)
        data.set(PolicyEvents.controlsBefore, GrantControl.allCases)
        data.set(PolicyEvents.scope, scope)
        data.set(PolicyEvents.scopeBefore, scope)
        let tagBytes = Limits.tagsPerEvent * 64
        #expect(data.encoded.bytes.count > 40_000)
        #expect(data.encoded.bytes.count + tagBytes + 1_024 < Limits.recordBytes)
    }

    @Test("of a set with more ids than fit the smallest are kept, and the others counted")
    func bounded() {
        let all = Self.ids(5, 1)
        let some = IDList.bounded(all.reversed() + all, to: 3)
        #expect(some.ids == Array(all.prefix(3)) && some.others == 2)
        #expect(IDList.bounded(all, to: 5).others == 0)
    }

    @Test("a connection's event has a stream and a tag of its own, which no number of policies cuts off")
    func connection() throws {
        let tenant = Bits128(high: 7, low: 7)
        var subject = EventSubject(tenant: TenantName(id: tenant))
        subject.connection = Bits128(high: 1, low: 2)
        subject.policies = Self.ids(100, 9)
        var draft = SubmissionDraft(
            source: SourceName(.word("test")), key: [1], content: [2], mappingRevision: MappingRevision(1),
            road: Token(word: "file"), isObserved: true, evidence: nil)
        draft.add(ConnectionEvents.heartbeat, occurred: .atReceipt, subject: subject)
        subject.connection = nil
        draft.add(ConnectionEvents.heartbeat, occurred: .atReceipt, subject: subject)
        let events = draft.finished().events
        let id = Bits128(high: 1, low: 2).guidText
        #expect(events[0].stream.description == "connection/\(tenant.guidText)/\(id)")
        #expect(events[0].tags.count == Limits.tagsPerEvent)
        #expect(events[0].tags.contains(Tag(.word("connection"), .id(Bits128(high: 1, low: 2)))))
        #expect(events[1].stream.description == "tenant/\(tenant.guidText)")
    }

    @Test("a partner's event that is handed in is about the connection of its partner")
    func cloudEvent() throws {
        let tenant = Bits128(high: 7, low: 7).guidText
        let partner = Bits128(high: 1, low: 2).guidText
        func read(_ type: String, _ data: String) throws -> Result<Submission, ValidationFailures> {
            let text = """
                {"specversion":"1.0","id":"1","source":"mdm:one","type":"\(type)",\
                "time":"2026-01-02T03:04:05Z","data":{"tenant":"\(tenant)",\(data)}}
                """
            return CloudEventReader().read(try JSONDocument(Array(text.utf8)).root)
        }
        let event = try read("partner.state_observed", "\"partner\":\"\(partner)\",\"state\":\"enabled\"")
            .get()
        #expect(event.events[0].stream.description == "connection/\(tenant)/\(partner)")
        #expect(
            PublicDataView(event.events[0].data)[ConnectionEvents.partner] == Bits128(high: 1, low: 2))
        let other = try read("record.observed", "\"connection\":\"\(partner)\"").get()
        #expect(other.events[0].tags.map(\.description).contains("connection:\(partner)"))
        #expect(other.events[0].stream.description == "tenant/\(tenant)")
        for (type, data) in [
            ("partner.state_observed", "\"connection\":\"\(partner)\""),
            ("record.observed", "\"connection\":\"x\""), ("partner.heartbeat", "\"partner\":7"),
        ] {
            guard case .failure(let all) = try read(type, data) else {
                Issue.record("\(type) \(data) is taken")
                continue
            }
            #expect(all.failures.count == 1)
        }
    }

    @Test("a policy's scope can be handed in, and is written in the catalogue's words")
    func scopeAsJSON() throws {
        let policy = Bits128(high: 3, low: 4).guidText
        let scope = "{\"allApplications\":true,\"groups\":[\"\(policy)\"],\"clientApps\":[\"browser\"]}"
        let text = """
            {"specversion":"1.0","id":"1","source":"mdm:one","type":"policy.access_policy_observed",\
            "time":"2026-01-02T03:04:05Z","data":{"tenant":"contoso","policies":["\(policy)"],\
            "state":"enabled","scope":\(scope)}}
            """
        let event = try CloudEventReader().read(try JSONDocument(Array(text.utf8)).root).get().events[0]
        let read = try #require(PublicDataView(event.data)[PolicyEvents.scope])
        #expect(read.allApplications && read.groups == [Bits128(high: 3, low: 4)])
        var writer = JSONWriter()
        writer.beginObject()
        PublicDataJSON.write(read, to: &writer)
        writer.endObject()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == scope)
    }
}
