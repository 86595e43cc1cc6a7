import FaultRecords
import Foundation
import Glibc
import Testing

@Suite("interrupted imports")
struct InterruptionTests {
    @Test("kill -9 at a random moment loses no receipt and doubles nothing")
    func killed() {
        let fleet = FleetLedger(devices: 30, days: 40, importing: false)
        let shell = fleet.shell
        defer { shell.remove() }
        shell.write("events.jsonl", DamageTests.events(0..<20_000))
        var dice = Dice(99)
        var seen: [String: String] = [:]
        for round in 0..<TestEffort.count(12, nightly: 50) {
            let started =
                round.isMultiple(of: 2)
                ? shell.start(["append", "events.jsonl"])
                : shell.start(["import", "--tenant", fleet.tenant] + fleet.exports)
            usleep(UInt32.random(in: 1_000..<120_000, using: &dice))
            kill(started.process.processIdentifier, SIGKILL)
            started.process.waitUntilExit()
            let run = shell.finished(started)
            for line in run.lines {
                let words = line.split(separator: " ")
                guard words.count == 4, words[0] == "recorded" else { continue }
                seen[String(words[2])] = String(words[1])
            }
            let verified = shell.probity("verify")
            #expect([0, 1].contains(verified.status), "round \(round): \(verified.text)")
            // Opening for writing mends what the kill left.
            let opened = shell.probity("checkpoint")
            #expect(opened.status == 0, "round \(round): \(opened.errors)")
            #expect(shell.probity("verify").status == 0, "round \(round)")
        }
        // The rest goes in, and nothing is doubled.
        #expect(shell.probity("append", "events.jsonl", "--quiet").status == 0)
        #expect(fleet.importAll().status == 0)
        let again = object(shell.probity("append", "events.jsonl", "--json", "--quiet"))
        #expect(again.number("recorded") == 0 && again.number("duplicates") == 20_000)
        // Every receipt that reached the client names the event that stands there.
        for (id, position) in seen.sorted(by: { $0.key < $1.key }).prefix(200) {
            let event = object(shell.probity("show", "event", "@" + position))
            #expect(event["id"] as? String == id)
        }
        let types = shell.probity("log", "type:compliance.evaluated", "--format", "jsonl").lines.count
        #expect(types == 20_000)
        #expect(shell.probity("verify").status == 0)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }
}
