import DurabilitySimulation
import DurableIO
import LedgerModel
import Synchronization

@testable import ComplianceLedger

/// A ledger's first life, of one to three batches: opened, appended to, closed; and every state in which a
/// power loss may leave it.
struct SmallHistory: Sendable {
    /// What a batch holds.
    enum Shape: CaseIterable {
        case event, twoEvents, evidence
    }

    let shapes: [Shape]
    /// Whether each batch behind the first begins segments.
    let rolls: Bool

    /// All that there are.
    static let all: [SmallHistory] = {
        var lists: [[Shape]] = [[]]
        var out: [SmallHistory] = []
        for _ in 0..<3 {
            lists = lists.flatMap { list in Shape.allCases.map { list + [$0] } }
            for shapes in lists {
                for rolls in [false, true] where !rolls || shapes.count > 1 {
                    out.append(SmallHistory(shapes: shapes, rolls: rolls))
                }
            }
        }
        return out
    }()

    /// An instant between two calls.
    struct Instant {
        /// What is there, with what is pending.
        var files: SimulatedFileSystem
        /// What was told until then.
        var oracle: CrashOracle
    }

    private func submission(_ number: Int) -> Submission {
        switch shapes[number] {
        case .event: return Samples.submission(number)
        case .twoEvents:
            return Samples.submission(
                number, events: [Samples.event(number), Samples.event(number, device: 1, part: 1)])
        case .evidence:
            var out = Samples.submission(
                number, evidence: [UInt8](repeating: UInt8(number + 1), count: 40),
                events: [Samples.event(number, about: 0)])
            out.identities = [Samples.person(number)]
            return out
        }
    }

    /// Lives, and keeps every instant.
    /// - Parameter wrapping: what stands between the ledger and its files.
    func run(
        wrapping: ((SimulatedFileSystem) -> any FileSystem)? = nil
    ) throws -> (world: LedgerWorld, instants: [Instant]) {
        let world = LedgerWorld(segmentBytes: rolls ? 100 : 64 << 20)
        try world.create()
        let secret = try world.secret()
        let witness = WitnessFileSystem(world.files, wrapping: wrapping)
        var environment = world.environment
        environment.files = witness
        var oracle = CrashOracle()
        // Which answer came before which copy was kept: both by the writer's thread.
        let answers = Mutex<[(attempt: Int, before: Int, receipts: [AppendReceipt])]>([])
        let ledger = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
        for number in shapes.indices {
            let submission = submission(number)
            let attempt = oracle.plan([submission], secret)
            let isAnswered = Handover<Void>()
            ledger.append([submission]) { result in
                if case .success(let receipts) = result {
                    answers.withLock { $0.append((attempt, witness.count, receipts)) }
                }
                isAnswered.bring(())
            }
            isAnswered.wait()
        }
        try ledger.close()
        witness.keep()
        var instants: [Instant] = []
        var told = answers.withLock { $0 }[...]
        for (place, files) in witness.kept.enumerated() {
            while let answer = told.first, answer.before <= place {
                _ = oracle.acknowledge(answer.attempt, answer.receipts, by: nil)
                told.removeFirst()
            }
            _ = oracle.fetch(LedgerWorld(copying: world, files: files))
            instants.append(Instant(files: files, oracle: oracle))
        }
        return (world, instants)
    }
}
