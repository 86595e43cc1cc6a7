import DurabilitySimulation
import DurableIO
import LedgerModel
import LogStore
import Testing

@testable import ComplianceLedger

@Suite("files that cannot be read while a ledger is copied") struct CopyReadingTests {
    /// The same world, in which some files cannot be read.
    private static func blinded(
        _ made: LedgerWorld, _ isUnreadable: @escaping @Sendable (String) -> Bool
    ) -> LedgerWorld {
        LedgerWorld(
            copying: made,
            wrapping: { files in
                files.clearCalls()
                var hooks = FileHooks()
                // What takes the place of an unreadable file can be read.
                hooks.isUnreadable = { path in
                    isUnreadable(path) && !files.calls.contains { $0.operation == "exchange" }
                }
                return HookedFileSystem(files, hooks)
            })
    }

    /// The call that an error tells, where it says that a copy could not be read.
    private static func cause(_ error: LedgerError?) -> DurableIOError? {
        guard case .copyNotRead(_, let cause)? = error, let error, !error.provesDamage else { return nil }
        return cause
    }

    static let copied = [
        "log/" + SegmentName.segment(0), "private/records/" + SegmentName.segment(0),
        "private/identities/" + SegmentName.segment(0), "quarantine/" + SegmentName.segment(0), "checkpoint",
        "highwater",
    ]

    @Test("a file of the copy that cannot be read is named, and is no damage", arguments: copied)
    func copy(_ name: String) throws {
        let made = try LedgerWorld.recorded(8, segmentBytes: 64 << 20)
        try made.backup("whole")
        let backup = Self.blinded(made) { $0 == "backup/" + name }
        let first = ledgerError { () throws(LedgerError) in try backup.backup() }
        // Some of them are read before the copy is checked, too.
        #expect(
            (Self.cause(first) ?? first?.storage)?.path == "backup/" + name, "\(String(describing: first))")
        guard case .unfinished = ledgerError({ () throws(LedgerError) in _ = try backup.size("backup") })
        else {
            Issue.record("what could not be checked is read")
            return
        }
        let restore = Self.blinded(made) { $0 == "ledger.restoring/" + name }
        let before = restore.contents(below: LedgerWorld.path)
        let second = ledgerError { () throws(LedgerError) in try restore.restore("whole") }
        #expect(Self.cause(second)?.path == "ledger.restoring/" + name, "\(String(describing: second))")
        #expect(restore.contents(below: LedgerWorld.path) == before)
        #expect(!restore.files.files.contains { $0.contains("restoring") })
    }

    @Test("damage beside a file that cannot be read is damage")
    func damageToo() throws {
        let made = try LedgerWorld.recorded(8, segmentBytes: 64 << 20)
        made.files.flipBit(made.layout.privateRecords + "/" + SegmentName.segment(0), byte: 150, bit: 1)
        let world = Self.blinded(made) { $0 == "backup/private/identities/" + SegmentName.segment(0) }
        let error = ledgerError { () throws(LedgerError) in try world.backup() }
        guard case .auditFailed? = error, error?.provesDamage == true else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(
        "what cannot be read of the ledger in the place is a call that failed; a note or a reason stands for it",
        arguments: ["origin", "highwater", "checkpoint"])
    func place(_ name: String) throws {
        let made = try LedgerWorld.recorded(8)
        try made.backup()
        let note = try #require(made.note())
        func world() -> LedgerWorld { Self.blinded(made) { $0 == "ledger/" + name } }
        let error = ledgerError { () throws(LedgerError) in try world().restore() }
        guard case .unknownMark(_, _, let cause?)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(cause.path == "ledger/" + name && cause.code == .inputOutput)
        #expect(try !world().restore(checkpoint: note).isNewEpoch)
        #expect(try world().restore(reason: "the disk fails").isNewEpoch)
    }

    @Test("a mark of what was acknowledged that cannot be read is in doubt where nothing was published")
    func unpublished() throws {
        let made = try LedgerWorld.recorded(8)
        try made.backup()
        for name in ["highwater", "checkpoint"] { try made.files.remove(LedgerWorld.path + "/" + name) }
        let world = Self.blinded(made) { $0 == "ledger/commit" }
        let error = ledgerError { () throws(LedgerError) in try world.restore() }
        guard case .unknownMark(_, _, .some)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("a copy of which the last sync failed says that it is not whole")
    func lastSync() throws {
        let made = try LedgerWorld.recorded(8)
        let dry = LedgerWorld(copying: made)
        dry.files.clearCalls()
        try dry.backup()
        let calls = dry.files.calls
        let last = try #require(calls.lastIndex { $0.path == "backup" })
        let removal = try #require(calls.lastIndex { $0.path == "backup/unfinished" })
        #expect(last > removal)
        for isPermanent in [false, true] {
            let world = LedgerWorld(copying: made)
            world.files.failNextCalls(
                Fault(
                    number: calls[...last].count { $0.path.hasSuffix("backup") }, pathSuffix: "backup",
                    isPermanent: isPermanent))
            #expect(ledgerError { () throws(LedgerError) in try world.backup() } != nil)
            world.files.clearFaults()
            guard case .unfinished = ledgerError({ () throws(LedgerError) in _ = try world.size("backup") })
            else {
                Issue.record("it is read as a ledger")
                continue
            }
        }
    }
}
