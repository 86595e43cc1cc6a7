import Foundation
import Probity
import Testing

/// The state of one subject, folded from its own events, and the same state out of the whole log.
@Suite struct SubjectFoldTests {
    private static let tenant = Bits128(high: 0xC0, low: 1)

    private static func id(_ number: UInt64) -> Bits128 { Bits128(high: 1, low: number) }

    private static func seconds(_ number: Int64) -> Timestamp {
        Timestamp(nanoseconds: number * 1_000_000_000)
    }

    /// A content of a record: what it says, of which device, when it was modified, and its road.
    private static func submission(
        _ record: Int, _ content: Int, modified: Int64, isFromOtherRoad: Bool, device: UInt64, value: Bool?
    ) -> Submission {
        var draft = SubmissionDraft(
            source: SourceName(.word("entra"), .id(tenant)), key: Array("record \(record)".utf8),
            content: Array("\(content)".utf8), mappingRevision: MappingRevision(1),
            road: isFromOtherRoad ? Token(word: "azure-monitor") : Token(word: "graph"),
            modified: seconds(modified), isObserved: true, evidence: nil)
        var subject = EventSubject(tenant: TenantName(id: tenant))
        subject.devices = [.entra(id(device))]
        var data = PublicData()
        data.set(ComplianceEvents.isCompliant, value)
        let second = Int64(record * 100 + Int(device) * 10 + (value == true ? 1 : 0))
        draft.add(
            ComplianceEvents.observed, occurred: OccurredTime(seconds(1_700_000_000 + second)),
            subject: subject,
            data: data)
        return draft.finished()
    }

    @Test(
        "contents that speak of other devices, or of nothing, decide what is in force",
        arguments: [1, 2, 3] as [UInt64])
    func oneDevice(seed: UInt64) throws {
        let path = NSTemporaryDirectory() + "probity-subject-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Ledger.create(at: path, origin: "test.example/ledger", in: .system)
        let ledger = try Ledger.open(path, for: .writing)
        var state = seed
        func pick(_ limit: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % limit
        }
        for content in 1...4 {
            for record in 0..<20 where pick(4) > 0 {
                let submission = Self.submission(
                    record, content, modified: Int64(pick(5)) * 10 + Int64(content),
                    isFromOtherRoad: pick(2) == 0,
                    device: pick(3) + 1, value: [true, false, nil][Int(pick(3))])
                _ = try ledger.appendAndWait([submission])
            }
        }
        let history = History(ledger)
        var seen = 0
        for size in [ledger.size.value / 2, ledger.size.value] {
            let limit = TreeSize(size)
            let whole = try history.fold(below: limit)
            for number in 1...3 as ClosedRange<UInt64> {
                let key = DeviceKey(tenant: .id(Self.tenant), kind: .entra, id: Self.id(number))
                let alone = try history.fold(about: [key.tag], below: limit)
                #expect(
                    alone.device(key)?.timeline == whole.device(key)?.timeline,
                    "seed \(seed), size \(size), device \(number)")
                seen += whole.device(key)?.facts.count ?? 0
            }
        }
        #expect(seen > 10)
        try ledger.close()
    }

    @Test("the same content by another road is a corroboration, another one is a content of the record")
    func accounts() throws {
        let path = NSTemporaryDirectory() + "probity-subject-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Ledger.create(at: path, origin: "test.example/ledger", in: .system)
        let ledger = try Ledger.open(path, for: .writing)
        for (content, isFromOtherRoad, device) in [
            (1, false, 1), (2, true, 1), (3, true, 2),
        ] as [(Int, Bool, UInt64)] {
            _ = try ledger.appendAndWait([
                Self.submission(
                    1, content, modified: 0, isFromOtherRoad: isFromOtherRoad, device: device, value: true)
            ])
        }
        let history = History(ledger)
        let accounts = try history.accounts(of: ledger.event(at: GlobalPosition(0)))
        #expect(accounts.map(\.relation) == [.content, .corroboration, .content])
        try ledger.close()
    }

    @Test("a subject's own events tell which records another log has as well")
    func twins() throws {
        let path = NSTemporaryDirectory() + "probity-subject-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Ledger.create(at: path, origin: "test.example/ledger", in: .system)
        let ledger = try Ledger.open(path, for: .writing)
        // Twin 1 has a record in each log, twin 2 two in one of them, twin 3 one alone.
        for (number, source, twin) in [
            (1, "ual", 1), (2, "entra", 1), (3, "entra", 2), (4, "ual", 2), (5, "ual", 2), (6, "ual", 3),
        ] as [(Int, String, Int)] {
            let name: LabelComponent = source == "ual" ? .word("ual") : .word("entra")
            var draft = SubmissionDraft(
                source: SourceName(name, .id(Self.tenant)), key: Array("record \(number)".utf8),
                content: Array("content".utf8), mappingRevision: MappingRevision(1),
                road: Token(word: "graph"), isObserved: true, evidence: nil)
            draft.twin = Array("twin \(twin)".utf8)
            var subject = EventSubject(tenant: TenantName(id: Self.tenant))
            // The two logs need not name a device by the same id.
            subject.devices = [.entra(Self.id(source == "ual" ? 1 : 2))]
            var data = PublicData()
            data.set(ComplianceEvents.isCompliant, true)
            draft.add(
                ComplianceEvents.observed,
                occurred: OccurredTime(Self.seconds(1_700_000_000 + Int64(number))),
                subject: subject, data: data)
            _ = try ledger.appendAndWait([draft.finished()])
        }
        let history = History(ledger)
        let whole = try history.fold(below: ledger.size)
        for (number, count) in [(1, 3), (2, 2)] as [(UInt64, Int)] {
            let key = DeviceKey(tenant: .id(Self.tenant), kind: .entra, id: Self.id(number))
            let alone = try history.fold(about: [key.tag], below: ledger.size)
            #expect(alone.device(key)?.facts.count == count)
            #expect(alone.device(key)?.timeline == whole.device(key)?.timeline)
        }
        let early = DeviceKey(tenant: .id(Self.tenant), kind: .entra, id: Self.id(1))
        // Before its twin was known, the record stood for itself.
        #expect(try history.fold(about: [early.tag], below: TreeSize(1)).device(early)?.facts.count == 1)
        try ledger.close()
    }
}
