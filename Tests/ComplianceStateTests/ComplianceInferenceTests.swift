import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

/// A log about one device, and what is known beside it.
struct ConclusionLog {
    var log = LogFixture()
    var sources: [GlobalPosition: SourceName] = [:]
    var data: [GlobalPosition: PublicData] = [:]
    var products: [GlobalPosition: ManagerProduct] = [:]
    var owner: UserKey?
    var terminations: [PartnerTermination] = []
    var actions: [Bits128: [(from: Timestamp, actions: [ScheduledAction])]] = [:]

    static let intune = DeviceLives.intune
    static let jamf = DeviceLives.manager

    static func day(_ number: Int64) -> Timestamp { seconds(1_735_700_000 + number * 86_400) }

    @discardableResult
    mutating func add(
        _ definition: EventDefinition, _ day: Int64, source: SourceName = intune, user: UserKey? = nil,
        of devices: [DeviceKey] = [entra(1)], _ fill: (inout PublicData) -> Void = { _ in }
    ) -> GlobalPosition {
        var data = PublicData()
        fill(&data)
        let position = log.append(
            definition.type, at: Self.day(day), devices: devices, user: user, source: source, data: data,
            revision: definition.revision)
        sources[position] = source
        self.data[position] = data
        let isEnd = definition.type == ManagementEndEvents.lost.type
        let isVerdict = definition.type == ComplianceEvents.evaluated.type
        let field =
            isEnd
            ? ManagementEndEvents.product : isVerdict ? ComplianceEvents.evaluator : DeviceEvents.product
        products[position] = PublicDataView(data.encoded.bytes)[field]
        return position
    }

    @discardableResult
    mutating func evaluate(
        _ verdict: ComplianceVerdict, _ day: Int64, source: SourceName = intune,
        reasons: [ComplianceReason]? = nil, results: [PolicyVerdict]? = nil
    ) -> GlobalPosition {
        add(ComplianceEvents.evaluated, day, source: source) {
            $0.set(ComplianceEvents.verdict, verdict)
            $0.set(ComplianceEvents.reasons, reasons)
            $0.set(ComplianceEvents.results, results)
        }
    }

    /// That a manager told of devices at an instant.
    private static func records(_ source: SourceName, at instant: Timestamp) -> SourceRecords {
        let feed = FeedRecords(
            records: 1, unplaced: 0, first: instant, last: instant, cursor: instant, lastRecorded: instant,
            hours: [instant.nanoseconds / 3_600_000_000_000: 1])
        return SourceRecords(
            source: source, events: 1, first: instant, last: instant, lastRecorded: instant,
            feeds: [.operational: feed])
    }

    /// - Parameter until: until when the managers went on.
    func basis(until: Int64 = 10_000) -> ConclusionBasis {
        let (sources, data, products) = (sources, data, products)
        var basis = ConclusionBasis(
            managers: ManagerActivity(
                [Self.intune, Self.jamf].map { Self.records($0, at: Self.day(until)) }, asOf: .latest),
            source: { sources[$0] }, data: { data[$0].map { PublicDataView($0.encoded.bytes) } },
            product: { products[$0] }, reference: .current)
        let actions = actions
        basis.actions = { policy, time in
            guard let all = actions[policy] else { return nil }
            let before = all.last { $0.from <= time.lowerBound }
            let changes = all.filter { $0.from > time.lowerBound && $0.from <= time.upperBound }
            return before.map { ([$0] + changes).map { ($0.actions, GlobalPosition(77)) } }
        }
        basis.decisions = log.folded().decisions()
        basis.terminations = terminations
        let (log, owner) = (log, owner)
        basis.owner = { owner.flatMap { log.folded().users()[$0] } }
        return basis
    }

    func inferences(_ day: Int64, until: Int64 = 10_000) -> [ComplianceInference] {
        log.folded().device(entra(1)).map {
            ComplianceInference.all(of: $0, asOf: Self.day(day), basis(until: until))
        } ?? []
    }

    func rules(_ day: Int64, until: Int64 = 10_000) -> [ComplianceInference.Rule] {
        inferences(day, until: until).map(\.rule)
    }

    func notes(_ day: Int64) -> [DeviceNote] {
        log.folded().device(entra(1)).map {
            DeviceNote.all(of: $0, asOf: Self.day(day), basis())
        } ?? []
    }
}

