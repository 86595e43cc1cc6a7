import DurableIO
import FleetSimulator
import Foundation
import Probity
import StrictJSON

/// The events that every program appends and reads: those of the simulator's fleet, by a seed.
///
/// A folder holds them as CloudEvents (`events.jsonl`), as the records that Probity makes of them
/// (`records.work`, the form in `Benchmarks/Limits/work.h`), as a ledger that holds them, and what they come
/// to (`account.json`), which is written last: a folder without it is not whole.
struct StandardWork: Sendable {
    /// What the work amounts to.
    struct Account: Codable, Hashable, Sendable {
        /// Of the form of the files: another one is made anew.
        static let revision = 1

        var revision = Self.revision
        var events: Int
        var seed: UInt64
        var devices: Int
        /// Bytes of all records.
        var recordBytes: Int
        /// Of the tree over all records, in hexadecimal.
        var root: String
        /// Of the latest compliance state of each device.
        var digest: String
        /// Devices with such a state.
        var observed: Int
        /// How often each type occurs.
        var types: [String: Int]
    }

    let folder: String

    var events: String { folder + "/events.jsonl" }
    var records: String { folder + "/records.work" }
    var ledger: String { folder + "/ledger" }
    private var accountFile: String { folder + "/account.json" }

    /// What the work amounts to; nil where the folder does not hold it whole.
    func account() -> Account? {
        guard let data = FileManager.default.contents(atPath: accountFile),
            let account = try? JSONDecoder().decode(Account.self, from: data),
            account.revision == Account.revision
        else { return nil }
        return account
    }

    /// Makes the work, unless it is there.
    func prepare(events count: Int, seed: UInt64) throws {
        if let account = account(), account.events == count, account.seed == seed { return }
        let files = FileManager.default
        try? files.removeItem(atPath: folder)
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let devices = try writeEvents(count, seed)
        var account = Account(
            events: count, seed: seed, devices: devices, recordBytes: 0, root: "", digest: "", observed: 0,
            types: [:])
        try append(count, seed)
        try writeRecords(&account)
        try BenchReport.encoder().encode(account).write(
            to: URL(fileURLWithPath: accountFile), options: .atomic)
    }

    /// How many devices tell so many events: each tells some seven a day.
    private static func fleet(of count: Int) -> (devices: Int, days: Int) {
        let days = 30
        return (min(FleetPlan.deviceRange.upperBound, max(20, count / 150)), days)
    }

    private func writeEvents(_ count: Int, _ seed: UInt64) throws -> Int {
        var (devices, days) = Self.fleet(of: count)
        while true {
            let written = try writeEvents(count, FleetPlan(devices: devices, days: days, seed: seed))
            if written == count { return devices }
            guard days < 3_000 else { throw BenchError("the fleet tells \(written) events, wanted \(count)") }
            days *= 2
            devices = max(20, devices)
        }
    }

    private func writeEvents(_ count: Int, _ plan: FleetPlan) throws -> Int {
        _ = FileManager.default.createFile(atPath: events, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: events))
        defer { try? file.close() }
        var buffer = Data()
        var written = 0
        for line in FleetSimulation(plan).events() {
            if written == count { break }
            buffer.append(contentsOf: line)
            buffer.append(UInt8(ascii: "\n"))
            written += 1
            if buffer.count > 1 << 20 {
                try file.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: buffer)
        return written
    }

    /// Records the events in the work's own ledger.
    private func append(_ count: Int, _ seed: UInt64) throws {
        let environment = WorkEnvironment.of(seed: seed, counting: SyncCount())
        try Ledger.create(at: ledger, origin: "bench.example/ledger", in: environment)
        let ledger = try Ledger.open(self.ledger, for: .writing, in: environment)
        let reader = try WorkReader(events)
        var recorded = 0
        while true {
            let group = try reader.submissions(most: 16_000, as: .withoutPrivateRecords)
            if group.isEmpty { break }
            for receipt in try ledger.appendAndWait(group) where receipt.outcome == .recorded {
                recorded += 1
            }
        }
        try ledger.close()
        guard recorded == count else { throw BenchError("\(recorded) of \(count) events were recorded") }
    }

    private func writeRecords(_ account: inout Account) throws {
        let ledger = try Ledger.open(self.ledger)
        var writer = try WorkWriter(records)
        var fold = ObservedFold()
        var failure: (any Error)?
        var types: [String: Int] = [:]
        try ledger.forEachRecord { view in
            do {
                fold.add(view)
                types[String(decoding: view.slice(view.typeRange), as: UTF8.self), default: 0] += 1
                try writer.add(view)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        guard writer.events == account.events else {
            throw BenchError("the ledger has \(writer.events) events, expected \(account.events)")
        }
        account.recordBytes = writer.recordBytes
        account.root = try ledger.head().root.hex
        account.digest = fold.digest
        account.observed = fold.count
        account.types = types
        try writer.finish(devices: account.devices)
    }
}
