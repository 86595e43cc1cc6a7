import DurabilitySimulation
import DurableIO
import LedgerModel
import LogStore
import Testing

@testable import ComplianceLedger

@Suite struct QuarantineTests {
    private static let segment =
        LedgerLayout(root: LedgerWorld.path).quarantine + "/"
        + SegmentName.segment(0)
    private static let mark = LedgerLayout(root: LedgerWorld.path).quarantine + "/size"

    private static func entry(
        _ text: String, file: String = "a.json", line: UInt64 = 1, byte: UInt64 = 0
    ) -> QuarantineEntry {
        QuarantineEntry(
            code: "json.truncated", expected: "a JSON value", found: "bytes that are none",
            place: SourceRecordPlace(file: file, byte: byte, line: line),
            received: Timestamp(nanoseconds: 1), bytes: Array(text.utf8))
    }

    /// A ledger with a batch of entries for each of the texts, closed.
    private static func world(_ batches: [[String]], seed: UInt64 = 1) throws -> LedgerWorld {
        let world = LedgerWorld(seed: seed)
        let ledger = try world.opened()
        let quarantine = try ledger.openQuarantine()
        for batch in batches {
            for text in batch { try quarantine.add(entry(text)) }
            try quarantine.flush()
        }
        quarantine.close()
        try ledger.close()
        return world
    }

    private static func texts(_ world: LedgerWorld) throws -> [String] {
        var out: [String] = []
        try world.open(.reading).forEachQuarantined { out.append(String(decoding: $0.bytes, as: UTF8.self)) }
        return out
    }

