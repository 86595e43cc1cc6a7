import DurabilitySimulation
import FaultRecords
import Testing

@testable import ComplianceLedger

@Suite("Every call of a backup and of a restore that fails, once and for good, in every manner")
struct CopyFaultTests {
    static let manners: [Fault.Manner] = [
        .failedWithoutEffect, .failedButHappened, .failedInPart, .failedAndMarkedClean, .succeededButLost,
    ]
    private static let ends: [FaultSweep.End] = [.death, .powerLoss, .powerLossOfAChoice]

    /// Has each call fail, in each manner, and hands on what it left.
    private static func sweep(
        _ made: LedgerWorld, step: Int, from first: Int = 1, _ run: (LedgerWorld) throws -> Void,
        _ check: (LedgerWorld, Fault, String) throws -> Void
    ) throws {
        let dry = LedgerWorld(copying: made)
        dry.files.clearCalls()
        try run(dry)
        let calls = dry.files.calls
        #expect(calls.count > 100)
        var number = first
        for (place, call) in calls.enumerated() {
            for manner in manners where FaultSweepTests.concerns(manner, call) {
                for isPermanent in [false, true] {
                    for end in ends {
                        number += 1
                        guard number % step == 0 else { continue }
                        let world = LedgerWorld(copying: made, files: made.files.copy(seed: UInt64(number)))
                        let fault = Fault(number: place + 1, isPermanent: isPermanent, manner: manner)
                        world.files.failNextCalls(fault)
                        try? run(world)
                        world.files.clearFaults()
                        switch end {
                        case .death: world.files.kill()
                        case .powerLoss: world.files.crash(keeping: .nothingUnsynced)
                        default: world.files.crash()
                        }
                        try check(
                            world, fault, "\(call), \(place + 1), \(manner), \(isPermanent), \(end)")
                    }
                }
            }
        }
    }

    @Test("a backup that failed, or was lost, is none, or whole; its ledger is as it was")
    func backup() throws {
        let made = try LedgerWorld.recorded(3)
        let size = try made.size()
        var record = FaultRecord(
            "calls-of-backup", .calls,
            fault: "Each call of a backup fails or lies, once and from then on, in every manner; then the "
                + "process dies or the power is lost.",
            expectation: "What can be restored from it is everything, or it is refused; the ledger is whole, "
                + "and the next backup too.", test: "CopyFaultTests/backup")
        try Self.sweep(made, step: TestEffort.count(61, nightly: 1)) {
            try $0.backup()
        } _: { world, _, about in
            record.committed += 1
            record.acknowledged += Int(size)
            var problems = try world.audit()
            if let restored = try? world.restore("backup", to: "place") {
                let found = try world.size("place")
                if found != size || restored.size != size { problems.append("restored \(found)") }
                problems += try world.findings("place")
            } else {
                record.noticed = (record.noticed ?? 0) + 1
            }
            do throws(LedgerError) { try world.backup("again") } catch { problems.append("\(error)") }
            // What is disposable is in no backup.
            problems += try world.findings("again").filter { !$0.hasPrefix("disposable") }
            if !problems.isEmpty { record.failed += 1 }
            #expect(problems.isEmpty, "\(about): \(problems)")
        }
        #expect(record.committed > 10)
        record.report()
    }

    @Test("a restore that failed, or was lost, leaves the old ledger or the new one", arguments: 0..<3)
    func restore(index: Int) throws {
        let testCase = try RestoreCrashTests.cases()[index]
        var record = FaultRecord(
            "calls-of-restore", .calls,
            fault: "Each call of a restore fails or lies, once and from then on, in every manner; then the "
                + "process dies or the power is lost.",
            expectation: "The old ledger or the new one stands in the place, whole, or what stands there is "
                + "refused where the disk lied; the old one is kept.", test: "CopyFaultTests/restore")
        try Self.sweep(testCase.world, step: TestEffort.count(97, nightly: 1), from: 30 * index) { world in
            _ = try world.restore(reason: testCase.reason)
        } _: { world, fault, about in
            record.committed += 1
            record.acknowledged += Int(testCase.old ?? testCase.new)
            if fault.manner == .succeededButLost {
                // What was lost may be told by nobody being there, or by a refusal.
                let status = (try? Audit.run(LedgerWorld.path, in: world.environment))?.exitStatus ?? 2
                guard status < 2, (try? LedgerWorld(copying: world).open().close()) != nil else {
                    record.noticed = (record.noticed ?? 0) + 1
                    return
                }
            }
            var problems: [String] = []
            do { problems = try RestoreCrashTests.look(at: world, testCase).problems } catch {
                problems.append("\(error)")
            }
            if !RestoreCrashTests.isKept(world, testCase) {
                problems.append("the old ledger is gone")
                record.lost += Int(testCase.old ?? 0)
            }
            if !problems.isEmpty { record.failed += 1 }
            #expect(problems.isEmpty, "\(about): \(problems)")
        }
        #expect(record.committed > 5)
        record.report()
    }
}
