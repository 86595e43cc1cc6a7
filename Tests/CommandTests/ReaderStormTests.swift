import ComplianceLedger
import FaultRecords
import Foundation
import Glibc
import Testing

@Suite("reading beside a writer that rolls")
struct ReaderStormTests {
    /// Appends batches one after the other until it is told to end; each second one fills a segment.
    private final class Writer: @unchecked Sendable {
        // SAFETY: what changes is touched only with `lock` held.
        private let lock = NSLock()
        private var isOver = false
        private var events = 0
        private var failure: String?
        private static let step = 40
        private let ended = DispatchSemaphore(value: 0)

        init(_ path: String) {
            Thread.detachNewThread { [self] in
                do {
                    let ledger = try Ledger.open(path, for: .writing)
                    var number = 0
                    while !next(number) {
                        let batch = DamageTests.submissions(number..<(number + Self.step))
                        number += try ledger.appendAndWait(batch).count
                        usleep(4_000)
                    }
                    try ledger.close()
                } catch {
                    lock.withLock { failure = "\(error)" }
                }
                ended.signal()
            }
        }

        /// Notes how many events there are, and says whether it is enough.
        private func next(_ number: Int) -> Bool {
            lock.withLock {
                events = number
                return isOver
            }
        }

        /// Ends it, and says how many events it wrote, or what stopped it before.
        func end() -> (events: Int, failure: String?) {
            lock.withLock { isOver = true }
            ended.wait()
            return lock.withLock { (events, failure) }
        }
    }

    @Test("verify, status and list find nothing wrong, whenever they come")
    func storm() {
        var record = FaultRecord(
            "s16-readers-beside-a-writer", .binary,
            fault: "verify, status and list run beside a writer that often begins a segment",
            expectation: "each sees a prefix of the log and raises no alarm",
            test: "ReaderStormTests/storm")
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/storm", "--segment-bytes", "8192")
        let writer = Writer(shell.folder + "/ledger")
        var sizes: [Int] = []
        for round in 0..<TestEffort.count(20, nightly: 1_000) {
            let verified = shell.probity("verify", "--json")
            let status = shell.probity("status", "--json")
            sizes.append(object(status).number("size"))
            var runs = [verified, status]
            if round % 10 == 0 {
                runs.append(shell.probity("list", "devices", "--json", "--as-of", "2026-02-01"))
            }
            record.committed += runs.count
            for run in runs where run.status != 0 {
                record.failed += 1
                Issue.record("round \(round): \(run.status) \(run.text) \(run.errors)")
            }
        }
        let (events, failure) = writer.end()
        #expect(failure == nil)
        #expect(sizes == sizes.sorted() && Set(sizes).count > 2, "the log grew meanwhile: \(sizes)")
        let last = object(shell.probity("status", "--json"))
        #expect(last.number("size") == events)
        #expect(last.number("segments") > 10)
        #expect(shell.probity("verify").status == 0)
        record.acknowledged = events
        record.lost = max(0, events - last.number("size"))
        record.report()
    }

    @Test("a ledger of more segments than a process may have files open is read, verified and written to")
    func descriptors() throws {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/many", "--segment-bytes", "4096")
        // Each batch fills a segment.
        let ledger = try Ledger.open(shell.folder + "/ledger", for: .writing)
        for batch in 0..<300 {
            _ = try ledger.appendAndWait(DamageTests.submissions((batch * 60)..<(batch * 60 + 60)))
        }
        try ledger.close()
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
