import DurabilitySimulation
import DurableIO
import LedgerModel
import Merkle

@testable import ComplianceLedger

/// One life of a ledger, the same each time, in which one call fails, or all do from one on; and what comes
/// after.
struct FaultSweep {
    /// How the life ends, with the ledger open or closed.
    enum End: CaseIterable {
        case death, powerLoss, powerLossOfAChoice, powerLossOfNothing
    }

    /// What is to be said of a ledger afterwards.
    enum Verdict: Hashable {
        case whole
        /// Acknowledged events are missing, and opening or `verify` said so.
        case noticed
        /// Acknowledged events are missing from the end, and nothing that the disk kept says that they were:
        /// no checkpoint that was signed before, and no mark.
        case unknowable
        case wrong([String])
    }

    let world: LedgerWorld
    private let secret: LedgerSecret
    private var oracle = CrashOracle()
    private var problems: [String] = []
    /// How many calls had been made when each event was acknowledged, and each checkpoint seen.
    private var callsAtEvent: [EventID: Int] = [:]
    private var callsAtCheckpoint: [UInt64: Int] = [:]

    var acknowledged: Int { oracle.acknowledged.count }

    /// - Parameters:
    ///   - made: a ledger without events.
    ///   - wrapping: what stands between the ledger and its files; nothing where nil.
    init(
        copying made: LedgerWorld, seed: UInt64, wrapping: ((SimulatedFileSystem) -> any FileSystem)? = nil
    ) throws {
        world = LedgerWorld(copying: made, files: made.files.copy(seed: seed), wrapping: wrapping)
        secret = try world.secret()
        world.files.clearCalls()
    }

    /// A ledger whose segments are full soon.
    static func made() throws -> LedgerWorld {
        let world = LedgerWorld(segmentBytes: 900)
        try world.create()
        return world
    }

    private static let appends: [[Submission]] = (0..<8).map { number in
        var about = Samples.submission(
            100 + number, evidence: [UInt8](repeating: UInt8(number), count: 300),
            events: [Samples.event(number, about: 0), Samples.event(number, device: 1, part: 1)])
        about.identities = [Samples.person(number)]
        return number % 3 == 0
            ? [Samples.submission(number, device: number % 4)]
            : [Samples.submission(number, device: number % 4, evidence: [1, 2, 3]), about]
    }

    private mutating func fetch() {
        if let problem = oracle.fetch(world) { problems.append(problem) }
        if let size = oracle.published.last?.size, callsAtCheckpoint[size] == nil {
            callsAtCheckpoint[size] = world.files.callCount
        }
    }

    /// Submits an append; false where the ledger failed.
    private mutating func submit(_ index: Int, to ledger: Ledger) -> Bool {
        do throws(AppendError) {
            let receipts = try ledger.appendAndWait(oracle.attempts[index].submissions)
            let calls = world.files.callCount
            let known = Set(oracle.acknowledged.keys)
            problems += oracle.acknowledge(index, receipts, by: ledger)
            for id in oracle.acknowledged.keys where !known.contains(id) { callsAtEvent[id] = calls }
            return true
        } catch {
            return false
        }
    }

    /// Opens, appends, rolls, signs, submits again, closes, until something fails.
    mutating func live() {
        do throws(LedgerError) {
            let ledger = try world.open()
            for (index, append) in Self.appends.enumerated() {
                guard submit(oracle.plan(append, secret), to: ledger) else { return fetch() }
                if index == 2 || index == 5 {
                    _ = try ledger.checkpoint()
                    fetch()
                }
            }
            guard submit(1, to: ledger) else { return fetch() }
            try ledger.close()
            fetch()
        } catch {
            fetch()
        }
    }

    mutating func end(_ end: End) {
        world.files.clearFaults()
        switch end {
        case .death: world.files.kill()
        case .powerLoss: world.files.crash(keeping: .nothingUnsynced)
        case .powerLossOfAChoice: world.files.crash()
        case .powerLossOfNothing: world.files.crash(keeping: .everything)
        }
    }

    /// Opens where nothing fails any more: everything must be there, and work go on.
    mutating func verdict() -> Verdict {
        do throws(LedgerError) {
            let ledger = try world.open()
            problems += oracle.problems(of: ledger)
            guard problems.isEmpty else { return .wrong(problems) }
            // All come again; who was told before is told the same.
            for index in Self.appends.indices {
                let attempt = index < oracle.attempts.count ? index : oracle.plan(Self.appends[index], secret)
                if !submit(attempt, to: ledger) { problems.append("append \(index) failed") }
            }
            try ledger.close()
            fetch()
            problems += try world.audit()
            problems += oracle.problems(of: try world.open(.reading))
        } catch {
            problems.append("\(error)")
        }
        return problems.isEmpty ? .whole : .wrong(problems)
    }

    /// The same behind a disk that said of a call that it had worked: what it lost may be gone, but not
    /// silently.
    /// - Parameter struck: the number of the call from which on the disk lied, and whether it went on to.
    mutating func verdict(struck: Int, isPermanent: Bool) -> Verdict {
        let told = LedgerWorld(copying: world)
        let ledger: Ledger
        do throws(LedgerError) {
            let report = try Audit.run(LedgerWorld.path, in: told.environment)
            if report.exitStatus > 1 { return .noticed }
            ledger = try world.open()
        } catch {
            return .noticed
        }
        let found = oracle.problems(of: ledger)
        if found.isEmpty {
            do throws(LedgerError) { try ledger.close() } catch { return .wrong(["\(error)"]) }
            fetch()
            return verdict()
        }
        if ledger.recovery?.bytesCut ?? 0 > 0 { return .noticed }
        // What is left is what there was at an earlier instant: all else is wrong.
        var earlier = oracle
        let size = ledger.size.value
        for (id, event) in oracle.acknowledged where event.position >= size {
            earlier.acknowledged[id] = nil
            if callsAtEvent[id] ?? 0 < struck { return .wrong(["lost though it was durable before"] + found) }
        }
        earlier.published.removeAll { $0.size > size }
        for (signed, calls) in callsAtCheckpoint where signed > size && (!isPermanent || calls < struck) {
            return .wrong(["lost below the checkpoint over \(signed)"] + found)
        }
        let other = earlier.problems(of: ledger)
        return other.isEmpty ? .unknowable : .wrong(other)
    }
}
