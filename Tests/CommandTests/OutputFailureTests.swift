import Foundation
import Glibc
import Testing

@Suite("output that cannot be written")
struct OutputFailureTests {
    /// Runs a command line of the shell, in which `$P` is the binary.
    private func sh(_ shell: Shell, _ line: String) -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = URL(fileURLWithPath: shell.folder)
        process.environment = ProcessInfo.processInfo.environment.merging(["P": Shell.binary]) { $1 }
        shell.write("errors", "")
        process.standardError = FileHandle(forWritingAtPath: shell.folder + "/errors")
        do { try process.run() } catch {
            Issue.record("/bin/sh does not start")
            return (-1, "")
        }
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: shell.read("errors"), as: UTF8.self))
    }

    @Test("a full device ends a verb with 1 and a message; verify, whose 1 means something else, with 4")
    func fullDevice() {
        let fleet = FleetLedger(devices: 4, days: 6)
        defer { fleet.shell.remove() }
        for verb in ["log", "status --json", "list devices", "checkpoint", "catalogue", "replay --json"] {
            let run = sh(fleet.shell, "$P \(verb) > /dev/full")
            #expect(run.status == 1, "\(verb): \(run.errors)")
            #expect(run.errors.contains("could not write the answer to standard output: No space"), "\(verb)")
        }
        let run = sh(fleet.shell, "$P verify > /dev/full")
        #expect(run.status == 4 && run.errors.contains("could not write the answer"), "\(run.errors)")
    }

    @Test("a reader that goes away ends a verb as its signal does, quietly, even where the signal is ignored")
    func brokenPipe() {
        let fleet = FleetLedger(devices: 12, days: 21)
        defer { fleet.shell.remove() }
        for prefix in ["", "trap '' PIPE; "] {
            let run = sh(
                fleet.shell, "\(prefix)( $P log --format jsonl; echo $? > status ) | head -n 1 > /dev/null")
            let status = String(decoding: fleet.shell.read("status"), as: UTF8.self)
            #expect(run.status == 0 && status == "141\n", "\(status)")
            #expect(run.errors.isEmpty, "\(run.errors)")
        }
    }

    @Test("a pipe that does not wait, as whoever shares it may have set it, gets the whole answer")
    func nonBlocking() {
        let fleet = FleetLedger(devices: 12, days: 21)
        defer { fleet.shell.remove() }
        let whole = fleet.shell.probity("log", "--format", "jsonl")
        #expect(whole.output.count > 200_000)
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        for end in ends { #expect(fcntl(end, F_SETFL, O_NONBLOCK) == 0) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Shell.binary)
        process.arguments = ["log", "--format", "jsonl"]
        process.currentDirectoryURL = URL(fileURLWithPath: fleet.shell.folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(fileDescriptor: ends[1], closeOnDealloc: false)
        #expect(throws: Never.self) { try process.run() }
        close(ends[1])
        // Long enough for the pipe to be full.
        usleep(50_000)
        var found: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(ends[0], &chunk, chunk.count)
            if count == 0 { break }
            if count < 0 { usleep(500) } else { found += chunk[..<count] }
        }
        close(ends[0])
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && found == whole.output)
    }

    @Test("a message that cannot be written changes no status")
    func fullErrors() {
        let shell = Shell()
        defer { shell.remove() }
        #expect(sh(shell, "$P status 2> /dev/full").status == 1)
    }

    @Test("read models that cannot be written leave the summary and the events, and say so")
    func readModels() {
        let fleet = FleetLedger(devices: 4, days: 6, importing: false)
        defer { fleet.shell.remove() }
        // A file where the folder of the read models would be.
        fleet.shell.remove("ledger/read-models")
        fleet.shell.write("ledger/read-models", "in the way")
        let run = fleet.importAll()
        #expect(run.status == 1)
        let total = object(run)["total"] as? [String: Any] ?? object(run)
        let events = total.number("events")
        #expect(events > 0, "\(run.text)")
        #expect(
            run.errors.contains(
                "\(events) events are recorded; the read models could not be brought up to date"),
            "\(run.errors)")
        #expect(run.errors.contains("probity rebuild makes them again"))
        fleet.shell.remove("ledger/read-models")
        #expect(fleet.shell.probity("rebuild").status == 0)
        #expect(fleet.shell.probity("list", "devices").lines.count > 4)
    }

    @Test("a simulation overwrites nothing")
    func simulation() {
        let shell = Shell()
        defer { shell.remove() }
        let small = ["simulate", "--devices", "3", "--days", "2"]
        shell.write("used/note", "mine")
        shell.write("truth", "mine")
        #expect(shell.run(small + ["--exports", "used"]).status == 5)
        #expect(shell.files("used") == ["used/note"])
        let run = shell.run(small + ["--exports", "exports", "--truth", "truth"])
        #expect(run.status == 5 && run.errors.contains("hint: "), "\(run.errors)")
        #expect(shell.read("truth") == Array("mine".utf8) && shell.files("exports").isEmpty)
        #expect(shell.run(small + ["--exports", "exports", "--truth", "/dev/null"]).status == 0)
        #expect(!shell.files("exports").isEmpty)
    }
}