    @Test("the same bytes keep each of their places, are stored once, and come back whole")
    func places() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        let large = String(repeating: "x", count: 20_000)
        let entries = [
            Self.entry(large), Self.entry(large, line: 2, byte: 7), Self.entry(large, file: "b.json"),
            Self.entry("other"),
        ]
        for round in 0..<2 {
            let quarantine = try ledger.openQuarantine()
            for entry in entries { #expect(try quarantine.add(entry) == (round == 0)) }
            try quarantine.flush()
            quarantine.close()
        }
        var kept: [QuarantineEntry] = []
        try ledger.forEachQuarantined { kept.append($0) }
        #expect(kept == entries)
        #expect(Set(kept.map(\.id)).count == 2)
        let stored = try #require(world.files.contents(Self.segment)?.count)
        #expect(stored < 2 * large.utf8.count, "\(stored) bytes for one text of \(large.utf8.count)")
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("a flipped bit below the mark is damage for reading, writing and the audit, and nothing is changed")
    func flippedBits() throws {
        let world = try Self.world([["one", "two"], ["three"]])
        let whole = try #require(world.files.contents(Self.segment))
        for file in [Self.segment, Self.mark] {
            for byte in 0..<(world.files.contents(file)?.count ?? 0) {
                world.files.flipBit(file, byte: byte, bit: byte % 8)
                let before = world.files.contents(file)
                for mode in [Ledger.Mode.writing, .reading] {
                    do throws(LedgerError) {
                        try world.open(mode).forEachQuarantined { _ in }
                        Issue.record("\(file), byte \(byte): \(mode)")
                    } catch {
                        #expect(error.provesDamage, "\(file), byte \(byte): \(error)")
                    }
                }
                #expect(world.files.contents(file) == before)
                let findings = try world.audit()
                #expect(findings.contains { $0.hasPrefix("damage: ") }, "\(file), byte \(byte)")
                world.files.flipBit(file, byte: byte, bit: byte % 8)
            }
        }
        #expect(world.files.contents(Self.segment) == whole)
        #expect(try world.audit() == [])
    }

    @Test("a store that is shorter than what is known, gone, or another ledger's is damage")
    func loss() throws {
        let world = try Self.world([["one"], ["two"]])
        let foreign = try Self.world([["one"], ["two"]], seed: 2)
        let bytes = try #require(world.files.contents(Self.segment))
        let foreignBytes = try #require(foreign.files.contents(Self.segment))
        let foreignMark = try #require(foreign.files.contents(Self.mark))
        let stray = world.layout.quarantine + "/" + SegmentName.segment(77)
        let damages: [(String, (SimulatedFileSystem) -> Void)] = [
            ("cut", { $0.truncateRaw(Self.segment, to: bytes.count - 1) }),
            ("empty", { $0.truncateRaw(Self.segment, to: 0) }),
            ("gone", { try? $0.remove(Self.segment) }),
            ("of another ledger", { $0.setContents(Self.segment, foreignBytes) }),
            ("mark of another ledger", { $0.setContents(Self.mark, foreignMark) }),
            ("one segment more", { $0.setContents(stray, bytes) }),
        ]
        for (name, damage) in damages {
            let copy = LedgerWorld(copying: world)
            damage(copy.files)
            do throws(LedgerError) {
                _ = try copy.open()
                Issue.record("\(name): it was opened")
            } catch {
                #expect(error.provesDamage, "\(name): \(error)")
            }
            #expect(try copy.audit().contains { $0.hasPrefix("damage: ") }, "\(name)")
        }
    }

    @Test("a torn batch above the mark is put aside byte for byte, and only then cut")
    func tornTail() throws {
        let world = try Self.world([["one"]])
        let ledger = try world.open()
        let quarantine = try ledger.openQuarantine()
        try quarantine.add(Self.entry("two"))
        world.files.failNextCalls(Fault(operation: "open", pathSuffix: "size.tmp"))
        #expect(throws: LedgerError.self) { try quarantine.flush() }
        world.files.clearFaults()
        world.files.kill()
        let known = try Self.size(world)
        let whole = try #require(world.files.contents(Self.segment))
        let torn = Array(whole[known...].dropLast(3))
        world.files.truncateRaw(Self.segment, to: whole.count - 3)
        #expect(try world.audit().contains { $0.contains("byte \(known): \(torn.count) bytes") })
        #expect(try Self.texts(world) == ["one"])
        try world.open().close()
        #expect(try Self.texts(world) == ["one"])
        #expect(world.files.contents(Self.segment)?.count == known)
        let aside = world.layout.quarantine + "/\(SegmentName.text(0))-\(known).torn"
        #expect(world.files.contents(aside) == torn)
        #expect(try world.audit() == [])
    }

    @Test("without a mark a whole store is taken up, and one that is torn is not touched")
    func withoutMark() throws {
        let world = try Self.world([["one"], ["two"]])
        try world.files.remove(Self.mark)
        #expect(try world.audit().contains { $0.hasPrefix("damage: ") && $0.contains("quarantine/size") })
        let torn = LedgerWorld(copying: world)
        try world.open().close()
        #expect(try Self.texts(world) == ["one", "two"])
        #expect(try world.audit() == [])
        let size = try #require(torn.files.contents(Self.segment)?.count)
        torn.files.truncateRaw(Self.segment, to: size - 1)
        do throws(LedgerError) {
            _ = try torn.open()
            Issue.record("it was opened")
        } catch {
            #expect(error.provesDamage, "\(error)")
        }
        #expect(torn.files.contents(Self.segment)?.count == size - 1)
    }

    @Test("whichever call fails, and whatever a power cut takes, what was flushed is there afterwards")
    func crashes() throws {
        for number in 1...60 {
            for manner in [Fault.Manner.failedWithoutEffect, .failedButHappened, .failedInPart] {
                let world = LedgerWorld(seed: UInt64(number))
                try world.create()
                var kept: [String] = []
                world.files.failNextCalls(Fault(number: 40 + number, isPermanent: true, manner: manner))
                do throws(LedgerError) {
                    let ledger = try world.open()
                    let quarantine = try ledger.openQuarantine()
                    for round in 0..<4 {
                        try quarantine.add(Self.entry("entry \(round)"))
                        try quarantine.flush()
                        kept.append("entry \(round)")
                    }
                } catch {
                    #expect(!error.provesDamage, "call \(number): \(error)")
                }
                world.files.clearFaults()
                if number.isMultiple(of: 2) { world.files.crash() } else { world.files.kill() }
                try world.open().close()
                let found = try Self.texts(world)
                #expect(found.starts(with: kept), "call \(number): \(found), kept \(kept)")
                #expect(try world.audit() == [], "call \(number)")
            }
        }
    }

    /// Where the mark says that the store ends.
    private static func size(_ world: LedgerWorld) throws -> Int {
        let file = try #require(LineFile(world.files.contents(mark) ?? []))
        return try #require(file["byte"].flatMap { Int($0) })
    }
}
