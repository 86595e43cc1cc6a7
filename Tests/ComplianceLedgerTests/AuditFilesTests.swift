import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Testing

@testable import ComplianceLedger

@Suite struct AuditFilesTests {
    /// A closed ledger with some events, evidence and identities.
    private static func world(segmentBytes: UInt64 = 64 << 20) throws -> LedgerWorld {
        let world = LedgerWorld(segmentBytes: segmentBytes)
        let ledger = try world.opened()
        for number in 0..<12 {
            var submission = Samples.submission(
                number, evidence: [UInt8(number)], events: [Samples.event(number, about: 0)])
            submission.identities = [Samples.person(number)]
            _ = try ledger.appendAndWait([submission])
        }
        try ledger.close()
        #expect(try world.audit() == [])
        return world
    }

    private static func grades(_ world: LedgerWorld) throws -> Set<AuditReport.Finding.Grade> {
        Set(try Audit.run(LedgerWorld.path, in: world.environment).findings.map(\.grade))
    }

    @Test("one copy of the mark that is not whole is named, no damage, and mended by the next opening")
    func oneCopy() throws {
        let world = try Self.world()
        for byte in [0, 8, 31, 100, 127, 4_096, 4_200, 4_223, 2_000] {
            world.files.flipBit(world.layout.commit, byte: byte, bit: 3)
            #expect(try Self.grades(world) == [.disposable], "byte \(byte)")
            #expect(try world.audit().contains { $0.contains("commit, byte ") }, "byte \(byte)")
            try world.open().close()
            #expect(try world.audit() == [], "byte \(byte)")
        }
        let size = try #require(world.files.contents(world.layout.commit)?.count)
        world.files.truncateRaw(world.layout.commit, to: size / 2)
        #expect(try Self.grades(world) == [.disposable])
        try world.open().close()
        world.files.setContents(
            world.layout.commit, (world.files.contents(world.layout.commit) ?? []) + [1, 2, 3])
        #expect(try world.audit().contains { $0.contains("commit, byte 4224") })
        try world.open().close()
        #expect(try world.audit() == [])
    }

    @Test("a mark of which nothing is left, or that is another ledger's, is damage")
    func noCopy() throws {
        let world = try Self.world()
        let whole = try #require(world.files.contents(world.layout.commit))
        var foreign = try #require(CommitMark.latest(in: whole))
        foreign.ledger = LedgerID(Bits128(high: 1, low: 1))
        foreign.sequence += 2
        for bytes in [[], [UInt8](repeating: 0, count: whole.count), foreign.encoded] {
            world.files.setContents(world.layout.commit, bytes)
            #expect(try Self.grades(world).contains(.damage))
            #expect(try world.audit().contains { $0.hasPrefix("damage: ") && $0.contains("commit, byte ") })
        }
    }

    @Test("a checkpoint that is gone, though one was signed, is told as what could not be checked")
    func noCheckpoint() throws {
        let world = try Self.world()
        try world.files.remove(world.layout.checkpoint)
        #expect(try Self.grades(world) == [.incomplete])
        #expect(try world.audit().contains { $0.contains("checkpoint: it is missing") })
        try world.open().close()
        #expect(try world.audit() == [])
    }

    @Test("bytes behind the end of a store are named with file and byte, and put aside by the next opening")
    func junk() throws {
        for folder in ["log", "private/records", "private/identities", "quarantine"] {
            let world = try Self.world()
            if folder == "quarantine" {
                let ledger = try world.open()
                let quarantine = try ledger.openQuarantine()
                try quarantine.add(
                    QuarantineEntry(
                        code: "a", expected: "b", found: "c",
                        place: SourceRecordPlace(file: "f", byte: 0, line: 1),
                        received: .earliest, bytes: [1]))
                try quarantine.flush()
                quarantine.close()
                try ledger.close()
            }
            let path = "\(LedgerWorld.path)/\(folder)/" + SegmentName.segment(0)
            let whole = try #require(world.files.contents(path))
            world.files.setContents(path, whole + Array("something".utf8))
            let findings = try world.audit()
            #expect(findings.contains { $0.contains("\(path), byte \(whole.count): 9 bytes") }, "\(findings)")
            #expect(try Self.grades(world) == [.disposable])
            try world.open().close()
            #expect(try world.audit() == [], "\(folder)")
        }
    }

    @Test("beside a writer the audit finds nothing behind the ends")
    func besideWriter() throws {
        let world = try Self.world()
        let ledger = try world.open()
        let path = world.layout.log + "/" + SegmentName.segment(0)
        world.files.setContents(path, (world.files.contents(path) ?? []) + [1, 2, 3])
        #expect(try world.audit() == [])
        _ = ledger
    }

