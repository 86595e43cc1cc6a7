import DurabilitySimulation
import FaultRecords
import Testing

@testable import ComplianceLedger

@Suite("Every call of a life that fails, once and for good, in every manner")
struct FaultSweepTests {
    /// Calls that change something: a disk can say of these that it did what it did not do.
    private static let changing: Set<String> = [
        "open", "write", "truncate", "fdatasync", "fsync", "fsync directory", "rename", "exchange", "remove",
        "mkdir",
    ]

    /// The calls of a life without faults.
    private static func calls(_ made: LedgerWorld) throws -> [Call] {
        var sweep = try FaultSweep(copying: made, seed: 1)
        sweep.live()
        #expect(sweep.verdict() == .whole)
        return sweep.world.files.calls
    }

    /// Whether a manner does to a call what no other does.
    static func concerns(_ manner: Fault.Manner, _ call: Call) -> Bool {
        switch manner {
        case .failedWithoutEffect, .failedButHappened: true
        case .failedInPart: call.operation == "write"
        case .failedAndMarkedClean: ["fdatasync", "fsync"].contains(call.operation)
        case .succeededButLost: changing.contains(call.operation)
        }
    }

    @Test(
        "a call that fails loses nothing that was acknowledged, whatever it did",
        arguments: [
            Fault.Manner.failedWithoutEffect, .failedButHappened, .failedInPart, .failedAndMarkedClean,
        ])
    func failing(manner: Fault.Manner) throws {
        let made = try FaultSweep.made()
        let calls = try Self.calls(made)
        #expect(calls.count > 200)
        var record = FaultRecord(
            "calls-that-fail", .calls,
            fault: "Each call of opening, appending, beginning segments, signing and closing fails, once and "
                + "from then on: without effect, though it happened, in part, and as a sync that marks its "
                + "pages clean; then the process dies or the power is lost.",
            expectation: "Every acknowledged event is there once, everything can be submitted again, and the "
                + "ledger verifies.", test: "FaultSweepTests/failing")
        let step = TestEffort.count(31, nightly: 1)
        var number = 0
        for (place, call) in calls.enumerated() where Self.concerns(manner, call) {
            for isPermanent in [false, true] {
                for end in FaultSweep.End.allCases {
                    number += 1
                    guard number % step == 0 else { continue }
                    var sweep = try FaultSweep(copying: made, seed: UInt64(number))
                    sweep.world.files.failNextCalls(
                        Fault(number: place + 1, isPermanent: isPermanent, manner: manner))
                    sweep.live()
                    sweep.end(end)
                    record.committed += 1
                    record.acknowledged += sweep.acknowledged
                    if case .wrong(let problems) = sweep.verdict() {
                        record.failed += 1
                        record.lost += problems.filter { $0.hasPrefix("LOSS") }.count
                        Issue.record(
                            "\(call), \(place + 1), \(isPermanent), \(end): \(problems.prefix(4))")
                    }
                }
            }
        }
        #expect(record.committed > 5)
        record.report()
    }

    @Test("a call that says it worked and is lost with the power is noticed, where anything can tell")
    func lying() throws {
        let made = try FaultSweep.made()
        let calls = try Self.calls(made)
        let step = TestEffort.count(13, nightly: 1)
        var record = FaultRecord(
            "calls-that-lie", .calls,
            fault: "Each call that changes something says that it worked, once and from then on, and what it "
                + "did is lost with the power.",
            expectation: "What was durable before is there, and what is missing is noticed, by opening or by "
                + "verify; but for unsigned events at the very end, or all behind the call where every call "
                + "lies: of these the disk kept no word, which is a condition that Guarantees states",
            test: "FaultSweepTests/lying")
        var counts: [FaultSweep.Verdict: Int] = [:]
        var number = 0
        for (place, call) in calls.enumerated() where Self.concerns(.succeededButLost, call) {
            for isPermanent in [false, true] {
                for end in FaultSweep.End.allCases {
                    number += 1
                    guard number % step == 0 else { continue }
                    var sweep = try FaultSweep(copying: made, seed: UInt64(number))
                    sweep.world.files.failNextCalls(
                        Fault(number: place + 1, isPermanent: isPermanent, manner: .succeededButLost))
                    sweep.live()
                    sweep.end(end)
                    record.committed += 1
                    record.acknowledged += sweep.acknowledged
                    let verdict = sweep.verdict(struck: place + 1, isPermanent: isPermanent)
                    counts[verdict, default: 0] += 1
                    if case .wrong(let problems) = verdict {
                        record.failed += 1
                        Issue.record(
                            "\(call), \(place + 1), \(isPermanent), \(end): \(problems.prefix(4))")
                    }
                }
            }
        }
        let unknowable = counts[.unknowable] ?? 0
        #expect(counts[.noticed] ?? 0 > 5)
        #expect(unknowable > 0)
        record.expectation += " (\(unknowable) of \(record.committed) here)."
        record.noticed = counts[.noticed] ?? 0
        record.silent = record.failed
        record.report()
    }

    @Test("the sweep notices a file system whose sync does nothing")
    func sabotage() throws {
        let made = try FaultSweep.made()
        var wrong = 0
        for number in stride(from: 100, to: 260, by: 20) {
            var sweep = try FaultSweep(
                copying: made, seed: UInt64(number), wrapping: { ForgetfulFileSystem($0) })
            sweep.world.files.failNextCalls(Fault(number: number, isPermanent: true))
            sweep.live()
            sweep.end(.powerLoss)
            if case .wrong = sweep.verdict() { wrong += 1 }
        }
        #expect(wrong > 2)
    }
}
