import DeterministicCBOR
import LedgerModel
import Testing

@testable import EventCatalogue

@Suite struct PublicDataTests {
    private let id = Bits128(high: 1, low: 2)

    @Test("each kind of value is read back")
    func roundTrip() throws {
        var data = PublicData()
        data.set(AccessEvents.errorCode, -50_126)
        data.set(AccessEvents.status, .failure)
        data.set(AccessEvents.app, id)
        data.set(AccessEvents.isInteractive, true)
        data.set(AccessEvents.kind, nil)
        let policies = [
            AppliedPolicy(
                policy: id, result: .failure, controls: [.mfa, .compliantDevice], conditionsSatisfied: 3),
            AppliedPolicy(policy: nil, result: nil, controls: []),
        ]
        data.set(AccessEvents.policies, policies)
        let view = PublicDataView(data.encoded.bytes)
        #expect(view[AccessEvents.errorCode] == -50_126)
        #expect(view[AccessEvents.status] == .failure)
        #expect(view[AccessEvents.app] == id)
        #expect(view[AccessEvents.isInteractive] == true)
        #expect(view[AccessEvents.kind] == nil)
        #expect(view[AccessEvents.risk] == nil)
        #expect(view[AccessEvents.policies] == policies)
        try CBORReader.read(data.encoded.bytes) { reader throws(CBORError) in
            try reader.validateItem()
            try reader.expectEnd()
        }
    }

    @Test("an instant, a digest and the empty map are read back")
    func more() throws {
        let instant = PublicField<Timestamp>(1, "instant", "")
        let digest = PublicField<DigestValue>(2, "digest", "")
        let value = try #require(DigestValue(Array(0..<32)))
        var data = PublicData()
        #expect(data.encoded.bytes == [0xA0])
        data.set(instant, .earliest)
        data.set(digest, value)
        let view = PublicDataView(data.encoded.bytes)
        #expect(view[instant] == .earliest)
        #expect(view[digest] == value)
        #expect(DigestValue([1]) == nil)
    }

    @Test("slots stand at sixteen zero bytes, and are read back as the id that filled them")
    func slots() {
        let person = PublicField<IdentityValue>(1, "person", "")
        let people = PublicField<[IdentityValue]>(2, "people", "")
        var data = PublicData()
        data.set(person, .proposed(3))
        data.set(people, [.proposed(4), .proposed(3)])
        var (bytes, slots) = data.encoded
        #expect(slots.map(\.identity) == [3, 4, 3])
        for slot in slots {
            #expect(bytes[slot.offset - 1] == 0x50)
            #expect(bytes[slot.offset..<(slot.offset + 16)].allSatisfy { $0 == 0 })
        }
        id.write(to: &bytes, at: slots[1].offset)
        #expect(PublicDataView(bytes)[people]?.first == .recorded(IdentityID(id)))
    }

    @Test("a number that a table does not have is read as unrecognised, and a wrong kind as nothing")
    func foreign() {
        let view = PublicDataView([0xA2, 0x01, 0xF5, 0x02, 0x18, 0xC8])
        #expect(view[AccessEvents.errorCode] == nil)
        #expect(view[AccessEvents.status] == .unrecognised)
    }

    @Test("random bytes never crash the view")
    func hostile() {
        var random = SeededRandom(seed: 12)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<24, using: &random)
            var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            if !bytes.isEmpty { bytes[0] = 0xA0 | UInt8.random(in: 0..<4, using: &random) }
            if bytes.count > 2 { bytes[1] = UInt8.random(in: 1...20, using: &random) }
            let view = PublicDataView(bytes)
            _ = (view[AccessEvents.policies], view[AccessEvents.app], view[AccessEvents.status])
            _ = (view[AccessEvents.errorCode], view[AccessEvents.isInteractive])
            _ = PersonalData.read(part: 1, from: bytes)
        }
    }

    @Test("personal fields are kept by part, several values of one field too")
    func personal() throws {
        var first = PersonalData()
        first.add(.mail, Array("a@b.example".utf8))
        first.add(.userPrincipalName, Array("u".utf8))
        first.add(.mail, Array("c@d.example".utf8))
        first.add(.city, [])
        first.add(.country, nil)
        first.addUnrecognised("platform", Array("Solaris".utf8))
        var map: [UInt8] = []
        map.appendCBORHead(5, 1)
        map.appendCBOR(unsigned: 7)
        first.encode(into: &map)
        let read = try #require(PersonalData.read(part: 7, from: map))
        #expect(read.map(\.field) == [.userPrincipalName, .mail, .unrecognised])
        #expect(read[1].values == [Array("a@b.example".utf8), Array("c@d.example".utf8)])
        #expect(read[2].values == [Array("platform=Solaris".utf8)])
        #expect(PersonalData.read(part: 0, from: map) == nil)
        #expect(PersonalData.read(part: 0, from: []) == nil)
    }
}
