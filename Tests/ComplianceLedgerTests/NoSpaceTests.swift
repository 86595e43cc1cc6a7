import Attestation
import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import Merkle
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite("A full disk: nothing is lost, nothing is half there, and work goes on when there is space")
struct NoSpaceTests {
    /// Appends that touch every store, of one submission or a few.
    private static let appends: [[Submission]] = (0..<10).map { number in
        var about = Samples.submission(
            100 + number, evidence: [UInt8](repeating: UInt8(number), count: 200),
            events: [Samples.event(number, about: 0), Samples.event(number, device: 1, part: 1)])
        about.identities = [Samples.person(number)]
        return number % 3 == 0
            ? [Samples.submission(number, device: number % 4)]
            : [Samples.submission(number, device: number % 4, evidence: [1, 2, 3]), about]
    }

    /// Submits all appends and keeps what became of them.
    private static func submit(
        to ledger: Ledger, _ receipts: inout [Int: [AppendReceipt]], refused: inout Int
    ) {
        for (index, append) in appends.enumerated() {
            do throws(AppendError) {
                let told = try ledger.appendAndWait(append)
                if receipts[index] == nil { receipts[index] = told }
            } catch {
                guard case .noSpace = error else {
                    Issue.record("append \(index): \(error)")
                    continue
                }
                refused += 1
            }
        }
    }

    /// That the ledger has what was acknowledged, where it was, everything once, and is sound.
    private static func check(
        _ world: LedgerWorld, _ receipts: [Int: [AppendReceipt]], _ about: String
    ) throws {
        let reader = try world.open(.reading)
        var count: UInt64 = 0
        for (index, told) in receipts {
            for (submission, receipt) in zip(appends[index], told) {
                #expect(receipt.positions.count == submission.events.count, "\(about)")
                count += UInt64(receipt.positions.count)
                for (position, id) in zip(receipt.positions, receipt.eventIDs) {
                    let event = try reader.event(at: GlobalPosition(position))
                    #expect(event.id == id, "\(about)")
                    #expect(try reader.privateRecord(of: event)?.evidence == submission.evidence, "\(about)")
                }
            }
        }
        #expect(reader.size.value == count, "\(about)")
        // An index that found no space when its segment was full is made again by the next opening.
        let findings = try world.audit()
        guard !findings.isEmpty else { return }
        #expect(findings.allSatisfy { $0.hasPrefix("disposable") && $0.contains("index") }, "\(about)")
        try world.open().close()
        #expect(try world.audit() == [], "\(about)")
    }

    /// Lets a ledger run out of space, gives it space, and has it go on as the same object.
    private static func run(_ world: LedgerWorld, bytes: Int, _ about: String) throws -> Int {
        let ledger = try world.opened()
        world.files.spaceLimit = world.files.usedSpace + bytes
        var receipts: [Int: [AppendReceipt]] = [:]
        var refused = 0
        submit(to: ledger, &receipts, refused: &refused)
        // Reading goes on.
        for told in receipts.values {
            for position in told.flatMap(\.positions) { _ = try ledger.event(at: GlobalPosition(position)) }
        }
        _ = try? ledger.checkpoint()
        world.files.spaceLimit = nil
        var late = 0
        submit(to: ledger, &receipts, refused: &late)
        #expect(late == 0, "\(about)")
        #expect(receipts.count == appends.count, "\(about)")
        let signed = try ledger.checkpoint()
        #expect(signed.head.size == ledger.size.value, "\(about)")
        try ledger.close()
        try check(world, receipts, about)
        return refused
    }

    @Test("every number of free bytes, with what is kept in reserve")
    func reserve() throws {
        var refused = 0
        for bytes in stride(from: 0, through: 9_000, by: TestEffort.count(211, nightly: 7)) {
            let world = LedgerWorld(segmentBytes: 1_200)
            refused += try Self.run(world, bytes: bytes, "\(bytes) bytes")
            // A write was never begun that there was no space for.
            #expect(try world.open(.reading).size.value > 0)
        }
        #expect(refused > 50)
    }

    @Test("every number of free bytes, where the file system says that there is plenty")
    func inAWrite() throws {
        let plenty = FileHooks(space: { StorageSpace(available: 1 << 40, total: 1 << 41) })
        var refused = 0
        for bytes in stride(from: 0, through: 9_000, by: TestEffort.count(149, nightly: 3)) {
            let world = LedgerWorld(segmentBytes: 1_200, wrapping: { HookedFileSystem($0, plenty) })
            refused += try Self.run(world, bytes: bytes, "\(bytes) bytes")
        }
        #expect(refused > 50)
    }

    @Test(
        "every write that finds no space, whatever it left behind, refuses its append alone",
        arguments: [Fault.Manner.failedWithoutEffect, .failedButHappened, .failedInPart],
        ["write", "open"])
    func everyWrite(manner: Fault.Manner, operation: String) throws {
        var number = 1
        while true {
            let world = LedgerWorld(segmentBytes: 700)
            let ledger = try world.opened()
            world.files.failNextCalls(
                Fault(number: number, operation: operation, code: .noSpace, manner: manner))
            var receipts: [Int: [AppendReceipt]] = [:]
            var refused = 0
            Self.submit(to: ledger, &receipts, refused: &refused)
            let about = "\(operation) \(number) \(manner)"
            #expect(refused <= 1, "\(about)")
            world.files.clearFaults()
            Self.submit(to: ledger, &receipts, refused: &refused)
            #expect(receipts.count == Self.appends.count && refused <= 1, "\(about)")
            // What was acknowledged behind the refusal is durable, its segments' names too.
            world.files.crash(keeping: .nothingUnsynced)
            try world.open().close()
            try Self.check(world, receipts, about)
            let calls = world.files.calls.filter { $0.operation == operation }.count
            number += 1
            if number > calls { break }
        }
        #expect(number > 20)
    }

