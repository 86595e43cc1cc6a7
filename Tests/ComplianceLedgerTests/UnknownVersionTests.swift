import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogFormat
import LogStore
import Testing

@testable import ComplianceLedger

/// A ledger on which a newer program has worked: it is refused by name where it is not known, read where it
/// may be, and none of its bytes changes.
@Suite struct UnknownVersionTests {
    struct Change: Sendable {
        let name: String
        let path: String
        let body: @Sendable ([UInt8]) -> [UInt8]
    }

    private static let layout = LedgerLayout(root: LedgerWorld.path)

    private static let stores = [
        ("log", layout.log), ("private", layout.privateRecords), ("identities", layout.identities),
        ("quarantine", layout.quarantine),
    ]

    /// What no program of this version can read.
    private static let unknown: [Change] =
        stores.flatMap { name, folder in
            let path = folder + "/" + SegmentName.segment(0)
            return [
                Change(name: "\(name), segment version", path: path) {
                    NewerBytes.segment($0) { header in
                        header.storeLittle(UInt16(2), at: 8)
                        header.storeLittle(UInt16(2), at: 10)
                    }
                },
                Change(name: "\(name), segment flags", path: path) {
                    NewerBytes.segment($0) { $0[13] = 1 }
                },
                Change(name: "\(name), block version", path: path) {
                    NewerBytes.blocks($0) { header, _ in header[4] = 2 }
                },
                Change(name: "\(name), block flags", path: path) {
                    NewerBytes.blocks($0) { header, _ in header[7] = 4 }
                },
                Change(name: "\(name), block codec", path: path) {
                    NewerBytes.blocks($0) { header, _ in header[6] = 2 }
                },
            ]
        } + [
            Change(name: "commit, both copies", path: layout.commit) {
                NewerBytes.commit($0, copies: [0, 1])
            },
            Change(name: "commit, the first copy", path: layout.commit) {
                NewerBytes.commit($0, copies: [0])
            },
            Change(name: "commit, the second copy", path: layout.commit) {
                NewerBytes.commit($0, copies: [1])
            },
            Change(name: "identity", path: layout.identities + "/" + SegmentName.segment(0)) {
                NewerBytes.records($0) { $0[1] = 2 }
            },
        ]
        + [
            layout.origin, layout.key, layout.secret, layout.highWater, layout.quarantine + "/size",
            layout.recovery, layout.restored,
        ].map { Change(name: $0, path: $0, body: NewerBytes.lines) }

    private static func world(_ change: Change) throws -> LedgerWorld {
        let world = try LedgerWorld.recorded(6, segmentBytes: 64 << 20)
        let bytes = world.files.contents(change.path) ?? []
        let changed = change.body(bytes)
        try #require(changed != bytes, "\(change.name)")
        world.files.setContents(change.path, changed)
        return world
    }

    /// Whether a message names a version, flags or a codec as unknown, and calls nothing damaged.
    private static func isNamed(_ text: String) -> Bool {
        ["format version 2", "unknown flags", "unknown codec 2"].contains { text.contains($0) }
    }

