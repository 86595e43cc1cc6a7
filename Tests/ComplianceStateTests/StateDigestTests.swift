import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("The bytes that stand for a state")
struct StateDigestTests {
    private func bytes(_ log: LogFixture, _ key: DeviceKey = entra(1), asOf instant: Timestamp = seconds(99))
        -> [UInt8]?
    {
        log.folded().device(key).map { StateDigest.bytes(of: $0.state(asOf: instant), key: key) }
    }

    private func log(positions: Int, person: UInt64, isCompliant: Bool = true) -> LogFixture {
        var log = LogFixture()
        for _ in 0..<positions { log.append(RecordEvents.observed.type, at: seconds(1)) }
        var owner = PublicData()
        owner.set(DeviceEvents.relation, .owner)
        log.append(
            DeviceEvents.userLinked.type, at: seconds(2), devices: [entra(1)], user: user(person), data: owner
        )
        log.observe(isCompliant, at: seconds(3), entra(1))
        return log
    }

    @Test("positions and random ids are not in them; values, times and names are")
    func contents() {
        let expected = bytes(log(positions: 0, person: 1))
        #expect(expected != nil)
        #expect(bytes(log(positions: 5, person: 2)) == expected)
        #expect(bytes(log(positions: 0, person: 1, isCompliant: false)) != expected)
        #expect(bytes(log(positions: 0, person: 1), asOf: seconds(98)) != expected)
        var late = LogFixture()
        late.observe(true, at: seconds(4), entra(1))
        var early = LogFixture()
        early.observe(true, at: seconds(3), entra(1))
        #expect(bytes(late) != bytes(early))
    }

    @Test("the bytes are those of the published form")
    func form() {
        var log = LogFixture()
        log.observe(
            false, before: true, at: seconds(1), DeviceKey(tenant: contoso, kind: .hardware, id: entra(1).id))
        let key = DeviceKey(tenant: contoso, kind: .hardware, id: entra(1).id)
        let second: [UInt8] = [0x1A, 0x3B, 0x9A, 0xCA, 0x00]
        #expect(
            bytes(log, key, asOf: seconds(1))
                == [0x84, 0x01, 0xF6] + second + [0x81, 0x85, 0x07, 0x02, 0x01] + second + [0xF6])
    }
}
