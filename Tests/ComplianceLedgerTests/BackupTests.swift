import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogStore
import Testing

@testable import ComplianceLedger

@Suite struct BackupTests {
    @Test("a backup holds what cannot be made again, for its owner alone, and restores to the same ledger")
    func whole() throws {
        let world = try LedgerWorld.recorded()
        let report = try world.backup()
        #expect(report.size == 12 && report.checkpointSize == 12 && report.hasKeys)
        let names = world.contents(below: "backup").keys.map { $0.dropFirst("/backup/".count) }
        #expect(names.filter { $0.hasSuffix(".idx") || $0.hasPrefix("log/hashes") || $0 == "lock" } == [])
        #expect(
            Set(["origin", "key", "secret", "manifest", "quarantine/size"]).isSubset(
                of: names.map(String.init)))
        for name in names {
            let found = try world.files.information("backup/" + String(name))
            #expect(found?.permissions == 0o600, "\(name)")
        }
        for folder in ["", "/log", "/private", "/private/records", "/private/identities", "/quarantine"] {
            #expect(try world.files.information("backup" + folder)?.permissions == 0o700, "\(folder)")
        }
        #expect(try world.restore(to: "elsewhere").replaced == nil)
        #expect(try world.findings("elsewhere") == [])
        let before = try Ledger.open(LedgerWorld.path, in: world.environment)
        let after = try Ledger.open("elsewhere", in: world.environment)
        #expect(try after.head() == before.head())
        for position in 0..<before.size.value {
            let event = try after.event(at: GlobalPosition(position))
            #expect(try event == before.event(at: GlobalPosition(position)))
            #expect(try after.privateRecord(of: event) == before.privateRecord(of: event))
        }
        var refused = 0
        try after.forEachQuarantined { refused += $0.bytes == [1, 2] ? 1 : 0 }
        #expect(refused == 1)
    }

    @Test("a backup can be read like a ledger, and is never written to")
    func readable() throws {
        let world = try LedgerWorld.recorded()
        try world.backup()
        #expect(try world.size("backup") == 12)
        let before = world.contents(below: "backup")
        guard
            case .isBackup = ledgerError({ () throws(LedgerError) in
                _ = try Ledger.open("backup", for: .writing, in: world.environment)
            })
        else {
            Issue.record("it was opened")
            return
        }
        #expect(world.contents(below: "backup") == before)
    }

    @Test("a folder with something in it, and a file, are refused, and nothing is changed")
    func occupied() throws {
        let world = try LedgerWorld.recorded()
        try world.files.createDirectory("full", permissions: 0o700)
        world.files.setContents("full/note", [1])
        for place in ["full", "full/note", LedgerWorld.path] {
            let before = world.files.files
            let error = ledgerError { () throws(LedgerError) in try world.backup(place) }
            switch error {
            case .exists, .occupied: break
            default: Issue.record("\(place): \(String(describing: error))")
            }
            #expect(world.files.files == before)
        }
        try world.files.createDirectory("empty", permissions: 0o700)
        #expect(try world.backup("empty").size == 12)
    }

    @Test("an empty ledger, one never opened, and one whose writer has just begun are backed up and restored")
    func empty() throws {
        let world = LedgerWorld()
        try world.create()
        #expect(try world.backup("never").size == 0)
        let ledger = try world.open()
        #expect(try world.backup("beside").size == 0)
        try ledger.close()
        #expect(try world.backup("closed").size == 0)
        for (number, backup) in ["never", "beside", "closed"].enumerated() {
            let place = "place\(number)"
            try world.restore(backup, to: place)
            try world.record(0..<3, at: place)
            #expect(try world.size(place) == 3)
            #expect(try world.findings(place) == [], "\(backup)")
        }
    }

    @Test("what a writer goes on to record meanwhile is no part of a backup, and each one is whole")
    func besideWriter() throws {
        let world = LedgerWorld(segmentBytes: 4_000)
        try world.create()
        let rounds = TestEffort.count(8, nightly: 60)
        var number = 0
        for round in 0..<rounds {
            let ledger = try world.open()
            for _ in 0..<5 {
                try world.record(number, in: ledger)
                number += 1
                if number.isMultiple(of: 3) { _ = try ledger.checkpoint() }
            }
            let known = ledger.size.value
            // The writer goes on between any two calls of the backup.
            let going = GoingOnFileSystem(world.files, every: 20) {
                try? world.record(number, in: ledger)
                number += 1
            }
            var environment = world.environment
            environment.files = going
            let report = try Backup.run(of: LedgerWorld.path, to: "backup\(round)", in: environment)
            #expect(report.size >= known && report.size < ledger.size.value)
            try ledger.close()
            try world.restore("backup\(round)", to: "place\(round)")
            #expect(try world.size("place\(round)") == report.size)
            #expect(try world.findings("place\(round)") == [])
            let original = try Ledger.open(LedgerWorld.path, in: world.environment)
            let copy = try Ledger.open("place\(round)", in: world.environment)
            let last = GlobalPosition(report.size - 1)
            #expect(try copy.event(at: last) == original.event(at: last))
        }
    }

    @Test("a backup that stops at any call is refused as one that did not end, and harms nothing")
    func stopped() throws {
        let world = try LedgerWorld.recorded(2, segmentBytes: 64 << 20)
        world.files.clearCalls()
        try world.backup("all")
        let calls = world.files.callCount
        #expect(calls > 60)
        var unfinished = 0
        for number in 1...calls {
            let copy = LedgerWorld(copying: world)
            copy.files.failNextCalls(Fault(number: number, isPermanent: true))
            let error = ledgerError { () throws(LedgerError) in try copy.backup("cut") }
            copy.files.clearFaults()
            copy.files.crash(keeping: number.isMultiple(of: 2) ? .seeded : .everything)
            #expect(error != nil, "call \(number)")
            #expect(error?.provesDamage != true, "call \(number): \(String(describing: error))")
            #expect(try copy.findings(LedgerWorld.path) == [], "call \(number)")
            // Whole only where nothing but the last word is missing.
            let refused = ledgerError { () throws(LedgerError) in try copy.restore("cut", to: "place") }
            switch refused {
            case nil: #expect(try copy.findings("place") == [], "call \(number)")
            case .unfinished: unfinished += 1
            case .notABackup, .storage: break
            default: Issue.record("call \(number): \(String(describing: refused))")
            }
            let opened = ledgerError { () throws(LedgerError) in
                _ = try Ledger.open("cut", for: .writing, in: copy.environment)
            }
            #expect(opened != nil && opened?.provesDamage != true, "call \(number)")
        }
        #expect(unfinished > 30)
    }

    @Test("a call that fails once ends the backup, or the backup is whole")
    func failedOnce() throws {
        let world = try LedgerWorld.recorded(2, segmentBytes: 64 << 20)
        world.files.clearCalls()
        try world.backup("all")
        let calls = world.files.callCount
        for number in 1...calls {
            let copy = LedgerWorld(copying: world)
            copy.files.failNextCalls(
                Fault(number: number, manner: number.isMultiple(of: 2) ? .failedButHappened : .failedInPart))
            let error = ledgerError { () throws(LedgerError) in try copy.backup("cut") }
            guard error == nil else { continue }
            copy.files.clearFaults()
            copy.files.crash(keeping: .nothingUnsynced)
            try copy.restore("cut", to: "place")
            #expect(try copy.findings("place") == [], "call \(number)")
        }
    }

    @Test("damage of the ledger is found by the backup, which then is none")
    func damaged() throws {
        let world = try LedgerWorld.recorded()
        let log = world.layout.log + "/" + SegmentName.segment(0)
        world.files.flipBit(log, byte: 200, bit: 2)
        let error = try #require(ledgerError { () throws(LedgerError) in try world.backup() })
        #expect(error.provesDamage, "\(error)")
        guard case .unfinished = ledgerError({ () throws(LedgerError) in try world.restore(to: "place") })
        else {
            Issue.record("it was restored")
            return
        }
    }

    @Test("without the keys a backup is verified, and restored beside the ledger that has them")
    func withoutKeys() throws {
        let world = try LedgerWorld.recorded()
        let report = try world.backup(withKeys: false)
        #expect(!report.hasKeys)
        #expect(world.files.contents("backup/key") == nil && world.files.contents("backup/secret") == nil)
        #expect(try !world.restore(to: "place").hasKeys)
        #expect(try world.size("place") == 12)
        #expect(ledgerError { () throws(LedgerError) in try world.restore() } == nil)
        try world.record(20..<22)
        #expect(try world.size() == 14)
        #expect(try world.audit() == [])
    }
}

/// Does something between the calls that it hands on.
private struct GoingOnFileSystem: ForwardingFileSystem {
    let real: any FileSystem
    private let turn: Turn

    init(_ real: SimulatedFileSystem, every: Int, _ body: @escaping () -> Void) {
        self.real = real
        turn = Turn(every: every, body)
    }

    func open(_ path: String, _ access: FileAccess, permissions: UInt32) throws(DurableIOError) -> any File {
        turn.take()
        return try real.open(path, access, permissions: permissions)
    }
    func list(_ directory: String) throws(DurableIOError) -> [String] {
        turn.take()
        return try real.list(directory)
    }
    func information(_ path: String) throws(DurableIOError) -> FileInformation? {
        turn.take()
        return try real.information(path)
    }

    // SAFETY: used by the one thread that runs the backup.
    private final class Turn: @unchecked Sendable {
        private let every: Int
        private let body: () -> Void
        private var count = 0

        init(every: Int, _ body: @escaping () -> Void) {
            self.every = every
            self.body = body
        }

        func take() {
            count += 1
            if count.isMultiple(of: every) { body() }
        }
    }
}
