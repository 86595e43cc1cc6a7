import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite("Hostile records of the unified log")
struct UnifiedAuditHostileTests {
    private typealias Log = UnifiedAuditRecords

    private static let records = [
        Log.audit(
            "Update device.", object: "Device_\(Records.object)",
            properties: [("IsCompliant", "[false]", "[true]")],
            details: "{\"DeviceId\":\"\(Records.device)\"}"),
        Log.signIn(
            "UserLoginFailed", code: "50126", error: "InvalidUserNameOrPassword",
            device: Log.values(("Id", Records.device), ("IsCompliant", "True"), ("TrustType", "1"))),
        Log.mailbox, Log.row(Log.signIn()), Log.row(Log.signIn(), asText: false),
    ]

    @Test("any member of any type, or left out, is read or refused by name", arguments: records)
    func types(record: String) throws {
        let values = [
            "null", "true", "17", "\"\"", "\"x\"", "[]", "[1]", "{}", "1e999", "-9223372036854775808",
        ]
        for variant in try JSONTree(record).variants({ _ in values.map { .scalar(Array($0.utf8)) } + [nil] })
        {
            switch MicrosoftConnector().read(variant.bytes, Records.context) {
            case .submissions(let all): #expect(all.allSatisfy { !$0.events.isEmpty && !$0.key.isEmpty })
            case .rejected(let rejection):
                #expect(Rejection.Code(rawValue: rejection.code) != nil, "\(rejection)")
            }
        }
    }

    @Test("a record of another service is read whatever its members are")
    func otherServices() throws {
        let value = ["17", "[]", "{}", "true", "[{}]"]
        for name in ["Actor", "Target", "ModifiedProperties", "ExtendedProperties", "UserId", "ClientIP"] {
            for value in value {
                let record = """
                    {"CreationTime":"2026-03-01T08:00:00","Operation":"x","Workload":"Exchange","Id":"a",\
                    "\(name)":\(value)}
                    """
                #expect(try ManagementRecords.submission(record).isUnmapped)
            }
        }
    }

    @Test("records whose ids are no GUIDs are recorded")
    func anonymised() throws {
        let ids = [
            Records.user, Records.object, Records.app, Records.principal, Records.flow, Records.tenant,
        ]
        for record in [Self.records[0], Self.records[1], Log.audit("Disable account.", target: Log.person)] {
            var record = record
            for (index, id) in ids.enumerated() { record = record.replacing(id, with: "11-aa-\(index)-bb") }
            let read = try ManagementRecords.submission(record)
            #expect(read.source.description == "ual:11-aa-5-bb")
            #expect(read.twin == nil && read.events[0].correlation == nil)
        }
    }

    @Test("the order of members makes no difference", arguments: records)
    func order(record: String) throws {
        func reversed(_ tree: JSONTree) -> JSONTree {
            switch tree {
            case .scalar: tree
            case .array(let elements): .array(elements.map(reversed))
            case .object(let members):
                .object(members.reversed().map { ($0.name, reversed($0.value)) })
            }
        }
        let one = try ManagementRecords.submission(record)
        let turned = String(decoding: reversed(try JSONTree(record)).bytes, as: UTF8.self)
        let other = try ManagementRecords.submission(turned)
        #expect(turned != record)
        #expect(one.key == other.key && one.content == other.content && one.twin == other.twin)
        #expect(one.events == other.events && one.personal == other.personal)
    }

    @Test("more targets than a submission can hold are cut, and so are personal fields")
    func many() throws {
        let target = "{\"ID\":\"User_\(Records.user)\",\"Type\":2},"
        let list = "[" + String(repeating: target, count: 6_000) + "{\"ID\":\"x\",\"Type\":2}]"
        let record = Log.audit(
            "Add member to group.", target: list, properties: [("Group.ObjectID", "", Records.group)],
            details: "{\"a\":\"" + String(repeating: "y", count: 1 << 20) + "\"}")
        let read = try ManagementRecords.submission(record)
        #expect(read.events.count == Limits.eventsPerSubmission)
        #expect(read.personal.count < 2 * PrivateText.submissionBytes)
    }

    @Test("values nested as deep as a text may be are refused, not followed")
    func deep() {
        let deep = String(repeating: "[", count: 61) + String(repeating: "]", count: 61)
        let record = Log.audit("Update device.", properties: [("IsCompliant", "a", "b")])
            .replacing("\"NewValue\":\"b\"", "\"NewValue\":\(deep)")
        #expect(ManagementRecords.rejection(record)?.code == "json.depth")
    }

