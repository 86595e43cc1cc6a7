import FaultRecords
import Foundation
import Glibc
import Testing

@Suite("reading beside a writer that rolls")
struct ReaderStormTests {
    /// A writer that is fed through a fifo until it is told to end.
    private final class Feeder: @unchecked Sendable {
        // SAFETY: what changes is touched only with `lock` held.
        private let lock = NSLock()
        private var isOver = false
        private var lines = 0
        private static let step = 50
        private static let fewest = 50_000
        private static let most = 60_000
        private let ended = DispatchSemaphore(value: 0)

        init(_ pipe: String) {
            Thread.detachNewThread { [self] in
                // A writer that has died is told by its status, not by a signal.
                var signals = sigset_t()
                sigemptyset(&signals)
                sigaddset(&signals, SIGPIPE)
                pthread_sigmask(SIG_BLOCK, &signals, nil)
                let descriptor = open(pipe, O_WRONLY)
                while true {
                    let (number, over) = self.next()
                    if over, number >= Self.fewest { break }
                    // Enough for many segments, and no more than a round of reading takes in its stride.
                    if number >= Self.most {
                        usleep(50_000)
                        continue
                    }
                    let bytes = Array(DamageTests.events(number..<(number + Self.step)).utf8)
                    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                    self.wrote()
                    usleep(3_000)
                }
                close(descriptor)
                ended.signal()
            }
        }

        private func next() -> (Int, Bool) {
            lock.lock()
            defer { lock.unlock() }
            return (lines, isOver)
        }

        private func wrote() {
            lock.lock()
            defer { lock.unlock() }
            lines += Self.step
        }

        /// Ends the input, and says how many lines it had.
        func end() -> Int {
            lock.lock()
            isOver = true
            lock.unlock()
            ended.wait()
            return lines
        }
    }

    @Test("verify, status and list find nothing wrong, a hundred times")
    func storm() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/storm", "--segment-bytes", "8192")
        mkfifo(shell.folder + "/pipe", 0o600)
        let writer = shell.start(["append", "pipe", "--quiet"])
        let feeder = Feeder(shell.folder + "/pipe")
        var sizes: [Int] = []
        for round in 0..<TestEffort.count(100, nightly: 1_000) {
            let verified = shell.probity("verify", "--json")
            #expect(verified.status == 0, "round \(round): \(verified.text) \(verified.errors)")
            let status = shell.probity("status", "--json")
            #expect(status.status == 0, "round \(round): \(status.errors)")
            sizes.append(object(status).number("size"))
            if round % 10 == 0 {
                let listed = shell.probity("list", "devices", "--json", "--as-of", "2026-02-01")
                #expect(listed.status == 0, "round \(round): \(listed.errors)")
            }
        }
        let lines = feeder.end()
        writer.process.waitUntilExit()
        let ended = shell.finished(writer)
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(sizes == sizes.sorted() && Set(sizes).count > 2, "the log grew meanwhile: \(sizes)")
        let last = object(shell.probity("status", "--json"))
        #expect(last.number("size") >= lines)
        #expect(last.number("segments") > 10)
        #expect(shell.probity("verify").status == 0)
    }

    @Test("a ledger of more segments than a process may have files open is read, verified and written to")
    func descriptors() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/many", "--segment-bytes", "4096")
        // Each run makes one batch, which fills a segment.
        for run in 0..<300 {
            shell.write("events", DamageTests.events((run * 60)..<(run * 60 + 60)))
            #expect(shell.probity("append", "events", "--quiet").status == 0)
        }
        #expect(shell.files("ledger/log").filter { $0.hasSuffix(".seg") }.count >= 300)
        shell.write("more", DamageTests.events(18_000..<18_010))
        for arguments in [
            ["verify"], ["status"], ["append", "more", "--quiet"], ["log"],
            ["show", "event", "@7"], ["list", "devices", "--as-of", "2026-02-01"], ["rebuild"], ["verify"],
        ] {
            let (status, errors) = Self.limited(shell, arguments)
            #expect(status == 0, "\(arguments): \(errors)")
        }
    }

    /// Runs the binary with few descriptors.
    private static func limited(_ shell: Shell, _ arguments: [String]) -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "ulimit -n 256; exec \"$0\" \"$@\" >output", Shell.binary] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: shell.folder)
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardError = errors
        guard (try? process.run()) != nil else { return (-1, "not started") }
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    @Test("init refuses sizes of segments that make no sense, and a ledger keeps its own")
    func segmentBytes() {
        let shell = Shell()
        defer { shell.remove() }
        for size in ["0", "4095", "1073741825", "18446744073709551615"] {
            let run = shell.probity("init", "--origin", "test.example/a", "--segment-bytes", size)
            #expect(run.status == 64 && run.errors.contains("4096 to 1073741824"), "\(run.errors)")
        }
        #expect(shell.probity("init", "--origin", "test.example/a", "--segment-bytes", "4096").status == 0)
        #expect(String(decoding: shell.read("ledger/origin"), as: UTF8.self).contains("segment-bytes 4096\n"))
        #expect(shell.probity("verify").status == 0)
    }
}
