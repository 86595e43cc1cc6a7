import DurabilitySimulation
import DurableIO
import LedgerModel
import LogStore
import Merkle

@testable import Attestation
@testable import ComplianceLedger

/// A ledger, its backups and what is restored of them, in one world.
extension LedgerWorld {
    /// Puts down some events with evidence and identities, and something into quarantine.
    static func recorded(_ count: Int = 12, segmentBytes: UInt64 = 700) throws -> LedgerWorld {
        let world = LedgerWorld(segmentBytes: segmentBytes)
        try world.create()
        try world.record(0..<count)
        let ledger = try world.open()
        let quarantine = try ledger.openQuarantine()
        try quarantine.add(
            QuarantineEntry(
                code: "test.refused", expected: "a", found: "b",
                place: SourceRecordPlace(file: "f", byte: 0, line: 1), received: .earliest, bytes: [1, 2]))
        try quarantine.flush()
        quarantine.close()
        try ledger.close()
        return world
    }

    /// Opens the ledger at a path, records events, and closes it, which signs.
    func record(_ numbers: Range<Int>, at path: String = LedgerWorld.path) throws {
        let ledger = try Ledger.open(path, for: .writing, in: environment)
        for number in numbers { try record(number, in: ledger) }
        try ledger.close()
    }

    func record(_ number: Int, in ledger: Ledger) throws {
        var submission = Samples.submission(
            number, evidence: [UInt8(truncatingIfNeeded: number)], events: [Samples.event(number, about: 0)])
        submission.identities = [Samples.person(number)]
        _ = try ledger.appendAndWait([submission])
    }

    @discardableResult
    func backup(_ target: String = "backup", withKeys: Bool = true) throws(LedgerError) -> Backup.Report {
        try Backup.run(of: Self.path, to: target, withKeys: withKeys, in: environment)
    }

    @discardableResult
    func restore(
        _ backup: String = "backup", to path: String = LedgerWorld.path, reason: String? = nil,
        checkpoint: [UInt8]? = nil
    ) throws(LedgerError) -> Restore.Report {
        try Restore.run(
            from: backup, to: path, Restore.Options(checkpoint: checkpoint, reason: reason), in: environment)
    }

    func findings(_ path: String) throws(LedgerError) -> [String] {
        try Audit.run(path, in: environment).findings.map { "\($0.grade): \($0.text)" }
    }

    func size(_ path: String = LedgerWorld.path) throws(LedgerError) -> UInt64 {
        try Ledger.open(path, in: environment).size.value
    }

    /// All bytes below a folder, by path.
    func contents(below folder: String) -> [String: [UInt8]] {
        var out: [String: [UInt8]] = [:]
        for path in files.files where path.hasPrefix("/\(folder)/") { out[path] = files.contents(path) }
        return out
    }

    /// The published note of a ledger.
    func note(_ path: String = LedgerWorld.path) -> [UInt8]? { files.contents(path + "/checkpoint") }
}

/// Runs a body and hands back the ledger error that it throws; nil where it throws none.
func ledgerError(_ body: () throws(LedgerError) -> Void) -> LedgerError? {
    do throws(LedgerError) {
        try body()
        return nil
    } catch {
        return error
    }
}
