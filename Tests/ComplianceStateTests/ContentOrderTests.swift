import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

/// One record that comes with several contents, by several roads, some of which say nothing of any state.
@Suite("Contents of one record, in every order of arrival")
struct ContentOrderTests {
    /// What a content says. Equal ones are the same facts, so that the second road only corroborates.
    enum Facts: CaseIterable {
        case silent, compliant, otherDevice, binding, signIn, idle
    }

    struct Content {
        var tag: UInt64
        var facts: Facts
        var modified: Timestamp?
        var road: Int
    }

    /// Appends contents as a ledger's writer does.
    static func log(_ contents: [Content]) -> LogFixture {
        var log = LogFixture()
        log.observe(false, at: seconds(1), entra(1))
        log.observe(false, at: seconds(1), entra(2))
        for (index, content) in contents.enumerated() {
            let origin = LogFixture.Origin(key: 1, tag: content.tag, modified: content.modified)
            let known = contents[..<index]
            if let first = known.first {
                let isRevision = known.contains { $0.road == content.road }
                let type = isRevision ? RecordEvents.revised.type : RecordEvents.corroborated.type
                let isSame = !isRevision && first.facts == content.facts
                log.append(
                    type, at: seconds(2),
                    devices: devices(first.facts) + (isSame ? [] : devices(content.facts)),
                    user: first.facts == .signIn || content.facts == .signIn ? user(1) : nil, origin: origin)
                if isSame { continue }
            }
            append(content.facts, origin, to: &log)
            if index == 1 { log.observe(nil, at: seconds(90), entra(3)) }
        }
        return log
    }

    private static func devices(_ facts: Facts) -> [DeviceKey] {
        switch facts {
        case .otherDevice: [entra(2)]
        case .binding: [entra(1), entraObject(1)]
        case .idle: []
        default: [entra(1)]
        }
    }

    private static func append(_ facts: Facts, _ origin: LogFixture.Origin, to log: inout LogFixture) {
        switch facts {
        case .silent:
            log.append(
                ComplianceEvents.managementObserved.type, at: seconds(10), devices: [entra(1)], origin: origin
            )
        case .compliant:
            log.observe(true, at: seconds(11), entra(1), origin: origin)
            log.append(DeviceEvents.enrolled.type, at: seconds(11), devices: [entra(1)], origin: origin)
        case .otherDevice: log.observe(true, at: seconds(12), entra(2), origin: origin)
        case .binding:
            log.append(
                DeviceEvents.identityBound.type, at: seconds(13), devices: [entra(1), entraObject(1)],
                origin: origin)
        case .signIn:
            log.append(
                AccessEvents.granted.type, at: seconds(14), devices: [entra(1)], user: user(1), origin: origin
            )
        case .idle: log.append(RecordEvents.observed.type, at: seconds(15), origin: origin)
        }
    }

    /// The states of all devices, what users did and the decisions, by values alone.
    static func digest(_ fold: LedgerFold) -> [[UInt8]] {
        var out: [[UInt8]] = []
        fold.forEachDevice { device in
            out.append(StateDigest.bytes(of: device.state(asOf: .latest), key: device.key))
            out.append(device.keys.flatMap { Array($0.text.utf8) })
        }
        out.append([UInt8(fold.users()[user(1)]?.state(asOf: .latest).granted ?? 0)])
        out.append([UInt8(fold.decisions().count)])
        return out
    }

    /// Lists of two to four contents that differ in what they say, when they were modified and their road.
    static func randomContents(_ random: inout SeededRandom) -> [Content] {
        (1...UInt64.random(in: 2...4, using: &random)).map { tag in
            Content(
                tag: tag, facts: Facts.allCases.randomElement(using: &random) ?? .silent,
                modified: [nil, seconds(5), seconds(6), seconds(7)].randomElement(using: &random) ?? nil,
                road: Int.random(in: 0...2, using: &random))
        }
    }

    static func permutations<Element>(_ elements: [Element]) -> [[Element]] {
        guard elements.count > 1 else { return [elements] }
        return elements.indices.flatMap { index in
            var rest = elements
            let one = rest.remove(at: index)
            return permutations(rest).map { [one] + $0 }
        }
    }

    @Test("no order changes any state", arguments: [1, 2, 3, 4] as [UInt64])
    func anyOrder(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var digests: Set<[[UInt8]]> = []
        for _ in 0..<300 {
            let contents = Self.randomContents(&random)
            let found = Set(Self.permutations(contents).map { Self.digest(Self.log($0).folded()) })
            #expect(found.count == 1, "seed \(seed): \(contents)")
            digests.formUnion(found)
        }
        #expect(digests.count >= 5, "a digest that never differs says nothing")
    }

    @Test("a content that says nothing is in force like any other, the first one too")
    func silentFirst() {
        let contents = [
            Content(tag: 1, facts: .silent, modified: seconds(7), road: 0),
            Content(tag: 2, facts: .compliant, modified: seconds(6), road: 0),
        ]
        for order in Self.permutations(contents) {
            let device = Self.log(order).folded().device(entra(1))
            #expect(device?.facts.map(\.value) == [RegionValue(RegionValue.Flag.no)])
        }
    }

    @Test("a corroboration later than a revision brings the first content's facts back")
    func corroborationInForce() {
        let contents = [
            Content(tag: 1, facts: .compliant, modified: seconds(5), road: 0),
            Content(tag: 2, facts: .compliant, modified: seconds(7), road: 1),
            Content(tag: 3, facts: .otherDevice, modified: seconds(6), road: 0),
        ]
        for order in Self.permutations(contents) {
            let fold = Self.log(order).folded()
            #expect(fold.device(entra(1))?.state(asOf: .latest).isCompliantObserved == true)
            #expect(fold.device(entra(2))?.state(asOf: .latest).isCompliantObserved == false)
        }
    }

    @Test(
        "one subject's events give its state where the other contents are noted",
        arguments: [5, 6] as [UInt64])
    func subjectAlone(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let contents = Self.randomContents(&random).filter { $0.facts != .binding }
            let log = Self.log(contents)
            for key in [entra(1), entra(2)] {
                var alone = LedgerFold(decisions: .kept)
                log.forEach { if $0.hasTag(key.tag.encoded) { alone.add($0) } }
                Self.noteContents(log, in: &alone)
                #expect(
                    alone.device(key)?.timeline == log.folded().device(key)?.timeline,
                    "seed \(seed): \(contents)")
            }
        }
    }

    /// Notes each content of the record of several contents: by an event of its own, where it has one.
    private static func noteContents(_ log: LogFixture, in fold: inout LedgerFold) {
        let key = RecordKey(Bits128(high: 5, low: 1))
        var withEvents: Set<ContentTag> = []
        let corroborated = RecordEvents.corroborated.type.bytes
        log.forEach { view in
            if view.recordKey == key, !view.equals(view.typeRange, corroborated) {
                withEvents.insert(view.contentTag)
            }
        }
        log.forEach { view in
            guard view.recordKey == key,
                !view.equals(view.typeRange, corroborated) || !withEvents.contains(view.contentTag)
            else { return }
            fold.noteRevision(view)
        }
    }
}
