import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

@Suite("What holds of devices, folded without their histories")
struct DeviceStandingsTests {
    /// What one pass tells, and how many devices had to be folded again.
    private static func states(
        _ log: LogFixture, _ count: Int? = nil, asOf instant: Timestamp = .latest, regions: [Region]? = nil
    ) -> (states: [DeviceKey: StateSnapshot], again: Int) {
        var ground = FoldGround()
        log.forEach(count) { view in
            if RecordHead(view.bytes).map({ ground.wantsAnnounced($0) }) ?? true { ground.announce(view) }
        }
        if ground.beginContents() {
            log.forEach(count) { view in
                if RecordHead(view.bytes).map({ ground.wantsContent($0) }) ?? true {
                    ground.noteContent(view)
                }
            }
        }
        var standings = DeviceStandings(ground, asOf: instant, regions: regions)
        log.forEach(count) { view in
            if RecordHead(view.bytes).map({ standings.wants($0) }) ?? true { standings.add(view) }
        }
        let late = standings.devicesToFold
        var folded: [DeviceKey: StateSnapshot] = [:]
        for batch in standings.batchesToFold(ofFacts: 20) {
            var refold = DeviceRefold(ground, batch, asOf: instant)
            log.forEach(count) { view in
                if RecordHead(view.bytes).map({ refold.wants($0) }) ?? true { refold.add(view) }
            }
            folded.merge(refold.states()) { _, _ in preconditionFailure("a device is folded again once") }
        }
        #expect(Set(folded.keys) == Set(late.map(\.key)))
        var out: [DeviceKey: StateSnapshot] = [:]
        standings.forEachDevice { key, keys, snapshot in
            out[key] = snapshot ?? folded[key]
            #expect(keys.contains(key) && keys == keys.sorted())
        }
        return (out, late.count)
    }

    /// What the histories tell.
    private static func expected(
        _ log: LogFixture, _ count: Int? = nil, asOf instant: Timestamp = .latest
    ) -> [DeviceKey: StateSnapshot] {
        var out: [DeviceKey: StateSnapshot] = [:]
        log.folded(count).forEachDevice { device in
            guard device.facts.contains(where: { $0.occurred <= instant }) else { return }
            out[device.key] = device.timeline.state(asOf: instant)
        }
        return out
    }

    /// A log of a few devices in which everything happens; each event comes from a record of its own.
    /// - Parameter disorder: by how many seconds an event may come too late.
    private static func log(seed: UInt64, events: Int, disorder: Int64) -> LogFixture {
        var random = SeededRandom(seed: seed)
        var log = LogFixture()
        for number in 0..<Int64(events) {
            let device = UInt64.random(in: 1...4, using: &random)
            let devices =
                [[entra(device)], [entraObject(device), entra(device)], [intune(device)]]
                .randomElement(using: &random) ?? []
            var data = PublicData()
            let type: EventType
            switch Int.random(in: 0..<18, using: &random) {
            case 0: type = DeviceEvents.enrolled.type
            case 1: type = ManagementEvents.retireRequested.type
            case 2, 3:
                type = DeviceEvents.registered.type
                data.set(DeviceEvents.trustType, .azureAD)
            case 4, 5: type = DeviceEvents.deleted.type
            case 6:
                type = ComplianceEvents.evaluated.type
                data.set(ComplianceEvents.verdict, Bool.random(using: &random) ? .compliant : .nonCompliant)
                data.set(ComplianceEvents.policy, Bits128(high: 8, low: device % 2))
            case 7, 8:
                type = ComplianceEvents.sent.type
                data.set(ComplianceEvents.verdict, Bool.random(using: &random) ? .compliant : .nonCompliant)
                data.set(
                    ComplianceEvents.message,
                    Bits128(high: 9, low: UInt64.random(in: 1...24, using: &random)))
            case 9:
                type = ComplianceEvents.completed.type
                data.set(
                    ComplianceEvents.message,
                    Bits128(high: 9, low: UInt64.random(in: 1...24, using: &random)))
            case 10:
                type = DeviceEvents.userLinked.type
                data.set(DeviceEvents.relation, Bool.random(using: &random) ? .owner : .user)
            case 11:
                type = ComplianceEvents.managementObserved.type
                data.set(ComplianceEvents.isManaged, Bool.random(using: &random))
            case 12: type = DeviceEvents.identityBound.type
            case 13: type = DeviceStepEvents.registrationStarted.type
            case 14: type = DeviceStepEvents.registrationFailed.type
            case 15: type = DeviceStepEvents.checkedIn.type
            default:
                type = ComplianceEvents.observed.type
                data.set(ComplianceEvents.isCompliant, Bool.random(using: &random))
            }
            log.append(
                type, at: seconds(number / 3 - Int64.random(in: 0...disorder, using: &random)),
                devices: type == DeviceEvents.identityBound.type ? [entra(device), intune(device)] : devices,
                user: user(device), data: data)
        }
        return log
    }

    @Test("they are what histories tell, at any instant, however late events come", arguments: [0, 1, 30])
    func agreement(disorder: Int64) {
        var again = 0
        var all = 0
        for seed in 1...80 as ClosedRange<UInt64> {
            let log = Self.log(seed: seed, events: 120, disorder: disorder)
            for instant in [Timestamp.latest, seconds(0), seconds(17), seconds(31)] {
                let found = Self.states(log, asOf: instant)
                #expect(found.states == Self.expected(log, asOf: instant), "seed \(seed)")
                again += found.again
                all += found.states.count
            }
            let half = Self.states(log, 60)
            #expect(half.states == Self.expected(log, 60), "seed \(seed)")
        }
        #expect(all > 0)
        if disorder == 0 {
            #expect(again * 4 < all, "\(again) of \(all) were folded again, of events in their order")
        } else {
            #expect(again > 0, "nothing was late")
        }
    }

    @Test("the regions that were asked for stand as they do among all")
    func regions() {
        let asked: [Region] = [.enrolment, .complianceObserved, .contact]
        for seed in 1...20 as ClosedRange<UInt64> {
            let log = Self.log(seed: seed, events: 90, disorder: 2)
            let all = Self.states(log).states
            let some = Self.states(log, regions: asked).states
            #expect(all.keys == some.keys)
            for (key, state) in all {
                for region in asked { #expect(some[key]?.tracks(region) == state.tracks(region)) }
            }
        }
    }

    @Test("of a record's contents the one in force counts, whichever came first")
    func contents() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<60 {
            for contents in ContentOrderTests.permutations(ContentOrderTests.randomContents(&random)) {
                let log = ContentOrderTests.log(contents)
                #expect(Self.states(log).states == Self.expected(log), "\(contents)")
            }
        }
    }

    @Test("a silence falls due, and what is heard behind it begins anew")
    func silence() {
        var log = LogFixture()
        let source = SourceName(.word("jamf"), .token(Token(word: "acme")))
        for instant in [0, 86_400, 90 * 86_400] as [Int64] {
            log.append(DeviceEvents.enrolled.type, at: seconds(instant), devices: [entra(1)], source: source)
        }
        var seen: Set<RegionValue> = []
        for days in [0, 1, 2, 40, 89, 90, 91, 300] as [Int64] {
            let instant = seconds(days * 86_400)
            let found = Self.states(log, asOf: instant)
            #expect(found.states == Self.expected(log, asOf: instant) && found.again == 0)
            seen.formUnion(found.states[entra(1)]?.tracks(.contact).map(\.value) ?? [])
        }
        #expect(
            seen == [
                RegionValue(RegionValue.Contact.heard), RegionValue(RegionValue.Contact.silentInferred),
            ])
    }
}