@Suite("What documented rules conclude about a device's compliance")
struct ComplianceInferenceTests {
    private typealias Log = ConclusionLog
    private func day(_ number: Int64) -> Timestamp { Log.day(number) }

    @Test("D3: a device that was registered has no report until something is evaluated, reported or shown")
    func noReportYet() {
        var log = Log()
        let registered = log.add(DeviceEvents.registered, 1)
        let found = log.inferences(2)
        #expect(found.map(\.rule) == [.noReportYet] && found.first?.since == day(1))
        #expect(found.first?.position == registered && found.first?.verdict == nil)
        // The directory shows a device as not compliant before it was told anything.
        log.add(ComplianceEvents.observed, 2) { $0.set(ComplianceEvents.isCompliant, false) }
        #expect(log.rules(3) == [.noReportYet])
        var shown = log
        shown.add(ComplianceEvents.observed, 3) { $0.set(ComplianceEvents.isCompliant, true) }
        #expect(shown.rules(4).isEmpty && shown.rules(2) == [.noReportYet])
        var reported = log
        reported.add(ComplianceEvents.sent, 3) { $0.set(ComplianceEvents.verdict, .compliant) }
        #expect(reported.rules(4).isEmpty)
        var evaluated = log
        evaluated.evaluate(.compliant, 3)
        #expect(evaluated.rules(4).isEmpty)
        // What was said of the object before is not of the new one.
        reported.add(DeviceEvents.deleted, 10)
        #expect(reported.rules(11).isEmpty)
        reported.add(DeviceEvents.registered, 12)
        #expect(reported.rules(13) == [.noReportYet])
    }

    @Test("D6: a device that is out of policy stays compliant where all that its policies do is alert")
    func alertOnly() {
        let first = Bits128(high: 8, low: 1)
        let second = Bits128(high: 8, low: 2)
        let alert = ScheduledAction(action: .notification, graceHours: 0)
        let push = ScheduledAction(action: .pushNotification, graceHours: 24)
        let block = ScheduledAction(action: .block, graceHours: 0)
        func log(_ actions: [Bits128: [ScheduledAction]], _ results: [PolicyVerdict]?) -> Log {
            var log = Log()
            log.evaluate(.nonCompliant, 1, source: Log.jamf, results: results)
            log.actions = actions.mapValues { [(Log.day(0), $0)] }
            return log
        }
        let both = [
            PolicyVerdict(policy: first, verdict: .nonCompliant),
            PolicyVerdict(policy: second, verdict: .compliant),
        ]
        let found = log([first: [alert, push]], both).inferences(2)
        #expect(found.map(\.rule) == [.alertOnly] && found.first?.verdict == .compliant)
        #expect(found.first?.other == GlobalPosition(77) && found.first?.since == day(1))
        #expect(log([first: [alert, block]], both).rules(2).isEmpty)
        #expect(log([first: []], both).rules(2).isEmpty)
        #expect(log([:], both).rules(2).isEmpty)
        #expect(log([first: [alert]], nil).rules(2).isEmpty)
        let unnamed = both + [PolicyVerdict(policy: nil, verdict: .nonCompliant)]
        #expect(log([first: [alert]], unnamed).rules(2).isEmpty)
        let failed = [first, second].map { PolicyVerdict(policy: $0, verdict: .nonCompliant) }
        #expect(log([first: [alert], second: [block]], failed).rules(2).isEmpty)
        #expect(log([first: [alert], second: [push]], failed).rules(2) == [.alertOnly])
    }

    @Test("D7: an error keeps the verdict before it for seven days, and not a moment longer")
    func error() {
        var log = Log()
        let before = log.evaluate(.compliant, 1)
        let failed = log.evaluate(.error, 10)
        log.evaluate(.error, 12)
        let held = log.inferences(16).first
        #expect(held?.rule == .errorHeld && held?.verdict == .compliant && held?.until == day(17))
        #expect(held?.position == failed && held?.other == before && held?.since == day(10))
        #expect(held?.references == ["tolerance-error"])
        let lapsed = log.inferences(17).first
        #expect(lapsed?.rule == .errorLapsed && lapsed?.since == day(17) && lapsed?.verdict == .nonCompliant)
        log.evaluate(.compliant, 20)
        #expect(log.rules(21).isEmpty && log.rules(18) == [.errorLapsed])
        // What the others do with an error no document says.
        var other = Log()
        other.evaluate(.error, 10, source: Log.jamf)
        #expect(other.rules(30).isEmpty)
    }

