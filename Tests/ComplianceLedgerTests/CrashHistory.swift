import Attestation
import DurabilitySimulation
import DurableIO
import LedgerModel
import Merkle
import RecordFormat

@testable import ComplianceLedger

/// One random life of a ledger, by its seed: appends, checkpoints, faults, kills, power cuts, reopenings.
struct CrashHistory {
    let world: LedgerWorld
    private var random: SeededGenerator
    private var oracle = CrashOracle()
    private var number = 0
    private(set) var problems: [String] = []
    /// What the run came across, so that a run that meets nothing is noticed.
    private(set) var encounters: [String: Int] = [:]
    private let secret: LedgerSecret
    /// How many events somebody was told of.
    var acknowledged: Int { oracle.acknowledged.count }

    init(
        seed: UInt64, wrapping: ((SimulatedFileSystem) -> any FileSystem)? = nil
    ) throws(LedgerError) {
        random = SeededGenerator(seed: seed)
        world = LedgerWorld(seed: seed, segmentBytes: UInt64(400 + random.below(4_000)), wrapping: wrapping)
        try world.create()
        secret = try world.secret()
    }

    /// Lives through a few rounds and says what went wrong.
    mutating func run() {
        for _ in 0..<(2 + random.below(4)) {
            round()
            if !problems.isEmpty || random.oneIn(3) { check() }
            guard problems.isEmpty else { return }
        }
        check()
    }

    private mutating func meet(_ what: String) { encounters[what, default: 0] += 1 }

    private mutating func fetch() { if let problem = oracle.fetch(world) { problems.append(problem) } }

    /// Opens, works until something fails or the round ends, and falls over in one way or another.
    private mutating func round() {
        if !random.oneIn(4) { world.files.failNextCalls(fault()) }
        do throws(LedgerError) {
            let ledger = try world.open()
            fetch()
            if ledger.recovery?.bytesCut ?? 0 > 0 { meet("cut") }
            var isAlive = true
            for _ in 0..<(1 + random.below(8)) where isAlive { isAlive = step(ledger) }
            if isAlive, random.oneIn(3) {
                try ledger.close()
                meet("close")
                fetch()
            }
        } catch {
            meet("failed opening or closing")
            if error.provesDamage { problems.append("\(error)") }
        }
        fetch()
        world.files.clearFaults()
        end()
    }

    private mutating func end() {
        switch random.below(8) {
        case 0, 1: world.files.kill()
        case 2: world.files.crash(keeping: .nothingUnsynced)
        case 3: world.files.crash(keeping: .everything)
        default: world.files.crash()
        }
        world.files.clearCalls()
    }

    /// A failure of some later call: once or for good, which is how a process dies in the middle.
    private mutating func fault() -> Fault {
        let operation: String? =
            random.oneIn(2)
            ? nil : ["write", "fdatasync", "fsync", "fsync directory", "rename", "open"][random.below(6)]
        let manners: [Fault.Manner] = [
            .failedWithoutEffect, .failedButHappened, .failedInPart, .failedAndMarkedClean,
        ]
        return Fault(
            number: 1 + random.below(operation == nil ? 160 : 20), operation: operation,
            isPermanent: random.oneIn(2), code: random.oneIn(3) ? .noSpace : .inputOutput,
            manner: manners[random.below(4)])
    }

    /// One thing done with the ledger; false where it failed.
    private mutating func step(_ ledger: Ledger) -> Bool {
        defer { fetch() }
        switch random.below(12) {
        case 0:
            world.clock.advance(seconds: Int64(random.below(7_200)) - 3_600)
            return true
        case 1:
            do throws(LedgerError) {
                _ = try ledger.checkpoint()
                return true
            } catch {
                meet("failed checkpoint")
                return false
            }
        case 2, 3: return again(ledger)
        case 4: return revise(ledger)
        default:
            let submissions = (0..<(1 + random.below(5))).map { _ in newSubmission() }
            return append(oracle.plan(submissions, secret), to: ledger)
        }
    }

    /// Submits an earlier append once more.
    private mutating func again(_ ledger: Ledger) -> Bool {
        guard !oracle.attempts.isEmpty else { return true }
        return append(random.below(oracle.attempts.count), to: ledger)
    }

    /// Submits another content of a record that is there.
    private mutating func revise(_ ledger: Ledger) -> Bool {
        let told = oracle.attempts.filter(\.isAcknowledged)
        guard !told.isEmpty, var submission = told[random.below(told.count)].submissions.first else {
            return true
        }
        number += 1
        submission.content += Array(" \(number)".utf8)
        for index in submission.events.indices { submission.events[index].data = Samples.data(number) }
        let index = oracle.plan([submission], secret)
        oracle.attempts[index].ids.insert(CrashOracle.id(submission, part: .max, secret), at: 0)
        return append(index, to: ledger)
    }

    private mutating func append(_ index: Int, to ledger: Ledger) -> Bool {
        do throws(AppendError) {
            let receipts = try ledger.appendAndWait(oracle.attempts[index].submissions)
            acknowledge(index, receipts, ledger)
            // The writer has done what follows an append once it answers the next.
            _ = try ledger.appendAndWait([])
            return true
        } catch {
            switch error {
            case .failed:
                meet("failed append")
                return false
            case .noSpace:
                // The same ledger goes on.
                meet("no space")
                return true
            default:
                problems.append("refused: \(error)")
                return false
            }
        }
    }

    private mutating func acknowledge(_ index: Int, _ receipts: [AppendReceipt], _ ledger: Ledger) {
        meet("append")
        if receipts.contains(where: { $0.outcome == .duplicate }) { meet("duplicate") }
        problems += oracle.acknowledge(index, receipts, by: ledger)
    }

    /// Opens without faults and holds everything against what is known; then the ledger must work on.
    private mutating func check() {
        guard problems.isEmpty else { return }
        do throws(LedgerError) {
            let ledger = try world.open()
            if ledger.recovery?.bytesCut ?? 0 > 0 { meet("cut") }
            fetch()
            problems += oracle.problems(of: ledger)
            guard problems.isEmpty else { return }
            if !append(oracle.plan([newSubmission()], secret), to: ledger) {
                problems.append("an append after the crash failed")
            }
            let signed = try ledger.checkpoint()
            fetch()
            if !oracle.published.contains(signed.head) {
                problems.append("the checkpoint is not the published one")
            }
            problems += oracle.problems(of: ledger)
            if try ledger.segmentFiles().count > 5 { meet("several segments") }
            try ledger.close()
            fetch()
            problems += try world.audit()
            let reader = try world.open(.reading)
            problems += oracle.problems(of: reader)
        } catch {
            problems.append("\(error)")
        }
        meet("check")
        if random.oneIn(2) { end() }
    }

    private mutating func newSubmission() -> Submission {
        number += 1
        var events: [ProposedEvent] = []
        let persons = random.below(3)
        for part in 0..<(1 + random.below(3)) {
            events.append(
                persons > 0 && random.oneIn(2)
                    ? Samples.event(number, about: random.below(persons), part: UInt32(part))
                    : Samples.event(number, device: random.below(4), part: UInt32(part)))
        }
        var out = Samples.submission(
            number, evidence: random.oneIn(3) ? nil : random.bytes(random.below(300)), events: events)
        for _ in 0..<persons { out.identities.append(Samples.person(random.below(12))) }
        return out
    }
}
