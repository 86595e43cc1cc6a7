import LedgerModel
import StrictJSON
import Testing

@testable import EventCatalogue

/// Events that were recorded under an earlier revision, and under one that is not known yet.
@Suite("schema revisions") struct SchemaRevisionTests {
    /// Data of `mfa.challenged` as revision 1 recorded them: step 1, a text message, multifactor, 50074.
    private static let challenged: [UInt8] = [
        0xA4, 0x01, 0x01, 0x02, 0x02, 0x03, 0x02, 0x04, 0x19, 0xC3, 0x9A,
    ]
    /// The same by revision 2: field 5 says that the channel is a text message.
    private static let challengedNow: [UInt8] = [
        0xA5, 0x01, 0x01, 0x02, 0x02, 0x03, 0x02, 0x04, 0x19, 0xC3, 0x9A, 0x05, 0x02,
    ]
    private static let first = SchemaRevision(1)

    private func upcast(_ data: [UInt8], _ type: EventType, _ revision: SchemaRevision) -> [UInt8]? {
        type.bytes.withUnsafeBytes { EventCatalogue.upcast(data, ofType: $0, revision: revision) }
    }

    private func standing(_ type: EventType, _ revision: UInt32) -> EventCatalogue.Standing {
        type.bytes.withUnsafeBytes { EventCatalogue.standing(ofType: $0, revision: SchemaRevision(revision)) }
    }

    @Test("a challenge of revision 1 says its channel by the field that revision 2 has for it")
    func golden() throws {
        let type = AuthenticationEvents.challenged.type
        #expect(AuthenticationEvents.challenged.revision == SchemaRevision(2))
        #expect(upcast(Self.challenged, type, Self.first) == Self.challengedNow)
        let event = ExampleEvent.recorded(type, Self.first, Self.challenged)
        let view = PublicDataView(event)
        #expect(view[AuthenticationEvents.step] == 1 && view[AuthenticationEvents.method] == .textMessage)
        #expect(view[AuthenticationEvents.requirement] == .multifactor)
        #expect(view[AuthenticationEvents.errorCode] == 50_074)
        #expect(view[AuthenticationEvents.channel] == .textMessage)
        #expect(view[AuthenticationEvents.askedBy] == nil)
    }

    @Test("it is shown by today's fields, with the revision that it was recorded under")
    func shown() throws {
        let event = ExampleEvent.recorded(
            AuthenticationEvents.challenged.type, Self.first, Self.challenged)
        let written = try ExampleEvent.written(event)
        #expect(written["schemarevision"]?.int64 == 1)
        #expect(written["dataschema"]?.string == "urn:probity:event:mfa.challenged:2")
        let data = try #require(written["data"])
        #expect(
            String(decoding: data.rawBytes, as: UTF8.self)
                == #"{"step":1,"method":"textMessage","requirement":"multifactor","errorCode":50074,"#
                + #""channel":"textMessage"}"#)
        let current = ExampleEvent.recorded(
            AuthenticationEvents.challenged.type, SchemaRevision(2), Self.challengedNow)
        let again = try ExampleEvent.written(current)
        #expect(again["dataschema"] == nil && again["data"]?.rawBytes == data.rawBytes)
    }

    @Test(
        "each method gives the channel that it always has, and no other one",
        arguments: [
            (AuthenticationMethod.textMessage, FactorChannel.textMessage), (.voiceCall, .call),
            (.authenticatorApp, .approval), (.phoneSignIn, .approval), (.verificationCode, .appCode),
            (.email, .email), (.fido2, .securityKey), (.certificate, .certificate),
            (.windowsHello, .platformCredential), (.temporaryAccessPass, .pass), (.password, nil),
            (.previouslySatisfied, nil), (.federated, nil), (.externalProvider, nil), (.unrecognised, nil),
        ] as [(AuthenticationMethod, FactorChannel?)])
    func channels(method: AuthenticationMethod, channel: FactorChannel?) throws {
        var data = PublicData()
        data.set(AuthenticationEvents.method, method)
        for definition in [
            AuthenticationEvents.challenged, AuthenticationEvents.satisfied, AuthenticationEvents.denied,
            AuthenticationEvents.satisfiedByClaim,
        ] {
            let current = try #require(upcast(data.encoded.bytes, definition.type, Self.first))
            let view = PublicDataView(current)
            #expect(view[AuthenticationEvents.channel] == channel)
            #expect(view[AuthenticationEvents.method] == method)
        }
    }

    @Test("reading again changes nothing, and data of the current revision stay byte for byte")
    func idempotent() throws {
        for definition in EventCatalogue.definitions {
            let data = try ExampleEvent.submission(of: definition).events[0].data
            #expect(upcast(data, definition.type, definition.revision) == data, "\(definition.type)")
        }
        let type = AuthenticationEvents.challenged.type
        #expect(upcast(Self.challengedNow, type, SchemaRevision(2)) == Self.challengedNow)
    }

