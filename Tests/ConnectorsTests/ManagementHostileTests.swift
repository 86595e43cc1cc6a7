import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct ManagementHostileTests {
    @Test(
        "any value of another type gives a whole submission or a rejection", arguments: ManagementRecords.all)
    func wrongTypes(record: String) throws {
        let substitutes: [JSONTree?] =
            [
                "null", "true", "-1.5e999", "\"\"", "\"text\"", "\"{\"", "\"[null]\"", "[]", "[[],null,3]",
                "{}", "99999999999999999999", "\"\\u0000\\uD83D\\uDE00\"", "\"\(Records.zero)\"", "\"||||\"",
                "\"9999-12-31T00:00:00Z\"",
            ].map { .scalar(Array($0.utf8)) } + [nil]
        var accepted = 0
        for variant in try JSONTree(record).variants({ _ in substitutes }) {
            switch ManagementRecords.result(String(decoding: variant.bytes, as: UTF8.self)) {
            case .submissions(let list):
                accepted += 1
                for one in list {
                    #expect(!one.events.isEmpty && !one.key.isEmpty && !one.content.isEmpty)
                    #expect(one.events.indices.allSatisfy { one.events[$0].part == UInt32($0) })
                }
            case .rejected(let rejection):
                #expect(rejection.code.hasPrefix("record.") || rejection.code.hasPrefix("json."))
            }
        }
        #expect(accepted > 10)
    }

    @Test("a record with any byte changed never stops the program", arguments: ManagementRecords.all)
    func flipped(record: String) {
        var bytes = Array(record.utf8)
        var accepted = 0
        for index in bytes.indices {
            for mask: UInt8 in [0x01, 0x20, 0x80] {
                bytes[index] ^= mask
                if case .submissions = MicrosoftConnector().read(bytes, Records.context) { accepted += 1 }
                bytes[index] ^= mask
            }
        }
        #expect(accepted > 0)
    }

    @Test("the order of members makes no difference", arguments: ManagementRecords.all)
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
        #expect(turned != record || record.utf8.count < 40)
        #expect(one.key == other.key && one.content == other.content)
        #expect(one.events == other.events && one.personal == other.personal)
    }

    @Test("a rejection names the field and the type, never the content")
    func naming() {
        for (record, field) in [
            (ManagementRecords.enrollment().replacing("\"Os\":\"Windows\"", "\"Os\":[\"geheim\"]"), "Os"),
            (
                ManagementRecords.row("Devices", more: ",\"GraphDeviceIsManaged\":\"geheim\""),
                "GraphDeviceIsManaged"
            ),
            (ManagementRecords.audit("wipe ManagedDevice", targets: "{\"geheim\":1}"), "TargetObjectIds"),
            (ManagementRecords.managedDevice(more: ",\"phoneNumber\":1,\"udid\":1"), nil),
        ] as [(String, String?)] {
            let rejection = ManagementRecords.rejection(record)
            #expect((rejection == nil) == (field == nil))
            guard let rejection, let field else { continue }
            #expect(rejection.code == "record.wrong_shape")
            #expect(rejection.field?.hasSuffix(field) == true)
            #expect(!contains(Array("\(rejection)".utf8), "geheim"))
        }
    }

    /// Every text of a record but the names of its kind is the word, whose bytes occur nowhere else.
    private static let word = "Mithrandir"

    @Test("nothing personal occurs in a stream, a tag, an actor or data", arguments: ManagementRecords.all)
    func nothingPersonal(record: String) throws {
        let kept: Set<String> = [
            "category", "operationName", "resultType", "tenantId", "@odata.type", "AlertType", "activityType",
            "time",
        ]
        func planted(_ tree: JSONTree, _ name: String) -> JSONTree {
            switch tree {
            case .object(let members):
                return .object(
                    members.map { member in
                        let name = String(decoding: member.name, as: UTF8.self)
                        return (member.name, planted(member.value, name))
                    })
            case .array(let elements): return .array(elements.map { planted($0, name) })
            case .scalar(let raw):
                let text = String(decoding: raw, as: UTF8.self)
                let isText = text.hasPrefix("\"")
                // Ids and instants stay what they are: a record without them says nothing.
                let isOfForm =
                    Bits128(guid: Array(raw.dropFirst().dropLast())) != nil
                    || text.hasPrefix("\"2026-") || text.hasPrefix("\"9999-") || text.contains("_")
                    || text.contains("/2026 ")
                guard isText, !kept.contains(name), !isOfForm else { return tree }
                return .scalar(Array("\"\(Self.word)\"".utf8))
            }
        }
        let json = String(decoding: planted(try JSONTree(record), "").bytes, as: UTF8.self)
        let read = try ManagementRecords.submission(json)
        for event in read.events {
            let open =
                [event.stream.encoded, event.data, event.actor?.encoded ?? [], event.type.bytes]
                + event.tags.map(\.encoded)
            for bytes in open + [read.source.encoded, read.road.bytes] {
                #expect(!contains(bytes, Self.word) && !contains(bytes, Self.word.lowercased()))
            }
        }
        if contains(Array(json.utf8), Self.word) { #expect(contains(read.personal, Self.word)) }
        #expect(read.evidence == Array(json.utf8))
    }
}
