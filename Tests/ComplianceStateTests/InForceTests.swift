import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Which content of a record is in force")
struct InForceTests {
    private func state(_ log: LogFixture, _ key: DeviceKey = entra(1)) -> Bool? {
        log.folded().device(key)?.state(asOf: .latest).isCompliantObserved
    }

    @Test("the content modified last counts, whichever arrived last")
    func latestModification() {
        for isReversed in [false, true] {
            var log = LogFixture()
            let contents = [
                (true, LogFixture.Origin(key: 1, tag: 9, modified: seconds(5))),
                (false, LogFixture.Origin(key: 1, tag: 2, modified: seconds(6))),
            ]
            for (value, origin) in isReversed ? contents.reversed() : contents {
                log.observe(value, at: seconds(10), entra(1), origin: origin)
            }
            #expect(state(log) == false)
            #expect(log.folded().device(entra(1))?.facts.count == 1)
        }
    }

    @Test("a content without a time of modification stands before all others")
    func withoutModification() {
        var log = LogFixture()
        log.observe(
            true, at: seconds(10), entra(1), origin: .init(key: 1, tag: 1, modified: Timestamp.earliest))
        log.observe(false, at: seconds(10), entra(1), origin: .init(key: 1, tag: 2))
        #expect(state(log) == true)
    }

    @Test("of contents modified at one time the greater tag counts")
    func tie() {
        var log = LogFixture()
        log.observe(true, at: seconds(10), entra(1), origin: .init(key: 1, tag: 3, modified: seconds(5)))
        log.observe(false, at: seconds(10), entra(1), origin: .init(key: 1, tag: 2, modified: seconds(5)))
        #expect(state(log) == true)
    }

    @Test("of one content the highest mapping counts, and a later modification still comes first")
    func mapping() {
        var log = LogFixture()
        log.observe(
            true, at: seconds(10), entra(1), origin: .init(key: 1, tag: 1, modified: seconds(5), mapping: 2))
        log.observe(
            false, at: seconds(10), entra(1), origin: .init(key: 1, tag: 1, modified: seconds(5), mapping: 1))
        #expect(state(log) == true)
        log.observe(
            false, at: seconds(10), entra(1), origin: .init(key: 1, tag: 2, modified: seconds(6), mapping: 1))
        #expect(state(log) == false)
    }

    @Test("a fact that a revision no longer has vanishes, from the device that it moved away from too")
    func retraction() {
        var log = LogFixture()
        log.observe(false, at: seconds(10), entra(1), origin: .init(key: 1, tag: 1, modified: seconds(5)))
        let revised = LogFixture.Origin(key: 1, tag: 2, modified: seconds(6))
        log.append(RecordEvents.revised.type, at: seconds(10), origin: revised)
        log.observe(false, at: seconds(10), entra(2), origin: revised)
        #expect(state(log, entra(1)) == nil)
        #expect(state(log, entra(2)) == false)
        #expect(log.folded(1).device(entra(1))?.state(asOf: .latest).isCompliantObserved == false)
    }

    @Test("an older revision that arrives late moves nothing")
    func lateRevision() {
        var log = LogFixture()
        log.observe(false, at: seconds(10), entra(1), origin: .init(key: 1, tag: 1, modified: seconds(6)))
        let revised = LogFixture.Origin(key: 1, tag: 2, modified: seconds(5))
        log.append(RecordEvents.revised.type, at: seconds(10), origin: revised)
        log.observe(false, at: seconds(10), entra(2), origin: revised)
        #expect(state(log, entra(1)) == false)
        #expect(state(log, entra(2)) == nil)
    }

    @Test("a corroboration without events takes nothing away; one with events is a content like any other")
    func corroboration() {
        var log = LogFixture()
        log.observe(true, at: seconds(10), entra(1), origin: .init(key: 1, tag: 1, modified: seconds(5)))
        let other = LogFixture.Origin(key: 1, tag: 2, modified: seconds(5))
        log.append(RecordEvents.corroborated.type, at: seconds(10), origin: other)
        #expect(state(log) == true)
        log.append(RecordEvents.corroborated.type, at: seconds(10), origin: other)
        log.observe(false, at: seconds(10), entra(2), origin: other)
        #expect(state(log, entra(1)) == nil)
        #expect(state(log, entra(2)) == false)
    }

    @Test("a binding that a revision no longer has joins nothing")
    func retractedBinding() {
        var log = LogFixture()
        log.append(
            DeviceEvents.identityBound.type, at: seconds(1), devices: [entra(1), intune(1)],
            origin: .init(key: 1, tag: 1, modified: seconds(5)))
        #expect(log.folded().directory().canonical(of: intune(1)) == entra(1))
        let revised = LogFixture.Origin(key: 1, tag: 2, modified: seconds(6))
        log.append(RecordEvents.revised.type, at: seconds(1), origin: revised)
        #expect(log.folded().directory().canonical(of: intune(1)) == intune(1))
    }

    @Test("noting contents commutes", arguments: [1, 2, 3, 4] as [UInt64])
    func commutes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let contents = (0..<8).map { _ in
            (
                tag: ContentTag(Bits128(high: 0, low: .random(in: 1...3, using: &random))),
                modified: Bool.random(using: &random) ? seconds(.random(in: 1...3, using: &random)) : nil,
                mapping: MappingRevision(.random(in: 1...3, using: &random))
            )
        }
        let key = RecordKey(Bits128(high: 0, low: 1))
        func winners(_ contents: [(tag: ContentTag, modified: Timestamp?, mapping: MappingRevision)])
            -> [Bool]
        {
            var inForce = InForce()
            for content in contents {
                inForce.note(
                    key, contentTag: content.tag, modified: content.modified, mapping: content.mapping)
            }
            return (1...3).flatMap { tag in
                (1...3).map { mapping in
                    inForce.contains(
                        key, contentTag: ContentTag(Bits128(high: 0, low: UInt64(tag))),
                        mapping: MappingRevision(UInt32(mapping)))
                }
            }
        }
        let expected = winners(contents)
        #expect(expected.filter { $0 }.count == 1, "seed \(seed)")
        for _ in 0..<50 { #expect(winners(contents.shuffled(using: &random)) == expected, "seed \(seed)") }
    }
}
