import DurableIO
import FaultRecords
import Foundation
import Glibc
import Testing

@Suite("a second writer, in every disguise")
struct SecondWriterTests {
    /// A writer that has the ledger open and waits for input from a fifo.
    private final class Holder {
        let started: Shell.Started
        private let descriptor: Int32

        init(_ shell: Shell, ledger: String = "ledger") {
            let pipe = shell.folder + "/pipe"
            mkfifo(pipe, 0o600)
            started = shell.start(["append", "pipe", "--ledger", ledger])
            // It opens the fifo when it has the ledger.
            descriptor = open(pipe, O_WRONLY)
        }

        /// Gives it events and the end of its input, and waits for it.
        func finish(_ events: Range<Int>, _ shell: Shell) -> Run {
            let bytes = Array(DamageTests.events(events).utf8)
            _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            close(descriptor)
            started.process.waitUntilExit()
            return shell.finished(started)
        }
    }

    /// How the second writer comes to the ledger that the first has open.
    private enum Disguise: String, CaseIterable {
        case samePath, absolutePath, dots, otherFolder, linkedParent, linkItself, hardLinks, renamed
        case bindMount, otherNamespace

        /// What stands before the binary on the command line, and the ledger's path; or why it cannot be had.
        func place(_ shell: Shell) -> (command: [String], ledger: String, obstacle: String?) {
            let folder = shell.folder
            func link(_ from: String, _ to: String) -> (command: [String], ledger: String, obstacle: String?)
            {
                symlink(from, folder + "/" + to) == 0
                    ? ([], "", nil) : ([], "", "no link: \(String(cString: strerror(errno)))")
            }
            switch self {
            case .samePath: return ([], "ledger", nil)
            case .absolutePath: return ([], folder + "/ledger", nil)
            case .dots: return ([], "ledger/log/../../ledger/.", nil)
            case .otherFolder: return (["env", "-C", folder + "/ledger/log"], "..", nil)
            case .linkedParent: return ([], "parent/ledger", link(".", "parent").obstacle)
            case .linkItself: return ([], "itself", link("ledger", "itself").obstacle)
            case .hardLinks:
                let made = shell.run(["cp", "-al", "ledger", "twin"], executable: "/usr/bin/env")
                return ([], "twin", made.status == 0 ? nil : "no hard links: \(made.errors)")
            case .renamed:
                return (
                    [], "moved",
                    rename(folder + "/ledger", folder + "/moved") == 0 ? nil : "the folder cannot be renamed"
                )
            case .bindMount:
                mkdir(folder + "/bound", 0o700)
                guard mount(folder + "/ledger", folder + "/bound", nil, UInt(MS_BIND), nil) == 0 else {
                    return ([], "", "a bind mount is not permitted: \(String(cString: strerror(errno)))")
                }
                return ([], "bound", nil)
            case .otherNamespace:
                let flags = geteuid() == 0 ? "-m" : "-rm"
                let tried = shell.run(["unshare", flags, "true"], executable: "/usr/bin/env")
                return (
                    ["unshare", flags], folder + "/ledger",
                    tried.status == 0 ? nil : "unshare is not permitted: \(tried.errors)"
                )
            }
        }
    }

