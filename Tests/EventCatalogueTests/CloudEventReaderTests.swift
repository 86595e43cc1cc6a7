import DeterministicCBOR
import LedgerModel
import StrictJSON
import Testing

@testable import EventCatalogue

@Suite struct CloudEventReaderTests {
    private static let tenant = "72f988bf-0000-41af-91ab-2d7cd011db47"
    private static let device = "4c299165-6e8f-4b45-0000-000000000001"
    private static let policy = "77779165-6e8f-4b45-0000-000000000002"

    private func read(_ text: String) throws -> Result<Submission, ValidationFailures> {
        CloudEventReader().read(try JSONDocument(Array(text.utf8)).root)
    }

    private func submission(_ text: String) throws -> Submission { try read(text).get() }

    private func failures(_ text: String) throws -> [String] {
        switch try read(text) {
        case .success: []
        case .failure(let all): all.failures.map { "\($0.member) \($0.code)" }
        }
    }

    private func event(_ members: [String]) -> String { "{" + members.joined(separator: ",") + "}" }

    private var publicMembers: [String] {
        [
            #""specversion":"1.0""#, #""id":"n-1""#, #""source":"mdm:one""#,
            #""type":"compliance.evaluated""#, #""time":"2026-01-02T03:04:05.5Z""#,
            #""correlationid":"\#(Self.policy)""#, #""causationid":"\#(Self.device)""#,
            #""data":{"tenant":"\#(Self.tenant)","device":{"entraDeviceId":"\#(Self.device)"},"#
                + #""verdict":"nonCompliant","policy":"\#(Self.policy)"}"#,
        ]
    }

    @Test("an event without private fields becomes a submission without evidence")
    func publicEvent() throws {
        let submission = try submission(event(publicMembers))
        let event = try #require(submission.events.first)
        let device = try #require(Bits128(guid: Self.device))
        let policy = try #require(Bits128(guid: Self.policy))
        #expect(submission.key == Array("n-1".utf8))
        #expect(submission.source.description == "mdm:one")
        #expect(submission.evidence == nil && submission.personal.isEmpty && !submission.isObserved)
        #expect(submission.identities.isEmpty && submission.events.count == 1)
        #expect(event.type == ComplianceEvents.evaluated.type)
        #expect(event.occurred.instant.description == "2026-01-02T03:04:05.500Z")
        #expect(event.stream.description == "device/entra/\(Self.tenant)/\(Self.device)")
        #expect(event.tags.map(\.description) == ["tenant:\(Self.tenant)", "device:entra/\(Self.device)"])
        #expect(event.correlation == CorrelationID(policy))
        #expect(event.causation == EventID(device))
        let data = PublicDataView(event.data)
        #expect(data[ComplianceEvents.verdict] == .nonCompliant)
        #expect(data[ComplianceEvents.policy] == policy)
    }

    @Test("the order of members does not matter")
    func order() throws {
        var random = SeededRandom(seed: 22)
        let first = try submission(event(publicMembers))
        for _ in 0..<50 {
            let other = try submission(event(publicMembers.shuffled(using: &random)))
            #expect(other.content == first.content)
            #expect(other.key == first.key && other.source == first.source && other.events == first.events)
        }
    }

