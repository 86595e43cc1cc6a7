import ComplianceHistory
import ComplianceLedger
import ComplianceState
import Connectors
import EventCatalogue
import Foundation
import LedgerModel
import RecordFormat
import Testing

@Suite("Reading evidence again where something is wrong")
struct HostileRemappingTests {
    private static let tenant = TenantName(id: Bits128(high: 0xC0FFEE, low: 1))
    private static let graph = Token(word: "graph")

    /// A directory audit of a device, as Graph writes it.
    private static func audit(_ number: Int, operation: String = "Add device") -> [UInt8] {
        Array(
            """
            {"id":"Directory_\(number)","category":"Device","activityDisplayName":"\(operation)",\
            "activityDateTime":"2026-01-0\(number % 9 + 1)T08:00:00Z","result":"success",\
            "loggedByService":"Core Directory","operationType":"Add","correlationId":\
            "5d4c1c5e-0000-4000-8000-00000000000\(number % 10)",\
            "initiatedBy":{"app":{"displayName":"Registration"}},\
            "targetResources":[{"id":"0b1e0000-0000-4000-8000-00000000000\(number % 10)",\
            "displayName":"phone","type":"Device","modifiedProperties":[]}]}
            """.utf8)
    }

    private static func submissions(
        _ record: [UInt8], _ mappings: MappingTable, forced: SourceFormat? = nil, received: Timestamp? = nil
    ) throws -> [Submission] {
        var context = ConnectorContext(tenant: tenant, receivedAt: received, forcedFormat: forced)
        context.mappings = mappings
        switch VendorConnector().read(record, context) {
        case .submissions(let found): return found
        case .rejected(let rejection): throw rejection
        }
    }

    @Test("evidence that the newer mapping refuses stays as it was read, and is counted and listed")
    func refused() throws {
        let ledger = try RemapLedger()
        var found = try Self.submissions(Self.audit(1), older())
        found += try Self.submissions(Self.audit(2), older())
        found += try Self.submissions(Self.audit(3), older())
        found[0].evidence = Array("{\"id\":".utf8)
        // Whole, but another record's.
        found[1].evidence = Self.audit(4)
        try ledger.append(found)
        let before = try ledger.states()
        let summary = try ledger.remap(newer)
        #expect(summary.looked == 3 && summary.remapped == 1 && summary.refused == 2 && summary.same == 0)
        #expect(summary.reasons["record.other_record"] == 1 && summary.reasons.count == 2)
        #expect(summary.refusals.map(\.position.value) == [0, 1])
        #expect(try ledger.states() != before)
        let history = History(ledger.ledger)
        #expect(try history.standing(of: ledger.ledger.event(at: GlobalPosition(0))) == .inForce)
        #expect(try history.standing(of: ledger.ledger.event(at: GlobalPosition(2))) != .inForce)
        #expect(try ledger.tablesAgree())
        let again = try ledger.remap(newer)
        #expect(again.events == 0 && again.refused == 2 && again.same == 1)
    }

    @Test("what has no evidence is counted, and so is nothing of another connector")
    func noEvidence() throws {
        let ledger = try RemapLedger()
        var found = try Self.submissions(Self.audit(1), older())
        found[0].evidence = nil
        var own = try Self.submissions(Self.audit(2), older())
        own[0].source = SourceName(.word("acme"), .word("one"))
        try ledger.append(found + own)
        let size = ledger.ledger.size
        let summary = try ledger.remap(newer)
        #expect(summary.looked == 1 && summary.withoutEvidence == 1 && summary.events == 0)
        #expect(ledger.ledger.size == size)
    }

