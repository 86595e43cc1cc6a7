import ComplianceHistory
import ComplianceLedger
import ComplianceState
import Connectors
import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

/// The mappings of a release to come: today's, by the next revisions.
let newer: MappingTable = {
    var table = MappingTable.current
    table.entra = MappingRevision(table.entra.value + 1)
    table.management = MappingRevision(table.management.value + 1)
    table.unifiedAudit = MappingRevision(table.unifiedAudit.value + 1)
    table.deviceManagers = MappingRevision(table.deviceManagers.value + 1)
    return table
}()

/// Today's mappings, with some formats kept for later.
func older(keeping formats: Set<SourceFormat> = Set(SourceFormat.allCases)) -> MappingTable {
    var table = MappingTable.current
    table.keptForLater = formats
    return table
}

@Suite("Reading evidence again")
struct RemappingTests {
    private static let records = try? SimulatedRecords(devices: 14, days: 3, seed: 11)

    @Test(
        "the older mapping and a remapping say what the newer one says alone, for all vendors",
        arguments: [0, 1, 2])
    func sameFold(part: Int) throws {
        let records = try #require(Self.records)
        let formats = Set(
            SourceFormat.allCases.enumerated().filter { part == 2 || $0.offset % 2 == part }.map(\.element))
        let old = try RemapLedger()
        try old.append(records, older(keeping: formats))
        let before = try old.states()
        let size = old.ledger.size
        let eventsPerTransaction: UInt64 = [61, 500, 50_000][part]
        #expect(try old.tablesAgree(eventsPerTransaction: eventsPerTransaction))
        let summary = try old.remap(newer, bindings: records.bindings)
        #expect(summary.remapped > 0 && summary.refused == 0 && summary.withoutEvidence == 0)
        #expect(summary.refusals.first.map { "\($0.reason)" } == nil)
        #expect(summary.looked == summary.remapped + summary.same)
        #expect(UInt64(old.ledger.size.value - size.value) == summary.events)
        // Two records of one instant count by their order in the log, in which what is read again comes last.
        let new = try RemapLedger()
        try new.append(records, newer) { !formats.contains($0) }
        try new.append(records, newer) { formats.contains($0) }
        let states = try old.states()
        let wanted = try new.states()
        #expect(states.devices == wanted.devices)
        #expect(states.users == wanted.users)
        #expect(states.tenants == wanted.tenants)
        #expect(states.decisions == wanted.decisions)
        #expect(!wanted.isEmpty && before != wanted)
        // What was known before the remapping is what it was.
        #expect(try old.states(below: size) == before)
        #expect(try old.tablesAgree(eventsPerTransaction: eventsPerTransaction))

        if part == 2 { try holdSubjects(old) }

        let again = try old.remap(newer, bindings: records.bindings)
        #expect(again.events == 0 && again.remapped == 0 && again.refused == 0)
        #expect(again.looked == summary.looked && again.same == again.looked)
    }

    /// Holds devices that are folded from their own events to what the whole log says of them.
    private func holdSubjects(_ remapped: RemapLedger) throws {
        let history = History(remapped.ledger)
        let size = remapped.ledger.size
        let whole = try history.fold(below: size)
        var seen = 0
        for (key, device) in whole.devices() where seen < 12 {
            seen += 1
            let own = try #require(try history.fold(about: [key.tag], below: size).device(key))
            #expect(own.state(asOf: .latest) == device.state(asOf: .latest))
            for region in own.state(asOf: .latest).snapshot.states where !region.isInferred {
                let proof = try remapped.ledger.event(at: region.position)
                #expect(try history.standing(of: proof) == .inForce)
            }
        }
        #expect(seen > 5)
    }

    @Test("a content by two roads is read again once, and the last event before it is none of it")
    func twoRoads() throws {
        let remapped = try RemapLedger()
        let records = try #require(Self.records)
        var first: Submission?
        try records.forEach(older()) { found in
            if first == nil { first = found.first { SourceFormat(recordKey: $0.key) == .entraAudit } }
        }
        var submission = try #require(first)
        try remapped.append([submission])
        submission.road = Token(word: "another-road")
        try remapped.append([submission])
        #expect(remapped.ledger.size == TreeSize(2))
        let summary = try remapped.remap(newer)
        #expect(summary.looked == 2 && summary.remapped == 1 && summary.same == 1)
        let history = History(remapped.ledger)
        for position in 0..<3 as Range<UInt64> {
            let event = try remapped.ledger.event(at: GlobalPosition(position))
            let isContent = event.type == RecordEvents.observed.type
            let standing = try history.standing(of: event)
            if isContent { #expect(standing == .superseded(by: GlobalPosition(3))) }
        }
        #expect(try history.standing(of: remapped.ledger.event(at: GlobalPosition(3))) == .inForce)
        #expect(try remapped.tablesAgree())
    }

    @Test("nothing is appended where the newer mapping says the same")
    func nothingNew() throws {
        let records = try #require(Self.records)
        let ledger = try RemapLedger()
        try ledger.append(records, .current)
        let size = ledger.ledger.size
        // Groups were told by the operator, and are told by what was said then.
        let summary = try ledger.remap(newer)
        #expect(summary.looked > 0 && summary.same == summary.looked)
        #expect(ledger.ledger.size == size)
        // Nor is it by the same import again.
        try ledger.append(records, newer)
        #expect(ledger.ledger.size == size)
    }
}