    @Test("D8: a device without a policy is compliant by default")
    func byDefault() {
        for (verdict, reasons, results) in [
            (ComplianceVerdict.notAssigned, nil as [ComplianceReason]?, nil as [PolicyVerdict]?),
            (.compliant, [.noPolicyAssigned], nil), (.compliant, nil, []),
        ] {
            var log = Log()
            log.evaluate(verdict, 1, reasons: reasons, results: results)
            #expect(log.rules(2) == [.compliantByDefault])
            #expect(log.inferences(2).first?.verdict == .compliant)
        }
        var asked = Log()
        asked.evaluate(
            .compliant, 1, results: [PolicyVerdict(policy: Bits128(high: 1, low: 1), verdict: .compliant)])
        #expect(asked.rules(2).isEmpty)
    }

    @Test("D9: what was told of a device is valid for thirty days after the last word of it")
    func validity() {
        var log = Log()
        let enrolled = log.add(DeviceEvents.enrolled, 0)
        #expect(log.rules(29).isEmpty)
        let found = log.inferences(30).first
        #expect(found?.rule == .validityPassed && found?.since == day(30) && found?.position == enrolled)
        #expect(found?.verdict == .nonCompliant && found?.references == ["tolerance-validity"])
        // Of a manager that fell silent itself nothing is known.
        #expect(log.rules(40, until: 20).isEmpty)
        // A report that came later is valid longer, be the device silent for its manager.
        let report = log.add(ComplianceEvents.completed, 12) { $0.set(ComplianceEvents.verdict, .compliant) }
        #expect(log.rules(41).isEmpty)
        #expect(log.inferences(42).first?.since == day(42) && log.inferences(42).first?.position == report)
        // A failed one is none.
        var failed = Log()
        failed.add(DeviceEvents.enrolled, 0)
        failed.add(ComplianceEvents.failed, 12) { $0.set(ComplianceEvents.verdict, .compliant) }
        #expect(failed.rules(30) == [.validityPassed])
        // Ivanti's week is another rule.
        var other = Log()
        other.add(DeviceEvents.enrolled, 0, source: SourceName(.word("ivanti"), .token(Token(word: "acme"))))
        #expect(other.rules(60).isEmpty)
    }

    @Test("D10: Intune's own policy asks for a policy, for contact and for a person with a licence")
    func defaultPolicy() {
        for reasons in [[ComplianceReason.noPolicyAssigned], [.outOfContact], [.outOfContact, .userMissing]] {
            var log = Log()
            log.evaluate(.nonCompliant, 1, reasons: reasons)
            let found = log.inferences(2).first
            #expect(found?.rule == .defaultPolicy && found?.reasons == reasons)
        }
        var other = Log()
        other.evaluate(.nonCompliant, 1, reasons: [.outOfContact, .passcode])
        #expect(other.rules(2).isEmpty)
        var partner = Log()
        partner.evaluate(.nonCompliant, 1, source: Log.jamf, reasons: [.outOfContact])
        #expect(partner.rules(2).isEmpty)
    }

    @Test("D10: the owner's last licence for Intune that is taken away leaves no user with one")
    func licence() {
        func give(_ log: inout Log, _ definition: EventDefinition, _ day: Int64, _ sku: UInt64) {
            log.add(definition, day, user: user(5), of: []) {
                $0.set(PeopleEvents.sku, Bits128(high: 6, low: sku))
                $0.set(PeopleEvents.includesIntune, true)
            }
        }
        var log = Log()
        log.owner = user(5)
        log.add(DeviceEvents.enrolled, 0)
        give(&log, PeopleEvents.licenceAssigned, 1, 1)
        give(&log, PeopleEvents.licenceAssigned, 2, 2)
        give(&log, PeopleEvents.licenceRemoved, 3, 1)
        #expect(log.rules(4).isEmpty)
        give(&log, PeopleEvents.licenceRemoved, 5, 2)
        let found = log.inferences(6).first
        #expect(found?.rule == .defaultPolicy && found?.since == day(5) && found?.reasons == [.userMissing])
        #expect(log.log.folded().users()[user(5)]?.state(asOf: day(4)).hasIntuneLicence == true)
        #expect(log.log.folded().users()[user(5)]?.state(asOf: day(6)).hasIntuneLicence == false)
        give(&log, PeopleEvents.licenceAssigned, 7, 1)
        #expect(log.rules(8).isEmpty && log.rules(6) == [.defaultPolicy])
    }