    /// Each planted value holds the word, whose bytes occur nowhere else.
    private static let word = "Mithrandir"

    @Test("nothing personal occurs in a stream, a tag, an actor or data")
    func nothingPersonal() throws {
        let word = Self.word
        let all = "\"ResultStatusDetail\":\"\(word)\",\"ClientIP\":\"\(word)\",\"ActorIpAddress\":\"\(word)\""
        let actor = Log.ids(("\(word)@example.org", 5), (word, 2), (word, 1), ("User_\(word)", 2))
        let target = Log.ids(
            ("Device_\(Records.object)", 2), (word, 1), ("\(word)@example.org", 5), (word, 2))
        let properties: [Log.Property] = [
            (word, word, word), ("DisplayName", "[\"\(word)\"]", "[\"\(word)\"]"),
            ("Group.ObjectID", "", Records.group), ("Device.ObjectID", "", Records.object),
            ("Device.DisplayName", "", word), ("DeviceOSType", "", word), ("DeviceTrustType", "", word),
        ]
        func audit(_ name: String) -> String {
            Log.audit(
                name, target: target, object: word, properties: properties,
                details:
                    "{\"\(word)\":\"\(word)\",\"DeviceId\":\"\(word)-device\",\"User-Agent\":\"\(word)\"}",
                actor: actor, user: "\(word)@example.org", more: "," + all
            ).replacing("\"Value\":\"Device\"", "\"Value\":\"\(word)\"")
        }
        let device = Log.values(
            ("Id", "\(word)-device"), ("DisplayName", word), ("OS", word), ("BrowserType", word),
            ("TrustType", word), ("IsCompliant", "True"))
        let signIn = Log.signIn("UserLoginFailed", error: word, device: device, key: word, id: word)
            .replacing("Frodo@", "\(word)@").replacing("frodo@", "\(word)@").replacing("Mozilla/5.0", word)
            .replacing("192.0.2.7", word)
        let mailbox = Log.mailbox.replacing("frodo", word).replacing("MailItemsAccessed", word)
            .replacing("192.0.2.7", word)
        for record in [
            audit("Add device."), audit("Update device."), audit("Add registered owner to device."),
            audit("Add member to group."), audit("Disable account."), audit("Consent to application."),
            audit("Update policy."), audit(word), signIn,
            signIn.replacing("\"LogonError\":\"\(word)\"", "\"ErrorNumber\":\"53003\""),
            mailbox, Log.row(word + String(repeating: "x", count: 9)),
            Log.portal + "\n" + Log.portalRow("{\"\(word)", id: word, operation: word, user: "\(word)@x"),
        ] {
            let read = try ManagementRecords.submission(record)
            #expect(!read.events.isEmpty)
            for event in read.events {
                let open =
                    [event.stream.encoded, event.data, event.actor?.encoded ?? [], event.type.bytes]
                    + event.tags.map(\.encoded)
                for bytes in open + [read.source.encoded, read.road.bytes] {
                    #expect(!contains(bytes, word), "\(event.type)")
                    #expect(!contains(bytes, word.lowercased()), "\(event.type)")
                }
            }
            #expect(contains(read.personal, word))
            #expect(read.evidence == Array(record.utf8))
        }
    }

    @Test("a rejection names the field and the type, never the content")
    func naming() {
        for (record, field) in [
            (
                Log.audit("x", more: ",\"Version\":1").replacing(
                    "\"ResultStatus\":\"Success\"", "\"ResultStatus\":[\"geheim\"]"), "ResultStatus"
            ),
            (Log.audit("x", target: "\"geheim\""), "Target"),
            (Log.audit("x", actor: "[\"geheim\"]"), "Actor"),
            (Log.signIn(device: "{\"geheim\":1}"), "DeviceProperties"),
            (
                Log.signIn(device: Log.values(("Id", "a"), ("IsCompliant", "geheim"))),
                "deviceDetail.isCompliant"
            ),
        ] {
            let rejection = ManagementRecords.rejection(record)
            #expect(rejection?.code == "record.wrong_shape" && rejection?.field == field)
            #expect(!contains(Array("\(rejection.map { "\($0)" } ?? "")".utf8), "geheim"))
        }
    }
}