    @Test("each is refused with status 4 within a second, and nothing is lost", arguments: Disguise.allCases)
    private func disguises(_ disguise: Disguise) {
        var record = FaultRecord(
            "s15-two-writers", .binary,
            fault: "a second writer comes to the ledger by the same path, a link, a mount or another name",
            expectation: "it is refused with status 4 in less than a second, and nothing is lost",
            test: "SecondWriterTests/disguises")
        let shell = Shell()
        defer {
            umount2(shell.folder + "/bound", Int32(MNT_DETACH))
            shell.remove()
        }
        shell.probity("init", "--origin", "test.example/two")
        shell.write("first", DamageTests.events(0..<5))
        var book = ReceiptBook()
        var problems = book.note(shell.probity("append", "first"))
        let holder = Holder(shell)
        let (command, ledger, obstacle) = disguise.place(shell)
        if let obstacle {
            print("skipped: \(record.test), \(disguise): \(obstacle)")
            record.skipped = "\(disguise): \(obstacle)"
            _ = holder.finish(5..<6, shell)
            return record.report()
        }
        shell.write("second", DamageTests.events(100..<110))
        let input = shell.folder + "/second"
        let started = ContinuousClock.now
        let second = shell.run(
            command + [Shell.binary, "append", input, "--ledger", ledger], executable: "/usr/bin/env")
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        // What is refused for the link that it is never comes to the lock.
        let expected: Int32 = disguise == .linkItself ? 5 : 4
        #expect(second.status == expected && second.errors.contains("hint:"), "\(second.errors)")
        #expect(seconds < 1, "it took \(seconds) s")
        if expected == 4 { #expect(second.errors.contains("another process"), "\(second.errors)") }
        if disguise == .samePath {
            #expect(shell.probity("status").status == 0, "readers go on beside a writer")
        }
        let first = holder.finish(5..<9, shell)
        problems += book.note(first)
        let place = disguise == .renamed ? "moved" : "ledger"
        if disguise == .renamed {
            #expect([0, 1, 4].contains(first.status), "\(first.status): \(first.errors)")
        } else {
            #expect(first.status == 0 && book.count == 9, "\(first.errors)")
        }
        #expect(shell.probity("checkpoint", "--ledger", place).status == 0)
        #expect(shell.probity("verify", "--ledger", place).status == 0)
        let (lost, missing) = book.check(shell.folder + "/" + place)
        problems += missing
        record.committed = 1
        record.acknowledged = book.count
        record.lost = lost
        record.failed = second.status == expected && problems.isEmpty ? 0 : 1
        record.report()
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test("where its lock is taken away, a writer notices before it tells anybody of an event")
    func deletedLock() {
        var record = FaultRecord(
            "s15-lock-deleted", .binary,
            fault: "the file of the lock is deleted while a writer holds it, and another one writes",
            expectation: "one of the two is refused with status 4, and the receipts of the other hold",
            test: "SecondWriterTests/deletedLock")
        for round in 0..<TestEffort.count(2, nightly: 40) {
            let shell = Shell()
            defer { shell.remove() }
            shell.probity("init", "--origin", "test.example/two")
            var book = ReceiptBook()
            let holder = Holder(shell)
            shell.remove("ledger/lock")
            // Another writer does all its work, or only begins with it.
            let isDone = round.isMultiple(of: 2)
            shell.write("second", DamageTests.events(100..<110))
            var problems: [String] = []
            if isDone {
                let second = shell.probity("append", "second")
                problems += book.note(second)
                #expect([0, 4].contains(second.status), "\(second.errors)")
            } else {
                shell.write("ledger/lock", "")
                chmod(shell.folder + "/ledger/lock", 0o600)
            }
            let first = holder.finish(0..<5, shell)
            problems += book.note(first)
            #expect(first.status == 4, "\(first.status): \(first.errors)")
            #expect(shell.probity("checkpoint").status == 0)
            let verified = shell.probity("verify")
            if verified.status != 0 { problems.append(verified.text) }
            let (lost, missing) = book.check(shell.folder + "/ledger")
            problems += missing
            record.committed += 1
            record.acknowledged += book.count
            record.lost += lost
            record.failed += problems.isEmpty && first.status == 4 ? 0 : 1
            #expect(problems.isEmpty, "\(problems)")
        }
        record.report()
    }

    @Test("a lock that a child of a dead writer holds keeps others out, and is free with the child")
    func heldByChild() throws {
        var record = FaultRecord(
            "s15-lock-held-by-child", .binary,
            fault: "the process that locked the ledger dies, and a child of it still has the descriptor",
            expectation: "writers are refused with status 4 until the child ends, and then let in",
            test: "SecondWriterTests/heldByChild")
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/two")
        // The first writer makes the file.
        shell.probity("checkpoint")
        let path = shell.folder + "/ledger/lock"
        let descriptor = open(path, O_RDWR)
        #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        // A child that inherits the lock as its standard input; this process then lets go of it.
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        child.arguments = ["sleep", "60"]
        child.standardInput = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        try child.run()
        close(descriptor)
        let refused = shell.probity("checkpoint")
        #expect(refused.status == 4, "\(refused.errors)")
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        let opened = shell.probity("checkpoint")
        #expect(opened.status == 0, "\(opened.errors)")
        record.committed = 1
        record.failed = refused.status == 4 && opened.status == 0 ? 0 : 1
        record.report()
    }
}
