import LedgerModel
import StrictJSON
import Testing

@testable import EventCatalogue

@Suite("what a CloudEvent may hold") struct CloudEventRefusalTests {
    private static let id = "4c299165-6e8f-4b45-0000-000000000001"
    private static let schema = "urn:probity:event:compliance.evaluated:1"

    private func read(_ text: String) throws -> Result<Submission, ValidationFailures> {
        CloudEventReader().read(try JSONDocument(Array(text.utf8)).root)
    }

    /// An event with further members around and in its data.
    private func event(
        _ data: String = "", type: String = "compliance.evaluated", around: String = ""
    ) -> String {
        #"{"specversion":"1.0","id":"1","source":"s:t","type":"\#(type)"\#(around),"#
            + #""data":{"tenant":"acme"\#(data)}}"#
    }

    private func failures(_ text: String) throws -> [String] {
        switch try read(text) {
        case .success: []
        case .failure(let all): all.failures.map { "\($0.member) \($0.code)" }
        }
    }

    @Test(
        "a member that would be lost is refused by the path of its object",
        arguments: [
            // Kinds.
            (#","device":"x""#, "data.device event.wrong_kind"),
            (#","device":[1]"#, "data.device event.wrong_kind"),
            (#","device":7"#, "data.device event.wrong_kind"),
            (#","user":"x""#, "data.user event.wrong_kind"),
            (#","user":["x"]"#, "data.user event.wrong_kind"),
            (#","actor":"x""#, "data.actor event.wrong_kind"),
            (#","actor":[]"#, "data.actor event.wrong_kind"),
            (#","policies":"x""#, "data.policies event.wrong_kind"),
            (#","policies":7"#, "data.policies event.wrong_kind"),
            (#","policies":{"policy":"\#(id)"}"#, "data.policies event.wrong_kind"),
            (#","policies":[null]"#, "data.policies[0] event.wrong_kind"),
            (#","policies":["\#(id)",{"policy":"\#(id)"}]"#, "data.policies[1] event.wrong_kind"),
            (#","app":7"#, "data.app event.wrong_kind"), (#","group":"x""#, "data.group event.wrong_kind"),
            (#","device":{"serialNumber":7}"#, "data.device.serialNumber event.wrong_kind"),
            (#","device":{"serialNumber":["x"]}"#, "data.device.serialNumber event.wrong_kind"),
            (#","user":{"userPrincipalName":7}"#, "data.user.userPrincipalName event.wrong_kind"),
            (#","user":{"objectId":7}"#, "data.user.objectId event.wrong_kind"),
            (
                #","user":{"objectId":"x","displayName":{}}"#, "data.user.displayName event.wrong_kind"
            ),
            (#","actor":{"userPrincipalName":7}"#, "data.actor.userPrincipalName event.wrong_kind"),
            // Members.
            (#","device":{"serialNumber":"x","imei":"1"}"#, "data.device event.unknown_member"),
            (#","device":{"EntraDeviceId":"\#(id)"}"#, "data.device event.unknown_member"),
            (#","user":{"objectId":"x","mail":"x"}"#, "data.user event.unknown_member"),
            (#","actor":{"objectId":"x","displayName":"x"}"#, "data.actor event.unknown_member"),
            (#","imei2":"1""#, "data event.unknown_member"), (#","imei2":null"#, "data event.unknown_member"),
            // Nothing where something is expected.
            (#","device":{}"#, "data.device event.missing_member"),
            (#","device":{"serialNumber":null}"#, "data.device event.missing_member"),
            (#","device":{"serialNumber":""}"#, "data.device.serialNumber event.wrong_kind"),
            (#","device":{"entraDeviceId":""}"#, "data.device.entraDeviceId event.wrong_kind"),
            (#","user":{}"#, "data.user event.missing_member"),
            (#","actor":{}"#, "data.actor event.missing_member"),
            (#","actor":{"app":"\#(id)","objectId":"x"}"#, "data.actor event.contradiction"),
            (#","actor":{"app":"\#(id)","userPrincipalName":"x"}"#, "data.actor event.contradiction"),
            // Personal fields.
            (#","ipAddress":["1.2.3.4",7712345]"#, "data.ipAddress[1] event.wrong_kind"),
            (#","ipAddress":[null]"#, "data.ipAddress[0] event.wrong_kind"),
            (#","ipAddress":[["x"]]"#, "data.ipAddress[0] event.wrong_kind"),
            (#","ipAddress":true"#, "data.ipAddress event.wrong_kind"),
            // Words.
            (#","verdict":"NonCompliant""#, "data.verdict event.spelling"),
        ])
    func refused(data: String, failure: String) throws {
        #expect(try failures(event(data)) == [failure])
    }

    @Test(
        "an envelope that cannot be kept is refused",
        arguments: [
            (#","datacontenttype":"application/xml""#, "datacontenttype event.content_type"),
            (#","datacontenttype":7"#, "datacontenttype event.content_type"),
            (#","dataschema":"urn:else""#, "dataschema event.schema"),
            (#","data_base64":"AA==""#, "data_base64 event.wrong_kind"),
            (#","subject":7"#, "subject event.wrong_kind"), (#","subject":"""#, "subject event.wrong_kind"),
            (#","correlationId":"\#(id)""#, "event event.unknown_member"),
            (#","correlation_id":"\#(id)""#, "event event.unknown_member"),
            (#","Time":"2026-01-02T03:04:05Z""#, "event event.unknown_member"),
            (#","":1"#, "event event.unknown_member"),
        ])
    func envelope(around: String, failure: String) throws {
        #expect(try failures(event(around: around)) == [failure])
    }

    @Test("a misspelled name is told with the right one, and another by its length only")
    func names() throws {
        guard case .failure(let all) = try read(event(#","DEVICE":1,"Secret":2"#)) else {
            Issue.record("the event was accepted")
            return
        }
        #expect(
            all.failures.map { "\($0.expected); \($0.found)" } == [
                "`device`; the same name in other case",
                "only members of the catalogue; another with a name of 6 bytes",
            ])
    }

    @Test("the right spelling of a word is named, and an unknown word is kept")
    func spelling() throws {
        guard case .failure(let all) = try read(event(#","verdict":"NONCOMPLIANT""#)) else {
            Issue.record("the event was accepted")
            return
        }
        #expect(all.failures.map(\.expected) == ["`nonCompliant`"])
        let kept = try read(event(#","verdict":"splendid""#)).get()
        #expect(kept.evidence != nil && !kept.personal.isEmpty)
    }

    @Test(
        "what the ledger does not understand is kept with the event's text",
        arguments: [
            #","traceparent":"00-1""#, #","partition":{"data":1}"#, #","partition":null"#,
            #","subject":"what I call it""#, #","time":"2026-01-02T03:04:05+01:00""#,
        ])
    func kept(around: String) throws {
        let text = event(around: around)
        #expect(try read(text).get().evidence == Array(text.utf8))
    }

    @Test(
        "so is what a personal field says without a text",
        arguments: [#","mail":"""#, #","mail":[]"#, #","mail":["",""]"#])
    func keptEmpty(data: String) throws {
        let text = event(data)
        #expect(try read(text).get().evidence == Array(text.utf8))
    }

    @Test(
        "what the record says anyhow needs no evidence",
        arguments: [
            #","subject":"\#(id)""#, #","subject":"device:entra/\#(id)""#,
            #","subject":"device/entra/acme/\#(id)""#, #","subject":"tenant:acme""#,
            #","datacontenttype":"application/json""#, #","dataschema":"\#(schema)""#,
            #","subject":null"#, #","data_base64":null"#, #","time":"2026-01-02T03:04:05Z""#,
        ])
    func said(around: String) throws {
        let text = event(#","device":{"entraDeviceId":"\#(Self.id)"},"user":null"#, around: around)
        #expect(try read(text).get().evidence == nil)
    }

    @Test(
        "what only the ledger says is refused from others",
        arguments: [
            "ledger.recovered", "ledger.restored", "ledger.opened", "record.revised", "record.corroborated",
            "source.gone",
        ])
    func reservedTypes(type: String) throws {
        #expect(try failures(event(type: type)) == ["type event.reserved_type"])
    }

    @Test("a record that says no more may be handed in")
    func observedRecord() throws {
        #expect(try failures(event(type: "record.observed")).isEmpty)
    }

    @Test("a source for which a connector or the ledger speaks is refused, in whatever case")
    func reservedSources() throws {
        func result(_ source: String) throws -> [String] {
            try failures(event().replacing(#""s:t""#, with: "\"\(source)\""))
        }
        for service in EventCatalogue.connectedServices + EventCatalogue.ledgerServices {
            for source in ["\(service):x", service, "\(service.uppercased()):x"] {
                #expect(try result(source) == ["source event.reserved_source"], "\(source)")
            }
            #expect(try result("\(service)s:x").isEmpty && result("my-\(service):x").isEmpty)
        }
        #expect(try result("simulator:fleet").isEmpty && result("MDM:Berlin").isEmpty)
    }

    @Test("there are no more policies than an event has tags for")
    func policies() throws {
        func result(_ count: Int, twice: Bool = false) throws -> Result<Submission, ValidationFailures> {
            var ids = (1...count).map { Bits128(high: 1, low: UInt64($0)).guidText }
            if twice { ids += ids }
            return try read(
                event(
                    #","device":{"entraDeviceId":"\#(Self.id)"},"app":"\#(Self.id)","policies":["#
                        + ids.map { "\"\($0)\"" }.joined(separator: ",") + "]"))
        }
        // The tenant, the device and the app have a tag each.
        let most = Limits.tagsPerEvent - 3
        #expect(try result(most).get().events.first?.tags.count == Limits.tagsPerEvent)
        #expect(try result(most, twice: true).get().events.first?.tags.count == Limits.tagsPerEvent)
        guard case .failure(let all) = try result(most + 1) else {
            Issue.record("an event with too many policies was accepted")
            return
        }
        #expect(all.failures.map { "\($0.member) \($0.code)" } == ["data.policies event.too_many"])
        #expect(all.failures.first?.expected.contains("\(most) policies") == true)
    }

    @Test("the values of identities are as long as the limit allows, and no longer")
    func identities() throws {
        let text = String(repeating: "x", count: Limits.identityValueBytes)
        for member in [
            "device\":{\"serialNumber", "user\":{\"userPrincipalName", "user\":{\"objectId",
            "actor\":{\"userPrincipalName", "actor\":{\"objectId",
        ] {
            let fits = try read(event(",\"\(member)\":\"\(text)\"}")).get()
            #expect(fits.identities.count == 1, "\(member)")
            guard case .failure(let beyond) = try read(event(",\"\(member)\":\"\(text)x\"}")) else {
                Issue.record("\(member): one byte more was accepted")
                continue
            }
            #expect(beyond.failures.count == 1, "\(member)")
            let limit = "text of 1 to \(Limits.identityValueBytes) bytes"
            #expect(beyond.failures.first?.expected == limit, "\(member)")
        }
    }

    @Test("failures have an order of their own, whatever the order of the members")
    func order() throws {
        let members = [
            #""policy":"no""#, #""surprise":1"#, #""another":1"#, #""verdict":5"#, #""mail":{}"#,
            #""city":7"#,
            #""app":"no""#, #""device":{"imei":1,"entraDeviceId":1}"#, #""tenant":7"#, #""policies":7"#,
            #""user":7"#, #""actor":7"#, #""group":7"#,
        ]
        var random = SeededRandom(seed: 4)
        for _ in 0..<50 {
            let data = members.shuffled(using: &random).joined(separator: ",")
            let text =
                #"{"data":{\#(data)},"Id":1,"type":"compliance.evaluated","source":"s:t","#
                + #""specversion":"1.0","subject":1,"id":"1"}"#
            #expect(
                try failures(text) == [
                    "subject event.wrong_kind", "event event.unknown_member", "data.tenant event.tenant",
                    "data.device.entraDeviceId event.wrong_kind", "data.device event.unknown_member",
                    "data.user event.wrong_kind", "data.app event.wrong_kind", "data.group event.wrong_kind",
                    "data.policies event.wrong_kind", "data.actor event.wrong_kind",
                    "data event.unknown_member", "data event.unknown_member", "data.mail event.wrong_kind",
                    "data.city event.wrong_kind", "data.verdict event.wrong_kind",
                    "data.policy event.wrong_kind",
                ])
        }
    }

    @Test("a public field that is part of the subject too is said once")
    func saidOnce() throws {
        #expect(
            try failures(
                event(
                    #","basis":"unnamed","app":"no","policies":[{"policy":"no"},null]"#,
                    type: "access.granted"))
                == [
                    "data.app event.wrong_kind", "data.policies[0].policy event.wrong_kind",
                    "data.policies[1] event.wrong_kind",
                ])
    }

    @Test("an event with very many faults is told of the first ones and of their number")
    func bounded() throws {
        let members = (0..<5_000).map { ",\"m\($0)\":1" }.joined()
        guard case .failure(let all) = try read(event(members)) else {
            Issue.record("the event was accepted")
            return
        }
        #expect(all.failures.count == ValidationFailures.greatestCount)
        #expect(all.omitted == 5_000 - ValidationFailures.greatestCount)
        #expect("\(all)".hasSuffix("and \(all.omitted) more"))
    }
}
