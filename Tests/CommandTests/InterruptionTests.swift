import FaultRecords
import Foundation
import Glibc
import Testing

@Suite("killed while writing")
struct InterruptionTests {
    /// Events of one append, in several batches.
    private static let window = 6_000
    private static let killsOfLedger = 20

    /// What a client does, from one kill to the next.
    private struct Client {
        var book = ReceiptBook()
        var problems: [String] = []
        var killed = 0
        /// The first event that was not acknowledged.
        var next = 0

        /// Takes in what a run that was killed had printed.
        mutating func note(_ run: Run) {
            if run.status == 128 + SIGKILL { killed += 1 }
            problems += book.note(run)
            while book.has("e\(next)") { next += 1 }
        }

        /// Opens the ledger again, and looks for everything that was acknowledged.
        mutating func check(_ shell: Shell, _ about: String) -> Int {
            let found = shell.probity("status")
            if found.status != 0 { problems.append("\(about): status \(found.errors)") }
            // Opening for writing mends what the kill left.
            let opened = shell.probity("checkpoint")
            if opened.status != 0 { problems.append("\(about): checkpoint \(opened.errors)") }
            let verified = shell.probity("verify")
            if verified.status != 0 { problems.append("\(about): verify \(verified.text)") }
            let (lost, missing) = book.check(shell.folder + "/ledger")
            problems += missing.map { "\(about): \($0)" }
            return lost
        }
    }

    @Test("kill -9 at a random moment loses no receipt and doubles nothing")
    func killed() {
        var record = FaultRecord(
            "s1-kill-storm", .binary,
            fault: "the process is killed at a random moment of an append or an import",
            expectation: "each event of which the client has a receipt is in the log once, at its place",
            test: "InterruptionTests/killed")
        let kills = TestEffort.count(15, nightly: 300)
        for (seed, start) in stride(from: 0, to: kills, by: Self.killsOfLedger).enumerated() {
            storm(min(Self.killsOfLedger, kills - start), seed: UInt64(seed), &record)
        }
        record.seeds = "0..<\((kills + Self.killsOfLedger - 1) / Self.killsOfLedger)"
        record.report()
        #expect(record.committed > kills / 2, "\(record.committed) of \(kills) were killed while they ran")
        #expect(record.acknowledged > Self.window, "\(record.acknowledged) were acknowledged")
    }

    /// Kills the writers of one ledger.
    private func storm(_ kills: Int, seed: UInt64, _ record: inout FaultRecord) {
        let fleet = FleetLedger(devices: 12, days: 21, importing: false)
        let shell = fleet.shell
        defer { shell.remove() }
        var dice = Dice(99 + seed)
        var client = Client()
        let whole = Self.milliseconds(shell)
        for round in 0..<kills {
            // What was not acknowledged is sent again, and more.
            shell.write("events.jsonl", DamageTests.events(client.next..<(client.next + Self.window)))
            let isImport = round % 5 == 4
            let started =
                isImport
                ? shell.start(["import", "--tenant", fleet.tenant] + fleet.exports)
                : shell.start(["append", "events.jsonl"])
            usleep(UInt32.random(in: 2_000..<UInt32(whole * 1_000), using: &dice))
            kill(started.process.processIdentifier, SIGKILL)
            started.process.waitUntilExit()
            let run = shell.finished(started)
            if isImport {
                if run.status == 128 + SIGKILL { client.killed += 1 }
            } else {
                client.note(run)
            }
            record.lost += client.check(shell, "seed \(seed), round \(round)")
        }
        // The rest goes in, and nothing is doubled.
        shell.write("events.jsonl", DamageTests.events(0..<(client.next + 1_000)))
        client.note(shell.probity("append", "events.jsonl"))
        let again = object(shell.probity("append", "events.jsonl", "--json", "--quiet"))
        #expect(again.number("recorded") == 0 && again.number("duplicates") == client.next)
        #expect(client.book.count == client.next)
        #expect(fleet.importAll().status == 0)
        record.lost += client.check(shell, "seed \(seed), at the end")
        #expect(shell.probity("replay", "--verify-projections").status == 0)
        record.committed += client.killed
        record.acknowledged += client.book.count
        record.failed += client.problems.isEmpty ? 0 : 1
        #expect(record.lost == 0 && client.problems.isEmpty, "\(client.problems.prefix(5))")
    }

    /// How long an append takes that nobody kills, read models included.
    private static func milliseconds(_ shell: Shell) -> Int {
        shell.write("events.jsonl", DamageTests.events(0..<window))
        shell.probity("init", "--origin", "test.example/timed", "--ledger", "timed")
        let started = ContinuousClock.now
        shell.probity("append", "events.jsonl", "--quiet", "--ledger", "timed")
        return max(20, Int((ContinuousClock.now - started) / .milliseconds(1)))
    }
}