    @Test("a writer that has just begun, and one whose segments follow one another, raise no alarm")
    func besideNewWriter() throws {
        for segmentBytes in [64 << 20, 600] as [UInt64] {
            let world = LedgerWorld(segmentBytes: segmentBytes)
            let ledger = try world.opened()
            for number in 0..<12 {
                _ = try ledger.appendAndWait([Samples.submission(number)])
                #expect(try world.audit() == [], "\(segmentBytes), \(number)")
            }
            try ledger.close()
            #expect(try world.audit() == [])
        }
    }

    @Test("whatever makes opening for writing refuse as damage is found by the audit")
    func strayAndMissing() throws {
        for folder in ["log", "private/identities"] {
            let world = try Self.world()
            let path = "\(LedgerWorld.path)/\(folder)/"
            let bytes = try #require(world.files.contents(path + SegmentName.segment(0)))
            world.files.setContents(path + SegmentName.segment(9_999), bytes)
            #expect(throws: LedgerError.self) { try world.open() }
            #expect(
                try world.audit().contains {
                    $0.hasPrefix("damage: ") && $0.contains(SegmentName.text(9_999))
                }, "\(folder)")
        }
    }

    @Test("a missing segment is named by its own number, a missing folder as such, and both are damage")
    func missing() throws {
        let world = try Self.world(segmentBytes: 700)
        let segments = world.files.files.filter { $0.contains("/log/") && $0.hasSuffix(".seg") }
        #expect(segments.count > 3)
        for path in segments {
            let copy = LedgerWorld(copying: world)
            try copy.files.remove(path)
            let name = path.split(separator: "/").last?.prefix(20) ?? ""
            let findings = try copy.audit()
            #expect(
                findings.contains { $0.hasPrefix("damage: log, segment \(name): the segment is missing") },
                "\(name): \(findings)")
            #expect(findings.allSatisfy { !$0.contains("segment is missing at byte") })
        }
        for folder in [world.layout.privateRecords, world.layout.identities, world.layout.quarantine] {
            let copy = LedgerWorld(copying: world)
            for name in try copy.files.list(folder) { try copy.files.remove(folder + "/" + name) }
            try copy.files.remove(folder)
            #expect(try Self.grades(copy).contains(.damage), "\(folder)")
            #expect(try copy.audit().contains { $0.contains("the folder is missing") })
            do throws(LedgerError) { _ = try copy.open() } catch {
                #expect(error.provesDamage, "\(folder): \(error)")
            }
        }
    }

    @Test("a file that cannot be read is never proof of damage")
    func unreadable() throws {
        let world = try Self.world(segmentBytes: 700)
        let files = world.files.files.filter {
            !$0.hasSuffix(".idx") && !$0.contains("hashes") && !$0.hasSuffix("lock")
        }
        for path in files {
            let copy = LedgerWorld(copying: world)
            let suffix = String(path.dropFirst())
            copy.files.failNextCalls(
                Fault(operation: "open", pathSuffix: suffix, isPermanent: true, code: .permissionDenied))
            let findings = try copy.audit()
            #expect(try Self.grades(copy) == [.incomplete], "\(path): \(findings)")
        }
        for folder in ["log", "private/records", "private/identities", "quarantine"] {
            let copy = LedgerWorld(copying: world)
            copy.files.failNextCalls(
                Fault(operation: "list", pathSuffix: folder, isPermanent: true, code: .permissionDenied))
            let findings = try copy.audit()
            #expect(try Self.grades(copy) == [.incomplete], "\(folder): \(findings)")
        }
    }

    @Test("stored hashes beyond the tree are named, and made again by rebuilding")
    func strayHashes() throws {
        let world = try Self.world()
        let path = world.layout.hashes + "/0"
        world.files.setContents(path, (world.files.contents(path) ?? []) + [1])
        #expect(try Self.grades(world) == [.disposable])
        let ledger = try world.open()
        try ledger.rebuildDisposables()
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("without origin a ledger with events is damage, and one that never was is none")
    func noOrigin() throws {
        let world = try Self.world()
        try world.files.remove(world.layout.origin)
        do throws(LedgerError) {
            _ = try world.open(.reading)
            Issue.record("it was opened")
        } catch {
            #expect(error.provesDamage && "\(error)".contains("origin"), "\(error)")
        }
        #expect(try Self.grades(world) == [.damage])
        let empty = LedgerWorld()
        try empty.create()
        try empty.files.remove(empty.layout.origin)
        do throws(LedgerError) {
            _ = try empty.open(.reading)
            Issue.record("it was opened")
        } catch {
            guard case .notALedger = error else {
                Issue.record("\(error)")
                return
            }
        }
    }
}