    @Test("what is of another version is refused by name by every verb, and no byte changes")
    func refused() throws {
        var record = FaultRecord(
            "newer-bytes", .parsers,
            fault: "A file of the ledger says a format version, flags or a codec that nobody knows yet, with "
                + "every checksum right",
            expectation:
                "Writing refuses it by name, verify calls it unreadable and not damaged, and no byte "
                + "of any file changes", test: "UnknownVersionTests/refused")
        record.noticed = 0
        for change in Self.unknown {
            let world = try Self.world(change)
            let before = world.contents(below: LedgerWorld.path)
            record.committed += 1
            var isRight = true
            func expect(_ condition: Bool, _ text: @autoclosure () -> String) {
                #expect(condition, "\(change.name): \(text())")
                isRight = isRight && condition
            }
            let refusal = ledgerError { () throws(LedgerError) in _ = try world.open() }
            if let refusal, Self.isNamed("\(refusal)") { record.noticed? += 1 }
            expect(
                refusal.map { Self.isNamed("\($0)") && !$0.provesDamage } ?? false,
                "opening: \(refusal.map { "\($0)" } ?? "opened")")
            _ = ledgerError { () throws(LedgerError) in
                let ledger = try world.open(.reading)
                try ledger.forEachRecord { _ in true }
                try ledger.forEachQuarantined { _ in }
            }
            var report: AuditReport?
            let unaudited = ledgerError { () throws(LedgerError) in
                report = try Audit.run(LedgerWorld.path, in: world.environment)
            }
            let findings = report?.findings ?? []
            let named = (findings.map(\.text) + (unaudited.map { ["\($0)"] } ?? [])).filter(Self.isNamed)
            expect(!named.isEmpty, "verify: \(findings.map(\.text))")
            let damage = findings.filter { $0.grade == .damage }
            expect(damage.isEmpty, "verify: damage: \(damage.map(\.text))")
            let backup = ledgerError { () throws(LedgerError) in try world.backup() }
            expect(backup?.provesDamage != true, "backup: \(backup.map { "\($0)" } ?? "")")
            expect(world.contents(below: LedgerWorld.path) == before, "bytes were changed")
            if !isRight { record.failed += 1 }
        }
        record.report()
    }

    @Test(
        "a segment that a newer program wrote for older readers, too, is read and never written behind",
        arguments: stores.map(\.0))
    func readable(_ name: String) throws {
        let folder = try #require(Self.stores.first { $0.0 == name }?.1)
        let path = folder + "/" + SegmentName.segment(0)
        let world = try Self.world(
            Change(name: name, path: path) {
                NewerBytes.segment($0) { $0.storeLittle(UInt16(2), at: 8) }
            })
        // Indexes name the segment's checksum, and are made anew; they are disposable.
        let before = world.contents(below: LedgerWorld.path)
        let refusal = ledgerError { () throws(LedgerError) in _ = try world.open() }
        let text = refusal.map { "\($0)" } ?? "opened"
        #expect(
            text.contains("format version 2, readable from version 1") && refusal?.provesDamage == false,
            "\(text)")
        let ledger = try world.open(.reading)
        var count = 0
        try ledger.forEachRecord { _ in
            count += 1
            return true
        }
        #expect(count == 6)
        var entries = 0
        try ledger.forEachQuarantined { _ in entries += 1 }
        #expect(entries == 1)
        let findings = try Audit.run(LedgerWorld.path, in: world.environment).findings
        #expect(findings.allSatisfy { $0.grade == .disposable }, "\(findings.map(\.text))")
        try world.backup()
        #expect(try world.size("backup") == 6)
        #expect(world.contents(below: LedgerWorld.path) == before)
    }

    @Test("a backup of another version is refused by name, and stays as it is")
    func manifest() throws {
        let world = try LedgerWorld.recorded(6)
        try world.backup()
        let path = "backup/manifest"
        world.files.setContents(path, NewerBytes.lines(world.files.contents(path) ?? []))
        let before = world.contents(below: "backup")
        let error = ledgerError { () throws(LedgerError) in try world.restore(to: "place") }
        #expect(error.map { "\($0)" }?.contains("format version 2") == true && error?.provesDamage == false)
        #expect(world.contents(below: "backup") == before)
        #expect(try world.files.information("place") == nil)
    }

    @Test("an index of another version is made anew: whoever deletes it loses nothing")
    func index() throws {
        let world = try LedgerWorld.recorded(6, segmentBytes: 64 << 20)
        let path = Self.layout.log + "/" + SegmentName.index(0)
        var bytes = try #require(world.files.contents(path))
        bytes[8] = 3
        bytes.storeLittle(CRC32C.checksum(bytes[..<92]), at: 92)
        world.files.setContents(path, bytes)
        #expect(try world.audit().allSatisfy { $0.hasPrefix("disposable") })
        try world.open().close()
        #expect(try world.audit() == [])
    }
}
