import EventCatalogue
import FleetSimulator
import LedgerModel
import StrictJSON
import Testing

struct FleetEventsTests {
    @Test("every type, field and word of the events is the catalogue's")
    func catalogue() throws {
        let subjects: Set = ["tenant", "device", "user", "app", "group", "policies"]
        let personal = Set(PersonalField.allCases.map(\.name))
        var types: Set<String> = []
        for event in try SimulatedOutput(devices: 20, days: 16, seed: 11, faults: .all).events() {
            let name = try #require(event["type"]?.string)
            types.insert(name)
            let type = try #require(EventType(text: name))
            let definition = try #require(EventCatalogue.definition(of: type), "\(name)")
            let data = try #require(event["data"])
            for (key, value) in data.members {
                let member = try #require(key.string)
                if let field = definition.fields.first(where: { $0.name == member }) {
                    #expect(Self.fits(value, field.kind), "\(name).\(member)")
                } else {
                    #expect(subjects.contains(member) || personal.contains(member), "\(name).\(member)")
                }
            }
            for field in definition.fields where field.isRequired {
                #expect(data.members.contains { $0.key.string == field.name }, "\(name).\(field.name)")
            }
        }
        #expect(types.count > 30)
    }

    @Test("every event is a CloudEvent of the simulator with an id of its own, in order of time")
    func envelopes() throws {
        var ids: Set<String> = []
        var last = Timestamp.earliest
        for event in try SimulatedOutput(devices: 15, days: 20, seed: 12, tenants: 2).events() {
            #expect(event["specversion"]?.string == "1.0")
            #expect(event["source"]?.string == "simulator:fleet")
            let id = try #require(event["id"]?.string)
            #expect(Bits128(guid: id) != nil)
            #expect(ids.insert(id).inserted)
            let time = try #require(event["time"]?.string.flatMap { Timestamp(rfc3339: $0) })
            #expect(time >= last)
            last = time
            if let correlation = event["correlationid"]?.string { #expect(Bits128(guid: correlation) != nil) }
            #expect(event["data"]?["tenant"]?.string.flatMap { Bits128(guid: $0) } != nil)
        }
    }

    @Test("a device is enrolled, then registered, then managed, then evaluated, then seen compliant")
    func story() throws {
        let events = try SimulatedOutput(devices: 12, days: 20, seed: 13).events()
        let objects = Set(events.compactMap { $0["data"]?["entraObject"]?.string })
        #expect(objects.count == 12)
        for object in objects {
            func first(_ type: String, _ key: StaticString, _ id: String) -> Int? {
                events.firstIndex {
                    $0["type"]?.string == type && $0["data"]?["device"]?[key]?.string == id
                }
            }
            let bound = try #require(events.first { $0["data"]?["entraObject"]?.string == object })
            let intune = try #require(bound["data"]?["intuneDevice"]?.string)
            let steps = [
                first("device.enrolled", "intuneDeviceId", intune),
                first("device.broker_signed_in", "intuneDeviceId", intune),
                first("device.registered", "entraObjectId", object),
                first("management.signalled", "intuneDeviceId", intune),
                first("compliance.evaluated", "intuneDeviceId", intune),
                first("compliance.sent", "intuneDeviceId", intune),
                first("compliance.completed", "intuneDeviceId", intune),
                first("compliance.observed", "entraObjectId", object),
            ].compactMap { $0 }
            #expect(steps.count == 8)
            #expect(steps == steps.sorted())
        }
    }

    private static func fits(_ value: JSONValue, _ kind: FieldKind) -> Bool {
        switch kind {
        case .flag: value.bool != nil
        case .integer: value.int64 != nil
        case .guid, .identity: value.string.flatMap { Bits128(guid: $0) } != nil
        case .instant: value.string.flatMap { Timestamp(rfc3339: $0) } != nil
        case .enumeration(let type): value.stringBytes.map { knows(type, $0) } ?? false
        case .list(let element): value.isArray && value.elements.allSatisfy { fits($0, element) }
        case .structure(let fields):
            value.isObject
                && value.members.allSatisfy { member in
                    fields.first { $0.name == member.key.string }.map { fits(member.value, $0.kind) } ?? false
                }
        case .digest, .text: value.string != nil
        }
    }

    private static func knows<Word: CatalogueEnumeration>(_ type: Word.Type, _ word: [UInt8]) -> Bool {
        Word(word: word) != .unrecognised
    }
}