    @Test("a power cut after every call of a refusal loses nothing that was acknowledged")
    func cut() throws {
        let count = TestEffort.count(60, nightly: 400)
        var record = FaultRecord(
            "no-space-and-power-loss", .calls,
            fault: "A write finds no space, and some calls later everything fails and the power is lost.",
            expectation: "Every acknowledged event is there, work goes on, and verify finds nothing.",
            test: "NoSpaceTests/cut")
        record.seeds = "1...\(count)"
        for number in 1...count {
            let world = LedgerWorld(seed: UInt64(number), segmentBytes: 700)
            let ledger = try world.opened()
            // The write of every seventh append or so finds no space; some calls later everything fails.
            world.files.failNextCalls(
                Fault(number: 1 + number % 13, operation: "write", code: .noSpace, manner: .failedInPart))
            world.files.failNextCalls(Fault(number: 20 + number, isPermanent: true))
            var receipts: [Int: [AppendReceipt]] = [:]
            for (index, append) in Self.appends.enumerated() {
                receipts[index] = try? ledger.appendAndWait(append)
            }
            world.files.clearFaults()
            world.files.crash()
            let again = try world.open()
            record.committed += 1
            for (index, told) in receipts {
                for (submission, receipt) in zip(Self.appends[index], told) {
                    let found = try again.event(receipt.eventIDs[0])
                    record.acknowledged += receipt.positions.count
                    if found == nil { record.lost += receipt.positions.count }
                    #expect(found?.position.value == receipt.positions.lowerBound, "\(number)")
                    #expect(
                        try found.flatMap { try again.privateRecord(of: $0)?.evidence }
                            == submission.evidence, "\(number)")
                }
            }
            for append in Self.appends { _ = try again.appendAndWait(append) }
            try again.close()
            let findings = try world.audit()
            record.failed += findings.isEmpty ? 0 : 1
            #expect(findings == [], "\(number)")
        }
        record.report()
    }

    @Test("a refusal says what is free and what is kept free, and a small append beside a large one fits")
    func told() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        world.files.spaceLimit = world.files.usedSpace + 64_000
        var random = SeededGenerator(seed: 3)
        let large = Samples.submission(1, evidence: random.bytes(100_000))
        do throws(AppendError) {
            _ = try ledger.appendAndWait([large])
            Issue.record("it was taken in")
        } catch {
            guard case .noSpace(64_000, let reserve) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(reserve == UInt64(world.files.spaceLimit ?? 0) / 16)
            #expect("\(error)".contains("no space") && "\(error)".contains("64000"), "\(error)")
            #expect(!error.concernsSubmission)
        }
        // Nothing of it is there: not an identity, not a private record, not a byte.
        #expect(world.files.usedSpace == (world.files.spaceLimit ?? 0) - 64_000)
        #expect(try ledger.appendAndWait([Samples.submission(2, evidence: [1])]).first?.outcome == .recorded)
        #expect(throws: AppendError.self) { try ledger.appendAndWait([large]) }
        // Checkpoint and end may use what is kept free.
        world.files.spaceLimit = world.files.usedSpace + 4_000
        #expect(throws: AppendError.self) { try ledger.appendAndWait([Samples.submission(3)] + [large]) }
        #expect(try ledger.checkpoint().head.size == 1)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("of a small file system a sixteenth is kept free, of a large one no more than is enough")
    func parts() {
        func reserve(_ total: UInt64) -> UInt64 {
            SpaceReserve(StorageSpace(available: 0, total: total)).reserve
        }
        #expect(reserve(1 << 20) == 64 << 10)
        #expect(reserve(1 << 30) == 64 << 20)
        #expect(reserve(1 << 40) == 64 << 20)
        #expect(reserve(0) == 0)
        #expect(SpaceReserve(StorageSpace(available: 10, total: 32)).left == 8)
        #expect(SpaceReserve(StorageSpace(available: 1, total: 32)).left == 0)
    }

    @Test("a sync that finds no space is not tried again: what it lost is unknown")
    func inASync() throws {
        for operation in ["fdatasync", "fsync", "fsync directory"] {
            let world = LedgerWorld(segmentBytes: 700)
            let ledger = try world.opened()
            world.files.failNextCalls(
                Fault(operation: operation, code: .noSpace, manner: .failedAndMarkedClean))
            var failed = 0
            for append in Self.appends {
                do throws(AppendError) { _ = try ledger.appendAndWait(append) } catch {
                    guard case .failed = error else {
                        Issue.record("\(error)")
                        continue
                    }
                    failed += 1
                }
            }
            #expect(failed == Self.appends.count, "\(operation)")
            #expect(throws: LedgerError.self) { try ledger.close() }
        }
    }
}
