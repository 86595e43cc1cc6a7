import DurabilitySimulation
import DurableIO
import LedgerModel
import Testing

@testable import ComplianceLedger

@Suite("an audit says what it checked, what in part and what not")
struct AuditScopeTests {
    private static func extents(_ world: LedgerWorld) throws -> [AuditReport.Part: AuditReport.Extent] {
        let report = try Audit.run(LedgerWorld.path, in: world.environment)
        #expect(report.scope.map(\.part) == AuditReport.Part.allCases)
        return Dictionary(uniqueKeysWithValues: report.scope.map { ($0.part, $0.extent) })
    }

    private static func unchecked(_ world: LedgerWorld) throws -> Set<AuditReport.Part> {
        Set(try extents(world).filter { $0.value != .checked }.keys)
    }

    @Test("of a whole ledger everything but the read models")
    func whole() throws {
        let world = try DamagedLedger(events: 12).world
        #expect(try Self.unchecked(world) == [.readModels])
    }

    @Test("of a ledger that signed nothing no signature and no root")
    func empty() throws {
        let world = LedgerWorld()
        try world.create()
        #expect(try Self.unchecked(world) == [.readModels, .signature, .highWater, .roots])
    }

    @Test("beside a writer not what stands behind the ends, where something does")
    func besideWriter() throws {
        let world = try DamagedLedger(events: 12).world
        let ledger = try world.open()
        #expect(try Self.unchecked(world) == [.readModels])
        let path = try #require(try ledger.segmentFiles().map(\.path).last { $0.contains("/log/") })
        world.files.setContents(path, try #require(world.files.contents(path)) + [1, 2, 3])
        #expect(try Self.unchecked(world) == [.readModels, .behindTheEnds])
        _ = ledger
    }

    @Test("what cannot be read is named with the reason, and so is what follows from it")
    func unreadable() throws {
        let whole = try DamagedLedger().world
        let rows: [(String, Fault, Set<AuditReport.Part>)] = [
            ("origin", Fault(operation: "open", pathSuffix: "/origin"), Set(AuditReport.Part.allCases)),
            ("key", Fault(operation: "open", pathSuffix: "/key"), [.keys]),
            ("secret", Fault(operation: "open", pathSuffix: "/secret"), [.keys, .identities]),
            (
                "the log", Fault(operation: "list", pathSuffix: "/log"),
                [.log, .records, .roots, .evidence, .hashes, .indexes, .behindTheEnds]
            ),
            (
                "private records", Fault(operation: "list", pathSuffix: "/records"),
                [.privateRecords, .evidence, .behindTheEnds]
            ),
            (
                "identities", Fault(operation: "list", pathSuffix: "/identities"),
                [.identities, .behindTheEnds]
            ),
            (
                "quarantine", Fault(operation: "list", pathSuffix: "/quarantine"),
                [.quarantine, .behindTheEnds]
            ),
            (
                "commit", Fault(operation: "open", pathSuffix: "/commit"),
                [
                    .commit, .log, .records, .roots, .privateRecords, .evidence, .identities, .hashes,
                    .indexes, .behindTheEnds,
                ]
            ),
        ]
        for (name, fault, parts) in rows {
            let copy = LedgerWorld(copying: whole)
            var fault = fault
            fault.isPermanent = true
            fault.code = .permissionDenied
            copy.files.failNextCalls(fault)
            let unchecked = try Self.unchecked(copy)
            #expect(unchecked == parts.union([.readModels]), "\(name)")
            copy.files.failNextCalls(fault)
            for (part, extent) in try Self.extents(copy) where extent != .checked {
                #expect(extent.reason?.isEmpty == false, "\(name): \(part)")
            }
        }
    }

    @Test("behind damage the records that could be read are counted")
    func damaged() throws {
        let whole = try DamagedLedger()
        let copy = whole.copy()
        let place = whole.blocks(1)[1].lowerBound + 100
        copy.change(1) { $0[place] ^= 1 }
        let lost = whole.records(1, block: 1)
        let size = try whole.audit().size.value
        let extents = try Self.extents(copy.world)
        let reason = "\(size - UInt64(lost.count)) of \(size) records could be read"
        #expect(extents[.log] == .partly(reason))
        #expect(extents[.evidence] != .checked && extents[.records] != .checked)
        guard case .not = extents[.roots] else {
            Issue.record("\(String(describing: extents[.roots]))")
            return
        }
    }

    @Test("progress goes over all files and ends at their end")
    func progress() throws {
        let world = try DamagedLedger(events: 300).world
        var last: (done: UInt64, total: UInt64) = (0, 0)
        var calls = 0
        _ = try Audit.run(LedgerWorld.path, in: world.environment) { done, total in
            #expect(done >= last.done && done <= total)
            last = (done, total)
            calls += 1
        }
        let bytes = world.files.files.filter { $0.hasSuffix(".seg") || $0.hasSuffix(".idx") }
            .compactMap { world.files.contents($0)?.count }.reduce(0, +)
        #expect(last.done == last.total && last.total == UInt64(bytes))
        #expect(calls > 100)
    }
}