    @Test("D11: a device whose user turned management off is not compliant, whatever its policies say")
    func managementOff() {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0, source: Log.jamf)
        log.evaluate(.compliant, 1, source: Log.jamf)
        let lost = log.add(ManagementEndEvents.lost, 2, source: Log.jamf) {
            $0.set(ManagementEndEvents.end, .managementOff)
        }
        log.evaluate(.compliant, 3, source: Log.jamf)
        let found = log.inferences(4).first
        #expect(found?.rule == .managementOff && found?.verdict == .nonCompliant)
        #expect(found?.since == day(2) && found?.position == lost)
        log.add(DeviceEvents.enrolled, 5, source: Log.jamf)
        #expect(log.rules(6).isEmpty)
    }

    @Test("of a device that was let go nothing is concluded from what was evaluated before")
    func letGo() {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0)
        log.evaluate(.notAssigned, 1)
        #expect(log.rules(2) == [.compliantByDefault])
        log.add(DeviceEvents.retired, 3)
        #expect(log.rules(4).isEmpty && log.rules(2) == [.compliantByDefault])
    }

    @Test("D15: a partner's end says when its devices are marked and removed, and no other's devices")
    func termination() {
        func end(
            _ product: ManagerProduct?, marked: Int64?, removed: Int64?, platform: Platform? = nil
        ) -> PartnerTermination {
            PartnerTermination(
                product: product, platform: platform, occurred: day(10), position: GlobalPosition(50),
                nonComplianceAt: marked.map { day($0) }, removalAt: removed.map { day($0) })
        }
        var log = Log()
        log.add(DeviceEvents.enrolled, 0, source: Log.jamf) { $0.set(DeviceEvents.platform, .macOS) }
        log.terminations = [end(.jamfPro, marked: 20, removed: 90)]
        let found = log.inferences(11)
        #expect(found.map(\.rule) == [.partnerTerminated, .partnerRemoved])
        #expect(found.map(\.since) == [day(20), day(90)] && found.map(\.position.value) == [50, 50])
        #expect(log.rules(9).isEmpty)
        log.terminations = [end(.jamfPro, marked: 20, removed: 90, platform: .macOS)]
        #expect(log.rules(11) == [.partnerTerminated, .partnerRemoved])
        // Where no day is told, the documents' ninety days hold.
        log.terminations = [end(.jamfPro, marked: nil, removed: nil)]
        #expect(log.inferences(11).map(\.since) == [day(100)])
        #expect(log.inferences(11).first?.references == ["tolerance-termination"])
        log.terminations = [
            end(.maas360, marked: 20, removed: 90), end(nil, marked: 20, removed: 90),
            end(.jamfPro, marked: 20, removed: 90, platform: .iOS),
        ]
        #expect(log.rules(11).isEmpty)
    }

    @Test("a rule goes by the tolerance that was in force at its event's time, whatever holds later")
    func dated() throws {
        let change = day(15)
        let files = ReferenceFile.embedded.map { file -> ReferenceFile in
            let text = String(decoding: file.bytes, as: UTF8.self)
            let row = #""subject":"evaluationErrorHold","amount":7,"unit":"day","#
            guard let found = text.firstRange(of: row) else { return file }
            let later = """
                \(row)"validTo":"\(change)","sources":["intune-monitor"]},
                {"id":"tolerance-error-later","subject":"evaluationErrorHold","amount":2,"unit":"day",\
                "validFrom":"\(change)",
                """
            return ReferenceFile(
                name: file.name,
                bytes: Array((text[..<found.lowerBound] + later + text[found.upperBound...]).utf8))
        }
        let reference = try ReferenceData(files: files)
        for (failed, due, row) in [
            (10 as Int64, 17 as Int64, "tolerance-error"), (16, 18, "tolerance-error-later"),
        ] {
            var log = Log()
            log.evaluate(.error, failed)
            var basis = log.basis()
            basis.reference = reference
            let device = try #require(log.log.folded().device(entra(1)))
            let found = ComplianceInference.all(of: device, asOf: day(30), basis).first
            #expect(found?.rule == .errorLapsed && found?.since == day(due) && found?.references == [row])
        }
    }
}