    @Test("what an earlier revision of any type said, the current one says by the same fields")
    func kept() throws {
        for definition in EventCatalogue.definitions where !definition.earlier.isEmpty {
            let example = try #require(EventExamples.data(of: definition))
            for index in definition.earlier.indices {
                let revision = SchemaRevision(UInt32(index) + 1)
                let earlier = try #require(definition.at(revision))
                var members = ExampleEvent.subject(of: definition)
                for field in earlier.fields {
                    let name = Array(field.name.utf8)
                    if let value = example[keyBytes: name] { members.append((field.name, value.rawBytes)) }
                }
                let data = try ExampleEvent.submission(definition, members).events[0].data
                let event = ExampleEvent.recorded(definition.type, revision, data)
                let shown = try #require(try ExampleEvent.written(event)["data"])
                for field in earlier.fields {
                    let name = Array(field.name.utf8)
                    #expect(
                        shown[keyBytes: name].map { canonicalBytes(of: $0) }
                            == example[keyBytes: name].map { canonicalBytes(of: $0) },
                        "\(definition.type) \(field.name)")
                }
            }
        }
    }

    @Test("an event that names the schema of an earlier revision is read by it, and recorded under it")
    func appended() throws {
        func read(_ revision: Int, _ data: String) throws -> Result<Submission, ValidationFailures> {
            let text =
                #"{"specversion":"1.0","id":"1","source":"mdm:berlin","type":"mfa.challenged","#
                + #""dataschema":"urn:probity:event:mfa.challenged:\#(revision)","data":{"tenant":"acme","#
                + #""step":1,"method":"textMessage","requirement":"multifactor","errorCode":50074\#(data)}}"#
            return CloudEventReader().read(try JSONDocument(Array(text.utf8)).root)
        }
        let first = try read(1, "").get().events[0]
        #expect(first.schemaRevision == Self.first && first.data == Self.challenged)
        let second = try read(2, #","channel":"textMessage""#).get().events[0]
        #expect(second.schemaRevision == SchemaRevision(2) && second.data == Self.challengedNow)
        guard case .failure(let early) = try read(1, #","channel":"textMessage""#) else {
            Issue.record("revision 1 has no channel")
            return
        }
        #expect(early.failures.map { "\($0.member) \($0.code)" } == ["data event.unknown_member"])
        guard case .failure(let late) = try read(3, "") else {
            Issue.record("there is no revision 3")
            return
        }
        #expect(late.failures.map { "\($0.member) \($0.code)" } == ["dataschema event.schema"])
    }

    @Test("of a revision that is not known, every field is shown as it is, and none is read")
    func newer() throws {
        let type = AuthenticationEvents.challenged.type
        let event = ExampleEvent.recorded(type, SchemaRevision(9), Self.challengedNow)
        #expect(standing(type, 9) == .newer && upcast(Self.challengedNow, type, SchemaRevision(9)) == nil)
        #expect(PublicDataView(event)[AuthenticationEvents.method] == nil)
        let written = try ExampleEvent.written(event)
        #expect(written["schemarevision"]?.int64 == 9 && written["dataschema"] == nil)
        let data = try #require(written["data"])
        #expect(
            String(decoding: data.rawBytes, as: UTF8.self)
                == ##"{"#1":"01","#2":"02","#3":"02","#4":"19c39a","#5":"02"}"##)
    }

    @Test("a type that the catalogue does not have is shown as it is")
    func unknownType() throws {
        let type = EventType("device.teleported")
        #expect(standing(type, 1) == .unknown)
        let written = try ExampleEvent.written(ExampleEvent.recorded(type, Self.first, [0xA1, 0x01, 0xF5]))
        #expect(
            written["data"].map { String(decoding: $0.rawBytes, as: UTF8.self) } == ##"{"#1":"f5"}"##)
    }

    @Test("where nothing but fields was added, data need no reading by another revision")
    func plain() {
        #expect(standing(EnrollmentEvents.completed.type, 1) == .current)
        #expect(standing(EnrollmentEvents.completed.type, 2) == .current)
        #expect(standing(EnrollmentEvents.completed.type, 3) == .newer)
        #expect(standing(AuthenticationEvents.challenged.type, 1) == .earlier)
        #expect(standing(AuthenticationEvents.challenged.type, 0) == .newer)
        #expect(AuthenticationEvents.challenged.at(SchemaRevision(0)) == nil)
        #expect(AuthenticationEvents.challenged.at(SchemaRevision(3)) == nil)
        #expect(AuthenticationEvents.challenged.at(SchemaRevision(1))?.fields.count == 4)
    }

    @Test("bytes that are no map of fields come back as they are, and random ones never crash")
    func hostile() {
        let type = AuthenticationEvents.challenged.type
        for data in [[], [0x80], [0xA1, 0x02], [0xA2, 0x02, 0x02, 0x01, 0x01]] as [[UInt8]] {
            #expect(upcast(data, type, Self.first) == data)
        }
        var random = SeededRandom(seed: 31)
        for _ in 0..<5_000 {
            var data = (0..<Int.random(in: 0..<20, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if !data.isEmpty { data[0] = 0xA0 | UInt8.random(in: 0..<4, using: &random) }
            if data.count > 1 { data[1] = UInt8.random(in: 1..<6, using: &random) }
            _ = upcast(data, type, Self.first)
        }
    }

    @Test("fields of a map are replaced, added in the order of their numbers, and removed")
    func map() throws {
        var map = try #require(PublicFieldMap(Self.challenged))
        #expect(map[AuthenticationEvents.method] == .textMessage && map[AuthenticationEvents.session] == nil)
        map[AuthenticationEvents.channel] = .textMessage
        #expect(map.encoded == Self.challengedNow)
        map[AuthenticationEvents.channel] = nil
        #expect(map.encoded == Self.challenged)
        map[AuthenticationEvents.method] = .email
        #expect(PublicDataView(map.encoded)[AuthenticationEvents.method] == .email)
        #expect(PublicDataView(map.encoded)[AuthenticationEvents.errorCode] == 50_074)
        map[AuthenticationEvents.session] = nil
        #expect(try #require(PublicFieldMap([0xA0])).encoded == [0xA0])
    }
}
