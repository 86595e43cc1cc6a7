import Foundation
import Glibc
import Testing

@Suite("backup and restore")
struct BackupRestoreTests {
    private func shell(_ events: Range<Int> = 0..<40) -> Shell {
        let shell = Shell()
        #expect(shell.probity("init", "--origin", "test.example/backup").status == 0)
        append(events, shell)
        return shell
    }

    private func append(_ events: Range<Int>, _ shell: Shell, ledger: String = "ledger") {
        let run = shell.probity(
            "append", "-", "--quiet", "--ledger", ledger, input: Array(DamageTests.events(events).utf8))
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test("a backup is verified, readable, for its owner alone, never written to, and restores elsewhere")
    func whole() {
        let shell = shell()
        defer { shell.remove() }
        let made = shell.probity("backup", "copy", "--json")
        #expect(made.status == 0, "\(made.errors)")
        #expect(object(made).number("size") == 40 && object(made)["keys"] as? Bool == true)
        for name in shell.files("copy") {
            var status = stat()
            #expect(
                lstat(shell.folder + "/" + name, &status) == 0 && status.st_mode & 0o777 == 0o600, "\(name)")
        }
        #expect(!shell.files("copy").contains { $0.hasSuffix(".idx") || $0.hasSuffix("lock") })
        #expect(shell.probity("log", "--ledger", "copy", "--format", "jsonl").lines.count == 40)
        let written = shell.probity("checkpoint", "--ledger", "copy")
        #expect(written.status == 5 && written.errors.contains("is a backup"), "\(written.errors)")
        let restored = shell.probity("restore", "copy", "--ledger", "second")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(shell.probity("verify", "--ledger", "second").status == 0)
        let (one, two) = (
            shell.probity("status", "--json"), shell.probity("status", "--json", "--ledger", "second")
        )
        #expect(object(one)["root"] as? String == object(two)["root"] as? String)
        #expect(shell.probity("list", "devices", "--ledger", "second").status == 0)
        #expect(shell.probity("backup", "copy").status == 5)
    }

    @Test("beside a writer that goes on, backups are whole and verified")
    func besideWriter() {
        let shell = shell(0..<10)
        defer { shell.remove() }
        shell.write("events.jsonl", DamageTests.events(10..<60_000))
        let writer = shell.start(["append", "events.jsonl", "--quiet"])
        var sizes: [Int] = []
        for round in 0..<6 {
            let run = shell.probity("backup", "copy\(round)", "--json")
            #expect(run.status == 0, "\(run.errors)")
            sizes.append(object(run).number("size"))
        }
        writer.process.waitUntilExit()
        #expect(shell.finished(writer).status == 0)
        #expect(sizes == sizes.sorted() && sizes.allSatisfy { $0 >= 10 })
        for round in [0, 5] {
            #expect(shell.probity("restore", "copy\(round)", "--ledger", "place\(round)").status == 0)
            #expect(shell.probity("verify", "--ledger", "place\(round)").status == 0)
        }
    }

    @Test("an older backup is refused with status 5 and both sizes; accepted, an epoch begins and is told")
    func rollback() {
        let shell = shell()
        defer { shell.remove() }
        #expect(shell.probity("backup", "copy").status == 0)
        append(40..<60, shell)
        let refused = shell.probity("restore", "copy")
        #expect(refused.status == 5, "\(refused.errors)")
        for text in ["40 events", "60 were published", "20 acknowledged", "--accept-rollback"] {
            #expect(refused.errors.contains(text), "\(text): \(refused.errors)")
        }
        #expect(object(shell.probity("status", "--json")).number("size") == 60)
        let note = shell.read("ledger/checkpoint")
        shell.write("kept", note)
        #expect(shell.probity("restore", "copy", "--ledger", "new", "--checkpoint", "kept").status == 5)
        let run = shell.probity("restore", "copy", "--accept-rollback", "disk of rack 7 lost", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let report = object(run)
        #expect(report["newEpoch"] as? Bool == true && report.number("epoch") == 1)
        #expect(report["replaced"] as? String == "ledger.replaced-1")
        let verified = shell.probity("verify")
        #expect(verified.status == 0, "\(verified.text)")
        #expect(verified.text.contains("epoch: 1, which began at position 40"), "\(verified.text)")
        #expect(shell.probity("status").text.contains("began at position 40"))
        let event = shell.probity("show", "event", "@40", "--json", "--evidence")
        #expect(object(event)["type"] as? String == "ledger.restored", "\(event.errors)")
        #expect(event.text.contains("disk of rack 7 lost"))
        #expect(!shell.probity("log", "--format", "jsonl").text.contains("rack 7"))
        let signed = shell.probity("checkpoint").text
        #expect(signed.hasPrefix("test.example/backup/epoch/1\n41\n"), "\(signed)")
        #expect(
            object(shell.probity("status", "--json", "--ledger", "ledger.replaced-1")).number("size") == 60)
        append(60..<70, shell)
        #expect(shell.probity("verify").status == 0)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }

    @Test("a changed backup, an unfinished one and a folder that is none are refused, and nothing is made")
    func refused() {
        let shell = shell()
        defer { shell.remove() }
        #expect(shell.probity("backup", "copy").status == 0)
        var bytes = shell.read("copy/log/00000000000000000000.seg")
        bytes[100] ^= 4
        shell.copy("copy", to: "changed")
        shell.write("changed/log/00000000000000000000.seg", bytes)
        shell.copy("copy", to: "unfinished")
        shell.write("unfinished/unfinished", "")
        shell.copy("copy", to: "linked")
        try? FileManager.default.removeItem(atPath: shell.folder + "/linked/origin")
        symlink(shell.folder + "/copy/origin", shell.folder + "/linked/origin")
        for (name, status) in [("changed", 2), ("unfinished", 1), ("linked", 2), ("ledger", 1)]
            as [(String, Int32)]
        {
            let run = shell.probity("restore", name, "--ledger", "place")
            #expect(run.status == status && run.errors.contains("hint:"), "\(name): \(run.errors)")
            #expect(shell.files("place").isEmpty && shell.files("place.restoring").isEmpty, "\(name)")
        }
        #expect(shell.probity("status", "--ledger", "unfinished").status == 1)
        #expect(shell.probity("restore", "copy", "--ledger", "place", "--accept-rollback", "").status == 64)
    }

    @Test("a ledger is not called as another one is once it was set back")
    func namesOfEpochs() {
        let shell = Shell()
        defer { shell.remove() }
        let refused = shell.probity("init", "--origin", "test.example/backup/epoch/1")
        #expect(refused.status == 64 && refused.errors.contains("/epoch/"), "\(refused.errors)")
        #expect(shell.files("ledger").isEmpty)
    }
}
