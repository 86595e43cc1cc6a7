import FaultRecords
import Foundation
import Testing

@Suite("a disk of 1 MiB")
struct SmallDiskTests {
    /// Runs lines of the shell in a mount namespace of their own, in which what they mount goes with them.
    ///
    /// `$P` is the binary; `say NAME …` runs it and keeps its status, output and errors under the name.
    private static func script(_ shell: Shell, _ flags: String, _ lines: String) -> Run {
        let text = """
            set -u
            P='\(Shell.binary)'
            say() { name=$1; shift; "$P" "$@" >"$name.out" 2>"$name.err"; echo $? >"$name.status"; }
            \(lines)
            """
        return shell.run(["unshare", flags, "sh", "-c", text], executable: "/usr/bin/env")
    }

    private static func result(_ name: String, _ shell: Shell) -> Run {
        let status = String(decoding: shell.read(name + ".status"), as: UTF8.self)
        return Run(
            status: Int32(status.dropLast()) ?? -1, output: shell.read(name + ".out"),
            errors: String(decoding: shell.read(name + ".err"), as: UTF8.self))
    }

    @Test("a full disk refuses cleanly, and work goes on when there is space")
    func full() {
        var record = FaultRecord(
            "s7-small-disk", .binary, fault: "a file system of 1 MiB fills up while events are appended",
            expectation: "the append is refused with what is free, the log is readable and sound, and the "
                + "same command goes on when there is space",
            test: "SmallDiskTests/full")
        let shell = Shell()
        defer { shell.remove() }
        let mounting = "mkdir -p small && mount -t tmpfs -o size=1m,mode=700 none small"
        guard
            let flags = ["-m", "-rm"].first(where: { Self.script(shell, $0, mounting).status == 0 })
        else {
            let tried = Self.script(shell, "-rm", mounting)
            let reason = "a tmpfs cannot be mounted here: \(tried.errors.split(separator: "\n").last ?? "")"
            print("skipped: \(record.test): \(reason)")
            record.skipped = reason
            return record.report()
        }
        shell.write("few.jsonl", DamageTests.events(0..<50))
        shell.write("events.jsonl", DamageTests.events(0..<20_000))
        let run = Self.script(
            shell, flags,
            """
            \(mounting)
            export PROBITY_LEDGER=small/ledger
            say init init --origin test.example/full
            say few append few.jsonl --quiet
            say full append events.jsonl
            say size status --json
            say found verify
            say read log --format jsonl
            say models replay --verify-projections
            mount -o remount,size=100m small || exit 9
            say rest append events.jsonl
            say again append events.jsonl --quiet --json
            say checked verify
            say compared replay --verify-projections
            say end status --json
            mkdir kept && cp -a small/ledger kept/
            """)
        #expect(run.status == 0, "\(run.errors)")
        #expect(Self.result("init", shell).status == 0)
        // A sixteenth is kept free: a small file system still records.
        #expect(Self.result("few", shell).status == 0)
        let full = Self.result("full", shell)
        #expect(full.status == 1, "\(full.errors)")
        #expect(full.errors.lowercased().contains("no space") && full.errors.contains("hint:"))
        #expect(full.errors.contains("65536 are kept free"), "\(full.errors)")
        let size = object(Self.result("size", shell)).number("size")
        #expect(size >= 50 && size < 20_000, "\(size)")
        #expect([0, 1].contains(Self.result("found", shell).status))
        #expect(Self.result("read", shell).lines.count == size)
        var book = ReceiptBook()
        var problems = book.note(full)
        let told = book.count
        let rest = Self.result("rest", shell)
        #expect(rest.status == 0, "\(rest.errors)")
        problems += book.note(rest)
        #expect(book.count == 20_000)
        #expect(object(Self.result("again", shell)).number("recorded") == 0)
        for name in ["checked", "compared"] {
            let run = Self.result(name, shell)
            if run.status != 0 { problems.append("\(name): \(run.text)\(run.errors)") }
        }
        let (lost, missing) = book.check(shell.folder + "/kept/ledger")
        problems += missing
        record.committed = 1
        record.acknowledged = told
        record.lost = lost
        record.failed = problems.isEmpty && full.status == 1 && rest.status == 0 ? 0 : 1
        record.report()
        #expect(problems.isEmpty, "\(problems.prefix(5))")
    }
}
