import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Contacts that a source of somebody's own tells")
struct OwnContactTests {
    private let own = SourceName(.word("mdm"), .token(Token(word: "berlin")))
    private func days(_ number: Int64) -> Timestamp { seconds(1_700_000_000 + number * 86_400) }

    private func add(
        _ log: inout LogFixture, _ definition: EventDefinition, _ day: Int64,
        _ field: PublicField<ManagerProduct>? = nil, _ product: ManagerProduct = .jamfPro
    ) {
        var data = PublicData()
        if let field { data.set(field, product) }
        log.append(
            definition.type, at: days(day), devices: [entra(1)], source: own, data: data,
            revision: definition.revision)
    }

    private func contact(_ log: LogFixture) -> [Interval] {
        (log.folded().device(entra(1))?.intervals ?? []).filter { $0.region == .contact }
    }

    @Test("an event that names its product is heard by that product's rule, and one that does not is not")
    func product() {
        for (product, due) in [
            (ManagerProduct.jamfPro, 30 as Int64?), (.ivantiEPMM, 8), (.microMDM, nil), (.other, nil),
        ] {
            var log = LogFixture()
            add(&log, DeviceStepEvents.checkedIn, 0, DeviceStepEvents.product, product)
            #expect(contact(log).map(\.from) == (due.map { [days(0), days($0)] } ?? []), "\(product)")
        }
        var log = LogFixture()
        add(&log, DeviceStepEvents.checkedIn, 0)
        #expect(contact(log).isEmpty)
    }

    @Test("every type that names its product counts, and an end counts without")
    func types() {
        let cases: [(EventDefinition, PublicField<ManagerProduct>)] = [
            (DeviceEvents.enrolled, DeviceEvents.product),
            (DeviceStepEvents.checkedIn, DeviceStepEvents.product),
            (DeviceStepEvents.inventoryUpdated, DeviceStepEvents.product),
            (EnrollmentEvents.completed, EnrollmentEvents.product),
        ]
        for (definition, field) in cases {
            var log = LogFixture()
            add(&log, definition, 0, field)
            #expect(contact(log).map { $0.value.word(in: .contact) } == ["heard", "silentInferred"])
            add(&log, DeviceEvents.unenrolled, 5)
            #expect(contact(log).map { $0.value.word(in: .contact) } == ["heard", "ended"])
            add(&log, DeviceStepEvents.checkedIn, 6, DeviceStepEvents.product)
            #expect(contact(log).count == 2)
            add(&log, DeviceEvents.enrolled, 7, DeviceEvents.product)
            #expect(contact(log).last?.from == days(37))
        }
        var log = LogFixture()
        add(&log, DeviceEvents.unenrolled, 5)
        #expect(contact(log).isEmpty)
    }

    @Test("an own source that goes on makes the silence of its device one that is known")
    func goesOn() throws {
        var log = LogFixture()
        add(&log, DeviceStepEvents.checkedIn, 0, DeviceStepEvents.product)
        let state = try #require(log.folded().device(entra(1))).state(asOf: days(40))
        let silence = try #require(state.contacts.first { $0.isInferred })
        for (until, isKnown) in [(29 as Int64, false), (30, true)] {
            let feed = FeedRecords(
                records: 1, unplaced: 0, first: days(until), last: days(until), cursor: days(until),
                lastRecorded: days(until), hours: [days(until).nanoseconds / 3_600_000_000_000: 1])
            let records = SourceRecords(
                source: own, events: 1, first: days(until), last: days(until), lastRecorded: days(until),
                feeds: [.other: feed])
            #expect(
                ManagerActivity([records], asOf: days(40)).wentOn(until: silence) == isKnown)
        }
    }
}