    @Test("a record that only the operator could name, and one that nobody dates, keep what was said of them")
    func carriedOver() throws {
        let ledger = try RemapLedger()
        let unseen = Array(
            "{\"id\":\"x1\",\"createdDateTime\":\"2026-01-05T08:00:00Z\",\"newMember\":true}".utf8)
        let device = Array(
            """
            {"@odata.type":"#microsoft.graph.managedDevice","id":"1f000000-0000-4000-8000-000000000001",\
            "azureADDeviceId":"0b1e0000-0000-4000-8000-000000000001","complianceState":"compliant",\
            "managementAgent":"mdm","operatingSystem":"iOS","serialNumber":"S1","deviceName":"p"}
            """.utf8)
        let received = try #require(Timestamp(rfc3339: "2026-01-06T10:00:00Z"))
        try ledger.append(try Self.submissions(unseen, older(), forced: .entraSignIn))
        try ledger.append(try Self.submissions(device, older(), received: received))
        let undated = try Self.submissions(device, older())
        try ledger.append(undated)
        let first = try ledger.ledger.event(at: GlobalPosition(2))
        #expect(first.occurred.basis == .receipt)
        let summary = try ledger.remap(newer)
        #expect(summary.looked == 3 && summary.refused == 0 && summary.remapped == 3, "\(summary.refusals)")
        var seen: Set<GlobalPosition> = []
        for number in 3..<ledger.ledger.size.value {
            let event = try ledger.ledger.event(at: GlobalPosition(number))
            let origin = try #require(
                (0..<3 as Range<UInt64>).map { try ledger.ledger.event(at: GlobalPosition($0)) }
                    .first { $0.recordKey == event.recordKey })
            seen.insert(origin.position)
            #expect(event.source == origin.source && event.tags.contains(Self.tenant.tag))
            guard origin.position.value > 0, event.type != RecordEvents.remapped.type else { continue }
            #expect(event.occurred == origin.occurred)
        }
        #expect(seen.count == 3)
    }

    @Test("tenant and source say whose records are read again")
    func selection() throws {
        let ledger = try RemapLedger()
        let other = TenantName(id: Bits128(high: 0xC0FFEE, low: 2))
        try ledger.append(try Self.submissions(Self.audit(1), older()))
        var context = ConnectorContext(tenant: other)
        context.mappings = older()
        guard case .submissions(let found) = VendorConnector().read(Self.audit(2), context) else {
            Issue.record("it is an audit")
            return
        }
        try ledger.append(found)
        let nobody = TenantName(id: Bits128(high: 0xC0FFEE, low: 3))
        #expect(try ledger.remap(newer, .init(tenant: nobody)).looked == 0)
        #expect(try ledger.remap(newer, .init(source: SourceName(text: "jamf:acme"))).looked == 0)
        #expect(try ledger.remap(newer, .init(tenant: other)).remapped == 1)
        let source = SourceName(.word("entra"), Self.tenant.component)
        #expect(try ledger.remap(newer, .init(source: source)).remapped == 1)
        #expect(try ledger.remap(newer).same == 2)
    }

    @Test("one that was stopped in the middle is made good by the next")
    func interrupted() throws {
        let records = try SimulatedRecords(devices: 26, days: 4, seed: 4)
        let stopped = try RemapLedger()
        try stopped.append(records, older())
        let size = stopped.ledger.size
        var context = ConnectorContext()
        context.mappings = newer
        context.bindings = records.bindings
        var remapping = Remapping(stopped.ledger, context)
        var call = 0
        #expect(throws: LedgerError.self) {
            try remapping.run { candidates, read in
                call += 1
                // Whoever holds the ledger lets it go before this group is written.
                if call > 1 { try? stopped.closed() }
                return candidates.map(read)
            }
        }
        #expect(call == 2 && remapping.summary.remapped > 0)
        try stopped.open()
        #expect(stopped.ledger.size.value == size.value + remapping.summary.events)
        let rest = try stopped.remap(newer, bindings: records.bindings)
        #expect(rest.remapped > 0 && rest.same >= remapping.summary.remapped)
        let whole = try RemapLedger()
        try whole.append(records, older())
        let all = try whole.remap(newer, bindings: records.bindings)
        #expect(all.remapped == remapping.summary.remapped + rest.remapped)
        #expect(try stopped.states() == whole.states())
        #expect(try stopped.remap(newer, bindings: records.bindings).events == 0)
    }

    @Test("a torn tail is cut when the ledger is opened, and what is left is read again")
    func tornTail() throws {
        let ledger = try RemapLedger()
        try ledger.append(try Self.submissions(Self.audit(1), older()))
        try ledger.closed()
        let folder = ledger.path + "/log"
        let segment = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".seg") }.max())
        let handle = try #require(FileHandle(forWritingAtPath: folder + "/" + segment))
        handle.seekToEndOfFile()
        handle.write(Data(repeating: 0x5A, count: 200))
        try handle.close()
        try ledger.open()
        #expect(ledger.ledger.recovery?.bytesCut == 200)
        let summary = try ledger.remap(newer)
        #expect(summary.looked == 1 && summary.remapped == 1)
        #expect(try ledger.tablesAgree())
    }

    @Test("content that a newer mapping finds private stands once, and never in public")
    func evidenceStandsOnce() throws {
        let ledger = try RemapLedger()
        try ledger.append(try Self.submissions(Self.audit(1), older()))
        _ = try ledger.remap(newer)
        let kept = try #require(
            try ledger.ledger.privateRecord(of: try ledger.ledger.event(at: GlobalPosition(0))))
        let last = try ledger.ledger.event(at: GlobalPosition(ledger.ledger.size.value - 1))
        let record = try #require(try ledger.ledger.privateRecord(of: last))
        #expect(record.evidence == nil && !record.personal.isEmpty)
        #expect(record.road == kept.road && record.received == kept.received)
        #expect(try ledger.ledger.evidence(of: record) == kept.evidence)
    }
}
