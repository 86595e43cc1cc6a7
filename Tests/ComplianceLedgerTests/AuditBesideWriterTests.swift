import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Synchronization
import Testing

@testable import ComplianceLedger

@Suite("an audit beside a writer raises no alarm, and is in nobody's way")
struct AuditBesideWriterTests {
    /// A ledger on files with hooks, closed.
    private static func world() throws -> (world: LedgerWorld, files: WatchedFileSystem) {
        let hooked = Mutex<WatchedFileSystem?>(nil)
        let world = LedgerWorld { files in
            let files = WatchedFileSystem(files)
            hooked.withLock { $0 = files }
            return files
        }
        let ledger = try world.opened()
        for number in 0..<6 { _ = try ledger.appendAndWait([Samples.submission(number, evidence: [1])]) }
        try ledger.close()
        return (world, try #require(hooked.withLock { $0 }))
    }

    @Test("a copy of the mark that is read while it is written is read again before anything is noted")
    func tornReading() throws {
        let (world, files) = try Self.world()
        #expect(try world.audit() == [])
        files.tear("/commit", count: 1)
        #expect(try world.audit() == [])
        // One that stays as it is was torn by a crash.
        world.files.flipBit(world.layout.commit, byte: 40, bit: 1)
        #expect(try world.audit().contains { $0.contains("commit, byte 0: this copy is not whole") })
    }

    @Test("a first checkpoint that is being published is no missing one")
    func firstCheckpoint() throws {
        let (world, files) = try Self.world()
        let path = world.layout.checkpoint
        let bytes = try #require(world.files.contents(path))
        try world.files.remove(path)
        #expect(try world.audit().count == 1)
        let held = try world.files.lock(world.layout.lock)
        #expect(try world.audit() == [])
        held.unlock()
        // It is there once the audit has asked whether anybody writes.
        let asked = files.count(.isLocked)
        files.before { [raw = world.files] event, number in
            if event == .isLocked, number == asked + 1 { raw.setContents(path, bytes) }
        }
        #expect(try world.audit() == [])
    }

    @Test("asking whether somebody writes takes no lock, and changes nothing")
    func asking() throws {
        let (world, files) = try Self.world()
        let path = world.layout.log + "/" + SegmentName.segment(0)
        world.files.setContents(path, try #require(world.files.contents(path)) + [1, 2, 3])
        let (locks, questions) = (files.count(.lock), files.count(.isLocked))
        #expect(try world.audit().count == 1)
        #expect(files.count(.lock) == locks && files.count(.isLocked) > questions)
        let held = try world.files.lock(world.layout.lock)
        #expect(try world.files.isLocked(world.layout.lock))
        held.unlock()
        #expect(try !world.files.isLocked(world.layout.lock))
        #expect(try !world.files.isLocked("nothing"))
    }

    @Test("a writer that comes and goes while the audit looks behind the ends raises no alarm")
    func comesAndGoes() throws {
        let (world, files) = try Self.world()
        let path = world.layout.log + "/" + SegmentName.segment(0)
        let whole = try #require(world.files.contents(path))
        // The third listing of the log is that of opening: half of a batch stands there then.
        let writer = LedgerWorld(copying: world)
        let ledger = try writer.open()
        _ = try ledger.appendAndWait([Samples.submission(40, evidence: [1])])
        try ledger.close()
        let longer = try #require(writer.files.contents(path))
        #expect(longer.count > whole.count + 40)
        let lists = Mutex(0)
        files.before { [raw = world.files, layout = world.layout] event, number in
            switch event {
            case .list(layout.log):
                lists.withLock { $0 = number }
                if number == 3 { raw.setContents(path, Array(longer.prefix(whole.count + 40))) }
            case .isLocked where number == 1:
                for name in writer.files.files.map({ String($0.dropFirst()) }) where !name.hasSuffix("lock") {
                    raw.setContents(name, writer.files.contents(name) ?? [])
                }
            default: break
            }
        }
        #expect(try world.audit() == [])
        #expect(lists.withLock { $0 } > 3)
    }

    @Test("on this machine's files a writer is never refused because somebody asks")
    func onDisk() throws {
        let place = try TemporaryFolder()
        let files = POSIXFileSystem()
        let path = place.path + "/lock"
        #expect(try !files.isLocked(path))
        let isOver = Mutex(false)
        let asked = Mutex(0)
        let asking = BackgroundLoop {
            _ = try? files.isLocked(path)
            asked.withLock { $0 += 1 }
            return !isOver.withLock { $0 }
        }
        for _ in 0..<3_000 {
            let lock = try files.lock(path)
            #expect(try files.isLocked(path))
            #expect(throws: DurableIOError.self) { try files.lock(path) }
            lock.unlock()
        }
        isOver.withLock { $0 = true }
        asking.wait()
        #expect(asked.withLock { $0 } > 100)
        #expect(try !files.isLocked(path))
    }

    @Test("audits of a ledger that is written to, rolled and closed all the while find nothing")
    func longRun() throws {
        let place = try TemporaryFolder()
        let path = place.path + "/ledger"
        try Ledger.create(
            at: path, origin: "ledger.example/beside", segmentBytes: 4_096, in: .system)
        let isOver = Mutex(false)
        let written = Mutex(0)
        let writing = BackgroundLoop {
            guard let ledger = try? Ledger.open(path, for: .writing, in: .system) else { return false }
            for _ in 0..<40 {
                let number = written.withLock { written -> Int in
                    written += 1
                    return written
                }
                _ = try? ledger.appendAndWait([
                    Samples.submission(number, evidence: [UInt8](repeating: 7, count: 200))
                ])
            }
            try? ledger.close()
            return !isOver.withLock { $0 }
        }
        // Until the writer has come and gone a few times, however slow this machine is.
        var round = 0
        while round < 20 || (written.withLock { $0 } < 160 && round < 5_000) {
            let report = try Audit.run(path, in: .system)
            #expect(report.findings.isEmpty, "round \(round): \(report.findings)")
            round += 1
        }
        isOver.withLock { $0 = true }
        writing.wait()
        #expect(written.withLock { $0 } >= 160)
        let report = try Audit.run(path, in: .system)
        #expect(report.findings.isEmpty && report.size.value == UInt64(written.withLock { $0 }))
        #expect(report.segments > 6)
    }
}
