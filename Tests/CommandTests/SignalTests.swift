import FaultRecords
import Foundation
import Glibc
import Testing

@Suite("signals in every phase")
struct SignalTests {
    private static let signals = [SIGTERM, SIGINT, SIGHUP, SIGPIPE]

    /// A verb, by what it is doing when the signal comes.
    private struct Phase {
        let name: String
        let arguments: [String]
    }

    private static let phases = [
        Phase(name: "append", arguments: ["append", "more.jsonl"]),
        Phase(name: "import", arguments: ["import"]),
        Phase(name: "verify", arguments: ["verify"]),
        Phase(name: "rebuild", arguments: ["rebuild"]),
        Phase(name: "backup", arguments: ["backup", "copy2"]),
        Phase(name: "restore", arguments: ["restore", "copy"]),
        Phase(name: "checkpoint", arguments: ["checkpoint"]),
    ]

    /// How long a phase takes that nobody disturbs, on a ledger like that of the test.
    private static func duration(_ phase: Phase, _ fleet: FleetLedger) -> UInt32 {
        let shell = fleet.shell
        shell.remove("timed")
        shell.copy("ledger", to: "timed")
        defer { for name in ["timed", "timed.replaced-1", "copy2"] { shell.remove(name) } }
        let files = phase.name == "import" ? ["--tenant", fleet.tenant] + fleet.exports : []
        let started = ContinuousClock.now
        _ = shell.run(phase.arguments + files + ["--ledger", "timed"])
        return UInt32((ContinuousClock.now - started) / .milliseconds(1))
    }

    @Test("each ends a verb at once with the status of the signal, and nothing acknowledged is lost")
    func phases() {
        var record = FaultRecord(
            "s18-signals", .binary,
            fault: "TERM, INT, HUP or PIPE comes at a random moment of append, import, verify, rebuild, "
                + "backup, restore or checkpoint",
            expectation: "the verb ends at once, with 128 and the signal's number; the next one goes on, "
                + "and every receipt holds",
            test: "SignalTests/phases")
        let fleet = FleetLedger(devices: 12, days: 21, importing: false)
        let shell = fleet.shell
        defer { shell.remove() }
        var book = ReceiptBook()
        shell.write("first.jsonl", DamageTests.events(0..<8_000))
        var problems = book.note(shell.probity("append", "first.jsonl"))
        shell.probity("backup", "copy")
        var dice = Dice(20_266)
        var milliseconds: [String: UInt32] = [:]
        var next = 8_000
        for round in 0..<TestEffort.count(14, nightly: 280) {
            // Each phase with each signal, over the rounds.
            let phase = Self.phases[round % Self.phases.count]
            let number = Self.signals[(round + round / Self.phases.count) % Self.signals.count]
            var arguments = phase.arguments
            if phase.name == "import" { arguments += ["--tenant", fleet.tenant] + fleet.exports }
            if phase.name == "append" {
                shell.write("more.jsonl", DamageTests.events(next..<(next + 3_000)))
                next += 3_000
            }
            if phase.name == "restore" {
                // What is acknowledged since must not be given up.
                shell.remove("copy")
                if shell.probity("backup", "copy").status != 0 { problems.append("backup, round \(round)") }
            }
            shell.remove("copy2")
            if milliseconds[phase.name] == nil { milliseconds[phase.name] = Self.duration(phase, fleet) }
            let most = max(5, milliseconds[phase.name] ?? 0) * 900
            let started = shell.start(arguments)
            usleep(UInt32.random(in: 2_000..<most, using: &dice))
            kill(started.process.processIdentifier, number)
            let told = ContinuousClock.now
            started.process.waitUntilExit()
            let seconds = (ContinuousClock.now - told) / .seconds(1)
            let run = shell.finished(started)
            let about = "round \(round), \(phase.name), signal \(number)"
            if run.status == 128 + number { record.committed += 1 }
            var wrong: [String] = []
            if run.status != 128 + number, run.status != 0 { wrong.append("ended with \(run.status)") }
            if seconds > 5 { wrong.append("ended after \(seconds) s") }
            if phase.name == "append" { wrong += book.note(run) }
            let opened = shell.probity("checkpoint")
            if opened.status != 0 { wrong.append("checkpoint: \(opened.errors)") }
            let verified = shell.probity("verify")
            if verified.status != 0 { wrong.append("verify: \(verified.status) \(verified.text)") }
            let (lost, missing) = book.check(shell.folder + "/ledger")
            record.lost += lost
            wrong += missing
            record.failed += wrong.isEmpty ? 0 : 1
            problems += wrong.map { "\(about): \($0)" }
        }
        #expect(shell.probity("rebuild").status == 0)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
        record.acknowledged = book.count
        record.seeds = "20266"
        record.report()
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        #expect(record.committed > TestEffort.count(4, nightly: 80), "\(record.committed)")
    }
}
