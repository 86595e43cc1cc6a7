import DurabilitySimulation
import FaultRecords
import LedgerModel
import Testing

@testable import ComplianceLedger

/// Runs a harness with a sabotage and without: its oracle has to report the one, and nothing of the other.
struct Canary {
    private let sabotage: Sabotage
    private var record: FaultRecord
    /// The most lives that are lived; those that are needed in the usual effort are fewer.
    private let lives: Int

    /// So many are to be noticed before the usual effort is content.
    private static let enough = 3

    init(_ sabotage: Sabotage, _ record: FaultRecord, lives: Int) {
        self.sabotage = sabotage
        self.record = record
        self.lives = lives
    }

    /// - Parameter problems: lives one life by its seed, and says what the oracle reports of it.
    mutating func run(_ problems: (Sabotage?, _ seed: UInt64) throws -> [String]) throws {
        var noticed = 0
        var seed: UInt64 = 0
        while seed < UInt64(lives), noticed < TestEffort.count(Self.enough, nightly: lives) {
            record.committed += 1
            if try !problems(sabotage, seed).isEmpty { noticed += 1 }
            let harmless = try problems(nil, seed)
            if !harmless.isEmpty { record.failed += 1 }
            #expect(harmless.isEmpty, "seed \(seed), without \(sabotage): \(harmless.prefix(3))")
            seed += 1
        }
        if noticed == 0 { record.failed += 1 }
        #expect(noticed > 0, "\(sabotage) went unnoticed in \(seed) lives")
        record.noticed = noticed
        record.seeds = "0..<\(seed)"
        record.report()
    }
}

/// A ledger whose appends an oracle knows.
struct WatchedLife {
    let world: LedgerWorld
    var oracle = CrashOracle()
    private let secret: LedgerSecret

    init(_ world: LedgerWorld) throws(LedgerError) {
        self.world = world
        try world.create()
        secret = try world.secret()
    }

    /// Notes an append that is about to be made.
    mutating func attempt(_ submissions: [Submission]) -> Int {
        var ids: [EventID] = []
        for submission in submissions {
            for event in submission.events {
                let id = secret.eventID(
                    key: secret.recordKey(source: submission.source, key: submission.key),
                    content: secret.contentTag(submission.content), mapping: submission.mappingRevision,
                    part: event.part)
                ids.append(id)
                oracle.data[id] = event.data
            }
        }
        oracle.attempts.append(CrashOracle.Attempt(submissions: submissions, ids: ids))
        return oracle.attempts.count - 1
    }

    /// Appends and notes what was answered.
    mutating func append(_ submissions: [Submission], to ledger: Ledger) throws(AppendError) {
        let index = attempt(submissions)
        let receipts = try ledger.appendAndWait(submissions)
        oracle.attempts[index].isAcknowledged = true
        for receipt in receipts {
            for (id, position) in zip(receipt.eventIDs, receipt.positions) {
                oracle.acknowledged[id] = .init(position: position, recorded: receipt.recorded, bytes: nil)
            }
        }
    }
}
