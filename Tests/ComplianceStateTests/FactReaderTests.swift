import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

@Suite("Facts read out of records")
struct FactReaderTests {
    @Test("every type of the catalogue is found by its bytes, and no other")
    func types() {
        let table = EventKindTable.shared
        for definition in EventCatalogue.definitions {
            let found = definition.type.bytes.withUnsafeBytes { table.find($0) }
            #expect(table.families[Int(found.family)].utf8.elementsEqual(definition.type.family))
            var changed = definition.type.bytes
            changed[changed.count / 2] ^= 1
            let other = changed.withUnsafeBytes { table.find($0) }
            #expect(other.kind == .other && other.family == 0, "\(definition.type)")
        }
        for name in ["", "a", "a.b", "device", "device.enrolledx", "xdevice.enrolled"] {
            #expect(Array(name.utf8).withUnsafeBytes { table.find($0) }.kind == .other)
        }
        #expect(DeviceEvents.enrolled.type.bytes.withUnsafeBytes { table.find($0) }.kind == .enrolled)
        #expect(ComplianceEvents.observed.type.bytes.withUnsafeBytes { table.find($0) }.kind == .observed)
        #expect(RecordEvents.observed.type.bytes.withUnsafeBytes { table.find($0) }.kind == .other)
    }

    @Test("a fact says where it comes from")
    func origin() throws {
        var log = LogFixture()
        log.append(DeviceEvents.deleted.type, at: seconds(1))
        log.observe(
            false, before: true, at: seconds(5), entra(1), entraObject(2),
            origin: .init(key: 7, tag: 8, modified: seconds(6), mapping: 3))
        let facts = log.facts
        #expect(facts.map(\.subject) == [.device(entra(1)), .device(entraObject(2))])
        let fact = try #require(facts.first?.fact)
        #expect(fact == facts[1].fact)
        #expect(fact.occurred == seconds(5) && fact.position == GlobalPosition(1) && fact.ordinal == 0)
        #expect(fact.recordKey.bits.low == 7 && fact.contentTag.bits.low == 8)
        #expect(fact.modified == seconds(6) && fact.mappingRevision == MappingRevision(3))
        #expect(fact.witness == .auditLog && fact.reporter == .intune && fact.object == nil)
        #expect(fact.value == RegionValue(RegionValue.Flag.no))
        #expect(fact.detail == RegionValue.Flag.yes.rawValue)
        let copy = Fact(
            occurred: fact.occurred, position: fact.position, ordinal: fact.ordinal,
            recordKey: fact.recordKey,
            contentTag: fact.contentTag, modified: fact.modified, mappingRevision: fact.mappingRevision,
            region: fact.region, value: fact.value, object: fact.object, witnessCode: fact.witnessCode,
            reporterCode: fact.reporterCode, detail: fact.detail)
        #expect(copy == fact)
    }

    @Test("a fact takes at most a hundred bytes where facts are held")
    func size() { #expect(FactStore.bytesPerFact <= 100) }

    @Test("a registration says registration, trust and platform, in that order")
    func registration() {
        var log = LogFixture()
        var data = PublicData()
        data.set(DeviceEvents.platform, .windows)
        data.set(DeviceEvents.trustType, .workplace)
        data.set(DeviceEvents.reporter, .deviceRegistration)
        log.append(DeviceEvents.registered.type, at: seconds(1), devices: [entra(1)], data: data)
        let facts = log.facts.map(\.fact)
        #expect(facts.map(\.region) == [.registration, .trustType, .platform])
        #expect(facts.map(\.ordinal) == [0, 1, 2])
        #expect(facts.allSatisfy { $0.reporter == .deviceRegistration })
    }

    @Test("the device's own door gives the device's facts alone")
    func deviceFacts() {
        var log = LogFixture()
        log.observe(true, at: seconds(1), entra(1))
        log.append(AccessEvents.granted.type, at: seconds(2), devices: [entra(1)], user: user(1))
        var out: [(DeviceKey, Fact)] = []
        log.forEach { DeviceFacts.extract(from: $0, into: &out) }
        #expect(out.count == 1)
        #expect(out.first?.0 == entra(1))
    }

    @Test("a binding joins all keys that the record names")
    func binding() {
        var log = LogFixture()
        log.append(
            DeviceEvents.identityBound.type, at: seconds(1), devices: [intune(1), entra(1), entraObject(1)])
        var reader = FactReader(.devices)
        var facts: [SubjectFact] = []
        var bindings: [Binding] = []
        log.forEach { reader.read($0, facts: &facts, bindings: &bindings) }
        #expect(facts.isEmpty)
        #expect(bindings.map(\.first) == [intune(1), intune(1)])
        #expect(bindings.map(\.second) == [entra(1), entraObject(1)])
    }

    @Test("a tenant known by a name is told from one known by an id")
    func tenantName() throws {
        let name = TenantKey.name(try #require(Token("contoso-sixteen.")))
        let device = DeviceKey(tenant: name, kind: .hardware, id: entra(5).id)
        var log = LogFixture()
        log.append(DeviceEvents.enrolled.type, at: seconds(1), devices: [device], tenant: name)
        #expect(log.facts.map(\.subject) == [.device(device)])
        #expect(log.folded().tenants().keys.map(\.text) == ["contoso-sixteen."])
    }

    @Test("a code that no table has is unknown")
    func unknownCode() throws {
        let views: [(UInt8, RegionValue)] = [(200, RegionValue(code: 200)), (255, .unknown)]
        for (code, expected) in views {
            let data: [UInt8] = [0xA1, 0x01, 0x18, code]
            let facts = try damaged(data)
            #expect(facts.map(\.fact.value) == [expected])
            #expect(expected.word(in: .complianceEvaluated) == "unknown")
        }
    }

    @Test("data of any bytes is read without harm", arguments: [1, 2, 3] as [UInt64])
    func anyData(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...12, using: &random)
            var data: [UInt8] = [0xA0 | UInt8.random(in: 0...5, using: &random)]
            for _ in 0..<count { data.append(.random(in: .min ... .max, using: &random)) }
            _ = try? damaged(data)
        }
    }

    /// The facts of an evaluation whose data is the given bytes, which must be one item.
    private func damaged(_ data: [UInt8]) throws -> [SubjectFact] {
        var log = LogFixture()
        log.append(ComplianceEvents.evaluated.type, at: seconds(1), devices: [entra(1)])
        let record = Array(log.records[0].dropLast()) + data
        var facts: [SubjectFact] = []
        var bindings: [Binding] = []
        var reader = FactReader()
        try record.withUnsafeBytes { bytes in
            reader.read(try RecordView(bytes, at: .first), facts: &facts, bindings: &bindings)
        }
        return facts
    }
}