    @Test("escaped names and values mean what they mean unescaped")
    func escapes() throws {
        let plain = event(publicMembers)
        let escaped =
            plain
            .replacing(#""verdict""#, with: #""verd\u0069ct""#)
            .replacing(#""nonCompliant""#, with: #""\u006eonCompliant""#)
            .replacing(#""tenant""#, with: #""t\u0065nant""#)
            .replacing(#""id""#, with: #""\u0069d""#)
        let first = try submission(plain)
        let second = try submission(escaped)
        #expect(escaped != plain)
        #expect(second.events == first.events && second.key == first.key)
    }

    @Test("personal fields, people and unknown words stand apart, and make the event its own evidence")
    func privateEvent() throws {
        let text =
            #"{"specversion":"1.0","id":"1","source":"s:t","type":"compliance.evaluated","data":{"#
            + #""mail":["a@b.example","c@d.example"],"city":"X","state":null,"verdict":"splendid","#
            + #""tenant":"acme","device":{"serialNumber":"S1"},"#
            + #""user":{"userPrincipalName":"Ann@b.example","displayName":"Ann"},"#
            + #""actor":{"objectId":"O-1"}}}"#
        let submission = try submission(text)
        let event = try #require(submission.events.first)
        #expect(submission.evidence == Array(text.utf8))
        #expect(submission.identities.map(\.kind) == [.person, .hardware, .person])
        #expect(event.stream.description == "device/hardware/acme/?")
        #expect(event.actor?.description == "user:?")
        #expect(event.occurred.basis == .receipt)
        #expect(PublicDataView(event.data)[ComplianceEvents.verdict] == .unrecognised)
        let personal = try #require(PersonalData.read(part: 0, from: submission.personal))
        let values = personal.map { entry in
            "\(entry.field): "
                + entry.values.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }
        #expect(
            values == [
                "userPrincipalName: Ann@b.example", "displayName: Ann", "mail: a@b.example c@d.example",
                "city: X", "serialNumber: S1", "unrecognised: verdict=splendid",
            ])
    }

    @Test("a member that is a public field and part of the subject is both")
    func twoMeanings() throws {
        let text =
            #"{"specversion":"1.0","id":"1","source":"s:t","type":"access.granted","data":{"tenant":"acme","#
            + #""basis":"unnamed","app":"\#(Self.device)","#
            + #""policies":[{"policy":"\#(Self.policy)","result":"success"}]}}"#
        let definition = try #require(EventType(text: "access.granted").flatMap(EventCatalogue.definition))
        let hasBoth = Set(definition.fields.map(\.name)).isSuperset(of: ["app", "policies"])
        #expect(hasBoth)
        let event = try #require(try submission(text).events.first)
        #expect(event.tags.map(\.description).contains("policy:\(Self.policy)"))
        #expect(event.tags.map(\.description).contains("app:\(Self.device)"))
        let data = PublicDataView(event.data)
        #expect(data[AccessEvents.app]?.guidText == Self.device)
        #expect(data[AccessEvents.policies]?.map { $0.policy?.guidText } == [Self.policy])
    }

    @Test("all that is wrong is said, in the order of the event's members")
    func everyFailure() throws {
        #expect(
            try failures(
                #"{"data":7,"time":"x","type":"no.such_type","source":"a b","id":"","specversion":"0.3","#
                    + #""correlationid":"1","causationid":2}"#) == [
                    "specversion event.specversion", "id event.wrong_kind", "source event.source",
                    "type event.unknown_type", "time event.time", "correlationid event.wrong_kind",
                    "causationid event.wrong_kind", "data event.wrong_kind",
                ])
        #expect(
            try failures(
                #"{"specversion":"1.0","id":"1","source":"s:t","type":"compliance.evaluated","data":{"#
                    + #""policy":"no","surprise":1,"verdict":5,"mail":{},"app":"no","device":{"#
                    + #""entraDeviceId":1},"tenant":"acme"}}"#) == [
                    "data.device.entraDeviceId event.wrong_kind", "data.app event.wrong_kind",
                    "data event.unknown_member", "data.mail event.wrong_kind",
                    "data.verdict event.wrong_kind", "data.policy event.wrong_kind",
                ])
        #expect(try failures("[]") == ["event event.wrong_kind"])
        #expect(
            try failures("{}") == [
                "specversion event.specversion", "id event.wrong_kind", "source event.wrong_kind",
                "type event.wrong_kind", "data event.wrong_kind",
            ])
    }

    @Test("lengths are those of the unescaped text, and no failure repeats it")
    func lengths() throws {
        func result(id: String, source: String) throws -> [String] {
            try failures(
                #"{"specversion":"1.0","id":"\#(id)","source":"\#(source)","type":"compliance.evaluated","#
                    + #""data":{"tenant":"acme"}}"#)
        }
        let escaped = #"\u0061"#
        #expect(try result(id: String(repeating: escaped, count: 1_024), source: "s:t").isEmpty)
        #expect(
            try result(id: String(repeating: "a", count: 1_025), source: "s:t") == ["id event.wrong_kind"])
        #expect(
            try result(id: "a", source: String(repeating: "a", count: 201)) == ["source event.wrong_kind"])
        #expect(try result(id: "a", source: String(repeating: "a", count: 200)) == ["source event.source"])
    }
}
