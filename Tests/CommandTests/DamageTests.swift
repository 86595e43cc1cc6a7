import EventCatalogue
import FaultRecords
import Foundation
import LedgerModel
import StrictJSON
import Testing

@Suite("damage on disk")
struct DamageTests {
    @Test("a flipped bit anywhere in log or private store is found and named")
    func flippedBits() {
        let fleet = FleetLedger(devices: 5, days: 10)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        #expect(shell.probity("verify").status == 0)
        let segments = (shell.files("ledger/log") + shell.files("ledger/private")).filter {
            $0.hasSuffix(".seg")
        }
        var dice = Dice(20_261)
        for round in 0..<TestEffort.count(60, nightly: 200) {
            let name = segments[Int.random(in: 0..<segments.count, using: &dice)]
            var bytes = shell.read(name)
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &dice)
            bytes[place] ^= bit
            shell.write(name, bytes)
            let run = shell.probity("verify")
            #expect(run.status == 2, "round \(round): \(name), byte \(place) of \(bytes.count), bit \(bit)")
            #expect(run.text.contains("segment"), "round \(round): \(run.text)")
            bytes[place] ^= bit
            shell.write(name, bytes)
        }
        #expect(shell.probity("verify").status == 0)
    }

    @Test("a wrong stored hash anywhere is found, and rebuild makes it right")
    func wrongHashes() {
        let fleet = FleetLedger(devices: 5, days: 10)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        let name = "ledger/log/hashes/0"
        let whole = shell.read(name)
        for place in [0, 32 * 5 + 3, whole.count / 2, whole.count - 1] {
            var bytes = whole
            bytes[place] ^= 0x10
            shell.write(name, bytes)
            let run = shell.probity("verify")
            #expect(run.status == 1, "byte \(place): \(run.text)")
            #expect(run.text.contains("hashes") && (run.text + run.errors).contains("probity rebuild"))
        }
        #expect(shell.probity("rebuild").status == 0)
        #expect(shell.probity("verify").status == 0)
        #expect(shell.read(name) == whole)
    }

    @Test("below the commit mark a cut ledger can be read, cannot be written, and says which events are lost")
    func cutBelowCommit() {
        let fleet = FleetLedger(devices: 5, days: 10)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        let name = "ledger/log/00000000000000000000.seg"
        let whole = shell.read(name)
        var dice = Dice(7)
        for cut in [1, 2, 95, 96, 97, 1_000, 4_095, 4_096]
            + (0..<8).map({ _ in Int.random(in: 1..<whole.count / 2, using: &dice) })
        {
            shell.write(name, Array(whole.dropLast(cut)))
            #expect(shell.probity("verify").status == 2)
            let refused = shell.probity("checkpoint")
            #expect(refused.status == 2, "cut \(cut): \(refused.errors)")
            #expect(refused.errors.contains("segment 00000000000000000000, byte"), "\(refused.errors)")
            #expect(refused.errors.contains("record "))
            #expect(shell.read(name).count == whole.count - cut, "a refused opening changes nothing")
            #expect(shell.probity("show", "event", "@0").status == 0, "cut \(cut)")
        }
        shell.write(name, whole)
        #expect(shell.probity("verify").status == 0)
    }

    @Test("above the commit mark a cut ledger opens with everything that was acknowledged")
    func cutAboveCommit() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/cut")
        shell.write("a.jsonl", Self.events(0..<40))
        shell.probity("append", "a.jsonl", "--quiet")
        for file in ["commit", "checkpoint", "highwater"] { shell.copy("ledger/" + file, to: "old-" + file) }
        let acknowledged = object(shell.probity("status", "--json")).number("size")
        let name = "ledger/log/00000000000000000000.seg"
        let before = shell.read(name).count
        shell.write("b.jsonl", Self.events(40..<200))
        shell.probity("append", "b.jsonl", "--quiet")
        shell.copy("ledger", to: "whole")
        let after = shell.read(name).count
        #expect(after - before > 4_096)
        let step = TestEffort.count(97, nightly: 1)
        for cut in stride(from: 1, through: min(4_096, after - before), by: step) {
            shell.copy("whole", to: "ledger")
            // As after a power cut that took what was not synced: mark, checkpoint and high water of before.
            for file in ["commit", "checkpoint", "highwater"] {
                shell.copy("old-" + file, to: "ledger/" + file)
            }
            shell.write(name, Array(shell.read(name).dropLast(cut)))
            let opened = shell.probity("checkpoint")
            #expect(opened.status == 0, "cut \(cut): \(opened.errors)")
            let status = object(shell.probity("status", "--json"))
            #expect(status.number("size") >= acknowledged, "cut \(cut)")
            #expect(shell.probity("verify").status <= 1, "cut \(cut)")
        }
    }

    /// The same events, as they are submitted to the library.
    static func submissions(_ numbers: Range<Int>) -> [Submission] {
        events(numbers).split(separator: "\n").compactMap { line in
            guard let document = try? JSONDocument(Array(line.utf8)) else { return nil }
            return try? CloudEventReader().read(document.root).get()
        }
    }

    static func events(_ numbers: Range<Int>) -> String {
        numbers.map { number in
            """
            {"specversion":"1.0","id":"e\(number)","source":"test:cut","type":"device.checked","time":"2026-01-01T00:00:00Z","data":{"tenant":"acme"}}
            """.replacingOccurrences(of: "device.checked", with: "compliance.evaluated").replacingOccurrences(
                of: "{\"tenant\":\"acme\"}",
                with:
                    "{\"tenant\":\"acme\",\"device\":{\"entraDeviceId\":\"00000000-0000-4000-8000-\(String(format: "%012d", number % 7 + 1))\"},\"verdict\":\"compliant\"}"
            )
        }.joined(separator: "\n") + "\n"
    }
}
