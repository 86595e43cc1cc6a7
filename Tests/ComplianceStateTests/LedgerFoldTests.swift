import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

@Suite("A ledger folded into states")
struct LedgerFoldTests {
    @Test("a prefix of the log gives what was known then", arguments: [1, 2, 3] as [UInt64])
    func prefix(seed: UInt64) {
        let log = LogFixture.random(seed: seed, events: 120)
        for count in [0, 1, 37, 60, 119] {
            let known = log.facts.filter { $0.fact.position.value < UInt64(count) }
            let devices = log.folded(count).devices()
            #expect(devices.isEmpty == known.isEmpty, "seed \(seed)")
            for (key, device) in devices {
                let facts = known.filter { $0.subject == .device(key) }.map(\.fact)
                #expect(device.timeline == Timeline(facts: facts), "seed \(seed), prefix \(count)")
            }
        }
    }

    @Test("keys that a record binds give one history, in which each fact counts once")
    func bound() {
        var log = LogFixture()
        log.observe(true, at: seconds(1), entra(1), entraObject(1))
        log.append(DeviceEvents.enrolled.type, at: seconds(2), devices: [intune(1)])
        #expect(log.folded().devices().count == 3)
        log.append(
            DeviceEvents.identityBound.type, at: seconds(3), devices: [entra(1), entraObject(1), intune(1)])
        let fold = log.folded()
        let devices = fold.devices()
        #expect(devices.keys.map { $0 } == [entra(1)])
        #expect(devices[entra(1)]?.keys == [entra(1), entraObject(1), intune(1)])
        #expect(devices[entra(1)]?.facts.count == 2)
        for key in [entra(1), entraObject(1), intune(1)] { #expect(fold.device(key) == devices[entra(1)]) }
        #expect(fold.device(entra(2)) == nil)
    }

    @Test("a device that is only bound has a history without facts")
    func onlyBound() {
        var log = LogFixture()
        log.append(DeviceEvents.identityBound.type, at: seconds(3), devices: [entra(1), intune(1)])
        #expect(log.folded().device(intune(1))?.facts == [])
        #expect(log.folded().device(intune(1))?.key == entra(1))
    }

    @Test(
        "the events of one device alone give the same history as the whole log",
        arguments: [4, 5] as [UInt64])
    func subjectAlone(seed: UInt64) {
        let log = LogFixture.random(seed: seed, events: 200)
        let key = entra(2)
        var alone = LedgerFold()
        log.forEach { if $0.hasTag(key.tag.encoded) { alone.add($0) } }
        #expect(alone.count < log.records.count)
        #expect(alone.device(key) == log.folded().device(key), "seed \(seed)")
    }

    @Test("a content of another subject's can be noted where only one subject's events are added")
    func notedRevision() {
        var log = LogFixture()
        log.observe(true, at: seconds(1), entra(1), origin: .init(key: 1, tag: 1, modified: seconds(1)))
        var fold = log.folded()
        fold.noteRevision(
            of: RecordKey(Bits128(high: 5, low: 1)), contentTag: ContentTag(Bits128(high: 6, low: 2)),
            modified: seconds(2), mapping: MappingRevision(1))
        #expect(fold.device(entra(1))?.facts == [])
    }

    @Test("facts of many subjects stand in their own chains across chunks")
    func chains() {
        var store = FactStore()
        var log = LogFixture()
        log.observe(true, at: seconds(1), entra(1))
        let fact = log.facts[0].fact
        for number in 0..<20_000 as Range<UInt64> {
            store.add(
                SubjectFact(
                    subject: .device(entra(number % 7 + 1)),
                    fact: Fact(
                        occurred: seconds(Int64(number)), position: GlobalPosition(number), ordinal: 0,
                        recordKey: fact.recordKey, contentTag: fact.contentTag, modified: nil,
                        mappingRevision: fact.mappingRevision, region: .broker, value: fact.value)))
        }
        #expect(store.count == 20_000 && store.subjects.count == 7)
        for index in 0..<7 {
            let positions = store.facts(of: index).map(\.position.value)
            #expect(positions == (0..<20_000 as Range<UInt64>).filter { $0 % 7 == UInt64(index) }.reversed())
        }
    }

    @Test("how fast records are folded is told")
    func rate() {
        var log = LogFixture()
        for number in 0..<512 as Range<UInt64> {
            log.observe(
                number % 3 == 0, at: seconds(Int64(number)), entra(number % 64 + 1),
                entraObject(number % 64 + 1))
        }
        var idle = LogFixture()
        for _ in 0..<512 { idle.append(RecordEvents.observed.type, at: seconds(1)) }
        var signIns = LogFixture()
        for number in 0..<512 as Range<UInt64> {
            signIns.append(
                AccessEvents.denied.type, at: seconds(1), devices: [entra(number % 64 + 1)],
                user: user(number % 9),
                data: AccessDecisionTests.data())
        }
        var facts: [SubjectFact] = []
        var bindings: [Binding] = []
        var reader = FactReader(.devices)
        func tell(_ name: String, _ log: LogFixture, _ body: (RecordView) -> Void) {
            let rounds = 100
            var elapsed = Duration.zero
            log.forEach { view in
                elapsed += ContinuousClock().measure { for _ in 0..<rounds { body(view) } }
            }
            let rate = Double(rounds * log.records.count) / (elapsed / .seconds(1))
            print("  \(name): \(Int(rate)) per second")
        }
        tell("facts of events without devices", idle) { reader.read($0, facts: &facts, bindings: &bindings) }
        tell("facts of events with two device keys", log) {
            facts.removeAll(keepingCapacity: true)
            reader.read($0, facts: &facts, bindings: &bindings)
        }
        #expect(facts.count == 2)
        var fold = LedgerFold()
        tell("fold of events without devices", idle) { fold.add($0) }
        tell("fold of events with two device keys", log) { fold.add($0) }
        tell("fold of sign-ins, counted", signIns) { fold.add($0) }
        tell("decisions read", signIns) { _ = AccessDecision.extract(from: $0) }
        let count = fold.factCount
        var timelines = 0
        let elapsed = ContinuousClock().measure { fold.forEachDevice { timelines += $0.facts.count } }
        print("  histories: \(count) facts, \(timelines) in force, \(elapsed)")
        tell("tags alone, walked by the record's view", log) { $0.forEachTag { _ in } }
        tell("record views", log) { view in _ = try? RecordView(view.bytes, at: view.position) }
    }
}
