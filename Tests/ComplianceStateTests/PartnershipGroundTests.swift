import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

@Suite("Partners' connections folded from a log that was announced beforehand")
struct PartnershipGroundTests {
    /// Records as a ledger takes them, some of them again with another content; each of its submissions.
    private static func submissions(
        seed: UInt64, count: Int
    ) -> (log: PartnershipLog, groups: [RecordGroup]) {
        var random = SeededRandom(seed: seed)
        var log = PartnershipLog()
        var groups: [RecordGroup] = []
        var contents: [UInt64: UInt64] = [:]
        var at: Int64 = 0
        for number in 0..<UInt64(count) {
            let again = contents.keys.sorted().randomElement(using: &random)
            let key = Int.random(in: 0..<4, using: &random) > 0 ? number + 1 : again ?? number + 1
            let start = log.entries.count
            let tag = (contents[key] ?? 0) + 1
            contents[key] = tag
            if tag > 1 {
                log.append(
                    Bool.random(using: &random) ? RecordEvents.revised : RecordEvents.corroborated, at,
                    connection: nil)
            }
            for _ in 0..<Int.random(in: tag > 1 ? 0...2 : 1...3, using: &random) {
                at += Int64.random(in: 1...9, using: &random)
                append(at, to: &log, using: &random)
            }
            let modified = [nil, seconds(Int64.random(in: 0...3, using: &random))].randomElement(
                using: &random)
            for index in start..<log.entries.count {
                log.change(index) { entry in
                    entry.origin = LogFixture.Origin(key: key, tag: tag, modified: modified ?? nil)
                }
            }
            groups.append(RecordGroup(key: key, entries: Array(start..<log.entries.count)))
        }
        return (log, groups)
    }

    private static func append(
        _ at: Int64, to log: inout PartnershipLog, using random: inout SeededRandom
    ) {
        let platform = [nil, Platform.iOS, .android].randomElement(using: &random) ?? nil
        switch Int.random(in: 0..<12, using: &random) {
        case 0: log.partner(PartnerSetupEvents.added, at, platform)
        case 1: log.partner(PartnerSetupEvents.enabled, at, platform)
        case 2: log.partner(PartnerSetupEvents.suspended, at, platform)
        case 3: log.partner(PartnerSetupEvents.terminated, at)
        case 4: log.configure(at)
        case 5: log.consent(PartnerEvents.consentGranted, at)
        case 6:
            log.observe(
                at, [.enabled, .unresponsive].randomElement(using: &random), iOS: Bool.random(using: &random))
        case 7: log.append(ConnectionEvents.heartbeat, at)
        case 8: log.assign(at, platform, groups: [UInt64.random(in: 1...3, using: &random)])
        case 9:
            log.append(PeopleEvents.licenceAssigned, at, connection: nil, person: user(1)) {
                $0.set(PeopleEvents.sku, Bits128(high: 0x10, low: 1))
            }
        default: log.append(AccessEvents.granted, at, connection: nil, person: user(1))
        }
    }

    @Test("they are what they are without that, and were seen as the fold of all states has it")
    func agreement() {
        var told = 0
        for seed in 1...24 as ClosedRange<UInt64> {
            let (log, groups) = Self.submissions(seed: seed, count: 40)
            var random = SeededRandom(seed: seed)
            for _ in 0..<3 {
                let records = log.records(RecordGroup.order(groups, using: &random))
                var plain = PartnershipFold()
                var ground = RecordGround()
                records.forEach { view in
                    plain.add(view)
                    if RecordHead(view.bytes).map({ ground.wants($0) }) ?? true { ground.announce(view) }
                }
                var announced = PartnershipFold(ground)
                records.forEach { view in
                    if RecordHead(view.bytes).map({ announced.wants($0) }) ?? true { announced.add(view) }
                }
                for instant in [Timestamp.latest, seconds(150)] {
                    let expected = plain.partnerships(asOf: instant)
                    let isSame = announced.partnerships(asOf: instant) == expected
                    #expect(isSame, "seed \(seed)")
                    let areSame = announced.licences(asOf: instant) == plain.licences(asOf: instant)
                    #expect(areSame, "seed \(seed)")
                    told += expected.count
                }
                let seen = records.folded().connections()
                let isSame = announced.connections() == seen && plain.connections() == seen
                #expect(isSame, "seed \(seed)")
                told += seen.count
            }
        }
        #expect(told > 200, "\(told)")
    }
}
